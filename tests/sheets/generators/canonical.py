"""A form of a problem that is the same however its terms are ordered, and that other problems do not have."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from math import gcd

from sympy import Expr, Poly, Rational, Symbol

from symhess.sheets import Asks, Problem

# Where functions are compared; two different ones of a generator's kinds have different values there.
_PLACES = {Symbol("x"): Rational(17, 31), Symbol("y"): Rational(29, 23), Symbol("z"): Rational(13, 37)}


def canonical(problem: Problem) -> Hashable:
    """Values at a point stand for functions, primitive polynomials for constraints, sorted rows for data."""
    constraints = tuple(_primitive(g) for g in problem.constraints)
    region = frozenset(map(str, problem.region))
    at = problem.at if problem.asks is not Asks.DEGENERATE else ()
    if problem.data:  # the function follows from it
        return problem.asks, tuple(sorted(problem.data))
    return problem.asks, _value(problem.function.expression), constraints, region, at


def _value(expression: Expr) -> str:
    value = expression.xreplace(_PLACES)
    return str(value if value.is_Rational else value.evalf(20))


@cache
def _primitive(constraint: Expr) -> tuple[tuple[tuple[int, ...], int], ...]:
    """The terms of the constraint without their common divisor, the first coefficient positive."""
    terms = [(powers, int(c)) for powers, c in Poly(constraint, *sorted(constraint.free_symbols, key=str)).terms()]
    divisor = gcd(*(c for _, c in terms)) * (1 if terms[0][1] > 0 else -1)
    return tuple((powers, c // divisor) for powers, c in terms)
