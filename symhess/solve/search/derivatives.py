"""Derivatives of graph nodes, as nodes of the same graph, so that they share what they have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sympy import Integer, S

from symhess.solve.search.graph import ADD, CONSTANT, DIVIDE, MULTIPLY, POWER, ROOT, VARIABLE, Graph

__all__ = ["jacobian"]

Slope = Callable[[Graph, int, int], int]
"""From the graph, the argument and the function's value: the node of the function's derivative there."""


def jacobian(graph: Graph, roots: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """The nodes of all partial derivatives: a row for each root, a column for each variable.

    Examples
    --------
    >>> from sympy import Abs, sin
    >>> from sympy.abc import x, y
    >>> graph = Graph((x, y))
    >>> slopes = jacobian(graph, [graph.load(x * y), graph.load(sin(x))])
    >>> slopes[0] == (graph.load(y), graph.load(x)), graph.value(slopes[1][1])
    (True, 0)
    """
    tables = [_partials(graph, roots, k) for k in range(len(graph.variables))]
    return tuple(tuple(table[root] for table in tables) for root in roots)


def _partials(graph: Graph, roots: Sequence[int], variable: int) -> dict[int, int]:
    """The derivative of every node that the roots depend on."""
    slopes: dict[int, int] = {}
    for number in graph.reached(roots):
        operation, children, datum = graph.nodes[number]
        if operation == CONSTANT:
            slopes[number] = graph.constant(S.Zero)
        elif operation == VARIABLE:
            slopes[number] = graph.constant(Integer(datum == variable))
        else:
            slopes[number] = _partial(graph, number, [slopes[child] for child in children])
    return slopes


def _partial(graph: Graph, number: int, slopes: Sequence[int]) -> int:
    operation, children, datum = graph.nodes[number]
    if all(graph.value(slope) is S.Zero for slope in slopes):
        return graph.constant(S.Zero)
    if operation == ADD:
        return graph.add(*slopes)
    if operation == MULTIPLY:
        a, b = children
        return graph.add(graph.multiply(slopes[0], b), graph.multiply(a, slopes[1]))
    if operation == DIVIDE:
        above = graph.add(slopes[0], _negative(graph, graph.multiply(number, slopes[1])))
        return graph.divide(above, children[1])
    if operation in (POWER, ROOT):
        lowered = graph.root(children[0], Integer(datum) - 1 if operation == POWER else datum - 1)
        return graph.multiply(graph.multiply(graph.constant(S(datum)), lowered), slopes[0])
    return graph.multiply(_SLOPES[operation](graph, children[0], number), slopes[0])


def _negative(graph: Graph, number: int) -> int:
    return graph.multiply(graph.constant(S.NegativeOne), number)


def _one_plus(graph: Graph, coefficient: int, number: int, constant: int = 1) -> int:
    """constant + coefficient·u² for the node u."""
    term = graph.multiply(graph.constant(Integer(coefficient)), graph.power(number, 2))
    return graph.add(graph.constant(Integer(constant)), term)


def _reciprocal(graph: Graph, number: int, exponent: int | None = None) -> int:
    return graph.root(number, S(-1) if exponent is None else -S.One / exponent)


_SLOPES: Final[dict[str, Slope]] = {
    "exp": lambda graph, u, value: value,
    "log": lambda graph, u, value: _reciprocal(graph, u),
    "sin": lambda graph, u, value: graph.call("cos", u),
    "cos": lambda graph, u, value: _negative(graph, graph.call("sin", u)),
    "tan": lambda graph, u, value: _one_plus(graph, 1, value),
    "asin": lambda graph, u, value: _reciprocal(graph, _one_plus(graph, -1, u), 2),
    "acos": lambda graph, u, value: _negative(graph, _reciprocal(graph, _one_plus(graph, -1, u), 2)),
    "atan": lambda graph, u, value: _reciprocal(graph, _one_plus(graph, 1, u)),
    "sinh": lambda graph, u, value: graph.call("cosh", u),
    "cosh": lambda graph, u, value: graph.call("sinh", u),
    "tanh": lambda graph, u, value: _one_plus(graph, -1, value),
    "asinh": lambda graph, u, value: _reciprocal(graph, _one_plus(graph, 1, u), 2),
    "acosh": lambda graph, u, value: _reciprocal(graph, _one_plus(graph, 1, u, -1), 2),
    "atanh": lambda graph, u, value: _reciprocal(graph, _one_plus(graph, -1, u)),
    "Abs": lambda graph, u, value: graph.call("sign", u),
    "sign": lambda graph, u, value: graph.constant(S.Zero),
}
