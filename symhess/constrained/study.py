"""The pipeline for functions on constraint sets and regions: candidates, kinds, global extrema."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from flint import arb
from sympy import Abs, Add, Expr, Pow, Rational, expand, oo

from symhess.budget import Deadline
from symhess.condition import Condition, Relation
from symhess.constrained.cores import Core, core_of
from symhess.constrained.elimination import eliminated
from symhess.constrained.extrema import Setting, compact_set, global_extrema
from symhess.constrained.lagrange import minors_of
from symhess.constrained.numbers import compare
from symhess.constrained.periodic import periodic_extrema
from symhess.constrained.places import sign_at, value_at
from symhess.constrained.problem import Problem, polynomials, square_free
from symhess.constrained.region import study_region
from symhess.constrained.strata import stratum
from symhess.constrained.transcendental import Box
from symhess.constraint_evidence import Relaxation
from symhess.constraints import Candidate, ConstrainedComponent, ConstraintStudy
from symhess.critical_set import Completeness, CriticalPoint, CriticalSet, Status
from symhess.derivation import Claim, Step
from symhess.differentiate import differentiate
from symhess.differentiate.smoothness import smoothness_conditions
from symhess.errors import InputError, TimeLimitReached
from symhess.exact import Real
from symhess.exact.cells import TooManyCells, sample_below
from symhess.exact.enclosing import enclosed_value
from symhess.exact.symbolic import real_number
from symhess.extrema.decide import global_extrema as extrema_on_space
from symhess.function import ScalarFunction
from symhess.solve import critical_set
from symhess.solve.transcendental.naming import with_plain_symbols
from symhess.statements import Attained, GlobalExtrema, GlobalStatement, Grounds
from symhess.study import ClassifiedFamily, ClassifiedPoint, Study
from symhess.verdict import Kind, Reason, Verdict

__all__ = ["constrained_study"]

_BITS: Final = 128
_OPEN: Final = GlobalStatement(Attained.UNDECIDED, None, (), Grounds.TIME_LIMIT)


def constrained_study(
    function: ScalarFunction, equations: Sequence[Expr], region: Sequence[Condition], deadline: Deadline
) -> Study:
    """Study a function where the equations are zero and the conditions of the region hold.

    Parameters
    ----------
    function : ScalarFunction
    equations : sequence of Expr
    region : sequence of Condition
        Nonnegative or positive terms.
    deadline : Deadline

    Raises
    ------
    InputError
        If a condition excludes single values (≠).

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> found = constrained_study(ScalarFunction(x + y, (x, y)), (x**2 + y**2 - 2,), (), Deadline(10))
    >>> [point.verdict.kind.value for point in found.points]
    ['minimum', 'maximum']
    >>> found.constraint_study.extrema.maximum.value.text()
    '2'
    """
    if any(condition.relation is Relation.NONZERO for condition in region):
        raise InputError("a region is given by inequalities such as x >= 0, not by values that are left out")
    derivatives = differentiate(function)
    equations = tuple(square_free(g, function.variables) for g in equations if expand(g) != 0)
    problem = Problem(function.expression, function.variables, equations, tuple(range(len(equations))))
    inequalities = tuple(condition.term for condition in region)
    found, extrema = _nothing(Reason.TIME_LIMIT), GlobalExtrema(_OPEN, _OPEN)
    try:
        found = _found(problem, inequalities, deadline)
        strict = frozenset(k for k, c in enumerate(region) if c.relation is Relation.POSITIVE)
        extrema = _extrema(problem, inequalities, strict, found, deadline)
    except TimeLimitReached:
        pass  # what was found before stays, the rest is open for that reason
    except KeyboardInterrupt:
        found = _nothing(Reason.INTERRUPTED) if not found.candidates else found
    found, extrema = _without_open_faces(problem, region, found, extrema)
    found = _told_by_extrema(found, extrema, len(problem.equations))
    found = replace(found, step=with_plain_symbols(found.step, function.variables))
    constraint_study = ConstraintStudy(
        equations, tuple(region), found.candidates, found.components, extrema, found.step
    )
    points = tuple(ClassifiedPoint(c.point, c.verdict) for c in found.candidates if c.is_regular)
    critical = CriticalSet(
        function.variables,
        tuple(c.point for c in found.candidates if c.is_regular),
        (),
        found.completeness,
        Step(Claim.CRITICAL_SET, (), (found.step,)),
        tuple(f.family for f in found.families),
    )
    return Study(
        function, derivatives, critical, points, families=found.families, constraint_study=constraint_study
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Findings:
    candidates: tuple[Candidate, ...]
    components: tuple[ConstrainedComponent, ...]
    families: tuple[ClassifiedFamily, ...]
    completeness: Completeness
    step: Step


def _nothing(reason: Reason) -> _Findings:
    return _Findings((), (), (), Completeness(Status.INCOMPLETE, reason), Step(Claim.SOLUTIONS))


def _found(problem: Problem, inequalities: tuple[Expr, ...], deadline: Deadline) -> _Findings:
    if inequalities:
        region = study_region(problem, inequalities, _box(problem, inequalities, deadline), deadline)
        candidates, components = region.candidates, region.components
        families: tuple[ClassifiedFamily, ...] = ()
        completeness, step = region.completeness, region.step
    else:
        whole = stratum(problem, deadline, _box(problem, (), deadline))
        candidates = tuple(sorted(whole.candidates, key=lambda c: [float(x) for x in c.point.coordinates]))
        components, families, completeness, step = (
            whole.components, whole.families, whole.completeness, whole.step
        )
    ordered = (*(c for c in candidates if c.is_regular), *(c for c in candidates if not c.is_regular))
    return _Findings(ordered, components, families, completeness, step)


def _box(problem: Problem, inequalities: tuple[Expr, ...], deadline: Deadline) -> Box | None:
    """A box that holds the set."""
    record = compact_set(problem, inequalities, deadline)
    if record is None or record.variables != problem.variables:
        return None
    if any(end in (oo, -oo) for pair in record.bounds for end in pair):
        return None
    return tuple((low, high) if low != high else (low - 1, high + 1) for low, high in record.bounds)


def _extrema(
    problem: Problem, inequalities: tuple[Expr, ...], strict: frozenset[int], found: _Findings, deadline: Deadline
) -> GlobalExtrema:
    """Global statements for the inner function, told of f."""
    core = core_of(problem.function, problem.variables)
    inner = replace(problem, function=core.inner)
    points = [*(c.point for c in found.candidates), *(s for c in found.components for s in c.samples)]
    values = tuple(value_at(core.inner, p) or p.value for p in points)
    if core.inner == problem.function:
        values = tuple(p.value for p in points)
    is_complete = found.completeness.status is not Status.INCOMPLETE and not found.families
    is_complete = is_complete and all(_has_one_value(component) for component in found.components)
    everywhere = not core.positive_only or _is_positive(core.inner, problem, deadline)
    if not _is_continuous(core.inner, problem, inequalities, deadline):
        return GlobalExtrema(_no_method(), _no_method())
    if not values and is_complete and _is_empty(problem, inequalities, deadline):
        empty = GlobalStatement(Attained.NOT_ATTAINED, None, (), Grounds.EMPTY_SET)
        return GlobalExtrema(empty, empty)
    extrema = global_extrema(Setting(inner, inequalities, values, is_complete, strict), deadline)
    if found.families and not inequalities:
        extrema = periodic_extrema(eliminated(inner).problem, deadline) or extrema
    if not inequalities:
        extrema = _on_graph(inner, points, extrema, deadline)
    if not everywhere:  # what lies outside the domain can only be below a positive maximum of the inner function
        highest = extrema.maximum
        is_inside = highest.status is Attained.ATTAINED and highest.value is not None and highest.value.sign() == 1
        extrema = GlobalExtrema(_no_method(), highest if is_inside else _no_method())
    count = len(found.candidates)
    sides = (extrema.minimum, extrema.maximum) if core.sign > 0 else (extrema.maximum, extrema.minimum)
    told = []
    for side, sign in zip(sides, (1, -1), strict=True):
        at = tuple(k for k in side.at if k < count)
        if core.inner == problem.function:
            told.append(replace(side, at=at))
            continue
        told.append(replace(_through(core, side, sign * core.sign, points), at=at))
    return GlobalExtrema(told[0], told[1])


def _on_graph(
    problem: Problem, points: Sequence[CriticalPoint], extrema: GlobalExtrema, deadline: Deadline
) -> GlobalExtrema:
    """What is open of a function on a graph by what is known of the function that is left, on all of space."""
    left = eliminated(problem).problem
    sides = (extrema.minimum, extrema.maximum)
    if left.equations or all(side.status is not Attained.UNDECIDED for side in sides):
        return extrema
    function = ScalarFunction(left.function, left.variables)
    critical = critical_set(function, deadline)
    found = extrema_on_space(function, critical, deadline)
    record = Relaxation(left.function, left.variables, ())
    told = []
    for side, other in zip(sides, (found.minimum, found.maximum), strict=True):
        if side.status is Attained.UNDECIDED and other.status is not Attained.UNDECIDED:
            best = [critical.points[k] for k in other.at]
            at = tuple(k for k, point in enumerate(points) if any(_is_above(point, own) for own in best))
            side = replace(other, at=at, evidence=(record,))
        told.append(side)
    return GlobalExtrema(told[0], told[1])


def _is_above(point: CriticalPoint, shadow: CriticalPoint) -> bool:
    """Whether a point of the graph lies over a point in fewer variables: enclosures of others do not overlap."""
    own = dict(zip(point.variables, point.coordinates, strict=True))
    pairs = zip(shadow.variables, shadow.coordinates, strict=True)
    return all(bool(own[v].enclosure(_BITS).overlaps(c.enclosure(_BITS))) for v, c in pairs)


def _has_one_value(component: ConstrainedComponent) -> bool:
    """f has the same value at conjugate samples: then a rational one is its value on all of the component."""
    return bool(component.samples) and isinstance(component.samples[0].value.short(), Rational)


def _no_method() -> GlobalStatement:
    return GlobalStatement(Attained.UNDECIDED, None, (), Grounds.NO_METHOD)


def _through(core: Core, side: GlobalStatement, sign: int, points: Sequence[CriticalPoint]) -> GlobalStatement:
    """The statement about the outer function; ``sign`` is 1 where the inner side is a minimum."""
    if side.status is Attained.ATTAINED and side.at:
        return replace(side, value=points[side.at[0]].value)
    if side.status is Attained.UNBOUNDED:
        limit = core.at_infinity(-sign)
        if limit.is_finite:
            value, grounds = real_number(limit), Grounds.BOUND_APPROACHED
            return replace(side, status=Attained.NOT_ATTAINED, value=value, grounds=grounds)
        return side if limit in (oo, -oo) else _no_method()
    if side.status is Attained.NOT_ATTAINED and side.value is not None:
        inner = side.value.short()
        return replace(side, value=real_number(core.value(inner))) if inner is not None else _no_method()
    return side


def _is_positive(inner: Expr, problem: Problem, deadline: Deadline) -> bool:
    """Whether the inner function is nowhere negative, as squared distances are."""
    read = polynomials((inner,), problem.variables)
    if read is None or len(problem.variables) > 3:
        return False
    try:
        return sample_below(read[0], (), deadline) is None
    except TooManyCells:
        return False


def _is_continuous(inner: Expr, problem: Problem, inequalities: tuple[Expr, ...], deadline: Deadline) -> bool:
    """Whether f is continuous on the whole set: everywhere, or on a box that holds the set."""
    inner = inner.replace(Abs, lambda u: u)  # a kink is no jump, and neither is a root of what is nowhere negative
    inner = inner.replace(lambda part: _is_root_of(part, inequalities), lambda part: part.base)
    conditions = smoothness_conditions(inner)
    if not conditions:
        return conditions is not None
    box = _box(problem, inequalities, deadline)
    if box is None:
        return False
    cell = {v: _ball(low).union(_ball(high)) for v, (low, high) in zip(problem.variables, box, strict=True)}
    for condition in conditions:
        ball = enclosed_value(condition.term, cell, _BITS)
        if ball is None or not (ball > 0 or (condition.relation is Relation.NONZERO and ball < 0)):
            return False
    return True


def _is_root_of(part: Expr, inequalities: Sequence[Expr]) -> bool:
    return isinstance(part, Pow) and part.base in inequalities and isinstance(part.exp, Rational) and part.exp > 0


def _ball(end: Expr) -> arb:
    return real_number(end).enclosure(_BITS)


def _is_empty(problem: Problem, inequalities: tuple[Expr, ...], deadline: Deadline) -> bool:
    """A closed set with a point has one nearest to the origin, which would be a candidate for the distance."""
    distance = replace(problem, function=Add(*(v**2 for v in problem.variables)))
    found = _found(distance, inequalities, deadline)
    return found.completeness.status is not Status.INCOMPLETE and not (
        found.candidates or found.components or found.families
    )


def _without_open_faces(
    problem: Problem, region: Sequence[Condition], found: _Findings, extrema: GlobalExtrema
) -> tuple[_Findings, GlobalExtrema]:
    """Strict inequalities: what lies on their zeros is only approached."""
    offset = len(problem.equations)
    strict = {offset + k for k, c in enumerate(region) if c.relation is Relation.POSITIVE}
    if not strict:
        return found, extrema
    kept = [k for k, c in enumerate(found.candidates) if not strict & set(c.active)]
    components = tuple(c for c in found.components if not strict & set(c.active))
    smaller = replace(found, candidates=tuple(found.candidates[k] for k in kept), components=components)
    terms = (*problem.equations, *(condition.term for condition in region))
    both = (extrema.minimum, extrema.maximum)
    sides = [_on_open_set(side, found.candidates, kept, smaller, problem, terms) for side in both]
    return smaller, GlobalExtrema(sides[0], sides[1])


def _on_open_set(
    side: GlobalStatement,
    candidates: Sequence[Candidate],
    kept: Sequence[int],
    smaller: _Findings,
    problem: Problem,
    terms: Sequence[Expr],
) -> GlobalStatement:
    if side.status is not Attained.ATTAINED or side.value is None:
        return side
    at = tuple(kept.index(k) for k in side.at if k in kept)
    on_component = any(compare(s.value, side.value) == 0 for c in smaller.components for s in c.samples)
    if at or on_component:
        return replace(side, at=at)
    if any(_is_limit(candidates[k], problem, terms) for k in side.at):
        return replace(side, status=Attained.NOT_ATTAINED, at=(), grounds=Grounds.OPEN_FACE)
    return _no_method()


def _is_limit(candidate: Candidate, problem: Problem, terms: Sequence[Expr]) -> bool:
    """Independent gradients of the active constraints lead to points at which all of them are positive."""
    active = [terms[k] for k in candidate.active]
    return any(sign_at(minor, candidate.point) for minor in minors_of(active, problem.variables))


def _told_by_extrema(found: _Findings, extrema: GlobalExtrema, equations: int) -> _Findings:
    """What attains a global extremum is a local one, where nothing else decided."""

    def judged(verdict: Verdict, value: Real) -> Verdict:
        for side, kind in ((extrema.minimum, Kind.MINIMUM), (extrema.maximum, Kind.MAXIMUM)):
            if side.status is Attained.ATTAINED and side.value is not None and compare(value, side.value) == 0:
                return Verdict(kind, None, "global-extremum", verdict.evidence)
        return verdict

    candidates = tuple(
        replace(c, verdict=judged(c.verdict, c.point.value)) if c.verdict.kind is Kind.UNDECIDED else c
        for c in found.candidates
    )
    components = []
    for component in found.components:
        if component.samples and any(k >= equations for k in component.active):
            verdict = judged(Verdict(Kind.UNDECIDED, None, "", (), Reason.WEAK_MULTIPLIER), component.samples[0].value)
            component = replace(component, verdict=replace(verdict, strict=False))
        components.append(component)
    return replace(found, candidates=candidates, components=tuple(components))


