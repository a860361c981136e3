"""Is this a stationary point, and of which kind? The one test behind every success."""

from __future__ import annotations

from operator import mul
from typing import NamedTuple

import numpy as np

from symhess.numerics.evaluating import Array
from symhess.numerics.krylov import conjugate_gradients, lanczos
from symhess.numerics.outcome import Status
from symhess.numerics.problem import Point, Problem
from symhess.numerics.spectra import curvatures, largest, scaled_spectrum

__all__ = ["SINGULAR", "Judgement", "is_near", "judge", "judge_spectrum"]

# Up to this dimension the whole spectrum is computed; beyond it Lanczos and conjugate gradients look at its ends.
_DENSE = 400
# Eigenvalues below this part of the greatest one are zero as far as the gradient's rounding lets us tell.
SINGULAR = 1e-12
_NEGATIVE = 1e-8
# A stationary point is near if Newton's step to it is this short against the point (or 1).
_NEAR = 1e-3


class Judgement(NamedTuple):
    """What the gradient and the Hessian say about a point.

    Attributes
    ----------
    status : Status or None
        ``None``: not a stationary point to the tolerance.
    down : Array or None
        A unit vector of negative curvature, where there is one.

    Examples
    --------
    >>> Judgement(Status.CONVERGED, None).status.name
    'CONVERGED'
    """

    status: Status | None
    down: Array | None


def judge(problem: Problem, point: Point, tolerance: float, stalled: bool = False) -> Judgement:
    """Judge a point by its exact derivatives.

    Parameters
    ----------
    problem : Problem
        Gives the Hessian where the point lacks it.
    point : Point
        The candidate.
    tolerance : float
        What the largest entry of the gradient may be.
    stalled : bool
        Whether the method can go no further; then a gradient that rounding explains also passes.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.budget import Deadline
    >>> from symhess.numerics import compile_expression
    >>> problem = Problem(compile_expression(x**2 - y**2, [x, y]), Deadline(None))
    >>> judgement = judge(problem, problem.slope_point(np.zeros(2)), 1e-8)
    >>> judgement.status.name, np.abs(judgement.down)
    ('SADDLE', array([0., 1.]))
    """
    if problem.dimension > _DENSE:
        return _judge_large(problem, point, tolerance, stalled)
    hessian = point.hess if point.hess is not None else problem.hessian(point.x)
    if not np.isfinite(hessian).all():
        return Judgement(None, None)
    # In scaled variables, so that the units of the variables do not make the point look degenerate.
    eigenvalues, vectors = scaled_spectrum(hessian, curvatures(hessian))
    return judge_spectrum(point, eigenvalues, vectors, tolerance, stalled)


def judge_spectrum(point: Point, eigenvalues: Array, vectors: Array, tolerance: float, stalled: bool) -> Judgement:
    """The same, where the Hessian's spectrum is known already, in the variables themselves or scaled.

    Examples
    --------
    >>> point = Point(np.zeros(1), 0.0, np.array([1e-3]))
    >>> judge_spectrum(point, np.array([1.0]), np.eye(1), 1e-8, False).status is None
    True
    """
    values = eigenvalues.tolist()
    slopes = list(map(abs, point.jac.dot(vectors).tolist()))
    greatest = max(values[-1], -values[0])
    if greatest == 0.0:
        passed = max(slopes) == 0.0
        return Judgement(Status.DEGENERATE if passed else None, None)
    floor = SINGULAR * greatest
    scaled = [slope / max(abs(value), floor) for slope, value in zip(slopes, values, strict=True)]
    decrement = sum(map(mul, slopes, scaled))
    reach = float(np.abs(vectors).dot(scaled).max())
    if not _passes(point, reach, decrement, tolerance, stalled):
        return Judgement(None, None)
    if values[0] < -_NEGATIVE * greatest:
        down = vectors[:, 0]
        return Judgement(Status.SADDLE, down / np.linalg.norm(down))
    return Judgement(Status.DEGENERATE if values[0] <= floor else Status.CONVERGED, None)


def is_near(point: Point, reach: float) -> bool:
    """Whether a step of which no entry exceeds `reach` ends near the point.

    Examples
    --------
    >>> is_near(Point(np.array([100.0]), 0.0, np.zeros(1)), 0.01), is_near(Point(np.zeros(1), 0.0, np.zeros(1)), 0.01)
    (True, False)
    """
    return reach <= _NEAR * max(1.0, largest(point.x))


def _passes(point: Point, step: float, decrement: float, tolerance: float, stalled: bool) -> bool:
    near = is_near(point, step)
    if point.slope <= tolerance and near:
        return True
    # At the end of its digits a method cannot make the gradient smaller; then the step and the gain that are
    # still promised must both be rounding.
    size = abs(point.fun)
    explained = point.slope <= 1e4 * tolerance * (1.0 + size) and decrement <= 1e-12 * size
    return stalled and explained and near


def _judge_large(problem: Problem, point: Point, tolerance: float, stalled: bool) -> Judgement:
    def apply(vector: Array) -> Array:
        return problem.hvp(point.x, vector)

    spectrum = lanczos(apply, problem.dimension, 30)
    greatest = float(np.abs(spectrum.values).max())
    if greatest == 0.0:
        return Judgement(Status.DEGENERATE if not point.jac.any() else None, None)
    step = conjugate_gradients(apply, -point.jac, max_iterations=50).x
    decrement = abs(float(step @ point.jac))
    if not _passes(point, float(np.abs(step).max()), decrement, tolerance, stalled):
        return Judgement(None, None)
    if spectrum.values[0] < -_NEGATIVE * greatest:
        return Judgement(Status.SADDLE, spectrum.vector(0))
    return Judgement(Status.CONVERGED, None)
