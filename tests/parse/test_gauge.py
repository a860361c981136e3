from fractions import Fraction
from math import e, inf, log2, pi

import mpmath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from symhess import ParseError
from symhess.parse.gauge import BIT_LIMIT, CONTEXT, bits, exact, inexact, magnitude, named, to_float, too_large

rationals = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**9)


@given(rationals)
def test_a_rational_is_kept_exactly(value):
    gauge = exact(value)

    assert gauge.value == value
    assert float(gauge.approximation) == pytest.approx(float(value))


def test_the_named_constants():
    assert float(named("e").approximation) == e
    assert float(named("pi").approximation) == pi
    assert named("e").value is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(1), 0),
        (Fraction(0), 0),
        (Fraction(8), 3),
        (Fraction(1, 8), 3),
        (Fraction(-3, 4), 2),
        (Fraction(7, 2), log2(7)),
    ],
)
def test_the_bits_of_a_rational_are_those_of_its_larger_part(value, expected):
    assert bits(exact(value)) == pytest.approx(expected)


def test_the_bits_of_an_irrational_are_the_size_of_its_logarithm():
    assert bits(named("pi")) == pytest.approx(log2(pi))
    assert bits(inexact(CONTEXT.mpf("1e-3"), 0, 0)) == pytest.approx(-log2(1e-3))


@given(rationals.filter(bool))
def test_the_magnitude_is_a_signed_logarithm(value):
    assert magnitude(exact(value)) == pytest.approx(log2(abs(value)), abs=1e-9)


def test_zero_has_no_magnitude():
    assert magnitude(exact(Fraction(0))) == -inf


@pytest.mark.parametrize("value", [Fraction(2) ** BIT_LIMIT, Fraction(1, 2**BIT_LIMIT), Fraction(3**5000, 2)])
def test_the_limit_holds_for_numerator_and_denominator(value):
    with pytest.raises(ParseError, match="more than 4096 bits") as caught:
        exact(value, 7)
    assert caught.value.position == 7


def test_the_largest_allowed_number_is_allowed():
    assert exact(Fraction(2**BIT_LIMIT - 1)).value == 2**BIT_LIMIT - 1


def test_noise_is_taken_for_zero():
    assert inexact(CONTEXT.ldexp(1, -201), 1, 0).value == 0
    assert inexact(CONTEXT.ldexp(1, -199), 1, 0).value is None
    assert inexact(CONTEXT.ldexp(1, -201), 0, 0).value is None


def test_an_irrational_beyond_the_limit_is_refused():
    with pytest.raises(ParseError, match="more than 4096 bits"):
        inexact(CONTEXT.ldexp(1, 4097), 0, 0)
    with pytest.raises(ParseError, match="more than 4096 bits"):
        inexact(CONTEXT.ldexp(1, -4097), 0, 0)


def test_floats_stay_within_their_range():
    assert to_float(exact(Fraction(1, 3))) == pytest.approx(1 / 3)
    assert to_float(exact(Fraction(10) ** 1000)) == 1e300
    assert to_float(exact(-(Fraction(10) ** 1000))) == -1e300


def test_the_precision_of_others_is_not_touched():
    before = mpmath.mp.prec
    inexact(CONTEXT.sqrt(2), 0, 0)

    assert mpmath.mp.prec == before
    assert CONTEXT.prec == 256


def test_the_refusal_knows_its_place():
    assert too_large(4).position == 4
