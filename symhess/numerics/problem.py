"""What a method may know of a function, and the account of what it asked."""

from __future__ import annotations

import math
from typing import Any, Protocol

import numpy as np

from symhess.budget import Deadline
from symhess.numerics.evaluating import Array
from symhess.numerics.spectra import all_finite, largest

__all__ = ["LEVEL", "Objective", "Point", "Problem", "dense_hessian", "is_better_level"]

# Relative changes of the value that may be rounding: the terms of a sum are often greater than the sum.
LEVEL = 1e-9


class Objective(Protocol):
    """A function with exact derivatives: :class:`CompiledFunction`, :class:`CompiledSum` or one of the user's own.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.numerics import compile_expression
    >>> objective: Objective = compile_expression(x**2, [x])
    >>> objective.dimension
    1
    """

    @property
    def dimension(self) -> int:
        """The number of variables."""

    def value(self, x: Any, /) -> Any:
        """The value at a point."""

    def gradient(self, x: Any, /) -> Any:
        """The gradient at a point, shape (n,)."""

    def hessian(self, x: Any, /) -> Any:
        """The Hessian at a point, shape (n, n), dense or sparse."""

    def hvp(self, x: Any, v: Any, /) -> Any:
        """The Hessian at a point times a vector."""


def dense_hessian(objective: Objective, x: Array) -> Array:
    """The Hessian as a dense array.

    Examples
    --------
    >>> from sympy import IndexedBase, Sum
    >>> from sympy.abc import i
    >>> from symhess.numerics import compile_sum
    >>> chain = compile_sum(Sum(IndexedBase("x")[i]**2, (i, 0, 1)))
    >>> dense_hessian(chain, np.zeros(2))
    array([[2., 0.],
           [0., 2.]])
    """
    hessian = objective.hessian(x)
    return np.asarray(hessian.toarray() if hasattr(hessian, "toarray") else hessian, dtype=np.float64)


class Point:
    """What is known at a point; ``None`` for a Hessian that was not asked.

    Parameters
    ----------
    x, fun, jac, hess
        The point, the value, the gradient and the Hessian there.
    finite : bool, optional
        Whether all of them are finite numbers, if that is known already.

    Examples
    --------
    >>> Point(np.zeros(1), 0.0, np.array([np.inf])).is_finite()
    False
    >>> Point(np.zeros(2), 0.0, np.array([1.0, -3.0])).slope
    3.0
    """

    __slots__ = ("_finite", "_slope", "fun", "hess", "jac", "x")

    def __init__(self, x: Array, fun: float, jac: Array, hess: Array | None = None, finite: bool | None = None) -> None:
        self.x = x
        self.fun = fun
        self.jac = jac
        self.hess = hess
        self._finite = finite
        self._slope: float | None = None

    @property
    def slope(self) -> float:
        """The largest entry of the gradient in size."""
        if self._slope is None:
            self._slope = largest(self.jac)
        return self._slope

    def is_finite(self) -> bool:
        """Whether value and derivatives are finite numbers."""
        if self._finite is None:
            known = self.hess is None or all_finite(self.hess)
            self._finite = math.isfinite(self.fun) and all_finite(self.jac) and known
        return self._finite


def is_better_level(point: Point, other: Point) -> bool:
    """Whether the other point's value differs by rounding at most and its gradient is smaller.

    At the end of the value's digits only the gradient tells better from worse.

    Examples
    --------
    >>> here, there = Point(np.zeros(1), 1.0, np.array([1e-5])), Point(np.ones(1), 1.0 + 1e-12, np.array([1e-7]))
    >>> is_better_level(here, there), is_better_level(there, here)
    (True, False)
    """
    return other.fun <= point.fun + LEVEL * abs(point.fun) and other.slope < point.slope


class Problem:
    """An objective together with the counts of evaluations and the deadline.

    Parameters
    ----------
    objective : Objective
        The function.
    deadline : Deadline
        Past it every evaluation raises ``TimeLimitReached``.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.numerics import compile_expression
    >>> problem = Problem(compile_expression(x**2, [x]), Deadline(None))
    >>> problem.value(np.array([3.0])), problem.nfev, problem.nhev
    (9.0, 1, 0)
    """

    def __init__(self, objective: Objective, deadline: Deadline) -> None:
        self.objective = objective
        self.dimension = objective.dimension
        self.deadline = deadline
        self.nfev = self.njev = self.nhev = 0
        self._jet = getattr(getattr(objective, "arrays", None), "jet", None)

    def value(self, x: Array) -> float:
        """The value; NaN counts as plus infinity, which no method accepts."""
        self.deadline.check()
        self.nfev += 1
        value = float(self.objective.value(x))
        return math.inf if math.isnan(value) else value

    def gradient(self, x: Array) -> Array:
        """The gradient."""
        self.njev += 1
        return np.asarray(self.objective.gradient(x))

    def hessian(self, x: Array) -> Array:
        """The Hessian, dense."""
        self.nhev += 1
        return dense_hessian(self.objective, x)

    def hvp(self, x: Array, v: Array) -> Array:
        """The Hessian times a vector."""
        self.deadline.check()
        self.nhev += 1
        return np.asarray(self.objective.hvp(x, v))

    def slope_point(self, x: Array, value: float | None = None) -> Point:
        """Value and gradient."""
        return Point(x, self.value(x) if value is None else value, self.gradient(x))

    def curved_point(self, x: Array) -> Point:
        """Value, gradient and Hessian, by one program where the objective has it."""
        if self._jet is None:
            return Point(x, self.value(x), self.gradient(x), self.hessian(x))
        self.deadline.check()
        self.nfev += 1
        self.njev += 1
        self.nhev += 1
        return Point(x, *self._jet(x))
