"""K-FAC's factors: known digits, and where the Kronecker product is exact."""

import numpy as np
import pytest

from symhess.models.networks.kronecker import KroneckerFactors
from symhess.models.networks.layout import unit_order
from tests.models.networks.reference import CASES, IDS, numbers, random_case


def blocks(at, kind="true"):
    """K-FAC's matrix in the order of the parameters: zero between layers."""
    full = np.zeros((len(at.theta),) * 2)
    start = 0
    for factors in at.kronecker_factors(kind):
        block = np.kron(factors.outputs, factors.inputs)
        full[start : start + len(block), start : start + len(block)] = block
        start += len(block)
    order = unit_order(at.architecture.sizes)
    return full[np.ix_(order, order)]


def within_layers(at):
    """Which entries belong to two parameters of one layer."""
    sizes = at.architecture.sizes
    layer = np.repeat(np.arange(len(sizes) - 1), [(i + 1) * o for i, o in zip(sizes, sizes[1:], strict=False)])
    return layer[:, None] == layer


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_factors_have_twenty_known_digits(case):
    empirical = case.at.kronecker_factors("empirical")
    for factors, other, known in zip(
        case.at.kronecker_factors(), empirical, case.expected["kfac_factors"], strict=True
    ):
        np.testing.assert_allclose(factors.inputs, numbers(known["A"]), atol=1e-15)
        np.testing.assert_allclose(factors.outputs, numbers(known["G"]), atol=1e-15)
        np.testing.assert_allclose(other.outputs, numbers(known["G_empirical"]), atol=1e-15)
        assert factors.balance == pytest.approx(float(known["pi"]), rel=1e-13)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_error_of_the_blocks_is_the_known_one(case):
    fisher = np.where(within_layers(case.at), case.at.fisher(), 0.0)
    error = np.linalg.norm(blocks(case.at) - fisher) / np.linalg.norm(fisher)

    assert error == pytest.approx(float(case.expected["kfac_blockdiag_rel_error_vs_ggn"]), rel=1e-10)


@pytest.mark.parametrize(
    "at",
    [
        pytest.param(random_case((3, 4, 2), ("tanh", "sigmoid"), "softmax_cross_entropy", data=1), id="one-datum"),
        pytest.param(random_case((3, 4, 3, 2), ("identity",) * 3, "squared"), id="deep-linear"),
    ],
)
def test_the_blocks_are_exact(at):
    same = within_layers(at)

    np.testing.assert_allclose(blocks(at)[same], at.fisher()[same], atol=1e-12)


def test_solving_inverts_the_damped_product():
    random = np.random.default_rng(0)
    A, G, M = random.normal(size=(4, 4)), random.normal(size=(3, 3)), random.normal(size=(3, 4))
    factors = KroneckerFactors(A @ A.T, G @ G.T)
    exact = np.linalg.solve(np.kron(factors.outputs, factors.inputs) + 0.1 * np.eye(12), M.ravel())
    pi = factors.balance
    left = np.linalg.inv(factors.outputs + 0.1**0.5 / pi * np.eye(3))
    right = np.linalg.inv(factors.inputs + 0.1**0.5 * pi * np.eye(4))

    np.testing.assert_allclose(factors.solve(M, 0.1).ravel(), exact, rtol=1e-10)
    np.testing.assert_allclose(factors.solve_balanced(M, 0.1), left @ M @ right, rtol=1e-10)


def test_balancing_changes_nothing_that_scales_between_the_factors():
    random = np.random.default_rng(1)
    A, G, M = random.normal(size=(4, 4)), random.normal(size=(3, 3)), random.normal(size=(3, 4))
    one, other = KroneckerFactors(A @ A.T, G @ G.T), KroneckerFactors(1e6 * A @ A.T, 1e-6 * G @ G.T)

    np.testing.assert_allclose(one.solve_balanced(M, 0.1), other.solve_balanced(M, 0.1), rtol=1e-9)


def test_dead_units_give_no_nan():
    factors = KroneckerFactors(np.eye(2), np.zeros((3, 3)))

    assert factors.balance == 1.0
    assert (factors.solve_balanced(np.zeros((3, 2)), 1e-12) == 0.0).all()


def test_the_smallest_damping_gives_no_nan():
    singular = np.ones((3, 3))
    factors = KroneckerFactors(singular, singular)

    assert np.isfinite(factors.solve(np.ones((3, 3)), 1e-300)).all()
    assert np.isfinite(factors.solve_balanced(np.ones((3, 3)), 1e-300)).all()
