"""K-FAC: each layer's block of the Fisher matrix as a Kronecker product of two small matrices."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from symhess.models.networks.activations import Array
from symhess.models.networks.passes import Pass, backpropagate
from symhess.models.networks.products import FisherKind, score_roots
from symhess.numerics.spectra import spectrum

__all__ = ["KroneckerFactors", "kronecker_factors"]


class KroneckerFactors(NamedTuple):
    """The block kron(outputs, inputs) of one layer's Fisher matrix, in the order of [W b] row by row.

    It is exact for one datum and for deep linear networks with squared loss.

    Attributes
    ----------
    inputs : Array, shape (inputs + 1, inputs + 1)
        The mean outer product of what enters the layer, with a 1 for the bias.
    outputs : Array, shape (outputs, outputs)
        The mean outer product of the derivatives of the loss with respect to what the activation takes.

    Examples
    --------
    >>> factors = KroneckerFactors(np.diag([3.0, 1.0]), np.eye(1))
    >>> factors.solve(np.array([[8.0, 4.0]]), damping=1.0)
    array([[2., 2.]])
    >>> factors.balance
    1.4142135623730951
    """

    inputs: Array
    outputs: Array

    @property
    def balance(self) -> float:
        """π: the root of the ratio of the mean eigenvalues of the two factors; 1 where one of them is zero."""
        inputs = float(np.trace(self.inputs)) / len(self.inputs)
        outputs = float(np.trace(self.outputs)) / len(self.outputs)
        ratio = inputs / outputs if outputs > 0.0 else 0.0
        return math.sqrt(ratio) if 0.0 < ratio < math.inf else 1.0

    def solve(self, matrix: Array, damping: float) -> Array:
        """(kron(outputs, inputs) + damping I)⁻¹ on a matrix shaped as [W b]."""
        return self._divided(matrix, lambda left, right: np.multiply.outer(left, right) + damping)

    def solve_balanced(self, matrix: Array, damping: float) -> Array:
        """(outputs + √damping/π I)⁻¹ matrix (inputs + π√damping I)⁻¹: the damping shared between the factors."""
        shift, balance = math.sqrt(damping), self.balance
        return self._divided(
            matrix, lambda left, right: np.multiply.outer(left + shift / balance, right + shift * balance)
        )

    def _divided(self, matrix: Array, curvatures: Callable[[Array, Array], Array]) -> Array:
        """The matrix over what becomes of both factors' eigenvalues, in the bases of their eigenvectors."""
        right, in_right = _spectrum(self.inputs)
        left, in_left = _spectrum(self.outputs)
        return np.asarray(in_left @ (in_left.T @ matrix @ in_right / curvatures(left, right)) @ in_right.T)


def kronecker_factors(at: Pass, kind: FisherKind = "true") -> tuple[KroneckerFactors, ...]:
    """The factors of every layer; "true" takes the exact expectation over the model's own targets.

    Examples
    --------
    >>> from symhess.models import Network
    >>> net = Network(sizes=(1, 1), activations=("identity",), loss="squared")
    >>> factors, = kronecker_factors(net.at([2.0, 0.0], [[3.0]], [[4.0]]).data, "empirical")
    >>> factors.inputs, factors.outputs
    (array([[9., 3.],
           [3., 1.]]), array([[4.]]))
    """
    found = []
    for a, scores in zip(at.inputs, backpropagate(at, score_roots(at, kind)), strict=True):
        entering = np.concatenate((a, np.ones((at.count, 1))), axis=1)
        rows = scores.reshape(-1, scores.shape[-1])
        found.append(KroneckerFactors(entering.T @ entering / at.count, rows.T @ rows / at.count))
    return tuple(found)


def _spectrum(matrix: Array) -> tuple[Array, Array]:
    """Eigenvalues without the negative ones that rounding leaves, and eigenvectors."""
    values, vectors = spectrum(matrix)
    return np.maximum(values, 0.0), vectors
