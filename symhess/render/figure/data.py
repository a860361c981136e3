"""What a picture shows: the window around the points, the values of f in it, and the levels to draw.

Floating point is good enough here: a picture decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import nan
from typing import TypeAlias

from sympy import Expr, Symbol, lambdify

from symhess.study import ClassifiedPoint, Study
from symhess.verdict import Kind

__all__ = [
    "Grid",
    "Marked",
    "Span",
    "curve",
    "evaluator",
    "grid",
    "levels",
    "marked_points",
    "quantile",
    "saddle_levels",
    "window",
]

_LONE_HALF_WIDTH = 2.0
_MARGIN = 0.3
_NARROWEST = 0.4  # no axis shows less than this part of the widest one
_REACH = 1e6  # points further out than this are not drawn: nothing else could be seen beside them
_LARGEST = 1e100  # matplotlib cannot draw levels near the end of the floats
_SAME_LEVEL = 1e-6

Span: TypeAlias = tuple[float, float]
Grid: TypeAlias = tuple[list[float], list[float], list[list[float]]]


@dataclass(frozen=True, slots=True)
class Marked:
    """A critical point to be drawn.

    Examples
    --------
    >>> Marked((1.0, 0.0), -1.0, Kind.SADDLE).value
    -1.0
    """

    at: tuple[float, ...]
    value: float
    kind: Kind


def marked_points(study: Study) -> tuple[Marked, ...]:
    """Find the points that fit into a picture.

    Examples
    --------
    >>> marked_points.__name__  # a study is needed: see the tests
    'marked_points'
    """
    found = []
    candidates = () if study.constraint_study is None else study.constraint_study.candidates
    singular = (ClassifiedPoint(c.point, c.verdict) for c in candidates if not c.is_regular)
    for classified in (*study.points, *study.nonsmooth_points, *singular):
        at = tuple(float(c) for c in classified.point.coordinates)
        value = float(classified.point.value)
        if all(abs(c) <= _REACH for c in at) and abs(value) <= _LARGEST:
            found.append(Marked(at, value, classified.verdict.kind))
    return tuple(found)


def window(points: Sequence[Marked], dimension: int) -> tuple[Span, ...]:
    """Choose the range of every axis: around the points with a margin, or around the origin without any.

    Examples
    --------
    >>> window((), 2)
    ((-2.0, 2.0), (-2.0, 2.0))
    >>> window((Marked((0.0,), 0.0, Kind.MINIMUM), Marked((10.0,), 0.0, Kind.MINIMUM)), 1)
    ((-3.0, 13.0),)
    """
    columns = [[p.at[k] for p in points] or [0.0] for k in range(dimension)]
    widest = max(max(column) - min(column) for column in columns)
    if widest == 0:
        half_widths = [_LONE_HALF_WIDTH] * dimension
    else:
        half_widths = [max(max(c) - min(c), _NARROWEST * widest) / 2 + _MARGIN * widest for c in columns]
    spans = []
    for column, half in zip(columns, half_widths, strict=True):
        middle = (max(column) + min(column)) / 2
        spans.append((middle - half, middle + half))
    return tuple(spans)


def evaluator(expression: Expr, variables: Sequence[Symbol]) -> Callable[..., float]:
    """Compile an expression to a function of floats that is nan where there is no real value.

    Examples
    --------
    >>> from sympy.abc import x
    >>> evaluator(1 / x, (x,))(2.0), evaluator(1 / x, (x,))(0.0)
    (0.5, nan)
    """
    compiled = lambdify(variables, expression, modules="math", cse=True, dummify=True)

    def value(*at: float) -> float:
        try:
            found = float(compiled(*at))
        except (ArithmeticError, ValueError, TypeError):
            return nan
        return found if abs(found) <= _LARGEST else nan

    return value


def curve(f: Callable[..., float], span: Span, steps: int) -> tuple[list[float], list[float]]:
    """Tabulate a function of one variable: the places, then the values.

    Examples
    --------
    >>> curve(lambda x: 2 * x, (0.0, 1.0), 2)
    ([0.0, 0.5, 1.0], [0.0, 1.0, 2.0])
    """
    xs = _places(span, steps)
    return xs, [f(x) for x in xs]


def grid(f: Callable[..., float], spans: Sequence[Span], steps: int) -> Grid:
    """Tabulate a function of two variables: the places on each axis, then the values, one row for each y.

    Examples
    --------
    >>> grid(lambda x, y: x + 10 * y, ((0.0, 1.0), (0.0, 1.0)), 1)
    ([0.0, 1.0], [0.0, 1.0], [[0.0, 1.0], [10.0, 11.0]])
    """
    xs, ys = (_places(span, steps) for span in spans)
    return xs, ys, [[f(x, y) for x in xs] for y in ys]


def _places(span: Span, steps: int) -> list[float]:
    low, high = span
    return [low + (high - low) * k / steps for k in range(steps + 1)]


def quantile(values: Sequence[float], part: float) -> float:
    """Read off a quantile of sorted values.

    Examples
    --------
    >>> quantile([1.0, 2.0, 4.0], 0.5), quantile([1.0, 2.0, 4.0], 0.75)
    (2.0, 3.0)
    """
    place = part * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (place - below)


def levels(rows: Sequence[Sequence[float]], count: int) -> list[float]:
    """Choose ascending levels so that each band covers the same area: steep functions stay readable.

    Examples
    --------
    >>> levels([[0.0, 1.0, 4.0], [9.0, 16.0, 1e9]], 2)
    [0.0, 4.0, 16.0]
    """
    values = sorted(v for row in rows for v in row if v == v)
    if not values or values[0] == values[-1]:
        return []
    chosen = [quantile(values, k / (count + 0.5)) for k in range(count + 1)]
    gap = _SAME_LEVEL * (chosen[-1] - chosen[0])
    return chosen[:1] + [high for low, high in pairwise(chosen) if high - low > gap]


def saddle_levels(points: Sequence[Marked], most: int = 6) -> list[float]:
    """List the distinct values at saddles, ascending; none when there are too many to be told apart.

    Examples
    --------
    >>> saddle_levels([Marked((0.0, 1.0), 2.0, Kind.SADDLE), Marked((0.0, -1.0), 2.0, Kind.SADDLE)])
    [2.0]
    """
    values = sorted(p.value for p in points if p.kind is Kind.SADDLE)
    if not values:
        return []
    gap = _SAME_LEVEL * max(1.0, values[-1] - values[0])
    distinct = values[:1] + [high for low, high in pairwise(values) if high - low > gap]
    return distinct if len(distinct) <= most else []
