"""Swarms: fronts that follow infinitely many zeros and would only grow."""

from __future__ import annotations

from typing import Any, Final, TypeAlias

import numpy as np

from symhess.solve.search.approach import float_values
from symhess.solve.search.program import Program

__all__ = ["clusters", "is_swarm"]

Array: TypeAlias = Any

_SAMPLE: Final = 48
_ENOUGH: Final = 16  # different singular zeros, each beside its box, make a swarm
_STEPS: Final = 40
_SINGULAR: Final = 1e-5
_FAINT: Final = 1e-200  # what is less counts as zero: an exponential that underflows
_MOST_CLUSTERS: Final = 64
_MOST_BOXES: Final = 1024  # compared with each other


def is_swarm(program: Program, low: Array, high: Array) -> bool:
    """Whether many boxes of a front lie beside singular zeros of their own, as along a curve of zeros.

    Only a guess, in floating point: it ends a search early and decides nothing about zeros.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.solve.search.program import compile_system
    >>> turns = np.linspace(0, 6, 64)
    >>> ring = np.stack([np.cos(turns), np.sin(turns)], 1)
    >>> circle = compile_system((x * (x**2 + y**2 - 1), y * (x**2 + y**2 - 1)), (x, y))
    >>> is_swarm(circle, ring - 0.01, ring + 0.02), is_swarm(circle, ring * 0 - 0.01, ring * 0 + 0.02)
    (True, False)
    """
    rows = np.unique(np.linspace(0, len(low) - 1, _SAMPLE).astype(int))
    low, high = low[rows], high[rows]
    points = 0.5 * (low + high)
    reach = 2.0 * (high - low).max(1)
    start = points.copy()
    with np.errstate(all="ignore"):
        for _ in range(_STEPS):
            values, slopes = float_values(program, points)
            usable = np.isfinite(values).all(1) & np.isfinite(slopes).all((1, 2))
            slopes = np.where(abs(slopes) < _FAINT, 0.0, slopes)
            values, slopes = np.where(usable[:, None], values, 0.0), np.where(usable[:, None, None], slopes, 0.0)
            points = points - np.einsum("nij,nj->ni", np.linalg.pinv(slopes, rcond=_SINGULAR), values)
    values, slopes = float_values(program, points)
    beside = usable & np.isfinite(slopes).all((1, 2)) & (abs(points - start).max(1) <= reach)
    spectra = np.linalg.svd(np.where(beside[:, None, None], slopes, 0.0), compute_uv=False)
    steep = np.maximum(spectra[:, 0], _FAINT)
    singular = beside & (spectra[:, -1] <= _SINGULAR * steep) & (abs(values).max(1) <= 1e-8 * (steep * reach))
    apart = np.unique(np.round(points[singular] / np.maximum(reach[singular].min(initial=1.0), 1e-12)), axis=0)
    return len(apart) >= _ENOUGH


def clusters(low: Array, high: Array) -> list[tuple[Array, Array, Array]]:
    """Boxes that touch, directly or through others, with their hull: (low, high, numbers of the boxes).

    Where there would be too many clusters, boxes are joined over gaps as well.

    Examples
    --------
    >>> found = clusters(np.array([[0.0], [1.0], [3.0]]), np.array([[1.0], [2.0], [4.0]]))
    >>> [(a.tolist(), b.tolist(), rows.tolist()) for a, b, rows in found]
    [([0.0], [2.0], [0, 1]), ([3.0], [4.0], [2])]
    """
    if not len(low):
        return []
    if len(low) > _MOST_BOXES:
        low, high, owners = _coarse(low, high)
        joined = clusters(low, high)
        return [(a, b, np.flatnonzero(np.isin(owners, rows))) for a, b, rows in joined]
    gap = 1e-9 * (high.max(0) - low.min(0))
    while True:
        labels = _labels(low - gap, high + gap)
        names = np.unique(labels)
        if len(names) <= _MOST_CLUSTERS:
            break
        gap = gap * 4 + 1e-9
    members = [np.flatnonzero(labels == name) for name in names]
    return [(low[rows].min(0), high[rows].max(0), rows) for rows in members]


def _coarse(low: Array, high: Array) -> tuple[Array, Array, Array]:
    """Boxes joined with those in the same cell of a grid, and for each old box the number of its new one."""
    first, whole = low.min(0), high.max(0) - low.min(0)
    per_side = int(_MOST_BOXES ** (1 / low.shape[1]))
    cells = np.floor((low - first) / np.maximum(whole, 1e-300) * per_side * 0.999)
    _, owners = np.unique(cells, axis=0, return_inverse=True)
    owners = owners.reshape(-1)
    shape = owners.max() + 1, low.shape[1]
    new_low, new_high = np.full(shape, np.inf), np.full(shape, -np.inf)
    np.minimum.at(new_low, owners, low)
    np.maximum.at(new_high, owners, high)
    return new_low, new_high, owners


def _labels(low: Array, high: Array) -> Array:
    """A number for each box, equal for boxes that are joined."""
    labels = np.full(len(low), -1)
    for seed in range(len(low)):
        if labels[seed] >= 0:
            continue
        labels[seed] = seed
        waiting = [seed]
        while waiting:
            row = waiting.pop()
            touching = (labels < 0) & ((low <= high[row]) & (high >= low[row])).all(1)
            labels[touching] = seed
            waiting.extend(np.flatnonzero(touching).tolist())
    return labels
