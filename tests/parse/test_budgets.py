from math import inf, log2

import pytest

from symhess import ParseError
from symhess.parse.budgets import EXPONENT_LIMIT, Symbolic, check_budgets
from symhess.parse.gauge import Gauge

from .helpers import tree_of


def measure(text):
    tree = tree_of(text)
    return check_budgets(tree)[id(tree)]


@pytest.mark.parametrize("text", ["2", "e", "1/3 + π", "sin 2", "∛(-2)", "log_2 8", "-(1/2)^3", "|1-e|", "2^0.5"])
def test_a_tree_without_variables_is_a_constant(text):
    assert isinstance(measure(text), Gauge)


@pytest.mark.parametrize("text", ["x", "x - x", "0x", "x^0", "sin x", "2^x", "√x", "|x|", "log_x 2", "1/x"])
def test_a_tree_with_a_variable_is_symbolic_even_if_it_cancels(text):
    assert isinstance(measure(text), Symbolic)


@pytest.mark.parametrize(
    ("text", "exponent"),
    [
        pytest.param("x", 1, id="variable"),
        pytest.param("x^30", 30, id="power"),
        pytest.param("(x^30)^2", 60, id="nested"),
        pytest.param("((x^3)^3)^3", 27, id="twice-nested"),
        pytest.param("(2x^30y)^2", 60, id="through-a-product"),
        pytest.param("(-x^30)^2", 60, id="through-a-sign"),
        pytest.param("(1/x^30)^2", 60, id="through-a-quotient"),
        pytest.param("|x^30|^2", 60, id="through-bars"),
        pytest.param("(√x)^30", 15, id="through-a-root"),
        pytest.param("(x^30)^-2", 60, id="negative"),
        pytest.param("(x^30+1)^2", 2, id="a-sum-shields"),
        pytest.param("(sin x^30)^2", 2, id="a-function-shields"),
        pytest.param("x²³", 23, id="superscript"),
    ],
)
def test_nested_powers_fold(text, exponent):
    assert measure(text).exponent == pytest.approx(exponent)


@pytest.mark.parametrize(
    "text",
    [
        "x^1001",
        "x^(10^12)",
        "x^-1001",
        "x²⁰⁰⁰",
        "(x^40)^40",
        "((x^11)^11)^11",
        "(x^40 y)^40",
        "(x+y)^100000",
        "sin^9999 x",
        "sin²⁰⁰⁰x",
        "√(x)^2001",
        "e^(1001 ln x)",
        "exp(10^10 ln(2x))",
        "2^(10^10 log_2 x)",
        "x^(2*600)",
    ],
)
def test_large_folded_exponents_are_refused(text):
    with pytest.raises(ParseError, match="exponent above 1000"):
        measure(text)


@pytest.mark.parametrize(
    "text", ["x^1000", "(x^30)^33", "(x^900 + y^900)^900", "sin^1000 x", "x^999.5", "e^(1000 ln x)"]
)
def test_exponents_up_to_the_limit_are_read(text):
    assert measure(text).exponent <= EXPONENT_LIMIT


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("9^9^9^9", id="tower"),
        pytest.param("2^(10^10)", id="power"),
        pytest.param("2^4000*2^4000", id="product"),
        pytest.param("2^4000/2^-4000", id="quotient"),
        pytest.param("2^4000 x 2^4000", id="product-round-a-variable"),
        pytest.param("2^4000(x 2^4000)", id="nested-product"),
        pytest.param("(10^90 x)^900", id="power-of-a-coefficient"),
        pytest.param("(10^90 x y)^900", id="power-of-a-product"),
        pytest.param("e^5000", id="exponential"),
        pytest.param("e^-5000", id="tiny-exponential"),
        pytest.param("exp(exp(exp(3)))", id="tower-of-exponentials"),
        pytest.param("e^(x + 10^10 ln 2)", id="an-exponent-sheds-a-constant"),
        pytest.param("e^(10^10 (ln 2 + x))", id="shed-after-distribution"),
        pytest.param("2^(x + 5000)", id="shed-by-a-power-of-two"),
        pytest.param("e^(900 ln(10^90 x))", id="shed-by-a-logarithm"),
        pytest.param("1e1000*1e1000", id="decimals"),
        pytest.param("cosh(10^5)", id="hyperbolic"),
        pytest.param("+".join(f"1/{10**60 + n}" for n in range(1, 25)), id="common-denominator"),
    ],
)
def test_large_constants_are_refused_before_they_are_built(text):
    with pytest.raises(ParseError, match="more than 4096 bits"):
        measure(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("1/0", "divided by zero", id="division"),
        pytest.param("x/0", "divided by zero", id="symbolic-division"),
        pytest.param("x + 1/(2-2)", "divided by zero", id="inside-a-sum"),
        pytest.param("1/(1/3-1/3)", "divided by zero", id="exact-cancellation"),
        pytest.param("1/(√8-2√2)", "divided by zero", id="irrational-cancellation"),
        pytest.param("1/sin π", "divided by zero", id="zero-of-a-sine"),
        pytest.param("0^0", "0.0 has no value", id="zero-to-zero"),
        pytest.param("x^(0^-1)", "zero to a negative power", id="in-an-exponent"),
        pytest.param("ln 0", "no finite real value", id="logarithm"),
        pytest.param("x ln(1-1)", "no finite real value", id="logarithm-in-a-product"),
        pytest.param("ln(-1)", "no finite real value", id="complex-logarithm"),
        pytest.param("√(-1)", "even root", id="complex-root"),
        pytest.param("(-1)^(1/2)", "no real value", id="complex-power"),
        pytest.param("tan(π/2)", "no finite real value", id="pole"),
        pytest.param("log_1 x", "divided by zero", id="base-one"),
        pytest.param("log_0 x", "no finite real value", id="base-zero"),
        pytest.param("log_(-2) 8", "no finite real value", id="negative-base"),
    ],
)
def test_constants_without_a_finite_real_value_are_refused(text, message):
    with pytest.raises(ParseError, match=message):
        measure(text)


@pytest.mark.parametrize(
    ("text", "load"),
    [("8x", 3), ("x/8", 3), ("8x*8y", 6), ("(8x)^2", 6), ("8(x+1)", 3 + 1), ("√(16x)", 2), ("|8x|", 3), ("sin(8x)", 0)],
)
def test_the_load_bounds_the_bits_of_coefficients(text, load):
    assert measure(text).load == pytest.approx(load)


def test_a_sum_keeps_the_constant_it_may_shed():
    assert measure("x + 8").offset == pytest.approx(3 + log2(2))
    assert measure("x").offset == -inf
    assert measure("x + y").offset == -inf


def test_a_logarithm_remembers_the_load_of_its_argument():
    assert measure("ln(8x)").logarithm == pytest.approx(3)
    assert measure("2 ln(8x) + y").logarithm == pytest.approx(3)
    assert measure("sin(ln(8x))").logarithm == -inf


def test_the_position_of_the_refusal_is_in_the_text():
    with pytest.raises(ParseError) as caught:
        measure("x + ln 0")
    assert caught.value.position == 4


def test_ordinary_large_constants_are_read():
    assert isinstance(measure("2^4000"), Gauge)
    assert isinstance(measure("e^1000 + 10^100"), Gauge)
    assert isinstance(measure("10^100 x^2 + e^(-1000x)"), Symbolic)
