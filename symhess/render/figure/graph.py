"""The graph of a function of one variable as unbroken pieces: poles and jumps part it, and it ends where f does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from symhess.render.figure.data import Span, places, quantile

__all__ = ["End", "Graph", "graph_of", "heights"]

_STEPS: Final = 480
_HALVINGS: Final = 44
_JUMP: Final = 0.35  # of the height of the picture; a smaller change between two places is not looked into
_STILL: Final = 0.6  # a change that keeps this part of itself over all halvings is a jump

_NEAR: Final = 1e-5  # relative
_DIGITS: Final = 6

Function: TypeAlias = Callable[..., float]
Spot: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class End:
    """Where a piece ends within the picture at a finite height: ``closed`` if f has that value there.

    Examples
    --------
    >>> End(0.0, 1.0, closed=False).closed
    False
    """

    x: float
    value: float
    closed: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """Pieces of (x, value) pairs, their ends, and the poles between them.

    Examples
    --------
    >>> Graph((((0.0, 0.0), (1.0, 1.0)),), (), ()).poles
    ()
    """

    pieces: tuple[tuple[Spot, ...], ...]
    ends: tuple[End, ...]
    poles: tuple[float, ...]


def heights(values: Sequence[float], marked: Sequence[float]) -> Span:
    """Choose the vertical range: around the marked points, with as much of the graph as leaves them visible.

    Examples
    --------
    >>> low, high = heights([k * 1.0 for k in range(101)], [0.0])
    >>> low < 0, high
    (True, 110.8)
    """
    known = sorted(value for value in values if value == value) or [0.0]
    around = [*marked, quantile(known, 0.04), quantile(known, 0.9)]
    low, high = min(around), max(around)
    room = 0.12 * (high - low) or 1.0
    # what lies just beyond is worth the room that it takes
    if known[-1] - high < 2 * room:
        high = max(high, known[-1])
    if low - known[0] < 2 * room:
        low = min(low, known[0])
    return low - room, high + room


def graph_of(f: Function, span: Span, marked: Sequence[float]) -> tuple[Graph, Span]:
    """Follow the graph over a span, through the marked places exactly; return it with the vertical range.

    Examples
    --------
    >>> graph, _ = graph_of(lambda x: 1 / x if x else float("nan"), (-1.0, 1.0), ())
    >>> len(graph.pieces), [abs(pole) < 1e-9 for pole in graph.poles]
    (2, [True])
    """
    xs = sorted({*places(span, _STEPS), *(x for x in marked if span[0] <= x <= span[1])})
    table = [(x, f(x)) for x in xs]
    shown = heights([value for _, value in table], [value for x, value in table if x in marked])
    pieces: list[list[Spot]] = [[]]
    partings: list[Spot] = []
    for before, after in pairwise(table):
        if _is_known(before):
            pieces[-1].append(before)
        sides = _parting(f, before, after, _JUMP * (shown[1] - shown[0]))
        partings += filter(_is_known, sides)
        pieces[-1] += filter(_is_known, sides[:1])
        pieces += [list(filter(_is_known, sides[1:]))] if sides else []
    pieces[-1] += filter(_is_known, table[-1:])
    drawn = tuple(tuple(piece) for piece in pieces if len(piece) > 1)
    return Graph(drawn, tuple(_ends(f, partings, shown)), tuple(_poles(partings, shown))), shown


def _is_known(spot: Spot) -> bool:
    return spot[1] == spot[1]


def _parting(f: Function, before: Spot, after: Spot, least: float) -> tuple[Spot, ...]:
    """The two sides of a gap or jump between neighbouring spots, as near as floats allow; empty if there is none."""
    if _is_known(before) != _is_known(after):
        return _narrowed(f, before, after, lambda middle: _is_known(middle) == _is_known(before))
    change = abs(after[1] - before[1])
    if not change > least:
        return ()

    left, right = before, after
    for _ in range(_HALVINGS):
        x = (left[0] + right[0]) / 2
        middle = (x, f(x))
        if not _is_known(middle):
            step = _NEAR * (right[0] - left[0])
            return (x - step, f(x - step)), (x + step, f(x + step))
        rises_more_right = abs(right[1] - middle[1]) > abs(middle[1] - left[1])
        left, right = (middle, right) if rises_more_right else (left, middle)
    return (left, right) if abs(right[1] - left[1]) > _STILL * change else ()


def _narrowed(f: Function, left: Spot, right: Spot, is_like_left: Callable[[Spot], bool]) -> tuple[Spot, Spot]:
    for _ in range(_HALVINGS):
        x = (left[0] + right[0]) / 2
        middle = (x, f(x))
        left, right = (middle, right) if is_like_left(middle) else (left, middle)
    return left, right


def _reaches(spot: Spot, shown: Span) -> bool:
    """Whether the value is in the picture or so near that it is no sign of a pole."""
    height = shown[1] - shown[0]
    return shown[0] - height <= spot[1] <= shown[1] + height


def _ends(f: Function, partings: Sequence[Spot], shown: Span) -> Iterator[End]:
    """Ends at a finite height, where rounding leaves no doubt whether f has a value there."""
    for x, value in partings:
        exact = round(x, _DIGITS)
        if _reaches((x, value), shown) and abs(x - exact) < 10.0 ** (-2 * _DIGITS) * max(1.0, abs(x)):
            there = f(exact)
            closed = abs(there - value) <= _NEAR * (shown[1] - shown[0])
            yield End(exact, there if closed else value, closed)


def _poles(partings: Sequence[Spot], shown: Span) -> Iterator[float]:
    found: list[float] = []
    for spot in partings:
        if not _reaches(spot, shown) and not any(abs(spot[0] - x) < _NEAR * max(1.0, abs(x)) for x in found):
            found.append(spot[0])
    yield from found
