"""Checks of statements about the whole function: whether what is said follows from records that hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from flint import arb

from symhess.constraint_evidence import Periods
from symhess.exact import Real
from symhess.function import ScalarFunction
from symhess.shape import (
    AffineAlong,
    CurvatureWitnesses,
    CurveToInfinity,
    GlobalBound,
    HessianMinors,
    LeadingForm,
    LimitAtInfinity,
)
from symhess.statements import Attained, ConvexityStatement, Curvature, GlobalExtrema, GlobalStatement, Grounds
from symhess.verify.shape import check_records
from symhess.verify.whole import Whole

__all__ = ["convexity_faults", "extrema_faults"]

_BITS = 256
_CONVEX = (Curvature.CONVEX, Curvature.STRICTLY_CONVEX)


_OPEN: Final = {
    Grounds.NO_BOUND,
    Grounds.NO_METHOD,
    Grounds.NOT_EXAMINED,
    Grounds.TIME_LIMIT,
}


def convexity_faults(statement: ConvexityStatement, function: ScalarFunction) -> Iterator[str]:
    """What is wrong with a statement about convexity.

    Examples
    --------
    >>> from dataclasses import replace
    >>> import symhess
    >>> found = symhess.convexity("x^4 + y^2")
    >>> list(convexity_faults(found.statement, found.function))
    []
    >>> list(convexity_faults(replace(found.statement, curvature=Curvature.CONCAVE), found.function))
    ['the curvature does not follow from the records']
    """
    yield from check_records(statement.evidence, Whole(function, statement.domain))
    signs = {record.sign for record in statement.evidence if isinstance(record, HessianMinors)}
    refuted = any(isinstance(record, CurvatureWitnesses) for record in statement.evidence)
    flat = any(isinstance(record, AffineAlong) for record in statement.evidence)
    strict = statement.curvature in (Curvature.STRICTLY_CONVEX, Curvature.STRICTLY_CONCAVE)
    if statement.curvature is Curvature.UNDECIDED:
        return
    if refuted != (statement.curvature is Curvature.NEITHER) or (flat and strict):
        yield "the curvature does not follow from the records"
    elif signs and statement.grounds is not Grounds.AFFINE and _opposes(signs, statement.curvature):
        yield "the curvature does not follow from the records"


def _opposes(signs: set[int], curvature: Curvature) -> bool:
    """A zero block counts for both signs, so the sign that is claimed must occur."""
    return (1 if curvature in _CONVEX else -1) not in signs


def extrema_faults(
    extrema: GlobalExtrema, function: ScalarFunction, values: Sequence[Real], others: Sequence[arb] = ()
) -> Iterator[str]:
    """What is wrong with statements about global extrema, given f at all listed points, and on families and sets.

    Examples
    --------
    >>> from dataclasses import replace
    >>> import symhess
    >>> study = symhess.analyze("x^4 - 2x^2")
    >>> values = [found.point.value for found in study.points]
    >>> list(extrema_faults(study.extrema, study.function, values))
    []
    >>> wrong = replace(study.extrema, minimum=replace(study.extrema.minimum, at=(1,)))
    >>> list(extrema_faults(wrong, study.function, values))
    ['a global extremum is not attained where it is said to be']
    """
    whole = Whole(function)
    for side, statement in ((1, extrema.minimum), (-1, extrema.maximum)):
        yield from check_records(statement.evidence, whole)
        yield from _statement_faults(statement, side, whole, values, others)


def _statement_faults(
    statement: GlobalStatement, side: int, whole: Whole, values: Sequence[Real], others: Sequence[arb]
) -> Iterator[str]:
    if not _follows(statement, side, len(whole.variables)):
        yield "a global statement does not follow from its records"
    if statement.value is None or statement.status is Attained.UNBOUNDED:
        return
    value = statement.value.enclosure(_BITS)
    if any((point_value - value) * side < 0 for point_value in whole.values()):
        yield "the function passes a global extremum"
    if any((number.enclosure(_BITS) - value) * side < 0 for number in values):
        yield "a critical value lies beyond the global extremum"
    if statement.status is Attained.ATTAINED and any(
        not 0 <= k < len(values) or not values[k].enclosure(_BITS).overlaps(value) for k in statement.at
    ):
        yield "a global extremum is not attained where it is said to be"
    if statement.status is Attained.ATTAINED and not statement.at and not any(v.overlaps(value) for v in others):
        yield "a global extremum is attained at nothing that is listed"


def _follows(statement: GlobalStatement, side: int, size: int) -> bool:
    records = statement.evidence
    forms = [record for record in records if isinstance(record, LeadingForm)]
    bounds = [record for record in records if isinstance(record, GlobalBound)]
    curves = [record for record in records if isinstance(record, CurveToInfinity)]
    match statement.grounds:
        case Grounds.COERCIVE:
            return _is_coercive(forms, side, size)
        case Grounds.SET_INCOMPLETE:  # attained somewhere, but the value is not known
            return statement.value is None and (not forms or _is_coercive(forms, side, size))
        case Grounds.UNBOUNDED_CURVE:
            return len(curves) == 1 and curves[0].power != 0 and curves[0].coefficient.sign() == -side
        case Grounds.BOUND_ATTAINED | Grounds.BOUND_APPROACHED:
            approached = statement.grounds is Grounds.BOUND_APPROACHED
            return len(bounds) == 1 and bounds[0].sign == side and len(curves) == int(approached)
        case Grounds.PERIODIC:
            return statement.status is Attained.ATTAINED and [type(record) for record in records] == [Periods]
        case Grounds.LIMIT_PASSED | Grounds.LIMIT_APPROACHED:
            return _compares_with_limit(statement, side)
        case Grounds.TAILS | Grounds.CONVEX_FUNCTION:
            return statement.status is not Attained.UNDECIDED and not (forms or bounds or curves)
        case _:
            return statement.status is Attained.UNDECIDED and statement.grounds in _OPEN


def _compares_with_limit(statement: GlobalStatement, side: int) -> bool:
    """An attained value is not worse than the limit at infinity; one that is only approached is the limit."""
    records = [record for record in statement.evidence if isinstance(record, LimitAtInfinity)]
    if len(records) != 1 or statement.value is None:
        return False
    limit, value = records[0].value.enclosure(_BITS), statement.value.enclosure(_BITS)
    if statement.grounds is Grounds.LIMIT_APPROACHED:
        return statement.status is Attained.NOT_ATTAINED and bool(limit.overlaps(value))
    return statement.status is Attained.ATTAINED and not (value - limit) * side > 0


def _is_coercive(forms: Sequence[LeadingForm], side: int, size: int) -> bool:
    covered = {variable for form in forms for variable in form.variables}
    return len(covered) == size and all(form.sign == side for form in forms)
