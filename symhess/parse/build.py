"""The builder: a measured tree to SymPy, by constructors only.

The budgets see the tree as written. What SymPy cancels while building (``x - x``, ``2^x 2^(9 - x)``) can uncover
a constant that the tree does not show, so powers are guarded a second time just before they are made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import chain

from sympy import (
    Abs,
    Add,
    E,
    Expr,
    I,
    Integer,
    Mul,
    Pow,
    Rational,
    Symbol,
    arg,
    exp,
    im,
    log,
    nan,
    oo,
    pi,
    re,
    sign,
    sqrt,
    zoo,
)
from sympy.functions.elementary import hyperbolic, trigonometric

from symhess.errors import ParseError
from symhess.parse import constants
from symhess.parse.budgets import EXPONENT_LIMIT, Measure, check_budgets
from symhess.parse.constants import Gauge
from symhess.parse.names import FUNCTIONS
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

_SPECIAL: dict[str, Callable[..., Expr]] = {"exp": exp, "log": log, "sqrt": sqrt}
_CONSTRUCTORS: dict[str, Callable[..., Expr]] = _SPECIAL | {
    name: getattr(hyperbolic if name.endswith("h") else trigonometric, name)
    for name in set(FUNCTIONS.values()) - {*_SPECIAL, "abs"}
}


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
    >>> x = Variable("x")
    >>> build(Power(x, Number(Fraction(2)))), build(PlusMinus(0, x), signs=1)
    (x**2, -x)
    >>> build(Quotient(x, Sum((x, Negative(x)))))
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: zero to a negative power has no value (at character 1)
    """
    return _built(tree, signs)[id(tree)]


def build_terms(tree: Tree) -> tuple[Expr, tuple[Expr, ...]]:
    """Build an expression together with its top-level summands in the order written.

    Examples
    --------
    >>> one, x = Number(Fraction(1)), Variable("x")
    >>> build_terms(Sum((one, Negative(x))))
    (1 - x, (1, -x))
    >>> build_terms(x)
    (x, (x,))
    """
    values = _built(tree, 0)
    terms = tree.terms if isinstance(tree, Sum) else (tree,)
    return values[id(tree)], tuple(values[id(term)] for term in terms)


def _built(tree: Tree, signs: int) -> dict[int, Expr]:
    try:
        measures = check_budgets(tree)
        return fold_tree(tree, lambda node, below: _checked(node, _construct(node, below, measures, signs)))
    except RecursionError:
        raise ParseError("the text is nested too deeply", position=tree.position) from None


def _checked(node: Tree, value: Expr) -> Expr:
    """Refuse a part that came out infinite, undefined or complex."""
    if value in (nan, zoo, oo, -oo) or (not value.free_symbols and value.has(I, nan, zoo, oo)):
        raise ParseError("this has no finite real value", position=node.position)
    return value


def _construct(node: Tree, below: tuple[Expr, ...], measures: Mapping[int, Measure], signs: int) -> Expr:
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
            return Mul(Integer(-1), *below) if signs >> node.index & 1 else below[0]
        case Product():
            return _product(node, below)
        case Quotient():
            return _product(node, (below[0], _power(node, below[1], Integer(-1))))
        case Power():
            return _power(node, *below)
        case Root():
            return _root(node, *below)
        case Absolute():
            return _plain(Abs, *below)
        case Application():
            return _application(node, below, measures)
    raise TypeError(f"unknown node {type(node).__name__}")


def _plain(constructor: Callable[..., Expr], operand: Expr) -> Expr:
    """Apply Abs or sign, without the real and imaginary parts that SymPy writes for plain symbols."""
    value = constructor(operand)
    return constructor(operand, evaluate=False) if value.has(re, im, arg) else value


def _root(node: Root, radicand: Expr) -> Expr:
    """Build a real root: for an odd degree what real_root gives on the real line, in one piece."""
    degree = Rational(1, node.degree)
    if node.degree % 2 == 0:
        return _power(node, radicand, degree)
    return Mul(_plain(sign, radicand), Pow(_plain(Abs, radicand), degree))


def _product(node: Tree, factors: tuple[Expr, ...]) -> Expr:
    """Multiply, unless powers of one base would merge into something too large."""
    exponents: dict[Expr, list[Expr]] = {}
    for factor in chain.from_iterable(map(Mul.make_args, factors)):
        if factor.is_Pow and factor.exp.free_symbols:
            exponents.setdefault(factor.base, []).append(factor.exp)
    for base, parts in exponents.items():
        if len(parts) > 1:
            _check_power(node, base, Add(*parts))
    return Mul(*factors)


def _power(node: Tree, base: Expr, exponent: Expr) -> Expr:
    _check_power(node, base, exponent)
    return Pow(base, exponent)


def _check_power(node: Tree, base: Expr, exponent: Expr) -> None:
    if not exponent.is_Rational:
        return
    gauge = constants.exact(Fraction(exponent.p, exponent.q), node.position)
    if base.is_Rational:
        constants.power(constants.exact(Fraction(base.p, base.q)), gauge, node.position)
    elif abs(exponent) > EXPONENT_LIMIT and base.free_symbols:
        raise ParseError(f"an exponent comes out above {EXPONENT_LIMIT}", position=node.position)


def _application(node: Application, below: tuple[Expr, ...], measures: Mapping[int, Measure]) -> Expr:
    argument = below[0]
    if argument.is_Rational and not isinstance(measures[id(node.argument)], Gauge):
        # the argument cancelled to a constant that the budgets have not seen
        constants.apply(node.function, constants.exact(Fraction(argument.p, argument.q)), node.position)
    if node.function == "abs":
        return _plain(Abs, argument)
    if len(below) == 2:
        return log(*below)
    return _CONSTRUCTORS[node.function](argument)
