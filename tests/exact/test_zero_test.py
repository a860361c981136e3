"""Zero is proved by the normal form, everything else by an enclosure."""

import pytest
from sympy import (
    CRootOf,
    E,
    LambertW,
    Rational,
    Symbol,
    asin,
    asinh,
    cos,
    cosh,
    exp,
    gamma,
    log,
    pi,
    sin,
    sinh,
    sqrt,
    tan,
    zeta,
)

from symhess.exact import is_zero_constant

HALF, THIRD = Rational(1, 2), Rational(1, 3)
ROOT = CRootOf(Symbol("t") ** 3 - Symbol("t") - 1, 0)
ZEROS = [
    sqrt(2 + sqrt(3)) - (sqrt(6) + sqrt(2)) / 2,
    cos(pi / 3 + HALF) - cos(HALF) / 2 + sqrt(3) / 2 * sin(HALF),
    sin(pi / 7) ** 2 + cos(pi / 7) ** 2 - 1,
    tan(HALF) - sin(1) / (1 + cos(1)),
    log(8) - 3 * log(2),
    log(sqrt(2)) / log(2) - HALF,
    sinh(1) + exp(-1) - cosh(1),
    asinh(sqrt(2)) - log(sqrt(2) + sqrt(3)),
    exp(sqrt(2)) * exp(1 - sqrt(2)) - E,
    exp(-LambertW(3) / 3) ** 3 - LambertW(3) / 3,
    sin(3 * asin(THIRD)) - Rational(23, 27),
    ROOT**3 - ROOT - 1,
    sqrt(3 + cos(1)) ** 3 - (3 + cos(1)) * sqrt(3 + cos(1)),
]


@pytest.mark.parametrize("zero", ZEROS, ids=str)
def test_zero_is_proved(zero):
    assert is_zero_constant(zero) is True


@pytest.mark.parametrize("zero", ZEROS, ids=str)
def test_a_small_change_of_zero_is_seen(zero):
    assert is_zero_constant(zero + Rational(1, 10**200)) is False


@pytest.mark.parametrize("constant", [zeta(3) - 1, gamma(THIRD), log(-1), 1 / (log(8) - 3 * log(2))], ids=str)
def test_what_has_no_enclosure_is_not_known(constant):
    assert is_zero_constant(constant) is None
