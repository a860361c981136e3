from fractions import Fraction

import pytest
from sympy import E, I, Integer, Rational, Symbol, exp, log, nan, oo, pi, sqrt, zoo

from symhess import ParseError
from symhess.parse.guards import check_merging, check_power, check_size, check_uncovered, check_value, gauge_of

x, y = Symbol("x"), Symbol("y")
TWO = Integer(2)


def test_only_rational_numbers_are_gauged():
    assert gauge_of(Rational(-3, 4), 0).value == Fraction(-3, 4)
    assert gauge_of(sqrt(2), 0) is None
    assert gauge_of(x, 0) is None


@pytest.mark.parametrize("value", [zoo, nan, oo, -oo, I, log(-2), sqrt(-2)], ids=str)
def test_values_that_are_not_finite_and_real_are_refused(value):
    with pytest.raises(ParseError, match="no finite real value") as caught:
        check_value(value, 3)
    assert caught.value.position == 3


@pytest.mark.parametrize("value", [x, Integer(0), pi, sqrt(-x), log(-x), exp(-E)], ids=str)
def test_real_values_and_symbols_pass(value):
    assert check_value(value, 0) is None


def test_merged_exponents_are_bounded():
    assert check_size(x**1000 * y**1000, 0) is None
    with pytest.raises(ParseError, match="above 1000"):
        check_size(x**1001, 0)
    with pytest.raises(ParseError, match="above 1000"):
        check_size(3 * y * x**-1001, 0)


def test_merged_coefficients_are_bounded():
    assert check_size(TWO**4000 * x, 0) is None
    with pytest.raises(ParseError, match="4096 bits"):
        check_size(TWO**5000 * x, 0)
    with pytest.raises(ParseError, match="4096 bits"):
        check_size(TWO**-5000, 0)


@pytest.mark.parametrize(
    ("base", "exponent", "message"),
    [
        pytest.param(Integer(0), Integer(0), "0.0", id="zero-to-zero"),
        pytest.param(Integer(0), Integer(-1), "negative power", id="zero-inverse"),
        pytest.param(Integer(9), Integer(10**10), "4096 bits", id="large"),
        pytest.param(Integer(-1), Rational(1, 2), "no real value", id="complex"),
        pytest.param(2 * x, Integer(10**10), "above 1000", id="symbolic-base"),
    ],
)
def test_powers_are_checked_before_they_are_computed(base, exponent, message):
    with pytest.raises(ParseError, match=message):
        check_power(base, exponent, 0)


@pytest.mark.parametrize(
    ("base", "exponent"),
    [(x, Integer(1000)), (TWO, x), (x, y), (x, sqrt(2)), (sqrt(2), Integer(10)), (TWO, Rational(1, 2))],
)
def test_ordinary_powers_pass(base, exponent):
    assert check_power(base, exponent, 0) is None


@pytest.mark.parametrize(
    "factors",
    [
        pytest.param((TWO**x, TWO ** (10**10 - x)), id="powers-of-two"),
        pytest.param((3 * TWO**x, y, TWO ** (10**10 - x)), id="inside-products"),
        pytest.param(((2 * x) ** y, (2 * x) ** (10**10 - y)), id="symbolic-base"),
        pytest.param((x**y, x ** (10**4 - y)), id="variable"),
    ],
)
def test_powers_that_would_merge_are_checked(factors):
    with pytest.raises(ParseError, match="4096 bits|above 1000"):
        check_merging(factors, 0)


@pytest.mark.parametrize("factors", [(TWO**x, TWO ** (3 - x)), (x**y, x**y), (x**2, x**3), (x, y), (exp(x), exp(-x))])
def test_ordinary_products_pass(factors):
    assert check_merging(factors, 0) is None


def test_a_constant_that_nothing_has_gauged_is_refused():
    for value in (sqrt(2), E, exp(exp(5))):
        with pytest.raises(ParseError, match="cancels to a constant"):
            check_uncovered(value, 0)


@pytest.mark.parametrize("value", [Integer(0), Rational(1, 2), x, x + sqrt(2)], ids=str)
def test_rational_and_symbolic_values_are_not_uncovered(value):
    assert check_uncovered(value, 0) is None
