"""Guards of the builder: what cancellation uncovers is gauged just before SymPy computes it.

The budgets see the tree as written. What SymPy cancels while building (``x - x``, ``2^x 2^(9 - x)``) can uncover a
constant that the tree does not show.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import chain

from sympy import Add, Expr, I, Mul, nan, oo, zoo

from symhess.errors import ParseError
from symhess.parse import constants
from symhess.parse.budgets import EXPONENT_LIMIT
from symhess.parse.gauge import Gauge, exact

__all__ = ["check_merging", "check_power", "check_size", "check_uncovered", "check_value", "gauge_of"]


def gauge_of(value: Expr, position: int) -> Gauge | None:
    """Gauge a rational SymPy number; None for anything else.

    Examples
    --------
    >>> from sympy import Rational, Symbol
    >>> gauge_of(Rational(1, 2), 0).value, gauge_of(Symbol("x"), 0)
    (Fraction(1, 2), None)
    """
    return exact(Fraction(value.p, value.q), position) if value.is_Rational else None


def check_value(value: Expr, position: int) -> None:
    """Refuse what came out infinite, undefined or complex.

    Examples
    --------
    >>> from sympy import Symbol
    >>> check_value(Symbol("x"), 0)
    >>> check_value(zoo, 0)
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: this has no finite real value (at character 1)
    """
    if value in (nan, zoo, oo, -oo) or (not value.free_symbols and value.has(I, nan, zoo, oo)):
        raise ParseError("this has no finite real value", position=position)


def check_size(value: Expr, position: int) -> None:
    """Refuse what has merged, in spite of the budgets, into a large coefficient or exponent.

    Examples
    --------
    >>> from sympy import Symbol
    >>> check_size(5 * Symbol("x") ** 1000, 0)
    >>> check_size(Symbol("x") ** 600 * Symbol("x") ** 600, 0)
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: an exponent comes out above 1000 (at character 1)
    """
    for factor in Mul.make_args(value):
        gauge_of(factor, position)
        if factor.is_Pow and factor.exp.is_Rational:
            _check_exponent(factor.base, factor.exp, position)


def check_power(base: Expr, exponent: Expr, position: int) -> None:
    """Refuse a power that would be too large, or has no value, before it is computed.

    Examples
    --------
    >>> from sympy import Integer, Symbol
    >>> check_power(Integer(2), Symbol("x"), 0)
    >>> check_power(Integer(0), Integer(0), 0)
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: 0^0 has no value (at character 1)
    """
    power = gauge_of(exponent, position)
    root = gauge_of(base, position)
    if power and root:
        constants.power(root, power, position)
    elif power:
        _check_exponent(base, exponent, position)


def _check_exponent(base: Expr, exponent: Expr, position: int) -> None:
    if abs(exponent) > EXPONENT_LIMIT and base.free_symbols:
        raise ParseError(f"an exponent comes out above {EXPONENT_LIMIT}", position=position)


def check_merging(factors: Iterable[Expr], position: int) -> None:
    """Refuse a product in which powers of one base would merge into something too large.

    Examples
    --------
    >>> from sympy import Integer, Symbol
    >>> x, two = Symbol("x"), Integer(2)
    >>> check_merging((two**x, two ** (5 - x)), 0)
    >>> check_merging((two**x, two ** (10**10 - x)), 0)
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: a constant has more than 4096 bits (at character 1)
    """
    exponents: dict[Expr, list[Expr]] = {}
    for factor in chain.from_iterable(map(Mul.make_args, factors)):
        if factor.is_Pow and factor.exp.free_symbols:
            exponents.setdefault(factor.base, []).append(factor.exp)
    for base, parts in exponents.items():
        if len(parts) > 1:
            check_power(base, Add(*parts), position)


def check_uncovered(value: Expr, position: int) -> None:
    """Refuse an exponent or argument that cancelled to an irrational constant: nothing has gauged it.

    Examples
    --------
    >>> from sympy import Integer, sqrt
    >>> check_uncovered(Integer(2), 0)
    >>> check_uncovered(sqrt(2), 0)
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: this cancels to a constant (at character 1); write the constant itself
    """
    if not value.is_Rational and not value.free_symbols:
        message, hint = "this cancels to a constant", "write the constant itself"
        raise ParseError(message, position=position, hint=hint)
