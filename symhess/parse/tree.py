"""The precedence tree: what the grammar reads and what budgets and builder walk over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeVar

__all__ = [
    "Absolute",
    "Application",
    "Constant",
    "Negative",
    "Number",
    "PlusMinus",
    "Power",
    "Product",
    "Quotient",
    "Root",
    "Sum",
    "Tree",
    "Unit",
    "Variable",
    "fold_tree",
    "walk",
]

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Tree:
    """A node; `position` is where it starts in the user's text, for messages.

    Examples
    --------
    >>> Product((Variable("x"), Number(Fraction(2)))).children
    (Variable(name='x'), Number(value=Fraction(2, 1)))
    >>> Variable("x").children
    ()
    """

    position: int = field(default=0, compare=False, repr=False, kw_only=True)

    @property
    def children(self) -> tuple[Tree, ...]:
        """The nodes directly below, from left to right."""
        return ()


@dataclass(frozen=True, slots=True)
class Number(Tree):
    """A numeral, exact.

    Examples
    --------
    >>> Number(Fraction(1, 2)).value
    Fraction(1, 2)
    """

    value: Fraction


@dataclass(frozen=True, slots=True)
class Constant(Tree):
    """``e`` or ``pi``.

    Examples
    --------
    >>> Constant("pi").children
    ()
    """

    name: str


@dataclass(frozen=True, slots=True)
class Variable(Tree):
    """A declared variable, by its canonical name.

    Examples
    --------
    >>> Variable("x_1", position=3) == Variable("x_1")
    True
    """

    name: str


@dataclass(frozen=True, slots=True)
class Unit(Tree):
    """One of the unit vectors i, j, k.

    Examples
    --------
    >>> Unit("i") == Variable("i")
    False
    """

    name: str


@dataclass(frozen=True, slots=True)
class Sum(Tree):
    """Summands in the order written.

    Examples
    --------
    >>> Sum((Variable("y"), Variable("x"))).children
    (Variable(name='y'), Variable(name='x'))
    """

    terms: tuple[Tree, ...]

    @property
    def children(self) -> tuple[Tree, ...]:
        """The summands."""
        return self.terms


@dataclass(frozen=True, slots=True)
class Product(Tree):
    """Factors in the order written.

    Examples
    --------
    >>> len(Product((Variable("y"), Variable("x"), Variable("y"))).children)
    3
    """

    factors: tuple[Tree, ...]

    @property
    def children(self) -> tuple[Tree, ...]:
        """The factors."""
        return self.factors


@dataclass(frozen=True, slots=True)
class Quotient(Tree):
    """Numerator over denominator.

    Examples
    --------
    >>> Quotient(Variable("x"), Variable("y")).denominator
    Variable(name='y')
    """

    numerator: Tree
    denominator: Tree

    @property
    def children(self) -> tuple[Tree, ...]:
        """Numerator, denominator."""
        return (self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class Power(Tree):
    """Base and exponent.

    Examples
    --------
    >>> Power(Variable("x"), Number(Fraction(2))).exponent
    Number(value=Fraction(2, 1))
    """

    base: Tree
    exponent: Tree

    @property
    def children(self) -> tuple[Tree, ...]:
        """Base, exponent."""
        return (self.base, self.exponent)


@dataclass(frozen=True, slots=True)
class Negative(Tree):
    """A minus sign before an operand.

    Examples
    --------
    >>> Negative(Negative(Variable("x"))).operand
    Negative(operand=Variable(name='x'))
    """

    operand: Tree

    @property
    def children(self) -> tuple[Tree, ...]:
        """The operand."""
        return (self.operand,)


@dataclass(frozen=True, slots=True)
class PlusMinus(Tree):
    """The `index`-th plus-minus sign of the text, before an operand.

    Examples
    --------
    >>> PlusMinus(0, Variable("x")).children
    (Variable(name='x'),)
    """

    index: int
    operand: Tree

    @property
    def children(self) -> tuple[Tree, ...]:
        """The operand."""
        return (self.operand,)


@dataclass(frozen=True, slots=True)
class Application(Tree):
    """A listed function of an argument; `base` is that of a logarithm, if written.

    Examples
    --------
    >>> Application("sin", Variable("x")).children
    (Variable(name='x'),)
    >>> Application("log", Variable("x"), Number(Fraction(2))).base
    Number(value=Fraction(2, 1))
    """

    function: str
    argument: Tree
    base: Tree | None = None

    @property
    def children(self) -> tuple[Tree, ...]:
        """Argument, and the base if there is one."""
        return (self.argument,) if self.base is None else (self.argument, self.base)


@dataclass(frozen=True, slots=True)
class Root(Tree):
    """The real root of the given degree; odd degrees allow negative radicands.

    Examples
    --------
    >>> Root(3, Variable("x")).degree
    3
    """

    degree: int
    radicand: Tree

    @property
    def children(self) -> tuple[Tree, ...]:
        """The radicand."""
        return (self.radicand,)


@dataclass(frozen=True, slots=True)
class Absolute(Tree):
    """The absolute value.

    Examples
    --------
    >>> Absolute(Variable("x")).operand
    Variable(name='x')
    """

    operand: Tree

    @property
    def children(self) -> tuple[Tree, ...]:
        """The operand."""
        return (self.operand,)


def walk(tree: Tree) -> Iterator[Tree]:
    """Yield every node, children before parents, without recursion.

    Examples
    --------
    >>> x = Variable("x")
    >>> [type(node).__name__ for node in walk(Negative(Sum((x, Number(Fraction(1))))))]
    ['Variable', 'Number', 'Sum', 'Negative']
    >>> list(walk(x))
    [Variable(name='x')]
    """
    pending = [(tree, False)]
    while pending:
        node, opened = pending.pop()
        if opened or not node.children:
            yield node
        else:
            pending.append((node, True))
            pending.extend((child, False) for child in reversed(node.children))


def fold_tree(tree: Tree, combine: Callable[[Tree, tuple[Value, ...]], Value]) -> dict[int, Value]:
    """Compute a value for every node from the values of its children, without recursion.

    Returns
    -------
    dict
        The values by ``id`` of the node; the tree must outlive it.

    Examples
    --------
    >>> tree = Sum((Variable("x"), Number(Fraction(1)), Variable("y")))
    >>> fold_tree(tree, lambda node, below: 1 + sum(below))[id(tree)]
    4
    >>> fold_tree(tree.terms[0], lambda node, below: 1 + sum(below))[id(tree.terms[0])]
    1
    """
    values: dict[int, Value] = {}
    for node in walk(tree):
        values[id(node)] = combine(node, tuple(values[id(child)] for child in node.children))
    return values
