"""Which part of the plane a picture shows: all that matters with a margin, and nothing where f has no values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import Final

from symhess.render.figure.data import Place, Span, places

__all__ = ["around", "curve_extent", "main_cluster", "narrowed", "trimmed"]

_LONE_HALF_WIDTH: Final = 2.0
_MARGIN: Final = 0.3
_NARROWEST: Final = 0.6  # no axis shows less than this part of the widest one
_FAR: Final = 12.0  # a point so many times further out than the ones before it would make these a single dot
_WIDER: Final = (1.0, 2.0, 4.0)  # windows in which a curve may turn out to be closed
_INNER, _NEARLY_ALL, _HALVINGS = 0.25, 0.95, 12
_CELLS: Final = 32  # along each axis, to see where f has values


def around(anchors: Sequence[Place], dimension: int) -> tuple[Span, ...]:
    """Choose the range of every axis: around the anchors with a margin, or around the origin without any.

    Examples
    --------
    >>> around((), 2)
    ((-2.0, 2.0), (-2.0, 2.0))
    >>> around(((0.0,), (10.0,)), 1)
    ((-3.0, 13.0),)
    """
    columns = [[at[k] for at in anchors] or [0.0] for k in range(dimension)]
    widest = max(max(column) - min(column) for column in columns)
    spans = []
    for column in columns:
        extent = max(column) - min(column)
        half = max(extent, _NARROWEST * widest) / 2 + _MARGIN * widest if widest else _LONE_HALF_WIDTH
        middle = (max(column) + min(column)) / 2
        spans.append((middle - half, middle + half))
    return tuple(spans)


def main_cluster(anchors: Sequence[Place]) -> list[Place]:
    """Leave out what lies so far away that the others could not be told apart beside it; half of them at most.

    Examples
    --------
    >>> main_cluster([(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (500.0, 0.0)])
    [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]
    >>> main_cluster([(0.0,), (500.0,)])
    [(0.0,), (500.0,)]
    """
    if len(anchors) < 3:
        return list(anchors)
    centre = [median(column) for column in zip(*anchors, strict=True)]
    distances = [max(abs(a - c) for a, c in zip(at, centre, strict=True)) for at in anchors]
    ordered = sorted(distances)
    half = (len(ordered) + 1) // 2
    jumps = (near for near, far in zip(ordered[half - 1 :], ordered[half:], strict=False) if far > _FAR * near > 0)
    reach = next(jumps, ordered[-1])
    return [at for at, distance in zip(anchors, distances, strict=True) if distance <= reach]


def trimmed(spans: Sequence[Span], f: Callable[..., float], anchors: Sequence[Place]) -> tuple[Span, ...]:
    """Cut off the sides of a window where f has no value, but none of the anchors.

    Examples
    --------
    >>> from math import log
    >>> (low, high), = trimmed(((-2.0, 2.0),), lambda x: log(x) if x > 0 else float("nan"), [(1.0,)])
    >>> -0.5 < low < 0, high
    (True, 2.0)
    """
    axes = [places(span, _CELLS) for span in spans]
    seen = [at for at in _product(axes) if f(*at) == f(*at)]
    if not seen:
        return tuple(spans)
    kept = []
    for k, (low, high) in enumerate(spans):
        cell = (high - low) / _CELLS
        column = [at[k] for at in (*seen, *anchors)]
        kept.append((max(low, min(column) - 2 * cell), min(high, max(column) + 2 * cell)))
    return tuple(kept)


def narrowed(spans: Sequence[Span], f: Callable[..., float], at: Place) -> tuple[Span, ...]:
    """Come nearer to a lone point as long as nearly all that happens does so close to it.

    Examples
    --------
    >>> from math import exp
    >>> narrowed(((-2.0, 2.0),), lambda x: exp(-1000 * x * x), (0.0,))
    ((-0.125, 0.125),)
    >>> narrowed(((-2.0, 2.0),), lambda x: x * x, (0.0,))
    ((-2.0, 2.0),)
    """
    for _ in range(_HALVINGS):
        far, near = ([f(*place) - f(*at) for place in _ring(at, spans, part)] for part in (1.0, _INNER))
        if not all(abs(inner) > _NEARLY_ALL * abs(outer) for inner, outer in zip(near, far, strict=True)):
            break
        spans = [(a - (a - low) / 2, a + (high - a) / 2) for a, (low, high) in zip(at, spans, strict=True)]
    return tuple(spans)


def _ring(at: Place, spans: Sequence[Span], part: float) -> Iterator[Place]:
    """Places on the axes through a point, on both sides."""
    for k, (low, high) in enumerate(spans):
        for end in (low, high):
            yield (*at[:k], at[k] + part * (end - at[k]), *at[k + 1 :])


def curve_extent(equation: Callable[..., float], holds: Callable[..., bool], spans: Sequence[Span]) -> list[Place]:
    """Corners of the box around a closed curve of the plane, which may reach beyond the window; none if it is open.

    Examples
    --------
    >>> ellipse = curve_extent(lambda x, y: x * x + 9 * y * y - 9, lambda x, y: True, ((-1.6, 1.6), (-1.6, 1.6)))
    >>> [tuple(map(round, corner)) for corner in ellipse]
    [(-3, -1), (3, 1)]
    >>> curve_extent(lambda x, y: y - x * x, lambda x, y: True, ((-1.0, 1.0), (-1.0, 1.0)))
    []
    """
    for factor in _WIDER:
        middles = [(low + high) / 2 for low, high in spans]
        wider = [
            (middle - factor * (high - low) / 2, middle + factor * (high - low) / 2)
            for middle, (low, high) in zip(middles, spans, strict=True)
        ]
        crossed = list(_crossed(equation, holds, wider))
        columns = list(zip(*crossed, strict=True))
        cells = [(high - low) / (2 * _CELLS) for low, high in wider]
        if crossed and all(
            min(column) > low + cell and max(column) < high - cell
            for column, (low, high), cell in zip(columns, wider, cells, strict=True)
        ):
            return [tuple(map(min, columns)), tuple(map(max, columns))]
    return []


def _crossed(equation: Callable[..., float], holds: Callable[..., bool], spans: Sequence[Span]) -> Iterator[Place]:
    """Middles of the cells on whose lower or left side the sign changes."""
    xs, ys = (places(span, 2 * _CELLS) for span in spans)
    signs = [[equation(x, y) > 0 for x in xs] for y in ys]
    for j, y in enumerate(ys[:-1]):
        for i, x in enumerate(xs[:-1]):
            if (signs[j][i] != signs[j][i + 1] or signs[j][i] != signs[j + 1][i]) and holds(x, y):
                yield (x + xs[i + 1]) / 2, (y + ys[j + 1]) / 2


def _product(axes: Sequence[Sequence[float]]) -> Iterator[Place]:
    if len(axes) == 1:
        yield from ((x,) for x in axes[0])
    else:
        yield from ((x, y) for x in axes[0] for y in axes[1])
