"""What one step learns about many boxes: no zero, at most one zero, a smaller box, or nothing.

All bounds are computed in floating point and then enlarged: a sum of k products is off by less than k·2^-52 of the sum
of their absolute values, and the margin 1e-13 covers every k that occurs here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from symhess.solve.search.intervals import down, up
from symhess.solve.search.program import Program, Sweep

__all__ = ["Narrowed", "centre", "is_unique", "narrowed"]

Array: TypeAlias = Any

_MARGIN = 1e-13
_LEAST = 1e-300


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The boxes that may still hold a zero.

    Attributes
    ----------
    low, high : Array, shape (boxes, n)
        The boxes, each narrowed to where its zeros can be.
    trial_low, trial_high : Array, shape (boxes, n)
        A larger box around the one that went in: if it holds a zero once, the box has no other.
    regular : Array of bool
        Whether the equations are one-to-one on the box, so that the trial is worth a try.
    smear : Array, shape (boxes, n)
        How much of the equations' variation each variable causes.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.solve.search.program import compile_system
    >>> box = np.array([[1.0], [3.0]]), np.array([[2.0], [4.0]])
    >>> left = narrowed(compile_system((x**2 - 2,), (x,)), *box)
    >>> left.low.shape, bool(1.3 < left.low[0, 0] <= 2**0.5 <= left.high[0, 0] < 1.5), left.regular.tolist()
    ((1, 1), True, [True])
    """

    low: Array
    high: Array
    trial_low: Array
    trial_high: Array
    regular: Array
    smear: Array


def centre(low: Array, high: Array) -> tuple[Array, Array]:
    """Centres and radii of boxes; a radius reaches at least to both ends.

    Examples
    --------
    >>> middle, radius = centre(np.array([[1.0]]), np.array([[2.0]]))
    >>> middle.tolist(), bool(0.5 <= radius[0, 0] < 0.5001)
    ([[1.5]], True)
    """
    with np.errstate(invalid="ignore", over="ignore"):
        middle = 0.5 * low + 0.5 * high
        return middle, up(np.maximum(high - middle, middle - low))


@dataclass(frozen=True, slots=True)
class _Linear:
    """Y·F(m) ± spread and A = Y·F'(X) within distance of A_mid, for a preconditioner Y."""

    value: Array
    spread: Array
    matrix: Array
    distance: Array
    known: Array

    @property
    def magnitude(self) -> Array:
        """Bounds for the absolute values of A."""
        return (abs(self.matrix) + self.distance) * (1 + _MARGIN)


def narrowed(program: Program, low: Array, high: Array) -> Narrowed:
    """Drop boxes without a zero and narrow the others (Hansen and Sengupta's operator).

    A box is dropped where an equation has no zero on it (by natural extension, by its mean value form, or by the mean
    value form of a combination of the equations), where it lies outside the domain, or where nothing is left by the
    operator.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.solve.search.program import compile_system
    >>> narrowed(compile_system((x**2 - 2,), (x,)), np.array([[2.0]]), np.array([[3.0]])).low.shape
    (0, 1)
    """
    sweep = Sweep(program, low, high)
    alive = ~_excluded(program, sweep)
    sweep.keep(alive)
    low, high = low[alive], high[alive]
    slope_low, slope_high = sweep.slopes()
    middle, radius = centre(low, high)
    value, spread = _at(program, middle)
    with np.errstate(all="ignore"):
        slope, half = centre(slope_low, slope_high)
        known = ~sweep.domain.rough & np.isfinite(half).all((1, 2)) & np.isfinite(spread).all(1)
        slope, half = (np.where(known[:, None, None], part, 0.0) for part in (slope, half))
        value, spread = (np.where(known[:, None], part, 0.0) for part in (value, spread))
        reach = _dot(abs(slope) + half, radius)
        gone = known & (abs(value) > (spread + reach) * (1 + _MARGIN) + _LEAST).any(1)
        linear = _preconditioned(slope, half, value, spread, known)
        new_low, new_high, empty = _narrowed(linear, low, high, middle, radius)
        regular, trial_low, trial_high = _trial(linear, low, high, middle, radius)
        smear = ((abs(slope) + half) * radius[:, None, :] / np.maximum(reach, _LEAST)[:, :, None]).max(1)
        widths = radius / np.maximum(radius.max(1, keepdims=True), _LEAST)
    left = ~(gone | (linear.known & empty))
    smear = np.where(known[:, None], np.maximum(smear, 0.01) * widths, widths)
    parts = (new_low, new_high, trial_low, trial_high, regular, smear)
    return Narrowed(*(part[left] for part in parts))


def is_unique(program: Program, low: Array, high: Array) -> Array:
    """Where Krawczyk's operator maps the box into its inside: one zero there, and only one.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.solve.search.program import compile_system
    >>> is_unique(compile_system((x**2 - 2,), (x,)), np.array([[1.3], [-1.0]]), np.array([[1.6], [2.0]])).tolist()
    [True, False]
    """
    sweep = Sweep(program, low, high)
    sweep.values()
    slope_low, slope_high = sweep.slopes()
    middle, radius = centre(low, high)
    value, spread = _at(program, middle)
    with np.errstate(all="ignore"):
        slope, half = centre(slope_low, slope_high)
        known = ~sweep.domain.rough & np.isfinite(half).all((1, 2)) & np.isfinite(spread).all(1)
        slope, half = (np.where(known[:, None, None], part, 0.0) for part in (slope, half))
        value, spread = (np.where(known[:, None], part, 0.0) for part in (value, spread))
        linear = _preconditioned(slope, half, value, spread, known)
        rest, distance = _krawczyk(linear, radius)
        inside = abs(linear.value) + rest < np.minimum(high - middle, middle - low) * (1 - _MARGIN)
    return linear.known & inside.all(1)


def _excluded(program: Program, sweep: Sweep) -> Array:
    values = sweep.values()
    gone = sweep.domain.void.copy()
    for low, high in values[: len(program.equations)]:
        gone |= (low > 0) | (high < 0)
    for (_, high), strict in zip(values[len(program.equations) :], program.strict, strict=True):
        gone |= (high <= 0) if strict else (high < 0)
    return gone


def _at(program: Program, points: Array) -> tuple[Array, Array]:
    """The equations at points, as centres and radii; a radius is infinite where there is no value."""
    sweep = Sweep(program, points, points)
    values = sweep.values()[: len(program.equations)]
    middle, radius = centre(np.stack([v[0] for v in values], 1), np.stack([v[1] for v in values], 1))
    return middle, np.where(sweep.domain.rough[:, None], np.inf, radius)


def _dot(matrices: Array, vectors: Array) -> Array:
    return np.einsum("nij,nj->ni", matrices, vectors)


def _preconditioned(slope: Array, half: Array, value: Array, spread: Array, known: Array) -> _Linear:
    inverse, regular = _inverses(slope)
    matrix, size = inverse @ slope, abs(inverse)
    distance = (size @ half) * (1 + _MARGIN) + (size @ abs(slope)) * _MARGIN
    combined = _dot(inverse, value)
    wide = _dot(size, spread) * (1 + _MARGIN) + _dot(size, abs(value)) * _MARGIN + _LEAST
    return _Linear(combined, wide, matrix, distance, known & regular & np.isfinite(distance).all((1, 2)))


def _inverses(matrices: Array) -> tuple[Array, Array]:
    """Approximate inverses, and where there are any; the others become the identity."""
    size = matrices.shape[1]
    if size == 2:
        (a, b), (c, d) = matrices[:, 0].T, matrices[:, 1].T
        determinant = a * d - b * c
        adjugate = np.stack([d, -b, -c, a], 1).reshape(-1, 2, 2)
    else:
        determinant, adjugate = np.linalg.det(matrices), None
    regular = np.isfinite(determinant) & (abs(determinant) > _LEAST)
    if adjugate is None:
        inverses = np.linalg.inv(np.where(regular[:, None, None], matrices, np.eye(size)))
    else:
        inverses = adjugate / np.where(regular, determinant, 1.0)[:, None, None]
    regular &= np.isfinite(inverses).all((1, 2))
    return np.where(regular[:, None, None], inverses, np.eye(size)), regular


def _narrowed(linear: _Linear, low: Array, high: Array, middle: Array, radius: Array) -> tuple[Array, Array, Array]:
    """Each box cut with Hansen and Sengupta's operator, and where nothing is left."""
    magnitude, diagonal = linear.magnitude, np.einsum("nii->ni", linear.matrix)
    reach = _dot(magnitude, radius)
    own = np.einsum("nii->ni", magnitude) * radius
    around = (reach - own) * (1 + _MARGIN) + reach * _MARGIN + linear.spread
    slack = np.einsum("nii->ni", linear.distance) + abs(diagonal) * _MARGIN
    least, most = diagonal - slack, diagonal + slack
    divisible = (least > 0) & linear.known[:, None]
    first, last = -linear.value - around, -linear.value + around
    first = first / np.where(divisible, np.where(first < 0, least, most), 1.0)
    last = last / np.where(divisible, np.where(last > 0, least, most), 1.0)
    edge = (abs(first) + abs(last) + abs(middle)) * _MARGIN + _LEAST
    new_low = np.where(divisible, np.maximum(low, middle + first - edge), low)
    new_high = np.where(divisible, np.minimum(high, middle + last + edge), high)
    none = abs(linear.value) > (reach + linear.spread) * (1 + _MARGIN)
    return new_low, new_high, (none | (new_low > new_high)).any(1)


def _krawczyk(linear: _Linear, radius: Array) -> tuple[Array, Array]:
    """How far Krawczyk's operator reaches around its centre, and |1 − A|."""
    identity = np.eye(radius.shape[1])
    distance = (abs(identity - linear.matrix) + linear.distance) * (1 + _MARGIN) + _MARGIN
    return (_dot(distance, radius) + linear.spread) * (1 + _MARGIN) + abs(linear.value) * _MARGIN, distance


def _trial(linear: _Linear, low: Array, high: Array, middle: Array, radius: Array) -> tuple[Array, Array, Array]:
    """A box around the given one and around what Krawczyk's operator makes of it."""
    rest, distance = _krawczyk(linear, radius)
    grown = np.maximum(radius, 4 * rest)  # a side that is already narrowed to nothing is judged with some room
    shrink = (_dot(distance, grown) / np.maximum(grown, _LEAST)).max(1)
    target = middle - linear.value
    trial_low, trial_high = np.minimum(low, target - 2 * rest), np.maximum(high, target + 2 * rest)
    extra = 0.125 * (trial_high - trial_low) + abs(target) * 1e-14
    return linear.known & (shrink < 0.6), down(trial_low - extra), up(trial_high + extra)
