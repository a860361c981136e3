"""The critical set of a function: split the gradient system into blocks, solve each, join the solutions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from flint import fmpq_mpoly

from symhess.budget import Deadline
from symhess.critical_set import Completeness, CriticalComponent, CriticalSet, Status
from symhess.derivation import Claim, Step
from symhess.errors import TimeLimitReached
from symhess.evidence import Blocks, GradientSystem
from symhess.exact.polynomial import NotPolynomial
from symhess.function import ScalarFunction
from symhess.solve.case import Case, Solved, unsolved
from symhess.solve.joining import block_solutions, joined_components, joined_points
from symhess.solve.restricting import restricted_set
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
    >>> axes = critical_set(ScalarFunction(x**2 * y**2, (x, y)), Deadline(10))
    >>> [component.equations for component in axes.components], axes.completeness.status.value
    ([(x,), (y,)], 'complete')
    >>> critical_set(ScalarFunction(x**2 * y**2, (x, y)), Deadline(0)).completeness.reason.value
    'time-limit'
    """
    try:
        system = gradient_system(function)
    except NotPolynomial:
        return _transcendental_set(function, deadline)
    blocks = _blocks(system)
    run = _Run()
    cases = [_block_case(system, block, deadline) for block in blocks]
    results = [run.solve(case) for case in cases]
    step = results[0].step
    if len(blocks) > 1:
        evidence = Blocks(tuple(block.unknowns for block in blocks))
        step = Step(Claim.SOLUTIONS, (evidence,), tuple(r.step for r in results))
    record = GradientSystem(system.names, system.equations, system.constant_values)
    derivation = Step(Claim.CRITICAL_SET, (record,), (step,))
    triples = zip(blocks, cases, results, strict=True)
    factors = [block_solutions(block.function, case, result, run.solve) for block, case, result in triples]
    points, components = joined_points(function.variables, factors), joined_components(function.variables, factors)
    completeness = _completeness(results, components, run.stopped, has_constants=bool(system.constants))
    found = CriticalSet(function.variables, points, components, completeness, derivation)
    return restricted_set(found, function)


def _transcendental_set(function: ScalarFunction, deadline: Deadline) -> CriticalSet:
    """The room for functions that are no polynomials is large, and loaded when one comes."""
    found: CriticalSet = import_module("symhess.solve.transcendental").transcendental_set(function, deadline)
    return found


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


def _completeness(
    results: Sequence[Solved], components: Sequence[CriticalComponent], stopped: Reason | None, *, has_constants: bool
) -> Completeness:
    """Complete when every case is solved and the behaviour of f along every component is known piece by piece."""
    reasons = [r.open_reason for r in results if r.open_reason is not None]
    if any(not r.points and r.open_reason is None for r in results):
        return Completeness(Status.COMPLETE)  # one block has no solution, so neither has the whole
    worst = next((r for r in reasons if r is not Reason.POSITIVE_DIMENSIONAL), stopped)
    if worst is None and components and (has_constants or not all(component.pieces for component in components)):
        worst = Reason.POSITIVE_DIMENSIONAL
    return Completeness(Status.COMPLETE) if worst is None else Completeness(Status.INCOMPLETE, worst)
