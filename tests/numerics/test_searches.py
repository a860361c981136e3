"""Searches along a direction."""

import numpy as np
import pytest
import sympy as sp
from sympy.abc import x, y

from symhess.budget import Deadline
from symhess.numerics import Backtracking, Exact, Fixed, Wolfe
from symhess.numerics.problem import Problem

from .problems import Quadratic, problem

FUNCTIONS = [
    pytest.param((x - 3) ** 2, 0.0, id="quadratic"),
    pytest.param(x**4 - 3 * x**2 + x, -3.0, id="two-wells"),
    pytest.param(sp.exp(x) - 20 * x, 0.0, id="exponential"),
    pytest.param(-sp.log(x) + x, 0.01, id="barrier"),
    pytest.param(sp.sqrt(1 + x**2), 40.0, id="flattening"),
]


def started(expression, at):
    asked = problem(expression, x)
    point = asked.slope_point(np.array([at]))
    direction = -point.jac
    return asked, point, direction, float(direction @ point.jac)


@pytest.mark.parametrize(("expression", "at"), FUNCTIONS)
@pytest.mark.parametrize("enough", [1e-4, 0.3])
@pytest.mark.parametrize("extend", [False, True])
def test_backtracking_satisfies_armijo(expression, at, enough, extend):
    asked, point, direction, slope = started(expression, at)
    found = Backtracking(enough=enough, extend=extend).find(asked, point, direction, slope)

    assert found.point.fun < point.fun + enough * found.length * slope
    np.testing.assert_allclose(found.point.x, point.x + found.length * direction)


@pytest.mark.parametrize(("expression", "at"), FUNCTIONS)
@pytest.mark.parametrize("flat", [0.9, 0.1])
def test_wolfe_satisfies_both_conditions(expression, at, flat):
    asked, point, direction, slope = started(expression, at)
    found = Wolfe(flat=flat).find(asked, point, direction, slope)

    assert found.point.fun <= point.fun + 1e-4 * found.length * slope
    assert abs(found.point.jac @ direction) <= -flat * slope
    # The curvature condition is what keeps BFGS positive definite.
    assert (found.point.jac - point.jac) @ (found.point.x - point.x) > 0


@pytest.mark.parametrize(("expression", "at"), FUNCTIONS)
def test_exact_leaves_no_slope(expression, at):
    asked, point, direction, slope = started(expression, at)
    found = Exact().find(asked, point, direction, slope)

    assert found.point.fun < point.fun
    assert abs(found.point.jac @ direction) <= 1e-8 * abs(slope)


def test_exact_on_a_quadratic_needs_one_step():
    quadratic = Quadratic.random(4, 1)
    asked = Problem(quadratic, Deadline(None))
    point = asked.slope_point(np.ones(4))
    found = Exact().find(asked, point, -point.jac, -float(point.jac @ point.jac))

    assert found.length == pytest.approx(float(point.jac @ point.jac) / float(point.jac @ quadratic.matrix @ point.jac))
    assert asked.nfev == 2


@pytest.mark.parametrize("search", [Backtracking(), Exact(), Wolfe()], ids=lambda search: type(search).__name__)
@pytest.mark.parametrize("sign", [0.0, 1.0], ids=["level", "uphill"])
def test_directions_that_do_not_go_down_are_refused(search, sign):
    asked, point, direction, slope = started((x - 3) ** 2, 0.0)

    assert search.find(asked, point, -sign * direction, -sign * slope) is None


@pytest.mark.parametrize("search", [Backtracking(), Wolfe()], ids=lambda search: type(search).__name__)
def test_a_step_out_of_the_domain_is_shortened(search):
    asked = problem(-sp.log(x) - sp.log(y), x, y)
    point = asked.slope_point(np.array([1.0, 1.0]))
    direction = np.array([-3.0, 5.0])
    with np.errstate(all="ignore"):
        found = search.find(asked, point, direction, float(direction @ point.jac))

    assert found.point.x.min() > 0 and found.point.fun < point.fun


def test_fixed_takes_its_step_even_uphill():
    asked, point, direction, slope = started((x - 3) ** 2, 0.0)

    assert Fixed(5.0).find(asked, point, direction, slope).point.fun > point.fun
