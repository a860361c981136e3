"""Series along curves agree with SymPy's expansions, exactly where everything is rational."""

import pytest
from flint import fmpq
from sympy import (
    Abs,
    Rational,
    Symbol,
    atanh,
    cos,
    cosh,
    cot,
    exp,
    log,
    series,
    sin,
    sqrt,
    tan,
    tanh,
)

from symhess.verify.enclosures import NoEnclosure
from symhess.verify.series import coefficients_of, is_zero, series_along

x, y, t = symbols = [Symbol(name) for name in "xyt"]
ORDER = 6


def along(expression, **curve):
    return series_along(expression, {Symbol(k): coefficients_of(c) for k, c in curve.items()}, ORDER)


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param(exp(x) * cos(x), id="product"),
        pytest.param((1 + x) ** Rational(1, 2), id="root"),
        pytest.param(1 / (1 - x - x**2), id="quotient"),
        pytest.param(log(1 + sin(x)), id="composition"),
        pytest.param(tan(x) - tanh(x), id="tangents"),
        pytest.param(atanh(x) + cosh(x), id="hyperbolic"),
        pytest.param(sqrt(4 + x), id="irrational-road"),
        pytest.param(exp(1 + x), id="transcendental-coefficients"),
        pytest.param(cot(1 + x), id="cotangent"),
        pytest.param(2**x, id="other-base"),
    ],
)
def test_coefficients_are_those_of_the_expansion(expression):
    expected = series(expression, x, 0, ORDER + 1).removeO()

    for k, found in enumerate(along(expression, x=t)):
        assert abs(float(found) - float(expected.coeff(x, k).evalf(30))) < 1e-12


def test_rational_series_stay_rational():
    assert along(exp(x * y) - 1 - x * y, x=t, y=2 * t) == [0, 0, 0, 0, 2, 0, fmpq(4, 3)]


@pytest.mark.parametrize(
    ("expression", "curve", "power"),
    [
        pytest.param(Abs(x) ** 3, -t, 3, id="left-of-a-kink"),
        pytest.param(sqrt(x**2 + x**4), -t, 1, id="root-of-a-square"),
        pytest.param(sqrt(x), t**2, 1, id="root-along-a-square"),
    ],
)
def test_kinks_are_resolved_on_one_side(expression, curve, power):
    found = along(expression, x=curve)

    assert found[power] == 1
    assert not any(found[:power])


@pytest.mark.parametrize("expression", [sqrt(x), 1 / x, log(x), Symbol("z") + x])
def test_what_has_no_series_is_refused(expression):
    with pytest.raises(NoEnclosure):
        along(expression, x=t)


def test_a_wide_ball_is_not_zero():
    from_roots = along((sqrt(2) + x) ** 2 - 2 - 2 * sqrt(2) * x, x=t)

    assert is_zero(from_roots[0]) and is_zero(from_roots[1]) and not is_zero(from_roots[2])
