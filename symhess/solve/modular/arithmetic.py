"""Dense matrices modulo a 31-bit prime: products through floating-point BLAS without rounding, and row reduction."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from flint import fmpz, nmod_mat
from numpy.typing import NDArray

__all__ = ["Matrix", "first_primes", "multiply", "row_reduce"]

Matrix = NDArray[np.int64]

_SMALL = 2500  # below this many entries NumPy's own elimination beats the conversion to FLINT
_BLOCK = 1 << 20  # inner length up to which 16-bit times 16-bit sums stay below 2^53


def first_primes() -> Iterator[int]:
    """Primes just below 2^31, descending: products of residues fit into 64 bits.

    Examples
    --------
    >>> next(first_primes())
    2147483647
    """
    candidate = (1 << 31) - 1
    while True:
        if fmpz(candidate).is_prime():
            yield candidate
        candidate -= 2


def multiply(left: Matrix, right: Matrix, prime: int) -> Matrix:
    """left @ right modulo the prime, exactly.

    Entries are split into 16-bit halves, so that every sum of products is an integer that a double holds.

    Examples
    --------
    >>> p = 2147483647
    >>> multiply(np.array([[p - 1]]), np.array([[p - 1, 2]]), p).tolist()
    [[1, 2147483645]]
    """
    rows, inner = left.shape
    if 0 in (rows, inner, right.shape[1]):
        return np.zeros((rows, right.shape[1]), np.int64)
    if inner <= 2:
        products = (left[:, k : k + 1] * right[k : k + 1] % prime for k in range(inner))
        return np.asarray(sum(products) % prime, np.int64)
    total = np.zeros((rows, right.shape[1]), np.int64)
    for start in range(0, inner, _BLOCK):
        part = slice(start, start + _BLOCK)
        a_high, a_low = (h.astype(float) for h in (left[:, part] >> 16, left[:, part] & 0xFFFF))
        b_high, b_low = (h.astype(float) for h in (right[part] >> 16, right[part] & 0xFFFF))
        high = (a_high @ b_high).astype(np.int64) % prime
        middle = (a_high @ b_low + a_low @ b_high).astype(np.int64) % prime
        low = (a_low @ b_low).astype(np.int64) % prime
        total = (total + (((high << 16) + middle) % prime << 16) + low) % prime
    return total


def row_reduce(matrix: Matrix, prime: int) -> tuple[Matrix, list[int]]:
    """Reduced row echelon form without zero rows, and the pivot columns.

    Examples
    --------
    >>> reduced, pivots = row_reduce(np.array([[0, 2, 4], [0, 1, 2]]), 2147483647)
    >>> reduced.tolist(), pivots
    ([[0, 1, 2]], [1])
    """
    rows, columns = matrix.shape
    if rows * columns < _SMALL:
        return _eliminate(matrix.copy(), prime)
    reduced, rank = nmod_mat(rows, columns, matrix.ravel().tolist(), prime).rref()
    entries = np.array(list(map(int, reduced.entries()[: rank * columns])), np.int64).reshape(rank, columns)
    return entries, [int(np.flatnonzero(row)[0]) for row in entries]


def _eliminate(matrix: Matrix, prime: int) -> tuple[Matrix, list[int]]:
    pivots: list[int] = []
    for column in range(matrix.shape[1]):
        row = len(pivots)
        if row == matrix.shape[0]:
            break
        candidates = np.flatnonzero(matrix[row:, column])
        if not len(candidates):
            continue
        pivot = row + candidates[0]
        matrix[[row, pivot]] = matrix[[pivot, row]]
        matrix[row] = matrix[row] * pow(int(matrix[row, column]), -1, prime) % prime
        factors = matrix[:, column].copy()
        factors[row] = 0
        touched = np.flatnonzero(factors)
        if len(touched):
            matrix[touched] = (matrix[touched] - factors[touched, None] * matrix[row] % prime) % prime
        pivots.append(column)
    return matrix[: len(pivots)], pivots
