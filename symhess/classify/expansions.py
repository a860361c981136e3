"""Expansions of expressions at exact points: germs, first terms, and the ways to write f as F(h)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sympy import Expr, Symbol, expand, preorder_traversal

from symhess.classify.germ import Germ, polynomial_germ, series_germ
from symhess.classify.germ_ladder import ORDERS
from symhess.differentiate.jets import jet_of
from symhess.errors import InputError
from symhess.exact import Real
from symhess.exact.polynomial import NotPolynomial

__all__ = ["At", "NotAnalytic", "compositions", "germ_at", "one_variable_law"]

At = Mapping[Symbol, Expr]

_MOST_CANDIDATES: Final = 40


class NotAnalytic(Exception):
    """f is not known to be analytic at the point, and no direct argument applies.

    Examples
    --------
    >>> raise NotAnalytic("Abs(x)")
    Traceback (most recent call last):
    ...
    symhess.classify.expansions.NotAnalytic: Abs(x)
    """


def germ_at(expression: Expr, at: At, order: int, increments: Sequence[Symbol]) -> Germ:
    """The germ of an expression: exact for a polynomial, up to the order for another analytic function.

    Raises
    ------
    NotAnalytic
        If it has no Taylor polynomial there.

    Examples
    --------
    >>> from sympy import Integer, cos
    >>> x = Symbol("x")
    >>> germ_at(cos(x), {x: Integer(0)}, 4, (x,)).polynomial
    1/24*h0^4 - 1/2*h0^2
    """
    variables = tuple(at)
    if expression.is_polynomial(*variables):
        try:
            return polynomial_germ(expression, variables, tuple(at.values()), increments)
        except NotPolynomial:
            pass
    try:
        jet = jet_of(expression, at, order)
    except InputError as error:
        raise NotAnalytic(str(error)) from error
    return series_germ(jet, order, increments)


def one_variable_law(outer: Expr, place: Expr, variable: Symbol) -> tuple[int, Real, int] | None:
    """Power, coefficient and its sign of the first term of F(w) − F(place); ``None`` where there is none.

    Raises
    ------
    NotAnalytic
        If F has no Taylor polynomial there.

    Examples
    --------
    >>> from sympy import Integer, cos
    >>> w = Symbol("w")
    >>> power, coefficient, sign = one_variable_law(cos(w), Integer(0), w)
    >>> power, coefficient.text(), sign
    (2, '-1/2', -1)
    >>> one_variable_law(0 * w, Integer(0), w) is None
    True
    """
    for order in ORDERS:
        germ = germ_at(outer, {variable: place}, order, (variable,))
        powers = {m[0]: c for m, c in germ.field.terms(germ.polynomial).items() if germ.field.sign(c)}
        if powers:
            power = min(powers)
            return power, germ.field.real(powers[power]), germ.field.sign(powers[power])
        if germ.order is None:
            return None
    return None


def compositions(expression: Expr, at: At, name: Symbol) -> Iterator[tuple[Expr, Expr]]:
    """Ways to write f as F(h) with a function F of `name` alone, for subexpressions h, the short ones first.

    Examples
    --------
    >>> from sympy import exp
    >>> x, y, w = Symbol("x"), Symbol("y"), Symbol("w")
    >>> list(compositions(exp(x * y) + x * y, {x: 0, y: 0}, w))
    [(w + exp(w), x*y)]
    """
    variables = set(at)
    parts = {part for part in preorder_traversal(expression) if isinstance(part, Expr) and not part.is_Symbol}
    used = (part for part in parts - {expression} if part.free_symbols & variables)
    inner = sorted(used, key=lambda part: (part.count_ops(), str(part)))
    for candidate in inner[:_MOST_CANDIDATES]:
        outer = expression.subs(candidate, name)
        if not outer.free_symbols & variables and not expand(outer.xreplace({name: candidate}) - expression):
            yield outer, candidate
