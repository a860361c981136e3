"""Cholesky's factorisation of a Hessian that does not care about the units of the columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import lapack, qr

from symhess.models.blocks import RowBlock

__all__ = ["Factor", "TriangularPass", "basis_from", "factorize", "orthonormal_basis"]

Array: TypeAlias = NDArray[Any]
_EPS = float(np.finfo(float).eps)


@dataclass(frozen=True, slots=True)
class Factor:
    """Cholesky's factor of a matrix scaled to a diagonal of ones.

    Attributes
    ----------
    scale : Array
        One over the roots of the diagonal.
    upper : Array
        R with RᵀR the scaled matrix.

    Examples
    --------
    >>> import numpy as np
    >>> factor = factorize(np.array([[4e12, 0.0], [0.0, 1e-12]]))
    >>> factor.solve(np.array([4e12, 1e-12])), factor.condition()
    (array([1., 1.]), 1.0)
    """

    scale: Array
    upper: Array

    def solve(self, right: Array) -> Array:
        """The solution of the linear system."""
        solution, _ = lapack.dpotrs(self.upper, self.scale * right)
        return np.asarray(self.scale * solution)

    def inverse(self) -> Array:
        """The inverse matrix."""
        half, _ = lapack.dpotri(self.upper)
        whole = np.triu(half) + np.triu(half, 1).T
        return np.asarray(self.scale[:, None] * whole * self.scale)

    def condition(self) -> float:
        """About the condition number of the scaled matrix."""
        matrix = self.upper.T @ self.upper
        reciprocal, _ = lapack.dpocon(self.upper, np.abs(matrix).sum(axis=0).max())
        return float(1 / reciprocal) if reciprocal > 0 else float("inf")

    def log_determinant(self) -> float:
        """The logarithm of the determinant."""
        return float(2 * (np.log(np.diag(self.upper)).sum() - np.log(self.scale).sum()))


def factorize(matrix: Array) -> Factor | None:
    """The factor of a symmetric matrix, or ``None`` if it is not positive definite in floating point.

    Examples
    --------
    >>> factorize(np.array([[1.0, 2.0], [2.0, 1.0]])) is None
    True
    >>> factorize(np.zeros((1, 1))) is None
    True
    """
    diagonal = matrix.diagonal()
    if not (np.isfinite(matrix).all() and diagonal.min() > 0):
        return None
    scale = 1 / np.sqrt(diagonal)
    upper, failed = lapack.dpotrf(scale[:, None] * matrix * scale)
    # A pivot of the size of the rounding errors says nothing about its sign.
    if failed or upper.diagonal().min() ** 2 < len(matrix) * _EPS:
        return None
    return Factor(scale, upper)


def basis_from(gram: Array) -> Array | None:
    """The upper triangular T with T'GT = 1, in which the columns are nearly orthonormal.

    Examples
    --------
    >>> basis_from(np.array([[4.0, 0.0], [0.0, 9.0]])).tolist()
    [[0.5, 0.0], [0.0, 0.3333333333333333]]
    """
    factor = factorize(gram)
    return None if factor is None else _inverted(factor.upper, factor.scale)


def _inverted(upper: Array, scale: Array) -> Array:
    inverse, _ = lapack.dtrtri(upper)
    return np.asarray(scale[:, None] * np.triu(inverse) + 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class _Triangle:
    """R of the QR factorisation of the rows seen so far; adding stacks the rows."""

    upper: Array

    def __add__(self, other: _Triangle) -> _Triangle:
        return _Triangle(_reduced(np.vstack([self.upper, other.upper])))


def _reduced(rows: Array) -> Array:
    return np.asarray(qr(rows, mode="r", check_finite=False)[0][: rows.shape[1]])


@dataclass(frozen=True, slots=True)
class TriangularPass:
    """The pass that gives R of the QR factorisation of all rows, each times the root of its weight.

    Examples
    --------
    >>> block = RowBlock(np.array([[3.0], [4.0]]), np.zeros(2))
    >>> abs(TriangularPass(intercept=False)(block).upper).tolist()
    [[5.0]]
    """

    intercept: bool

    def __call__(self, block: RowBlock) -> _Triangle:
        """R of one block."""
        X = np.column_stack([block.X, np.ones(len(block.X))]) if self.intercept else block.X
        return _Triangle(_reduced(X if block.weight is None else np.sqrt(block.weight)[:, None] * X))


def orthonormal_basis(upper: Array) -> tuple[Array, tuple[tuple[float, ...], ...]]:
    """The basis in which the columns are orthonormal, and the combinations of columns that vanish to within rounding.

    Where there are such combinations, the basis spans the rest: its coefficients are the shortest ones, in units of the
    columns' lengths.

    Examples
    --------
    >>> basis, dependent = orthonormal_basis(np.array([[1.0, 2.0], [0.0, 0.0]]))
    >>> basis.shape, dependent
    ((2, 1), ((-2.0, 1.0),))
    >>> orthonormal_basis(np.diag([1e6, 1e-6]))[0].tolist()
    [[1e-06, 0.0], [0.0, 1000000.0]]
    """
    size = upper.shape[1]
    norms = np.sqrt((upper**2).sum(axis=0))
    scale = np.divide(1.0, norms, out=np.ones(size), where=norms > 0)
    square = np.zeros((size, size))
    square[: len(upper)] = upper * scale
    _, singular, right = np.linalg.svd(square)
    rank = int((singular > 16 * np.sqrt(size) * _EPS * singular[0]).sum()) if singular[0] else 0
    if rank < size:
        spanning = scale[:, None] * right[:rank].T / singular[:rank]
        return spanning, _readable(_echelon(right[rank:]) * scale)
    signs = np.where(np.diag(square) < 0, -1.0, 1.0)
    return _inverted(signs[:, None] * square, scale), ()


def _echelon(vectors: Array) -> Array:
    """The same space, each vector with a coordinate of its own that the others do not have."""
    _, _, pivots = qr(vectors, pivoting=True, mode="economic")
    own = pivots[: len(vectors)]
    return np.asarray(np.linalg.solve(vectors[:, own], vectors))


def _readable(vectors: Array) -> tuple[tuple[float, ...], ...]:
    """Rounding errors made zero, whole numbers where they are meant, the last entry positive."""
    found = []
    for vector in vectors:
        vector = np.where(np.abs(vector) > 1e-11 * np.abs(vector).max(), vector, 0.0)
        last = vector[np.flatnonzero(vector)[-1]]
        vector = vector / np.abs(vector[vector != 0]).min() * np.sign(last)
        whole = np.round(vector)
        found.append(tuple(np.where(np.abs(vector - whole) < 1e-9 * np.maximum(np.abs(whole), 1), whole, vector) + 0.0))
    return tuple(tuple(float(entry) for entry in vector) for vector in sorted(found))
