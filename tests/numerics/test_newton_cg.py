"""Truncated Newton directions and damping."""

import numpy as np
import pytest

from symhess.budget import Deadline
from symhess.numerics import TruncatedNewton
from symhess.numerics.problem import Point, Problem

from .problems import Quadratic


@pytest.mark.parametrize("definite", [True, False])
@pytest.mark.parametrize("damping", [0.0, 5.0])
@pytest.mark.parametrize("seed", range(6))
def test_every_direction_goes_down(definite, damping, seed):
    asked = Problem(Quadratic.random(6, seed, definite), Deadline(None))
    point = asked.slope_point(np.random.default_rng(seed).normal(size=6))
    descent = TruncatedNewton(damping)

    assert descent.aim(asked, point, descent.start(6)).direction @ point.jac < 0


def test_negative_curvature_is_said():
    asked = Problem(Quadratic(np.diag([-1.0, -2.0]), np.zeros(2)), Deadline(None))
    descent = TruncatedNewton()
    aim = descent.aim(asked, asked.slope_point(np.ones(2)), descent.start(2))

    assert aim.note == "negative curvature" and asked.value(np.ones(2) + aim.direction) < asked.value(np.ones(2))


@pytest.mark.parametrize(("gained", "factor"), [(0.1, 1.5), (0.5, 1.0), (1.0, 1 / 1.5)])
def test_damping_follows_the_quality_of_the_model(gained, factor):
    quadratic = Quadratic.random(3, 0)
    asked = Problem(quadratic, Deadline(None))
    descent = TruncatedNewton(2.0)
    before = asked.slope_point(np.ones(3))
    aim = descent.aim(asked, before, descent.start(3))
    after = Point(before.x, before.fun + gained * aim.memory.promised, before.jac)

    assert aim.memory.promised < 0
    assert descent.learn(aim.memory, before, after).shift == pytest.approx(2.0 * factor)


def test_products_are_limited():
    asked = Problem(Quadratic.random(30, 0), Deadline(None))
    descent = TruncatedNewton(max_products=3)
    point = asked.slope_point(np.ones(30))
    descent.aim(asked, point, descent.start(30))

    assert asked.nhev <= 3
