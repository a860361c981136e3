"""Trust region and Levenberg-Marquardt: step and length from one eigendecomposition."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from symhess.numerics.evaluating import Array
from symhess.numerics.method import State
from symhess.numerics.outcome import Status
from symhess.numerics.problem import Point, Problem
from symhess.numerics.spectra import largest, spectrum
from symhess.numerics.stationarity import Judgement, judge_spectrum

__all__ = ["LevenbergMarquardt", "TrustRegion", "solve_subproblem"]

_ROUNDING = 1e-14
# How near the ball's edge a step on it must end; closer would not pay.
_EDGE = 0.05
_LEAST_SCALE = 1e-8
# Relative changes of the value that may be rounding in its terms.
_LEVEL = 1e-9


def solve_subproblem(eigenvalues: list[float], slopes: list[float], radius: float) -> tuple[list[float], float]:
    """The exact minimum of the quadratic model in a ball, in the coordinates of the eigenvectors.

    Parameters
    ----------
    eigenvalues : list of float
        Ascending.
    slopes : list of float
        The gradient's components.
    radius : float
        The ball's.

    Returns
    -------
    tuple
        The step's components, and the multiplier λ ≥ 0 with (H + λ) p = -g.

    References
    ----------
    Moré & Sorensen, "Computing a trust region step", SIAM J. Sci. Stat. Comput. 4 (1983).

    Examples
    --------
    >>> solve_subproblem([2.0, 4.0], [2.0, 4.0], 10.0)
    ([-1.0, -1.0], 0.0)
    >>> solve_subproblem([1.0], [-3.0], 1.0)
    ([1.0], 2.0)
    >>> solve_subproblem([-1.0, 1.0], [0.0, 0.0], 2.0)
    ([-2.0, -0.0], 1.0)
    """
    least = eigenvalues[0]
    shift = 0.0
    if least > 0.0:
        step = [-g / w for g, w in zip(slopes, eigenvalues, strict=True)]
        length = math.hypot(*step)
        if length <= radius:
            return step, 0.0
    else:
        tiny = 1e-14 * max(abs(least), abs(eigenvalues[-1]))
        step = [-g / (w - least) if w - least > tiny else 0.0 for g, w in zip(slopes, eigenvalues, strict=True)]
        lowest = math.hypot(*(g for g, w in zip(slopes, eigenvalues, strict=True) if w - least <= tiny))
        length = math.hypot(*step)
        if lowest <= 1e-15 * (math.hypot(*slopes) + 1e-300) and length <= radius:
            # The hard case: the gradient has nothing along the lowest eigenvectors, so go there to the edge.
            step[0] = math.copysign(math.sqrt(radius * radius - length * length), -slopes[0]) if least < 0.0 else 0.0
            return step, -least
        shift = -least + max(lowest / radius, tiny)
    return _on_the_edge(eigenvalues, slopes, radius, shift)


def _on_the_edge(
    eigenvalues: list[float], slopes: list[float], radius: float, shift: float
) -> tuple[list[float], float]:
    """Newton's method for 1/|p(λ)| = 1/radius, which is nearly linear in λ; from the left it stays there."""
    lowest = max(0.0, -eigenvalues[0])
    step: list[float] = []
    for _ in range(50):
        step = [-g / (w + shift) for g, w in zip(slopes, eigenvalues, strict=True)]
        length = math.hypot(*step)
        if abs(length - radius) <= _EDGE * radius:
            break
        slope = sum(p * p / (w + shift) for p, w in zip(step, eigenvalues, strict=True))
        if not slope:
            break
        following = shift + (length / radius - 1.0) * length * length / slope
        shift = following if following > lowest else 0.5 * (shift + lowest)
    return step, shift


class _Model(NamedTuple):
    """The quadratic model at the iterate in coordinates that make it a sum of squares, with the radius or the shift."""

    size: float
    scales: Array
    eigenvalues: Array
    vectors: Array
    values: list[float]
    slopes: list[float]


def _model(point: Point, size: float, scales: Array | None = None) -> _Model:
    """The spectrum of the Hessian in variables that are scaled by the greatest curvature along each so far.

    The columns of `vectors` are the eigenvectors in the variables themselves: they diagonalize the Hessian, and the
    signs of the scaled eigenvalues are those of its own.
    """
    assert point.hess is not None
    found = np.sqrt(np.abs(point.hess.diagonal()))
    if scales is None:
        scales = np.maximum(found, _LEAST_SCALE * (largest(found) or 1.0))
    else:
        scales = np.maximum(found, scales)
    inverse = 1.0 / scales
    eigenvalues, vectors = spectrum(point.hess * inverse * inverse[:, None])
    vectors = vectors * inverse[:, None]
    return _Model(size, scales, eigenvalues, vectors, eigenvalues.tolist(), (point.jac @ vectors).tolist())


def _promised(model: _Model, step: list[float]) -> float:
    """The decrease that the quadratic model promises."""
    return -sum(p * (g + 0.5 * w * p) for p, g, w in zip(step, model.slopes, model.values, strict=True))


def _trial(problem: Problem, point: Point, x: Array, eager: bool) -> Point:
    """The point with its derivatives, or the value alone where it is no better and the last step was not either."""
    if not eager:
        value = problem.value(x)
        if not value < point.fun:
            return Point(x, value, point.jac)
        return Point(x, value, problem.gradient(x), problem.hessian(x))
    return problem.curved_point(x)


def _ratio(point: Point, trial: Point, promised: float) -> float:
    """Gained over promised decrease; where both are rounding, the gradient decides."""
    if not math.isfinite(trial.fun) or trial.hess is None or not trial.is_finite():
        return -1.0
    noise = _ROUNDING * abs(point.fun)
    gained = point.fun - trial.fun
    if promised <= noise and abs(gained) <= noise:
        return 1.0 if largest(trial.jac) < largest(point.jac) else -1.0
    return gained / promised if promised > 0.0 else -1.0


def _shorter(point: Point, trial: Point, model: _Model, step: list[float]) -> float:
    """The part of a failed step at which the parabola through the values and the slope has its minimum."""
    slope = sum(p * g for p, g in zip(step, model.slopes, strict=True))
    rise = trial.fun - point.fun - slope
    return min(max(-0.5 * slope / rise, 0.1), 0.5) if 0.0 < rise < math.inf else 0.1


def _polished(problem: Problem, state: State) -> State:
    """Newton's whole step at the end of the value's digits, where only the gradient still tells better from worse."""
    point, model = state.point, state.memory
    halted = state._replace(halt=Status.STALLED)
    if not model.values[0] > 0.0:
        return halted
    components = [-g / w for g, w in zip(model.slopes, model.values, strict=True)]
    trial = problem.curved_point(point.x + model.vectors @ components)
    level = trial.is_finite() and trial.fun <= point.fun + _LEVEL * abs(point.fun)
    if not level or not largest(trial.jac) < 0.5 * largest(point.jac):
        return halted
    length = float(np.linalg.norm(trial.x - point.x))
    return State(trial, _model(trial, model.size, model.scales), length, "polished")


class _Spectral:
    """What both methods share: the start, the common test on the known spectrum."""

    __slots__ = ()

    def terminate(self, problem: Problem, state: State, tolerance: float) -> Judgement:
        """The common test, on the spectrum that the step needs anyway."""
        point, model = state.point, state.memory
        if model is None or (state.halt is None and largest(point.jac) > tolerance):
            return Judgement(None, None)
        return judge_spectrum(point, model.eigenvalues, model.vectors, tolerance, state.halt is not None)

    def postprocess(self, problem: Problem, state: State) -> str:
        """Nothing to remark."""
        return ""


def _start(problem: Problem, x: Array, size: float | None) -> State:
    point = problem.curved_point(x)
    if not point.is_finite():
        return State(point, None, halt=Status.LEFT_DOMAIN)
    model = _model(point, 0.0)
    return State(point, model._replace(size=float(np.linalg.norm(model.scales * x)) or 1.0 if size is None else size))


@dataclass(frozen=True, slots=True)
class TrustRegion(_Spectral):
    """Minimize the quadratic model exactly in a ball, whose radius follows how well the model predicts.

    Attributes
    ----------
    radius : float, optional
        At the start; by default the length of the starting point, or 1.
    max_radius : float
        The greatest.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.numerics import TrustRegion, compile_expression, iterate
    >>> r = iterate(TrustRegion(), compile_expression(x**2 - y**2 + y**4, [x, y]), [0.0, 0.0])
    >>> r.success, r.x.round(6), [row.note for row in r.trace][1]
    (True, array([0.      , 0.707107]), 'escape from a saddle')
    """

    radius: float | None = None
    max_radius: float = 1e150
    max_iterations: int = 2000
    name: str = "trust-region"
    escapes: bool = True

    def init(self, problem: Problem, x: Array) -> State:
        """The start with its model."""
        return _start(problem, x, self.radius)

    def step(self, problem: Problem, state: State) -> State:
        """One subproblem; its step is taken if the function falls, and the radius follows in any case."""
        point, model = state.point, state.memory
        radius, eager = model.size, True
        while True:
            components, shift = solve_subproblem(model.values, model.slopes, radius)
            length = math.hypot(*components)
            x = point.x + model.vectors @ components
            if not eager and (x == point.x).all():
                return _polished(problem, state)
            trial = _trial(problem, point, x, eager)
            ratio = _ratio(point, trial, _promised(model, components))
            if ratio > 1e-4:
                break
            radius, eager = _shorter(point, trial, model, components) * length, False
        if ratio < 0.25:
            radius = 0.5 * length
        elif ratio > 0.75 and shift > 0.0:
            radius = min(self.max_radius, (4.0 if ratio > 0.95 else 2.0) * radius)
        note = "negative curvature" if model.values[0] < 0.0 else ""
        return State(trial, _model(trial, radius, model.scales), length, note)


@dataclass(frozen=True, slots=True)
class LevenbergMarquardt(_Spectral):
    """Newton's step with a multiple of the identity added to the Hessian, which follows how well the model predicts.

    Attributes
    ----------
    damping : float
        The first shift, relative to the greatest eigenvalue.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.numerics import LevenbergMarquardt, compile_expression, iterate
    >>> iterate(LevenbergMarquardt(), compile_expression(x**4 - x, [x]), [0.0]).x.round(6)
    array([0.629961])
    """

    damping: float = 1e-3
    max_iterations: int = 2000
    name: str = "levenberg-marquardt"
    escapes: bool = True

    def init(self, problem: Problem, x: Array) -> State:
        """The start with its model."""
        state = _start(problem, x, 0.0)
        if state.memory is None:
            return state
        greatest = max(abs(state.memory.values[0]), abs(state.memory.values[-1]))
        return state._replace(memory=state.memory._replace(size=self.damping * (greatest or 1.0)))

    def step(self, problem: Problem, state: State) -> State:
        """Raise the shift until a step is good; then lower it by how good it is (Nielsen's rule)."""
        point, model = state.point, state.memory
        shift, growth, eager = model.size, 2.0, True
        # On top of what makes the matrix positive definite.
        lift = max(0.0, -model.values[0]) * 1.0001
        while True:
            total = shift + lift
            pairs = zip(model.slopes, model.values, strict=True)
            components = [-g / (w + total) if w + total > 0.0 else 0.0 for g, w in pairs]
            x = point.x + model.vectors @ components
            if not eager and ((x == point.x).all() or not math.isfinite(shift)):
                return _polished(problem, state)
            trial = _trial(problem, point, x, eager)
            ratio = _ratio(point, trial, _promised(model, components))
            if ratio > 1e-4:
                break
            shift, growth, eager = max(shift, 1e-300) * growth, 2.0 * growth, False
        shift *= max(1.0 / 10.0, 1.0 - (2.0 * ratio - 1.0) ** 3) if ratio < 2.0 else 1.0
        note = "negative curvature" if model.values[0] < 0.0 else ""
        return State(trial, _model(trial, shift, model.scales), math.hypot(*components), note)
