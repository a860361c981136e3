"""Small dense linear algebra and norms without the overhead that would dominate an iteration in few variables."""

from __future__ import annotations

import math

import numpy as np
from scipy.linalg.lapack import dsyevd

from symhess.numerics.evaluating import Array

__all__ = ["all_finite", "curvatures", "largest", "scaled_spectrum", "spectrum"]

# Up to this many numbers Python's own loops are faster than a call of NumPy.
_FEW = 40
_LEAST_CURVATURE = 1e-16


def spectrum(matrix: Array) -> tuple[Array, Array]:
    """Ascending eigenvalues and the matrix of eigenvectors of a symmetric matrix of finite numbers.

    Examples
    --------
    >>> values, vectors = spectrum(np.array([[0.0, 2.0], [2.0, 0.0]]))
    >>> values.round(12), np.abs(vectors).round(6)
    (array([-2.,  2.]), array([[0.707107, 0.707107],
           [0.707107, 0.707107]]))
    """
    values, vectors, failed = dsyevd(matrix)
    if failed:
        values, vectors = np.linalg.eigh(matrix)
    return values, vectors


def curvatures(hessian: Array) -> list[float]:
    """The sizes of the diagonal, none of them zero: the squares of the scales in which each variable counts alike.

    Examples
    --------
    >>> curvatures(np.diag([4.0, -9.0])), curvatures(np.zeros((1, 1)))
    ([4.0, 9.0], [1e-16])
    """
    sizes = list(map(abs, hessian.diagonal().tolist()))
    least = _LEAST_CURVATURE * (max(sizes) or 1.0)
    return [max(size, least) for size in sizes]


def scaled_spectrum(hessian: Array, squares: list[float]) -> tuple[Array, Array]:
    """The spectrum in variables scaled by the roots of `squares`, with the eigenvectors in the variables themselves.

    The columns diagonalize the Hessian, and the signs of the scaled eigenvalues are those of its own.

    Examples
    --------
    >>> badly_scaled = np.array([[1e12, 1e5], [1e5, -1.0]])
    >>> values, vectors = scaled_spectrum(badly_scaled, [1e12, 1.0])
    >>> values.round(6), (vectors.T @ badly_scaled @ vectors).diagonal().round(6)
    (array([-1.004988,  1.004988]), array([-1.004988,  1.004988]))
    """
    inverse = np.array([1.0 / math.sqrt(square) for square in squares])
    eigenvalues, vectors = spectrum((hessian * inverse).T * inverse)
    return eigenvalues, (vectors.T * inverse).T


def largest(vector: Array) -> float:
    """The greatest entry in size; NaN if one is NaN.

    Examples
    --------
    >>> largest(np.array([1.0, -3.0])), largest(np.array([1.0, np.nan]))
    (3.0, nan)
    """
    if len(vector) > _FEW:
        return float(np.abs(vector).max())
    entries = vector.tolist()
    total = sum(entries)
    return float(total if total != total else max(map(abs, entries)))


def all_finite(array: Array) -> bool:
    """Whether all entries are finite numbers.

    Examples
    --------
    >>> all_finite(np.array([1.0, -np.inf])), all_finite(np.array([1e308, 1e308]))
    (False, True)
    """
    total = sum(array.ravel().tolist()) if array.size <= _FEW else float(array.sum())
    # A sum of finite numbers may overflow; only then the entries must be looked at one by one.
    return math.isfinite(total) or bool(np.isfinite(array).all())
