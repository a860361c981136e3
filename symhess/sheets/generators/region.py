"""Absolute extrema of quadratic functions on rectangles and triangles, every candidate nice.

The critical point inside is chosen; on an edge f is a quadratic function of one variable, whose vertex must be nice
where it lies on the edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from typing import Final, NamedTuple, TypeAlias

from sympy import Expr, Integer, Rational, Symbol

from symhess.condition import Condition, Relation
from symhess.sheets.generators.drafts import Draft, Foreseen, written
from symhess.sheets.generators.family import Family, choices, union
from symhess.sheets.generators.options import Generator, Option
from symhess.sheets.generators.profiles import is_nice
from symhess.sheets.problem import Asks, Problem

__all__ = ["REGION"]

_X, _Y = Symbol("x"), Symbol("y")
_ENOUGH: Final = 60_000
_CONSTANTS: Final = tuple(range(-3, 4))
_LARGEST: Final = 24
Corner: TypeAlias = tuple[int, int]
Corners: TypeAlias = tuple[Corner, ...]
Quadratic: TypeAlias = tuple[int, int, int, int, int]
"""The coefficients of x², x y, y², x, y."""


class _Found(NamedTuple):
    """A quadratic function on a polygon, with its critical point inside in halves."""

    function: Quadratic
    corners: Corners
    inside: Corner


def _family(shape: str) -> Family[Draft]:
    shapes = ("rectangle", "triangle") if shape == "any" else (shape,)
    return union([choices([_found(name), _CONSTANTS], _draft) for name in shapes], _ENOUGH)


def _draft(found: _Found, constant: int) -> Draft:
    monomials = (_X**2, _X * _Y, _Y**2, _X, _Y)
    terms = [*(c * m for c, m in zip(found.function, monomials, strict=True)), Integer(constant)]
    region = tuple(Condition(term, Relation.NONNEGATIVE) for term in _sides(found.corners))
    points = tuple(Foreseen(at, None) for at in _candidates(found))
    return Draft(Problem(Asks.REGION, written(terms, (_X, _Y)), region=region), points)


def _candidates(found: _Found) -> Iterator[tuple[Expr, Expr]]:
    """The critical point inside, the vertices on the edges, the corners."""
    yield Rational(found.inside[0], 2), Rational(found.inside[1], 2)
    for start, end in _edges(found.corners):
        slope, bend = _along(found.function, start, end)
        t = Rational(-slope, 2 * bend)
        if 0 < t < 1:
            yield start[0] + t * (end[0] - start[0]), start[1] + t * (end[1] - start[1])
        yield Integer(start[0]), Integer(start[1])


def _edges(corners: Corners) -> Iterator[tuple[Corner, Corner]]:
    yield from zip(corners, corners[1:] + corners[:1], strict=True)


def _along(function: Quadratic, start: Corner, end: Corner) -> tuple[int, int]:
    """Slope and bend of f(start + t (end − start)) = f(start) + slope·t + bend·t²."""
    (a, b, c, d, e), (x, y), u, v = function, start, end[0] - start[0], end[1] - start[1]
    slope = u * (2 * a * x + b * y + d) + v * (b * x + 2 * c * y + e)
    return slope, a * u * u + b * u * v + c * v * v


def _sides(corners: Corners) -> Iterator[Expr]:
    """The terms that are not negative on the polygon."""
    (left, low), (right, _), (_, high), *fourth = corners
    if fourth:
        yield from (_X - left, right - _X, _Y - low, high - _Y)
    else:
        slope = Rational(right - left, high - low)
        p, q = slope.p, slope.q
        yield from (_X - left, _Y - low, q * right + p * low - q * _X - p * _Y)


@cache
def _found(shape: str) -> Sequence[_Found]:
    return list(_rectangles() if shape == "rectangle" else _triangles())


def _rectangles() -> Iterator[_Found]:
    for left, width, height in product((0, -1), (2, 3, 4), (2, 3, 4)):
        yield from _on(((left, 0), (left + width, 0), (left + width, height), (left, height)))


def _triangles() -> Iterator[_Found]:
    for left, width, height in product((0, -1), (2, 3, 4, 6), (2, 3, 4, 6)):
        yield from _on(((left, 0), (left + width, 0), (left, height)))


def _on(corners: Corners) -> Iterator[_Found]:
    """The functions on one polygon, by their critical point inside."""
    inside = list(_inside(corners))
    for a, b, c, (x, y) in product((1, -1, 2, -2), range(-2, 3), (1, -1, 2, -2), inside):
        if b * x % 2 or b * y % 2 or b**2 == 4 * a * c:
            continue
        function = a, b, c, -a * x - b * y // 2, -b * x // 2 - c * y
        if max(map(abs, function)) <= _LARGEST and all(_is_nice_edge(function, *edge) for edge in _edges(corners)):
            yield _Found(function, corners, (x, y))


def _inside(corners: Corners) -> Iterator[Corner]:
    """The points with half-integral coordinates inside, in halves."""
    (left, low), (right, _), (_, high), *fourth = corners
    for x, y in product(range(2 * left + 1, 2 * right), range(2 * low + 1, 2 * high)):
        across = (x - 2 * left) * (high - low) + (y - 2 * low) * (right - left)
        if fourth or across < 2 * (right - left) * (high - low):
            yield x, y


def _is_nice_edge(function: Quadratic, start: Corner, end: Corner) -> bool:
    """Whether the vertex is outside the edge, or inside and nice with its value; not at a corner."""
    slope, bend = _along(function, start, end)
    if bend < 0:
        slope, bend = -slope, -bend
    if bend == 0 or slope in (0, -2 * bend):
        return False
    if not 0 < -slope < 2 * bend:
        return True
    lengths = (end[0] - start[0], end[1] - start[1])
    return is_nice(slope**2, 4 * bend) and all(is_nice(slope * length, 2 * bend) for length in lengths)


REGION: Final = Generator(
    "region",
    "Find the absolute extrema of f on a closed rectangle or triangle.",
    {"shape": Option(("any", "rectangle", "triangle"), "the region")},
    _family,
)
