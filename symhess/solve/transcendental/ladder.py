"""The ladder: rungs of one signature, tried in order on every task until one answers."""

from __future__ import annotations

from typing import Final

from symhess.derivation import Claim, Step
from symhess.errors import TimeLimitReached
from symhess.solve.transcendental.algebraic import kernel_system
from symhess.solve.transcendental.eliminating import implied_equations
from symhess.solve.transcendental.factoring import common_factor, factor_cases, fixed_conditions, vanishing_terms
from symhess.solve.transcendental.grouping import independent_equations
from symhess.solve.transcendental.inverting import half_angles, inverted_exponential, inverted_kernel, sum_of_logarithms
from symhess.solve.transcendental.leaves import constant_equations, level_set_left, line_zeros, single_equation_left
from symhess.solve.transcendental.substituting import constant_values, expressed_unknowns, plain_unknowns
from symhess.solve.transcendental.task import Found, Rung, Solution, Task, unsolved
from symhess.verdict import Reason

__all__ = ["RUNGS", "Ladder"]

_DEEPEST: Final = 40

RUNGS: Final[tuple[Rung, ...]] = (
    fixed_conditions,
    constant_equations,
    common_factor,
    factor_cases,
    independent_equations,
    constant_values,
    vanishing_terms,
    half_angles,
    inverted_exponential,
    single_equation_left,
    kernel_system,
    plain_unknowns,
    sum_of_logarithms,
    implied_equations,
    inverted_kernel,
    expressed_unknowns,
    level_set_left,
    line_zeros,
)


class Ladder:
    """Solves one task after another; once time is up or the user interrupts, labels the rest.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from sympy import sin
    >>> from sympy.abc import x, y
    >>> task = Task((x, y), (2 * x * y + y * sin(y), x - 1), (), Deadline(10))
    >>> Ladder().solve(task).solutions[0].at
    {x: 1, y: 0}
    """

    def __init__(self) -> None:
        self.stopped: Reason | None = None
        self._depth = 0

    def solve(self, task: Task) -> Found:
        """The solutions of a task, as far as the rungs go."""
        if self.stopped is None:
            self._depth += 1
            try:
                task.deadline.check()
                return self._climbed(task)
            except TimeLimitReached:
                self.stopped = Reason.TIME_LIMIT
            except KeyboardInterrupt:
                self.stopped = Reason.INTERRUPTED
            finally:
                self._depth -= 1
        return unsolved(self.stopped)

    def _climbed(self, task: Task) -> Found:
        if not task.unknowns and not task.equations:
            return Found(Step(Claim.SOLUTIONS), (Solution({}),))
        if self._depth > _DEEPEST:
            return unsolved(Reason.NO_STRATEGY)
        answers = (answer for rung in RUNGS if (answer := rung(task, self.solve)) is not None)
        return next(answers, None) or unsolved(Reason.NO_STRATEGY)
