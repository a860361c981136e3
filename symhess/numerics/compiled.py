"""CompiledFunction: a function and its derivatives as programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, get_args

from sympy import Basic, Expr, Symbol

import symhess.numerics as numerics
from symhess.budget import Deadline
from symhess.errors import InputError
from symhess.numerics.graph import Graph
from symhess.numerics.loading import load
from symhess.numerics.programs import Part, Programs

if TYPE_CHECKING:  # numbers in plain lists need no NumPy, and then it is not loaded
    from symhess.numerics.evaluating import Evaluator

__all__ = ["Backend", "CompiledFunction", "compile_expression"]

Backend = Literal["python", "numba"]
"""What runs generated programs on arrays: Python and NumPy, or machine code."""


class CompiledFunction:
    """A function with exact first and second derivatives, ready for numbers.

    One point may be a list of plain numbers, and then plain numbers come back (a float, a list, a list of rows); an
    array, of shape (..., n), is answered by arrays. Outside the domain the entries are NaN or infinite.

    Parameters
    ----------
    names : sequence of str
        The variables, for messages only: generated code never contains them.
    programs : Programs
        What computes the function.
    backend : {"python", "numba"}
        What runs the programs on arrays.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> f = compile_expression(x**2 * y, (x, y))
    >>> f.value([3.0, 2.0]), f.gradient([3.0, 2.0]), f.hessian([3.0, 2.0]), f.hvp([3.0, 2.0], [1.0, 0.0])
    (18.0, [12.0, 9.0], [[4.0, 6.0], [6.0, 0.0]], [4.0, 6.0])
    >>> import numpy as np
    >>> f.gradient(np.ones((2, 3, 2))).shape
    (2, 3, 2)
    """

    def __init__(self, names: Sequence[str], programs: Programs, backend: Backend = "python") -> None:
        self.names = tuple(names)
        self.programs = programs
        self.backend = backend

    @property
    def dimension(self) -> int:
        """The number of variables."""
        return self.programs.dimension

    @cached_property
    def arrays(self) -> Evaluator:
        """What evaluates at arrays."""
        room = numerics.jitting.JitEvaluator if self.backend == "numba" else numerics.evaluating.Evaluator
        evaluator: Evaluator = room(self.programs)
        return evaluator

    def value(self, x: Any) -> Any:
        """f(x): a float for one point, an array of shape (...) for many."""
        if type(x) is list and _is_flat(x):
            return self._plain("value", x)
        return self.arrays.value(x)

    def gradient(self, x: Any) -> Any:
        """The gradient, shape (..., n)."""
        if type(x) is list:
            return self._plain("gradient", x) if _is_flat(x) else self.arrays.gradient(x)
        # One array is what is asked most often: from now on the generated program is asked first.
        self.__dict__["gradient"] = direct = self.arrays.direct("gradient", self._gradient)
        return direct(x)

    def _gradient(self, x: Any) -> Any:
        if type(x) is list and _is_flat(x):
            return self._plain("gradient", x)
        return self.arrays.gradient(x)

    def hessian(self, x: Any) -> Any:
        """The Hessian, shape (..., n, n)."""
        if type(x) is not list or not _is_flat(x):
            return self.arrays.hessian(x)
        entries = self._plain("hessian", x)
        n = self.dimension
        if self.programs.full:
            return [entries[start : start + n] for start in range(0, n * n, n)]
        rows = [[0.0] * n for _ in range(n)]
        for (row, column), entry in zip(self.programs.lower, entries, strict=True):
            rows[row][column] = rows[column][row] = entry
        return rows

    def hvp(self, x: Any, v: Any) -> Any:
        """The Hessian at x times the vector v, shape (..., n), without the Hessian."""
        if type(x) is list and type(v) is list and _is_flat(x) and _is_flat(v):
            return self._plain("hvp", x, v)
        return self.arrays.hvp(x, v)

    def source(self, part: Part) -> str:
        """The generated source of a part: "value", "gradient", "hessian", "hvp" or "jet" (the first three in one)."""
        return self.programs.source(part)

    def operations(self, *parts: Part) -> int:
        """How many operations compute the parts together."""
        outputs = [number for part in parts for number in self.programs.outputs(part)]
        return self.programs.graph.operations(outputs)

    @property
    def sparsity(self) -> tuple[tuple[int, int], ...]:
        """The places (row, column) in the Hessian's lower triangle that are not zero everywhere."""
        return tuple(self.programs.lower)

    def __repr__(self) -> str:
        shown = ", ".join(self.names[:6]) + (", ..." if len(self.names) > 6 else "")
        return f"<CompiledFunction of {self.dimension} variables: {shown}>"

    def _plain(self, part: Part, *points: list[float]) -> Any:
        for point in points:
            if len(point) != self.dimension:
                raise InputError(f"a point needs {self.dimension} numbers, one for each variable, not {len(point)}")
        try:
            return self.programs.scalar(part)(*points)
        except (ArithmeticError, ValueError):
            found = self.arrays.rows(part, *points)[0].tolist()
            return found[0] if part == "value" else found


def _is_flat(x: list[Any]) -> bool:
    return bool(x) and isinstance(x[0], float | int)


def compile_expression(
    expression: Expr, variables: Iterable[Symbol], time_limit: float | None = 60.0, backend: Backend = "python"
) -> CompiledFunction:
    """Compile an expression of plain variables.

    Derivatives are derived and compiled when they are first asked for.

    Parameters
    ----------
    expression : Expr
        A real expression; every symbol is among the variables.
    variables : iterable of Symbol
        The ordered variables; symbols of the expression are found by their names, whatever they assume.
    time_limit : float or None
        Seconds for reading the expression, and again for each derivation.
    backend : {"python", "numba"}
        What runs the programs on arrays.

    Raises
    ------
    InputError
        For another symbol, a number that is not finite and real, and a function without a rule.

    Examples
    --------
    >>> from sympy import Abs, I, log
    >>> from sympy.abc import x
    >>> kink = compile_expression(Abs(x), [x])
    >>> kink.gradient([-2.0]), kink.gradient([0.0])
    ([-1.0], [0.0])
    >>> compile_expression(log(x), [x]).value([0.0])
    -inf
    >>> compile_expression(I * x, [x])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: there is no rule to compute ImaginaryUnit with numbers; write it with ...
    """
    if backend not in get_args(Backend):
        raise InputError(f"the backend is 'python' or 'numba', not {backend!r}")
    names = [symbol.name for symbol in variables]
    places = {name: place for place, name in enumerate(names)}
    if not names or len(places) < len(names):
        raise InputError("the variables must be at least one and all different")
    graph = Graph()
    graph.deadline = Deadline(time_limit)
    leaves: dict[Basic, int] = {}
    for symbol in expression.free_symbols:
        if symbol.name in places:
            leaves[symbol] = graph.variable(places[symbol.name])
    if len({symbol.name for symbol in leaves}) < len(leaves):
        raise InputError("two different symbols of the expression have the same name")
    root = load(graph, expression, leaves)
    return CompiledFunction(names, Programs(graph, root, len(names), time_limit=time_limit), backend)
