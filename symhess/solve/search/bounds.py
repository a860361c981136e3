"""Ends that the domain sets to single variables, so that a search does not look beyond them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from flint import arb
from sympy import Expr, Integer, Pow, Symbol, log

from symhess.condition import Condition, Relation
from symhess.exact.enclosing import enclosed_constant

__all__ = ["below", "domain_bounds"]

_BITS: Final = 96


def domain_bounds(
    equations: Sequence[Expr], variables: Sequence[Symbol], conditions: Sequence[Condition]
) -> list[tuple[float, float]]:
    """For each variable an interval outside of which no zero is: by logarithms, roots and conditions linear in it.

    Examples
    --------
    >>> from sympy import sqrt, S
    >>> from sympy.abc import x, y, z
    >>> domain_bounds((log(x) + sqrt(3 - 2 * y), z), (x, y, z), (Condition(z + 2, Relation.POSITIVE),))
    [(0.0, inf), (-inf, 1.5), (-2.0, inf)]
    """
    bounds = {x: (float("-inf"), float("inf")) for x in variables}
    for term in _terms(equations, conditions):
        symbols = term.free_symbols
        slope = term.diff(*symbols) if len(symbols) == 1 else None
        if slope is None or slope.free_symbols or not slope.is_comparable:
            continue
        (x,) = symbols
        end = enclosed_constant(-term.subs(x, 0) / slope, _BITS)
        if end is not None and x in bounds:
            low, high = bounds[x]
            bounds[x] = (max(low, below(end)), high) if slope.is_positive else (low, min(high, -below(-end)))
    return [bounds[x] for x in variables]


def _terms(equations: Sequence[Expr], conditions: Sequence[Condition]) -> Iterator[Expr]:
    """Terms that are at least zero wherever the equations have values and the conditions hold."""
    yield from (condition.term for condition in conditions if condition.relation is not Relation.NONZERO)
    for equation in equations:
        yield from (logarithm.args[0] for logarithm in equation.atoms(log))
        powers = (power for power in equation.atoms(Pow) if power.base.free_symbols)
        yield from (power.base for power in powers if not isinstance(power.exp, Integer))


def below(ball: arb) -> float:
    """A float that is at most every number in the ball, and close to it.

    Examples
    --------
    >>> below(arb(0.5)), below(arb(1) / 3) <= 1 / 3
    (0.5, True)
    """
    number = float(ball.lower())
    while not arb(number) <= ball:
        number = math.nextafter(number, -math.inf)
    return number
