"""Reals that are rational, enclosed, or sums."""

from fractions import Fraction

import pytest
from flint import arb, fmpq, fmpq_poly, fmpz_poly
from hypothesis import given
from hypothesis import strategies as st
from sympy import sqrt

from symhess.exact.algebraic import algebraic_number
from symhess.exact.decimals import ball_decimal, ball_ends, rational_decimal
from symhess.exact.number import Enclosure, Rational, RealSum
from symhess.exact.real_root import real_roots


def _root_of_two(power=1):
    root = real_roots(fmpz_poly([-2, 0, 1]))[1]
    return algebraic_number(root, fmpq_poly([0, 1]) ** power, fmpq_poly([1]))


@given(st.fractions(max_denominator=10**9), st.integers(1, 25))
def test_rational_decimals_are_nearest(number, digits):
    text = rational_decimal(fmpq(number.numerator, number.denominator), digits)

    error = abs(Fraction(text) - number)
    if number == 0:
        assert text == "0"
    else:
        exponent = len(str(abs(number.numerator))) - len(str(number.denominator)) + 1
        assert error <= Fraction(10) ** (exponent - digits) / 2


@pytest.mark.parametrize(
    ("ball", "digits", "expected"),
    [
        pytest.param(arb(1) / 3, 5, "0.33333", id="third"),
        pytest.param(arb(0), 5, "0", id="exact-zero"),
        pytest.param(arb(0, "1e-30"), 5, None, id="zero-not-proved"),
        pytest.param(arb(1, "1e-3"), 5, None, id="too-wide"),
        pytest.param(arb("1e30"), 5, "1.0000e+30", id="large"),
    ],
)
def test_ball_decimals_are_given_only_when_certain(ball, digits, expected):
    assert ball_decimal(ball, digits) == expected


def test_ball_ends_enclose():
    low, high = ball_ends(arb(2).sqrt())

    assert low * low < 2 < high * high


def test_a_sum_in_different_fields_gets_its_sign_by_refinement():
    root3 = real_roots(fmpz_poly([-3, 0, 1]))[1]
    three = algebraic_number(root3, fmpq_poly([0, -1]), fmpq_poly([1]))

    total = RealSum((_root_of_two(), three))

    assert total.sign() == -1
    assert total.short() == sqrt(2) - sqrt(3)
    assert total.decimal(10) == "-0.3178372452"


def test_a_sum_that_cancels_is_recognised_as_zero():
    minus = algebraic_number(real_roots(fmpz_poly([-2, 0, 1]))[0], fmpq_poly([0, 1]), fmpq_poly([1]))

    assert RealSum((_root_of_two(), minus)).sign() == 0


def test_an_enclosure_over_zero_has_no_sign():
    assert Enclosure(arb(0, 1)).sign() is None
    assert Enclosure(arb(-2, 1)).sign() == -1


def test_rationals_compare_by_value():
    assert Rational(fmpq(2, 4)) == Rational(fmpq(1, 2))
