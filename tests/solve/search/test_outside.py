"""Boxes that hold all zeros: found where growth shows it, sound against samples, and nowhere else."""

import itertools

import pytest
from flint import arb, fmpq
from sympy import atan, cos, exp, pi, sin, symbols, tanh

from symhess.budget import Deadline
from symhess.solve.search import outside
from symhess.solve.search.outweighing import growth_bound, outweighs
from symhess.solve.search.program import compile_system

x, y = symbols("x y")


@pytest.mark.parametrize(
    ("function", "least", "most"),
    [
        pytest.param(x**2 + y**2 - 10 * cos(2 * pi * x) - 10 * cos(2 * pi * y), 31.41, 31.5, id="rastrigin"),
        pytest.param(x**2 / 20 + x * exp(-(x**2) - y**2) + y**2 / 20, 1.86, 30, id="gaussian-tail"),
        pytest.param(x**4 + y**4 + x * sin(y) + atan(y), 0.5, 4, id="quartic"),
        pytest.param(x**2 / 2 + exp(-((x - 1) ** 2) / 2) + (y - tanh(x)) ** 2, 0.3, 12, id="coupled"),
    ],
)
def test_growth_bounds_the_zeros(function, least, most):
    found = outside([function.diff(v) for v in (x, y)], (x, y), Deadline(10))

    assert found is not None
    assert all(least <= int(r.p) / int(r.q) <= most for r in found.radii)


@pytest.mark.parametrize(
    "equations",
    [
        pytest.param((sin(x), y), id="periodic"),
        pytest.param((x * y - 1, x - sin(y)), id="hyperbola-with-wave"),
        pytest.param((exp(x) - x, y), id="exponential"),
        pytest.param((x - y, y - x), id="line"),
    ],
)
def test_where_growth_shows_nothing_there_is_no_box(equations):
    assert outside(equations, (x, y), Deadline(10)) is None


@pytest.mark.parametrize(
    "term",
    [
        3 * x**2 * sin(x * y),
        -x * y**3 * exp(-(y**2) / 2),
        x * y**2 * exp(-((y - 2) ** 2) - (x + 1) ** 2),
        pi * atan(y) ** 3 * x / (1 + x**2 * y**2),
    ],
    ids=str,
)
def test_terms_stay_below_their_bounds(term):
    degree, bound = growth_bound(term, x, {})
    program = compile_system((term,), (x, y))

    for at, other in itertools.product((-40, -3, -1, 1, 1.5, 20), (-50, -2.5, -1, 0, 0.7, 2, 2.6, 30)):
        [value] = program.ball_values(program.equations, [arb(at), arb(other)], 100)
        assert abs(value) <= bound * abs(arb(at)) ** degree


def test_a_radius_is_not_taken_too_small():
    wave = x + 3 * sin(y)

    assert outweighs(wave, x, fmpq(31, 10), {}) and not outweighs(wave, x, fmpq(3), {})
