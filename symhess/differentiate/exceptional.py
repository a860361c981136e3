"""Clairaut at exceptional points: where cases meet, both mixed partials are taken from their definition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice, product
from typing import Final

from sympy import Eq, Expr, Integer, Ne, Piecewise, Symbol
from sympy.core.relational import Relational

from symhess.budget import Deadline
from symhess.differentiate.mixed_partials import mixed_partials
from symhess.errors import InputError, TimeLimitReached
from symhess.evidence import MixedPartialsAt, NotSolved
from symhess.function import ScalarFunction
from symhess.study import Derivatives
from symhess.verdict import Reason

__all__ = ["exceptional_points", "with_exceptional_points"]

_MOST_POINTS: Final = 9


def exceptional_points(expression: Expr, variables: Sequence[Symbol]) -> tuple[tuple[Expr, ...], ...]:
    """Points that the cases of an expression single out: by x = a for some variables, others at 0.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> exceptional_points(Piecewise((0, Eq(x, 0) & Eq(y, 1)), (1 / x, True)), (x, y))
    ((0, 1),)
    >>> exceptional_points(1 / x, (x, y))
    ()
    """
    relations = {r for each in expression.atoms(Piecewise) for _, c in each.args for r in c.atoms(Relational)}
    if not relations:
        return ()
    values: dict[Symbol, dict[Expr, None]] = {variable: {} for variable in variables}
    for relation in sorted(relations, key=str):
        for variable in variables:
            if isinstance(relation, Eq | Ne) and relation.free_symbols == {variable}:
                place = _place(relation.lhs - relation.rhs, variable)
                values[variable] |= {} if place is None else {place: None}
    choices = [tuple(found) or (Integer(0),) for found in values.values()]
    return tuple(islice(product(*choices), _MOST_POINTS))


def _place(difference: Expr, variable: Symbol) -> Expr | None:
    """The zero of a linear expression in one variable."""
    slope = difference.diff(variable)
    return None if slope.free_symbols or slope == 0 else difference.xreplace({variable: Integer(0)}) / -slope


def with_exceptional_points(derivatives: Derivatives, function: ScalarFunction, deadline: Deadline) -> Derivatives:
    """The derivatives with both orders of every mixed partial at every exceptional point beside Clairaut's check.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.differentiate import differentiate
    >>> sectors = ScalarFunction(Piecewise((x * y, abs(y) <= abs(x)), (-x * y, True)), (x, y))
    >>> record = with_exceptional_points(differentiate(sectors), sectors, Deadline(10)).clairaut.evidence[-1]
    >>> record.at, record.first_then_second, record.second_then_first
    ((0, 0), -1, 1)
    """
    found = tuple(_at_exceptions(function, deadline))
    if not found:
        return derivatives
    clairaut = replace(derivatives.clairaut, evidence=(*derivatives.clairaut.evidence, *found))
    return replace(derivatives, clairaut=clairaut)


def _at_exceptions(function: ScalarFunction, deadline: Deadline) -> Iterator[MixedPartialsAt | NotSolved]:
    for at in exceptional_points(function.expression, function.variables):
        for first, second in combinations(function.variables, 2):
            try:
                yield MixedPartialsAt(first, second, at, *mixed_partials(function, (first, second), at, deadline))
            except InputError as error:
                yield NotSolved(f"at {at}: {error}")
            except TimeLimitReached:
                yield NotSolved(Reason.TIME_LIMIT.value)
