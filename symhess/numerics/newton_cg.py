"""Newton's direction by conjugate gradients on Hessian-vector products."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from symhess.numerics.descents import Aim
from symhess.numerics.evaluating import Array
from symhess.numerics.krylov import conjugate_gradients
from symhess.numerics.problem import Point, Problem

__all__ = ["TruncatedNewton"]


@dataclass(frozen=True, slots=True)
class _Damping:
    shift: float
    first: float = 0.0
    promised: float = 0.0


@dataclass(frozen=True, slots=True)
class TruncatedNewton:
    """Solve (H + damping) p = -g roughly, and leave along a direction of negative curvature where one shows.

    Attributes
    ----------
    damping : float
        The shift at the start; it then follows the ratio of gained to promised decrease (Martens, 2010). Zero: none.
    max_products : int
        The limit of Hessian-vector products for one direction.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.budget import Deadline
    >>> from symhess.numerics import compile_expression
    >>> problem = Problem(compile_expression(x**2 + 5*y**2, [x, y]), Deadline(None))
    >>> descent = TruncatedNewton()
    >>> descent.aim(problem, problem.slope_point(np.ones(2)), descent.start(2)).direction.round(6)
    array([-0.206349, -1.031746])
    """

    damping: float = 0.0
    max_products: int = 200

    def start(self, dimension: int) -> Any:
        """The damping at the start."""
        return _Damping(self.damping)

    def aim(self, problem: Problem, point: Point, memory: Any) -> Aim:
        """The truncated solution, the negative gradient's direction of negative curvature, or both in turn."""
        shift = memory.shift

        def product(vector: Array) -> Array:
            image = problem.hvp(point.x, vector)
            return image + shift * vector if shift else image

        size = float(np.linalg.norm(point.jac))
        first = memory.first or size
        rough = min(0.5, math.sqrt(size / first)) if size else 0.5
        solution = conjugate_gradients(
            product, -point.jac, tolerance=rough, max_iterations=min(self.max_products, 10 * problem.dimension)
        )
        note = ""
        direction = solution.x
        if solution.down is not None:
            note = "negative curvature"
            if not direction.any():
                direction = solution.down
        slope = float(direction @ point.jac)
        if not slope < 0.0:
            direction, slope = -point.jac, -size * size
        promised = slope + 0.5 * float(direction @ product(direction)) if self.damping else 0.0
        return Aim(direction, _Damping(shift, first, promised), note)

    def learn(self, memory: Any, before: Point, after: Point) -> Any:
        """The damping that the last step suggests."""
        if not self.damping or memory.promised >= 0.0:
            return memory
        ratio = (after.fun - before.fun) / memory.promised
        factor = 1.5 if ratio < 0.25 else 1.0 / 1.5 if ratio > 0.75 else 1.0
        return _Damping(memory.shift * factor, memory.first)
