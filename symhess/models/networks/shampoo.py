"""Shampoo: a layer's gradient between inverse roots of sums of its own products."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from symhess.models.networks.activations import Array
from symhess.models.networks.layout import Layer
from symhess.numerics.spectra import spectrum

__all__ = ["ShampooStatistics"]


@dataclass(frozen=True, slots=True)
class ShampooStatistics:
    """The sums of G Gᵀ and Gᵀ G for the weights of a layer, and of g gᵀ for its biases.

    An array of order k is multiplied by the power -1/(2k) of each sum: -1/4 on both sides of a matrix, -1/2 for a
    vector.

    Examples
    --------
    >>> gradient = Layer(np.array([[16.0]]), np.array([3.0]))
    >>> ShampooStatistics.zero(gradient).plus(gradient).precondition(gradient, eps=0.0)
    Layer(weights=array([[1.]]), biases=array([1.]))
    """

    left: Array
    right: Array
    biases: Array

    @classmethod
    def zero(cls, gradient: Layer) -> ShampooStatistics:
        """The empty sums for gradients of this shape."""
        rows, columns = gradient.weights.shape
        return cls(np.zeros((rows, rows)), np.zeros((columns, columns)), np.zeros((rows, rows)))

    def plus(self, gradient: Layer) -> ShampooStatistics:
        """The sums with one gradient more."""
        G, g = gradient
        return ShampooStatistics(self.left + G @ G.T, self.right + G.T @ G, self.biases + np.outer(g, g))

    def precondition(self, gradient: Layer, eps: float) -> Layer:
        """The gradient between the inverse roots of the sums plus eps I."""
        G, g = gradient
        weights = _power(self.left, eps, -0.25) @ G @ _power(self.right, eps, -0.25)
        return Layer(weights, _power(self.biases, eps, -0.5) @ g)


def _power(matrix: Array, eps: float, exponent: float) -> Array:
    """(matrix + eps I) to a negative power, on the range only if eps is zero."""
    values, vectors = spectrum(matrix)
    shifted = np.maximum(values, 0.0) + eps
    # without eps, directions that no gradient had are rounding and stay out
    seen = shifted > len(values) * np.finfo(float).eps * shifted.max(initial=0.0) if eps == 0.0 else shifted > 0.0
    powers = np.zeros_like(shifted)
    powers[seen] = shifted[seen] ** exponent
    return np.asarray((vectors * powers) @ vectors.T)
