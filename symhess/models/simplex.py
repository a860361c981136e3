r"""An exact simplex method that finds a direction with no negative product with any of the rows, if there is one.

By Stiemke's theorem either a direction :math:`\delta` has :math:`z_i \cdot \delta \ge 0` for all rows and > 0 for one
of the base rows, or positive weights on the base rows and nonnegative ones on the others make
:math:`\sum u_i z_i = 0`. The first phase of the simplex method, in rational numbers, finds one of the two; floating
point only chooses which row to look at next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from flint import fmpq, fmpq_mat
from numpy.typing import NDArray

from symhess.budget import Deadline
from symhess.models.blocks import UNLIMITED

__all__ = ["Alternative", "ExactRow", "exact_row", "product", "solve_alternative"]

Array: TypeAlias = NDArray[Any]
ExactRow: TypeAlias = tuple[fmpq, ...]
_ZERO = fmpq(0)


@dataclass(frozen=True, slots=True)
class Alternative:
    """The direction, or, where there is none, rows with positive weights whose weighted sum is zero.

    Examples
    --------
    >>> found = solve_alternative([[1.0, 0.0], [1.0, 1.0]], lambda direction: [])
    >>> found.direction, found.weights
    ((1, 1), ())
    >>> solve_alternative([[1.0], [-2.0]], lambda direction: []).weights
    (2, 1)
    """

    direction: ExactRow | None
    rows: tuple[ExactRow, ...] = ()
    weights: tuple[fmpq, ...] = ()


def exact_row(row: Sequence[float] | Array) -> ExactRow:
    """The numbers as the rational numbers that they are.

    Examples
    --------
    >>> exact_row([0.5, 3.0])
    (1/2, 3)
    """
    return tuple(fmpq(*float(entry).as_integer_ratio()) for entry in row)


def product(row: ExactRow, direction: ExactRow) -> fmpq:
    """The exact inner product.

    Examples
    --------
    >>> product(exact_row([0.1, 1.0]), exact_row([10.0, -1.0]))
    1/18014398509481984
    """
    return sum((a * b for a, b in zip(row, direction, strict=True) if a and b), _ZERO)


def solve_alternative(
    base: Sequence[Sequence[float]] | Array,
    violated: Callable[[ExactRow], Sequence[Sequence[float]]],
    deadline: Deadline = UNLIMITED,
) -> Alternative:
    """Decide between the two, over the base rows and all rows that `violated` can name.

    Parameters
    ----------
    base : sequence of rows
        They must span what all rows span.
    violated : callable
        Given a direction, some further rows whose product with it is negative, or none if there are none.
    deadline : Deadline

    Examples
    --------
    >>> rows = [[1.0, 0.0], [0.0, 1.0], [-1.0, 1.0]]
    >>> def violated(direction):
    ...     return [row for row in rows if product(exact_row(row), direction) < 0]
    >>> solve_alternative(rows[:2], violated).direction
    (1, 1)
    """
    return _Simplex([exact_row(row) for row in base], violated, deadline).run()


class _Simplex:
    """Weights v >= 0 with sum v_i z_i = -sum of the base rows, from artificial columns of one sign each."""

    def __init__(
        self, base: list[ExactRow], violated: Callable[[ExactRow], Sequence[Sequence[float]]], deadline: Deadline
    ) -> None:
        self.base, self.rows, self.violated, self.deadline = base, list(base), violated, deadline
        size = len(base[0])
        self.wanted = [-sum(column, _ZERO) for column in zip(*base, strict=True)]
        signs = [fmpq(-1 if entry < 0 else 1) for entry in self.wanted]
        # The columns of the basis, and which row each is; None for an artificial one.
        self.columns = [[signs[i] if i == j else _ZERO for i in range(size)] for j in range(size)]
        self.basis: list[int | None] = [None] * size
        self.stuck = 0

    def run(self) -> Alternative:
        while True:
            self.deadline.check()
            levels = self._solved(self.wanted)
            if not any(level for level, column in zip(levels, self.basis, strict=True) if column is None):
                return self._weights(levels)
            direction = self._direction()
            entering = self._entering(direction)
            if entering is None:
                return Alternative(direction)
            self._pivot(entering, levels)

    def _solved(self, right: Sequence[fmpq]) -> list[fmpq]:
        """The right side in terms of the basis, by an exact solve: an inverse kept along would grow."""
        solution = fmpq_mat(self.columns).transpose().solve(fmpq_mat([[entry] for entry in right]))
        return list(solution.entries())

    def _direction(self) -> ExactRow:
        """Minus the prices: products with it are what a row would add to the sum of the artificial levels."""
        cost = fmpq_mat([[fmpq(-1) if column is None else _ZERO] for column in self.basis])
        return tuple(fmpq_mat(self.columns).solve(cost).entries())

    def _entering(self, direction: ExactRow) -> int | None:
        known = range(len(self.rows)) if self.stuck > len(direction) else self._promising(direction)
        for k in known:
            if product(self.rows[k], direction) < 0:
                return int(k)
        more = self.violated(direction)
        self.rows += [exact_row(row) for row in more]
        return len(self.rows) - len(more) if len(more) else self._first_negative(direction)

    def _promising(self, direction: ExactRow) -> list[int]:
        """The known rows with negative products, in floating point, steepest first."""
        rows = np.array([[float(entry) for entry in row] for row in self.rows])
        leads = rows @ np.array([float(entry) for entry in direction])
        leads /= np.sqrt((rows**2).sum(axis=1)) + np.finfo(float).tiny
        return [int(k) for k in np.argsort(leads) if leads[k] < 0]

    def _first_negative(self, direction: ExactRow) -> int | None:
        return next((k for k, row in enumerate(self.rows) if product(row, direction) < 0), None)

    def _pivot(self, entering: int, levels: list[fmpq]) -> None:
        candidates = [
            (levels[i] / rate, -1 if self.basis[i] is None else self.basis[i], i)
            for i, rate in enumerate(self._solved(self.rows[entering]))
            if rate > 0
        ]
        ratio, _, leaving = min(candidates)
        self.stuck = 0 if ratio > 0 else self.stuck + 1
        self.columns[leaving], self.basis[leaving] = list(self.rows[entering]), entering

    def _weights(self, levels: list[fmpq]) -> Alternative:
        weights = dict.fromkeys(range(len(self.base)), fmpq(1))
        for level, column in zip(levels, self.basis, strict=True):
            if column is not None:
                weights[column] = weights.get(column, _ZERO) + level
        used = {k: weight for k, weight in weights.items() if weight}
        return Alternative(None, tuple(self.rows[k] for k in used), tuple(used.values()))
