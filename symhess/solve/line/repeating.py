"""Families: zeros that repeat with a period, in as few families as possible and within the ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from flint import arb, ctx
from sympy import Expr, Ge, Integer, Le, Rational, Symbol, expand
from sympy.logic.boolalg import And, Boolean, true

from symhess.exact.enclosing import enclosed_constant
from symhess.exact.zero_test import is_zero_constant
from symhess.solve.line.ends import End, end_ball, whole_part
from symhess.solve.line.zeros import BITS, ZeroFamily

__all__ = ["families", "parameter_for"]


def parameter_for(variable: Symbol) -> Symbol:
    """A letter for an integer that is not the variable's own.

    Examples
    --------
    >>> parameter_for(Symbol("x")), parameter_for(Symbol("n"))
    (n, m)
    """
    return Symbol("n") if variable.name != "n" else Symbol("m")


def families(
    offsets: Sequence[tuple[Expr, int | None]], period: Expr, ends: tuple[End, End], parameter: Symbol
) -> tuple[ZeroFamily, ...] | None:
    """All shifts of the offsets, as families; ``None`` where it is not decided which of them lie between the ends.

    Parameters
    ----------
    offsets : sequence of (Expr, int or None)
        Zeros of one period with their orders.
    period : Expr
    ends : tuple of End
        Numbers, or ±oo.
    parameter : Symbol

    Examples
    --------
    >>> from sympy import oo, pi
    >>> n = Symbol("n")
    >>> [family.at for family in families([(Integer(0), 1), (pi, 1)], 2 * pi, (-oo, oo), n)]
    [pi*n]
    >>> [family.condition for family in families([(pi / 2, 1)], 2 * pi, (Integer(0), oo), n)]
    [n >= 0]
    """
    found = []
    for offset, order, step in _merged(offsets, period):
        condition = _within(offset, step, ends, parameter)
        if condition is None:
            return None
        found.append(ZeroFamily(expand(offset + step * parameter), parameter, order, condition))
    return tuple(found)


def _merged(offsets: Sequence[tuple[Expr, int | None]], period: Expr) -> list[tuple[Expr, int | None, Expr]]:
    """Offsets of one order whose differences are equal parts of the period become one."""
    found: list[tuple[Expr, int | None, Expr]] = []
    waiting = sorted(offsets, key=lambda pair: abs(float(pair[0])))
    while waiting:
        first, order = waiting[0]
        shares = {_share(other - first, period): other for other, same in waiting if same == order}
        parts = next(k for k in count(len(shares), -1) if all(Rational(j, k) in shares for j in range(k)))
        used = {shares[Rational(j, parts)] for j in range(parts)}
        waiting = [pair for pair in waiting if pair[0] not in used]
        found.append((first, order, period / parts))
    return sorted(found, key=lambda family: float(family[0]))


def _share(difference: Expr, period: Expr) -> Rational | None:
    """The difference as a fraction of the period, modulo 1."""
    share = expand(difference / period)
    return share % 1 if share.is_Rational else None


def _within(offset: Expr, step: Expr, ends: tuple[End, End], parameter: Symbol) -> Boolean | None:
    condition: Boolean = true
    for end, side in zip(ends, (1, -1), strict=True):
        if isinstance(end, Expr) and end.is_infinite:
            continue
        first = _first_inside(offset, step, end, side)
        if first is None:
            return None
        condition = And(condition, Ge(parameter, first) if side > 0 else Le(parameter, first))
    return condition


def _first_inside(offset: Expr, step: Expr, end: End, side: int) -> Integer | None:
    """The first integer n for which offset + step·n lies inside of the end."""
    with ctx.workprec(BITS):
        ball = (end_ball(end) - (enclosed_constant(offset, BITS) or arb("nan"))) / (
            enclosed_constant(step, BITS) or arb("nan")
        )
        if not ball.is_finite():
            return None
        nearest = whole_part(ball + arb(0.5))
        if not (ball - nearest).contains(0):
            return Integer(nearest if bool(ball < nearest) == (side > 0) else nearest + side)
    if not isinstance(end, Expr) or is_zero_constant(end - offset - step * nearest) is not True:
        return None
    return Integer(nearest + side)
