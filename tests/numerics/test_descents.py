"""Directions."""

import numpy as np
import pytest
from sympy.abc import x, y

from symhess.budget import Deadline
from symhess.numerics import Adam, ModifiedNewton, NewtonStep, RMSProp, Steepest
from symhess.numerics.problem import Point, Problem

from .problems import Quadratic, problem


@pytest.mark.parametrize("definite", [True, False])
@pytest.mark.parametrize("seed", range(5))
def test_newton_aims_at_the_stationary_point(definite, seed):
    quadratic = Quadratic.random(4, seed, definite)
    asked = Problem(quadratic, Deadline(None))
    point = asked.slope_point(np.ones(4))

    goal = point.x + NewtonStep().aim(asked, point, None).direction

    np.testing.assert_allclose(quadratic.gradient(goal), 0.0, atol=1e-10)


@pytest.mark.parametrize("rule", ["absolute", "shift", "descent"])
@pytest.mark.parametrize("seed", range(8))
def test_modified_newton_always_goes_down(rule, seed):
    asked = Problem(Quadratic.random(5, seed, definite=False), Deadline(None))
    point = asked.slope_point(np.random.default_rng(seed).normal(size=5))
    aim = ModifiedNewton(rule).aim(asked, point, None)

    assert aim.direction @ point.jac < 0
    assert aim.note == "negative curvature"


@pytest.mark.parametrize("rule", ["absolute", "shift", "descent"])
def test_modified_newton_is_newton_where_the_hessian_is_definite(rule):
    asked = Problem(Quadratic.random(5, 0), Deadline(None))
    point = asked.slope_point(np.ones(5))

    np.testing.assert_allclose(
        ModifiedNewton(rule).aim(asked, point, None).direction, NewtonStep().aim(asked, point, None).direction
    )


def test_absolute_eigenvalues_turn_a_saddle_into_a_way_out():
    asked = problem(x**2 - 2 * y**2, x, y)
    point = asked.slope_point(np.array([1.0, 1.0]))

    np.testing.assert_allclose(ModifiedNewton().aim(asked, point, None).direction, [-1.0, 1.0])
    np.testing.assert_allclose(NewtonStep().aim(asked, point, None).direction, [-1.0, -1.0])


def test_a_singular_hessian_has_no_newton_step():
    asked = problem((x + y) ** 2 + x**3, x, y)

    assert NewtonStep().aim(asked, asked.slope_point(np.zeros(2)), None).direction is None


def test_steepest_is_the_negative_gradient():
    assert Steepest().aim(None, Point(np.zeros(1), 0.0, np.array([4.0])), None).direction == [-4.0]


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e6])
def test_adam_does_not_mind_the_scale(scale):
    adam = Adam()
    memory, directions = adam.start(2), []
    for gradient in ([1.0, -2.0], [0.5, -1.0], [3.0, 1.0]):
        aim = adam.aim(None, Point(np.zeros(2), 0.0, scale * np.array(gradient)), memory)
        memory = aim.memory
        directions.append(aim.direction)

    np.testing.assert_allclose(directions[0], [-1.0, 1.0], rtol=1e-4)
    mean = np.array([0.1 * (0.81 * 1 + 0.9 * 0.5 + 3.0), 0.1 * (0.81 * -2 - 0.9 + 1.0)]) / (1 - 0.9**3)
    square = np.array([(0.999**2 * 1 + 0.999 * 0.25 + 9), (0.999**2 * 4 + 0.999 + 1)]) * 0.001 / (1 - 0.999**3)
    np.testing.assert_allclose(directions[2], -mean / np.sqrt(square), rtol=1e-4)


def test_rmsprop_remembers_the_squares():
    rmsprop = RMSProp(decay=0.5)
    first = rmsprop.aim(None, Point(np.zeros(1), 0.0, np.array([2.0])), rmsprop.start(1))
    second = rmsprop.aim(None, Point(np.zeros(1), 0.0, np.array([2.0])), first.memory)

    np.testing.assert_allclose(first.direction, -2 / np.sqrt(2.0), rtol=1e-6)
    np.testing.assert_allclose(second.direction, -2 / np.sqrt(3.0), rtol=1e-6)
