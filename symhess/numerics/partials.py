"""The derivative of each elementary operation, written into the graph."""

from __future__ import annotations

import math
from collections.abc import Callable

from symhess.numerics.graph import LEAVES, ONE, POWER, PRODUCT, SUM, Graph

__all__ = ["partials"]

_LOCALLY_CONSTANT = ("sign", "floor", "ceil", "undefined", "<", "<=", ">", ">=", "==", "!=", "and", "or", "not")


def partials(graph: Graph, number: int) -> tuple[tuple[int, int], ...]:
    """Pairs of a node's child and of the node that is the partial derivative by it.

    A child whose partial derivative is zero wherever it exists is left out.

    Examples
    --------
    >>> graph = Graph()
    >>> x = graph.variable(0)
    >>> sine = graph.call("sin", x)
    >>> [(child == x, partial == graph.call("cos", x)) for child, partial in partials(graph, sine)]
    [(True, True)]
    >>> partials(graph, graph.call("sign", x))
    ()
    """
    operation, children, datum = graph.nodes[number]
    if operation == SUM:
        return (children[0], ONE), (children[1], ONE)
    if operation == PRODUCT:
        left, right = children
        return (left, right), (right, left)
    if operation == POWER:
        return ((children[0], _power(graph, number, children[0], datum)),)
    if operation == "atan2":
        return _angle(graph, *children)
    if operation in LEAVES or operation in _LOCALLY_CONSTANT:
        return ()
    return ((children[0], _UNARY[operation](graph, children[0], number)),)


def _power(graph: Graph, number: int, base: int, exponent: float) -> int:
    factor = graph.constant(float(exponent))
    if exponent < 0:
        return graph.product(factor, graph.product(number, graph.power(base, -1)))
    if exponent == 0.5:
        return graph.product(factor, graph.power(number, -1))
    return graph.product(factor, graph.power(base, exponent - 1))


def _angle(graph: Graph, y: int, x: int) -> tuple[tuple[int, int], ...]:
    inverse = graph.power(graph.sum(graph.power(x, 2), graph.power(y, 2)), -1)
    return (y, graph.product(x, inverse)), (x, _minus(graph, graph.product(y, inverse)))


def _minus(graph: Graph, number: int) -> int:
    return graph.product(graph.constant(-1.0), number)


def _shifted_square(sign: float, shift: float, exponent: float) -> Callable[[Graph, int, int], int]:
    """The rule a -> (shift + sign a^2)^exponent."""

    def rule(graph: Graph, child: int, number: int) -> int:
        square = graph.product(graph.constant(sign), graph.power(child, 2))
        return graph.power(graph.sum(graph.constant(shift), square), exponent)

    return rule


def _gaussian(factor: float) -> Callable[[Graph, int, int], int]:
    def rule(graph: Graph, child: int, number: int) -> int:
        bell = graph.call("exp", _minus(graph, graph.power(child, 2)))
        return graph.product(graph.constant(factor * 2.0 / math.sqrt(math.pi)), bell)

    return rule


_UNARY: dict[str, Callable[[Graph, int, int], int]] = {
    "exp": lambda graph, child, number: number,
    "log": lambda graph, child, number: graph.power(child, -1),
    "sin": lambda graph, child, number: graph.call("cos", child),
    "cos": lambda graph, child, number: _minus(graph, graph.call("sin", child)),
    "tan": lambda graph, child, number: graph.sum(ONE, graph.power(number, 2)),
    "asin": _shifted_square(-1.0, 1.0, -0.5),
    "acos": lambda graph, child, number: _minus(graph, _shifted_square(-1.0, 1.0, -0.5)(graph, child, number)),
    "atan": _shifted_square(1.0, 1.0, -1),
    "sinh": lambda graph, child, number: graph.call("cosh", child),
    "cosh": lambda graph, child, number: graph.call("sinh", child),
    "tanh": lambda graph, child, number: graph.sum(ONE, _minus(graph, graph.power(number, 2))),
    "asinh": _shifted_square(1.0, 1.0, -0.5),
    "acosh": _shifted_square(1.0, -1.0, -0.5),
    "atanh": _shifted_square(-1.0, 1.0, -1),
    "erf": _gaussian(1.0),
    "erfc": _gaussian(-1.0),
    "abs": lambda graph, child, number: graph.call("sign", child),
}
