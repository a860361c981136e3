"""Where each layer's weights and biases stand in the vector of parameters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from symhess.models.networks.activations import Array

__all__ = ["Layer", "augmented", "flattened", "parameter_count", "split", "unit_order"]


class Layer(NamedTuple):
    """The weights, shape (..., outputs, inputs), and the biases, shape (..., outputs), of one layer.

    Examples
    --------
    >>> Layer(np.ones((2, 3)), np.zeros(2)).biases
    array([0., 0.])
    """

    weights: Array
    biases: Array


def parameter_count(sizes: Sequence[int]) -> int:
    """How many parameters there are.

    Examples
    --------
    >>> parameter_count((3, 6, 1))
    31
    """
    return sum(outputs * (inputs + 1) for inputs, outputs in pairwise(sizes))


def split(theta: Array, sizes: Sequence[int]) -> list[Layer]:
    """The layers as views of vectors of parameters, shape (..., parameters): weights row by row, then biases.

    Examples
    --------
    >>> split(np.arange(6.0), (2, 2))[0].weights
    array([[0., 1.],
           [2., 3.]])
    """
    layers, start = [], 0
    for inputs, outputs in pairwise(sizes):
        middle = start + outputs * inputs
        weights = theta[..., start:middle].reshape(*theta.shape[:-1], outputs, inputs)
        start = middle + outputs
        layers.append(Layer(weights, theta[..., middle:start]))
    return layers


def augmented(layer: Layer) -> Array:
    """The matrix [W b], shape (outputs, inputs + 1).

    Examples
    --------
    >>> augmented(Layer(np.zeros((2, 1)), np.ones(2)))
    array([[0., 1.],
           [0., 1.]])
    """
    return np.concatenate((layer.weights, layer.biases[:, None]), axis=1)


def flattened(matrices: Sequence[Array]) -> Array:
    """The vector of parameters of matrices [W b], one for each layer.

    Examples
    --------
    >>> flattened([np.array([[1.0, 2.0, 5.0], [3.0, 4.0, 6.0]])])
    array([1., 2., 3., 4., 5., 6.])
    """
    return np.concatenate([part for m in matrices for part in (m[:, :-1].ravel(), m[:, -1])])


@cache
def unit_order(sizes: tuple[int, ...]) -> NDArray[np.intp]:
    """For every parameter, its place in the matrices [W b] written row by row, where a unit's parameters are together.

    Examples
    --------
    >>> unit_order((2, 2))
    array([0, 1, 3, 4, 2, 5])
    """
    places, start = [], 0
    for inputs, outputs in pairwise(sizes):
        stop = start + outputs * (inputs + 1)
        places.append(np.arange(start, stop, dtype=np.float64).reshape(outputs, inputs + 1))
        start = stop
    return flattened(places).astype(np.intp)
