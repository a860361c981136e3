"""Sums of squares: Gauss-Newton and Levenberg-Marquardt on the residuals' Jacobian."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike
from sympy import Expr, Symbol

from symhess.errors import InputError
from symhess.numerics.compiled import CompiledFunction, compile_expression
from symhess.numerics.evaluating import Array
from symhess.numerics.iterating import iterate
from symhess.numerics.method import State, judged
from symhess.numerics.outcome import Outcome, Status
from symhess.numerics.problem import Point, Problem
from symhess.numerics.searches import Backtracking
from symhess.numerics.stationarity import Judgement

__all__ = ["GaussNewton", "SumOfSquares", "compile_residuals", "solve_least_squares"]

Rule = Literal["gauss-newton", "levenberg-marquardt"]


class SumOfSquares:
    """The objective ½ Σ r_k(x)², with the residuals' values and Jacobian beside its own exact derivatives.

    Parameters
    ----------
    residuals : sequence of CompiledFunction
        The r_k, all of the same variables.

    Examples
    --------
    >>> from sympy.abc import x
    >>> half = compile_residuals([x - 1, x - 3], [x])
    >>> half.value(np.array([1.0])), half.residuals(np.array([1.0])), half.jacobian(np.array([1.0]))
    (2.0, array([ 0., -2.]), array([[1.],
           [1.]]))
    """

    def __init__(self, residuals: Sequence[CompiledFunction]) -> None:
        self.parts = tuple(residuals)
        self.dimension = self.parts[0].dimension

    def residuals(self, x: Array) -> Array:
        """The residuals, shape (m,)."""
        return np.array([part.value(x) for part in self.parts])

    def jacobian(self, x: Array) -> Array:
        """Their Jacobian, shape (m, n)."""
        return np.array([part.gradient(x) for part in self.parts])

    def value(self, x: Array) -> float:
        """Half the sum of the squares."""
        residuals = self.residuals(x)
        return 0.5 * float(residuals @ residuals)

    def gradient(self, x: Array) -> Array:
        """The gradient J' r."""
        return np.asarray(self.jacobian(x).T @ self.residuals(x))

    def hessian(self, x: Array) -> Array:
        """The Hessian J' J + Σ r_k ∇²r_k, all of it."""
        jacobian = self.jacobian(x)
        second = sum(r * part.hessian(x) for r, part in zip(self.residuals(x), self.parts, strict=True))
        return np.asarray(jacobian.T @ jacobian + second)

    def hvp(self, x: Array, v: Array) -> Array:
        """The Hessian times a vector."""
        return np.asarray(self.hessian(x) @ v)


def compile_residuals(
    residuals: Iterable[Expr], variables: Iterable[Symbol], time_limit: float | None = 60.0
) -> SumOfSquares:
    """Compile residuals of common variables.

    Raises
    ------
    InputError
        If there is no residual, or one cannot be compiled.

    Examples
    --------
    >>> from sympy.abc import x
    >>> compile_residuals([], [x])
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: at least one residual is needed
    """
    names = tuple(variables)
    compiled = [compile_expression(residual, names, time_limit) for residual in residuals]
    if not compiled:
        raise InputError("at least one residual is needed")
    return SumOfSquares(compiled)


@dataclass(frozen=True, slots=True)
class GaussNewton:
    """Linearize the residuals and solve the linear least-squares problem.

    Attributes
    ----------
    damping : float
        Zero: Gauss-Newton with backtracking. Positive: Levenberg-Marquardt, with the damping in the Jacobian's column
        scales, raised where the model fails and lowered where it holds.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> r = iterate(GaussNewton(), compile_residuals([x - 1, 10*(y - x**2)], [x, y]), [-1.2, 1.0])
    >>> r.success, r.x
    (True, array([1., 1.]))
    """

    damping: float = 0.0
    search: Backtracking = Backtracking()
    max_iterations: int = 2000
    escapes: bool = True

    @property
    def name(self) -> Rule:
        """Which of the two it is."""
        return "levenberg-marquardt" if self.damping else "gauss-newton"

    def init(self, problem: Problem, x: Array) -> State:
        """The start; the memory holds the damping and the greatest column lengths so far."""
        scale = np.linalg.norm(_residuals(problem).jacobian(x), axis=0)
        point = problem.slope_point(x)
        halt = None if point.is_finite() else Status.LEFT_DOMAIN
        return State(point, (self.damping, np.where(scale > 0.0, scale, 1.0)), halt=halt)

    def step(self, problem: Problem, state: State) -> State:
        """One linear problem, or several with growing damping."""
        point = state.point
        squares = _residuals(problem)
        residuals, jacobian = squares.residuals(point.x), squares.jacobian(point.x)
        if self.damping:
            return self._damped(problem, state, residuals, jacobian)
        direction: Array = np.linalg.lstsq(jacobian, -residuals, rcond=1e-14)[0].astype(np.float64)
        found = self.search.find(problem, point, direction, float(direction @ point.jac))
        if found is None or (found.point.x == point.x).all() or not found.point.is_finite():
            return state._replace(halt=Status.STALLED)
        return State(found.point, state.memory, float(np.linalg.norm(found.point.x - point.x)))

    def terminate(self, problem: Problem, state: State, tolerance: float) -> Judgement:
        """The common test, on the exact gradient and Hessian."""
        return judged(problem, state, tolerance)

    def postprocess(self, problem: Problem, state: State) -> str:
        """Nothing to remark."""
        return ""

    def _damped(self, problem: Problem, state: State, residuals: Array, jacobian: Array) -> State:
        point = state.point
        damping, scale = state.memory
        scale = np.maximum(scale, np.linalg.norm(jacobian, axis=0))
        growth = 2.0
        right = np.concatenate([-residuals, np.zeros(problem.dimension)])
        while np.isfinite(damping):
            rows = np.vstack([jacobian, np.sqrt(damping) * np.diag(scale)])
            step = np.linalg.lstsq(rows, right, rcond=None)[0]
            x = point.x + step
            if (x == point.x).all():
                break
            value = problem.value(x)
            promised = point.fun - 0.5 * float(np.sum((residuals + jacobian @ step) ** 2))
            ratio = (point.fun - value) / promised if promised > 0.0 else -1.0
            if ratio > 1e-4 and value < point.fun:
                damping *= max(0.1, 1.0 - (2.0 * ratio - 1.0) ** 3)
                found: Point = problem.slope_point(x, value)
                return State(found, (max(damping, 1e-18), scale), float(np.linalg.norm(step)))
            damping, growth = damping * growth, 2.0 * growth
        return state._replace(halt=Status.STALLED)


def _residuals(problem: Problem) -> SumOfSquares:
    if not isinstance(problem.objective, SumOfSquares):
        raise InputError("Gauss-Newton needs residuals: call least_squares, not minimize")
    return problem.objective


def solve_least_squares(squares: SumOfSquares, start: ArrayLike, rule: Rule | GaussNewton, **limits: Any) -> Outcome:
    """Minimize half a sum of squares; `limits` are those of :func:`iterate`.

    Examples
    --------
    >>> from sympy.abc import x
    >>> solve_least_squares(compile_residuals([x**2 - 2], [x]), [1.0], "levenberg-marquardt").x
    array([1.41421356])
    >>> solve_least_squares(compile_residuals([x], [x]), [1.0], "simplex")
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: the methods for least squares are gauss-newton, levenberg-marquardt, not 'simplex'
    """
    named = {"gauss-newton": GaussNewton(), "levenberg-marquardt": GaussNewton(1e-3)}
    method = named.get(rule) if isinstance(rule, str) else rule
    if method is None:
        raise InputError(f"the methods for least squares are {', '.join(named)}, not {str(rule)[:40]!r}")
    return iterate(method, squares, start, **limits)
