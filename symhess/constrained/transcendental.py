"""Functions and constraints that are no polynomials: elimination, or the gradients' dependence as equations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import TypeAlias

from flint import arb
from sympy import Dummy, Expr, ImmutableDenseMatrix, Matrix, Symbol, expand, nan, oo, zoo

from symhess.budget import Deadline
from symhess.classify.elementary import classify_elementary
from symhess.classify.elementary_curvature import elementary_curvature
from symhess.classify.families import classify_family
from symhess.constrained.elimination import Elimination, eliminated
from symhess.constrained.lagrange import minors_of, multiplier_symbols
from symhess.constrained.places import sign_at, value_at
from symhess.constrained.problem import Problem
from symhess.constrained.stratum import Stratum
from symhess.constraint_evidence import TangentInertia
from symhess.constraints import Candidate
from symhess.critical_set import Completeness, CriticalFamily, CriticalPoint, Status
from symhess.derivation import Claim, Step
from symhess.differentiate.slopes import slope
from symhess.differentiate.smoothness import smoothness_conditions
from symhess.errors import InputError
from symhess.exact import Real
from symhess.function import ScalarFunction
from symhess.solve import critical_set
from symhess.solve.search import search
from symhess.solve.transcendental.keeping import keep
from symhess.solve.transcendental.ladder import Ladder
from symhess.solve.transcendental.points import critical_families, critical_points, distinct
from symhess.solve.transcendental.task import Solution, Task
from symhess.study import ClassifiedFamily
from symhess.verdict import Kind, Reason, Verdict

__all__ = ["Box", "elementary_stratum"]

Box: TypeAlias = tuple[tuple[Expr, Expr], ...]


def elementary_stratum(problem: Problem, deadline: Deadline, box: Box | None = None) -> Stratum:
    """f on the set by the function that is left after elimination, or by the equations "the gradients are dependent".

    With a box, in the order of the variables, only the points in it are asked for.

    Examples
    --------
    >>> from sympy import exp
    >>> from sympy.abc import x, y
    >>> found = elementary_stratum(Problem(x * exp(y), (x, y), (x**2 + y**2 - 2,), (0,)), Deadline(10))
    >>> [(c.point.value.text(), c.verdict.kind.value) for c in found.candidates]
    [('-E', 'minimum'), ('E', 'maximum')]
    """
    solved = eliminated(problem)
    if not solved.problem.equations:
        return _on_graph(problem, solved, deadline, box)
    return _by_equations(problem, deadline, box)


def _on_graph(problem: Problem, solved: Elimination, deadline: Deadline, box: Box | None) -> Stratum:
    """The set is a graph: critical points of the function that is left, with its kinds."""
    left = solved.problem.variables
    own = None if box is None else tuple(box[problem.variables.index(v)] for v in left)
    function = ScalarFunction(solved.problem.function, left, box=own)
    critical = critical_set(function, deadline)
    second = _hessian(function.expression, function.variables)
    candidates = []
    completeness = replace(critical.completeness, box=None)  # the box is one of the variables that are left
    for point in (*critical.points, *critical.nonsmooth_points):
        lifted = _lifted(point, problem, solved)
        if lifted is None:
            completeness = Completeness(Status.INCOMPLETE, Reason.ZERO_TEST)
            continue
        verdict = classify_elementary(function, second, replace(point, parts=()), deadline)
        candidates.append(Candidate(lifted, verdict, problem.numbers, _multipliers(problem, lifted), is_regular=True))
    families = tuple(
        replace(found, family=_lifted_family(found.family, problem, solved))
        for family in critical.families
        for found in classify_family(function, second, family, deadline)
    )
    step = Step(Claim.SOLUTIONS, (), (critical.derivation,))
    return Stratum(problem, tuple(candidates), (), completeness, step, families=families)


def _lifted(point: CriticalPoint, problem: Problem, solved: Elimination) -> CriticalPoint | None:
    """A point of the graph from the variables that are left."""
    own = dict(zip(point.variables, point.coordinates, strict=True))
    for variable, value in solved.solved:
        number = value_at(value, point)
        if number is None:
            return None
        own[variable] = number
    coordinates = tuple(own[v] for v in problem.variables)
    return CriticalPoint(problem.variables, (), coordinates, point.value, point.certainty)


def _lifted_family(family: CriticalFamily, problem: Problem, solved: Elimination) -> CriticalFamily:
    own = dict(zip(family.variables, family.at, strict=True))
    place = dict(own)
    for variable, value in solved.solved:
        own[variable] = expand(value.xreplace(place))
    at = tuple(own[v] for v in problem.variables)
    return CriticalFamily(problem.variables, family.parameters, at, family.condition)


def _by_equations(problem: Problem, deadline: Deadline, box: Box | None) -> Stratum:
    known = [smoothness_conditions(term) for term in (problem.function, *problem.equations)]
    if None in known:
        return _open(problem, Reason.NO_STRATEGY)
    conditions = tuple(dict.fromkeys(c for some in known for c in some or ()))
    multipliers = multiplier_symbols(len(problem.equations), problem.variables)
    ladder = Ladder()
    dependence: tuple[Expr, ...]
    unknowns: tuple[Symbol, ...]
    if problem.dimension < 1:
        dependence, unknowns = (), problem.variables
    elif problem.dimension == 1:
        dependence = tuple(minors_of((problem.function, *problem.equations), problem.variables))
        unknowns = problem.variables
    else:
        unknowns = (*problem.variables, *multipliers)
        dependence = _lagrange_equations(problem, multipliers)
    found = ladder.solve(Task(unknowns, (*dependence, *problem.equations), conditions, deadline))
    solved, steps, reason = list(found.solutions), [found.step], found.open_reason
    if reason is not None and ladder.stopped is None and box is not None and len(unknowns) == len(problem.variables):
        more = _searched((*dependence, *problem.equations), problem, box, deadline)
        if more is not None:
            solved, reason, step = more
            steps = [step]  # the search covers the whole box, whatever the rewriting left open
    kept = keep(solved, conditions)
    function = ScalarFunction(problem.function, problem.variables)
    solutions = distinct(problem.variables, kept.solutions)
    points = critical_points(function, solutions)
    candidates = tuple(_candidate(point, problem, multipliers) for point in points)
    open_verdict = Verdict(Kind.UNDECIDED, None, "", (), Reason.NO_STRATEGY)
    families = tuple(ClassifiedFamily(family, open_verdict) for family in critical_families(function, solutions))
    reason = ladder.stopped or reason
    if problem.dimension > 0:
        rough = _kinks(problem, [condition.term for condition in conditions], deadline)
        candidates += rough or ()
        reason = reason or (Reason.KINKS if rough is None else None)
    if reason is None and (found.sheets or not kept.is_decided):
        reason = Reason.POSITIVE_DIMENSIONAL if found.sheets else Reason.ZERO_TEST
    completeness = Completeness(Status.COMPLETE) if reason is None else Completeness(Status.INCOMPLETE, reason)
    return Stratum(problem, candidates, (), completeness, Step(Claim.SOLUTIONS, (), tuple(steps)), families=families)


def _kinks(problem: Problem, terms: Sequence[Expr], deadline: Deadline) -> tuple[Candidate, ...] | None:
    """The points of the set where f has a value but may have no gradient; ``None`` where they are not all known."""
    function, candidates = ScalarFunction(problem.function, problem.variables), []
    for term in terms:
        ladder = Ladder()
        found = ladder.solve(Task(problem.variables, (term, *problem.equations), (), deadline))
        if ladder.stopped or found.open_reason or found.sheets or any(s.enclosed for s in found.solutions):
            return None
        if any(solution.parameters for solution in found.solutions):
            return None
        defined = [s for s in found.solutions if _is_defined(problem.function.xreplace(dict(s.at)))]
        points = critical_points(function, distinct(problem.variables, defined))
        verdict = Verdict(Kind.UNDECIDED, None, "", (), Reason.NONSMOOTH)
        candidates += [Candidate(point, verdict, problem.numbers, (), is_regular=True) for point in points]
    return tuple(candidates)


def _is_defined(value: Expr) -> bool:
    return not value.has(nan, oo, zoo) and value.is_real is not False


def _searched(
    equations: tuple[Expr, ...], problem: Problem, box: Box, deadline: Deadline
) -> tuple[list[Solution], Reason | None, Step] | None:
    """All solutions in the box by the certified search."""
    if len(equations) != len(problem.variables):
        return None
    try:
        found = search(equations, problem.variables, box, deadline)
    except (InputError, ValueError, NotImplementedError):
        return None
    solutions = []
    for root in found.roots:
        at: dict[Symbol, Expr] = {}
        enclosed: dict[Symbol, arb] = {}
        for variable, ball, exact in zip(problem.variables, root.enclosures, root.exact, strict=True):
            at[variable] = exact if exact is not None else Dummy(variable.name, real=True)
            if exact is None:
                enclosed[at[variable]] = ball
        solutions.append(Solution(at, enclosed=enclosed))
    reason = Reason.BOXES_LEFT if found.undecided else None
    return solutions, reason, Step(Claim.SOLUTIONS, (found.evidence,))


def _open(problem: Problem, reason: Reason) -> Stratum:
    return Stratum(problem, (), (), Completeness(Status.INCOMPLETE, reason), Step(Claim.SOLUTIONS))


def _hessian(expression: Expr, variables: Sequence[Symbol]) -> ImmutableDenseMatrix:
    return ImmutableDenseMatrix([[slope(expression, a, b) for b in variables] for a in variables])


def _lagrange_equations(problem: Problem, multipliers: Sequence[Symbol]) -> tuple[Expr, ...]:
    lagrangian = problem.function - sum(m * g for m, g in zip(multipliers, problem.equations, strict=True))
    return tuple(slope(lagrangian, v) for v in problem.variables)


def _candidate(point: CriticalPoint, problem: Problem, multipliers: Sequence[Symbol]) -> Candidate:
    """A point with its multipliers and kind; singular where the constraints' gradients are dependent."""
    signs = [sign_at(minor, point) for minor in minors_of(problem.equations, problem.variables)]
    if not any(signs):
        reason = Reason.ZERO_TEST if None in signs else Reason.SINGULAR_CONSTRAINTS
        return Candidate(point, Verdict(Kind.UNDECIDED, None, "", (), reason), problem.numbers, (), is_regular=False)
    numbers = _multipliers(problem, point)
    return Candidate(point, _kind(point, problem, multipliers, numbers), problem.numbers, numbers, is_regular=True)


def _multipliers(problem: Problem, point: CriticalPoint) -> tuple[Real, ...]:
    """λ by Cramer's rule from columns of the Jacobian that are independent."""
    count, size = len(problem.equations), len(problem.variables)
    jacobian = Matrix(count, size, [slope(g, v) for g in problem.equations for v in problem.variables])
    gradient = Matrix([slope(problem.function, v) for v in problem.variables])
    for columns in combinations(range(size), count):
        square = jacobian[:, list(columns)].T
        determinant = square.det()
        if not sign_at(determinant, point):
            continue
        right = Matrix([gradient[c] for c in columns])
        found = []
        for k in range(count):
            top = square.copy()
            top[:, k] = right
            found.append(value_at(top.det() / determinant, point))
        return tuple(number for number in found if number is not None) if None not in found else ()
    return ()


def _kind(point: CriticalPoint, problem: Problem, symbols: Sequence[Symbol], numbers: Sequence[Real]) -> Verdict:
    """By the inertia of the bordered Hessian."""
    count = len(problem.equations)
    if len(numbers) < count:
        return Verdict(Kind.UNDECIDED, None, "", (), Reason.ZERO_TEST)
    lagrangian = problem.function - sum(m * g for m, g in zip(symbols, problem.equations, strict=True))
    variables = (*problem.variables, *symbols)
    whole = CriticalPoint(variables, (), (*point.coordinates, *numbers), point.value, point.certainty)
    curvature = elementary_curvature(_hessian(lagrangian, variables), whole)
    if curvature is None:
        return Verdict(Kind.UNDECIDED, None, "", (), Reason.ZERO_TEST)
    inertia = curvature.inertia
    tangent = TangentInertia(inertia.positive - count, inertia.negative - count, inertia.zero, count)
    if tangent.positive and tangent.negative:
        return Verdict(Kind.SADDLE, None, "tangent-inertia", (tangent,))
    if tangent.zero:
        return Verdict(Kind.UNDECIDED, None, "", (tangent,), Reason.SINGULAR_HESSIAN)
    return Verdict(Kind.MAXIMUM if tangent.negative else Kind.MINIMUM, True, "tangent-inertia", (tangent,))

