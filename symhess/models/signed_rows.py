r"""Passes over the rows of a classification problem as the inequalities that a separating direction fulfils.

A direction separates if in every row the right class is at least as far ahead as any other:
:math:`z \cdot \delta \ge 0` with :math:`z = \pm x` for two classes, and one z for each wrong class otherwise.
Signs are decided in rational numbers wherever rounding could have decided them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from flint import fmpq
from numpy.typing import NDArray
from scipy.linalg import qr

from symhess.models.blocks import RowBlock, rows_per_block
from symhess.models.simplex import ExactRow, exact_row, product

__all__ = ["Leads", "LeadsPass", "Picked", "SpanningPass", "restricted", "signed_rows"]

Array: TypeAlias = NDArray[Any]
_EPS = float(np.finfo(float).eps)


def signed_rows(block: RowBlock, classes: Array, intercept: bool) -> Iterator[Array]:
    """The rows z in small arrays; rows without weight are left out.

    Examples
    --------
    >>> block = RowBlock(np.array([[2.0], [3.0]]), np.array([0, 1]))
    >>> [z.tolist() for z in signed_rows(block, np.array([0, 1]), intercept=True)]
    [[[-2.0, -1.0], [3.0, 1.0]]]
    """
    count = len(classes) - 1
    for part in block.parts(max(rows_per_block(block.X.shape[1] + 1) // count**2, 1)):
        kept = part.take(slice(None)) if part.weight is None else _positive(part)
        X = np.column_stack([kept.X, np.ones(len(kept.X))]) if intercept else kept.X
        if count == 1:
            yield np.where(kept.y == classes[1], 1.0, -1.0)[:, None] * X
        else:
            yield _differences(X, kept.y == classes[:, None])


def _positive(part: RowBlock) -> RowBlock:
    assert part.weight is not None
    kept = part.weight > 0
    return RowBlock(part.X[kept], part.y[kept])


def _differences(X: Array, right: Array) -> Array:
    """(e_y - e_k) times x for every class k but y; the first class has no coordinates of its own."""
    found = []
    for k in range(len(right)):
        rows = ~right[k]
        signs = right[:, rows].astype(float)
        signs[k] -= 1.0
        found.append((signs[1:].T[:, :, None] * X[rows][:, None, :]).reshape(int(rows.sum()), -1))
    return np.vstack(found)


@dataclass(frozen=True, slots=True, eq=False)
class Picked:
    """Rows that span what all rows seen so far span; adding keeps at most as many as there are columns.

    Examples
    --------
    >>> len((Picked.of(np.eye(2)) + Picked.of(np.ones((3, 2)))).rows)
    2
    """

    rows: Array

    @classmethod
    def of(cls, rows: Array) -> Picked:
        """A well-conditioned choice of independent rows."""
        few = _independent(rows[:: max(len(rows) // (8 * rows.shape[1]), 1)])
        if len(few) == rows.shape[1]:
            return cls(few)
        return cls(_independent(np.vstack([few, rows[_outside(rows, few)]])))

    def __add__(self, other: Picked) -> Picked:
        return Picked.of(np.vstack([self.rows, other.rows]))


def _independent(rows: Array) -> Array:
    """A well-conditioned choice, by a QR factorisation with pivoting; the columns' units do not matter."""
    scaled = (rows / _sizes(rows)).T
    if not scaled.any():
        return rows[:0]
    upper, pivots = qr(scaled, mode="r", pivoting=True)
    diagonal = np.abs(np.diag(upper))
    return np.asarray(rows[np.sort(pivots[: int((diagonal > 1e-9 * diagonal[0]).sum())])])


def _sizes(rows: Array) -> Array:
    sizes = np.abs(rows).max(axis=0, initial=0.0)
    return np.asarray(np.where(sizes > 0, sizes, 1.0))


def _outside(rows: Array, few: Array) -> Array:
    """Which rows the few do not span; roughly, since what is missed is found on the exact null space later."""
    sizes = _sizes(rows)
    basis = np.linalg.qr((few / sizes).T)[0]
    scaled = rows / sizes
    rest = scaled - (scaled @ basis) @ basis.T
    return np.asarray(np.abs(rest).max(axis=1, initial=0.0) > 1e-9)


@dataclass(frozen=True, slots=True)
class Leads:
    """What a direction does to the rows.

    Attributes
    ----------
    positive, zero : int
        How many rows have a positive, a zero product.
    violated : tuple
        Rows with negative products, the worst first, each as (product over norm, row).
    length : float
        How far one may go from the direction along another before a positive product becomes zero.

    Examples
    --------
    >>> (Leads(1, 0) + Leads(2, 3, length=0.5)).positive
    3
    """

    positive: int
    zero: int
    violated: tuple[tuple[float, tuple[float, ...]], ...] = ()
    length: float = float("inf")

    def __add__(self, other: Leads) -> Leads:
        worst = tuple(sorted(self.violated + other.violated)[: max(len(self.violated), len(other.violated))])
        length = min(self.length, other.length)
        return Leads(self.positive + other.positive, self.zero + other.zero, worst, length)


@dataclass(slots=True)
class LeadsPass:
    """The pass that finds the signs of all products with a direction.

    Parameters
    ----------
    direction : ExactRow
    classes : Array
    intercept : bool
    within : tuple of ExactRow
        Only rows are looked at that have zero products with all of these.
    along : ExactRow, optional
        For :attr:`Leads.length`.

    Examples
    --------
    >>> block = RowBlock(np.array([[0.0], [1.0], [2.0]]), np.array([0, 1, 1]))
    >>> LeadsPass(exact_row([1.0, 0.0]), np.array([0, 1]), intercept=True)(block)
    Leads(positive=2, zero=1, violated=(), length=inf)
    """

    direction: ExactRow
    classes: Array
    intercept: bool
    within: tuple[ExactRow, ...] = ()
    along: ExactRow | None = None
    _known: dict[tuple[int, bytes], int] = field(default_factory=dict, init=False, repr=False)

    def __call__(self, block: RowBlock) -> Leads:
        """The signs of one block."""
        total = Leads(0, 0)
        for rows in signed_rows(block, self.classes, self.intercept):
            total += self._leads(restricted(rows, self.within, self._known))
        return total

    def _leads(self, rows: Array) -> Leads:
        signs, leads = _signs(rows, self.direction, self._known, len(self.within))
        negative = np.flatnonzero(signs < 0)
        steepness = leads[negative] / np.sqrt((rows[negative] ** 2).sum(axis=1))
        order = np.argsort(steepness, kind="stable")[: 2 * len(self.direction)]
        worst = tuple((float(steepness[k]), tuple(map(float, rows[negative[k]]))) for k in order)
        return Leads(int((signs > 0).sum()), int((signs == 0).sum()), worst, self._length(rows, signs, leads))

    def _length(self, rows: Array, signs: Array, leads: Array) -> float:
        if self.along is None:
            return float("inf")
        change = rows @ _floats(self.along)
        falling = (signs > 0) & (change < 0)
        return float((leads[falling] / -change[falling]).min(initial=np.inf))


def restricted(rows: Array, within: tuple[ExactRow, ...], known: dict[tuple[int, bytes], int]) -> Array:
    """The rows with zero products with all the directions.

    Examples
    --------
    >>> restricted(np.array([[1.0, 0.0], [0.0, 1.0]]), (exact_row([1.0, 0.0]),), {}).tolist()
    [[0.0, 1.0]]
    """
    for k, direction in enumerate(within):
        rows = rows[_signs(rows, direction, known, k)[0] == 0]
    return rows


def _floats(direction: ExactRow) -> Array:
    """Rounded, and scaled so that nothing overflows."""
    largest = max(map(abs, direction), default=fmpq(1)) or fmpq(1)
    return np.array([float(entry / largest) for entry in direction])


def _signs(rows: Array, direction: ExactRow, known: dict[tuple[int, bytes], int], index: int) -> tuple[Array, Array]:
    """The signs of the products, and the products rounded."""
    # What the direction leaves out cannot decide: rows that agree elsewhere share their sign.
    used = [k for k, entry in enumerate(direction) if entry]
    shorter, parts = tuple(direction[k] for k in used), np.ascontiguousarray(rows[:, used])
    rounded = _floats(direction)[used]
    leads = parts @ rounded
    size = np.abs(parts) @ np.abs(rounded)
    signs = np.sign(leads).astype(int)
    for k in np.flatnonzero((np.abs(leads) <= 2 * (len(used) + 2) * _EPS * size) & (size > 0)):
        key = (index, parts[k].tobytes())
        if key not in known:
            exact = product(exact_row(parts[k]), shorter)
            known[key] = (exact > 0) - (exact < 0)
        signs[k] = known[key]
    return signs, leads


@dataclass(slots=True)
class SpanningPass:
    """The pass that picks rows which span what all rows span.

    Examples
    --------
    >>> block = RowBlock(np.array([[1.0], [2.0], [3.0]]), np.array([0, 0, 1]))
    >>> len(SpanningPass(np.array([0, 1]), intercept=True)(block).rows)
    2
    """

    classes: Array
    intercept: bool
    within: tuple[ExactRow, ...] = ()
    _known: dict[tuple[int, bytes], int] = field(default_factory=dict, init=False, repr=False)

    def __call__(self, block: RowBlock) -> Picked:
        """The rows of one block."""
        total: Picked | None = None
        for rows in signed_rows(block, self.classes, self.intercept):
            picked = Picked.of(restricted(rows, self.within, self._known))
            total = picked if total is None else total + picked
        assert total is not None
        return total
