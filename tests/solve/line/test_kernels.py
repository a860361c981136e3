"""Equations solved by inverting one function after another: complete lists of exact numbers."""

import pytest
from sympy import (
    Abs,
    E,
    LambertW,
    Rational,
    Symbol,
    acos,
    asin,
    asinh,
    atan,
    atanh,
    cos,
    cosh,
    exp,
    log,
    pi,
    sin,
    sinh,
    sqrt,
    tanh,
)

from symhess.solve.line.kernels import exact_solutions, simpler_equations

x = Symbol("x")


@pytest.mark.parametrize(
    ("equation", "solutions"),
    [
        pytest.param(exp(2 * x) - 3 * exp(x) + 2, [0, log(2)], id="polynomial in exp"),
        pytest.param(exp(x) + exp(-x) - 2, [0], id="negative powers"),
        pytest.param(exp(2 * x - 1) - 2, [log(2) / 2 + Rational(1, 2)], id="shifted exponent"),
        pytest.param(exp(x) + 1, [], id="negative value of exp"),
        pytest.param(2 ** (2 * x) - 2**x - 2, [1], id="other base"),
        pytest.param(log(x) ** 2 - 1, [exp(-1), E], id="polynomial in log"),
        pytest.param(sqrt(x) - x + 2, [4], id="a root discarded"),
        pytest.param(sqrt(x) + 1, [], id="all roots discarded"),
        pytest.param(sqrt(x - 1) + sqrt(x + 1) - 2, [Rational(5, 4)], id="two roots"),
        pytest.param(x ** Rational(1, 3) - x, [0, 1], id="cube root"),
        pytest.param(sqrt(exp(x) + 1) - 2, [log(3)], id="nested"),
        pytest.param(asin(x) - 2, [], id="beyond the range of asin"),
        pytest.param(acos(x) - pi / 3, [Rational(1, 2)], id="acos"),
        pytest.param(atan(x) - pi / 4, [1], id="atan"),
        pytest.param(atan(x) - 2, [], id="beyond the range of atan"),
        pytest.param(sinh(x) - 2, [asinh(2)], id="sinh"),
        pytest.param(cosh(x) ** 2 - 1, [0, 0], id="cosh touches its minimum"),
        pytest.param(tanh(x) - Rational(1, 2), [atanh(Rational(1, 2))], id="tanh"),
        pytest.param(Abs(x - 1) - 2, [3, -1], id="absolute value"),
        pytest.param(x * exp(x) - 1, [LambertW(1)], id="Lambert"),
        pytest.param(x * exp(-x) - Rational(1, 4), [-LambertW(Rational(-1, 4)), -LambertW(Rational(-1, 4), -1)],
                     id="both branches"),
        pytest.param(x * exp(-x) - 1, [], id="below Lambert's minimum"),
        pytest.param(exp(x) - x, [], id="exp above its argument"),
        pytest.param(exp(x) - E * x, [1], id="a tangent"),
        pytest.param(exp(1 / x) - 2, [1 / log(2)], id="reciprocal"),
    ],
)
def test_solutions_are_those_known(equation, solutions):
    assert exact_solutions(equation, x) == solutions


@pytest.mark.parametrize("equation", [exp(x) - x - 2, sin(x), cos(x) - x, x**x - 2, log(x) - x, exp(x) * sin(x) - 1])
def test_other_equations_are_left_alone(equation):
    assert exact_solutions(equation, x) is None


def test_simpler_equations_have_the_same_zeros():
    assert simpler_equations(exp(x * log(x)) ** 2 - 4, x) == [2 * x * log(x) - log(4)]
    assert simpler_equations(log(x + exp(x)) - 1, x) == [x + exp(x) - E]
    assert simpler_equations(x + exp(x), x) is None
