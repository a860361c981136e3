"""search: all common zeros of equations in a closed box, each one proved, or the boxes that stay undecided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, Final, TypeAlias

import numpy as np
from flint import arb, fmpq
from sympy import Expr, Symbol

from symhess.budget import Deadline
from symhess.condition import Condition, Relation
from symhess.errors import InputError, TimeLimitReached
from symhess.exact.enclosing import enclosed_constant
from symhess.solve.search.bounds import below, domain_bounds
from symhess.solve.search.contract import narrowed
from symhess.solve.search.front import explore, halves
from symhess.solve.search.membership import Membership
from symhess.solve.search.program import Program, compile_system
from symhess.solve.search.proofs import box_balls, has_no_zero
from symhess.solve.search.roots import Recogniser, box_of, distinct_roots
from symhess.solve.search.settling import Settler
from symhess.solve.search.swarm import clusters, is_swarm
from symhess.transcendence import Box, BoxSearch, UniqueRoot

__all__ = ["Hint", "Searched", "search"]

Array: TypeAlias = Any
Boxes: TypeAlias = tuple[Array, Array]

_MARGIN: Final = 2.0**-24  # of its width the box is widened, so that zeros on faces lie inside
_FINEST: Final = 2.0**-26  # of its width; what is narrower stays open
_ROUNDS: Final = 8  # boxes are cut and searched again where arb does not confirm a zero
_MOST_PROOFS: Final = 4096  # open boxes that are tried in arb


class Hint(Enum):
    """Why boxes stay undecided.

    Examples
    --------
    >>> Hint("swarm").name
    'SWARM'
    """

    SWARM = "swarm"
    TIME_LIMIT = "time-limit"
    SINGULAR = "singular"


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search found.

    Attributes
    ----------
    roots : tuple of UniqueRoot
        All zeros in the closed box that are proved, in ascending order.
    undecided : tuple of Box
        Boxes that may hold further zeros. Outside of them there are none.
    boxes : int
        How many boxes were looked at.
    hint : Hint or None
        Why boxes stay undecided: a swarm around infinitely many zeros, the time limit, or a singular zero or a point
        without smoothness; ``None`` where none is.
    evidence : BoxSearch

    Examples
    --------
    >>> from sympy import sin, S
    >>> from sympy.abc import x
    >>> found = search((sin(x),), (x,), ((S(0), S(3)),), Deadline(5))
    >>> [root.exact for root in found.roots], found.undecided, found.hint
    ([(0,)], (), None)
    """

    roots: tuple[UniqueRoot, ...]
    undecided: tuple[Box, ...]
    boxes: int
    hint: Hint | None
    evidence: BoxSearch


def search(
    equations: Sequence[Expr],
    variables: Sequence[Symbol],
    box: Sequence[tuple[Expr, Expr]],
    deadline: Deadline,
    *,
    conditions: Sequence[Condition] = (),
    nonsmooth: Sequence[tuple[Expr, ...]] = (),
) -> Searched:
    """Find all common zeros of n equations in n variables in a closed box.

    Every zero is proved to exist and to be the only one in its box. Simple exact coordinates are recognised and proved.
    When the deadline passes, what is not finished is undecided.

    Parameters
    ----------
    equations, variables : sequence of length n
    box : sequence of (Expr, Expr)
        Exact ends for each variable.
    deadline : Deadline
    conditions : sequence of Condition
        Zeros count only where they hold.
    nonsmooth : sequence of points
        Exact points where the equations have no value. They are no zeros, and a cube around each is left out where that
        is proved to hold no other zero.

    Raises
    ------
    InputError
        If a low end is not below its high end, or an expression cannot be evaluated.

    Examples
    --------
    >>> from sympy import S, exp
    >>> from sympy.abc import x, y
    >>> square = ((S(-1), S(1)), (S(-1), S(1)))
    >>> found = search((exp(x) * (x**2 + y - 1), y - x), (x, y), square, Deadline(5))
    >>> [root.exact for root in found.roots], found.undecided
    ([(-1/2 + sqrt(5)/2, -1/2 + sqrt(5)/2)], ())
    >>> ring = x**2 + y**2 - S(1) / 4
    >>> search((x * ring, y * ring), (x, y), square, Deadline(5)).hint
    <Hint.SWARM: 'swarm'>
    """
    ends = tuple((_end(low), _end(high)) for low, high in box)
    if not all(low < high for low, high in ends):
        raise InputError("the low end of a box must be below its high end, in every variable")
    terms = [(c.term, c.relation is Relation.POSITIVE) for c in conditions if c.relation is not Relation.NONZERO]
    program = compile_system(equations, variables, terms)
    asked = tuple(variables), tuple(equations), tuple(conditions), tuple((low, high) for low, high in box)
    record = BoxSearch(*asked, (), (), (), (), 0)
    membership = Membership.of(variables, box, conditions)
    recogniser = Recogniser(record.equations, record.variables)
    return _Search(program, record, deadline, tuple(nonsmooth), membership, recogniser).run(ends)


def _end(number: Expr) -> arb:
    ball = enclosed_constant(number, 128)
    if ball is None or not ball.is_finite():
        raise InputError(f"the ends of a box must be real numbers, not {number}")
    return ball


@dataclass(slots=True)
class _Search:
    program: Program
    record: BoxSearch
    deadline: Deadline
    nonsmooth: tuple[tuple[Expr, ...], ...]
    membership: Membership
    recogniser: Recogniser
    hint: Hint | None = None
    boxes: int = 0
    reach: Array | float = 0.0
    found: list[UniqueRoot] = field(default_factory=list)
    roots: list[UniqueRoot] = field(default_factory=list)
    outside: list[UniqueRoot] = field(default_factory=list)
    punctured: list[tuple[tuple[Expr, ...], fmpq]] = field(default_factory=list)
    undecided: list[Box] = field(default_factory=list)

    def run(self, ends: Sequence[tuple[arb, arb]]) -> Searched:
        """Explore the box a little beyond its faces, prove what was found, and settle what was left open."""
        low = np.array([below(end) for end, _ in ends])
        high = np.array([-below(-end) for _, end in ends])
        margin, self.reach = (high - low) * _MARGIN, high - low
        least, most = np.array(domain_bounds(self.record.equations, self.record.variables, self.record.conditions)).T
        low, high = np.maximum(low, least), np.minimum(high, most)
        if not (low <= high).all():
            return self._result()
        front, opened = ((np.maximum(low - margin, least))[None], np.minimum(high + margin, most)[None]), []
        try:
            for _ in range(_ROUNDS):
                if not len(front[0]):
                    break
                explored = explore(self.program, *front, (high - low) * _FINEST, self.deadline, self._is_swarm)
                self.boxes += explored.boxes
                opened.append(explored.open)
                front = self._prove(*explored.unique)
            self._settle(*self._still_open([*opened, front], low, high))
        except TimeLimitReached:
            self.undecided, self.hint = [box_of(low, high)], Hint.TIME_LIMIT
        return self._result()

    def _prove(self, low: Array, high: Array) -> Boxes:
        """Take over the zeros that arb confirms; the boxes in which it does not are cut further."""
        found, failed = distinct_roots(self.program, low, high, self.deadline, self.found, self.reach)
        self.found.extend(found)
        for root in found:
            self._place(self.recogniser.recognised(root))
        return halves(low[failed], high[failed], high[failed] - low[failed])

    def _is_swarm(self, low: Array, high: Array) -> bool:
        if is_swarm(self.program, low, high):
            self.hint = Hint.SWARM
        return self.hint is not None

    def _place(self, root: UniqueRoot) -> None:
        """Where a root belongs: in the box, outside, or among what is undecided."""
        answer = self.membership.contains(root)
        if answer is None:
            self.undecided.append(root.box)
            self.hint = self.hint or Hint.SINGULAR
        else:
            (self.roots if answer else self.outside).append(root)

    def _still_open(self, boxes: Sequence[Boxes], low: Array, high: Array) -> Boxes:
        """What open boxes have in common with the user's box, unless it is excluded after all."""
        lows, highs = (np.concatenate([part[k] for part in boxes]) for k in (0, 1))
        touching = ((lows <= high) & (highs >= low)).all(1)
        lows, highs = np.maximum(lows[touching], low), np.minimum(highs[touching], high)
        left = narrowed(self.program, lows, highs)
        lows, highs = left.low, left.high
        if len(lows) > _MOST_PROOFS:
            return lows, highs
        pairs = zip(lows, highs, strict=True)
        kept = np.array([not has_no_zero(self.program, box_balls(*pair)) for pair in pairs], bool)
        return lows[kept], highs[kept]

    def _settle(self, lows: Array, highs: Array) -> None:
        """Clusters of open boxes: around one exact zero, around a point without smoothness, or undecided."""
        settler = Settler(self.program, self.record.equations, self.record.variables, self.deadline)
        swarm = self.hint is not None
        for low, high, _ in clusters(lows, highs):
            pole = settler.pole(low, high)
            points = self.nonsmooth if pole is None else (*self.nonsmooth, pole)
            holes = ((point, settler.punctured(point, low, high)) for point in points)
            hole = next(((point, radius) for point, radius in holes if radius is not None), None)
            root = settler.degenerate(low, high) if hole is None and not swarm else None
            if hole is not None:
                self.punctured.append(hole)
            elif root is not None:
                self._place(root)
            else:
                self.undecided.append(box_of(low, high))
                late = self.deadline.remaining() <= 0
                self.hint = self.hint or (Hint.TIME_LIMIT if late else Hint.SINGULAR)

    def _result(self) -> Searched:
        roots = tuple(sorted(self.roots, key=lambda root: [float(ball.mid()) for ball in root.enclosures]))
        undecided = tuple(self.undecided)
        evidence = replace(
            self.record,
            roots=roots,
            outside=tuple(self.outside),
            punctured=tuple(self.punctured),
            undecided=undecided,
            boxes=self.boxes,
        )
        return Searched(roots, undecided, self.boxes, self.hint if undecided else None, evidence)
