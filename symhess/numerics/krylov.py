"""Methods that know a symmetric matrix by its products with vectors only."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from symhess.numerics.evaluating import Array

__all__ = ["Product", "Solution", "Spectrum", "conjugate_gradients", "lanczos", "power_iteration"]

Product = Callable[[Array], Array]
"""Gives the matrix times a vector."""

_SEED = 20


class Solution(NamedTuple):
    """What conjugate gradients reached.

    Attributes
    ----------
    x : Array
        The approximate solution.
    residual : float
        The length of b - A x.
    iterations : int
        How many products were used.
    down : Array or None
        The direction of negative curvature on which the method stopped, where it met one.

    Examples
    --------
    >>> Solution(np.zeros(1), 0.0, 0, None).down is None
    True
    """

    x: Array
    residual: float
    iterations: int
    down: Array | None


def conjugate_gradients(
    product: Product, b: Array, *, tolerance: float = 1e-10, max_iterations: int | None = None
) -> Solution:
    """Solve A x = b for a symmetric matrix, up to the first direction of negative curvature.

    Parameters
    ----------
    product : callable
        Gives A v.
    b : Array, shape (n,)
        The right side.
    tolerance : float
        The residual to reach, relative to b.
    max_iterations : int, optional
        By default 10 n.

    Examples
    --------
    >>> conjugate_gradients(lambda v: np.array([2.0, 4.0]) * v, np.ones(2)).x
    array([0.5 , 0.25])
    >>> conjugate_gradients(lambda v: -v, np.ones(2)).down
    array([1., 1.])
    """
    x = np.zeros_like(b)
    residual = b.copy()
    direction = residual.copy()
    square = float(residual @ residual)
    goal = (tolerance * square**0.5) ** 2
    iterations = 0
    limit = 10 * len(b) if max_iterations is None else max_iterations
    while square > goal and iterations < limit:
        image = product(direction)
        iterations += 1
        curvature = float(direction @ image)
        if curvature <= 1e-14 * float(np.linalg.norm(direction) * np.linalg.norm(image)):
            return Solution(x, square**0.5, iterations, direction)
        length = square / curvature
        x += length * direction
        residual -= length * image
        previous, square = square, float(residual @ residual)
        direction = residual + square / previous * direction
    return Solution(x, square**0.5, iterations, None)


def power_iteration(
    product: Product, dimension: int, *, tolerance: float = 1e-10, max_iterations: int = 1000
) -> tuple[float, Array]:
    """The eigenvalue of largest size and its eigenvector.

    Examples
    --------
    >>> value, vector = power_iteration(lambda v: np.array([1.0, -3.0]) * v, 2)
    >>> round(value, 6), np.abs(vector).round(6)
    (-3.0, array([0., 1.]))
    """
    vector = _start(dimension)
    value = 0.0
    for _ in range(max_iterations):
        image = product(vector)
        value = float(vector @ image)
        size = float(np.linalg.norm(image))
        if size == 0.0 or float(np.linalg.norm(image - value * vector)) <= tolerance * size:
            break
        vector = image / size
    return value, vector


class Spectrum(NamedTuple):
    """Ritz values, their weights and the basis in which their vectors are written.

    Each value lies within its residual of an eigenvalue.

    Examples
    --------
    >>> spectrum = lanczos(lambda v: np.array([1.0, 2.0]) * v, 2, 5)
    >>> spectrum.values.round(9), np.abs(spectrum.vector(1)).round(9)
    (array([1., 2.]), array([0., 1.]))
    """

    values: Array
    weights: Array
    coefficients: Array
    basis: Array
    residuals: Array

    def vector(self, number: int) -> Array:
        """The unit vector that belongs to the value with this number."""
        vector = self.coefficients[:, number] @ self.basis
        return np.asarray(vector / np.linalg.norm(vector))

    def density(self, at: Array, width: float) -> Array:
        """An estimate of the density of the eigenvalues, smoothed by Gaussians of the given width."""
        bells = np.exp(-0.5 * ((np.asarray(at)[:, None] - self.values) / width) ** 2)
        return np.asarray(bells @ self.weights / (width * np.sqrt(2.0 * np.pi)))


def lanczos(product: Product, dimension: int, steps: int, start: Array | None = None) -> Spectrum:
    """Ritz values of a symmetric matrix: those at both ends approximate its extreme eigenvalues.

    Every new vector is made orthogonal to all earlier ones twice, so that no eigenvalue appears twice. The first is
    `start`, by default always the same random one.

    Examples
    --------
    >>> matrix = np.diag(np.linspace(0.0, 1.0, 50))
    >>> matrix[0, 0] = -5.0
    >>> round(float(lanczos(lambda v: matrix @ v, 50, 20).values[0]), 6)
    -5.0
    """
    steps = min(steps, dimension)
    basis = np.zeros((steps, dimension))
    diagonal, beside = np.zeros(steps), np.zeros(steps)
    vector = _start(dimension) if start is None else start / np.linalg.norm(start)
    for step in range(steps):
        basis[step] = vector
        image = product(vector)
        diagonal[step] = vector @ image
        known = basis[: step + 1]
        for _ in range(2):
            image = image - known.T @ (known @ image)
        beside[step] = np.linalg.norm(image)
        scale = np.abs(diagonal[: step + 1]).max() + beside[: step + 1].max()
        if beside[step] <= 1e-12 * scale or step == steps - 1:
            steps = step + 1
            break
        vector = image / beside[step]
    links = np.diag(beside[: steps - 1], 1)
    values, coefficients = np.linalg.eigh(np.diag(diagonal[:steps]) + links + links.T)
    residuals = beside[steps - 1] * np.abs(coefficients[-1])
    return Spectrum(values, coefficients[0] ** 2, coefficients, basis[:steps], residuals)


def _start(dimension: int) -> Array:
    vector = np.random.default_rng(_SEED).normal(size=dimension)
    return np.asarray(vector / np.linalg.norm(vector))
