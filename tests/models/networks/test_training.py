"""Training through the common loop."""

import numpy as np
import pytest

import symhess
from symhess.budget import Deadline
from symhess.errors import InputError
from symhess.models import Network, training_method
from symhess.models.networks.directions import KFAC, SAM
from symhess.models.networks.layout import split
from symhess.models.networks.shampoo import ShampooStatistics
from symhess.models.networks.training import AccumulatedShampoo, CurvatureDescent
from symhess.numerics.problem import Point, Problem

LINE = Network((1, 1), ("identity",), "squared").objective([[0.0], [1.0], [2.0]], [[1.0], [3.0], [5.0]])
XOR_NET = Network((2, 3, 1), ("tanh", "identity"), "squared")
XOR = XOR_NET.objective([[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]])


@pytest.mark.parametrize(
    "method",
    [
        training_method("k-fac", damping=0.1),
        training_method("k-fac", damping=0.1, damping_rule="pi"),
        training_method("natural-gradient"),
        training_method("hessian-free"),
        training_method("saddle-free-newton"),
        training_method("damped-newton"),
        training_method("shampoo", rate=0.5),
    ],
    ids=lambda method: method.name,
)
def test_every_direction_fits_a_line(method):
    r = symhess.minimize(LINE, [0.0, 0.0], method=method)

    assert r.success
    assert r.x == pytest.approx([2.0, 1.0], abs=1e-6)


def test_sam_goes_down_to_within_its_radius():
    r = symhess.minimize(LINE, [0.0, 0.0], method=training_method("sam", rate=0.2, rho=0.01), max_iterations=500)

    assert np.linalg.norm(r.x - [2.0, 1.0]) < 0.02


@pytest.mark.parametrize("name", ["natural-gradient", "k-fac", "saddle-free-newton"])
def test_second_order_methods_learn_xor(name):
    r = symhess.minimize(XOR, XOR_NET.initial(seed=1), method=training_method(name, damping=0.1))

    assert r.fun < 1e-10


@pytest.mark.parametrize(
    ("gained", "factor"), [pytest.param(1.0, 1 / 1.5, id="kept"), (0.5, 1.0), pytest.param(0.1, 1.5, id="broken")]
)
def test_damping_follows_what_the_model_keeps_of_its_promise(gained, factor):
    problem, descent = Problem(LINE, Deadline(None)), CurvatureDescent(KFAC(damping=0.1))
    before = problem.slope_point(np.zeros(2))
    memory = descent.aim(problem, before, descent.start(2)).memory
    after = Point(before.x, before.fun + gained * memory.decrease, before.jac)

    assert descent.learn(memory, before, after).direction.damping == pytest.approx(0.1 * factor)
    fixed = CurvatureDescent(KFAC(damping=0.1), adaptive=False)
    aim = fixed.aim(problem, before, fixed.start(2))
    assert fixed.learn(aim.memory, before, after).direction.damping == 0.1


def test_shampoo_adds_up_the_products_of_all_gradients():
    problem, descent = Problem(XOR, Deadline(None)), AccumulatedShampoo(eps=0.1)
    points = [problem.slope_point(XOR_NET.initial(seed)) for seed in (1, 2)]
    memory = descent.aim(problem, points[0], descent.start(13)).memory
    aim = descent.aim(problem, points[1], memory)
    gradients = [split(point.jac, (2, 3, 1))[0] for point in points]
    sums = ShampooStatistics.zero(gradients[0]).plus(gradients[0]).plus(gradients[1])

    np.testing.assert_allclose(split(aim.direction, (2, 3, 1))[0].weights, -sums.precondition(gradients[1], 0.1)[0])


def test_other_objectives_are_refused():
    with pytest.raises(InputError, match="this method trains networks"):
        symhess.minimize("x^2", [1.0], method=training_method("k-fac"))


def test_settings_are_given_once():
    with pytest.raises(InputError, match="has its settings already"):
        training_method(SAM(), rho=0.1)
