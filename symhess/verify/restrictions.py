"""Whether the points of a critical set are told apart rightly by domain and box."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from sympy import Expr

from symhess.condition import Condition, Relation
from symhess.critical_set import Completeness, CriticalPoint, CriticalSet, Status
from symhess.exact import PolynomialValue, is_zero_constant
from symhess.exact.enclosing import enclosed_value
from symhess.exact.number import ball_sign
from symhess.exact.polynomial import NotPolynomial, polynomial_of
from symhess.function import ScalarFunction

__all__ = ["restriction_faults", "unrestricted"]

_BITS: Final = (96, 768)


def unrestricted(critical: CriticalSet) -> CriticalSet:
    """The critical set with the points that domain and box leave out, complete where it is complete in a box.

    Examples
    --------
    >>> from symhess import critical_points
    >>> found = unrestricted(critical_points("x^3 - 3x", box=[(0, 5)]))
    >>> len(found.points), found.completeness.status.value
    (2, 'complete')
    """
    completeness = critical.completeness
    if completeness.status is Status.COMPLETE_IN_BOX:
        completeness = Completeness(Status.COMPLETE)
    return replace(critical, points=(*critical.points, *critical.excluded), completeness=completeness, excluded=())


def restriction_faults(critical: CriticalSet, function: ScalarFunction) -> Iterator[str]:
    """What is wrong with the points that are listed and with those that are left out.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess import critical_points
    >>> found = critical_points("x^3 - 3x", domain="x > 0")
    >>> list(restriction_faults(found, ScalarFunction(x, (x,), domain=(Condition(x, Relation.POSITIVE),))))
    []
    >>> list(restriction_faults(found, ScalarFunction(x, (x,))))
    ['a point is left out that lies in domain and box']
    """
    is_boxed = critical.completeness.status is Status.COMPLETE_IN_BOX
    if is_boxed and (function.box is None or critical.completeness.box != function.box):
        yield "the box in which the list is complete is not the function's"
    conditions = (*function.domain, *_box_conditions(function))
    for point in critical.points:
        if any(_holds(condition, point) is False for condition in conditions):
            yield "a listed point lies outside of domain or box"
    for point in critical.excluded:
        if not any(_holds(condition, point) is False for condition in conditions):
            yield "a point is left out that lies in domain and box"


def _box_conditions(function: ScalarFunction) -> Iterator[Condition]:
    for variable, (low, high) in zip(function.variables, function.box or (), strict=False):
        yield Condition((variable - low) * (high - variable), Relation.NONNEGATIVE)


def _holds(condition: Condition, point: CriticalPoint) -> bool | None:
    sign = _sign(condition.term, point)
    if sign is None:
        return None
    allowed = {Relation.POSITIVE: (1,), Relation.NONNEGATIVE: (0, 1), Relation.NONZERO: (-1, 1)}
    return sign in allowed[condition.relation]


def _sign(term: Expr, point: CriticalPoint) -> int | None:
    for bits in _BITS:
        balls = {v: c.enclosure(bits) for v, c in zip(point.variables, point.coordinates, strict=True)}
        ball = enclosed_value(term, balls, bits)
        sign = None if ball is None else ball_sign(ball)
        if sign is not None:
            return sign
    return 0 if _is_zero(term, point) else None


def _is_zero(term: Expr, point: CriticalPoint) -> bool:
    if len(point.parts) == 1 and isinstance(point.value, PolynomialValue):
        try:
            polynomial = polynomial_of(term, point.value.polynomial.context())
        except NotPolynomial:
            pass
        else:
            return PolynomialValue(polynomial, point.parts[0]).is_zero()
    places = {v: c.short() for v, c in zip(point.variables, point.coordinates, strict=True) if v in term.free_symbols}
    known = {v: place for v, place in places.items() if place is not None}
    return len(known) == len(places) and is_zero_constant(term.xreplace(known)) is True
