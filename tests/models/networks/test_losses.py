"""Losses: derivatives by differences, and the two ways to the Fisher matrix of the outputs."""

import numpy as np
import pytest

from symhess.errors import InputError
from symhess.models.networks.losses import LOSSES, SoftmaxCrossEntropy

OUTPUTS = np.random.default_rng(1).normal(size=(4, 3))
TARGETS = np.eye(3)[[0, 2, 1, 1]]


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_derivatives_are_limits_of_differences(loss):
    u, h = np.random.default_rng(2).normal(size=OUTPUTS.shape), 1e-5
    ahead, behind = OUTPUTS + h * u, OUTPUTS - h * u
    slopes = (loss.values(ahead, TARGETS) - loss.values(behind, TARGETS)) / (2 * h)
    turns = (loss.gradients(ahead, TARGETS) - loss.gradients(behind, TARGETS)) / (2 * h)

    np.testing.assert_allclose((loss.gradients(OUTPUTS, TARGETS) * u).sum(axis=1), slopes, atol=1e-9)
    np.testing.assert_allclose(loss.hessian_products(OUTPUTS, u), turns, atol=1e-9)


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_expected_scores_give_the_hessian(loss):
    roots = loss.score_roots(OUTPUTS)
    for unit in np.eye(3):
        u = np.broadcast_to(unit, OUTPUTS.shape)
        expected = np.einsum("cno,cn->no", roots, (roots * u).sum(axis=2))

        np.testing.assert_allclose(loss.hessian_products(OUTPUTS, u), expected, atol=1e-15)


def test_softmax_ignores_a_shift_of_all_logits():
    loss = SoftmaxCrossEntropy()

    np.testing.assert_allclose(loss.values(OUTPUTS + 1e3, TARGETS), loss.values(OUTPUTS, TARGETS), rtol=1e-12)
    np.testing.assert_allclose(loss.hessian_products(OUTPUTS, np.ones_like(OUTPUTS)), 0, atol=1e-16)


def test_soft_targets_are_probabilities():
    SoftmaxCrossEntropy().check(np.array([[0.25, 0.75], [1.0, 0.0]]))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param([1.0, 1.0], "row 1 of Y must be one-hot .* its sum is 2", id="two-classes"),
        pytest.param([0.0, 0.0], "its sum is 0", id="no-class"),
        pytest.param([2.0, -1.0], "its least entry is -1", id="negative"),
    ],
)
def test_targets_that_are_no_probabilities_are_refused(row, said):
    with pytest.raises(InputError, match=said):
        SoftmaxCrossEntropy().check(np.array([[1.0, 0.0], row]))
