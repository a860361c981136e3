"""Evaluation at arrays: one point through plain floats, many points through NumPy in chunks that fit the cache."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cached_property
from struct import Struct
from typing import Any

import numpy as np
from numpy import empty, ndarray
from numpy.typing import ArrayLike, NDArray

from symhess.errors import InputError
from symhess.numerics.programs import Part, Programs

__all__ = ["ARRAY_NAMES", "Array", "Evaluator", "integer_power"]

Array = NDArray[np.float64]
_DOUBLE = np.dtype(np.float64)
# Doubles that the rows of one chunk may hold together: two megabytes. Shorter rows would fit a nearer cache, but the
# calls of NumPy would then cost more than the arithmetic.
_CHUNK = 1 << 18


def integer_power(base: Array, exponent: int) -> Array:
    """A power by repeated squaring, which NumPy's general power is slower than.

    Examples
    --------
    >>> integer_power(np.array([2.0, -1.0]), 5), integer_power(np.array([2.0]), -2)
    (array([32., -1.]), array([0.25]))
    """
    if exponent < 0:
        return 1.0 / integer_power(base, -exponent)
    result: Array | None = None
    while True:
        if exponent & 1:
            result = base if result is None else result * base
        exponent >>= 1
        if not exponent:
            break
        base = base * base
    return np.ones_like(base) if result is None else result


ARRAY_NAMES: dict[str, Any] = {
    **{name: getattr(np, name) for name in ("exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "sqrt")},
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "atan2": np.arctan2,
    "abs": np.abs,
    "asinh": np.arcsinh,
    "acosh": np.arccosh,
    "atanh": np.arctanh,
    "sign": np.sign,
    "nan": np.nan,
    "floor": np.floor,
    "ceil": np.ceil,
    "where": np.where,
    "real_power": np.power,
    "logical_and": np.logical_and,
    "logical_or": np.logical_or,
    "logical_not": np.logical_not,
    "erf": np.vectorize(math.erf, otypes=[float]),
    "erfc": np.vectorize(math.erfc, otypes=[float]),
    "integer_power": integer_power,
}
"""What array programs may call."""


class Evaluator:
    """Runs the programs of a function on arrays.

    A point where an operation leaves its domain or overflows is not an error: the entries concerned are NaN or
    infinite, as in IEEE arithmetic.

    Examples
    --------
    >>> from symhess.numerics.graph import Graph
    >>> graph = Graph()
    >>> root = graph.product(graph.variable(0), graph.call("log", graph.variable(1)))
    >>> evaluator = Evaluator(Programs(graph, root, 2))
    >>> evaluator.gradient([[3.0, 1.0], [2.0, 2.0]])
    array([[0.        , 3.        ],
           [0.69314718, 1.        ]])
    >>> evaluator.value([3.0, -1.0])
    nan
    """

    def __init__(self, programs: Programs) -> None:
        self.programs = programs
        self._one: dict[Part, Callable[..., Any]] = {}

    def value(self, x: ArrayLike) -> Any:
        """f: a float for one point, an array of shape (...) for many."""
        points = self._points(x)
        if points.ndim > 1:
            return self._many("value", points).reshape(points.shape[:-1])
        try:
            return float(self.programs.scalar("value")(points.tolist()))
        except (ArithmeticError, ValueError):
            return float(self._many("value", points)[0, 0])

    def gradient(self, x: ArrayLike) -> Array:
        """The gradients, shape (..., n)."""
        points = self._points(x)
        if points.ndim == 1:
            return self._at("gradient", points)
        return self._many("gradient", points).reshape(points.shape)

    def hessian(self, x: ArrayLike) -> Array:
        """The Hessians, shape (..., n, n)."""
        points = self._points(x)
        if points.ndim == 1:
            return self.square(self._at("hessian", points))
        return self.square(self._many("hessian", points)).reshape(*points.shape, points.shape[-1])

    def hvp(self, x: ArrayLike, v: ArrayLike) -> Array:
        """The products of the Hessians with vectors, shape (..., n)."""
        points, vectors = np.broadcast_arrays(self._points(x), self._points(v))
        if points.ndim == 1:
            return self._at("hvp", points, vectors)
        return self._many("hvp", points, vectors).reshape(points.shape)

    def jet(self, x: Array) -> tuple[float, Array, Array, bool]:
        """Value, gradient and Hessian of one point in one program, and whether all entries are finite."""
        program, pack_into, count, n = self._jet
        try:
            entries = program(x.tolist())
        except (ArithmeticError, ValueError):
            entries = self._many("jet", x)[0].tolist()
        # A sum of finite numbers may overflow; only then the entries are looked at one by one.
        finite = math.isfinite(sum(entries)) or all(map(math.isfinite, entries))
        together = empty(count)
        pack_into(together, 0, *entries)
        rest = together[n + 1 :]
        hessian = rest.reshape(n, n) if self.programs.full else self.square(rest)
        return entries[0], together[1 : n + 1], hessian, finite

    def square(self, entries: Array) -> Array:
        """Hessians, shape (..., n, n), from what the program of the Hessian gives, shape (..., entries)."""
        n = self.programs.dimension
        if self.programs.full:
            return entries.reshape(*entries.shape[:-1], n, n)
        result = np.zeros((*entries.shape[:-1], n, n))
        rows, columns = self._places
        result[..., rows, columns] = entries
        result[..., columns, rows] = entries
        return result

    @cached_property
    def _jet(self) -> tuple[Callable[..., Any], Callable[..., None], int, int]:
        """The program, what packs its entries into an array, their number, and the dimension."""
        count = len(self.programs.outputs("jet"))
        return self.programs.scalar("jet"), Struct(f"{count}d").pack_into, count, self.programs.dimension

    @cached_property
    def _places(self) -> tuple[list[int], list[int]]:
        lower = list(self.programs.lower)
        return [row for row, _ in lower], [column for _, column in lower]

    def _points(self, x: ArrayLike) -> Array:
        try:
            points = x if type(x) is ndarray and x.dtype is _DOUBLE else np.asarray(x, dtype=np.float64)
        except (TypeError, ValueError) as error:
            raise InputError(f"points must be arrays of real numbers: {error}") from None
        n = self.programs.dimension
        if points.ndim == 0 or points.shape[-1] != n:
            raise InputError(f"points must have shape (..., {n}), one entry for each variable, not {points.shape}")
        return points

    def _at(self, part: Part, *arguments: Array) -> Array:
        """The outputs of a part at one point."""
        function = self._one.get(part)
        if function is None:
            function = self._one[part] = self.programs.packed(part, empty)
        try:
            entries: Array = function(*[argument.tolist() for argument in arguments])
        except (ArithmeticError, ValueError):
            entries = self._many(part, *arguments)[0]
        return entries

    def direct(self, part: Part, careful: Callable[[Any], Any]) -> Callable[[Any], Any]:
        """A function of one point, as an array, that is nothing but the program; it asks `careful` where that fails."""
        return self.programs.direct(part, empty, careful)

    def rows(self, part: Part, *points: ArrayLike) -> Array:
        """The raw outputs of a part by NumPy, shape (points, outputs); never raises for the domain."""
        return self._many(part, *(self._points(point) for point in points))

    def _many(self, part: Part, *arguments: Array) -> Array:
        """The outputs at many points, shape (points, outputs)."""
        programs = self.programs
        function = programs.array(part, ARRAY_NAMES)
        tables = [np.reshape(argument, (-1, programs.dimension)) for argument in arguments]
        count, width = len(tables[0]), len(programs.outputs(part))
        result = np.empty((count, width))
        step = max(256, min(8192, _CHUNK // (width + programs.dimension)))
        with np.errstate(all="ignore"):
            for start in range(0, count, step):
                rows = [np.ascontiguousarray(table[start : start + step].T) for table in tables]
                function(*rows, result[start : start + step].T)
        return result
