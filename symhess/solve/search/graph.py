"""Expressions as one graph: equal parts once, constants exact, derivatives as further nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import Final

import sympy
from sympy import Abs, Add, Expr, Integer, Mul, Number, Pow, Rational, S, Symbol, log

from symhess.errors import InputError
from symhess.exact.enclosing import enclosed_constant

__all__ = ["ADD", "CONSTANT", "DIVIDE", "FUNCTIONS", "MULTIPLY", "POWER", "ROOT", "VARIABLE", "Graph", "Node"]

Node = tuple[str, tuple[int, ...], Expr | int]
"""Operation, the nodes it acts on, and its datum: a constant, the index of a variable, an exponent."""

CONSTANT: Final = "constant"
VARIABLE: Final = "variable"
ADD: Final = "add"
MULTIPLY: Final = "multiply"
DIVIDE: Final = "divide"
POWER: Final = "power"  # a whole exponent of at least 2
ROOT: Final = "root"  # a rational exponent that is not whole: defined from zero upwards

FUNCTIONS: Final = frozenset(
    ("exp", "log", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh")
    + ("Abs", "sign")
)

_WRITTEN: Final[dict[type, Callable[..., Expr]]] = {
    sympy.cot: lambda u: sympy.cos(u) / sympy.sin(u),
    sympy.sec: lambda u: 1 / sympy.cos(u),
    sympy.csc: lambda u: 1 / sympy.sin(u),
    sympy.coth: lambda u: sympy.cosh(u) / sympy.sinh(u),
    sympy.sech: lambda u: 1 / sympy.cosh(u),
    sympy.csch: lambda u: 1 / sympy.sinh(u),
    sympy.acot: lambda u: sympy.atan(1 / u),
    sympy.asec: lambda u: sympy.acos(1 / u),
    sympy.acsc: lambda u: sympy.asin(1 / u),
    sympy.acoth: lambda u: sympy.atanh(1 / u),
    sympy.asech: lambda u: sympy.acosh(1 / u),
    sympy.acsch: lambda u: sympy.asinh(1 / u),
    sympy.Max: lambda u, v: (u + v + Abs(u - v)) / 2,
    sympy.Min: lambda u, v: (u + v - Abs(u - v)) / 2,
}
"""The other functions in terms of those that are evaluated."""


class Graph:
    """Nodes in an order in which every node comes after those that it acts on.

    Examples
    --------
    >>> from sympy import exp
    >>> from sympy.abc import x, y
    >>> graph = Graph((x, y))
    >>> root = graph.load(x * exp(x * y))
    >>> graph.load(exp(x * y) * x) == root
    True
    >>> graph.load(x - x) == graph.constant(Integer(0))
    True
    >>> graph.load(Symbol("a") + 1)
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: the search knows no way to evaluate a
    """

    __slots__ = ("_numbers", "nodes", "variables")

    def __init__(self, variables: Sequence[Symbol]) -> None:
        self.variables = tuple(variables)
        self.nodes: list[Node] = []
        self._numbers: dict[Node, int] = {}

    def node(self, operation: str, children: tuple[int, ...], datum: Expr | int = 0) -> int:
        """The number of the node, new or known."""
        key = (operation, children, datum)
        if key not in self._numbers:
            self._numbers[key] = len(self.nodes)
            self.nodes.append(key)
        return self._numbers[key]

    def constant(self, value: Expr) -> int:
        """The node of an exact number."""
        return self.node(CONSTANT, (), value)

    def value(self, number: int) -> Expr | None:
        """The exact value of a constant, ``None`` for any other node."""
        operation, _, datum = self.nodes[number]
        return datum if operation == CONSTANT and isinstance(datum, Expr) else None

    def add(self, a: int, b: int) -> int:
        """The node a + b."""
        left, right = self.value(a), self.value(b)
        if isinstance(left, Number) and isinstance(right, Number):
            return self.constant(left + right)
        if left is S.Zero:
            return b
        if right is S.Zero:
            return a
        return self.node(ADD, (a, b) if a < b else (b, a))

    def multiply(self, a: int, b: int) -> int:
        """The node a b; a constant factor comes first and is met once."""
        left, right = self.value(a), self.value(b)
        if left is None and right is not None:
            return self.multiply(b, a)
        if isinstance(left, Number) and isinstance(right, Number):
            return self.constant(left * right)
        if left is S.Zero or right is S.Zero:
            return self.constant(S.Zero)
        if left is S.One:
            return b
        operation, children, _ = self.nodes[b]
        inner = self.value(children[0]) if operation == MULTIPLY else None
        if isinstance(left, Number) and isinstance(inner, Number):
            return self.multiply(self.constant(left * inner), children[1])
        if a == b:
            return self.power(a, 2)
        return self.node(MULTIPLY, (a, b) if left is not None or a < b else (b, a))

    def divide(self, a: int, b: int) -> int:
        """The node a / b."""
        left, right = self.value(a), self.value(b)
        if isinstance(right, Number) and right is not S.Zero:
            return self.multiply(self.constant(1 / right), a)
        return a if left is S.Zero else self.node(DIVIDE, (a, b))

    def power(self, base: int, exponent: int) -> int:
        """The node of a power with a whole exponent."""
        if exponent == 0:
            return self.constant(S.One)
        if exponent < 0:
            return self.divide(self.constant(S.One), self.power(base, -exponent))
        value = self.value(base)
        if isinstance(value, Number):
            return self.constant(value**exponent)
        return base if exponent == 1 else self.node(POWER, (base,), exponent)

    def root(self, base: int, exponent: Rational) -> int:
        """The node of a power with a rational exponent."""
        if isinstance(exponent, Integer):
            return self.power(base, int(exponent))
        return self.node(ROOT, (base,), exponent)

    def call(self, name: str, argument: int) -> int:
        """The node of a function value."""
        return self.node(name, (argument,))

    def load(self, expression: Expr) -> int:
        """The node of an expression in the variables."""
        if not expression.free_symbols:
            if enclosed_constant(expression, 64) is None:
                raise InputError(f"the search knows no real value of {expression}")
            return self.constant(expression)
        if expression in self.variables:
            return self.node(VARIABLE, (), self.variables.index(expression))
        if isinstance(expression, Add):
            return reduce(self.add, (self.load(part) for part in expression.args))
        if isinstance(expression, Mul):
            return self._product(expression)
        if isinstance(expression, Pow):
            return self._power(expression.base, expression.exp)
        if expression.func.__name__ in FUNCTIONS and len(expression.args) == 1:
            return self.call(expression.func.__name__, self.load(expression.args[0]))
        written = _WRITTEN.get(expression.func)
        if written is None:
            raise InputError(f"the search knows no way to evaluate {expression}")
        return self.load(reduce(written, expression.args) if len(expression.args) > 1 else written(*expression.args))

    def _product(self, product: Mul) -> int:
        above: list[Expr] = []
        below: list[Expr] = []
        for factor in product.args:
            _, exponent = factor.as_base_exp()
            negative = factor.is_Pow and isinstance(exponent, Rational) and exponent < 0 and factor.free_symbols
            (below if negative else above).append(1 / factor if negative else factor)
        one = self.constant(S.One)
        numerator = reduce(self.multiply, map(self.load, above), one)
        return self.divide(numerator, reduce(self.multiply, map(self.load, below))) if below else numerator

    def _power(self, base: Expr, exponent: Expr) -> int:
        if base is S.Exp1:
            return self.call("exp", self.load(exponent))
        if isinstance(exponent, Rational):
            return self.root(self.load(base), exponent)
        return self.call("exp", self.multiply(self.load(exponent), self.load(log(base))))

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
