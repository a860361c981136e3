"""Families of zeros without those members at which something else happens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flint import arb, ctx
from sympy import Eq, Expr, Mod, Ne, Or, Symbol, divisors
from sympy.logic.boolalg import And

from symhess.exact.enclosing import enclosed_constant
from symhess.exact.zero_test import is_zero_constant
from symhess.solve.line.ends import whole_part
from symhess.solve.line.rewriting import period
from symhess.solve.line.zeros import BITS, LineZero, ZeroFamily

__all__ = ["Undecided", "member", "where_not_zero", "without"]

_MOST_RESIDUES = 60


class Undecided(Exception):
    """Whether a number belongs to a family is not decided.

    Examples
    --------
    >>> raise Undecided("1.57")
    Traceback (most recent call last):
    ...
    symhess.solve.line.excluding.Undecided: 1.57
    """


def _start_and_step(family: ZeroFamily) -> tuple[Expr, Expr]:
    return family.at.subs(family.parameter, 0), family.at.coeff(family.parameter)


def member(family: ZeroFamily, zero: LineZero) -> int | None:
    """The integer that gives a number as a member of a family; ``None`` if it is none.

    Raises
    ------
    Undecided
        If enclosures do not tell.

    Examples
    --------
    >>> from sympy import pi
    >>> from symhess.solve.line.zeros import exact_zero
    >>> family = ZeroFamily(pi * Symbol("n"), Symbol("n"), 1)
    >>> member(family, exact_zero(3 * pi, 1)), member(family, exact_zero(pi / 2, 1))
    (3, None)
    """
    start, step = _start_and_step(family)
    with ctx.workprec(BITS):
        first, rate = (enclosed_constant(part, BITS) or arb("nan") for part in (start, step))
        place = (zero.ball - first) / rate
        nearest = whole_part(place + arb(0.5))
        if not (place - nearest).contains(0):
            return None
    if zero.exact is None or is_zero_constant(zero.exact - start - step * nearest) is not True:
        raise Undecided(str(zero.ball))
    return nearest


def without(family: ZeroFamily, numbers: Sequence[int]) -> ZeroFamily:
    """The family without some members.

    Examples
    --------
    >>> from sympy import pi
    >>> without(ZeroFamily(pi * Symbol("n"), Symbol("n"), 1), [0]).condition
    Ne(n, 0)
    """
    return replace(family, condition=And(family.condition, *(Ne(family.parameter, k) for k in numbers)))


def where_not_zero(family: ZeroFamily, term: Expr, variable: Symbol) -> ZeroFamily | None:
    """The members at which a periodic term is not zero; ``None`` if there are none.

    Raises
    ------
    Undecided
        If the periods do not fit.

    Examples
    --------
    >>> from sympy import cos, pi
    >>> family = ZeroFamily(pi * Symbol("n") / 2, Symbol("n"), 1)
    >>> where_not_zero(family, cos(Symbol("x")), Symbol("x")).condition
    Eq(Mod(n, 2), 0)
    """
    turn, (start, step) = period(term, variable), _start_and_step(family)
    share = None if turn is None else (step / turn).cancel()
    if share is None or not share.is_Rational or share.q > _MOST_RESIDUES:
        raise Undecided(str(term))
    vanishing = [is_zero_constant(term.subs(variable, start + step * k)) for k in range(int(share.q))]
    if None in vanishing:
        raise Undecided(str(term))
    if not any(vanishing):
        return family
    size = next(m for m in divisors(len(vanishing)) if vanishing == vanishing[:m] * (len(vanishing) // m))
    kept = [Eq(Mod(family.parameter, size), k) for k, zero in enumerate(vanishing[:size]) if not zero]
    return replace(family, condition=And(family.condition, Or(*kept))) if kept else None
