"""The operations of the graph on arb balls, at the working precision; a ball that is not finite means "not known"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from flint import arb
from sympy import Rational

__all__ = ["BALLS", "ball_power", "ball_root", "ends"]


def ends(ball: arb) -> tuple[arb, arb]:
    """The exact ends of a ball.

    Examples
    --------
    >>> low, high = ends(arb(1, 0.5))
    >>> low.is_exact(), bool(low <= 0.5), bool(high >= 1.5)
    (True, True, True)
    """
    return ball.lower(), ball.upper()


def _unknown() -> arb:
    return arb.nan()


def _ascending(function: Callable[[arb], arb]) -> Callable[[arb], arb]:
    """An increasing function: by its ends where the ball is wide."""

    def enclosed(ball: arb) -> arb:
        if ball.rad() < 1e-9:
            return function(ball)
        low, high = ends(ball)
        return function(low).union(function(high))

    return enclosed


def ball_power(ball: arb, exponent: int) -> arb:
    """A whole power, even ones without negative numbers.

    Examples
    --------
    >>> low, high = ends(ball_power(arb(0, 2), 2))
    >>> bool(low > -1e-6), bool(4 <= high < 4.0001)
    (True, True)
    """
    if ball.rad() < 1e-9 and not ball.contains(0):
        return ball**exponent
    low, high = ends(ball)
    hull = (low**exponent).union(high**exponent)
    return hull.union(arb(0)) if exponent % 2 == 0 and ball.contains(0) else hull


def ball_root(ball: arb, exponent: Rational) -> arb:
    """A rational power of the numbers in the ball that are not negative.

    Examples
    --------
    >>> bool(ball_root(arb(4), Rational(-3, 2)).contains(0.125)), ball_root(arb(0, 1), Rational(1, 2)).is_finite()
    (True, False)
    """
    if ball == 0 and exponent > 0:
        return arb(0)
    if not ball > 0:
        return _unknown()
    base = _ascending(arb.sqrt if exponent.q == 2 else lambda end: end.root(int(exponent.q)))(ball)
    raised = ball_power(base, abs(int(exponent.p)))
    return raised if exponent.p > 0 else 1 / raised


def _cosh(ball: arb) -> arb:
    low, high = ends(ball)
    hull = low.cosh().union(high.cosh())
    return hull.union(arb(1)) if ball.contains(0) else hull


def _log(ball: arb) -> arb:
    return _ascending(arb.log)(ball) if ball > 0 else _unknown()


def _sign(ball: arb) -> arb:
    return arb(1) if ball > 0 else arb(-1) if ball < 0 else _unknown()


def _abs(ball: arb) -> arb:
    low, high = ends(ball)
    hull = abs(low).union(abs(high))
    return hull.union(arb(0)) if ball.contains(0) else hull


BALLS: Final[dict[str, Callable[[arb], arb]]] = {
    "exp": _ascending(arb.exp),
    "log": _log,
    "sin": arb.sin,
    "cos": arb.cos,
    "tan": arb.tan,
    "asin": _ascending(arb.asin),
    "acos": arb.acos,
    "atan": _ascending(arb.atan),
    "sinh": _ascending(arb.sinh),
    "cosh": _cosh,
    "tanh": _ascending(arb.tanh),
    "asinh": _ascending(arb.asinh),
    "acosh": _ascending(arb.acosh),
    "atanh": _ascending(arb.atanh),
    "Abs": _abs,
    "sign": _sign,
}
"""The elementary functions; where one is not defined all over the ball, or jumps, the value is not known."""
