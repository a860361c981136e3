"""Sparse Hessians from few Hessian-vector products, by colouring the columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array

from symhess.numerics.evaluating import Array

__all__ = ["color_columns", "hessian_by_coloring"]


def color_columns(pattern: csc_array) -> NDArray[np.int64]:
    """Colours of the columns such that no two columns of one colour share a row.

    Columns are coloured one by one with the least colour that is free (Gebremedhin, Manne & Pothen, 2005); a band gets
    its colours by counting round.

    Parameters
    ----------
    pattern : csc_array, shape (n, n)
        A symmetric pattern.

    Examples
    --------
    >>> from scipy.sparse import diags_array
    >>> tridiagonal = diags_array([np.ones(5), np.ones(6), np.ones(5)], offsets=[-1, 0, 1]).tocsc()
    >>> color_columns(tridiagonal)
    array([0, 1, 2, 0, 1, 2])
    >>> arrow = csc_array(np.array([[1, 1, 1], [1, 1, 0], [1, 0, 1]]))
    >>> color_columns(arrow)
    array([0, 1, 2])
    """
    n = pattern.shape[1]
    starts, rows = pattern.indptr, pattern.indices
    columns = np.repeat(np.arange(n), np.diff(starts))
    band = 2 * int(np.abs(rows - columns).max(initial=0)) + 1
    if band <= 2 * int(np.diff(starts).max(initial=1)):
        return np.arange(n) % band
    transposed = csr_array(pattern)
    colors = np.full(n, -1)
    for column in range(n):
        touched = rows[starts[column] : starts[column + 1]]
        near = [transposed.indices[transposed.indptr[row] : transposed.indptr[row + 1]] for row in touched]
        colors[column] = _least_free(colors[np.concatenate(near)] if near else np.empty(0, int))
    return colors


def _least_free(taken: Sequence[int] | NDArray[np.int64]) -> int:
    used = set(np.asarray(taken).tolist())
    color = 0
    while color in used:
        color += 1
    return color


def hessian_by_coloring(product: Callable[[Array], Array], pattern: csc_array) -> csc_array:
    """The Hessian with a known pattern from one product for each colour.

    Parameters
    ----------
    product : callable
        Gives the Hessian times a vector.
    pattern : csc_array, shape (n, n)
        Where the Hessian is not zero.

    Examples
    --------
    >>> matrix = np.array([[2.0, 1.0, 0.0, 0.0], [1.0, 2.0, 0.0, 0.0], [0.0, 0.0, 5.0, 0.0], [0.0, 0.0, 0.0, 7.0]])
    >>> bool((hessian_by_coloring(lambda v: matrix @ v, csc_array(matrix)).toarray() == matrix).all())
    True
    """
    colors = color_columns(pattern)
    columns = np.repeat(np.arange(pattern.shape[1]), np.diff(pattern.indptr))
    data = np.zeros(len(pattern.indices))
    for color in range(int(colors.max(initial=-1)) + 1):
        compressed = product((colors == color).astype(np.float64))
        chosen = colors[columns] == color
        data[chosen] = compressed[pattern.indices[chosen]]
    return csc_array((data, pattern.indices, pattern.indptr), shape=pattern.shape)
