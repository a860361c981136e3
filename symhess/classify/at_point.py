"""The kind of one exactly given point: is it critical, what does f do there, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sympy import Expr, Symbol, nan, oo, sympify, zoo

from symhess.budget import Deadline
from symhess.classify.expansions import NotAnalytic, germ_at
from symhess.classify.expressions import decide_expression, name_at
from symhess.classify.field import Unresolved
from symhess.classify.germ_ladder import is_critical
from symhess.classify.ladder import classify
from symhess.classify.puiseux import NeedsOrder
from symhess.critical_set import CriticalPoint
from symhess.errors import InputError, TimeLimitReached
from symhess.function import ScalarFunction
from symhess.verdict import Kind, Reason, Verdict

__all__ = ["classify_at", "classify_listed", "increments_at"]


def classify_at(function: ScalarFunction, at: Sequence[Expr], deadline: Deadline) -> Verdict:
    """Classify a critical point with exact coordinates.

    Parameters
    ----------
    function : ScalarFunction
    at : sequence of Expr
        Real constants in the order of the variables.
    deadline : Deadline
        What is not decided when it passes is undecided for that reason.

    Raises
    ------
    InputError
        If f is not defined at the point, or the point is not critical.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> verdict = classify_at(ScalarFunction(x**2 - 2 * x * y**2 + y**4 + y**6, (x, y)), (0, 0), Deadline(10))
    >>> verdict.kind.value, verdict.strict, verdict.singularity
    ('minimum', True, 'A5+')
    >>> classify_at(ScalarFunction(x**2 + y, (x, y)), (0, 0), Deadline(10))
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: x = 0, y = 0 is not a critical point: the gradient is not zero there
    """
    places = {v: sympify(a) for v, a in zip(function.variables, at, strict=True)}
    _require_value(function.expression, places)
    increments = increments_at(function.variables, at)
    names = dict(zip(function.variables, increments, strict=True))
    reason = Reason.FLAT_TO_ORDER if len(places) < 3 else Reason.SEMIDEFINITE_FORM
    try:
        _require_critical(function, places, increments)
        found = decide_expression(function.expression, places, names, deadline)
    except NotAnalytic:
        reason = Reason.NOT_ANALYTIC
    except Unresolved:
        reason = Reason.ZERO_TEST
    except TimeLimitReached:
        reason = Reason.TIME_LIMIT
    except NeedsOrder:
        pass
    else:
        name = _name(function, places, increments, deadline)
        return Verdict(found.kind, found.strict, found.decided_by, found.evidence, singularity=name)
    return Verdict(Kind.UNDECIDED, None, "", (), reason)


def classify_listed(function: ScalarFunction, point: CriticalPoint, deadline: Deadline) -> Verdict:
    """Classify a listed point of a polynomial; where its expanded form does not decide, look at f as it is written.

    Examples
    --------
    >>> from sympy.abc import x, y, z
    >>> from symhess.solve import critical_set
    >>> cone = ScalarFunction((x**2 + y**2 - z**2) ** 2 + z**6, (x, y, z))
    >>> (origin,) = critical_set(cone, Deadline(10)).points
    >>> classify(origin).kind.value, classify_listed(cone, origin, Deadline(10)).kind.value
    ('undecided', 'minimum')
    """
    verdict = classify(point, deadline)
    at = [coordinate.short() for coordinate in point.coordinates]
    exact = [coordinate for coordinate in at if coordinate is not None]
    if verdict.kind is not Kind.UNDECIDED or verdict.reason is Reason.TIME_LIMIT or len(exact) < len(at):
        return verdict
    as_written = classify_at(function, exact, deadline)
    if as_written.kind is Kind.UNDECIDED:
        return verdict
    return replace(as_written, evidence=(*as_written.evidence, *verdict.evidence))


def increments_at(variables: Sequence[Symbol], at: Sequence[Expr]) -> tuple[Symbol, ...]:
    """Names of the increments: the variable itself where its coordinate is 0, else with h in front.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> increments_at((x, y), (0, 1))
    (x, h_y)
    """
    return tuple(v if a == 0 else Symbol(f"h_{v.name}") for v, a in zip(variables, at, strict=True))


def _require_value(expression: Expr, places: dict[Symbol, Expr]) -> None:
    value = expression.xreplace(places)
    if value.has(nan, zoo, oo) or value.is_real is False:
        raise InputError(f"f has no real value at {_named(places)}")


def _named(places: dict[Symbol, Expr]) -> str:
    return ", ".join(f"{v} = {a}" for v, a in places.items())


def _require_critical(function: ScalarFunction, places: dict[Symbol, Expr], increments: Sequence[Symbol]) -> None:
    try:
        germ = germ_at(function.expression, places, 1, increments)
    except NotAnalytic:
        return
    if not is_critical(germ):
        raise InputError(f"{_named(places)} is not a critical point: the gradient is not zero there")


def _name(
    function: ScalarFunction, places: dict[Symbol, Expr], increments: Sequence[Symbol], deadline: Deadline
) -> str | None:
    try:
        return name_at(function.expression, places, increments, deadline)
    except (NotAnalytic, Unresolved, TimeLimitReached, NeedsOrder):
        return None
