"""What expressions ask of their variable, their factors and periods."""

import pytest
from sympy import Abs, I, Rational, Symbol, acosh, cos, cosh, cot, exp, gamma, log, pi, sec, sin, sinh, sqrt, tan, tanh

from symhess.solve.line.rewriting import conditions, is_handled, kinks, numerator_factors, period, rewritten

x = Symbol("x")
HALF = Rational(1, 2)


@pytest.mark.parametrize("expression", [tan(x) + sec(x), cot(x) * tanh(x), cosh(x) - sinh(x) ** 2, acosh(x + 2), x**x])
def test_rewriting_keeps_values(expression):
    assert abs((rewritten(expression) - expression).subs(x, Rational(7, 5)).evalf(40)) < 1e-30


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        pytest.param(log(x - 1), {"x - 1 > 0"}, id="logarithm"),
        pytest.param(sqrt(x), {"x >= 0"}, id="root"),
        pytest.param(x**-HALF, {"x > 0"}, id="reciprocal root"),
        pytest.param(1 / (x - 2) ** 3, {"x - 2 != 0"}, id="denominator"),
        pytest.param(tan(x), {"cos(x) != 0"}, id="tangent"),
        pytest.param(x**x, {"x > 0"}, id="power"),
        pytest.param(exp(x) + sin(x) + log(2), set(), id="nothing"),
    ],
)
def test_conditions(expression, expected):
    assert {str(condition) for condition in conditions(expression, x)} == expected


@pytest.mark.parametrize(
    "expression",
    [
        x**3 - x,
        x**2 * exp(-x) - exp(-x),
        (x + 1) / (x**2 + 1) - 1,
        sqrt(x) * (x - 1) / 3,
        exp(2 * x) - exp(x),
        sin(x) * cos(x) + sin(x),
        x * log(x) + x,
        rewritten(x**x) * (log(x) + 1),
    ],
    ids=str,
)
def test_factors_multiply_to_the_expression(expression):
    factors, rest = numerator_factors(expression, x)
    product = rest
    for factor, power in factors:
        product *= factor**power

    assert abs((product - expression).subs(x, Rational(17, 10)).evalf(40)) < 1e-30
    assert all(factor.has(x) for factor, _ in factors)


def test_a_root_counts_as_a_power_of_its_radicand():
    assert dict(numerator_factors(sqrt(x) * (x - 1) ** 2, x)[0]) == {x: HALF, x - 1: 2}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (sin(x), 2 * pi),
        (cos(3 * x) + sin(2 * x), 2 * pi),
        (sin(pi * x) ** 2, 2),
        (exp(cos(x / 2 + 1)), 4 * pi),
        (sin(x) + sin(sqrt(2) * x), None),
        (x * sin(x), None),
        (sin(x**2), None),
        (exp(x), None),
    ],
)
def test_periods(expression, expected):
    assert period(expression, x) == expected


def test_what_is_handled():
    assert is_handled(Abs(tan(x)) ** HALF + gamma(3), x)
    assert not is_handled(gamma(x), x)
    assert not is_handled(x + Symbol("a"), x)
    assert list(kinks(Abs(x) * Abs(x - 1) + Abs(x) + Abs(I), x)) in ([x, x - 1], [x - 1, x])
