"""Trust region and Levenberg-Marquardt: step and length from one eigendecomposition."""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import mul
from typing import NamedTuple

import numpy as np
from scipy.linalg.lapack import dposv

from symhess.numerics.evaluating import Array
from symhess.numerics.method import State
from symhess.numerics.outcome import Status
from symhess.numerics.problem import Point, Problem, is_better_level
from symhess.numerics.spectra import all_finite, curvatures, largest, scaled_spectrum
from symhess.numerics.stationarity import SINGULAR, Judgement, is_near, judge_spectrum

__all__ = ["LevenbergMarquardt", "TrustRegion", "solve_subproblem"]

_ROUNDING = 1e-14
# How near the ball's edge a step on it must end; closer would not pay.
_EDGE = 0.05
# The part of the promised decrease from which a step is taken.
_ACCEPTED = 1e-4


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
    # The length of the step is at least that of the slopes over the greatest eigenvalue and the multiplier.
    shift = max(0.0, math.hypot(*slopes) / radius - eigenvalues[-1])
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
        shift = max(shift, -least + max(lowest / radius, tiny))
    return _on_the_edge(eigenvalues, slopes, radius, shift)


def _on_the_edge(
    eigenvalues: list[float], slopes: list[float], radius: float, shift: float
) -> tuple[list[float], float]:
    """Newton's method for 1/|p(λ)| = 1/radius, which is nearly linear in λ; from the left it stays there."""
    lowest = max(0.0, -eigenvalues[0])
    step: list[float] = []
    for _ in range(50):
        shifted = [w + shift for w in eigenvalues]
        step = [-g / w for g, w in zip(slopes, shifted, strict=True)]
        length = math.hypot(*step)
        if abs(length - radius) <= _EDGE * radius:
            break
        slope = sum([p * p / w for p, w in zip(step, shifted, strict=True)])
        if not slope:
            break
        following = shift + (length / radius - 1.0) * length * length / slope
        shift = following if following > lowest else 0.5 * (shift + lowest)
    return step, shift


class _Spectrum(NamedTuple):
    """Eigenvalues and slopes in the scaled variables, and the eigenvectors in the variables themselves."""

    eigenvalues: Array
    vectors: Array
    values: list[float]
    slopes: list[float]

    def promised(self, step: list[float]) -> float:
        """The decrease that the quadratic model promises."""
        return -sum([p * (g + 0.5 * w * p) for p, g, w in zip(step, self.slopes, self.values, strict=True)])


class _Model:
    """The quadratic model at the iterate, with the radius or the shift; its spectrum is computed when asked for.

    Vectors are lists here: in few variables Python's own loops are faster than calls of NumPy.
    """

    __slots__ = ("_spectrum", "hess", "jac", "size", "squares")

    def __init__(self, point: Point, size: float, squares: list[float]) -> None:
        assert point.hess is not None
        self.jac = point.jac
        self.hess = point.hess
        self.size = size
        self._spectrum: _Spectrum | None = None
        # Each variable is measured by the greatest curvature along it so far; these are the squares of the scales.
        self.squares = list(map(max, map(abs, self.hess.diagonal().tolist()), squares))

    def length(self, step: list[float]) -> float:
        """The length in the scaled variables."""
        return math.sqrt(sum(map(mul, map(mul, step, step), self.squares)))

    @property
    def spectrum(self) -> _Spectrum:
        """The Hessian's spectrum in the scaled variables."""
        if self._spectrum is None:
            eigenvalues, vectors = scaled_spectrum(self.hess, self.squares)
            slopes = self.jac.dot(vectors).tolist()
            self._spectrum = _Spectrum(eigenvalues, vectors, eigenvalues.tolist(), slopes)
        return self._spectrum


def _trial(problem: Problem, point: Point, x: Array, eager: bool) -> Point:
    """The point with its derivatives, or the value alone where it is no better and the last step was not either."""
    if not eager:
        value = problem.value(x)
        if not value < point.fun:
            return Point(x, value, point.jac)
    return problem.curved_point(x)


def _ratio(point: Point, trial: Point, promised: float) -> float:
    """Gained over promised decrease; where both are rounding, the gradient decides."""
    if trial.hess is None or not trial.is_finite():
        return -1.0
    noise = _ROUNDING * abs(point.fun)
    gained = point.fun - trial.fun
    if promised <= noise and abs(gained) <= noise:
        return 1.0 if trial.slope < point.slope else -1.0
    return gained / promised if promised > 0.0 else -1.0


def _shorter(point: Point, trial: Point, slope: float) -> float:
    """The part of a failed step at which the parabola through the values and the slope has its minimum."""
    rise = trial.fun - point.fun - slope
    return min(max(-0.5 * slope / rise, 0.1), 0.5) if 0.0 < rise < math.inf else 0.1


def _polished(problem: Problem, state: State) -> State:
    """Newton's whole step at the end of the value's digits, where only the gradient still tells better from worse."""
    point, model = state.point, state.memory
    halted = state._replace(halt=Status.STALLED)
    _, step, failed = dposv(point.hess, point.jac)
    if failed or not all_finite(step):
        return halted
    trial = problem.curved_point(point.x - step)
    if not (trial.is_finite() and is_better_level(point, trial) and trial.slope < 0.5 * point.slope):
        return halted
    return State(trial, _Model(trial, model.size, model.squares), math.hypot(*step.tolist()), "polished")


class _Spectral:
    """What both methods share: the common test, on the spectrum of the scaled Hessian."""

    __slots__ = ()

    def terminate(self, problem: Problem, state: State, tolerance: float) -> Judgement:
        """The common test."""
        point, model = state.point, state.memory
        if model is None or (state.halt is None and point.slope > tolerance):
            return Judgement(None, None)
        if _is_plain_minimum(point, model, tolerance):
            return Judgement(Status.CONVERGED, None)
        found = model.spectrum
        return judge_spectrum(point, found.eigenvalues, found.vectors, tolerance, state.halt is not None)

    def postprocess(self, problem: Problem, state: State) -> str:
        """Nothing to remark."""
        return ""


def _is_plain_minimum(point: Point, model: _Model, tolerance: float) -> bool:
    """Whether a factorization alone shows what the spectrum would show: a small gradient near a minimum.

    No eigenvalue of the scaled Hessian exceeds the dimension, so that one which stays definite when that many times
    the singular threshold is taken off has no eigenvalue to call zero.
    """
    lowered = model.hess.copy()
    lowered.flat[:: len(lowered) + 1] -= SINGULAR * len(lowered) * np.array(model.squares)
    _, step, failed = dposv(lowered, point.jac)
    return not failed and point.slope <= tolerance and is_near(point, largest(step))


def _start(problem: Problem, x: Array, size: float | None) -> State:
    point = problem.curved_point(x)
    if not point.is_finite():
        return State(point, None, halt=Status.LEFT_DOMAIN)
    assert point.hess is not None
    model = _Model(point, 0.0, curvatures(point.hess))
    model.size = (model.length(x.tolist()) or 1.0) if size is None else size
    return State(point, model)


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
        """One subproblem; its step is taken if the function falls, and the radius follows in any case.

        It does not grow where a longer step has just failed.
        """
        point, model = state.point, state.memory
        direct = self._newton(problem, point, model)
        if isinstance(direct, State):
            return direct
        radius, eager, found = direct, direct == model.size, model.spectrum
        while True:
            components, shift = solve_subproblem(found.values, found.slopes, radius)
            length = math.hypot(*components)
            step = found.vectors.dot(components)
            x = point.x + step
            if not eager and x.tolist() == point.x.tolist():
                return _polished(problem, state)
            trial = _trial(problem, point, x, eager)
            ratio = _ratio(point, trial, found.promised(components))
            if ratio > _ACCEPTED:
                break
            radius, eager = _shorter(point, trial, float(point.jac.dot(step))) * length, False
        if ratio < 0.25:
            radius = 0.5 * length
        elif ratio > 0.75 and shift > 0.0 and eager:
            radius = min(self.max_radius, 2.0 * radius)
        note = "negative curvature" if found.values[0] < 0.0 else ""
        return State(trial, _Model(trial, radius, model.squares), math.hypot(*step.tolist()), note)

    def _newton(self, problem: Problem, point: Point, model: _Model) -> State | float:
        """Newton's step where it is the minimum in the ball and good, at a third of the cost; else the radius."""
        _, step, failed = dposv(model.hess, point.jac)
        moves = step.tolist()
        length = math.inf if failed else model.length(moves)
        if not length <= model.size:
            return model.size
        trial = problem.curved_point(point.x - step)
        slope = float(point.jac.dot(step))
        ratio = _ratio(point, trial, 0.5 * slope)
        if not ratio > _ACCEPTED:
            return _shorter(point, trial, -slope) * length
        size = model.size if ratio >= 0.25 else 0.5 * length
        return State(trial, _Model(trial, size, model.squares), math.hypot(*moves))


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
        state.memory.size = self.damping * (largest(state.memory.spectrum.eigenvalues) or 1.0)
        return state

    def step(self, problem: Problem, state: State) -> State:
        """Raise the shift until a step is good; then lower it by how good it is (Nielsen's rule)."""
        point, model = state.point, state.memory
        shift, growth, eager, found = model.size, 2.0, True, model.spectrum
        # On top of what makes the matrix positive definite.
        lift = max(0.0, -found.values[0]) * 1.0001
        while True:
            total = shift + lift
            pairs = zip(found.slopes, found.values, strict=True)
            components = [-g / (w + total) if w + total > 0.0 else 0.0 for g, w in pairs]
            step = found.vectors.dot(components)
            x = point.x + step
            if not eager and (x.tolist() == point.x.tolist() or not math.isfinite(shift)):
                return _polished(problem, state)
            trial = _trial(problem, point, x, eager)
            ratio = _ratio(point, trial, found.promised(components))
            if ratio > _ACCEPTED:
                break
            shift, growth, eager = max(shift, 1e-300) * growth, 2.0 * growth, False
        shift *= max(1.0 / 10.0, 1.0 - (2.0 * ratio - 1.0) ** 3) if ratio < 2.0 else 1.0
        note = "negative curvature" if found.values[0] < 0.0 else ""
        return State(trial, _Model(trial, shift, model.squares), math.hypot(*step.tolist()), note)
