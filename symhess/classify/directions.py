"""Unit principal directions where they are short: diagonal matrices and simple rational eigenvalues."""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq, fmpq_mat, fmpq_poly, fmpz_poly

from symhess.exact import Rational, Real, real_roots
from symhess.exact.algebraic import algebraic_number
from symhess.exact.matrix import SymmetricMatrix

__all__ = ["principal_directions"]


def principal_directions(matrix: SymmetricMatrix, eigenvalues: Sequence[Real]) -> tuple[tuple[Real, ...], ...]:
    """Unit eigenvectors in the order of the ascending eigenvalues, or nothing where they are not short.

    The first nonzero coordinate of each is positive.

    Examples
    --------
    >>> from symhess.exact import AlgebraicPoint
    >>> from symhess.exact.matrix import eigenvalues
    >>> from symhess.exact.polynomial import ring
    >>> (x,) = ring(("x",)).gens()
    >>> at = AlgebraicPoint((0,), None, (fmpq_poly(),), fmpq_poly([1]))
    >>> matrix = SymmetricMatrix(((2 + 0 * x, 1 + 0 * x), (1 + 0 * x, 2 + 0 * x)), at)
    >>> [[c.text() for c in d] for d in principal_directions(matrix, eigenvalues(matrix))]
    [['sqrt(2)/2', '-sqrt(2)/2'], ['sqrt(2)/2', 'sqrt(2)/2']]
    """
    if matrix.is_diagonal:
        return _coordinate_directions(matrix)
    rational = matrix.rational()
    values = [value.value for value in eigenvalues if isinstance(value, Rational)]
    if rational is None or len(set(values)) != matrix.size:
        return ()
    return tuple(_unit(_kernel_vector(rational, value)) for value in values)


def _coordinate_directions(matrix: SymmetricMatrix) -> tuple[tuple[Real, ...], ...]:
    size = matrix.size
    balls = matrix.balls(64)
    order = sorted(range(size), key=lambda k: float(balls[k, k].mid()))
    return tuple(tuple(Rational(fmpq(int(i == k))) for i in range(size)) for k in order)


def _kernel_vector(matrix: fmpq_mat, eigenvalue: fmpq) -> list[fmpq]:
    """A vector that spans the kernel of H − λ for a simple eigenvalue."""
    size = matrix.nrows()
    rows = matrix.tolist()
    shifted = [[entry - eigenvalue * int(i == j) for j, entry in enumerate(row)] for i, row in enumerate(rows)]
    reduced, rank = fmpq_mat(shifted).rref()
    rows = reduced.tolist()[:rank]
    pivots = [next(j for j, entry in enumerate(row) if entry) for row in rows]
    free = next(j for j in range(size) if j not in pivots)
    vector = [fmpq(int(j == free)) for j in range(size)]
    for row, pivot in zip(rows, pivots, strict=True):
        vector[pivot] = -row[free]
    return vector


def _unit(vector: list[fmpq]) -> tuple[Real, ...]:
    lead = next(c for c in vector if c)
    vector = vector if lead > 0 else [-c for c in vector]
    square = sum((c * c for c in vector), fmpq(0))
    root = fmpz_poly([-square.p, 0, square.q])
    factors = [factor for factor, _ in root.factor()[1]]
    if len(factors) == 2:
        length = max(fmpq(-factor[0], factor[1]) for factor in factors)
        return tuple(Rational(c / length) for c in vector)
    positive = real_roots(factors[0])[-1]
    return tuple(algebraic_number(positive, fmpq_poly([c]), fmpq_poly([0, 1])) for c in vector)
