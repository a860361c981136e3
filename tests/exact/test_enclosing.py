"""Balls of constants hold the values and shrink with the precision."""

import pytest
from sympy import CRootOf, E, N, Rational, acos, asinh, atan, cosh, exp, gamma, log, pi, sin, sqrt, tanh
from sympy.abc import t

from symhess.exact.enclosing import enclosed_constant


@pytest.mark.parametrize(
    "constant",
    [
        Rational(-22, 7),
        pi**2 - E,
        sqrt(2) ** 3 + 5 ** Rational(1, 3),
        exp(Rational(1, 3)) * log(2) / 7,
        sin(1) + tanh(2) - atan(3) * acos(Rational(1, 5)),
        asinh(1) ** -2 + cosh(pi),
        CRootOf(t**5 - t - 1, 0),
        CRootOf(t**3 - 3 * t + 1, 2),
    ],
    ids=str,
)
def test_the_ball_is_narrow_and_right(constant):
    coarse, fine = enclosed_constant(constant, 64), enclosed_constant(constant, 256)

    assert float(fine.rad()) <= float(coarse.rad()) < 1e-12
    assert float(fine.rad()) < 1e-60
    assert abs(float(fine.mid()) - float(N(constant, 30))) < 1e-12


@pytest.mark.parametrize("constant", [gamma(Rational(1, 3)), sqrt(-1), log(-1), CRootOf(t**3 + t + 1, 1)], ids=str)
def test_what_is_not_real_or_not_known_has_no_ball(constant):
    assert enclosed_constant(constant, 64) is None
