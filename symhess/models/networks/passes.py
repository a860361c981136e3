"""One pass through a network, forward and back, kept for everything that is asked at that point."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from symhess.models.networks.activations import Array
from symhess.models.networks.architecture import Architecture
from symhess.models.networks.layout import Layer, split
from symhess.models.networks.losses import Loss

__all__ = ["Pass", "backpropagate", "gradient", "pull_back", "run"]


@dataclass(frozen=True)
class Pass:
    """What one pass through a network computed; data along the first axis of every array.

    Attributes
    ----------
    architecture : Architecture
        The network.
    layers : list of Layer
        Weights and biases.
    inputs : list of Array
        What enters each layer.
    slopes : list of Array
        The derivatives of each layer's activation.
    outputs, targets : Array
        What the network gives, and what it should give.

    Examples
    --------
    >>> from symhess.models import Network
    >>> net = Network(sizes=(1, 1), activations=("identity",), loss="squared")
    >>> at = net.at([2.0, 0.0], [[3.0]], [[5.0]]).data
    >>> at.outputs, at.deltas
    (array([[6.]]), [array([[1.]])])
    """

    architecture: Architecture
    layers: list[Layer]
    inputs: list[Array]
    slopes: list[Array]
    outputs: Array
    targets: Array

    @property
    def sizes(self) -> tuple[int, ...]:
        """The widths of the layers, the inputs' first."""
        return self.architecture.sizes

    @property
    def loss(self) -> Loss:
        """How outputs and targets are compared."""
        return self.architecture.loss

    @property
    def count(self) -> int:
        """The number of data."""
        return len(self.outputs)

    @cached_property
    def errors(self) -> list[Array]:
        """The derivatives of each datum's loss with respect to what each layer gives."""
        return _taken_back(self, self.loss.gradients(self.outputs, self.targets))

    @cached_property
    def deltas(self) -> list[Array]:
        """The derivatives of each datum's loss with respect to what each layer's activation takes."""
        return [slope * error for slope, error in zip(self.slopes, self.errors, strict=True)]

    @cached_property
    def bent_errors(self) -> list[Array]:
        """The errors times the second derivatives of the activations."""
        activated = [*self.inputs[1:], self.outputs]
        parts = zip(self.architecture.activations, activated, self.slopes, self.errors, strict=True)
        return [activation.bend(a, slope) * error for activation, a, slope, error in parts]


def run(architecture: Architecture, theta: Array, X: Array, Y: Array) -> Pass:
    """Go through the network.

    Examples
    --------
    >>> from symhess.models.networks.architecture import design
    >>> run(design((1, 1), ("tanh",), "squared"), np.zeros(2), np.ones((1, 1)), np.ones((1, 1))).outputs
    array([[0.]])
    """
    layers = split(theta, architecture.sizes)
    inputs, slopes = [], []
    a = X
    for layer, activation in zip(layers, architecture.activations, strict=True):
        inputs.append(a)
        z = a @ layer.weights.T
        z += layer.biases
        a = activation.value(z)
        slopes.append(activation.slope(z, a))
    return Pass(architecture, layers, inputs, slopes, a, Y)


def backpropagate(at: Pass, cotangents: Array) -> list[Array]:
    """Cotangents of the outputs, shape (..., data, outputs), taken back to what each layer's activation takes.

    Examples
    --------
    >>> from symhess.models import Network
    >>> net = Network(sizes=(1, 1, 1), activations=("identity", "identity"), loss="squared")
    >>> at = net.at([1.0, 0.0, 3.0, 0.0], [[1.0]], [[0.0]]).data
    >>> backpropagate(at, np.array([[2.0]]))
    [array([[6.]]), array([[2.]])]
    """
    return [slope * error for slope, error in zip(at.slopes, _taken_back(at, cotangents), strict=True)]


def _taken_back(at: Pass, cotangents: Array) -> list[Array]:
    errors = [cotangents]
    for layer, slope in zip(at.layers[:0:-1], at.slopes[:0:-1], strict=True):
        errors.append((slope * errors[-1]) @ layer.weights)
    return errors[::-1]


def pull_back(at: Pass, deltas: list[Array]) -> Array:
    """The mean over the data of each layer's deltas times its inputs: derivatives with respect to the parameters.

    Examples
    --------
    >>> from symhess.models import Network
    >>> net = Network(sizes=(1, 1), activations=("identity",), loss="squared")
    >>> at = net.at([2.0, 0.0], [[3.0]], [[5.0]]).data
    >>> pull_back(at, [np.array([[1.0]])])
    array([3., 1.])
    """
    lead = deltas[0].shape[:-2]
    total = np.empty((*lead, sum(layer.weights.size + layer.biases.size for layer in at.layers)))
    for place, delta, a in zip(split(total, at.sizes), deltas, at.inputs, strict=True):
        np.matmul(delta.swapaxes(-1, -2), a, out=place.weights)
        np.sum(delta, axis=-2, out=place.biases)
    total /= at.count
    return total


def gradient(at: Pass) -> Array:
    """The gradient of the mean loss.

    Examples
    --------
    >>> from symhess.models import Network
    >>> net = Network(sizes=(1, 1), activations=("identity",), loss="squared")
    >>> gradient(net.at([2.0, 0.0], [[3.0]], [[5.0]]).data)
    array([3., 1.])
    """
    return pull_back(at, at.deltas)
