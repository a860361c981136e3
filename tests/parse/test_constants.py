import math
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from symhess import ParseError
from symhess.parse.constants import add, apply, divide, multiply, power, root
from symhess.parse.gauge import exact, named
from symhess.parse.names import FUNCTIONS

rationals = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)
ZERO, ONE, TWO = exact(Fraction(0)), exact(Fraction(1)), exact(Fraction(2))
E, PI = named("e"), named("pi")
MINUS_PI = multiply(exact(Fraction(-1)), PI)


@given(rationals, rationals)
def test_rational_arithmetic_is_exact(a, b):
    assert add(exact(a), exact(b)).value == a + b
    assert multiply(exact(a), exact(b)).value == a * b
    if b:
        assert divide(exact(a), exact(b)).value == a / b


@given(rationals, st.integers(-20, 20))
def test_integer_powers_are_exact(base, exponent):
    assume(base or exponent > 0)

    assert power(exact(base), exact(Fraction(exponent))).value == base**exponent


@given(rationals)
def test_irrational_arithmetic_is_accurate(a):
    assert float(add(exact(a), PI).approximation) == pytest.approx(float(a) + math.pi)
    assert float(multiply(exact(a), PI).approximation) == pytest.approx(float(a) * math.pi)
    assert float(divide(exact(a), PI).approximation) == pytest.approx(float(a) / math.pi)


def test_what_cancels_is_zero():
    assert add(PI, MINUS_PI).value == 0
    assert apply("sin", PI).value == 0
    assert apply("cos", divide(PI, TWO)).value == 0
    assert apply("log", ONE).value == 0
    assert multiply(PI, ZERO).value == 0


def test_a_small_value_that_does_not_cancel_is_kept():
    tiny = power(exact(Fraction(10)), exact(Fraction(-90)))

    assert apply("sin", tiny).value is None
    assert apply("exp", exact(Fraction(-1000))).value is None


@pytest.mark.parametrize("divisor", [ZERO, add(PI, MINUS_PI), apply("sin", PI)], ids=["zero", "cancelled", "sine"])
def test_division_by_zero_is_refused(divisor):
    with pytest.raises(ParseError, match="divided by zero") as caught:
        divide(ONE, divisor, 5)
    assert caught.value.position == 5


@pytest.mark.parametrize(
    ("base", "exponent", "message"),
    [
        pytest.param(ZERO, ZERO, "0.0 has no value", id="zero-to-zero"),
        pytest.param(ZERO, exact(Fraction(-1)), "zero to a negative power", id="zero-inverse"),
        pytest.param(ZERO, MINUS_PI, "zero to a negative power", id="zero-to-minus-pi"),
        pytest.param(exact(Fraction(-8)), exact(Fraction(1, 3)), "no real value", id="root-of-a-negative"),
        pytest.param(MINUS_PI, PI, "no real value", id="negative-to-pi"),
        pytest.param(exact(Fraction(9)), exact(Fraction(9**9)), "4096 bits", id="large-power"),
        pytest.param(exact(Fraction(1, 9)), exact(Fraction(9**9)), "4096 bits", id="small-power"),
        pytest.param(TWO, exact(Fraction(10) ** 1000), "4096 bits", id="enormous-exponent"),
        pytest.param(PI, exact(Fraction(10) ** 1000), "4096 bits", id="enormous-exponent-of-pi"),
        pytest.param(TWO, exact(Fraction(10**10, 3)), "4096 bits", id="large-root"),
        pytest.param(E, exact(Fraction(10**5)), "4096 bits", id="exponential"),
    ],
)
def test_powers_without_value_or_too_large_are_refused(base, exponent, message):
    with pytest.raises(ParseError, match=message):
        power(base, exponent)


@pytest.mark.parametrize(
    ("base", "exponent", "value"),
    [
        pytest.param(ONE, exact(Fraction(10) ** 1000), 1, id="one"),
        pytest.param(exact(Fraction(-1)), exact(Fraction(10**30 + 1)), -1, id="minus-one-odd"),
        pytest.param(exact(Fraction(-1)), exact(Fraction(-(10**30))), 1, id="minus-one-even"),
        pytest.param(ZERO, PI, 0, id="zero-to-pi"),
        pytest.param(PI, ZERO, 1, id="pi-to-zero"),
        pytest.param(exact(Fraction(4)), exact(Fraction(1, 2)), 2, id="square-root"),
        pytest.param(E, exact(Fraction(2)), math.e**2, id="e-squared"),
        pytest.param(PI, E, math.pi**math.e, id="pi-to-e"),
    ],
)
def test_powers_with_a_value(base, exponent, value):
    assert float(power(base, exponent).approximation) == pytest.approx(value)


@pytest.mark.parametrize(
    ("degree", "radicand", "value"),
    [(2, 2, math.sqrt(2)), (3, 27, 3), (3, -27, -3), (5, -32, -2), (4, 16, 2), (3, 0, 0)],
)
def test_roots(degree, radicand, value):
    assert float(root(degree, exact(Fraction(radicand))).approximation) == pytest.approx(value)


def test_an_even_root_of_a_negative_number_is_refused():
    with pytest.raises(ParseError, match="even root"):
        root(4, MINUS_PI)


@pytest.mark.parametrize(
    "function", ["sin", "cos", "tan", "sinh", "cosh", "tanh", "asin", "acos", "atan", "asinh", "exp"]
)
def test_functions_agree_with_the_standard_library(function):
    value = apply(function, exact(Fraction(1, 3)))

    assert float(value.approximation) == pytest.approx(getattr(math, function)(1 / 3))


@pytest.mark.parametrize("function", sorted(set(FUNCTIONS.values())))
def test_every_listed_function_can_be_gauged(function):
    argument = Fraction(3, 2) if function in {"acosh", "acoth", "asec", "acsc"} else Fraction(1, 2)

    assert abs(apply(function, exact(argument)).approximation) < 10


@pytest.mark.parametrize(
    ("function", "reciprocal"),
    [("sec", "cos"), ("csc", "sin"), ("cot", "tan"), ("sech", "cosh"), ("csch", "sinh"), ("coth", "tanh")],
)
def test_reciprocal_functions(function, reciprocal):
    product = multiply(apply(function, E), apply(reciprocal, E))

    assert float(product.approximation) == pytest.approx(1)


@pytest.mark.parametrize(
    ("function", "argument"),
    [
        ("log", ZERO),
        ("log", MINUS_PI),
        ("sqrt", MINUS_PI),
        ("asin", TWO),
        ("acos", MINUS_PI),
        ("acosh", ZERO),
        ("atanh", ONE),
        ("atanh", TWO),
        ("acoth", ONE),
        ("asech", TWO),
        ("asec", ZERO),
        ("csc", ZERO),
        ("csc", PI),
        ("cot", ZERO),
        ("tan", divide(PI, TWO)),
        ("sec", divide(PI, TWO)),
        ("coth", ZERO),
        ("csch", ZERO),
    ],
)
def test_outside_its_domain_a_function_has_no_value(function, argument):
    with pytest.raises(ParseError, match="no finite real value"):
        apply(function, argument)


@pytest.mark.parametrize("function", ["exp", "sinh", "cosh", "csch"])
@pytest.mark.parametrize("sign", [1, -1])
def test_exponentials_are_bounded_before_they_are_computed(function, sign):
    with pytest.raises(ParseError, match="4096 bits"):
        apply(function, exact(sign * Fraction(10) ** 500))


def test_the_absolute_value_of_a_rational_is_exact():
    assert apply("abs", exact(Fraction(-2, 3))).value == Fraction(2, 3)
    assert float(apply("abs", MINUS_PI).approximation) == math.pi


def test_sines_of_large_numbers_are_gauged():
    assert abs(apply("sin", exact(Fraction(10) ** 1000)).approximation) <= 1
