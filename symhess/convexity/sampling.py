"""Rational points inside a domain: simple ones first, then ones near its ends and far away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product
from random import Random
from typing import Final

from flint import fmpq
from sympy import Expr, Rational, oo

from symhess.convexity.domain import Domain
from symhess.exact.symbolic import real_number

__all__ = ["Point", "approximated_bounds", "sample_points"]

Point = tuple[fmpq, ...]

_SIMPLE: Final = (*map(fmpq, (0, 1, -1, 2, -2)), fmpq(1, 2), fmpq(-1, 2), fmpq(5), fmpq(-5))
_SHARES: Final = tuple(fmpq(p, q) for p, q in ((1, 2), (1, 4), (3, 4), (1, 16), (15, 16), (1, 256), (255, 256)))
_DISTANCES: Final = tuple(fmpq(p, q) for p, q in ((1, 1), (2, 1), (1, 2), (5, 1), (1, 10), (20, 1), (1, 100)))
_GRID: Final = 49
_SEED: Final = 20240


def sample_points(domain: Domain, most: int) -> Iterator[Point]:
    """At most so many rational points of the domain; always the same ones.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.convexity.domain import domain_of
    >>> [str(point[0]) for point in sample_points(domain_of((x,), (x,)), 3)]
    ['1', '2', '1/2']
    >>> len(list(sample_points(domain_of((x, y), (1 - x**2 - y**2,)), 5)))
    5
    """
    columns = [_places(*bounds) for bounds in domain.bounds]
    seen: set[Point] = set()
    inside = (p for p in _candidates(columns) if p not in seen and not seen.add(p) and domain.holds(p))  # type: ignore[func-returns-value]
    yield from islice(inside, most)


def _candidates(columns: Sequence[Sequence[fmpq]]) -> Iterator[Point]:
    """Diagonals and places beside them, a small grid, then a fixed random choice."""
    for k in range(max(map(len, columns))):
        for shift in (0, 1):
            yield tuple(column[(k + shift * i) % len(column)] for i, column in enumerate(columns))
    yield from islice(product(*columns), _GRID if len(columns) > 1 else None)
    random = Random(_SEED)
    for _ in range(40 * _GRID if len(columns) > 1 else 0):
        yield tuple(random.choice(column) for column in columns)
    for _ in range(10 * _GRID):
        yield tuple(random.choice(column) * fmpq(random.randint(1, 30), 16) for column in columns)


def _places(low: Expr, high: Expr) -> tuple[fmpq, ...]:
    start, end = approximated_bounds(low, high)
    if start is None and end is None:
        return _SIMPLE
    if start is None or end is None:
        origin, side = (end, -1) if start is None else (start, 1)
        return tuple((origin or fmpq(0)) + side * distance for distance in _DISTANCES)
    places = [start + (end - start) * share for share in _SHARES]
    return (fmpq(0), *places) if start < 0 < end else tuple(places)


def approximated_bounds(low: Expr, high: Expr) -> tuple[fmpq | None, fmpq | None]:
    """The ends of an interval to three decimals where they are irrational, ``None`` where they are infinite.

    Examples
    --------
    >>> from sympy import pi
    >>> approximated_bounds(-oo, pi)
    (None, 1571/500)
    """
    return _approximated(low), _approximated(high)


def _approximated(end: Expr) -> fmpq | None:
    """An end, to three decimals where it is irrational: membership is checked afterwards."""
    if end in (oo, -oo):
        return None
    if isinstance(end, Rational):
        return fmpq(int(end.p), int(end.q))
    return fmpq(round(float(real_number(end)) * 1000), 1000)
