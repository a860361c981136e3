"""Descents: which direction to go. Those here look at the present point only, or at running means of gradients."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol

import numpy as np

from symhess.numerics.evaluating import Array
from symhess.numerics.problem import Point, Problem
from symhess.numerics.spectra import spectrum

__all__ = ["Adam", "Aim", "Descent", "ModifiedNewton", "NewtonStep", "RMSProp", "Steepest"]


class Aim(NamedTuple):
    """A direction, the memory for the next one, and a remark.

    Examples
    --------
    >>> Aim(np.ones(2), None).note
    ''
    """

    direction: Array | None
    memory: Any
    note: str = ""


class Descent(Protocol):
    """Settings of a rule for directions.

    Examples
    --------
    >>> descent: Descent = Steepest()
    >>> descent.start(2) is None
    True
    """

    def start(self, dimension: int) -> Any:
        """The memory at the start."""

    def aim(self, problem: Problem, point: Point, memory: Any) -> Aim:
        """The direction at a point; ``None`` in it if there is none."""

    def learn(self, memory: Any, before: Point, after: Point) -> Any:
        """The memory after a step."""


class _Forgetful:
    """A descent that learns nothing from a step."""

    __slots__ = ()

    def start(self, dimension: int) -> Any:
        """Nothing."""
        return None

    def learn(self, memory: Any, before: Point, after: Point) -> Any:
        """The memory as it is."""
        return memory


@dataclass(frozen=True, slots=True)
class Steepest(_Forgetful):
    """The negative gradient.

    Examples
    --------
    >>> Steepest().aim(None, Point(np.zeros(2), 0.0, np.array([1.0, -2.0])), None).direction
    array([-1.,  2.])
    """

    def aim(self, problem: Problem, point: Point, memory: Any) -> Aim:
        """The negative gradient."""
        return Aim(-point.jac, None)


@dataclass(frozen=True, slots=True)
class NewtonStep(_Forgetful):
    """The step to the stationary point of the quadratic model, whatever that point is.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.budget import Deadline
    >>> from symhess.numerics import compile_expression
    >>> problem = Problem(compile_expression((x - 3)**2, [x]), Deadline(None))
    >>> NewtonStep().aim(problem, problem.slope_point(np.zeros(1)), None).direction
    array([3.])
    >>> flat = Problem(compile_expression(x**3, [x]), Deadline(None))
    >>> NewtonStep().aim(flat, flat.slope_point(np.zeros(1)), None).direction is None
    True
    """

    def aim(self, problem: Problem, point: Point, memory: Any) -> Aim:
        """The solution of H p = -g; none if H is singular."""
        hessian = problem.hessian(point.x)
        try:
            direction = np.linalg.solve(hessian, -point.jac)
        except np.linalg.LinAlgError:
            return Aim(None, None)
        return Aim(np.asarray(direction) if np.isfinite(direction).all() else None, None)


@dataclass(frozen=True, slots=True)
class ModifiedNewton(_Forgetful):
    """Newton's step with the Hessian made positive definite.

    Attributes
    ----------
    rule : {"absolute", "shift", "descent"}
        "absolute" turns every eigenvalue into its size; "shift" adds a multiple of the identity that lifts the
        least one above zero; "descent" keeps Newton's own step and takes the absolute one only where Newton's goes up.
    floor : float
        The least eigenvalue allowed, relative to the greatest.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.budget import Deadline
    >>> from symhess.numerics import compile_expression
    >>> problem = Problem(compile_expression(-x**2, [x]), Deadline(None))
    >>> ModifiedNewton().aim(problem, problem.slope_point(np.ones(1)), None).direction
    array([1.])
    """

    rule: Literal["absolute", "shift", "descent"] = "absolute"
    floor: float = 1e-10

    def aim(self, problem: Problem, point: Point, memory: Any) -> Aim:
        """The solution of the modified system."""
        hessian = problem.hessian(point.x)
        if not np.isfinite(hessian).all():
            return Aim(None, None)
        eigenvalues, vectors = spectrum(hessian)
        greatest = float(np.abs(eigenvalues).max())
        if greatest == 0.0:
            return Aim(-point.jac, None, "the Hessian is zero")
        least = self.floor * greatest
        slopes = vectors.T @ point.jac
        note = "" if eigenvalues[0] > 0.0 else "negative curvature"
        if self.rule == "descent":
            newton = vectors @ (-slopes / np.where(np.abs(eigenvalues) < least, least, eigenvalues))
            if float(newton @ point.jac) < 0.0:
                return Aim(newton, None, note)
        if self.rule == "shift":
            shifted = eigenvalues + max(0.0, 1e-3 * greatest - eigenvalues[0]) * (eigenvalues[0] < least)
            return Aim(vectors @ (-slopes / shifted), None, note)
        return Aim(vectors @ (-slopes / np.maximum(np.abs(eigenvalues), least)), None, note)


class _Moments(NamedTuple):
    steps: int
    mean: Array
    square: Array


@dataclass(frozen=True, slots=True)
class Adam:
    """Running means of the gradient and of its squares, corrected for their start at zero (Kingma & Ba, 2015).

    Examples
    --------
    >>> adam = Adam()
    >>> adam.aim(None, Point(np.zeros(1), 0.0, np.array([5.0])), adam.start(1)).direction.round(6)
    array([-1.])
    """

    mean_decay: float = 0.9
    square_decay: float = 0.999
    epsilon: float = 1e-8

    def start(self, dimension: int) -> Any:
        """Zero means."""
        return _Moments(0, np.zeros(dimension), np.zeros(dimension))

    def aim(self, problem: Problem, point: Point, memory: Any) -> Aim:
        """The mean gradient over its root mean square."""
        steps = memory.steps + 1
        mean = self.mean_decay * memory.mean + (1.0 - self.mean_decay) * point.jac
        square = self.square_decay * memory.square + (1.0 - self.square_decay) * point.jac**2
        scale = np.sqrt(square / (1.0 - self.square_decay**steps)) + self.epsilon
        direction = -mean / (1.0 - self.mean_decay**steps) / scale
        return Aim(direction, _Moments(steps, mean, square))

    def learn(self, memory: Any, before: Point, after: Point) -> Any:
        """The means as they are."""
        return memory


@dataclass(frozen=True, slots=True)
class RMSProp:
    """The gradient over the root of a running mean of its squares (Tieleman & Hinton, 2012).

    Examples
    --------
    >>> rmsprop = RMSProp(decay=0.0)
    >>> rmsprop.aim(None, Point(np.zeros(1), 0.0, np.array([-5.0])), rmsprop.start(1)).direction.round(6)
    array([1.])
    """

    decay: float = 0.9
    epsilon: float = 1e-8

    def start(self, dimension: int) -> Any:
        """Zero means."""
        return _Moments(0, np.zeros(dimension), np.zeros(dimension))

    def aim(self, problem: Problem, point: Point, memory: Any) -> Aim:
        """The gradient over its root mean square."""
        square = self.decay * memory.square + (1.0 - self.decay) * point.jac**2
        return Aim(-point.jac / (np.sqrt(square) + self.epsilon), memory._replace(square=square))

    def learn(self, memory: Any, before: Point, after: Point) -> Any:
        """The means as they are."""
        return memory
