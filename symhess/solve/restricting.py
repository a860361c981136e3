"""The part of a critical set that lies in the function's domain and box; every point is kept or left out exactly."""

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
from symhess.verdict import Reason

__all__ = ["is_inside", "restricted_set", "restrictions"]

_BITS: Final = (64, 192, 1024)
_ZERO_BITS: Final = 4096


def restricted_set(found: CriticalSet, function: ScalarFunction) -> CriticalSet:
    """The critical set without the points outside of domain and box.

    Components stay as they are: only their points that satisfy the restrictions are meant. Samples outside are left out
    of pieces that have some inside.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.budget import Deadline
    >>> from symhess.solve import critical_set
    >>> positive = ScalarFunction(x**3 - 3 * x, (x,), domain=(Condition(x, Relation.POSITIVE),))
    >>> [point.coordinates[0].text() for point in critical_set(positive, Deadline(10)).points]
    ['1']
    """
    if not function.domain and function.box is None:
        return found
    conditions = restrictions(function)
    inside = {id(point): is_inside(point, conditions) for point in found.points}
    kept = tuple(point for point in found.points if inside[id(point)] is not False)
    excluded = tuple(point for point in found.points if inside[id(point)] is False)
    components = []
    for component in found.components:
        pieces = (replace(piece, samples=_inside(piece.samples, conditions)) for piece in component.pieces)
        components.append(replace(component, pieces=tuple(pieces)))
    completeness = _completeness(found.completeness, function, doubtful=None in inside.values())
    return replace(
        found, points=kept, components=tuple(components), completeness=completeness, excluded=excluded
    )


def _inside(samples: tuple[CriticalPoint, ...], conditions: tuple[Condition, ...]) -> tuple[CriticalPoint, ...]:
    return tuple(point for point in samples if is_inside(point, conditions)) or samples


def restrictions(function: ScalarFunction) -> tuple[Condition, ...]:
    """Domain and box together as conditions.

    Examples
    --------
    >>> from sympy import Integer
    >>> from sympy.abc import x
    >>> print(*restrictions(ScalarFunction(x, (x,), box=((Integer(-1), Integer(2)),))), sep=", ")
    x + 1 >= 0, 2 - x >= 0
    """
    return (*function.domain, *_box_conditions(function))


def _box_conditions(function: ScalarFunction) -> Iterator[Condition]:
    for variable, (low, high) in zip(function.variables, function.box or (), strict=False):
        yield Condition(variable - low, Relation.NONNEGATIVE)
        yield Condition(high - variable, Relation.NONNEGATIVE)


def is_inside(point: CriticalPoint, conditions: tuple[Condition, ...]) -> bool | None:
    """Whether a point satisfies all conditions; ``None`` where a term is too close to zero to tell.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess import critical_points
    >>> low, high = critical_points("x^3 - 6x").points
    >>> [is_inside(point, (Condition(x**2 + x - 2, Relation.POSITIVE),)) for point in (low, high)]
    [False, True]
    """
    answers = {_holds(condition, point) for condition in conditions}
    return False if False in answers else None if None in answers else True


def _holds(condition: Condition, point: CriticalPoint) -> bool | None:
    sign = _sign(condition.term, point)
    if sign is None:
        return None
    if condition.relation is Relation.NONZERO:
        return sign != 0
    return sign > 0 or (sign == 0 and condition.relation is Relation.NONNEGATIVE)


def _sign(term: Expr, point: CriticalPoint) -> int | None:
    """The sign of a term at the point: by enclosures, then exactly, then by narrower enclosures."""
    for bits in _BITS:
        sign = _enclosed_sign(term, point, bits)
        if sign is not None:
            return sign
    if _is_zero(term, point):
        return 0
    return _enclosed_sign(term, point, _ZERO_BITS)


def _enclosed_sign(term: Expr, point: CriticalPoint, bits: int) -> int | None:
    balls = {v: c.enclosure(bits) for v, c in zip(point.variables, point.coordinates, strict=True)}
    ball = enclosed_value(term, balls, bits)
    return None if ball is None else ball_sign(ball)


def _is_zero(term: Expr, point: CriticalPoint) -> bool | None:
    """Exactly where the point lies in one field, or has coordinates that can be written down."""
    used = [(v, c) for v, c in zip(point.variables, point.coordinates, strict=True) if v in term.free_symbols]
    places = {v: c.short() for v, c in used}
    if all(place is not None for place in places.values()):
        return is_zero_constant(term.xreplace(places))
    if isinstance(point.value, PolynomialValue) and len(point.parts) == 1:
        try:
            polynomial = polynomial_of(term, point.value.polynomial.context())
        except NotPolynomial:
            return None
        return PolynomialValue(polynomial, point.parts[0]).is_zero()
    return None


def _completeness(found: Completeness, function: ScalarFunction, *, doubtful: bool) -> Completeness:
    if doubtful:
        return Completeness(Status.INCOMPLETE, Reason.ZERO_TEST, function.box)
    if found.status is Status.COMPLETE and function.box is not None:
        return Completeness(Status.COMPLETE_IN_BOX, None, function.box)
    return replace(found, box=function.box)
