"""Searches: how far to go along a direction."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from symhess.numerics.evaluating import Array
from symhess.numerics.problem import LEVEL, Point, Problem, is_better_level

__all__ = ["Backtracking", "Exact", "Fixed", "Found", "Search", "Wolfe"]

# Relative changes of the value below this are rounding.
_ROUNDING = 1e-15


class Found(NamedTuple):
    """The point that a search chose, and the factor of the direction that leads there.

    Examples
    --------
    >>> import numpy as np
    >>> Found(Point(np.zeros(1), 0.0, np.zeros(1)), 0.5).length
    0.5
    """

    point: Point
    length: float


class Search(Protocol):
    """Settings of a search along a direction.

    Examples
    --------
    >>> search: Search = Fixed(0.1)
    >>> search.find.__name__
    'find'
    """

    def find(self, problem: Problem, point: Point, direction: Array, slope: float) -> Found | None:
        """Go from the point along the direction, where the derivative is `slope`; ``None`` if nothing is better."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """Always the same multiple of the direction, better or not.

    Examples
    --------
    >>> import numpy as np
    >>> from sympy.abc import x
    >>> from symhess.budget import Deadline
    >>> from symhess.numerics import compile_expression
    >>> problem = Problem(compile_expression(x**2, [x]), Deadline(None))
    >>> Fixed(2.0).find(problem, problem.slope_point(np.ones(1)), -np.ones(1), -2.0).point.x
    array([-1.])
    """

    length: float = 1.0

    def find(self, problem: Problem, point: Point, direction: Array, slope: float) -> Found | None:
        """Take the step."""
        return Found(problem.slope_point(point.x + self.length * direction), self.length)


@dataclass(frozen=True, slots=True)
class Backtracking:
    """Shorten the step until the value falls enough (Armijo's condition).

    Attributes
    ----------
    first : float
        The first multiple to try.
    shrink : float
        The factor from one to the next.
    enough : float
        The part of the decrease promised by the slope that must come true.
    extend : bool
        Lengthen a first step that is good at once, for directions that carry no length of their own.

    Examples
    --------
    >>> import numpy as np
    >>> from sympy.abc import x
    >>> from symhess.budget import Deadline
    >>> from symhess.numerics import compile_expression
    >>> problem = Problem(compile_expression(x**2, [x]), Deadline(None))
    >>> point = problem.slope_point(np.ones(1))
    >>> Backtracking(first=4.0).find(problem, point, -np.ones(1), -2.0).length
    1.0
    >>> Backtracking().find(problem, point, np.ones(1), 2.0) is None
    True
    """

    first: float = 1.0
    shrink: float = 0.5
    enough: float = 1e-4
    extend: bool = False

    def find(self, problem: Problem, point: Point, direction: Array, slope: float) -> Found | None:
        """The first multiple that is good enough."""
        if not slope < 0.0:
            return None
        length, value = self.first, problem.value(point.x + self.first * direction)
        if self.extend and self._good(point, value, length, slope):
            length, value = self._extended(problem, point, direction, length, value)
        slack = _ROUNDING * abs(point.fun)
        if -length * slope <= LEVEL * abs(point.fun):
            level = problem.slope_point(point.x + length * direction, value)
            if is_better_level(point, level):
                return Found(level, length)
        while not self._good(point, value, length, slope):
            # Where even the promise is rounding, an equal value is the best there is.
            if -length * slope <= slack and value <= point.fun:
                break
            length *= self.shrink
            target = point.x + length * direction
            if length < 1e-30 or (target == point.x).all():
                return None
            value = problem.value(target)
        return Found(problem.slope_point(point.x + length * direction, value), length)

    def _good(self, point: Point, value: float, length: float, slope: float) -> bool:
        return value < point.fun + self.enough * length * slope

    def _extended(
        self, problem: Problem, point: Point, direction: Array, length: float, value: float
    ) -> tuple[float, float]:
        while length < 1e30:
            longer = problem.value(point.x + length / self.shrink * direction)
            if not longer < value:
                break
            length, value = length / self.shrink, longer
        return length, value


@dataclass(frozen=True, slots=True)
class Exact:
    """Go to a zero of the derivative along the direction, by Newton's method between brackets.

    On a quadratic function one Newton step finds it.

    Examples
    --------
    >>> import numpy as np
    >>> from sympy.abc import x
    >>> from symhess.budget import Deadline
    >>> from symhess.numerics import compile_expression
    >>> problem = Problem(compile_expression(x**4, [x]), Deadline(None))
    >>> found = Exact().find(problem, problem.slope_point(np.ones(1)), -np.ones(1), -4.0)
    >>> abs(found.length - 1.0) < 1e-3
    True
    """

    tolerance: float = 1e-10
    max_evaluations: int = 60

    def find(self, problem: Problem, point: Point, direction: Array, slope: float) -> Found | None:
        """The first local minimum that is found along the direction."""
        if not slope < 0.0:
            return None
        low, high, length = 0.0, math.inf, 0.0
        here, derivative = point, slope
        best: Found | None = None
        for _ in range(self.max_evaluations):
            curvature = float(direction @ problem.hvp(here.x, direction)) if here.is_finite() else math.nan
            length = _inside(length, derivative, curvature, low, high)
            here = problem.slope_point(point.x + length * direction)
            derivative = float(here.jac @ direction)
            if here.fun < point.fun and (best is None or here.fun <= best.point.fun):
                best = Found(here, length)
            if abs(derivative) <= self.tolerance * abs(slope) or high - low <= 1e-15 * length:
                break
            falling = here.is_finite() and here.fun <= point.fun and derivative < 0.0
            low, high = (length, high) if falling else (low, length)
        return best


def _inside(length: float, derivative: float, curvature: float, low: float, high: float) -> float:
    """Newton's next length if it lies between the brackets, else one that halves or doubles them."""
    if curvature > 0.0:
        newton = length - derivative / curvature
        if low < newton < high:
            return newton
    if math.isinf(high):
        return max(2.0 * low, 1.0)
    return 0.5 * (low + high)


@dataclass(frozen=True, slots=True)
class Wolfe:
    """A step that satisfies the strong Wolfe conditions, which keep quasi-Newton matrices positive definite.

    Attributes
    ----------
    enough : float
        The part of the promised decrease that must come true.
    flat : float
        The part of the slope that may be left.

    Examples
    --------
    >>> import numpy as np
    >>> from sympy.abc import x
    >>> from symhess.budget import Deadline
    >>> from symhess.numerics import compile_expression
    >>> problem = Problem(compile_expression((x - 9)**2, [x]), Deadline(None))
    >>> found = Wolfe(flat=0.1).find(problem, problem.slope_point(np.zeros(1)), np.ones(1), -18.0)
    >>> abs(float(found.point.jac[0])) <= 1.8
    True
    """

    enough: float = 1e-4
    flat: float = 0.9
    max_evaluations: int = 40

    def find(self, problem: Problem, point: Point, direction: Array, slope: float) -> Found | None:
        """Bracket such a step by lengthening, then close in by cubic interpolation."""
        if not slope < 0.0:
            return None
        low: tuple[float, float, float] = (0.0, point.fun, slope)
        high: tuple[float, float, float] | None = None
        best: Found | None = None
        length = 1.0
        slack = _ROUNDING * abs(point.fun)
        for _ in range(self.max_evaluations):
            target = point.x + length * direction
            here = problem.slope_point(target)
            derivative = float(here.jac @ direction) if here.is_finite() else math.nan
            roof = min(point.fun + self.enough * length * slope, low[1]) + slack
            if math.isnan(derivative) or (here.fun > roof and not is_better_level(point, here)):
                high = (length, here.fun, derivative)
            else:
                if best is None or here.fun <= best.point.fun:
                    best = Found(here, length)
                if abs(derivative) <= -self.flat * slope:
                    return Found(here, length)
                if derivative >= 0.0:
                    high = (length, here.fun, derivative)
                else:
                    low = (length, here.fun, derivative)
            if high is not None and abs(high[0] - low[0]) <= 1e-15 * high[0]:
                break
            length = 4.0 * length if high is None else _cubic(low, high)
        return best if best is not None and (best.point.x != point.x).any() else None


def _cubic(low: tuple[float, float, float], high: tuple[float, float, float]) -> float:
    """The minimum of the cubic through values and slopes at both ends, kept away from them."""
    a, value_a, slope_a = low
    b, value_b, slope_b = high
    width = b - a
    middle = 0.5 * (a + b)
    if not math.isfinite(value_b + slope_b):
        return a + 0.1 * width
    s = 3.0 * (value_a - value_b) / width + slope_a + slope_b
    root = s * s - slope_a * slope_b
    if root < 0.0:
        return middle
    r = math.copysign(math.sqrt(root), width)
    bottom = slope_b - slope_a + 2.0 * r
    if bottom == 0.0:
        return middle
    length = b - width * (slope_b + r - s) / bottom
    return min(max(length, a + 0.05 * width), b - 0.05 * width)
