"""Evaluation by machine code, where numba is installed: the programs for one point, compiled further."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from symhess.errors import InputError
from symhess.numerics.evaluating import Array, Evaluator
from symhess.numerics.programs import Part, Programs, build

__all__ = ["JitEvaluator"]

_SAME_NAME = (
    *("exp", "log", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh"),
    *("erf", "erfc", "atan2", "sqrt", "nan"),
)
# numba's rounding functions of `math` give integers, which infinity is not.
_NAMES: dict[str, Any] = {name: getattr(math, name) for name in _SAME_NAME} | {
    "abs": abs,
    "floor": np.floor,
    "ceil": np.ceil,
    "sign": np.sign,
    "real_power": math.pow,
}


class JitEvaluator(Evaluator):
    """Runs the programs of a function as machine code.

    Compiling takes numba a second for a small function and minutes for ten thousand operations; after that one point
    costs several times less, and many points do without the passes of NumPy. Outside the domain the entries are NaN or
    infinite, as they are without numba.

    Parameters
    ----------
    programs : Programs
        What to compute.

    Raises
    ------
    InputError
        If numba is not installed.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.numerics import compile_expression
    >>> evaluator = JitEvaluator(compile_expression(x**2 * y, (x, y)).programs)
    >>> evaluator.gradient([[3.0, 2.0], [1.0, 1.0]])
    array([[12.,  9.],
           [ 2.,  1.]])
    >>> evaluator.value([3.0, 2.0])
    18.0
    """

    def __init__(self, programs: Programs) -> None:
        super().__init__(programs)
        try:
            import numba
        except ImportError:
            raise InputError("numba is not installed: pip install symhess[numba], or leave the backend out") from None
        self._numba: Any = numba
        self._compiled: dict[tuple[Part, str], Callable[..., None]] = {}

    def value(self, x: ArrayLike) -> Any:
        """f: a float for one point, an array of shape (...) for many."""
        points = self._points(x)
        if points.ndim == 1:
            return float(self._at("value", points)[0])
        return self._many("value", points).reshape(points.shape[:-1])

    def jet(self, x: Array) -> tuple[float, Array, Array, bool]:
        """Value, gradient and Hessian of one point in one program, and whether all entries are finite."""
        n = self.programs.dimension
        together = self._at("jet", x)
        finite = bool(np.isfinite(together).all())
        return float(together[0]), together[1 : n + 1], self.square(together[n + 1 :]), finite

    def direct(self, part: Part, careful: Callable[[Any], Any]) -> Callable[[Any], Any]:
        """A function of one point, as an array; it asks `careful` about all else."""

        def program(x: Any) -> Any:
            return careful(x) if type(x) is list else self.gradient(x)

        return program

    def _at(self, part: Part, *arguments: Array) -> Array:
        out = np.empty(len(self.programs.outputs(part)))
        self._one_point(part)(*[np.ascontiguousarray(argument) for argument in arguments], out)
        return out

    def _many(self, part: Part, *arguments: Array) -> Array:
        shape = (-1, self.programs.dimension)
        tables = [np.ascontiguousarray(np.reshape(argument, shape)) for argument in arguments]
        out = np.empty((len(tables[0]), len(self.programs.outputs(part))))
        self._all_points(part)(*tables, out)
        return out

    def _one_point(self, part: Part) -> Callable[..., None]:
        key = (part, "one")
        if key not in self._compiled:
            row = self._numba.types.Array(self._numba.float64, 1, "C")
            self._compiled[key] = self._machine(self._program(part), part, row)
        return self._compiled[key]

    def _program(self, part: Part) -> Callable[..., None]:
        return build(self.programs.source(part, "filling"), part, _NAMES)

    def _all_points(self, part: Part) -> Callable[..., None]:
        key = (part, "all")
        if key not in self._compiled:
            table = self._numba.types.Array(self._numba.float64, 2, "C")
            loop = _loop_of_two if part == "hvp" else _loop
            self._compiled[key] = self._machine(loop(self._one_point(part)), part, table)
        return self._compiled[key]

    def _machine(self, function: Callable[..., None], part: Part, argument: Any) -> Callable[..., None]:
        """The function in machine code; divisions by zero give infinities."""
        arguments = (argument,) * (len(self.programs.groups(part)) + 1)
        signature = self._numba.void(*arguments)
        compiled: Callable[..., None] = self._numba.njit(signature, error_model="numpy")(function)
        return compiled


def _loop(program: Callable[..., None]) -> Callable[..., None]:
    def loop(points: Array, out: Array) -> None:
        for k in range(len(points)):
            program(points[k], out[k])

    return loop


def _loop_of_two(program: Callable[..., None]) -> Callable[..., None]:
    def loop(points: Array, vectors: Array, out: Array) -> None:
        for k in range(len(points)):
            program(points[k], vectors[k], out[k])

    return loop
