"""Partial derivatives without steps, for where only their value is asked for."""

from __future__ import annotations

from sympy import Abs, DiracDelta, Expr, Integer, Symbol, diff, sign

__all__ = ["slope"]


def slope(expression: Expr, *variables: Symbol) -> Expr:
    """A partial derivative by SymPy, by one variable after the other, with all symbols real.

    Where an absolute value or a sign jumps there is none; the result holds beside.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> slope(x**2 * y, x, y), slope(Abs(x), x), slope(sign(x) * y, x)
    (2*x, sign(x), 0)
    """
    if not expression.has(Abs, sign):
        plain: Expr = diff(expression, *variables)
        return plain
    real = {symbol: Symbol(symbol.name, real=True) for symbol in expression.free_symbols | set(variables)}
    found = diff(expression.xreplace(real), *(real[v] for v in variables)).replace(DiracDelta, lambda *_: Integer(0))
    result: Expr = found.xreplace({name: symbol for symbol, name in real.items()})
    return result
