"""What a method is: frozen settings with four verbs, which one loop drives."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

from symhess.numerics.evaluating import Array
from symhess.numerics.outcome import Status
from symhess.numerics.problem import Point, Problem
from symhess.numerics.stationarity import Judgement, judge

__all__ = ["Method", "State", "judged"]


class State(NamedTuple):
    """Where a method stands.

    Attributes
    ----------
    point : Point
        The iterate with what is known there.
    memory : Any
        The method's own: a radius, a matrix, pairs of steps.
    step : float
        The length of the step that led here.
    note : str
        What was special about the step.
    halt : Status or None
        Why the method cannot go on: ``Status.STALLED`` where it found no better point, ``Status.LEFT_DOMAIN`` where the
        point is not finite; every other state has finite values and derivatives.

    Examples
    --------
    >>> import numpy as np
    >>> State(Point(np.zeros(1), 0.0, np.zeros(1)), None).halt is None
    True
    """

    point: Point
    memory: Any
    step: float = 0.0
    note: str = ""
    halt: Status | None = None


class Method(Protocol):
    """Settings of an iterative method, with the four verbs that the loop calls.

    Examples
    --------
    >>> from symhess.numerics import BFGS, Newton
    >>> Newton().escapes, BFGS().escapes
    (False, True)
    """

    @property
    def name(self) -> str:
        """What the method is called."""

    @property
    def escapes(self) -> bool:
        """Whether to go on from a saddle along its direction of negative curvature."""

    @property
    def max_iterations(self) -> int:
        """How many iterations are allowed unless the caller says."""

    def init(self, problem: Problem, x: Array) -> State:
        """The state at the start; also after an escape."""

    def step(self, problem: Problem, state: State) -> State:
        """One iteration."""

    def terminate(self, problem: Problem, state: State, tolerance: float) -> Judgement:
        """Judge the iterate."""

    def postprocess(self, problem: Problem, state: State) -> str:
        """A last remark on how the settings fitted the problem, or nothing."""


def judged(problem: Problem, state: State, tolerance: float) -> Judgement:
    """Judge an iterate if its gradient is small, or if the method can go no further.

    Examples
    --------
    >>> import numpy as np
    >>> from sympy.abc import x
    >>> from symhess.budget import Deadline
    >>> from symhess.numerics import compile_expression
    >>> problem = Problem(compile_expression(x**2, [x]), Deadline(None))
    >>> judged(problem, State(problem.slope_point(np.zeros(1)), None), 1e-8).status.name
    'CONVERGED'
    """
    if state.halt is None and state.point.slope > tolerance:
        return Judgement(None, None)
    return judge(problem, state.point, tolerance, stalled=state.halt is not None)
