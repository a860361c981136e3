"""The first term of a function of one variable on one side of a place, where roots and absolute values may meet."""

from __future__ import annotations

from math import gcd, lcm
from typing import Final

from sympy import Abs, Dummy, Expr, I, Integer, Pow, Rational, Symbol, expand, nan, preorder_traversal, zoo

from symhess.classify.expansions import NotAnalytic, one_variable_law
from symhess.exact import Real, real_number

__all__ = ["side_law"]

_HIGHEST_ROOT: Final = 24


def side_law(expression: Expr, variable: Symbol, place: Expr, side: int) -> tuple[int, int, Real, int] | None:
    """Power, root, coefficient and sign of the first term c·s^(power/root) of f(place ± s) − f(place), s > 0.

    Raises
    ------
    NotAnalytic
        If f has no such expansion that is found here.

    Examples
    --------
    >>> from sympy import Integer, exp, sqrt
    >>> w = Symbol("w")
    >>> power, root, coefficient, sign = side_law(exp(-sqrt(w)), w, Integer(0), 1)
    >>> power, root, coefficient.text()
    (1, 2, '-1')
    >>> side_law(sqrt(w), w, Integer(0), -1)
    Traceback (most recent call last):
    ...
    symhess.classify.expansions.NotAnalytic: sqrt(w)
    """
    root = _common_root(expression, variable)
    step = Dummy("t", positive=True)
    try:
        moved = _resolved(expression.xreplace({variable: place + side * step**root}), step)
    except ValueError as error:
        raise NotAnalytic(str(expression)) from error
    if moved.has(I, nan, zoo):
        raise NotAnalytic(str(expression))
    plain = Symbol("t")
    law = one_variable_law(moved.xreplace({step: plain}), Integer(0), plain)
    start = moved.xreplace({step: Integer(0)}) - expression.xreplace({variable: place})
    if law is None:
        return None
    if start.has(nan, zoo) or real_number(start).sign() != 0:
        raise NotAnalytic(str(expression))
    power, coefficient, sign = law
    common = gcd(power, root)
    return power // common, root // common, coefficient, sign


def _common_root(expression: Expr, variable: Symbol) -> int:
    """A root of the step in which all powers become whole."""
    root = 1
    for part in preorder_traversal(expression):
        if isinstance(part, Pow) and isinstance(part.exp, Rational) and variable in part.base.free_symbols:
            root = lcm(root, int(part.exp.q))
    if root > _HIGHEST_ROOT:
        raise NotAnalytic(str(expression))
    return root


def _resolved(expression: Expr, step: Symbol) -> Expr:
    """The expression with powers of the positive step taken out of roots and absolute values."""
    if step not in expression.free_symbols or expression.is_Symbol:
        return expression
    parts = [_resolved(part, step) for part in expression.args]
    if isinstance(expression, Abs):
        return parts[0] * _sign_near(parts[0], step)
    if isinstance(expression, Pow) and isinstance(parts[1], Rational) and not isinstance(parts[1], Integer):
        return _root(parts[0], parts[1], step)
    resolved: Expr = expression.func(*parts)
    return resolved


def _root(base: Expr, exponent: Expr, step: Symbol) -> Expr:
    start = base.xreplace({step: Integer(0)})
    if start != 0 and real_number(start).sign() == 1:
        return Pow(base, exponent)
    law = one_variable_law(base, Integer(0), step)
    if law is None or law[2] < 0:
        raise NotAnalytic(str(base))
    rest = expand(base / step ** law[0])
    if rest.xreplace({step: Integer(0)}).has(nan, zoo):
        raise NotAnalytic(str(base))
    return step ** (law[0] * exponent) * Pow(rest, exponent)


def _sign_near(expression: Expr, step: Symbol) -> int:
    """The sign for all small positive steps."""
    sign = real_number(expression.xreplace({step: Integer(0)})).sign()
    if sign:
        return sign
    law = one_variable_law(expression, Integer(0), step)
    return 1 if law is None else law[2]
