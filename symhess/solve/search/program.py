"""A system of equations compiled once: values and Jacobian over many boxes with NumPy, or over one box with arb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
from flint import arb, ctx
from sympy import Expr, Symbol

from symhess.exact.enclosing import enclosed_constant
from symhess.solve.search.balls import BALLS, ball_power, ball_root
from symhess.solve.search.derivatives import jacobian
from symhess.solve.search.graph import ADD, CONSTANT, DIVIDE, MULTIPLY, POWER, ROOT, VARIABLE, Graph
from symhess.solve.search.intervals import OPERATIONS, Domain, Interval, add, divide, multiply, power, root

__all__ = ["Program", "Sweep", "compile_system"]

Array: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class Program:
    """n equations in n variables, further terms, and the Jacobian, as one straight line of operations.

    Attributes
    ----------
    equations, terms : tuple of int
        Nodes of the equations, and of the terms that conditions want to be positive, or (not strict) at least zero.
    slopes : tuple of tuple of int
        Nodes of the Jacobian, a row for each equation.

    Examples
    --------
    >>> from sympy import exp
    >>> from sympy.abc import x, y
    >>> program = compile_system((x * y - 1, exp(x) - y), (x, y))
    >>> values, slopes = program.balls([arb(1), arb(2)], 64)
    >>> [bool(value.contains(1)) for value in values[:1]], bool(slopes[0][1].contains(1))
    ([True], True)
    """

    graph: Graph
    equations: tuple[int, ...]
    terms: tuple[int, ...]
    strict: tuple[bool, ...]
    slopes: tuple[tuple[int, ...], ...]
    value_order: tuple[int, ...]
    slope_order: tuple[int, ...]
    constants: dict[int, Interval]
    last_use: dict[int, int] = field(repr=False)

    @property
    def size(self) -> int:
        """The number of variables."""
        return len(self.graph.variables)

    def balls(self, point: Sequence[arb], bits: int) -> tuple[list[arb], list[list[arb]]]:
        """The equations and their Jacobian over a box of balls."""
        with ctx.workprec(bits):
            known = self._ball_values((*self.value_order, *self.slope_order), point, bits)
            return [known[k] for k in self.equations], [[known[k] for k in row] for row in self.slopes]

    def ball_values(self, numbers: Sequence[int], point: Sequence[arb], bits: int) -> list[arb]:
        """Some of the values and terms over a box of balls."""
        with ctx.workprec(bits):
            known = self._ball_values(self.value_order, point, bits)
            return [known[k] for k in numbers]

    def _ball_values(self, order: Sequence[int], point: Sequence[arb], bits: int) -> dict[int, arb]:
        known: dict[int, arb] = {}
        for number in order:
            operation, children, datum = self.graph.nodes[number]
            if operation == MULTIPLY:
                known[number] = known[children[0]] * known[children[1]]
            elif operation == ADD:
                known[number] = known[children[0]] + known[children[1]]
            elif operation == VARIABLE:
                known[number] = point[datum]
            elif operation == CONSTANT:
                known[number] = _ball(datum, bits)
            elif operation == DIVIDE:
                known[number] = known[children[0]] / known[children[1]]
            elif operation == POWER:
                known[number] = ball_power(known[children[0]], datum)
            elif operation == ROOT:
                known[number] = ball_root(known[children[0]], datum)
            else:
                known[number] = BALLS[operation](known[children[0]])
        return known


@lru_cache(maxsize=4096)
def _ball(constant: Expr, bits: int) -> arb:
    ball = enclosed_constant(constant, bits)
    return arb.nan() if ball is None else ball


def compile_system(
    equations: Sequence[Expr], variables: Sequence[Symbol], terms: Sequence[tuple[Expr, bool]] = ()
) -> Program:
    """Compile equations for the search; derivatives are derived here, once.

    Raises
    ------
    InputError
        If a function occurs that the search cannot evaluate.

    Examples
    --------
    >>> from sympy import sin
    >>> from sympy.abc import x
    >>> compile_system((sin(x),), (x,)).size
    1
    """
    graph = Graph(variables)
    roots, extra = tuple(map(graph.load, equations)), tuple(graph.load(term) for term, _ in terms)
    slopes = jacobian(graph, roots)
    first = graph.reached((*roots, *extra))
    second = [k for k in graph.reached(k for row in slopes for k in row) if k not in set(first)]
    data = {k: graph.value(k) for k in (*first, *second)}
    constants = {k: _float_ends(_ball(datum, 128)) for k, datum in data.items() if datum is not None}
    last: dict[int, int] = {}
    for number in (*first, *second):
        last.update(dict.fromkeys(graph.nodes[number][1], number))
    for kept in (*roots, *extra, *(k for row in slopes for k in row)):
        last.pop(kept, None)
    strict = tuple(strict for _, strict in terms)
    return Program(graph, roots, extra, strict, slopes, tuple(first), tuple(second), constants, last)


def _float_ends(ball: arb) -> Interval:
    """The closest floats around a ball that is much narrower than their distance."""
    low, high = float(ball.lower()), float(ball.upper())
    while not arb(low) <= ball:
        low = float(np.nextafter(low, -np.inf))
    while not arb(high) >= ball:
        high = float(np.nextafter(high, np.inf))
    return low, high


class Sweep:
    """One evaluation over many boxes: first the values, then, over the boxes that remain, the Jacobian.

    Examples
    --------
    >>> from sympy.abc import x
    >>> sweep = Sweep(compile_system((x**2 - 2,), (x,)), np.array([[0.0], [1.0]]), np.array([[1.0], [2.0]]))
    >>> [(low.tolist()[1] <= -1, high.tolist()[0] >= -1) for low, high in sweep.values()]
    [(True, True)]
    >>> sweep.keep(np.array([False, True]))
    >>> low, high = sweep.slopes()
    >>> low.shape, bool(low[0, 0, 0] <= 2), bool(high[0, 0, 0] >= 4)
    ((1, 1, 1), True, True)
    """

    __slots__ = ("_known", "_program", "domain", "size")

    def __init__(self, program: Program, low: Array, high: Array) -> None:
        self._program = program
        self.size = len(low)
        self.domain = Domain(self.size)
        self._known: dict[int, Interval] = dict(program.constants)
        for k, number in enumerate(self._variables()):
            if number is not None:
                self._known[number] = (np.ascontiguousarray(low[:, k]), np.ascontiguousarray(high[:, k]))

    def _variables(self) -> list[int | None]:
        numbers: list[int | None] = [None] * self._program.size
        for number in (*self._program.value_order, *self._program.slope_order):
            operation, _, datum = self._program.graph.nodes[number]
            if operation == VARIABLE:
                numbers[datum] = number
        return numbers

    def values(self) -> list[Interval]:
        """The equations, then the terms, over all boxes."""
        self._run(self._program.value_order)
        return [self._full(k) for k in (*self._program.equations, *self._program.terms)]

    def keep(self, mask: Array) -> None:
        """Go on with some of the boxes only."""
        for number, (low, high) in self._known.items():
            if np.ndim(low):
                self._known[number] = (low[mask], high[mask])
        void, rough = self.domain.void[mask], self.domain.rough[mask]
        self.size = len(void)
        self.domain = Domain(self.size)
        self.domain.void, self.domain.rough = void, rough

    def slopes(self) -> tuple[Array, Array]:
        """The Jacobian over the boxes that are left, as two arrays of shape (boxes, n, n)."""
        self._run(self._program.slope_order)
        shape = (self.size, self._program.size, self._program.size)
        low, high = np.empty(shape), np.empty(shape)
        for i, row in enumerate(self._program.slopes):
            for j, number in enumerate(row):
                low[:, i, j], high[:, i, j] = self._known[number]
        return low, high

    def _full(self, number: int) -> Interval:
        low, high = self._known[number]
        return np.broadcast_to(low, self.size), np.broadcast_to(high, self.size)

    def _run(self, order: Sequence[int]) -> None:
        known, domain, nodes, last = self._known, self.domain, self._program.graph.nodes, self._program.last_use
        with np.errstate(all="ignore"):
            for number in order:
                if number not in known:
                    operation, children, datum = nodes[number]
                    known[number] = _applied(operation, [known[child] for child in children], datum, domain)
                    for child in children:
                        if last.get(child) == number:
                            known.pop(child, None)


def _applied(operation: str, arguments: list[Interval], datum: Any, domain: Domain) -> Interval:
    if operation == ADD:
        return add(*arguments)
    if operation == MULTIPLY:
        return multiply(*arguments)
    if operation == POWER:
        return power(arguments[0], datum)
    if operation == DIVIDE:
        return divide(arguments[0], arguments[1], domain)
    if operation == ROOT:
        return root(arguments[0], datum, domain)
    return OPERATIONS[operation](arguments[0], domain)
