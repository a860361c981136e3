"""Updates: the secant equation, duality, definiteness."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symhess.numerics import BFGSUpdate, DFPUpdate, LimitedMemory, QuasiNewton, SR1Update
from symhess.numerics.problem import Point

UPDATES = [BFGSUpdate(), DFPUpdate(), SR1Update()]
SEEDS = st.integers(0, 10**6)


def instance(seed, n=4):
    """A positive definite matrix, a step and a change of the gradient with positive curvature."""
    rng = np.random.default_rng(seed)
    factor = rng.normal(size=(n, n))
    s, y = rng.normal(size=(2, n))
    return factor @ factor.T + 0.5 * np.eye(n), s, y if y @ s > 0 else -y


@pytest.mark.parametrize("update", UPDATES, ids=lambda update: type(update).__name__)
@settings(max_examples=60, deadline=None)
@given(seed=SEEDS)
def test_the_secant_equation_holds_after_every_update(update, seed):
    matrix, s, y = instance(seed)
    updated = update(matrix, s, y)

    if updated is None:
        assert abs(y @ s) < 1e-6 or isinstance(update, SR1Update)
        return
    scale = np.abs(updated).max() * np.abs(y).max()
    np.testing.assert_allclose(updated @ y, s, atol=1e-9 * scale)
    np.testing.assert_allclose(updated, updated.T, atol=1e-9 * np.abs(updated).max())


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS)
def test_bfgs_and_dfp_are_dual(seed):
    inverse, s, y = instance(seed)
    hessian = np.linalg.inv(inverse)
    # DFP's Hessian is BFGS's formula with s and y exchanged.
    by_duality = np.linalg.inv(BFGSUpdate()(hessian, y, s))

    np.testing.assert_allclose(DFPUpdate()(inverse, s, y), by_duality, rtol=1e-5, atol=1e-7 * np.abs(by_duality).max())


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS)
def test_sr1_is_its_own_dual(seed):
    inverse, s, y = instance(seed)
    updated = SR1Update()(inverse, s, y)
    dual = SR1Update()(np.linalg.inv(inverse), y, s)

    if updated is not None and dual is not None and np.linalg.cond(updated) < 1e6:
        np.testing.assert_allclose(np.linalg.inv(updated), dual, rtol=1e-5, atol=1e-6 * np.abs(dual).max())
    else:
        assert updated is None or dual is None or np.linalg.cond(updated) >= 1e6


@pytest.mark.parametrize("update", UPDATES[:2], ids=lambda update: type(update).__name__)
@pytest.mark.parametrize("seed", range(20))
def test_positive_curvature_keeps_the_matrix_definite(update, seed):
    matrix, s, y = instance(seed)

    assert np.linalg.eigvalsh(update(matrix, s, y))[0] > 0


@pytest.mark.parametrize("update", UPDATES[:2], ids=lambda update: type(update).__name__)
@pytest.mark.parametrize("y", [[-1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
def test_steps_without_positive_curvature_are_left_out(update, y):
    assert update(np.eye(2), np.array([1.0, 0.0]), np.array(y)) is None


def test_two_rank_one_updates_rebuild_a_quadratic():
    hessian = np.array([[3.0, 1.0], [1.0, -2.0]])
    inverse = np.eye(2)
    for s in (np.array([1.0, 0.0]), np.array([0.3, 1.0])):
        inverse = SR1Update()(inverse, s, hessian @ s)

    np.testing.assert_allclose(inverse, np.linalg.inv(hessian), atol=1e-12)


@pytest.mark.parametrize("count", [1, 3, 6])
def test_limited_memory_is_bfgs_while_it_remembers_all(count):
    rng = np.random.default_rng(count)
    hessian = np.diag([1.0, 4.0, 9.0, 2.0, 6.0])
    points = [Point(x, 0.0, hessian @ x) for x in rng.normal(size=(count + 1, 5))]
    limited = LimitedMemory(10)
    memory = limited.start(5)
    for before, after in zip(points, points[1:], strict=False):
        memory = limited.learn(memory, before, after)
    _, y, product = memory[-1]
    matrix = np.eye(5) * product / (y @ y)
    for s, y, _ in memory:
        matrix = BFGSUpdate()(matrix, s, y)

    assert len(memory) == count
    np.testing.assert_allclose(limited.aim(None, points[-1], memory).direction, -matrix @ points[-1].jac, rtol=1e-9)


def test_limited_memory_forgets():
    limited = LimitedMemory(2)
    memory = ()
    for k in range(5):
        memory = limited.learn(
            memory,
            Point(np.array([float(k)]), 0.0, np.array([2.0 * k])),
            Point(np.array([k + 1.0]), 0.0, np.array([2.0 * k + 2])),
        )

    assert len(memory) == 2


def test_an_uphill_direction_restarts():
    descent = QuasiNewton(SR1Update())
    memory = descent.start(1)._replace(matrix=-np.eye(1), fresh=False)
    aim = descent.aim(None, Point(np.zeros(1), 0.0, np.array([2.0])), memory)

    assert aim.note == "restart" and aim.direction == [-2.0] and aim.memory.fresh
