"""The members of families that lie in a box."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Final

from sympy import Expr, Integer, Matrix, Symbol, expand
from sympy.logic.boolalg import true

from symhess.solve.transcendental.task import Solution

__all__ = ["members_in"]

_MOST: Final = 200_000

Box = Sequence[tuple[Expr, Expr]]


def members_in(solution: Solution, variables: Sequence[Symbol], box: Box) -> Iterator[Solution] | None:
    """The members of a family near a box, which are all that lie in it; ``None`` where they cannot be numbered.

    Examples
    --------
    >>> from sympy import pi
    >>> from sympy.abc import x
    >>> n = Symbol("n", integer=True)
    >>> members = members_in(Solution({x: pi * n}, (n,)), (x,), ((Integer(2), Integer(7)),))
    >>> [member.at[x] for member in members if 2 < member.at[x] < 7]
    [pi, 2*pi]
    """
    if not solution.parameters:
        return iter((solution,))
    ranges = _ranges(solution, variables, box)
    if ranges is None:
        return None
    return _members(solution, ranges)


def _members(solution: Solution, ranges: Sequence[range]) -> Iterator[Solution]:
    for values in product(*ranges):
        put = {p: Integer(value) for p, value in zip(solution.parameters, values, strict=True)}
        if solution.condition.subs(put) == true:
            at: Mapping[Symbol, Expr] = {u: e.subs(put) for u, e in solution.at.items()}
            yield replace(solution, at=at, parameters=(), condition=true)


def _ranges(solution: Solution, variables: Sequence[Symbol], box: Box) -> list[range] | None:
    """For every integer a range that is surely wide enough, by solving for the integers."""
    coordinates = [expand(solution.at[v]) for v in variables]
    slopes = Matrix([[c.diff(p) for p in solution.parameters] for c in coordinates])
    if slopes.free_symbols:
        return None
    rows = list(slopes.T.rref()[1])
    if len(rows) < len(solution.parameters):
        return None
    inverse = slopes[rows, :].inv()
    starts = [coordinates[r].subs(dict.fromkeys(solution.parameters, 0)) for r in rows]
    if any(start.free_symbols for start in starts):
        return None
    ends = [[float(end - start) for end in box[r]] for r, start in zip(rows, starts, strict=True)]
    ranges = []
    for k in range(len(rows)):
        reach = [sorted(float(inverse[k, j]) * end for end in ends[j]) for j in range(len(rows))]
        low, high = sum(r[0] for r in reach), sum(r[1] for r in reach)
        ranges.append(range(int(low) - 2, int(high) + 3))
    total = 1
    for one in ranges:
        total *= len(one)
    return ranges if total <= _MOST else None
