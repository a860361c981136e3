"""The programs that compute a function and its derivatives, derived and compiled when first asked for."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from functools import cached_property
from typing import Any, Literal

from symhess.budget import Deadline
from symhess.numerics.deriving import Deriver
from symhess.numerics.emitting import Form, array_source, scalar_source
from symhess.numerics.graph import Graph

__all__ = ["Part", "Programs", "build", "sign"]

Part = Literal["value", "gradient", "hessian", "hvp", "jet"]
# Up to this many variables the Hessian is written out in full: filling zeros costs less than indexing.
_FULL_HESSIAN = 32


def sign(x: float) -> float:
    """-1, 0 or 1; NaN for NaN.

    Examples
    --------
    >>> sign(-0.25), sign(0.0)
    (-1.0, 0.0)
    """
    if math.isnan(x):
        return x
    return math.copysign(1.0, x) if x else 0.0


_SCALARS: dict[str, Any] = {
    name: getattr(math, name)
    for name in (
        *("exp", "log", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh"),
        *("atanh", "erf", "erfc", "atan2", "sqrt", "floor", "ceil", "nan"),
    )
} | {"abs": abs, "sign": sign, "real_power": math.pow}
# What goes wrong outside the domain, and with an argument that is no array of numbers.
_FAILURES = (ArithmeticError, AttributeError, TypeError, ValueError, struct.error)


def build(source: str, name: str, names: dict[str, Any]) -> Callable[..., Any]:
    r"""Compile generated source and return the function that it defines.

    Only what :mod:`symhess.numerics.emitting` wrote may come here: it holds no text from outside. The namespace has no
    builtins.

    Examples
    --------
    >>> build("def f(x):\n    return x + 1", "f", {})(2)
    3
    """
    namespace: dict[str, Any] = {"__builtins__": {}, **names}
    exec(compile(source, f"<generated {name}>", "exec"), namespace)
    function: Callable[..., Any] = namespace[name]
    return function


class Programs:
    """Outputs, source and functions of each part.

    Parameters
    ----------
    graph : Graph
        Holds the function; grows by the derivatives.
    root : int
        The node of the function.
    dimension : int
        The number of variables to derive by.
    parameters : int
        The number of further inputs, which follow the variables.
    time_limit : float or None
        Seconds that one derivation may take.

    Examples
    --------
    >>> graph = Graph()
    >>> square = Programs(graph, graph.power(graph.variable(0), 2), 1)
    >>> square.scalar("gradient")([3.0]), square.lower
    ([6.0], {(0, 0): 4})
    >>> print(square.source("hvp"))
    def hvp(x, v):
        x0, = x
        v0, = v
        return [2.0*v0]
    """

    def __init__(
        self, graph: Graph, root: int, dimension: int, parameters: int = 0, time_limit: float | None = None
    ) -> None:
        self.graph = graph
        self.root = root
        self.dimension = dimension
        self.inputs = dimension + parameters
        self.time_limit = time_limit
        self._deriver = Deriver(graph)
        self._functions: dict[tuple[Part, str], Callable[..., Any]] = {}

    @cached_property
    def slopes(self) -> list[int]:
        """The nodes of the gradient."""
        return self._deriver.gradient(self.root, self.dimension)

    @cached_property
    def lower(self) -> dict[tuple[int, int], int]:
        """The nonzero entries (row, column) of the Hessian's lower triangle."""
        return dict(sorted(self._deriver.hessian(self.slopes, self.dimension).items()))

    @property
    def full(self) -> bool:
        """Whether the Hessian's program gives all entries row by row, or only those of `lower`."""
        return self.dimension <= _FULL_HESSIAN

    @cached_property
    def _entries(self) -> list[int]:
        if not self.full:
            return list(self.lower.values())
        zero = self.graph.constant(0.0)
        indices = range(self.dimension)
        return [self.lower.get((max(i, j), min(i, j)), zero) for i in indices for j in indices]

    @cached_property
    def _products(self) -> list[int]:
        seeds = {index: self.graph.variable(self.inputs + index) for index in range(self.dimension)}
        return self._deriver.tangents(self.slopes, seeds)

    def outputs(self, part: Part) -> list[int]:
        """The nodes that a part computes."""
        self.graph.deadline = Deadline(self.time_limit)
        match part:
            case "value":
                return [self.root]
            case "gradient":
                return self.slopes
            case "hessian":
                return self._entries
            case "hvp":
                return self._products
            case "jet":
                return [self.root, *self.slopes, *self._entries]

    def groups(self, part: Part) -> list[int]:
        """How many variables each argument of the part's program has."""
        return [self.inputs, self.dimension] if part == "hvp" else [self.inputs]

    def source(self, part: Part, form: Form | None = None) -> str:
        """The source for one point, by default in its readable form."""
        chosen: Form = ("single" if part == "value" else "list") if form is None else form
        return scalar_source(self.graph, self.outputs(part), part, self.groups(part), chosen)

    def scalar(self, part: Part) -> Callable[..., Any]:
        """The function for one point: a sequence of floats in, a float or a list of floats out."""
        return self._function(part, "scalar", lambda: build(self.source(part), part, _SCALARS))

    def packed(self, part: Part, empty: Callable[[int], Any]) -> Callable[..., Any]:
        """The function for one point that gives an array made by `empty`: lists of floats in."""
        names = _packing(len(self.outputs(part)), empty)
        return self._function(part, "packed", lambda: build(self.source(part, "packed"), part, names))

    def direct(self, part: Part, empty: Callable[[int], Any], careful: Callable[[Any], Any]) -> Callable[[Any], Any]:
        """The function for one point as an array, which gives an array and asks `careful` about all else."""
        names = {**_packing(len(self.outputs(part)), empty), "failures": _FAILURES, "careful": careful}
        return build(self.source(part, "direct"), part, names)

    def array(self, part: Part, names: dict[str, Any]) -> Callable[..., Any]:
        """The function for many points: rows of values in, rows of `out` filled."""

        def make() -> Callable[..., Any]:
            return build(array_source(self.graph, self.outputs(part), part, self.groups(part)), part, names)

        return self._function(part, "array", make)

    def _function(self, part: Part, form: str, make: Callable[[], Callable[..., Any]]) -> Callable[..., Any]:
        key = (part, form)
        if key not in self._functions:
            self._functions[key] = make()
        return self._functions[key]


def _packing(count: int, empty: Callable[[int], Any]) -> dict[str, Any]:
    """What a program needs that writes so many numbers into an array made by `empty`."""
    return {**_SCALARS, "empty": empty, "pack_into": struct.Struct(f"{count}d").pack_into}
