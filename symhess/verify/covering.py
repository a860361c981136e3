"""Covering a box once more: every part is shown to hold no zero, or lies in a box that is done with."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Final, TypeAlias

from flint import arb, arb_mat, ctx
from sympy import Expr

from symhess.exact.enclosing import enclosed_constant
from symhess.transcendence import Box
from symhess.verify.balls import BallFunctions

__all__ = ["first_gap"]

_BITS: Final = 72
_MOST_PARTS: Final = 300_000
_NARROWEST: Final = 2.0**-36
_CUT: Final = 61 / 128

Part: TypeAlias = tuple[tuple[float, float], ...]


def first_gap(
    box: Sequence[tuple[Expr, Expr]],
    done: Sequence[Box],
    values: BallFunctions,
    slopes: BallFunctions,
    terms: BallFunctions,
    numerators: BallFunctions,
) -> list[arb] | None:
    """A part of the box that may hold a zero and lies in no box that is done with; ``None`` where there is none.

    Parameters
    ----------
    values, slopes, terms
        The equations, their Jacobian row by row, and terms that are not negative at a zero.
    numerators
        What vanishes with the equations and has a value at their poles too.

    Examples
    --------
    >>> from flint import fmpq
    >>> from sympy import Integer, Symbol
    >>> x = Symbol("x")
    >>> functions = [BallFunctions(expressions, (x,)) for expressions in ((x**2 - 2,), (2 * x,), (), ())]
    >>> sides = ((Integer(0), Integer(3)),)
    >>> first_gap(sides, [((fmpq(1), fmpq(2)),)], *functions) is None
    True
    >>> [bool(abs(ball - arb(2).sqrt()) < 0.01) for ball in first_gap(sides, [], *functions)]
    [True]
    """
    with ctx.workprec(_BITS):
        waiting = [(_outer(box), [_inner(each) for each in done])]
        looked_at = 0
        while waiting:
            part, near = waiting.pop()
            looked_at += 1
            near = [each for each in near if _touches(each, part)]
            balls = [arb(low).union(arb(high)) for low, high in part]
            if any(_contains(each, part) for each in near) or _excluded(values, terms, numerators, balls):
                continue
            slope = slopes(balls, _BITS)
            if _excluded_by_slopes(values, slope, balls):
                continue
            if looked_at > _MOST_PARTS or max(high - low for low, high in part) < _narrowest(near):
                return balls
            waiting.extend((half, near) for half in _halves(part, slope))
    return None


def _narrowest(near: Sequence[Part]) -> float:
    """How narrow a part may become: boxes that are done with can be narrower still, and it must fit between them."""
    return min((_NARROWEST, *((high - low) / 16 for each in near for low, high in each)))


def _outer(box: Sequence[tuple[Expr, Expr]]) -> Part:
    """The box rounded to floats, outward where they do not hit the ends."""
    return tuple((_beyond(low, -math.inf), _beyond(high, math.inf)) for low, high in box)


def _beyond(end: Expr, side: float) -> float:
    ball = enclosed_constant(end, _BITS)
    if ball is None:
        return side
    number = float(ball.mid())
    while not (arb(number) <= ball if side < 0 else arb(number) >= ball):
        number = math.nextafter(number, side)
    return number


def _inner(box: Box) -> Part:
    """The box rounded to floats, inward."""
    sides = []
    for low, high in box:
        first, last = int(low.p) / int(low.q), int(high.p) / int(high.q)
        if Fraction(first) < Fraction(int(low.p), int(low.q)):
            first = math.nextafter(first, math.inf)
        if Fraction(last) > Fraction(int(high.p), int(high.q)):
            last = math.nextafter(last, -math.inf)
        sides.append((first, last))
    return tuple(sides)


def _touches(each: Part, part: Part) -> bool:
    return all(a <= d and c <= b for (a, b), (c, d) in zip(each, part, strict=True))


def _contains(each: Part, part: Part) -> bool:
    return all(a <= c and d <= b for (a, b), (c, d) in zip(each, part, strict=True))


def _excluded(values: BallFunctions, terms: BallFunctions, numerators: BallFunctions, balls: list[arb]) -> bool:
    found = values(balls, _BITS)
    if not all(value.is_finite() for value in found):
        found += numerators(balls, _BITS)
    return any(value > 0 or value < 0 for value in found) or any(term < 0 for term in terms(balls, _BITS))


def _excluded_by_slopes(values: BallFunctions, slope: list[arb], balls: list[arb]) -> bool:
    """By the mean value form of an equation, or of a combination that nearly separates the variables."""
    middle = [ball.mid() for ball in balls]
    at_middle = values(middle, _BITS)
    if not all(ball.is_finite() for ball in (*slope, *at_middle)):
        return False
    size = len(balls)
    jacobian = arb_mat(size, size, slope)
    steps = arb_mat(size, 1, [ball - m for ball, m in zip(balls, middle, strict=True)])
    column = arb_mat(size, 1, at_middle)
    if _leaves_zero_out(column + jacobian * steps):
        return True
    try:
        inverse = jacobian.mid().inv().mid()
    except ZeroDivisionError:
        return False
    return _leaves_zero_out(inverse * column + (inverse * jacobian) * steps)


def _leaves_zero_out(column: arb_mat) -> bool:
    return any(not ball.contains(0) for ball in column.entries())


def _halves(part: Part, slope: list[arb]) -> tuple[Part, Part]:
    """Cut off the middle, across the variable that moves the equations most."""
    size = len(part)
    weights = [(high - low) for low, high in part]
    if all(ball.is_finite() for ball in slope):
        moved = [[float(abs(slope[i * size + j]).upper()) * weights[j] for j in range(size)] for i in range(size)]
        totals = [sum(row) or 1.0 for row in moved]
        shares = [max(row[j] / total for row, total in zip(moved, totals, strict=True)) for j in range(size)]
        weights = [max(share, 0.01) * weight for share, weight in zip(shares, weights, strict=True)]
    axis = max(range(size), key=weights.__getitem__)
    low, high = part[axis]
    cut = low + _CUT * (high - low)
    below, above = list(part), list(part)
    below[axis], above[axis] = (low, cut), (cut, high)
    return tuple(below), tuple(above)
