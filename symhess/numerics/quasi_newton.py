"""Quasi-Newton descents: curvature learned from the gradients of the steps taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np

from symhess.numerics.descents import Aim
from symhess.numerics.evaluating import Array
from symhess.numerics.problem import Point, Problem

__all__ = ["BFGSUpdate", "DFPUpdate", "LimitedMemory", "QuasiNewton", "SR1Update", "Update"]

# Curvature y's below this part of |y||s| would blow the matrix up.
_CURVED = 1e-12


class Update(Protocol):
    """A formula for the approximate inverse Hessian after a step s with the gradient's change y.

    Examples
    --------
    >>> update: Update = BFGSUpdate()
    >>> update(np.eye(1), np.array([2.0]), np.array([1.0]))
    array([[2.]])
    """

    def __call__(self, inverse: Array, s: Array, y: Array) -> Array | None:
        """The new inverse, which maps y to s; ``None`` where the formula is not safe."""


@dataclass(frozen=True, slots=True)
class BFGSUpdate:
    """Broyden, Fletcher, Goldfarb and Shanno's formula, which keeps the matrix positive definite where y's > 0.

    Examples
    --------
    >>> BFGSUpdate()(np.eye(2), np.array([1.0, 0.0]), np.array([4.0, 0.0]))
    array([[0.25, 0.  ],
           [0.  , 1.  ]])
    >>> BFGSUpdate()(np.eye(1), np.array([1.0]), np.array([-1.0])) is None
    True
    """

    def __call__(self, inverse: Array, s: Array, y: Array) -> Array | None:
        """The new inverse, or ``None`` where y's is not positive."""
        product = float(y @ s)
        if not product > _CURVED * float(np.linalg.norm(y) * np.linalg.norm(s)):
            return None
        image = inverse @ y
        mixed = np.outer(image, s) / product
        scale = (1.0 + float(y @ image) / product) / product
        return inverse - mixed - mixed.T + scale * np.outer(s, s)


@dataclass(frozen=True, slots=True)
class DFPUpdate:
    """Davidon, Fletcher and Powell's formula, the dual of BFGS: s and y change places, inverse and Hessian too.

    Examples
    --------
    >>> DFPUpdate()(np.eye(1), np.array([1.0]), np.array([4.0]))
    array([[0.25]])
    """

    def __call__(self, inverse: Array, s: Array, y: Array) -> Array | None:
        """The new inverse, or ``None`` where y's is not positive."""
        product = float(y @ s)
        if not product > _CURVED * float(np.linalg.norm(y) * np.linalg.norm(s)):
            return None
        image = inverse @ y
        return inverse - np.outer(image, image) / float(y @ image) + np.outer(s, s) / product


@dataclass(frozen=True, slots=True)
class SR1Update:
    """The symmetric correction of rank one, which may also learn negative curvature.

    Examples
    --------
    >>> SR1Update()(np.eye(1), np.array([1.0]), np.array([-4.0]))
    array([[-0.25]])
    >>> SR1Update()(np.eye(1), np.array([1.0]), np.array([1.0])) is None
    True
    """

    def __call__(self, inverse: Array, s: Array, y: Array) -> Array | None:
        """The new inverse, or ``None`` where the denominator nearly vanishes."""
        miss = s - inverse @ y
        bottom = float(miss @ y)
        if not abs(bottom) > 1e-8 * float(np.linalg.norm(miss) * np.linalg.norm(y)):
            return None
        return inverse + np.outer(miss, miss) / bottom


class _Inverse(NamedTuple):
    matrix: Array
    fresh: bool


@dataclass(frozen=True, slots=True)
class QuasiNewton:
    """The direction -M g, with the approximate inverse Hessian M updated after each step.

    Attributes
    ----------
    update : Update
        The formula.
    scale_first : bool
        Scale the identity by the first step's curvature before the first update.

    Examples
    --------
    >>> descent = QuasiNewton(BFGSUpdate())
    >>> descent.aim(None, Point(np.zeros(1), 0.0, np.array([2.0])), descent.start(1)).direction
    array([-1.])
    """

    update: Update
    scale_first: bool = True

    def start(self, dimension: int) -> Any:
        """The identity."""
        return _Inverse(np.eye(dimension), True)

    def aim(self, problem: Problem, point: Point, memory: Any) -> Aim:
        """-M g, or the negative gradient with M forgotten where -M g does not go down."""
        direction = -(memory.matrix @ point.jac)
        slope = float(direction @ point.jac)
        if not slope < 0.0:
            return Aim(-point.jac, self.start(len(point.x)), "restart")
        if memory.fresh:
            # The identity knows no scale: the first step is about one unit long at most.
            direction = direction / max(1.0, float(np.linalg.norm(direction)))
        return Aim(direction, memory)

    def learn(self, memory: Any, before: Point, after: Point) -> Any:
        """The updated inverse; as it was, where the formula is not safe."""
        s, y = after.x - before.x, after.jac - before.jac
        matrix = memory.matrix
        if memory.fresh and self.scale_first:
            product = float(y @ s)
            if product > 0.0:
                matrix = matrix * (product / float(y @ y))
        updated = self.update(matrix, s, y)
        if updated is None or not np.isfinite(updated).all():
            return memory
        return _Inverse(updated, False)


@dataclass(frozen=True, slots=True)
class LimitedMemory:
    """L-BFGS: the product of the BFGS inverse with the gradient from the last few steps (Nocedal, 1980).

    Examples
    --------
    >>> descent = LimitedMemory(1)
    >>> start = Point(np.array([1.0]), 2.0, np.array([4.0]))
    >>> memory = descent.learn(descent.start(1), start, Point(np.array([0.5]), 0.5, np.array([2.0])))
    >>> descent.aim(None, Point(np.array([0.5]), 0.5, np.array([2.0])), memory).direction
    array([-0.5])
    """

    pairs: int = 10

    def start(self, dimension: int) -> Any:
        """No pairs."""
        return ()

    def aim(self, problem: Problem, point: Point, memory: Any) -> Aim:
        """The two loops over the pairs, latest first and back."""
        if not memory:
            return Aim(-point.jac / max(1.0, float(np.linalg.norm(point.jac))), memory)
        direction = -point.jac
        weights = []
        for s, y, product in reversed(memory):
            weight = float(s @ direction) / product
            weights.append(weight)
            direction -= weight * y
        _, y, product = memory[-1]
        direction *= product / float(y @ y)
        for (s, y, product), weight in zip(memory, reversed(weights), strict=True):
            direction += (weight - float(y @ direction) / product) * s
        if not float(direction @ point.jac) < 0.0:
            return Aim(-point.jac, (), "restart")
        return Aim(direction, memory)

    def learn(self, memory: Any, before: Point, after: Point) -> Any:
        """The latest pairs with positive curvature."""
        s, y = after.x - before.x, after.jac - before.jac
        product = float(y @ s)
        if not product > _CURVED * float(np.linalg.norm(y) * np.linalg.norm(s)):
            return memory
        return (*memory, (s, y, product))[-self.pairs :]
