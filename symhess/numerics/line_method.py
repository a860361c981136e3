"""Methods that are a descent and a search."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from symhess.numerics.descents import Descent
from symhess.numerics.evaluating import Array
from symhess.numerics.krylov import power_iteration
from symhess.numerics.method import State, judged
from symhess.numerics.outcome import Status
from symhess.numerics.problem import Problem
from symhess.numerics.searches import Fixed, Search
from symhess.numerics.stationarity import Judgement

__all__ = ["LineMethod"]


@dataclass(frozen=True, slots=True)
class LineMethod:
    """Go along the direction that the descent gives, as far as the search says.

    Attributes
    ----------
    name : str
        What the combination is called.
    descent : Descent
        Which direction.
    search : Search
        How far.
    escapes : bool
        Whether to go on from a saddle along its direction of negative curvature.
    max_iterations : int
        How many iterations are allowed unless the caller says.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.numerics import LineMethod, Steepest, compile_expression, iterate
    >>> method = LineMethod("my descent", Steepest(), Fixed(0.6))
    >>> r = iterate(method, compile_expression(x**2, [x]), [1.0])
    >>> r.success, r.trace.rate() is not None and round(r.trace.rate(), 3)
    (True, 0.2)
    >>> method = LineMethod("too long", Steepest(), Fixed(1.5))
    >>> r = iterate(method, compile_expression(x**2, [x]), [1.0], max_iterations=9)
    >>> print(r.message.split(": ")[-1])
    the step 1.5 exceeds the stability bound 2/λ_max = 1
    """

    name: str
    descent: Descent
    search: Search
    escapes: bool = True
    max_iterations: int = 2000

    def init(self, problem: Problem, x: Array) -> State:
        """The start, with an empty memory."""
        point = problem.slope_point(x)
        halt = None if point.is_finite() else Status.LEFT_DOMAIN
        return State(point, self.descent.start(problem.dimension), halt=halt)

    def step(self, problem: Problem, state: State) -> State:
        """One direction and one search; a second try along the negative gradient, with the memory lost."""
        point = state.point
        aim = self.descent.aim(problem, point, state.memory)
        if aim.direction is None:
            return state._replace(halt=Status.SINGULAR_HESSIAN)
        found = self.search.find(problem, point, aim.direction, float(aim.direction @ point.jac))
        if found is None:
            fresh = self.descent.start(problem.dimension)
            size = float(np.linalg.norm(point.jac))
            direction = -point.jac / max(1.0, size)
            found = self.search.find(problem, point, direction, float(direction @ point.jac))
            if found is None or not found.point.fun < point.fun:
                return state._replace(halt=Status.STALLED)
            aim = aim._replace(memory=fresh, note="restart")
        if not found.point.is_finite():
            return state._replace(point=found.point, halt=Status.LEFT_DOMAIN)
        memory = self.descent.learn(aim.memory, point, found.point)
        step = float(np.linalg.norm(found.point.x - point.x))
        # Equal values and equal places: nothing more can happen.
        halt = Status.STALLED if step == 0.0 else None
        return State(found.point, memory, step, aim.note, halt)

    def terminate(self, problem: Problem, state: State, tolerance: float) -> Judgement:
        """The common test."""
        return judged(problem, state, tolerance)

    def postprocess(self, problem: Problem, state: State) -> str:
        """Whether a fixed step along the gradient was within the stability bound 2/λ_max."""
        if not isinstance(self.search, Fixed) or type(self.descent).__name__ != "Steepest":
            return ""
        if not np.isfinite(state.point.x).all():
            return f"the step {self.search.length:g} let the iterates grow beyond all numbers"
        greatest, _ = power_iteration(
            lambda vector: problem.hvp(state.point.x, vector), problem.dimension, tolerance=1e-6, max_iterations=200
        )
        if not greatest > 0.0:
            return ""
        bound = 2.0 / greatest
        relation = "exceeds" if self.search.length > bound else "is within"
        return f"the step {self.search.length:g} {relation} the stability bound 2/λ_max = {bound:.6g}"
