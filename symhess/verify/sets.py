"""Checks of what is said about families, level sets and points without gradient, on members, samples and rays.

A family is checked on members with small parameters, a level set at its samples, a point without gradient along rays:
every number there is an enclosure or exact. That nothing else happens for other integers is not proved a second time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Final, TypeAlias

from flint import arb, arb_mat, ctx, fmpq
from sympy import Expr, Integer, Symbol, diff, true

from symhess.critical_set import CriticalFamily, CriticalPoint
from symhess.differentiate import compare
from symhess.differentiate.normal_form import Equality
from symhess.evidence import (
    DirectionalTerm,
    FactorAlong,
    FamilyMinors,
    OuterCurvature,
    Representative,
    SideTerm,
    TransverseTrace,
)
from symhess.exact import is_zero_constant
from symhess.exact.enclosing import enclosed_constant, enclosed_value
from symhess.exact.number import ball_sign
from symhess.study import ClassifiedFamily, ClassifiedLevel, ClassifiedPoint, Study
from symhess.verdict import Kind
from symhess.verify.calculus import derivative

__all__ = ["SET_CHECKERS", "Subject", "member_places", "set_faults"]

_BITS: Final = 256
_REACH: Final = 3
_MOST_MEMBERS: Final = 60
_STEP: Final = arb(2) ** -60

Member: TypeAlias = Mapping[Symbol, Expr]
Classified: TypeAlias = ClassifiedFamily | ClassifiedLevel | ClassifiedPoint


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """What a record speaks of: the study, and the family, piece or point in it.

    Examples
    --------
    >>> Subject.__slots__
    ('study', 'classified')
    """

    study: Study
    classified: Classified


def set_faults(study: Study) -> Iterator[str]:
    """What is wrong with the verdicts about families, level sets and points without gradient.

    Examples
    --------
    >>> from symhess import analyze
    >>> list(set_faults(analyze("sin(x)")))
    []
    """
    for family in study.critical_set.families:
        yield from _cover_faults(family, study)
    for family_part in study.families:
        yield from _member_faults(family_part, study)
    everything: list[Classified] = [*study.families, *study.levels, *study.nonsmooth_points]
    for classified in everything:
        subject = Subject(study, classified)
        for record in classified.verdict.evidence:
            if type(record) in SET_CHECKERS:
                yield from SET_CHECKERS[type(record)](record, subject, ())


def _members(family: CriticalFamily) -> Sequence[Member]:
    reach = range(-_REACH, _REACH + 1)
    choices = product(reach, repeat=len(family.parameters))
    members = (dict(zip(family.parameters, map(Integer, values), strict=True)) for values in choices)
    return [member for member in members if family.condition.subs(member) == true][:_MOST_MEMBERS]


def _place(family: CriticalFamily, member: Member) -> dict[Expr, Expr]:
    return {v: at.subs(member) for v, at in zip(family.variables, family.at, strict=True)}


def member_places(family: CriticalFamily) -> Iterator[dict[Expr, Expr]]:
    """The places of some members with small integers.

    Examples
    --------
    >>> from sympy import pi
    >>> from sympy.abc import n, x
    >>> next(member_places(CriticalFamily((x,), (n,), (pi * n,))))
    {x: -3*pi}
    """
    return (_place(family, member) for member in _members(family))


def _cover_faults(family: CriticalFamily, study: Study) -> Iterator[str]:
    parts = [classified.family for classified in study.families if classified.family.at == family.at]
    for member in _members(family):
        if sum(part.condition.subs(member) == true for part in parts) != 1:
            yield "a member of a family does not belong to exactly one of its parts"
            return


def _member_faults(classified: ClassifiedFamily, study: Study) -> Iterator[str]:
    """Members are critical, and the eigenvalue signs of their Hessians go with the kind."""
    for member in _members(classified.family):
        place = _place(classified.family, member)
        slopes = [enclosed_constant(entry.xreplace(place), _BITS) for entry in study.gradient.flat()]
        if any(slope is None or not slope.contains(0) for slope in slopes):
            yield "a member of a family is not a critical point"
        kind = _kind_at(study, place)
        if kind is not None and classified.verdict.kind not in (kind, Kind.UNDECIDED):
            yield f"a member of a family is a {kind.value}, not a {classified.verdict.kind.value}"


def _hessian(study: Study, place: Mapping[Expr, Expr]) -> arb_mat | None:
    entries = [enclosed_constant(entry.xreplace(dict(place)), _BITS) for entry in study.hessian.flat()]
    known = [entry for entry in entries if entry is not None]
    return arb_mat(study.hessian.rows, study.hessian.rows, known) if len(known) == len(entries) else None


def _kind_at(study: Study, place: Mapping[Expr, Expr]) -> Kind | None:
    """By the signs of the characteristic polynomial's coefficients, where none is zero; all roots are real."""
    matrix = _hessian(study, place)
    if matrix is None:
        return None
    signs = [ball_sign(c) for c in matrix.charpoly().coeffs()]
    if None in signs or signs[0] == 0:
        return None
    nonzero = [sign for sign in signs if sign]
    positive = sum(a != b for a, b in zip(nonzero, nonzero[1:], strict=False))
    if positive in (0, len(signs) - 1):
        return Kind.MINIMUM if positive else Kind.MAXIMUM
    return Kind.SADDLE


def _members_of(modulus: int, residues: tuple[int, ...], family: CriticalFamily) -> Sequence[Member]:
    return [
        member
        for member in _members(family)
        if all(int(member[p]) % modulus == r for p, r in zip(family.parameters, residues, strict=True))
    ]


def _check_representative(record: Representative, subject: Subject, premises: object) -> Iterator[str]:
    if not isinstance(subject.classified, ClassifiedFamily):
        yield "a representative is given where there is no family"
        return
    family = subject.classified.family
    zero = dict(zip(family.parameters, map(Integer, record.residues), strict=False))
    own = [at.subs(zero) for at in family.at]
    if len(own) != len(record.point) or not all(
        a == b or is_zero_constant(a - b) for a, b in zip(own, record.point, strict=True)
    ):
        yield "the representative is not the member with these residues"
        return
    first = _hessian(subject.study, dict(zip(family.variables, record.point, strict=True)))
    for member in _members_of(record.modulus, record.residues, family):
        other = _hessian(subject.study, _place(family, member))
        if first is None or other is None or not first.overlaps(other):
            yield "the Hessian is not the same at all members with these residues"
            return


def _check_family_minors(record: FamilyMinors, subject: Subject, premises: object) -> Iterator[str]:
    if not isinstance(subject.classified, ClassifiedFamily) or len(record.minors) != len(record.signs):
        yield "minors along a family are given where there is no family"
        return
    family = subject.classified.family
    for member in _members_of(record.modulus, record.residues, family):
        quotients = {
            p: Integer((int(member[p]) - r) // record.modulus)
            for p, r in zip(family.parameters, record.residues, strict=True)
        }
        matrix = _hessian(subject.study, _place(family, member))
        rows = [] if matrix is None else matrix.tolist()
        for k, (minor, sign) in enumerate(zip(record.minors, record.signs, strict=True), start=1):
            claimed = enclosed_constant(minor.subs(quotients), _BITS)
            own = arb_mat([row[:k] for row in rows[:k]]).det() if rows else None
            if claimed is None or own is None or not claimed.overlaps(own):
                yield f"the leading principal minor of order {k} along the family is not the one given"
            elif sign and ball_sign(claimed) != sign:
                yield f"the sign of the leading principal minor of order {k} along the family is not {sign}"


def _samples(subject: Subject) -> tuple[CriticalPoint, ...]:
    return subject.classified.piece.samples if isinstance(subject.classified, ClassifiedLevel) else ()


def _at(point: CriticalPoint) -> dict[Expr, arb]:
    return {v: c.enclosure(_BITS) for v, c in zip(point.variables, point.coordinates, strict=True)}


def _check_outer_curvature(record: OuterCurvature, subject: Subject, premises: object) -> Iterator[str]:
    whole = record.outer.xreplace({record.variable: record.inner})
    if compare(whole, subject.study.function.expression) is not Equality.PROVED:
        yield "the function is not the outer function of the inner one"
    first = diff(record.outer, record.variable)
    for sample in _samples(subject):
        inner = enclosed_value(record.inner, _at(sample), _BITS)
        slope, bend = (
            None if inner is None else enclosed_value(part, {record.variable: inner}, _BITS)
            for part in (first, diff(first, record.variable))
        )
        if slope is None or bend is None or not slope.contains(0) or ball_sign(bend) != record.sign:
            yield "the outer function does not curve as it is said at a sample"


def _check_factor_along(record: FactorAlong, subject: Subject, premises: object) -> Iterator[str]:
    whole = record.constant + record.base**record.power * record.cofactor
    if compare(whole, subject.study.function.expression) is not Equality.PROVED and _is_whole(subject):
        yield "the function is not the constant plus the product"
    for sample in _samples(subject):
        base, cofactor = (enclosed_value(part, _at(sample), _BITS) for part in (record.base, record.cofactor))
        if base is None or not base.contains(0) or cofactor is None or ball_sign(cofactor) == -record.sign:
            yield "base or cofactor have another sign at a sample"


def _check_transverse_trace(record: TransverseTrace, subject: Subject, premises: object) -> Iterator[str]:
    """At samples the Hessian has one nonzero eigenvalue, of this sign, and the set has a normal there."""
    if not isinstance(subject.classified, ClassifiedLevel) or len(subject.classified.level_set.equations) != 1:
        yield "a trace is given where there is no hypersurface"
        return
    (equation,) = subject.classified.level_set.equations
    normal = [derivative(equation, v) for v in subject.study.function.variables]
    for sample in _samples(subject):
        entries = [enclosed_value(each, _at(sample), _BITS) for each in subject.study.hessian.flat()]
        known = [entry for entry in entries if entry is not None]
        matrix = arb_mat(len(normal), len(normal), known) if len(known) == len(entries) else None
        slopes = [enclosed_value(each, _at(sample), _BITS) for each in normal]
        if matrix is None or not any(each is not None and ball_sign(each) for each in slopes):
            yield "the set is not seen to have a normal at a sample"
            continue
        coefficients = matrix.charpoly().coeffs()
        if ball_sign(-coefficients[-2]) != record.sign or not all(c.contains(0) for c in coefficients[:-2]):
            yield "the Hessian across the set is not that of the trace at a sample"


def _is_whole(subject: Subject) -> bool:
    """Whether the record speaks of f itself and not of an inner function."""
    return subject.classified.verdict.decided_by == "factor-along"


def _check_side_term(record: SideTerm, subject: Subject, premises: object) -> Iterator[str]:
    with ctx.workprec(4 * _BITS):
        yield from _side_term_faults(record)


def _side_term_faults(record: SideTerm) -> Iterator[str]:
    start = enclosed_constant(record.outer.xreplace({record.unknown: record.place}), 4 * _BITS)
    place = enclosed_constant(record.place, 4 * _BITS)
    moved = None if place is None else place + record.side * _STEP
    end = None if moved is None else enclosed_value(record.outer, {record.unknown: moved}, 4 * _BITS)
    if start is None or end is None:
        yield "the outer function has no value beside the place"
        return
    expected = record.coefficient.enclosure(_BITS) * _STEP.root(record.root) ** record.power
    ratio = (end - start) / expected
    if not (ratio > arb(fmpq(9, 10)) and ratio < arb(fmpq(11, 10))):
        yield "the outer function does not begin with the term given"


def _check_directional_term(record: DirectionalTerm, subject: Subject, premises: object) -> Iterator[str]:
    for name, direction, sign in (("up", record.up, 1), ("down", record.down, -1)):
        if direction:
            places = {v: arb(entry) for v, entry in zip(record.increments, direction, strict=True)}
            ball = enclosed_value(record.form, places, _BITS)
            if ball is None or ball_sign(ball) != sign:
                yield f"the form is not {name} in the direction {direction}"
    if not record.sign and not (record.up and record.down):
        yield "a form with both signs needs a direction for each"
    for direction in product((-1, 0, 1), repeat=len(record.increments)) if record.sign else ():
        places = {v: arb(entry) for v, entry in zip(record.increments, direction, strict=True)}
        ball = enclosed_value(record.form, places, _BITS) if any(direction) else arb(record.sign)
        if ball is None or ball_sign(ball) != record.sign:
            yield f"the form has another sign in the direction {direction}"


SET_CHECKERS: Final[dict[type, Callable[[Any, Any, Any], Iterator[str]]]] = {
    Representative: _check_representative,
    FamilyMinors: _check_family_minors,
    OuterCurvature: _check_outer_curvature,
    FactorAlong: _check_factor_along,
    TransverseTrace: _check_transverse_trace,
    SideTerm: _check_side_term,
    DirectionalTerm: _check_directional_term,
}
