"""Graph: an expression as hash-consed nodes, so that every common subexpression exists once."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from symhess.budget import Deadline

__all__ = [
    *("CONSTANT", "LEAVES", "NONE", "ONE", "POWER", "PRODUCT", "SEVERAL", "SUM", "VARIABLE", "WHERE", "ZERO"),
    *("Graph", "Node"),
]

Node = tuple[str, tuple[int, ...], float]
"""Operation, the nodes it acts on, and its datum: a constant's value, a variable's index, an exponent."""

CONSTANT, VARIABLE, SUM, PRODUCT, POWER, WHERE = "constant", "variable", "+", "*", "**", "where"
LEAVES = (CONSTANT, VARIABLE)
NONE, SEVERAL = -1, -2
# The first two nodes of every graph are the constants that derivatives meet everywhere.
ZERO, ONE = 0, 1

_CHECKED = (1 << 12) - 1
_FOLDABLE: dict[str, Callable[..., float]] = {
    name: getattr(math, name)
    for name in (
        *("exp", "log", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh"),
        *("asinh", "acosh", "atanh", "erf", "erfc", "atan2"),
    )
} | {"abs": abs}


class Graph:
    """Nodes in an order in which every node comes after those that it acts on.

    Trivial arithmetic (zeros, ones, constants) folds away while the graph grows, so that what is left of a derivative
    has the exact sparsity of the mathematics.

    Examples
    --------
    >>> graph = Graph()
    >>> x = graph.variable(0)
    >>> graph.product(ZERO, x) == ZERO, graph.sum(x, ZERO) == x
    (True, True)
    >>> graph.sum(x, x) == graph.product(graph.constant(2.0), x)
    True
    """

    __slots__ = ("_constants", "_numbers", "_values", "deadline", "nodes", "supports")

    def __init__(self) -> None:
        # Growing past it raises TimeLimitReached; whoever starts a derivation sets it.
        self.deadline = Deadline(None)
        self.nodes: list[Node] = []
        # For each node the one variable that it depends on, or NONE or SEVERAL.
        self.supports: list[int] = []
        self._numbers: dict[Node, int] = {}
        self._values: list[float | None] = []
        self._constants: dict[float, int] = {}
        for value in (0.0, 1.0):
            self.constant(value)

    def node(self, operation: str, children: tuple[int, ...] = (), datum: float = 0.0) -> int:
        """The number of the node, new or known."""
        key = (operation, children, datum)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.nodes)
            if not number & _CHECKED:
                self.deadline.check()
            self.nodes.append(key)
            self._values.append(datum if operation == CONSTANT else None)
            self.supports.append(int(datum) if operation == VARIABLE else _common_support(self.supports, children))
        return number

    def constant(self, value: float) -> int:
        """The node of a finite number."""
        number = self._constants.get(value)
        if number is None:
            number = self._constants[value] = self.node(CONSTANT, (), value)
        return number

    def variable(self, index: int) -> int:
        """The node of the variable with this index."""
        return self.node(VARIABLE, (), index)

    def value(self, number: int) -> float | None:
        """The value of a constant, ``None`` for any other node."""
        return self._values[number]

    def sum(self, a: int, b: int) -> int:
        """The node a + b."""
        if a == ZERO:
            return b
        if b == ZERO:
            return a
        left, right = self._values[a], self._values[b]
        if left is not None and right is not None:
            return self._folded(left + right, SUM, (a, b))
        if a == b:
            return self.product(self.constant(2.0), a)
        return self.node(SUM, (a, b) if a < b else (b, a))

    def product(self, a: int, b: int) -> int:
        """The node a b; a constant factor comes first and is met once."""
        factor, other = self._values[a], self._values[b]
        if factor is None:
            if other is None:
                return self.power(a, 2) if a == b else self.node(PRODUCT, (a, b) if a < b else (b, a))
            a, b, factor, other = b, a, other, factor
        if a == ZERO or a == ONE:
            return a if a == ZERO else b
        if other is not None:
            return self._folded(factor * other, PRODUCT, (a, b))
        operation, children, _ = self.nodes[b]
        inner = self._values[children[0]] if operation == PRODUCT else None
        if inner is not None and math.isfinite(inner * factor) and inner * factor:
            return self.product(self.constant(inner * factor), children[1])
        return self.node(PRODUCT, (a, b))

    def power(self, base: int, exponent: float) -> int:
        """The node of a power with a constant exponent."""
        if exponent == 0:
            return ONE
        if exponent == 1:
            return base
        value = self._values[base]
        if value is not None:
            try:
                return self._folded(math.pow(value, exponent), POWER, (base,), exponent)
            except (ValueError, OverflowError):
                return self.node(POWER, (base,), exponent)
        return self.node(POWER, (base,), exponent)

    def call(self, name: str, *arguments: int) -> int:
        """The node of a function value."""
        values = [self._values[argument] for argument in arguments]
        if name in _FOLDABLE and None not in values:
            try:
                return self._folded(_FOLDABLE[name](*values), name, arguments)
            except (ValueError, OverflowError):
                return self.node(name, arguments)
        return self.node(name, arguments)

    def where(self, condition: int, then: int, otherwise: int) -> int:
        """The node that is `then` where the condition holds."""
        return then if then == otherwise else self.node(WHERE, (condition, then, otherwise))

    def total(self, numbers: list[int]) -> int:
        """The sum of nodes as a balanced tree: shallow, and rounding grows with its logarithm only."""
        if not numbers:
            return ZERO
        while len(numbers) > 1:
            paired = [self.sum(a, b) for a, b in zip(numbers[::2], numbers[1::2], strict=False)]
            numbers = paired + numbers[len(paired) * 2 :]
        return numbers[0]

    def reached(self, outputs: Iterable[int]) -> list[int]:
        """All nodes that the outputs depend on, in evaluation order."""
        seen: set[int] = set()
        waiting = list(outputs)
        while waiting:
            number = waiting.pop()
            if number not in seen:
                seen.add(number)
                waiting.extend(self.nodes[number][1])
        return sorted(seen)

    def operations(self, outputs: Iterable[int]) -> int:
        """How many operations evaluate the outputs together; a power counts as the multiplications that it takes."""
        return sum(_cost(*self.nodes[number]) for number in self.reached(outputs))

    def _folded(self, value: float, operation: str, children: tuple[int, ...], datum: float = 0.0) -> int:
        # A value that overflows stays symbolic: evaluation then shows the infinity where it arises.
        return self.constant(value) if math.isfinite(value) else self.node(operation, children, datum)


def _cost(operation: str, children: tuple[int, ...], datum: float) -> int:
    if operation in LEAVES:
        return 0
    if operation != POWER or datum != int(datum):
        return 1
    exponent = abs(int(datum))
    return exponent.bit_length() + exponent.bit_count() - 2 + (datum < 0)


def _common_support(supports: list[int], children: tuple[int, ...]) -> int:
    """The one variable that all children depend on together, or NONE or SEVERAL."""
    support = NONE
    for child in children:
        other = supports[child]
        if support == NONE:
            support = other
        elif other not in (NONE, support):
            return SEVERAL
    return support
