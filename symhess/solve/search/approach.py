"""Newton's iteration in floating point, from many points at once; it guides and proves nothing."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

from symhess.solve.search.contract import centre
from symhess.solve.search.program import Program, Sweep

__all__ = ["float_values", "polished"]

Array: TypeAlias = Any


def float_values(program: Program, points: Array) -> tuple[Array, Array]:
    """The equations and their Jacobian at points, as floats.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.solve.search.program import compile_system
    >>> values, slopes = float_values(compile_system((x**2 - 2,), (x,)), np.array([[1.0], [3.0]]))
    >>> values.round(9).tolist(), slopes.round(9).tolist()
    ([[-1.0], [7.0]], [[[2.0]], [[6.0]]])
    """
    sweep = Sweep(program, points, points)
    values = sweep.values()[: len(program.equations)]
    with np.errstate(all="ignore"):
        middle, _ = centre(np.stack([v[0] for v in values], 1), np.stack([v[1] for v in values], 1))
        slopes, _ = centre(*sweep.slopes())
    return middle, slopes


def polished(program: Program, points: Array, steps: int = 6) -> Array:
    """Points moved by a few Newton steps, where these can be taken.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.solve.search.program import compile_system
    >>> bool(abs(polished(compile_system((x**2 - 2,), (x,)), np.array([[1.0]]))[0, 0] - 2**0.5) < 1e-14)
    True
    """
    for _ in range(steps if len(points) else 0):
        values, slopes = float_values(program, points)
        usable = np.isfinite(values).all(1) & np.isfinite(slopes).all((1, 2))
        usable &= abs(np.linalg.det(np.where(usable[:, None, None], slopes, 0.0))) > 1e-300
        solvable = np.where(usable[:, None, None], slopes, np.eye(points.shape[1]))
        step = np.linalg.solve(solvable, np.where(usable[:, None], values, 0.0)[:, :, None])[:, :, 0]
        points = points - np.where(np.isfinite(step), step, 0.0)
    return points
