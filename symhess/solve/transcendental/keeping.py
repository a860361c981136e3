"""Which solutions belong to the domain: conditions at a point, and at all points of a family."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from flint import arb
from sympy import And, Dummy, Expr, Ge, Integer, Le, Symbol, expand
from sympy.logic.boolalg import Boolean, false

from symhess.condition import Condition, Relation
from symhess.exact.enclosing import enclosed_value
from symhess.exact.number import ball_sign
from symhess.kernels.basics import in_sines
from symhess.solve.transcendental.signs import constant_sign
from symhess.solve.transcendental.task import Solution

__all__ = ["Kept", "is_confirmed", "keep", "value_sign"]

_BITS: Final = 256
_FITS: Final = {Relation.POSITIVE: (1,), Relation.NONZERO: (1, -1), Relation.NONNEGATIVE: (1, 0)}


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """Solutions that meet all conditions, and whether that could be decided for all.

    Examples
    --------
    >>> Kept((), is_decided=True).solutions
    ()
    """

    solutions: tuple[Solution, ...]
    is_decided: bool


def keep(solutions: Sequence[Solution], conditions: Sequence[Condition]) -> Kept:
    """The solutions, or parts of families, on which all conditions hold.

    Examples
    --------
    >>> from sympy import pi
    >>> from sympy.abc import x
    >>> n = Symbol("n", integer=True)
    >>> kept = keep([Solution({x: Integer(-1)}), Solution({x: pi * n}, (n,))], [Condition(x, Relation.POSITIVE)])
    >>> [(s.at[x], s.condition) for s in kept.solutions]
    [(pi*n, n >= 1)]
    """
    decided, kept = True, list(solutions)
    for condition in conditions:
        tried = [_restricted(s, condition) for s in kept]
        decided = decided and None not in tried
        kept = [part for parts in tried for part in parts or ()]
    return Kept(tuple(kept), decided)


def value_sign(expression: Expr, at: Mapping[Symbol, Expr], enclosed: Mapping[Symbol, arb]) -> int | None:
    """The sign of an expression at a solution without integers; ``None`` where it is not decided.

    Examples
    --------
    >>> from sympy import log
    >>> from sympy.abc import x
    >>> value_sign(x - 1, {x: log(3)}, {})
    1
    """
    value = expression.subs(dict(at))
    if not value.free_symbols:
        return constant_sign(value) if value.is_finite is not False else None
    ball = enclosed_value(value, dict(enclosed), _BITS)
    return None if ball is None else ball_sign(ball)


def is_confirmed(solution: Solution, equations: Sequence[Expr]) -> bool:
    """Whether no enclosure of an equation at the solution, or at two members of a family, leaves zero out.

    Examples
    --------
    >>> from sympy import log, exp
    >>> from sympy.abc import x
    >>> is_confirmed(Solution({x: log(2)}), [exp(x) - 2]), is_confirmed(Solution({x: log(2)}), [exp(x) - 3])
    (True, False)
    """
    for number in (0, 3):
        put = dict.fromkeys(solution.parameters, number)
        if solution.condition.subs(put) == false:
            continue
        at = {u: e.subs(put) for u, e in solution.at.items()}
        for equation in equations:
            ball = enclosed_value(equation.subs(at), dict(solution.enclosed), _BITS)
            if ball is None or not ball.contains(0):
                return False
    return True


def _restricted(solution: Solution, condition: Condition) -> list[Solution] | None:
    """The parts of a solution on which the condition holds; ``None`` where that is not decided."""
    term = in_sines(condition.term)
    value = term.subs(dict(solution.at))
    integers = [p for p in solution.parameters if p in value.free_symbols]
    if not integers:
        sign = value_sign(term, solution.at, solution.enclosed)
        if sign is None:
            return None
        return [solution] if sign in _FITS[condition.relation] else []
    halves = _halves(solution, value, integers)
    if halves:
        parts = [_restricted(half, condition) for half in halves]
        return None if None in parts else [s for part in parts for s in part or ()]
    if len(integers) == 1 and condition.relation is not Relation.NONZERO:
        bound = _bound(expand(value), integers[0], condition.relation is Relation.POSITIVE)
        if bound is not None:
            return [replace(solution, condition=And(solution.condition, bound))]
    if condition.relation is Relation.NONZERO:
        return _without_zeros(solution, value, integers)
    return None


def _halves(solution: Solution, value: Expr, integers: Sequence[Symbol]) -> Iterator[Solution] | list[Solution]:
    """Even and odd values of an integer apart, where (−1)^n occurs."""
    for integer in integers:
        if value.has(Integer(-1) ** integer):
            other = Dummy("n", integer=True)
            return [_renumbered(solution, integer, 2 * other + k, other) for k in (0, 1)]
    return []


def _renumbered(solution: Solution, integer: Symbol, value: Expr, other: Symbol) -> Solution:
    put = {integer: value}
    return replace(
        solution,
        at={u: e.subs(put) for u, e in solution.at.items()},
        parameters=tuple(other if p == integer else p for p in solution.parameters),
        condition=solution.condition.subs(put),
    )


def _bound(value: Expr, integer: Symbol, strict: bool) -> Boolean | None:
    """What a + b·n > 0 or ≥ 0 asks of n."""
    slope = value.diff(integer)
    sign = None if slope.free_symbols else constant_sign(slope)
    if not sign:
        return None
    place = -value.subs(integer, 0) / slope
    nearest = Integer(round(place.evalf(30)))
    side = constant_sign(expand(place - nearest))
    if side is None:
        return None
    if sign > 0:
        least = nearest if side < 0 or (side == 0 and not strict) else nearest + 1
        return Ge(integer, least)
    most = nearest if side > 0 or (side == 0 and not strict) else nearest - 1
    return Le(integer, most)


def _without_zeros(solution: Solution, value: Expr, integers: Sequence[Symbol]) -> list[Solution] | None:
    """The family without the integers at which a + b·n is zero."""
    if len(integers) > 1:
        return None
    value = expand(value)
    slope = value.diff(integers[0])
    if slope.free_symbols or not constant_sign(slope):
        return None
    place = -value.subs(integers[0], 0) / slope
    nearest = Integer(round(place.evalf(30)))
    side = constant_sign(expand(place - nearest))
    if side is None:
        return None
    if side:
        return [solution]
    bounds: list[Boolean] = [Le(integers[0], nearest - 1), Ge(integers[0], nearest + 1)]
    return [replace(solution, condition=And(solution.condition, bound)) for bound in bounds]
