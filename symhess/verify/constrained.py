"""Checks of studies on constraint sets and regions: every candidate, its kind, and the global extrema."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, Final

from flint import fmpq, fmpz_poly
from sympy import Expr, Matrix, Poly, Symbol, expand, together

from symhess.budget import Deadline
from symhess.constraint_evidence import (
    ActiveSet,
    BorderedMinors,
    CompactSet,
    CurveEnds,
    LagrangeSystem,
    MultiplierSigns,
    Periods,
    RayToInfinity,
    RegularConstraints,
    Relaxation,
    SingularConstraintPoint,
    TangentInertia,
)
from symhess.constraints import Candidate, ConstraintStudy
from symhess.critical_set import Status
from symhess.derivation import Step
from symhess.exact import Rational, real_roots
from symhess.exact.cells import TooManyCells, sample_below
from symhess.exact.groebner import exact_quotient
from symhess.exact.polynomial import NotPolynomial, polynomial_of, ring
from symhess.function import ScalarFunction
from symhess.statements import Attained, GlobalStatement
from symhess.study import Study
from symhess.verdict import Kind, Verdict
from symhess.verify.enclosures import enclosed
from symhess.verify.on_sets import OnSet, sign_on, tangent_inertia

__all__ = ["CONSTRAINT_CHECKERS", "constrained_faults"]

_BITS: Final = 192
_SECONDS: Final = 5.0
_RADII: Final = (fmpq(1, 1 << 12), fmpq(1, 1 << 16))

Checkers = Mapping[type, Callable[[Any, Any, Sequence[Step]], Iterator[str]]]


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


def _terms(found: ConstraintStudy) -> tuple[Expr, ...]:
    return (*found.equations, *(condition.term for condition in found.region))


def _candidate_faults(
    study: Study, found: ConstraintStudy, candidate: Candidate, checkers: Checkers
) -> Iterator[str]:
    """Feasible, with the right active constraints, value, multipliers and kind."""
    point, terms = candidate.point, _terms(found)
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
    active = [terms[k] for k in candidate.active]
    gradients = [study.function.expression, *active]
    if candidate.is_regular and not _are_dependent(gradients, point):
        yield f"{at} the gradients of f and of the constraints are not confirmed to be dependent"
    if not candidate.is_regular and active and not _are_dependent(active, point):
        yield f"{at} the gradients of the constraints are not confirmed to be dependent"
    yield from (f"{at}: {fault}" for fault in _multiplier_faults(study, candidate, active))
    about = OnSet(study, candidate)
    for record in candidate.verdict.evidence:
        if isinstance(record, TangentInertia | BorderedMinors | MultiplierSigns | SingularConstraintPoint):
            yield from (f"{at}: {fault}" for fault in checkers[type(record)](record, about, ()))
    yield from (f"{at}: {fault}" for fault in _kind_faults(candidate.verdict, candidate))


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
    jacobian = Matrix(len(terms), len(variables), [t.diff(v) for t in terms for v in variables])
    columns = combinations(range(len(variables)), len(terms))
    return all(sign_on(expand(jacobian[:, list(c)].det()), point) == 0 for c in columns)


def _multiplier_faults(study: Study, candidate: Candidate, active: Sequence[Expr]) -> Iterator[str]:
    if not candidate.multipliers:
        return
    if len(candidate.multipliers) != len(active):
        yield "there is not one multiplier for each active constraint"
        return
    point = candidate.point
    place = {v: c.enclosure(_BITS) for v, c in zip(point.variables, point.coordinates, strict=True)}
    for variable in point.variables:
        total = enclosed(study.function.expression.diff(variable), place)
        for number, g in zip(candidate.multipliers, active, strict=True):
            total -= number.enclosure(_BITS) * enclosed(g.diff(variable), place)
        if not total.contains(0):
            yield f"the multipliers do not balance the derivative with respect to {variable}"


def _kind_faults(verdict: Verdict, candidate: Candidate) -> Iterator[str]:
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
            against = {Kind.MINIMUM: -1, Kind.MAXIMUM: 1}.get(verdict.kind)
            if against in record.signs:
                yield f"{verdict.kind.value} does not follow from the signs of the multipliers"
        elif isinstance(record, SingularConstraintPoint) and verdict.decided_by == "constraint-branches":
            both = {1, -1} <= set(record.signs)
            wanted = Kind.SADDLE if both else Kind.MAXIMUM if -1 in record.signs else Kind.MINIMUM
            if verdict.kind is not wanted:
                yield f"{verdict.kind.value} does not follow from the signs on the branches"


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


def _check_lagrange_system(record: LagrangeSystem, about: OnSet, premises: Sequence[Step]) -> Iterator[str]:
    """The system below is the gradient of the Lagrange function."""
    if len(record.multipliers) != len(record.constraints) or len(premises) != 1:
        yield "a Lagrange system does not have one multiplier for each constraint and one solution"
        return
    for system in premises[0].evidence:
        equations = getattr(system, "equations", None)
        names = getattr(system, "unknowns", None)
        if equations is None or names is None:
            continue
        symbols = [Symbol(name) for name in names]
        variables = [s for s in symbols if not s.name.startswith("_c")]
        whole = ScalarFunction(record.lagrangian(), tuple(variables))
        constants = {value: name for name, value in getattr(system, "constants", ())}
        for symbol, equation in zip(variables, equations, strict=False):
            own = polynomial_of(expand(whole.expression.diff(symbol)), ring(names), constants)
            ratio = own * equation.leading_coefficient() if not equation.is_zero() else own
            if not (ratio - equation * (own.leading_coefficient() if not own.is_zero() else 0)).is_zero():
                yield f"an equation of the system is not the derivative of the Lagrange function by {symbol}"


def _check_regular_constraints(record: RegularConstraints, about: OnSet, premises: Sequence[Step]) -> Iterator[str]:
    """The constraints and the minors have no common zero, by a basis in the opposite order."""
    variables = about.study.function.variables
    jacobian = Matrix([[g.diff(v) for v in variables] for g in record.constraints])
    own = {
        expand(jacobian[:, list(c)].det()) for c in combinations(range(len(variables)), len(record.constraints))
    } - {0}
    if set(map(expand, record.minors)) != own:
        yield "the minors are not those of the constraints' Jacobian"
        return
    if any(minor.is_number for minor in record.minors):
        return
    context = ring([v.name for v in reversed(variables)])
    try:
        system = [polynomial_of(t, context) for t in (*record.minors, *record.constraints)]
    except NotPolynomial:
        yield "the constraints are no polynomials"
        return
    quotient = exact_quotient(system, range(len(variables)), Deadline(_SECONDS))
    if quotient is None or not quotient.is_trivial:
        yield "the gradients of the constraints are not confirmed to be independent on the set"


def _check_tangent_inertia(record: TangentInertia, about: OnSet, premises: Sequence[Step]) -> Iterator[str]:
    own = tangent_inertia(about)
    if own is None or own != (record.positive, record.negative, record.zero):
        yield f"the signs on the tangent space are not {record.positive}, {record.negative}, {record.zero}"


def _check_bordered_minors(record: BorderedMinors, about: OnSet, premises: Sequence[Step]) -> Iterator[str]:
    """Signs belong to their numbers, and the last one to the inertia: det B = (−1)^k·(product on T)·(positive)."""
    if tuple(minor.sign() for minor in record.minors) != record.signs:
        yield "a bordered minor does not have its sign"
        return
    own = tangent_inertia(about)
    if own is not None and record.signs:
        wanted = 0 if own[2] else (-1) ** (own[1] + record.constraints)
        if record.signs[-1] != wanted:
            yield "the bordered Hessian's determinant does not have the sign that the tangent space asks for"


def _check_multiplier_signs(record: MultiplierSigns, about: OnSet, premises: Sequence[Step]) -> Iterator[str]:
    candidate, found = about.candidate, about.study.constraint_study
    if candidate is None or found is None:
        return
    offset = len(found.equations)
    signs = tuple(number.sign() for number in candidate.multipliers[offset:])
    if record.active != candidate.active or record.signs != signs:
        yield "the signs are not those of the multipliers"


def _check_singular_point(record: SingularConstraintPoint, about: OnSet, premises: Sequence[Step]) -> Iterator[str]:
    """The set on two small circles around the point: as many points, with the same signs of f − f(p)."""
    candidate, found = about.candidate, about.study.constraint_study
    if candidate is None or found is None or candidate.verdict.decided_by != "constraint-branches":
        return
    active = [_terms(found)[k] for k in candidate.active]
    at = [c.short() for c in candidate.point.coordinates]
    if len(active) != 1 or len(at) != 2 or None in at:
        yield "the branches at a singular point cannot be re-checked"
        return
    rise = about.study.function.expression - candidate.point.value.short()
    for radius in _RADII:
        if sorted(_signs_on_circle(active[0], rise, candidate.point.variables, at, radius)) != sorted(record.signs):
            yield "the branches at a singular point do not have these signs"
            return


def _signs_on_circle(
    curve: Expr, rise: Expr, variables: Sequence[Symbol], at: Sequence[Any], radius: fmpq
) -> Iterator[int]:
    s = Symbol("s_")
    r = Poly(1, s).one.as_expr() * int(radius.p) / int(radius.q)
    place = {
        variables[0]: at[0] + r * (1 - s**2) / (1 + s**2),
        variables[1]: at[1] + r * 2 * s / (1 + s**2),
    }
    top, height = (together(e.subs(place)).as_numer_denom()[0] for e in (curve, rise))
    opposite = {variables[0]: at[0] - r, variables[1]: at[1]}  # the point that no s reaches
    if expand(curve.subs(opposite)) == 0:
        value = rise.subs(opposite)
        yield int(bool(value > 0)) - int(bool(value < 0))
    polynomial = Poly(expand(top), s)
    _, whole = polynomial.clear_denoms(convert=True)
    factors = fmpz_poly([int(c) for c in reversed(whole.all_coeffs())]).factor()[1]
    for factor, _ in factors:
        if factor.degree() == 1:
            value = height.subs(s, -Poly([1], s).one.as_expr() * int(factor[0]) / int(factor[1]))
            yield int(bool(value > 0)) - int(bool(value < 0))
        elif factor.degree() > 1:
            for root in real_roots(factor):
                ball = enclosed(height, {s: root.enclosure(4 * _BITS)})
                yield int(ball > 0) - int(ball < 0)


def _check_compact_set(record: CompactSet, about: OnSet, premises: Sequence[Step]) -> Iterator[str]:
    """Bounds of linear regions by one sample in every cell; forms by their growth on a large sphere."""
    for form in record.forms:
        if Poly(form, *form.free_symbols).total_degree() < 1:
            yield "a form of the compact set is constant"
    found = about.study.constraint_study
    if found is None or found.equations or record.forms or len(record.variables) > 2:
        return
    context = ring([v.name for v in record.variables])
    try:
        terms = (*(condition.term for condition in found.region), *record.extra)
        region = [polynomial_of(term, context) for term in terms]
        for variable, (low, high) in zip(record.variables, record.bounds, strict=True):
            for term in (high - variable, variable - low):
                if sample_below(polynomial_of(term, context), region, Deadline(_SECONDS)) is not None:
                    yield f"the set is not within the bounds of {variable}"
    except (NotPolynomial, TooManyCells):
        return


def _check_curve_ends(record: CurveEnds, about: OnSet, premises: Sequence[Step]) -> Iterator[str]:
    if any(sign not in (-1, 0, 1) for sign in record.signs):
        yield "the end of a curve goes nowhere"
    degree = len(record.variables) - len(record.equations) - len(record.cut)
    if degree > 1:
        yield "the ends are not those of a curve"


def _check_active_set(record: ActiveSet, about: OnSet, premises: Sequence[Step]) -> Iterator[str]:
    """Every set of inequalities is listed, or holds one whose zeros are finitely many or none."""
    found = about.study.constraint_study
    if found is None or record.inequalities != tuple(condition.term for condition in found.region):
        yield "the active sets are not those of the region"
        return
    variables = about.study.function.variables
    closed: list[set[int]] = []
    for size in range(len(record.inequalities) + 1):
        for active in combinations(range(len(record.inequalities)), size):
            if any(done <= set(active) for done in closed):
                continue
            terms = (*found.equations, *(record.inequalities[k] for k in active))
            is_finite = _has_finitely_many_zeros(terms, variables)
            if is_finite:
                closed.append(set(active))
            if active not in record.active and not is_finite:
                yield f"the face {active} of the region is missing"


def _has_finitely_many_zeros(terms: Sequence[Expr], variables: Sequence[Symbol]) -> bool:
    context = ring([v.name for v in reversed(variables)])
    try:
        system = [polynomial_of(t, context) for t in terms]
    except NotPolynomial:
        return False
    quotient = exact_quotient(system, range(len(variables)), Deadline(_SECONDS)) if system else None
    return quotient is not None and (quotient.is_trivial or quotient.is_finite)


def _check_periods(record: Periods, about: OnSet, premises: Sequence[Step]) -> Iterator[str]:
    for variable, period in zip(record.variables, record.periods, strict=True):
        if enclosed(period, {}) <= 0:
            yield f"the period of {variable} is not positive"


def _check_ray(record: RayToInfinity, about: OnSet, premises: Sequence[Step]) -> Iterator[str]:
    """Along the ray all inequalities are polynomials in t without negative coefficients, and f grows as recorded."""
    found, t = about.study.constraint_study, Symbol("t_")
    if found is None:
        return
    place = {
        v: p + t * d
        for v, p, d in zip(about.study.function.variables, record.point, record.direction, strict=True)
    }
    for condition in found.region:
        if any(c < 0 for c in Poly(condition.term.subs(place, simultaneous=True), t).all_coeffs()):
            yield "the ray leaves the region"
    along = Poly(expand(about.study.function.expression.subs(place, simultaneous=True)), t)
    if along.degree() < 1 or along.LC() * record.sign < 0:
        yield "f does not go to infinity along the ray"


def _check_relaxation(record: Relaxation, about: OnSet, premises: Sequence[Step]) -> Iterator[str]:
    """On every candidate the rewritten function is f, and the equations are among the constraints."""
    found = about.study.constraint_study
    if found is None:
        return
    if not set(map(expand, record.equations)) <= set(map(expand, found.equations)):
        yield "the relaxation has an equation that is no constraint"
    rest = record.function - about.study.function.expression
    for candidate in found.candidates:
        if sign_on(rest, candidate.point) not in (0, None):
            yield "the rewritten function is not f on the set"


CONSTRAINT_CHECKERS: Final[Checkers] = {
    LagrangeSystem: _check_lagrange_system,
    RegularConstraints: _check_regular_constraints,
    TangentInertia: _check_tangent_inertia,
    BorderedMinors: _check_bordered_minors,
    SingularConstraintPoint: _check_singular_point,
    CompactSet: _check_compact_set,
    CurveEnds: _check_curve_ends,
    ActiveSet: _check_active_set,
    MultiplierSigns: _check_multiplier_signs,
    Periods: _check_periods,
    RayToInfinity: _check_ray,
    Relaxation: _check_relaxation,
}
