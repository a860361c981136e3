"""Limits from the right at zero, proved by expansions; floating point and SymPy's own limits have no say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sympy import Dummy, Expr, Integer, Symbol, cancel, cos, diff, sin

from symhess.budget import Deadline
from symhess.differentiate.asymptotics import CONSTANT, Expansion, NotReal, Undecided, coefficient_sign, expand_at_zero

__all__ = ["limit_from_the_right"]

_TERMS: Final = (3, 6, 10)


def limit_from_the_right(expression: Expr, step: Symbol, deadline: Deadline | None = None) -> Expr | None:
    """The finite real limit for step → 0+; ``None`` where it is proved that there is none.

    Raises
    ------
    Undecided
        If it is not known whether there is one.

    Examples
    --------
    >>> from sympy import exp, log
    >>> s, t = Symbol("s", positive=True), Symbol("t", positive=True)
    >>> limit_from_the_right((s * t**3 / (s**2 + t**2)) / s, s), limit_from_the_right(exp(-t / s**2) / s**5, s)
    (t, 0)
    >>> limit_from_the_right(log(s) + 1 / t, s) is None, limit_from_the_right(s * sin(1 / s), s)
    (True, 0)
    >>> limit_from_the_right(cos(1 / s) + s, s) is None
    True
    """
    try:
        for terms in _TERMS:
            expansion = expand_at_zero(expression, step, terms, deadline)
            growing = (coefficient for key, coefficient in expansion.terms.items() if key < CONSTANT)
            if any(coefficient_sign(coefficient) for coefficient in growing):
                return None
            if expansion.order > CONSTANT:
                return cancel(expansion.terms.get(CONSTANT, Integer(0)))
    except NotReal:
        return None
    if _oscillates(expression, step):
        return None
    raise Undecided(str(expression))


def _oscillates(expression: Expr, step: Symbol) -> bool:
    """Whether it is a(s) + b(s)·sin(g(s)) with g → ±∞, a finite limit of a, and a b that does not tend to zero."""
    for wave in _waves(expression, step):
        name = Dummy("w")
        replaced = expression.xreplace({wave: name})
        slope = diff(replaced, name)
        if name in slope.free_symbols or any(_waves(replaced, step)):
            continue
        rest = expand_at_zero(replaced.xreplace({name: Integer(0)}), step, _TERMS[1])
        factor = expand_at_zero(slope, step, _TERMS[1])
        if rest.order > CONSTANT and rest.size() >= CONSTANT and _does_not_vanish(factor):
            return True
    return False


def _waves(expression: Expr, step: Symbol) -> Iterator[Expr]:
    for wave in expression.atoms(sin, cos):
        if step in wave.free_symbols:
            angle = expand_at_zero(wave.args[0], step, _TERMS[0]).leading()
            if angle is not None and angle[0] < CONSTANT and coefficient_sign(angle[1]):
                yield wave


def _does_not_vanish(factor: Expansion) -> bool:
    leading = factor.leading()
    return leading is not None and leading[0] <= CONSTANT and coefficient_sign(leading[1]) != 0
