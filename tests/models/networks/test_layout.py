"""The order of the parameters."""

import numpy as np
import pytest

from symhess.models.networks.layout import augmented, flattened, parameter_count, split, unit_order

SIZES = (3, 4, 2)


def test_layers_are_views_in_the_documented_order():
    theta = np.arange(26.0)
    first, second = split(theta, SIZES)

    assert parameter_count(SIZES) == 26
    assert first.weights[1].tolist() == [3, 4, 5] and first.biases.tolist() == [12, 13, 14, 15]
    assert second.weights[1].tolist() == [20, 21, 22, 23] and second.biases.tolist() == [24, 25]
    second.biases[0] = -1.0
    assert theta[24] == -1.0


def test_many_vectors_are_split_at_once():
    thetas = np.arange(78.0).reshape(3, 26)
    together = split(thetas, SIZES)

    for number, theta in enumerate(thetas):
        for layer, alone in zip(together, split(theta, SIZES), strict=True):
            assert (layer.weights[number] == alone.weights).all() and (layer.biases[number] == alone.biases).all()


def test_flattening_undoes_augmenting():
    theta = np.random.default_rng(0).normal(size=26)

    assert (flattened([augmented(layer) for layer in split(theta, SIZES)]) == theta).all()


def test_unit_order_leads_from_augmented_rows_to_parameters():
    theta = np.random.default_rng(0).normal(size=26)
    rows = np.concatenate([augmented(layer).ravel() for layer in split(theta, SIZES)])

    assert (rows[unit_order(SIZES)] == theta).all()
    assert sorted(unit_order(SIZES)) == pytest.approx(range(26))
