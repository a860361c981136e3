"""Trigonometric equations: one representative for every family."""

import math

import pytest
from sympy import Rational, Symbol, atan, cos, lambdify, pi, sin, sqrt

from symhess.solve.line.angles import angle_solutions

x = Symbol("x")


@pytest.mark.parametrize(
    ("equation", "count"),
    [
        pytest.param(cos(x) - Rational(1, 3), 2, id="cosine"),
        pytest.param(2 * sin(x) - sqrt(2), 2, id="sine"),
        pytest.param(sin(x) + cos(x), 2, id="both"),
        pytest.param(cos(x) + cos(2 * x), 3, id="double angle"),
        pytest.param(sin(x) - sin(3 * x), 6, id="triple angle"),
        pytest.param(sin(2 * x + 1) - Rational(1, 2), 2, id="phase"),
        pytest.param(cos(x / 2) * cos(x / 3), 10, id="halves and thirds"),
        pytest.param(cos(x) ** 3 - cos(x) / 2 + Rational(1, 7), 2, id="cubic"),
        pytest.param(sin(x) + cos(x) - 2, 0, id="none"),
        pytest.param(sin(x) + 1 + cos(x), 2, id="half angle leaves pi out"),
    ],
)
def test_every_solution_in_a_turn_is_found_once(equation, count):
    found = angle_solutions(equation, x)
    function = lambdify(x, equation)
    turn = float(2 * pi * max(abs(1 / part.args[0].diff(x)) for part in equation.atoms(sin, cos)))
    turn = 12 * math.pi if equation.has(cos(x / 2)) else turn

    assert all(abs(function(float(value))) < 1e-9 for value in found)
    assert len({round(float(value) % turn, 7) % round(turn, 7) for value in found}) == count


@pytest.mark.parametrize("equation", [cos(x) - x, cos(x**2), sin(x) + sin(pi * x), x - 1, cos(40 * x) - cos(x)])
def test_other_equations_are_left_alone(equation):
    assert angle_solutions(equation, x) is None


def test_a_double_solution_is_told():
    assert angle_solutions(3 * cos(x) + 4 * sin(x) - 5, x) == [2 * atan(Rational(1, 2))]
