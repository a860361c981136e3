"""The builder: a measured tree to SymPy, by constructors only.

SymPy simplifies while it constructs. Around deep arguments it is told not to: its rules then look through the whole
argument at every step.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from sympy import Abs, Add, E, Expr, Integer, Mul, Pow, Rational, Symbol, arg, exp, im, log, pi, re, sign
from sympy.functions.elementary import hyperbolic, trigonometric

from symhess.errors import ParseError
from symhess.parse import constants
from symhess.parse.budgets import Measure, check_budgets
from symhess.parse.gauge import Gauge
from symhess.parse.guards import (
    check_merging,
    check_power,
    check_size,
    check_uncovered,
    check_value,
    gauge_of,
)
from symhess.parse.names import FUNCTIONS
from symhess.parse.nesting import Nesting, check_nesting
from symhess.parse.tree import (
    Absolute,
    Application,
    Constant,
    Negative,
    Number,
    PlusMinus,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    Tree,
    Unit,
    Variable,
    fold_tree,
)

__all__ = ["build", "build_terms"]

_REMEMBERED = 1 << 12  # trees; a class types the same formulas again and again, with other spaces and signs of times
_DEEP = 2  # levels of an argument from which on SymPy must not look into it

_CONSTRUCTORS: dict[str, Callable[..., Expr]] = {"exp": exp, "log": log} | {
    name: getattr(hyperbolic if name.endswith("h") else trigonometric, name)
    for name in set(FUNCTIONS.values()) - {"exp", "log", "sqrt", "abs"}
}


@lru_cache(_REMEMBERED)
def build(tree: Tree, signs: int = 0) -> Expr:
    """Measure a tree and build its SymPy expression.

    Parameters
    ----------
    tree : Tree
        What was read.
    signs : int
        The choice of plus-minus signs: bit k set makes the k-th one a minus.

    Raises
    ------
    ParseError
        If the tree is over a budget, or some part of it has no finite real value.

    Examples
    --------
    >>> from fractions import Fraction
    >>> x = Variable("x")
    >>> build(Power(x, Number(Fraction(2)))), build(PlusMinus(0, x), signs=1)
    (x**2, -x)
    >>> build(Quotient(x, Sum((x, Negative(x)))))
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: zero to a negative power has no value (at character 1)
    """
    return _built(tree, signs)[id(tree)]


@lru_cache(_REMEMBERED)
def build_terms(tree: Tree) -> tuple[Expr, tuple[Expr, ...]]:
    """Build an expression together with its top-level summands in the order written, and so their factors.

    Examples
    --------
    >>> from fractions import Fraction
    >>> one, x = Number(Fraction(1)), Variable("x")
    >>> build_terms(Sum((one, Negative(x))))
    (1 - x, (1, -x))
    >>> build_terms(x)
    (x, (x,))
    >>> build_terms(Product((Sum((one, x)), x)))[1][0].args
    (x + 1, x)
    """
    values = _built(tree, 0)
    terms = tree.terms if isinstance(tree, Sum) else (tree,)
    return values[id(tree)], tuple(_in_order(term, values) for term in terms)


def _in_order(term: Tree, values: dict[int, Expr]) -> Expr:
    """A product with its factors as they were written, where SymPy only put them into another order."""
    value, written = values[id(term)], _written(term, values)
    if not isinstance(value, Mul) or Counter(written) != Counter(value.args):
        return value
    usual = value.as_coeff_Mul()[1].as_ordered_factors()
    if [factor for factor in written if not factor.is_number] == [factor for factor in usual if not factor.is_number]:
        return value
    # Printers take SymPy's own order for nobody's choice; a factor 1 in front says that it was somebody's.
    return Mul(*(written if written != value.args else (Integer(1), *written)), evaluate=False)


def _written(term: Tree, values: dict[int, Expr]) -> tuple[Expr, ...]:
    """The factors of a term in the order written, a minus sign with the number in front."""
    if isinstance(term, Product):
        return tuple(factor for part in term.factors for factor in _written(part, values))
    if not isinstance(term, Negative):
        factors: tuple[Expr, ...] = Mul.make_args(values[id(term)])
        return factors
    first, *rest = _written(term.operand, values)
    return (-first, *rest) if first.is_number else (Integer(-1), first, *rest)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the builder knows of the tree: its measures and nestings, and the choice of signs."""

    measures: dict[int, Measure]
    nestings: dict[int, Nesting]
    signs: int

    def is_constant(self, node: Tree) -> bool:
        return isinstance(self.measures[id(node)], Gauge)

    def is_deep(self, *nodes: Tree) -> bool:
        return any(self.nestings[id(node)].levels >= _DEEP for node in nodes)


def _built(tree: Tree, signs: int) -> dict[int, Expr]:
    measures = check_budgets(tree)
    plan = _Plan(measures, check_nesting(tree, measures), signs)
    return fold_tree(tree, lambda node, below: _finished(node, below, plan))


def _finished(node: Tree, below: tuple[Expr, ...], plan: _Plan) -> Expr:
    """Build one node, and refuse it where it comes out infinite, undefined, complex or too large."""
    try:
        value = _construct(node, below, plan)
    except ParseError:
        raise
    except Exception as error:  # SymPy gives up on some constants in ways of its own
        raise ParseError("this cannot be built", position=node.position) from error
    check_value(value, node.position)
    check_size(value, node.position)
    return value


def _construct(node: Tree, below: tuple[Expr, ...], plan: _Plan) -> Expr:
    match node:
        case Number():
            return Rational(node.value.numerator, node.value.denominator)
        case Constant():
            return E if node.name == "e" else pi
        case Variable() | Unit():
            return Symbol(node.name)
        case Sum():
            return Add(*below)
        case Negative():
            return Mul(Integer(-1), *below)
        case PlusMinus():
            return Mul(Integer(-1), *below) if plan.signs >> node.index & 1 else below[0]
        case Product():
            return _product(below, node.position)
        case Quotient():
            return _quotient(node, below, plan)
        case Power():
            return _power(node, below, plan)
        case Root():
            return _root(node, below[0], plan)
        case Absolute():
            return _plain(Abs, below[0], plan.is_deep(node.operand))
        case Application():
            return _application(node, below, plan)
    raise TypeError(f"unknown node {type(node).__name__}")


def _product(factors: tuple[Expr, ...], position: int) -> Expr:
    check_merging(factors, position)
    return Mul(*factors)


def _quotient(node: Quotient, below: tuple[Expr, ...], plan: _Plan) -> Expr:
    if not plan.is_constant(node.denominator):
        check_uncovered(below[1], node.denominator.position)
    check_power(below[1], Integer(-1), node.position)
    return _product((below[0], Pow(below[1], -1)), node.position)


def _power(node: Power, below: tuple[Expr, ...], plan: _Plan) -> Expr:
    base, exponent = below
    if not plan.is_constant(node.exponent):
        check_uncovered(exponent, node.exponent.position)
    check_power(base, exponent, node.position)
    deep = plan.is_deep(node.base, node.exponent) and not exponent.is_Integer
    if base is E:
        return _applied(exp, exponent, deep)
    return _raised(base, exponent, deep)


def _raised(base: Expr, exponent: Expr, deep: bool) -> Expr:
    return Pow(base, exponent, evaluate=not deep or base.is_Rational)


def _applied(function: Callable[..., Expr], argument: Expr, deep: bool) -> Expr:
    return function(argument, evaluate=not deep or argument.is_Rational)


def _plain(function: Callable[..., Expr], operand: Expr, deep: bool) -> Expr:
    """Apply Abs or sign, without the real and imaginary parts that SymPy writes for plain symbols."""
    value = _applied(function, operand, deep)
    return function(operand, evaluate=False) if value.has(re, im, arg) else value


def _root(node: Root, radicand: Expr, plan: _Plan) -> Expr:
    """Build a real root: for an odd degree what real_root gives on the real line, in one piece."""
    degree, deep = Rational(1, node.degree), plan.is_deep(node.radicand)
    check_power(abs(radicand) if radicand.is_Rational and node.degree % 2 else radicand, degree, node.position)
    if node.degree % 2 == 0:
        return _raised(radicand, degree, deep)
    return Mul(_plain(sign, radicand, deep), _raised(_plain(Abs, radicand, deep), degree, deep))


def _application(node: Application, below: tuple[Expr, ...], plan: _Plan) -> Expr:
    argument, deep = below[0], plan.is_deep(node.argument)
    if not plan.is_constant(node.argument):
        check_uncovered(argument, node.argument.position)
        gauge = gauge_of(argument, node.position)
        if gauge:
            constants.apply(node.function, gauge, node.position)
    if node.function == "abs":
        return _plain(Abs, argument, deep)
    if node.base is not None:
        return _logarithm(node, below, plan)
    if node.function == "sqrt":
        return _raised(argument, Rational(1, 2), deep)
    return _applied(_CONSTRUCTORS[node.function], argument, deep)


def _logarithm(node: Application, below: tuple[Expr, ...], plan: _Plan) -> Expr:
    """Build a logarithm to a base: of numbers in one piece, so that log_2 8 is 3."""
    if below[0].is_Rational and below[1].is_Rational:
        return log(*below)
    argument, base = (
        _applied(log, part, plan.is_deep(child)) for part, child in zip(below, node.children, strict=True)
    )
    check_power(base, Integer(-1), node.position)
    return Mul(argument, Pow(base, -1))
