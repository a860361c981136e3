"""Checks of the records about constraint sets and regions, each by another way than it was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, Final, TypeAlias

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
from symhess.derivation import Step
from symhess.exact import real_roots
from symhess.exact.cells import TooManyCells, sample_below
from symhess.exact.groebner import exact_quotient
from symhess.exact.polynomial import NotPolynomial, polynomial_of, ring
from symhess.function import ScalarFunction
from symhess.verify.calculus import derivative
from symhess.verify.enclosures import enclosed
from symhess.verify.far import period_faults
from symhess.verify.on_sets import OnSet, active_terms, sign_on, tangent_inertia

__all__ = ["CONSTRAINT_CHECKERS", "Checkers"]

_BITS: Final = 192
_SECONDS: Final = 5.0
_RADII: Final = (fmpq(1, 1 << 12), fmpq(1, 1 << 16))

Checkers: TypeAlias = Mapping[type, Callable[[Any, Any, Sequence[Step]], Iterator[str]]]


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
    jacobian = Matrix([[derivative(g, v) for v in variables] for g in record.constraints])
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
    active = active_terms(found, candidate)
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
    yield from period_faults(record, about.study.function.expression)


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
    along = expand(about.study.function.expression.subs(place, simultaneous=True))
    if along.is_polynomial(t) and (Poly(along, t).degree() < 1 or Poly(along, t).LC() * record.sign < 0):
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
