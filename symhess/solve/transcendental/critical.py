"""The critical set of a function that is no polynomial."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from symhess.budget import Deadline
from symhess.condition import Condition
from symhess.critical_set import Completeness, CriticalFamily, CriticalSet, LevelSet, Status
from symhess.derivation import Claim, Step
from symhess.differentiate import differentiate
from symhess.differentiate.smoothness import smoothness_conditions
from symhess.errors import TimeLimitReached
from symhess.evidence import NotSolved
from symhess.function import ScalarFunction
from symhess.solve.restricting import restrictions
from symhess.solve.transcendental.enumerating import members_in
from symhess.solve.transcendental.keeping import is_confirmed, keep, value_sign
from symhess.solve.transcendental.ladder import Ladder
from symhess.solve.transcendental.level_sets import level_set
from symhess.solve.transcendental.merging import merged
from symhess.solve.transcendental.naming import with_plain_symbols
from symhess.solve.transcendental.nonsmooth import kinks
from symhess.solve.transcendental.points import critical_families, critical_points, distinct
from symhess.solve.transcendental.searching import Box, search_box
from symhess.solve.transcendental.task import Found, Solution, Task
from symhess.transcendence import ExpressionSystem
from symhess.verdict import Reason

__all__ = ["transcendental_set"]

_SHARE: Final = 0.5  # of the time that is left, for exact rewriting


def transcendental_set(function: ScalarFunction, deadline: Deadline) -> CriticalSet:
    """All critical points of a function made of elementary ones, or what of them was found and why not all.

    Exact rewriting comes first; what it leaves open is searched in the box of the function. Without a box, a sensible
    one is searched, and the result is incomplete.

    Parameters
    ----------
    function : ScalarFunction
    deadline : Deadline

    Examples
    --------
    >>> from sympy import exp, sin
    >>> from sympy.abc import x, y
    >>> lecture = transcendental_set(ScalarFunction(x**2 * y + sin(x * y), (x, y)), Deadline(10))
    >>> [[c.text() for c in p.coordinates] for p in lecture.points], lecture.completeness.status.value
    ([['-1', '0'], ['0', '0']], 'complete')
    >>> waves = transcendental_set(ScalarFunction(sin(x) * exp(y), (x, y)), Deadline(10))
    >>> waves.points, waves.families, waves.completeness.status.value
    ((), (), 'complete')
    """
    natural = smoothness_conditions(function.expression)
    if natural is None:
        return _open_set(function, Reason.NO_STRATEGY)
    gradient = tuple(differentiate(function).gradient)
    conditions = (*natural, *function.domain)
    intervals = {v: (low - 1, high + 1) for v, (low, high) in zip(function.variables, function.box or (), strict=False)}
    task = Task(function.variables, tuple(gradient), conditions, deadline, interval=intervals)
    try:
        return _Analysis(function, task).run()
    except TimeLimitReached:
        return _open_set(function, Reason.TIME_LIMIT)


def _open_set(function: ScalarFunction, reason: Reason) -> CriticalSet:
    step = Step(Claim.CRITICAL_SET, (NotSolved(reason.value),))
    return CriticalSet(function.variables, (), (), Completeness(Status.INCOMPLETE, reason), step)


@dataclass(slots=True)
class _Analysis:
    """One function on the way to its critical set."""

    function: ScalarFunction
    task: Task
    level_sets: list[LevelSet] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    searched: Box | None = None
    unnumbered: bool = False

    def run(self) -> CriticalSet:
        """Solve, look at level sets and kinks, search what is left open, and keep what lies in the domain."""
        result = self._solve(self.task.with_equations(self.task.equations))
        self.steps.append(result.step)
        exceptional = self._levels(result)
        solutions = [*(s for s in result.solutions if not self._lies_on_level(s)), *exceptional]
        rough = kinks(self.function.expression, self.task.equations, self.task, self._solve)
        kept = self._confirmed(self._kept(solutions, self.task.conditions))
        kept += self._kept(rough.critical, self.function.domain)
        nonsmooth = self._kept(rough.nonsmooth, self.function.domain)
        if not rough.is_known:
            self.reasons.append(Reason.KINKS)
        if result.open_reason is Reason.INTERRUPTED:
            self.reasons.append(result.open_reason)
        elif result.open_reason is not None or self.unnumbered:
            found = search_box(self.task, self.function.box, kept, nonsmooth)
            kept, self.searched = list(found.solutions), found.box
            self.steps += found.steps
            self.reasons += [] if found.reason is None else [found.reason]
        variables = self.function.variables
        return self._critical_set(merged(variables, distinct(variables, kept)), distinct(variables, nonsmooth))

    def _solve(self, task: Task) -> Found:
        """Climb the ladder with a share of the time, so that some is left for what comes after."""
        limit = Deadline(task.deadline.remaining() * _SHARE)
        return Ladder().solve(replace(task, deadline=limit))

    def _lies_on_level(self, solution: Solution) -> bool:
        """Whether a point belongs to a level set whose pieces are known; then it is told with these."""
        if solution.parameters:
            return False
        return any(
            all(value_sign(e, solution.at, solution.enclosed) == 0 for e in level.equations)
            for level in self.level_sets
            if level.pieces
        )

    def _levels(self, result: Found) -> list[Solution]:
        exceptional: list[Solution] = []
        for sheet in {sheet.equations: sheet for sheet in result.sheets}.values():
            try:
                levels = level_set(self.function, self.task.equations, sheet, self.task, self._solve)
            except TimeLimitReached:
                self.reasons.append(Reason.TIME_LIMIT)
                break
            self.level_sets.append(levels.level_set)
            exceptional += levels.exceptional
            if not levels.is_known:
                self.reasons.append(Reason.POSITIVE_DIMENSIONAL)
        return exceptional

    def _kept(self, solutions: Sequence[Solution], conditions: Sequence[Condition]) -> list[Solution]:
        """The solutions in the domain and in the box; in a box families become points."""
        if self.function.box is not None:
            members: list[Solution] = []
            for solution in solutions:
                inside = members_in(solution, self.function.variables, self.function.box)
                self.unnumbered = self.unnumbered or inside is None
                members += inside or ()
            solutions = members
            conditions = (*conditions, *restrictions(replace(self.function, domain=())))
        kept = keep(solutions, conditions)
        if not kept.is_decided:
            self.reasons.append(Reason.ZERO_TEST)
        return list(kept.solutions)

    def _confirmed(self, solutions: Sequence[Solution]) -> list[Solution]:
        """The solutions at which an enclosure of the gradient holds zero: all, unless a rung is wrong."""
        confirmed = [s for s in solutions if is_confirmed(s, self.task.equations)]
        if len(confirmed) < len(solutions):
            self.reasons.append(Reason.ZERO_TEST)
        return confirmed

    def _critical_set(self, solutions: Sequence[Solution], nonsmooth: Sequence[Solution]) -> CriticalSet:
        function = self.function
        record = ExpressionSystem(function.variables, tuple(self.task.equations), tuple(self.task.conditions))
        step = with_plain_symbols(Step(Claim.CRITICAL_SET, (record,), tuple(self.steps)), function.variables)
        return CriticalSet(
            function.variables,
            critical_points(function, solutions),
            (),
            self._completeness(),
            step,
            _without_copies(critical_families(function, solutions)),
            tuple(self.level_sets),
            critical_points(function, nonsmooth),
        )

    def _completeness(self) -> Completeness:
        if self.reasons:
            return Completeness(Status.INCOMPLETE, self.reasons[0], self.searched or self.function.box)
        if self.function.box is None:
            return Completeness(Status.COMPLETE)
        return Completeness(Status.COMPLETE_IN_BOX, None, self.function.box)


def _without_copies(families: Sequence[CriticalFamily]) -> tuple[CriticalFamily, ...]:
    """Each family once: where level sets cross, each of them gives the points of the crossing."""
    return tuple({(family.at, family.condition): family for family in families}.values())
