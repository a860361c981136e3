import pytest
from flint import ctx, fmpq
from sympy import (
    Abs,
    Piecewise,
    Symbol,
    acosh,
    acot,
    asec,
    atan,
    cosh,
    exp,
    gamma,
    log,
    pi,
    sec,
    sign,
    sin,
    sqrt,
    tan,
    tanh,
    zoo,
)

from symhess.verify.calculus import derivative, equal, is_derivative
from symhess.verify.enclosures import NoEnclosure, enclosed

x, y = Symbol("x"), Symbol("y")


@pytest.mark.parametrize(
    ("result", "expression"),
    [
        pytest.param(3 * x**2 * y, x**3 * y, id="polynomial"),
        pytest.param(-1 / x**2, 1 / x, id="quotient"),
        pytest.param(exp(x * y) * y, exp(x) ** y, id="exponential"),
        pytest.param(1 + tan(x) ** 2, tan(x), id="table-form"),
        pytest.param(sec(x) * tan(x), sec(x), id="secant"),
        pytest.param(x**y * y / x, x**y, id="power"),
        pytest.param(x**x * (log(x) + 1), x**x, id="general-power"),
        pytest.param(sign(x), Abs(x), id="modulus"),
        pytest.param(1 / x, log(Abs(x)), id="logarithm-of-modulus"),
        pytest.param(3 * Abs(x) ** 2 * sign(x), Abs(x) ** 3, id="power-of-modulus"),
        pytest.param(Piecewise((2 * x, x > 0), (1, True)), Piecewise((x**2, x > 0), (x, True)), id="cases"),
        pytest.param(1 / (2 * sqrt(x + 1)), sqrt(x + 1), id="root"),
        pytest.param(sqrt(2) * 2 * x, sqrt(2) * x**2, id="irrational-coefficient"),
    ],
)
def test_derivatives_are_recognised(result, expression):
    assert is_derivative(result, expression, x)
    assert not is_derivative(result + 1, expression, x)
    assert not is_derivative(-result, expression, x)


def test_higher_derivatives():
    assert is_derivative(6 * x * y, x**3 * y, x, x)
    assert is_derivative(y * exp(x * y) * x + exp(x * y), exp(x * y), x, y)
    assert derivative(sign(x), x) == 0


def test_equality_is_proved_or_nothing():
    assert equal((x**2 - 1) / (x - 1), x + 1)
    assert equal(sin(x) ** 2 + tan(x) * 0, sin(x) ** 2)
    assert not equal(gamma(x + 1), x * gamma(x) + 1)
    assert not equal(sqrt(x**2), x)


@pytest.mark.parametrize("expression", [exp(x), pi * x, acot(x), asec(3 + x), acosh(2 + x), tanh(cosh(x)), atan(x)])
def test_enclosures_hold_the_value(expression):
    with ctx.workprec(120):
        ball = enclosed(expression, {x: fmpq(1, 3)})
    value = expression.subs(x, "1/3").evalf(25)

    assert abs(float(ball.mid()) - float(value)) < 1e-14
    assert float(ball.rad()) < 1e-25


@pytest.mark.parametrize("expression", [log(x), 1 / (x + 1), sqrt(x), gamma(x), zoo + 0 * x, (x * 2) ** pi])
def test_what_has_no_real_value_has_no_enclosure(expression):
    with pytest.raises(NoEnclosure):
        enclosed(expression, {x: fmpq(-1)})
