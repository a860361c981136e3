"""Families of whole turns that lie evenly spaced, put together: π/2 + 2π·n and −π/2 + 2π·n are π/2 + π·n."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sympy import Expr, Integer, Rational, Symbol, expand, pi
from sympy.logic.boolalg import true

from symhess.solve.transcendental.task import Solution

__all__ = ["merged"]

_SHARES: Final = tuple(Rational(1, k) for k in (8, 6, 4, 3, 2, 1))  # of a turn

_Place = tuple[Expr, Expr]


@dataclass(frozen=True, slots=True, eq=False)
class _Turning:
    """A family whose coordinates turn one by one: for each its part of π, below one turn, and what else there is of it.

    ``turns`` are the parts of π that the integers bring; 0 for constant coordinates, whose part is all of them.
    """

    solution: Solution
    places: tuple[_Place, ...]
    turns: tuple[Rational, ...]
    integers: tuple[Symbol | None, ...]

    @property
    def rest(self) -> tuple[object, ...]:
        """What families must have in common to be put together."""
        pairs = zip(self.places, self.turns, strict=True)
        return tuple((rest if turn else place, turn) for (place, rest), turn in pairs)


def merged(variables: Sequence[Symbol], solutions: Sequence[Solution]) -> tuple[Solution, ...]:
    """The same points by fewer families; other solutions as they are.

    Examples
    --------
    >>> from sympy.abc import x
    >>> n, m = Symbol("n", integer=True), Symbol("m", integer=True)
    >>> crests, troughs = Solution({x: pi / 2 + 2 * pi * n}, (n,)), Solution({x: 2 * pi * m - pi / 2}, (m,))
    >>> [family.at[x] for family in merged((x,), (crests, troughs))]
    [pi*n + pi/2]
    """
    kept: list[Solution] = []
    groups: dict[tuple[object, ...], list[_Turning]] = {}
    for solution in solutions:
        turning = _turning(variables, solution)
        if turning is None:
            kept.append(solution)
        else:
            groups.setdefault(turning.rest, []).append(turning)
    return (*kept, *(family for group in groups.values() for family in _joined(variables, group)))


def _turning(variables: Sequence[Symbol], solution: Solution) -> _Turning | None:
    if not solution.parameters or solution.condition != true or solution.enclosed:
        return None
    places, turns, integers = [], [], []
    for variable in variables:
        place = expand(solution.at[variable])
        used = [p for p in solution.parameters if p in place.free_symbols]
        turn = abs(place.coeff(used[0]) / pi) if used else Integer(0)
        if len(used) > 1 or (used and used[0] in integers) or not isinstance(turn, Rational):
            return None
        start = place.subs(used[0], 0) if used else place
        share = start.coeff(pi) if used else Integer(0)
        if not isinstance(share, Rational):
            return None
        places.append((share % turn, expand(start - share * pi)) if used else (place, Integer(0)))
        turns.append(turn)
        integers.append(used[0] if used else None)
    return _Turning(solution, tuple(places), tuple(turns), tuple(integers))


def _joined(variables: Sequence[Symbol], group: Sequence[_Turning]) -> list[Solution]:
    """Families of one shape, by the finest steps under which their starts are closed."""
    first = group[0]
    starts = {tuple(place[0] for place in turning.places) for turning in group}
    steps = [
        next(turn * s for s in _SHARES if _is_closed(starts, k, turn * s, turn)) if turn else None
        for k, turn in enumerate(first.turns)
    ]
    reduced = {
        tuple(p if step is None else _centred(p % step, step) for p, step in zip(start, steps, strict=True))
        for start in starts
    }
    families = []
    for start in sorted(reduced, key=lambda place: [float(p) for p in place]):
        at = {
            variable: place if step is None else step * pi * integer + place * pi + rest
            for variable, place, step, integer, (_, rest) in zip(
                variables, start, steps, first.integers, first.places, strict=True
            )
        }
        families.append(Solution(at, first.solution.parameters))
    return families


def _centred(place: Expr, step: Expr) -> Expr:
    """A start in (−1, 1] where the step is a whole turn, otherwise the least positive one."""
    return place - step if step == 2 and place > 1 else place


def _is_closed(starts: set[tuple[Expr, ...]], number: int, step: Expr, turn: Expr) -> bool:
    """Whether a step in one coordinate leads from every start to a start."""
    return all((*s[:number], (s[number] + step) % turn, *s[number + 1 :]) in starts for s in starts)
