"""What is asked of a function is counted."""

import math

import numpy as np
import pytest
from sympy import log
from sympy.abc import x, y

from symhess.budget import Deadline
from symhess.errors import TimeLimitReached
from symhess.numerics import compile_expression
from symhess.numerics.problem import LEVEL, Point, Problem, is_better_level

from .problems import Quadratic, problem


def test_every_evaluation_counts():
    counted = problem(x**2 * y, x, y)
    point = np.ones(2)
    counted.value(point), counted.gradient(point), counted.hessian(point), counted.hvp(point, point)
    counted.curved_point(point)

    assert (counted.nfev, counted.njev, counted.nhev) == (2, 2, 3)


def test_a_curved_point_is_the_same_with_and_without_a_program_for_it():
    plain = Quadratic.random(3, 0)
    point = Problem(plain, Deadline(None)).curved_point(np.ones(3))

    np.testing.assert_array_equal(point.hess, plain.matrix)
    assert point.fun == plain.value(np.ones(3))


def test_no_value_counts_as_infinitely_bad():
    assert problem(log(x), x).value(np.array([-1.0])) == math.inf


def test_past_the_deadline_nothing_is_computed():
    late = Problem(compile_expression(x**2, [x]), Deadline(0.0))
    for ask in (late.value, late.curved_point, late.slope_point):
        with pytest.raises(TimeLimitReached):
            ask(np.ones(1))


@pytest.mark.parametrize("part", ["fun", "jac", "hess"])
def test_one_part_that_is_not_finite_is_enough(part):
    parts = {"fun": 1.0, "jac": np.ones(2), "hess": np.eye(2)}
    assert Point(np.ones(2), **parts).is_finite()
    parts[part] = parts[part] * np.nan

    assert not Point(np.ones(2), **parts).is_finite()


@pytest.mark.parametrize(
    ("rise", "slope", "expected"),
    [(0.5, 0.9, True), (-1e6, 0.9, True), (0.5, 1.0, False), (2.0, 0.1, False), (np.nan, 0.1, False)],
    ids=["level", "lower", "no-flatter", "higher", "no-value"],
)
def test_on_one_level_the_gradient_decides(rise, slope, expected):
    here = Point(np.zeros(1), 100.0, np.array([1.0]))
    there = Point(np.ones(1), 100.0 * (1.0 + rise * LEVEL), np.array([-slope]))

    assert is_better_level(here, there) is expected
