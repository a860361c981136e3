"""verify: check every piece of evidence in a study again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from flint import arb, ctx

from symhess.critical_set import CriticalPoint, CriticalSet, Status
from symhess.derivation import Claim, Step
from symhess.displayed import Displayed
from symhess.errors import TimeLimitReached
from symhess.evidence import (
    Blocks,
    BoxSearch,
    ExpressionSystem,
    FactorCases,
    FiniteSolutions,
    GradientSystem,
    MixedPartialsAgree,
    MixedPartialsAt,
    NoSolution,
    NotFinite,
    NotSolved,
    PowerAlong,
    RealRoots,
    ReducedBy,
    RuleApplied,
    Scaling,
    SolvedFor,
    TransverseHessian,
    ZeroForced,
    ZerosWithin,
)
from symhess.study import Study
from symhess.verdict import Reason
from symhess.verify.cases import (
    State,
    check_blocks,
    check_factor_cases,
    check_no_solution,
    check_not_finite,
    check_not_solved,
    check_real_roots,
    check_reduced_by,
    check_solved_for,
    following,
    record_of,
)
from symhess.verify.clock import check_clock, limited
from symhess.verify.components import ComponentChecker, check_power_along, check_scaling, check_transverse_hessian
from symhess.verify.constrained import constrained_faults
from symhess.verify.constraint_records import CONSTRAINT_CHECKERS
from symhess.verify.counting import check_finite_solutions
from symhess.verify.coverage import coverage_faults
from symhess.verify.curvature import Curvature, Known
from symhess.verify.definiteness import check_zero_forced
from symhess.verify.degenerate import DEGENERATE_CHECKERS, Neighbourhood, expression_faults, verdict_faults
from symhess.verify.derivatives import (
    check_derivatives,
    check_mixed_partials,
    check_mixed_partials_at,
    check_rule,
)
from symhess.verify.distances import check_zeros_within
from symhess.verify.enclosures import NoEnclosure, enclosed
from symhess.verify.hessian import hessian_blocks
from symhess.verify.kinds import KIND_CHECKERS
from symhess.verify.likeness import are_alike
from symhess.verify.line import LINE_CHECKERS
from symhess.verify.model import Model, check_gradient_system
from symhess.verify.places import Place
from symhess.verify.points import PointChecker, coincidences, named
from symhess.verify.restrictions import restriction_faults, unrestricted
from symhess.verify.search import check_box_search
from symhess.verify.sets import SET_CHECKERS, member_places, set_faults
from symhess.verify.shape import SHAPE_CHECKERS
from symhess.verify.solutions import Open, count_solutions
from symhess.verify.statements import extrema_faults
from symhess.verify.transcendental import TRANSCENDENTAL_CHECKERS, rewriting_faults

__all__ = ["CHECKERS", "Verification", "verify"]

_BITS: Final = 256
_NOT_FINITE: Final = Reason.POSITIVE_DIMENSIONAL.value

CHECKERS: Final[dict[type, Callable[[Any, Any, Sequence[Step]], Iterator[str]]]] = {
    RuleApplied: check_rule,
    MixedPartialsAgree: check_mixed_partials,
    MixedPartialsAt: check_mixed_partials_at,
    GradientSystem: check_gradient_system,
    Blocks: check_blocks,
    FactorCases: check_factor_cases,
    SolvedFor: check_solved_for,
    ReducedBy: check_reduced_by,
    ZeroForced: check_zero_forced,
    RealRoots: check_real_roots,
    FiniteSolutions: check_finite_solutions,
    NoSolution: check_no_solution,
    NotFinite: check_not_finite,
    NotSolved: check_not_solved,
    PowerAlong: check_power_along,
    Scaling: check_scaling,
    TransverseHessian: check_transverse_hessian,
    **KIND_CHECKERS,
    **DEGENERATE_CHECKERS,
    **LINE_CHECKERS,
    BoxSearch: check_box_search,
    ZerosWithin: check_zeros_within,
    **SHAPE_CHECKERS,
    **TRANSCENDENTAL_CHECKERS,
    **CONSTRAINT_CHECKERS,
    **SET_CHECKERS,
}
"""For every type of record the function that says what is wrong with it, given what it speaks of and its premises."""


@dataclass(frozen=True, slots=True)
class Verification(Displayed):
    """Whether all evidence of a study holds; true in a condition when it does.

    Attributes
    ----------
    failures : tuple of str
        One sentence for everything that is wrong or could not be confirmed.

    Examples
    --------
    >>> bool(Verification(())), Verification(("the gradient is wrong",)).accepted
    (True, False)
    """

    failures: tuple[str, ...]

    @property
    def accepted(self) -> bool:
        """Whether nothing failed."""
        return not self.failures

    def __bool__(self) -> bool:
        return self.accepted


def verify(study: Study, time_limit: float | None = 60.0) -> Verification:
    """Check a study again from the function alone: derivatives, case tree, points, completeness, verdicts.

    Nothing of the code that found the results is used. What a study leaves open is no failure; what it claims and
    cannot be confirmed is one.

    Parameters
    ----------
    study : Study
    time_limit : float or None
        Seconds. What has not been re-checked when they have passed is not confirmed, and a failure says so.

    Returns
    -------
    Verification

    Examples
    --------
    >>> from sympy import ImmutableDenseMatrix, Integer
    >>> from sympy.abc import x
    >>> from symhess.critical_set import Completeness
    >>> from symhess.evidence import Rule
    >>> from symhess.function import ScalarFunction
    >>> from symhess.study import Derivatives
    >>> def derived(rule, expression, result):
    ...     return Step(Claim.DERIVATIVE, (RuleApplied(rule, expression, x, result),))
    >>> first, second = derived(Rule.VARIABLE, x, Integer(1)), derived(Rule.CONSTANT, Integer(1), Integer(0))
    >>> gradient, hessian = ImmutableDenseMatrix([1]), ImmutableDenseMatrix([0])
    >>> derivatives = Derivatives(gradient, hessian, (first,), ((second,),), Step(Claim.CLAIRAUT))
    >>> system = GradientSystem(("x",), (Model(ScalarFunction(x, (x,)), ("x",), ()).gradient[0],), ())
    >>> leaf = Step(Claim.SOLUTIONS, (NoSolution(0, system.equations[0]),))
    >>> derivation = Step(Claim.CRITICAL_SET, (system,), (leaf,))
    >>> nowhere = CriticalSet((x,), (), (), Completeness(Status.COMPLETE), derivation)
    >>> verify(Study(ScalarFunction(x, (x,)), derivatives, nowhere, ())).failures
    ()
    >>> open_set = CriticalSet((x,), (), (), Completeness(Status.INCOMPLETE, Reason.TIME_LIMIT), derivation)
    >>> verify(Study(ScalarFunction(x, (x,)), derivatives, open_set, ())).failures
    ('the critical set is called incomplete, but no case is left open for that reason',)
    >>> verify(Study(ScalarFunction(x, (x,)), derivatives, nowhere, ()), time_limit=0.0).failures
    ('the time limit of 0 s has passed, and not everything has been re-checked',)
    """
    found: dict[str, None] = {}
    with limited(time_limit):
        try:
            for failure in _failures(study):
                found[failure] = None
        except TimeLimitReached as error:
            found[f"{error}, and not everything has been re-checked"] = None
    return Verification(tuple(found))


def _failures(study: Study) -> Iterator[str]:
    yield from _guarded("the derivatives", check_derivatives(study.derivatives, study.function))
    if study.constraint_study is not None:
        yield from _guarded("the constraint set", constrained_faults(study, CHECKERS))
    else:
        yield from _guarded("the critical set", _critical_set_faults(study))
        yield from _guarded("a family, a level set or a point without gradient", set_faults(study))
    if study.extrema is not None:
        values = [classified.point.value for classified in (*study.points, *study.nonsmooth_points)]
        others = tuple(_values_on_sets(study))
        yield from _guarded("the global extrema", extrema_faults(study.extrema, study.function, values, others))


def _values_on_sets(study: Study) -> Iterator[arb]:
    """f at the samples of components and level sets, and at members of families."""
    critical = study.critical_set
    samples = [sample for component in critical.components for piece in component.pieces for sample in piece.samples]
    samples += [sample for levels in critical.level_sets for level in levels.pieces for sample in level.samples]
    yield from (sample.value.enclosure(_BITS) for sample in samples)
    for family in critical.families:
        for place in member_places(family):
            with suppress(NoEnclosure), ctx.workprec(_BITS):
                yield enclosed(study.function.expression.xreplace(place), {})


def _guarded(what: str, faults: Iterable[str]) -> Iterator[str]:
    """The faults; evidence that cannot even be read is one more."""
    check_clock()
    try:
        yield from faults
    except TimeLimitReached:
        raise
    except Exception as error:
        yield f"{what} cannot be re-checked: {type(error).__name__}: {error}"


def _critical_set_faults(study: Study) -> Iterator[str]:
    critical, completeness = study.critical_set, study.critical_set.completeness
    record = critical.derivation.evidence[0]
    if critical.variables != study.function.variables or critical.derivation.claim is not Claim.CRITICAL_SET:
        yield "the critical set is not one of this function"
    elif (completeness.reason is not None) != (completeness.status is Status.INCOMPLETE):
        yield "a reason is given exactly when the critical set is incomplete"
    elif isinstance(record, NotSolved):
        if completeness.status is Status.COMPLETE or critical.points or critical.components or study.points:
            yield "points are listed, or completeness is claimed, without evidence"
        elif completeness.reason is not None and completeness.reason.value != record.reason:
            yield f"the critical set is incomplete for another reason than {record.reason!r}"
    elif isinstance(record, ExpressionSystem):
        yield from rewriting_faults(study, CHECKERS)
        yield from _elementary_faults(study)
    elif not isinstance(record, GradientSystem):
        yield "the critical set does not rest on a gradient system"
    else:
        system_faults = list(check_gradient_system(record, study.function, critical.derivation.premises))
        yield from system_faults
        if not system_faults:
            yield from _solution_faults(study, Model(study.function, record.unknowns, record.constants), record)


def _solution_faults(study: Study, model: Model, system: GradientSystem) -> Iterator[str]:
    critical = study.critical_set
    unknowns = range(len(system.unknowns))
    root = State(frozenset(unknowns), dict(enumerate(system.equations)), frozenset(unknowns[model.size :]))
    tree = critical.derivation.premises[0]
    tree_faults = list(_guarded("the case tree", _tree_faults(tree, root)))
    yield from tree_faults
    if not tree_faults:
        whole = unrestricted(critical)
        yield from _guarded("the completeness", _completeness_faults(whole, tree, root, model))
    yield from _guarded("domain and box", restriction_faults(critical, study.function))
    yield from _point_faults(study, model)
    yield from _component_faults(study, model)


def _tree_faults(step: Step, state: State) -> Iterator[str]:
    record = record_of(step)
    faults = list(CHECKERS[type(record)](record, state, step.premises))
    yield from faults
    if not faults:
        for premise, below in zip(step.premises, following(record, state), strict=True):
            yield from _tree_faults(premise, below)


def _completeness_faults(critical: CriticalSet, tree: Step, root: State, model: Model) -> Iterator[str]:
    completeness = critical.completeness
    if completeness.status is Status.COMPLETE and critical.components:
        try:
            yield from coverage_faults(critical, tree, root, model)
        except Open as leaf:
            yield f"the critical set is called complete, but a case is left open: {leaf}"
        return
    try:
        count = count_solutions(tree, root, model)
    except Open as leaf:
        if completeness.status is not Status.INCOMPLETE:
            yield f"the critical set is called complete, but a case is left open: {leaf}"
            return
        count = None
    reasons = {leaf.reason if isinstance(leaf, NotSolved) else _NOT_FINITE for leaf in _open_leaves(tree)}
    if completeness.reason is not None and completeness.reason.value not in reasons:
        yield "the critical set is called incomplete, but no case is left open for that reason"
    if completeness.status is Status.COMPLETE and count != len(critical.points):
        yield f"{len(critical.points)} critical points are listed, but there are {count}"


def _open_leaves(step: Step) -> Iterator[NotFinite | NotSolved]:
    """The leaves that leave solutions open."""
    record = record_of(step)
    if isinstance(record, NotFinite | NotSolved):
        yield record
    for premise in step.premises:
        yield from _open_leaves(premise)


def _point_faults(study: Study, model: Model) -> Iterator[str]:
    points = study.critical_set.points
    if len(study.points) != len(points) or not all(
        are_alike(classified.point, point) for classified, point in zip(study.points, points, strict=True)
    ):
        yield "the classified points are not those of the critical set"
        return
    checker, blocks = PointChecker(model), hessian_blocks(model)
    known: Known = {}
    sound: list[CriticalPoint] = []
    for point, classified in zip(points, study.points, strict=True):
        faults = list(_guarded("a point", checker.faults(point)))
        yield from faults
        if not faults:
            sound.append(point)
            curvature = Curvature(blocks, Place(point.parts), known)
            near = Neighbourhood(study.function, point)
            for fault in _guarded("the verdict", verdict_faults(classified.verdict, curvature, near)):
                yield f"at {named(point)}: {fault}"
    yield from _guarded("the list of points", coincidences(sound))


def _elementary_faults(study: Study) -> Iterator[str]:
    """What is wrong with the verdicts about points of a function that is no polynomial."""
    for classified in (*study.points, *study.nonsmooth_points):
        near = Neighbourhood(study.function, classified.point)
        for fault in _guarded("the verdict", expression_faults(classified.verdict, near)):
            yield f"at {named(classified.point)}: {fault}"


def _component_faults(study: Study, model: Model) -> Iterator[str]:
    components = study.critical_set.components
    checker = ComponentChecker(model, hessian_blocks(model), {})
    for component in components:
        yield from _guarded("a component", checker.faults(component))
    listed = [(component, piece) for component in components for piece in component.pieces]
    if not are_alike(tuple((found.component, found.piece) for found in study.pieces), tuple(listed)):
        yield "the classified pieces are not those of the components"
        return
    for found in study.pieces:
        yield from _guarded("a piece", checker.verdict_faults(found.component, found.piece, found.verdict))
