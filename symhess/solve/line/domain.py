"""The natural domain of an expression on a line: open intervals on which it is analytic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from flint import arb, ctx, fmpq
from sympy import Abs, Expr, Integer, Symbol, sign

from symhess.condition import Condition, Relation
from symhess.exact.enclosing import enclosed_constant
from symhess.exact.expression_enclosure import enclosed_function
from symhess.exact.growth import NotComparable, sign_of
from symhess.exact.number import ball_sign
from symhess.solve.line.ends import End, end_ball, whole_part
from symhess.solve.line.refining import sign_at
from symhess.solve.line.zeros import BITS, LineZero

__all__ = ["Piece", "holds", "inner_point", "pieces", "strictly_between"]


@dataclass(frozen=True, slots=True)
class Piece:
    """An open interval on which an expression has no kink: absolute values are resolved.

    Examples
    --------
    >>> x = Symbol("x")
    >>> Piece((Integer(0), Integer(1)), x**2).expression
    x**2
    """

    ends: tuple[End, End]
    expression: Expr


def strictly_between(zero: LineZero, ends: tuple[End, End]) -> bool | None:
    """Whether a zero lies on the open interval; ``None`` where that is not decided.

    Examples
    --------
    >>> from sympy import oo
    >>> from symhess.solve.line.zeros import exact_zero
    >>> strictly_between(exact_zero(Integer(1), 1), (Integer(0), oo)), strictly_between(
    ...     exact_zero(Integer(1), 1), (Integer(1), oo))
    (True, False)
    """
    sides = [_side(zero, end) for end in ends]
    if sides[0] is not None and sides[0] <= 0 or sides[1] is not None and sides[1] >= 0:
        return False
    return None if None in sides else True


def _side(zero: LineZero, end: End) -> int | None:
    """The sign of zero - end."""
    if isinstance(end, Expr) and end.is_infinite:
        return -1 if end.is_extended_positive else 1
    apart = ball_sign(zero.ball - end_ball(end))
    if apart is not None:
        return apart
    if zero.exact is None or isinstance(end, LineZero):
        return None
    try:
        return sign_of(zero.exact - end)
    except NotComparable:
        return None


def inner_point(ends: tuple[End, End]) -> fmpq:
    """A rational between two ends.

    Examples
    --------
    >>> from sympy import oo, pi
    >>> inner_point((-oo, oo)), inner_point((pi, oo)) > 3
    (1/7, True)
    """
    finite = [None if isinstance(end, Expr) and end.is_infinite else end_ball(end) for end in ends]
    low, high = finite
    with ctx.workprec(BITS):
        if low is None and high is None:
            return fmpq(1, 7)
        if low is None or high is None:
            near = low + 1 if low is not None else high - 1  # type: ignore[operator]
        else:
            near = (low * 9 + high * 7) / 16
        return fmpq(whole_part(arb(near) * 2**80), 2**80)


def pieces(
    expression: Expr,
    variable: Symbol,
    ends: tuple[End, End],
    asked: Sequence[Condition],
    breaks: Iterable[LineZero],
) -> list[Piece]:
    """The intervals between the breaks on which all inequalities hold.

    Parameters
    ----------
    expression : Expr
    variable : Symbol
    ends : tuple of End
    asked : sequence of Condition
        Their terms change sign at breaks only.
    breaks : iterable of LineZero
        Ascending, strictly between the ends.

    Examples
    --------
    >>> from sympy import log, oo
    >>> from symhess.solve.line.zeros import exact_zero
    >>> x = Symbol("x")
    >>> found = pieces(log(x) + Abs(x), x, (-oo, oo), [Condition(x, Relation.POSITIVE)], [exact_zero(Integer(0), 1)])
    >>> [(piece.ends, piece.expression) for piece in found]
    [((0, oo), x + log(x))]
    """
    marks: list[End] = [ends[0], *(zero if zero.exact is None else zero.exact for zero in breaks), ends[1]]
    found = []
    for low, high in pairwise(marks):
        at = inner_point((low, high))
        inequalities = [c for c in asked if c.relation is not Relation.NONZERO]
        if all(sign_at(c.term, variable, at) == 1 for c in inequalities):
            found.append(Piece((low, high), _resolved(expression, variable, at)))
    return found


def _resolved(expression: Expr, variable: Symbol, at: fmpq) -> Expr:
    """Absolute values by the signs that their arguments have at a point."""
    if not expression.args or not expression.has(Abs, sign):
        return expression
    parts = [_resolved(part, variable, at) for part in expression.args]
    if expression.func not in (Abs, sign) or not expression.has(variable):
        return expression.func(*parts)
    side = sign_at(parts[0], variable, at) or 0
    return side * parts[0] if expression.func is Abs else Integer(side)


def holds(conditions: Iterable[Condition], variable: Symbol, zero: LineZero) -> bool | None:
    """Whether the conditions hold at a zero; ``None`` where that is not decided.

    Examples
    --------
    >>> from symhess.solve.line.zeros import exact_zero
    >>> x = Symbol("x")
    >>> [holds([Condition(x, relation)], x, exact_zero(Integer(0), 1)) for relation in Relation]
    [False, False, True]
    """
    known = [_holds(condition, variable, zero) for condition in conditions]
    return False if False in known else None if None in known else True


def _holds(condition: Condition, variable: Symbol, zero: LineZero) -> bool | None:
    value = _sign(condition.term, variable, zero)
    if value is None:
        return None
    if condition.relation is Relation.NONZERO:
        return value != 0
    return value > 0 or (value == 0 and condition.relation is Relation.NONNEGATIVE)


def _sign(term: Expr, variable: Symbol, zero: LineZero) -> int | None:
    with ctx.workprec(BITS):
        sign = ball_sign(enclosed_function(term, variable)(zero.ball))
    if sign is not None or zero.exact is None:
        return sign
    value = term.subs(variable, zero.exact)
    try:
        return sign_of(value) if enclosed_constant(value, BITS) is not None else None
    except NotComparable:
        return None
