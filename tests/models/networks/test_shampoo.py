"""Shampoo's inverse roots."""

import numpy as np
import pytest

from symhess.models.networks.layout import Layer
from symhess.models.networks.shampoo import ShampooStatistics


def random_layer(seed):
    random = np.random.default_rng(seed)
    return Layer(random.normal(size=(3, 4)), random.normal(size=3))


def test_the_roots_are_fourth_for_a_matrix_and_square_for_a_vector():
    """A wrong root would pass with gradients of ones, and does not with others."""
    gradient = random_layer(0)
    found = ShampooStatistics.zero(gradient).plus(gradient).precondition(gradient, eps=0.25)
    U, s, Vt = np.linalg.svd(gradient.weights, full_matrices=False)
    length = np.linalg.norm(gradient.biases)

    np.testing.assert_allclose(found.weights, (U * (s / np.sqrt(s**2 + 0.25))) @ Vt, atol=1e-13)
    np.testing.assert_allclose(found.biases, gradient.biases / np.sqrt(length**2 + 0.25), atol=1e-13)


def test_one_gradient_becomes_orthogonal_without_eps():
    gradient = random_layer(1)
    found = ShampooStatistics.zero(gradient).plus(gradient).precondition(gradient, eps=0.0)

    np.testing.assert_allclose(found.weights @ found.weights.T, np.eye(3), atol=1e-12)
    assert np.linalg.norm(found.biases) == pytest.approx(1.0, rel=1e-12)


def test_statistics_add_up_and_stay_as_they_were():
    first, second = random_layer(2), random_layer(3)
    once = ShampooStatistics.zero(first).plus(first)
    kept = once.left.copy()
    twice = once.plus(second)

    assert (once.left == kept).all()
    np.testing.assert_allclose(
        twice.right, first.weights.T @ first.weights + second.weights.T @ second.weights, atol=1e-14
    )
    np.testing.assert_allclose(
        twice.biases, np.outer(first.biases, first.biases) + np.outer(second.biases, second.biases), atol=1e-14
    )


def test_a_zero_gradient_stays_zero():
    zero = Layer(np.zeros((2, 2)), np.zeros(2))

    for eps in (0.0, 1e-3):
        found = ShampooStatistics.zero(zero).plus(zero).precondition(zero, eps)
        assert not found.weights.any() and not found.biases.any()
