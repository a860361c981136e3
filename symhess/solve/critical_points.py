"""The critical set of a function: split the gradient system into blocks, solve each, join the solutions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from operator import itemgetter

from flint import fmpq_mpoly
from sympy import Symbol

from symhess.budget import Deadline
from symhess.critical_set import Completeness, CriticalComponent, CriticalPoint, CriticalSet, Status
from symhess.derivation import Claim, Step
from symhess.errors import TimeLimitReached
from symhess.evidence import Blocks, GradientSystem, NotSolved
from symhess.exact import AlgebraicPoint, PolynomialValue, RealSum
from symhess.exact.polynomial import NotPolynomial
from symhess.function import ScalarFunction
from symhess.solve.case import Case, Solved, unsolved
from symhess.solve.strategies import STRATEGIES
from symhess.solve.system import System, gradient_system
from symhess.verdict import Reason

__all__ = ["critical_set"]


def critical_set(function: ScalarFunction, deadline: Deadline) -> CriticalSet:
    """All real critical points of a polynomial, or what of them was found and why not all.

    Never raises for lack of time or knowledge: the completeness of the result says what is missing.

    Parameters
    ----------
    function : ScalarFunction
    deadline : Deadline
        When it passes, or the user interrupts, cases that are not finished are labelled so.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> found = critical_set(ScalarFunction(x**4 + y**4 - 4 * x * y, (x, y)), Deadline(10))
    >>> [[c.text() for c in point.coordinates] for point in found.points], found.completeness.status.value
    ([['-1', '-1'], ['0', '0'], ['1', '1']], 'complete')
    >>> critical_set(ScalarFunction(x**2 * y**2, (x, y)), Deadline(10)).completeness.reason.value
    'positive-dimensional'
    """
    try:
        system = gradient_system(function)
    except NotPolynomial:
        return _open_set(function.variables, Reason.NOT_POLYNOMIAL)
    blocks = _blocks(system)
    run = _Run()
    results = [run.solve(_block_case(system, block, deadline)) for block in blocks]
    step = results[0].step
    if len(blocks) > 1:
        evidence = Blocks(tuple(block.unknowns for block in blocks))
        step = Step(Claim.SOLUTIONS, (evidence,), tuple(r.step for r in results))
    record = GradientSystem(system.names, system.equations, system.constant_values)
    derivation = Step(Claim.CRITICAL_SET, (record,), (step,))
    points = _joined_points(function.variables, blocks, results)
    components = _joined_components(system, blocks, results)
    return CriticalSet(function.variables, points, components, _completeness(results), derivation)


class _Run:
    """Tries the strategies on one case after another; once time is up or the user interrupts, labels the rest."""

    def __init__(self) -> None:
        self.stopped: Reason | None = None

    def solve(self, case: Case) -> Solved:
        if self.stopped is None:
            try:
                case.deadline.check()
                return next(s for strategy in STRATEGIES if (s := strategy(case, self.solve)) is not None)
            except TimeLimitReached:
                self.stopped = Reason.TIME_LIMIT
            except KeyboardInterrupt:
                self.stopped = Reason.INTERRUPTED
        return unsolved(self.stopped)


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """Unknowns that the equations join, the adjoined constants among them, their equations and their part of f."""

    unknowns: tuple[int, ...]
    equations: tuple[int, ...]
    function: fmpq_mpoly


def _blocks(system: System) -> list[_Block]:
    """Connected components of the graph in which unknowns are joined by occurring in one term of f."""
    parent = list(range(system.variables))

    def leader(k: int) -> int:
        while parent[k] != k:
            k = parent[k]
        return k

    for exponents in system.function.monoms():
        first, *others = [k for k in range(system.variables) if exponents[k]] or [0]
        for other in others:
            parent[leader(other)] = leader(first)
    members: dict[int, list[int]] = {}
    for k in range(system.variables):
        members.setdefault(leader(k), []).append(k)
    return [_block(system, group, number == 0) for number, group in enumerate(members.values())]


def _block(system: System, group: Sequence[int], takes_constant_term: bool) -> _Block:
    terms = {
        m: c
        for m, c in system.function.terms()
        if any(m[k] for k in group) or (takes_constant_term and not any(m[: system.variables]))
    }
    function = system.function.context().from_dict(terms)
    constants = [k for k in system.constants if function.degrees()[k]]
    unknowns = (*group, *constants)
    return _Block(unknowns, unknowns, function)


def _block_case(system: System, block: _Block, deadline: Deadline) -> Case:
    equations = {k: system.equations[k] for k in block.equations}
    constants = {k: root for k, root in system.constants.items() if k in block.unknowns}
    return Case(block.unknowns, equations, constants, deadline, frozenset(constants))


def _joined_points(
    variables: tuple[Symbol, ...], blocks: Sequence[_Block], results: Sequence[Solved]
) -> tuple[CriticalPoint, ...]:
    """The product of the blocks' isolated solutions, in lexicographic order."""
    parts = [
        [_Part(p, block.function, len(variables)) for p in _isolated(result)]
        for block, result in zip(blocks, results, strict=True)
    ]
    points = [_point(variables, combination) for combination in product(*parts)]
    points.sort(key=lambda point: [float(c) for c in point.coordinates])
    return tuple(points)


class _Part:
    """One block's solution with its coordinates and value, made once and shared by all points."""

    def __init__(self, point: AlgebraicPoint, function: fmpq_mpoly, variables: int) -> None:
        self.point = point
        self.value = PolynomialValue(function, point)
        pairs = zip(point.unknowns, point.coordinates(), strict=True)
        self.coordinates = {k: c for k, c in pairs if k < variables}


def _point(variables: tuple[Symbol, ...], parts: Sequence[_Part]) -> CriticalPoint:
    pairs = sorted((pair for part in parts for pair in part.coordinates.items()), key=itemgetter(0))
    value = parts[0].value if len(parts) == 1 else RealSum(tuple(part.value for part in parts))
    return CriticalPoint(variables, tuple(part.point for part in parts), tuple(c for _, c in pairs), value)


def _isolated(result: Solved) -> list[AlgebraicPoint]:
    """The points of a result that do not lie on its components."""
    return [p for p in result.points if not any(_lies_on(p, component) for component in result.components)]


def _lies_on(point: AlgebraicPoint, component: CriticalComponent) -> bool:
    return all(PolynomialValue(equation, point).sign() == 0 for equation in component.equations)


def _joined_components(
    system: System, blocks: Sequence[_Block], results: Sequence[Solved]
) -> tuple[CriticalComponent, ...]:
    """Components of single blocks, each cut with the other blocks' equations; none where one of these is unsolvable."""
    if any(not r.points and not r.components and r.open_reason is None for r in results):
        return ()
    found = []
    for result, block in zip(results, blocks, strict=True):
        others = [system.equations[k] for other in blocks if other is not block for k in other.equations]
        dimension = sum(max((c.dimension for c in r.components), default=0) for r in results if r is not result)
        found += [CriticalComponent((*c.equations, *others), c.dimension + dimension) for c in result.components]
    return tuple(found)


def _completeness(results: Sequence[Solved]) -> Completeness:
    empty = any(not r.points and r.open_reason is None for r in results)  # then the product is empty as well
    reasons = [r.open_reason for r in results if r.open_reason is not None]
    if empty or not reasons:
        return Completeness(Status.COMPLETE)
    return Completeness(Status.INCOMPLETE, reasons[0])


def _open_set(variables: tuple[Symbol, ...], reason: Reason) -> CriticalSet:
    step = Step(Claim.CRITICAL_SET, (NotSolved(reason.value),))
    return CriticalSet(variables, (), (), Completeness(Status.INCOMPLETE, reason), step)
