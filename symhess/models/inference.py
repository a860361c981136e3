"""Intervals for the coefficients of a fitted model."""

from __future__ import annotations

import math
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtri, ndtri

from symhess.errors import InputError
from symhess.models.factor import Factor, factorize
from symhess.models.likelihood import Totals
from symhess.models.newton import Fitted, Problem

__all__ = ["profile_interval", "wald_intervals"]

Array: TypeAlias = NDArray[Any]
_OUTER, _INNER = 50, 50


def wald_intervals(estimates: Array, standard_errors: Array, level: float) -> Array:
    """Estimate plus and minus a multiple of the standard error; shape (..., 2).

    Examples
    --------
    >>> wald_intervals(np.array([1.0]), np.array([0.5]), 0.95).round(3)
    array([[0.02, 1.98]])
    >>> wald_intervals(np.array([1.0]), np.array([0.5]), 95)
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: level must lie between 0 and 1, not 95
    """
    width = ndtri(0.5 + _valid(level) / 2) * standard_errors
    return np.stack([estimates - width, estimates + width], axis=-1)


def _valid(level: float) -> float:
    if not 0 < level < 1:
        raise InputError(f"level must lie between 0 and 1, not {level:g}")
    return level


def profile_interval(fitted: Fitted, direction: Array, level: float) -> tuple[float, float]:
    r"""All values of a linear function of the parameters that the likelihood-ratio test does not reject.

    The loss, minimised over the other parameters, is a convex function of the value, whose slope is the constraint's
    multiplier; Newton's method finds where it has risen by half the quantile of :math:`\chi^2_1`.

    Parameters
    ----------
    fitted : Fitted
        A converged fit.
    direction : Array
        The coefficients of the linear function, for parameters row by row.
    level : float

    Examples
    --------
    >>> from symhess.models.blocks import ArraySource, RowBlock
    >>> from symhess.models.newton import newton
    >>> rows = RowBlock(np.zeros((10, 0)), np.array([0, 1] * 5))
    >>> fitted = newton(Problem(ArraySource(rows), np.array([0, 1]), columns=0, intercept=True))
    >>> np.round(profile_interval(fitted, np.array([1.0]), 0.95), 4)
    array([-1.2796,  1.2796])
    """
    target = fitted.totals.loss + 0.5 * float(chdtri(1, 1 - _valid(level)))
    basis = fitted.problem.basis
    if basis is not None:
        direction = (direction.reshape(fitted.working.shape) @ basis).ravel()
    assert fitted.factor is not None
    error = float(np.sqrt(direction @ fitted.factor.solve(direction)))
    width = float(ndtri(0.5 + level / 2)) * error
    center = float(direction @ fitted.working.ravel())
    lower, upper = (
        _Profile(fitted.problem, direction, target, error).bound(fitted, center, side * width) for side in (-1, 1)
    )
    return lower, upper


class _Profile:
    """The loss as a function of one linear function of the parameters, minimised over the rest."""

    def __init__(self, problem: Problem, direction: Array, target: float, error: float) -> None:
        self.problem, self.direction, self.target, self.error = problem, direction, target, error

    def bound(self, fitted: Fitted, center: float, offset: float) -> float:
        working, factor = fitted.working.ravel(), fitted.factor
        value = center
        for _ in range(_OUTER):
            assert factor is not None
            along = factor.solve(self.direction)
            working = working + along * (offset / (self.direction @ along))
            value += offset
            working, totals, factor, slope = self._minimized(working)
            offset = (self.target - totals.loss) / slope
            if abs(offset) <= 1e-11 * self.error:
                return value + offset
        raise InputError("the profile likelihood could not be followed to the bound")

    def _minimized(self, working: Array) -> tuple[Array, Totals, Factor, float]:
        """Newton's method on the plane where the linear function keeps its value."""
        before = np.inf
        for _ in range(_INNER):
            totals = self.problem.evaluate(working.reshape(self.problem.shape))
            assert totals.hessian is not None
            factor = factorize(totals.hessian)
            if factor is None:
                break
            gradient = totals.gradient.ravel()
            along, step = factor.solve(self.direction), -factor.solve(gradient)
            slope = float(gradient @ along / (self.direction @ along))
            step = step + slope * along
            decrement = math.sqrt(max(float(-gradient @ step), 0.0))
            if decrement <= 1e-9 or (decrement <= 1e-6 and decrement > 0.5 * before):
                return working, totals, factor, slope
            before = decrement
            working = working + step / max(1.0, decrement / 2)
        raise InputError("the profile likelihood could not be followed: the Hessian became singular on the way")
