"""SR1 in a trust region, which can use the negative curvature that it learns."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from symhess.numerics.evaluating import Array
from symhess.numerics.method import State, judged
from symhess.numerics.outcome import Status
from symhess.numerics.problem import LEVEL, Point, Problem, is_better_level
from symhess.numerics.quasi_newton import SR1Update
from symhess.numerics.spectra import spectrum
from symhess.numerics.stationarity import Judgement
from symhess.numerics.trust_region import solve_subproblem

__all__ = ["SR1"]

_ROUNDING = 1e-14
# Where the function rises by so many times the promised decrease it is another one than around the iterate.
_WILD = -100.0


class _Memory(NamedTuple):
    matrix: Array
    radius: float
    fresh: bool


@dataclass(frozen=True, slots=True)
class SR1:
    """The symmetric rank-one approximation of the Hessian, its model minimized exactly in a ball.

    Attributes
    ----------
    update : SR1Update
        The formula; for the Hessian itself the step and the gradient's change trade places.
    radius : float
        At the start.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.numerics import SR1, compile_expression, iterate
    >>> r = iterate(SR1(), compile_expression((x - 1)**2 + 10*(y - x)**2, [x, y]), [5.0, -3.0])
    >>> r.success, r.nhev, r.x.round(6)
    (True, 1, array([1., 1.]))
    """

    update: SR1Update = SR1Update()
    radius: float = 1.0
    max_iterations: int = 2000
    name: str = "sr1"
    escapes: bool = True

    def init(self, problem: Problem, x: Array) -> State:
        """The identity."""
        point = problem.slope_point(x)
        halt = None if point.is_finite() else Status.LEFT_DOMAIN
        return State(point, _Memory(np.eye(problem.dimension), self.radius, True), halt=halt)

    def step(self, problem: Problem, state: State) -> State:
        """One subproblem; rejected steps teach the matrix as well."""
        point, memory = state.point, state.memory
        for _ in range(200):
            eigenvalues, vectors = spectrum(memory.matrix)
            values, slopes = eigenvalues.tolist(), (point.jac @ vectors).tolist()
            components, shift = solve_subproblem(values, slopes, memory.radius)
            length = math.hypot(*components)
            x = point.x + vectors @ components
            if (x == point.x).all():
                break
            trial = problem.slope_point(x)
            promised = -sum(p * (g + 0.5 * w * p) for p, g, w in zip(components, slopes, values, strict=True))
            ratio = _ratio(point, trial, promised)
            radius = self._radius(memory.radius, ratio, length, shift)
            memory = self._learnt(memory, point, trial, radius) if ratio > _WILD else memory._replace(radius=radius)
            if ratio > 1e-4:
                return State(trial, memory, length, "negative curvature" if values[0] < 0.0 else "")
        return state._replace(halt=Status.STALLED)

    def terminate(self, problem: Problem, state: State, tolerance: float) -> Judgement:
        """The common test."""
        return judged(problem, state, tolerance)

    def postprocess(self, problem: Problem, state: State) -> str:
        """Nothing to remark."""
        return ""

    def _radius(self, radius: float, ratio: float, length: float, shift: float) -> float:
        if ratio < 0.1:
            return 0.25 * length
        return 2.0 * radius if ratio > 0.75 and length > 0.8 * radius else radius

    def _learnt(self, memory: _Memory, before: Point, after: Point, radius: float) -> _Memory:
        matrix, fresh = memory.matrix, memory.fresh
        if after.is_finite():
            s, y = after.x - before.x, after.jac - before.jac
            product = float(y @ s)
            if fresh and product > 0.0:
                matrix = matrix * (float(y @ y) / product)
            updated = self.update(matrix, y, s)
            if updated is not None and np.isfinite(updated).all():
                matrix, fresh = updated, False
        return _Memory(matrix, radius, fresh)


def _ratio(point: Point, trial: Point, promised: float) -> float:
    if not trial.is_finite() or not promised > 0.0:
        return -1.0
    if promised <= LEVEL * abs(point.fun) and is_better_level(point, trial):
        return 1.0
    if promised <= _ROUNDING * abs(point.fun):
        return -1.0
    return (point.fun - trial.fun) / promised
