"""Evidence records about the real zeros of one equation in one unknown."""

from __future__ import annotations

from dataclasses import dataclass

from flint import fmpq
from sympy import Expr, Symbol

from symhess.exact import Enclosure

__all__ = ["LineFactors", "LineZeros", "PeriodicZeros"]


@dataclass(frozen=True, slots=True, eq=False)
class LineFactors:
    """Between `low` and `high` the expression is the product of the factors to their powers, and of `rest`.

    The rest is made of exponentials, constants and denominators and has no zero. The premises find the zeros of the
    factors, in this order; an end is ±oo, an exact number or an enclosure.

    Examples
    --------
    >>> from sympy import Integer, exp, oo
    >>> x = Symbol("x")
    >>> LineFactors(x**2 * exp(x) - exp(x), x, -oo, oo, ((x - 1, Integer(1)), (x + 1, Integer(1))), exp(x)).factors
    ((x - 1, 1), (x + 1, 1))
    """

    expression: Expr
    variable: Symbol
    low: Expr | Enclosure
    high: Expr | Enclosure
    factors: tuple[tuple[Expr, Expr], ...]
    rest: Expr


@dataclass(frozen=True, slots=True, eq=False)
class LineZeros:
    """Between `low` and `high` the expression, analytic there, has exactly these zeros, each with its order.

    Below `left` and above `right` there is none; between them every cell of a subdivision has none by an enclosure of
    the function, or one alone: the derivative of its order keeps its sign.

    Examples
    --------
    >>> from sympy import Integer, exp, oo
    >>> x = Symbol("x")
    >>> LineZeros(exp(x) - exp(1) * x, x, -oo, oo, fmpq(-2), fmpq(4), ((Integer(1), 2),)).zeros
    ((1, 2),)
    """

    expression: Expr
    variable: Symbol
    low: Expr | Enclosure
    high: Expr | Enclosure
    left: fmpq
    right: fmpq
    zeros: tuple[tuple[Expr | Enclosure, int], ...]


@dataclass(frozen=True, slots=True)
class PeriodicZeros:
    """The expression has the period, and at `start` no zero: the zeros are those in one period, and all their shifts.

    The premises find the zeros between `start` and start + period.

    Examples
    --------
    >>> from sympy import pi, sin
    >>> x = Symbol("x")
    >>> PeriodicZeros(sin(x), x, 2 * pi, -pi / 3).period
    2*pi
    """

    expression: Expr
    variable: Symbol
    period: Expr
    start: Expr
