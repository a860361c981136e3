"""Whether the classes are separated, so that the likelihood has no finite maximum; decided exactly.

Complete separation: a hyperplane has each class strictly on its own side. Quasi-complete: some rows lie on the
hyperplane and these overlap. The terms and the theorem are those of Albert and Anderson.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from flint import fmpq, fmpq_mat
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import linprog

from symhess.budget import Deadline
from symhess.models.blocks import UNLIMITED, ArraySource, RowBlock, RowSource
from symhess.models.signed_rows import LeadsPass, SpanningPass
from symhess.models.simplex import Alternative, ExactRow, exact_row, solve_alternative

__all__ = ["Separation", "SeparationKind", "find_separation", "is_separated_by", "separation_of"]

Array: TypeAlias = NDArray[Any]
_MARGIN_ROUNDS = 50


class SeparationKind(Enum):
    """The three cases of Albert and Anderson.

    Examples
    --------
    >>> SeparationKind("quasi-complete").name
    'QUASI_COMPLETE'
    """

    COMPLETE = "complete"
    QUASI_COMPLETE = "quasi-complete"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Separation:
    """What separates the classes, with the evidence.

    Attributes
    ----------
    kind : SeparationKind
    direction : tuple of float
        The coefficients of the columns, the intercept last; with more than two classes for one class after the other,
        against the first. Empty if nothing separates.
    exact : tuple of Fraction
        The same as rational numbers, for which every sign has been checked.
    separated, on_boundary : int
        How many inequalities are strict, and how many hold with equality: one for each row and wrong class.

    Examples
    --------
    >>> found = find_separation([[0.0], [1.0], [1.0], [2.0]], [0, 0, 1, 1])
    >>> found.kind.name, found.direction, found.separated, found.on_boundary
    ('QUASI_COMPLETE', (1.0, -1.0), 2, 2)
    >>> find_separation([[0.0], [1.0], [0.5], [2.0]], [0, 0, 1, 1]).kind.value
    'none'
    """

    kind: SeparationKind
    direction: tuple[float, ...] = ()
    exact: tuple[Fraction, ...] = ()
    separated: int = 0
    on_boundary: int = 0

    def __repr__(self) -> str:
        counts = f"separated={self.separated}, on_boundary={self.on_boundary}"
        return f"Separation(kind={self.kind!r}, direction={self.direction}, {counts})"


def find_separation(
    X: ArrayLike, y: ArrayLike, *, intercept: bool = True, time_limit: float | None = 60.0
) -> Separation:
    """Decide whether the classes of `y` are separated by the columns of `X`.

    Parameters
    ----------
    X : array-like, shape (n, d)
        Taken as the exact binary numbers that they are.
    y : array-like, shape (n,)
    intercept : bool
    time_limit : float or None
        Seconds.

    Raises
    ------
    TimeLimitReached
        If it is not decided by then.

    References
    ----------
    Albert & Anderson, *On the existence of maximum likelihood estimates in logistic regression models*, Biometrika 71
    (1984).

    Examples
    --------
    >>> find_separation([[0.0], [1.0], [2.0], [3.0]], ["a", "a", "b", "b"]).kind.value
    'complete'
    """
    deadline = Deadline(time_limit)
    labels = np.asarray(y)
    source = ArraySource(RowBlock(np.asarray(X, dtype=float), labels), deadline)
    return separation_of(source, np.unique(labels), intercept, deadline)


def separation_of(source: RowSource, classes: Array, intercept: bool, deadline: Deadline = UNLIMITED) -> Separation:
    """The same for rows from anywhere.

    Examples
    --------
    >>> source = ArraySource(RowBlock(np.array([[0.0], [1.0]]), np.array([0, 1])))
    >>> separation_of(source, np.array([0, 1]), intercept=False).direction
    (1.0,)
    """
    return _Search(source, classes, intercept, deadline).run()


def is_separated_by(parameters: Array, source: RowSource, classes: Array, intercept: bool) -> Separation | None:
    """Complete separation by these parameters, or ``None`` if some row is not strictly on its side.

    Examples
    --------
    >>> source = ArraySource(RowBlock(np.array([[0.0], [1.0]]), np.array([0, 1])))
    >>> is_separated_by(np.array([[2.0, -1.0]]), source, np.array([0, 1]), intercept=True).separated
    2
    """
    direction = exact_row(parameters.ravel())
    leads = source.reduce(LeadsPass(direction, classes, intercept))
    if leads.violated or leads.zero:
        return None
    return _separation(direction, leads.positive, 0)


def _separation(direction: ExactRow, positive: int, zero: int) -> Separation:
    kind = SeparationKind.QUASI_COMPLETE if zero else SeparationKind.COMPLETE
    largest = max(map(abs, direction))
    exact = tuple(entry / largest for entry in direction)
    fractions = tuple(Fraction(int(entry.p), int(entry.q)) for entry in exact)
    return Separation(kind, tuple(map(float, fractions)), fractions, positive, zero)


@dataclass(slots=True)
class _Search:
    """Directions are added, each for the rows that the ones before leave on the boundary, until those overlap."""

    source: RowSource
    classes: Array
    intercept: bool
    deadline: Deadline

    def run(self) -> Separation:
        return self._by_margin() or self._by_rounds()

    def _by_margin(self) -> Separation | None:
        """Complete separation by the widest margin to ever more rows, found in floating point and checked exactly."""
        rows = self.source.reduce(SpanningPass(self.classes, self.intercept)).rows
        for _ in range(_MARGIN_ROUNDS):
            self.deadline.check()
            direction = _widest(rows)
            if direction is None:
                return None
            leads = self.source.reduce(LeadsPass(exact_row(direction), self.classes, self.intercept))
            if not leads.violated:
                return None if leads.zero else _separation(exact_row(direction), leads.positive, 0)
            rows = np.vstack([rows, [row for _, row in leads.violated]])
        return None

    def _by_rounds(self) -> Separation:
        found: ExactRow | None = None
        directions: tuple[ExactRow, ...] = ()
        while True:
            alternative = self._alternative(directions)
            if alternative is None or alternative.direction is None:
                break
            found = alternative.direction if found is None else self._combined(found, alternative.direction)
            directions = (*directions, alternative.direction)
        if found is None:
            return Separation(SeparationKind.NONE)
        leads = self.source.reduce(LeadsPass(found, self.classes, self.intercept))
        assert not leads.violated
        return _separation(found, leads.positive, leads.zero)

    def _alternative(self, within: tuple[ExactRow, ...]) -> Alternative | None:
        base = self._base(within)
        if not len(base):
            return None

        def violated(direction: ExactRow) -> list[tuple[float, ...]]:
            visit = LeadsPass(direction, self.classes, self.intercept, within)
            return [row for _, row in self.source.reduce(visit).violated]

        return solve_alternative(base, violated, self.deadline)

    def _base(self, within: tuple[ExactRow, ...]) -> Array:
        """Rows that span what all rows on the boundary span, which is checked on their exact null space."""
        base = self.source.reduce(SpanningPass(self.classes, self.intercept, within)).rows
        while len(base) < base.shape[1]:
            missed = [row for null in _null_space(base) for row in self._crossing(null, within)]
            if not missed:
                break
            base = np.vstack([base, missed[0]])
        return base

    def _crossing(self, null: ExactRow, within: tuple[ExactRow, ...]) -> list[tuple[float, ...]]:
        found: list[tuple[float, ...]] = []
        for direction in (null, tuple(-entry for entry in null)):
            visit = LeadsPass(direction, self.classes, self.intercept, within)
            found += [row for _, row in self.source.reduce(visit).violated]
        return found

    def _combined(self, first: ExactRow, second: ExactRow) -> ExactRow:
        """The first direction and so little of the second that every strict inequality stays strict."""
        first, second = (tuple(entry / max(map(abs, row)) for entry in row) for row in (first, second))
        leads = self.source.reduce(LeadsPass(first, self.classes, self.intercept, along=second))
        length = fmpq(1)
        while float(length) > leads.length / 2:
            length /= 2
        return tuple(a + length * b for a, b in zip(first, second, strict=True))


def _widest(rows: Array) -> Array | None:
    """The direction with the widest margin to all the rows, or ``None`` where there is next to none."""
    norms = np.abs(rows).max(axis=0)
    scale = np.where(norms > 0, norms, 1.0)
    scaled = rows / scale
    lengths = np.sqrt((scaled**2).sum(axis=1, keepdims=True))
    size = rows.shape[1]
    found = linprog(
        np.append(np.zeros(size), -1.0),
        A_ub=np.column_stack([-scaled / np.where(lengths > 0, lengths, 1.0), np.ones(len(rows))]),
        b_ub=np.zeros(len(rows)),
        bounds=[(-1.0, 1.0)] * size + [(None, 1.0)],
    )
    return found.x[:-1] / scale if found.status == 0 and found.x[-1] > 1e-7 else None


def _null_space(rows: Array) -> list[ExactRow]:
    size = rows.shape[1]
    if not len(rows):
        return [tuple(fmpq(int(i == j)) for j in range(size)) for i in range(size)]
    reduced, rank = fmpq_mat([list(exact_row(row)) for row in rows]).rref()
    pivots = [next(j for j in range(size) if reduced[i, j]) for i in range(rank)]
    vectors = []
    for free in (j for j in range(size) if j not in pivots):
        vector = [fmpq(int(j == free)) for j in range(size)]
        for i, pivot in enumerate(pivots):
            vector[pivot] = -reduced[i, free]
        vectors.append(tuple(vector))
    return vectors
