"""Near an end of an interval: how far an equation has no zero there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final, TypeAlias

from flint import arb, ctx, fmpq
from sympy import Expr, Symbol, oo

from symhess.exact.at_infinity import sign_at_infinity
from symhess.exact.enclosing import enclosed_constant
from symhess.exact.expression_enclosure import enclosed_function
from symhess.exact.zero_test import is_zero_constant
from symhess.solve.line.zeros import BITS, LineZero

__all__ = ["End", "clear_of", "derivatives", "end_ball", "far_sign", "whole_part"]

End: TypeAlias = Expr | LineZero
"""An end of an open interval: ±oo, an exact number, or a zero of something that is known by its enclosure."""

_HIGHEST_ORDER: Final = 8
_NARROWEST: Final = 64
_STARTS: Final = tuple(fmpq(2**k) for k in (1, 2, 3, 4, 6, 8, 10, 13, 16, 20, 30))


def end_ball(end: End) -> arb:
    """A ball that holds a finite end.

    Examples
    --------
    >>> from sympy import Integer
    >>> end_ball(Integer(2))
    2.00000000000000
    """
    ball = end.ball if isinstance(end, LineZero) else enclosed_constant(end, BITS)
    if ball is None:
        raise ValueError(f"{end} has no enclosure")
    return ball


def derivatives(expression: Expr, variable: Symbol) -> Iterator[Expr]:
    """The expression and its derivatives, one after the other.

    Examples
    --------
    >>> from itertools import islice
    >>> x = Symbol("x")
    >>> list(islice(derivatives(x**2, x), 4))
    [x**2, 2*x, 2, 0]
    """
    while True:
        yield expression
        expression = expression.diff(variable)


def clear_of(expression: Expr, variable: Symbol, end: End, side: int, room: fmpq | None) -> fmpq | None:
    """A rational such that the expression has no zero between the end and it, nor there.

    Parameters
    ----------
    expression : Expr
    variable : Symbol
    end : End
    side : int
        1 to look right of the end, -1 to its left.
    room : fmpq or None
        How far to go at most.

    Returns
    -------
    fmpq or None
        ``None`` where nothing is proved.

    Examples
    --------
    >>> from sympy import Integer, log
    >>> x = Symbol("x")
    >>> clear_of(x * log(x), x, Integer(0), 1, None), clear_of(x**2 - x, x, oo, -1, None)
    (85/256, 2)
    """
    if end in (oo, -oo):
        start = far_sign(expression.subs(variable, -variable) if end == -oo else expression, variable)
        return start if start is None else start[0] * -side
    with ctx.workprec(BITS):
        at = end_ball(end)
        regular = _by_derivative(expression, variable, end, at, side, room)
        if regular is not None or isinstance(end, LineZero):
            return regular
        limit = fmpq(1) if room is None else room
        found = far_sign(expression.subs(variable, end + side / variable), variable, 1 / limit)
        return None if found is None else _rational(at + side / arb(found[0] + 1), 1 / found[0] ** 2)


def far_sign(expression: Expr, variable: Symbol, least: fmpq | None = None) -> tuple[fmpq, int] | None:
    """A start from which on the expression has one sign, and the sign.

    Examples
    --------
    >>> x = Symbol("x")
    >>> far_sign(1 - x**2, x)
    (2, -1)
    """
    for start in _STARTS:
        if least is None or start >= least:
            sign = sign_at_infinity(expression, variable, start)
            if sign is not None:
                return start, sign
    return None


def _by_derivative(
    expression: Expr, variable: Symbol, end: End, at: arb, side: int, room: fmpq | None
) -> fmpq | None:
    """By the first derivative that is not zero at the end: where it keeps its sign, so does the function."""
    for derivative in islice(derivatives(expression, variable), _HIGHEST_ORDER):
        enclosed = enclosed_function(derivative, variable)
        value = enclosed(at)
        if not value.is_finite():
            return None
        if not value.contains(0):
            return next((r for r in _nearer(at, side, room) if not enclosed(at.union(arb(r))).contains(0)), None)
        if isinstance(end, LineZero) or is_zero_constant(derivative.subs(variable, end)) is not True:
            return None
    return None


def _nearer(at: arb, side: int, room: fmpq | None) -> Iterator[fmpq]:
    """Rationals that come closer to the end."""
    step = fmpq(1) if room is None else min(fmpq(1), room)
    for _ in range(_NARROWEST):
        step /= 2
        yield _rational(at + side * arb(step), step)


def _rational(place: arb, step: fmpq) -> fmpq:
    """A short dyadic number beside the place, much nearer than the step."""
    scale = 2 ** int((64 / step).ceil()).bit_length()
    return fmpq(whole_part(place * scale), scale)


def whole_part(ball: arb) -> int:
    """The midpoint rounded down.

    Examples
    --------
    >>> whole_part(arb(2.5)), whole_part(arb(-0.25))
    (2, -1)
    """
    mantissa, exponent = ball.mid().man_exp()
    return int(mantissa) << int(exponent) if exponent >= 0 else int(mantissa) >> -int(exponent)
