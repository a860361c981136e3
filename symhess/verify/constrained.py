"""Checks of studies on constraint sets and regions: every candidate, its kind, and the global extrema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, Final

from sympy import Abs, Expr, Matrix, Pow, expand
from sympy import Rational as SympyRational

from symhess.constraint_evidence import (
    ActiveSet,
    BorderedMinors,
    LagrangeSystem,
    MultiplierSigns,
    RegularConstraints,
    SingularConstraintPoint,
    TangentInertia,
)
from symhess.constraints import Candidate, ConstraintStudy
from symhess.critical_set import CriticalPoint, Status
from symhess.derivation import Step
from symhess.exact import Rational
from symhess.statements import Attained, GlobalStatement
from symhess.study import Study
from symhess.verdict import Kind, Verdict
from symhess.verify.calculus import derivative
from symhess.verify.constraint_records import Checkers
from symhess.verify.enclosures import enclosed
from symhess.verify.on_sets import OnSet, active_terms, nearby_signs, sign_on

__all__ = ["constrained_faults"]

_BITS: Final = 192
_WORSE: Final = {Kind.MINIMUM: -1, Kind.MAXIMUM: 1}


def constrained_faults(study: Study, checkers: Checkers) -> Iterator[str]:
    """What is wrong with a study on a constraint set.

    Parameters
    ----------
    study : Study
    checkers : mapping
        For every type of record its checker.

    Examples
    --------
    >>> constrained_faults.__name__  # a study is needed: see the tests
    'constrained_faults'
    """
    found = study.constraint_study
    assert found is not None
    regular = [c for c in found.candidates if c.is_regular]
    if [c.point for c in regular] != [p.point for p in study.points]:
        yield "the points of the study are not the regular candidates"
    for candidate in found.candidates:
        yield from _candidate_faults(study, found, candidate, checkers)
    for step in _steps(found.step):
        for record in step.evidence:
            if isinstance(record, LagrangeSystem | RegularConstraints | ActiveSet):
                yield from checkers[type(record)](record, OnSet(study), step.premises)
    for side, sign in ((found.extrema.minimum, 1), (found.extrema.maximum, -1)):
        yield from _statement_faults(study, found, side, sign)
        for evidence in side.evidence:
            yield from checkers[type(evidence)](evidence, OnSet(study), ())


def _steps(step: Step) -> Iterator[Step]:
    yield step
    for premise in step.premises:
        yield from _steps(premise)


def _candidate_faults(
    study: Study, found: ConstraintStudy, candidate: Candidate, checkers: Checkers
) -> Iterator[str]:
    """Feasible, with the right active constraints, value, multipliers and kind."""
    point = candidate.point
    terms = (*found.equations, *(condition.term for condition in found.region))
    at = f"at ({', '.join(c.decimal(6) for c in point.coordinates)})"
    for number, term in enumerate(terms):
        sign = sign_on(term, point)
        if number in candidate.active or number < len(found.equations):
            if sign != 0:
                yield f"{at} constraint {number} is not confirmed to be zero"
        elif sign != 1:
            yield f"{at} inequality {number} is not confirmed to hold strictly"
    if not _is_value(study.function.expression, point, point.value):
        yield f"{at} the value of f is not {point.value.decimal(6)}"
    active = active_terms(found, candidate)
    gradients = [study.function.expression, *active]
    has_gradient = not _has_kink(study.function.expression, point)
    if candidate.is_regular and has_gradient and not _are_dependent(gradients, point):
        yield f"{at} the gradients of f and of the constraints are not confirmed to be dependent"
    if not candidate.is_regular and active and not _are_dependent(active, point):
        yield f"{at} the gradients of the constraints are not confirmed to be dependent"
    yield from (f"{at}: {fault}" for fault in _multiplier_faults(study, candidate, active))
    about = OnSet(study, candidate)
    for record in candidate.verdict.evidence:
        if isinstance(record, TangentInertia | BorderedMinors | MultiplierSigns | SingularConstraintPoint):
            yield from (f"{at}: {fault}" for fault in checkers[type(record)](record, about, ()))
    yield from (f"{at}: {fault}" for fault in _kind_faults(candidate.verdict, about))


def _is_value(expression: Expr, point: Any, claimed: Any) -> bool:
    place = {v: c.enclosure(_BITS) for v, c in zip(point.variables, point.coordinates, strict=True)}
    ball = enclosed(expression, place)
    if not ball.overlaps(claimed.enclosure(_BITS)):
        return False
    return not isinstance(claimed, Rational) or sign_on(expression - claimed.short(), point) == 0


def _are_dependent(terms: Sequence[Expr], point: Any) -> bool:
    """Whether all maximal minors of the gradients vanish."""
    variables = point.variables
    if len(terms) > len(variables):
        return True
    jacobian = Matrix(len(terms), len(variables), [derivative(t, v) for t in terms for v in variables])
    columns = combinations(range(len(variables)), len(terms))
    return all(sign_on(expand(jacobian[:, list(c)].det()), point) == 0 for c in columns)


def _has_kink(expression: Expr, point: CriticalPoint) -> bool:
    """Whether an absolute value or a root is taken of zero at the point."""
    place = {v: c.enclosure(_BITS) for v, c in zip(point.variables, point.coordinates, strict=True)}
    roots = [part.base for part in expression.atoms(Pow) if isinstance(part.exp, SympyRational) and part.exp.q > 1]
    inner = [part.args[0] for part in expression.atoms(Abs)] + roots
    return any(enclosed(part, place).contains(0) for part in inner)


def _multiplier_faults(study: Study, candidate: Candidate, active: Sequence[Expr]) -> Iterator[str]:
    if not candidate.multipliers:
        return
    if len(candidate.multipliers) != len(active):
        yield "there is not one multiplier for each active constraint"
        return
    point = candidate.point
    place = {v: c.enclosure(_BITS) for v, c in zip(point.variables, point.coordinates, strict=True)}
    for variable in point.variables:
        total = enclosed(derivative(study.function.expression, variable), place)
        for number, g in zip(candidate.multipliers, active, strict=True):
            total -= number.enclosure(_BITS) * enclosed(derivative(g, variable), place)
        if not total.contains(0):
            yield f"the multipliers do not balance the derivative with respect to {variable}"


def _kind_faults(verdict: Verdict, about: OnSet) -> Iterator[str]:
    """Whether the kind follows from the records that decide it."""
    if verdict.kind is Kind.UNDECIDED:
        if verdict.reason is None:
            yield "an undecided kind has no reason"
        return
    for record in verdict.evidence:
        if isinstance(record, TangentInertia) and verdict.decided_by == "tangent-inertia":
            if _by_inertia(record) is not verdict.kind:
                yield f"{verdict.kind.value} does not follow from the signs on the tangent space"
        elif isinstance(record, MultiplierSigns) and verdict.decided_by == "multiplier-signs":
            if not _follows_from_signs(record.signs, verdict, about):
                yield f"{verdict.kind.value} does not follow from the signs of the multipliers"
        elif isinstance(record, SingularConstraintPoint) and verdict.decided_by == "constraint-branches":
            both = {1, -1} <= set(record.signs)
            wanted = Kind.SADDLE if both else Kind.MAXIMUM if -1 in record.signs else Kind.MINIMUM
            if verdict.kind is not wanted:
                yield f"{verdict.kind.value} does not follow from the signs on the branches"


def _follows_from_signs(signs: tuple[int, ...], verdict: Verdict, about: OnSet) -> bool:
    """Both signs: no extremum. One sign: the face decides. Zeros: nearby points of the region must not contradict."""
    if 1 in signs and -1 in signs:
        return verdict.kind is Kind.SADDLE
    if {Kind.MINIMUM: -1, Kind.MAXIMUM: 1}.get(verdict.kind) in signs:
        return False
    if 0 in signs:
        near = nearby_signs(about)
        if near is None:
            return True
        return {1, -1} <= near if verdict.kind is Kind.SADDLE else _WORSE[verdict.kind] not in near
    against = [r.negative if 1 in signs else r.positive for r in verdict.evidence if isinstance(r, TangentInertia)]
    flat = [r.zero for r in verdict.evidence if isinstance(r, TangentInertia)]
    if not against or flat[0]:
        return True
    return bool(against[0]) is (verdict.kind is Kind.SADDLE)


def _by_inertia(record: TangentInertia) -> Kind | None:
    if record.positive and record.negative:
        return Kind.SADDLE
    if record.zero:
        return None
    return Kind.MAXIMUM if record.negative else Kind.MINIMUM


def _statement_faults(study: Study, found: ConstraintStudy, side: GlobalStatement, sign: int) -> Iterator[str]:
    """An attained extremum is the value at its points, and no candidate beats it or a bound that is not attained."""
    if side.status is Attained.ATTAINED and side.value is None:
        yield "an attained extremum has no value"
    if side.value is None:
        return
    best = side.value.enclosure(_BITS)
    for place in side.at:
        if not 0 <= place < len(found.candidates):
            yield "an extremum is attained at a candidate that is not there"
        elif not found.candidates[place].point.value.enclosure(_BITS).overlaps(best):
            yield "an extremum is not the value of f at its point"
    for candidate in found.candidates:
        if (best - candidate.point.value.enclosure(_BITS)) * sign > 0:
            yield "a candidate has a better value than the global extremum"
    complete = study.critical_set.completeness.status is not Status.INCOMPLETE
    if side.status is Attained.ATTAINED and not complete and not side.evidence:
        yield "a global extremum is claimed among candidates that may not be all"
