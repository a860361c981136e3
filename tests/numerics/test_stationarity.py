"""The test behind every success."""

import numpy as np
import pytest
import sympy as sp
from sympy.abc import x, y

from symhess.budget import Deadline
from symhess.numerics import compile_sum
from symhess.numerics.outcome import Status
from symhess.numerics.problem import Point, Problem
from symhess.numerics.stationarity import is_near, judge

from .problems import problem


@pytest.mark.parametrize(
    ("expression", "at", "expected"),
    [
        pytest.param(x**2 + y**2, (0, 0), Status.CONVERGED, id="minimum"),
        pytest.param(x**2 - y**2, (0, 0), Status.SADDLE, id="saddle"),
        pytest.param(-(x**2) - y**2, (0, 0), Status.SADDLE, id="maximum"),
        pytest.param(x**2 + y**4, (0, 0), Status.DEGENERATE, id="singular"),
        pytest.param(x**4 + y**4, (0, 0), Status.DEGENERATE, id="zero-hessian"),
        pytest.param(x**2 + y**2, (1e-4, 0), None, id="slope"),
        pytest.param(1e-12 * (x**2 + y**2), (1, 1), None, id="flat-but-far"),
        pytest.param(sp.exp(x) + y**2, (-20, 0), None, id="flat-without-end"),
        pytest.param(sp.log(x) + y, (-1, 0), None, id="outside-the-domain"),
    ],
)
def test_a_point_is_judged(expression, at, expected):
    asked = problem(expression, x, y)

    with np.errstate(all="ignore"):
        assert judge(asked, asked.slope_point(np.array(at, float)), 1e-8).status is expected


def test_the_way_down_goes_down():
    asked = problem(x**2 + 4 * x * y + y**2, x, y)
    judgement = judge(asked, asked.slope_point(np.zeros(2)), 1e-8)

    assert asked.value(1e-3 * judgement.down) < 0
    np.testing.assert_allclose(np.abs(judgement.down), np.sqrt(0.5))


def test_rounding_excuses_only_a_method_that_is_stuck():
    asked = problem(1e6 + 1e6 * (x - 1) ** 2, x)
    point = asked.slope_point(np.array([1.0 + 3e-14]))

    assert abs(point.jac[0]) > 1e-8
    assert judge(asked, point, 1e-8).status is None
    assert judge(asked, point, 1e-8, stalled=True).status is Status.CONVERGED


def test_a_kink_is_never_excused():
    asked = problem(sp.Abs(x), x)

    assert judge(asked, asked.slope_point(np.array([1e-12])), 1e-8, stalled=True).status is None


@pytest.mark.parametrize(("sign", "expected"), [(1, Status.CONVERGED), (-1, Status.SADDLE)])
def test_large_problems_are_judged_by_products(sign, expected):
    i, z = sp.Symbol("i"), sp.IndexedBase("z")
    chain = compile_sum(sp.Sum((1 + i / 1000) * z[i] ** 2, (i, 1, 999)) + sign * z[0] ** 2)
    asked = Problem(chain, Deadline(None))

    assert judge(asked, asked.slope_point(np.zeros(1000)), 1e-8).status is expected
    assert judge(asked, asked.slope_point(np.ones(1000)), 1e-8).status is None


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        pytest.param(x**2 + x * y + y**2, Status.CONVERGED, id="minimum"),
        pytest.param(x**2 + 3 * x * y + y**2, Status.SADDLE, id="saddle"),
        pytest.param(x**2 + 2 * x * y + y**2, Status.DEGENERATE, id="singular"),
    ],
)
@pytest.mark.parametrize("scale", [1, 10**7, sp.Rational(1, 10**7)])
def test_the_units_of_a_variable_do_not_change_the_kind(expression, expected, scale):
    asked = problem(expression.subs(y, scale * y), x, y)

    assert judge(asked, asked.slope_point(np.zeros(2)), 1e-8).status is expected


@pytest.mark.parametrize(("at", "reach", "expected"), [(0.0, 1e-4, True), (0.0, 0.1, False), (1e3, 0.1, True)])
def test_near_is_meant_relative_to_the_point(at, reach, expected):
    assert is_near(Point(np.array([at]), 0.0, np.zeros(1)), reach) is expected
