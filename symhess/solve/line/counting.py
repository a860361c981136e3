"""All zeros of an analytic function between two ends, by subdivision with proofs on every cell.

A cell has no zero where an enclosure of f leaves zero out; exactly one where f' has one sign and the signs of f at its
ends differ; and a zero c of order k alone where f and its first k-1 derivatives vanish at c and the k-th has one sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from flint import arb, ctx, fmpq
from sympy import Expr, Symbol

from symhess.budget import Deadline
from symhess.exact.expression_enclosure import between, enclosed_function
from symhess.exact.zero_test import is_zero_constant
from symhess.solve.line.ends import End, clear_of, derivatives, end_ball, whole_part
from symhess.solve.line.refining import recognised, refined, sign_at
from symhess.solve.line.zeros import LineZero, Open, exact_zero

__all__ = ["Counted", "count_zeros"]

_BITS: Final = 128
_HIGHEST_ORDER: Final = 7
_MOST_CELLS: Final = 20_000
_SPLITS: Final = (fmpq(127, 256), fmpq(141, 256), fmpq(101, 256))
_WINDOW: Final = fmpq(10)  # searched where it is not known how far out zeros may lie


@dataclass(frozen=True, slots=True)
class Counted:
    """The zeros that were found, the rationals between which nothing is left open, and what is open elsewhere.

    Examples
    --------
    >>> Counted((), fmpq(0), fmpq(1), ()).is_complete
    True
    """

    zeros: tuple[LineZero, ...]
    low: fmpq | None
    high: fmpq | None
    reasons: tuple[Open, ...]

    @property
    def is_complete(self) -> bool:
        """Whether these are all zeros between the ends."""
        return not self.reasons


@dataclass(frozen=True, slots=True)
class _Cell:
    low: fmpq
    high: fmpq
    signs: tuple[int, int]

    @property
    def width(self) -> fmpq:
        return self.high - self.low


def count_zeros(
    expression: Expr,
    variable: Symbol,
    ends: tuple[End, End],
    known: Sequence[Expr],
    deadline: Deadline,
    known_are_all: bool = False,
) -> Counted:
    """All zeros on the open interval, each exact or enclosed.

    Parameters
    ----------
    expression : Expr
        Analytic between the ends.
    variable : Symbol
    ends : tuple of End
    known : sequence of Expr
        Exact numbers that may be zeros.
    deadline : Deadline
    known_are_all : bool
        Whether every zero is one of them.

    Examples
    --------
    >>> from sympy import Integer, exp, log, oo
    >>> x = Symbol("x")
    >>> found = count_zeros(2**x - x**2, x, (-oo, oo), (), Deadline(None))
    >>> found.is_complete, [zero.number.text() for zero in found.zeros]
    (True, ['-0.76666469596212309311', '2', '4'])
    >>> [(z.exact, z.order) for z in count_zeros(exp(x) - exp(1) * x, x, (-oo, oo), (), Deadline(None)).zeros]
    [(1, 2)]
    """
    room = _room(ends)
    low = clear_of(expression, variable, ends[0], 1, room)
    high = clear_of(expression, variable, ends[1], -1, room)
    reasons = () if low is not None and high is not None else (Open.TAIL,)
    start, stop = _window(ends, low, high)
    signs = (sign_at(expression, variable, start), sign_at(expression, variable, stop))
    if start >= stop:
        return Counted((), low, high, reasons)
    if None in signs:
        return Counted((), low, high, (*reasons, Open.CLUSTER))
    search = _Search(expression, variable, known, deadline, known_are_all)
    search.run(_Cell(start, stop, signs))  # type: ignore[arg-type]
    zeros = tuple(sorted(search.found, key=lambda zero: float(zero.ball.mid())))
    return Counted(zeros, low, high, reasons + ((Open.CLUSTER,) if search.is_open else ()))


def _room(ends: tuple[End, End]) -> fmpq | None:
    """A third of the distance between finite ends."""
    if any(isinstance(end, Expr) and end.is_infinite for end in ends):
        return None
    distance = (end_ball(ends[1]) - end_ball(ends[0])) / 3
    return fmpq(whole_part((distance * 2**64).lower()), 2**64)


def _window(ends: tuple[End, End], low: fmpq | None, high: fmpq | None) -> tuple[fmpq, fmpq]:
    """Where to search: between the proved bounds, or in a window where there is none."""
    if low is None:
        low = _inside(ends[0], 1) if high is None else min(_inside(ends[0], 1), high)
    return low, max(_inside(ends[1], -1), low) if high is None else high


def _inside(end: End, side: int) -> fmpq:
    if isinstance(end, Expr) and end.is_infinite:
        return -side * _WINDOW
    near = end_ball(end).mid() + side * arb(2) ** -6
    return fmpq(whole_part(near * 2**40), 2**40)


class _Search:
    """A stack of cells."""

    def __init__(
        self, expression: Expr, variable: Symbol, known: Sequence[Expr], deadline: Deadline, all_known: bool
    ) -> None:
        self.variable, self.deadline, self.all_known = variable, deadline, all_known
        self.known = [exact_zero(value, None) for value in known]
        self.derivatives = derivatives(expression, variable)
        self.expressions: list[Expr] = []
        self.found: list[LineZero] = []
        self.is_open = False

    def expression(self, order: int) -> Expr:
        """The derivative of this order, made when it is asked for."""
        while len(self.expressions) <= order:
            self.expressions.append(next(self.derivatives))
        return self.expressions[order]

    def value(self, order: int, ball: arb) -> arb:
        """Its values on a ball."""
        return enclosed_function(self.expression(order), self.variable)(ball)

    def run(self, whole: _Cell) -> None:
        """Decide cells until none is left."""
        waiting, seen = [whole], 0
        with ctx.workprec(_BITS):
            while waiting:
                self.deadline.check()
                seen += 1
                cell = waiting.pop()
                if self._decide(cell):
                    continue
                halves = self._split(cell) if seen < _MOST_CELLS and self._is_wide(cell) else ()
                waiting += reversed(halves)
                self.is_open = self.is_open or not halves

    def _decide(self, cell: _Cell) -> bool:
        ball = between(cell.low, cell.high)
        if not self.value(0, ball).contains(0):
            return True
        slope = self.value(1, ball)
        if not slope.is_finite():
            return False
        middle = arb(ball.mid())
        if not (self.value(0, middle) + slope * (ball - middle)).contains(0):
            return True
        if slope.contains(0):
            return self._is_narrow(cell) and self._decide_multiple(cell, ball)
        if cell.signs[0] != cell.signs[1]:
            self.found.append(self._simple(cell))
        return True

    def _simple(self, cell: _Cell) -> LineZero:
        ball = refined(self.expression(0), self.variable, cell.low, cell.high)
        known = self._known_in(ball)
        if self.all_known and len(known) == 1:
            return exact_zero(known[0], 1)
        exact = self._exact(ball, 1)
        return LineZero(None, ball, 1) if exact is None else exact_zero(exact, 1)

    def _known_in(self, ball: arb) -> list[Expr]:
        return [zero.exact for zero in self.known if zero.exact is not None and zero.ball.overlaps(ball)]

    def _exact(self, ball: arb, order: int) -> Expr | None:
        """An exact number in the ball at which all derivatives below the order are zero, proved; short ones first."""
        candidates = chain(recognised(ball, self.expression(order - 1)), self._known_in(ball))
        return next((value for value in candidates if self._vanishes(value, order)), None)

    def _vanishes(self, value: Expr, order: int) -> bool:
        parts = (self.expression(k).subs(self.variable, value) for k in range(order))
        return all(is_zero_constant(part) is True for part in parts)

    def _decide_multiple(self, cell: _Cell, ball: arb) -> bool:
        """Look for one zero of order k: the k-th derivative has one sign, the one before changes its own."""
        order = next((k for k in range(2, _HIGHEST_ORDER) if not self.value(k, ball).contains(0)), None)
        if order is None:
            return False
        before = self.expression(order - 1)
        signs = [sign_at(before, self.variable, end) for end in (cell.low, cell.high)]
        if None in signs or signs[0] == signs[1]:
            return False
        centre = refined(before, self.variable, cell.low, cell.high)
        if not self.value(0, centre).contains(0):
            return False
        exact = self._exact(centre, order)
        if exact is not None:
            self.found.append(exact_zero(exact, order))
        return exact is not None

    def _split(self, cell: _Cell) -> tuple[_Cell, ...]:
        """Two parts, cut beside the middle at a number that is no zero."""
        for share in _SPLITS:
            cut = cell.low + cell.width * share
            sign = sign_at(self.expression(0), self.variable, cut)
            if sign is not None:
                return _Cell(cell.low, cut, (cell.signs[0], sign)), _Cell(cut, cell.high, (sign, cell.signs[1]))
        return ()

    def _is_narrow(self, cell: _Cell) -> bool:
        return bool(cell.width * 256 < max(abs(cell.low), abs(cell.high), fmpq(1)))

    def _is_wide(self, cell: _Cell) -> bool:
        return bool(cell.width * 2**80 > max(abs(cell.low), abs(cell.high), fmpq(1)))
