"""Expressions in few functions: exponentials, sine and cosine, logarithms, roots, absolute values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sympy import (
    Abs,
    Add,
    Expr,
    Integer,
    Mul,
    Pow,
    Rational,
    cos,
    cosh,
    cot,
    coth,
    csc,
    csch,
    exp,
    expand,
    log,
    sec,
    sech,
    sign,
    sin,
    sinh,
    tan,
    tanh,
)

__all__ = ["in_basic_functions", "in_sines"]

_REWRITTEN: Final[dict[type, Callable[[Expr], Expr]]] = {
    sinh: lambda u: (_exponential(u) - _exponential(-u)) / 2,
    cosh: lambda u: (_exponential(u) + _exponential(-u)) / 2,
    tanh: lambda u: (_exponential(2 * u) - 1) / (_exponential(2 * u) + 1),
    coth: lambda u: (_exponential(2 * u) + 1) / (_exponential(2 * u) - 1),
    sech: lambda u: 2 * _exponential(u) / (_exponential(2 * u) + 1),
    csch: lambda u: 2 * _exponential(u) / (_exponential(2 * u) - 1),
    tan: lambda u: sin(u) / cos(u),
    cot: lambda u: cos(u) / sin(u),
    sec: lambda u: 1 / cos(u),
    csc: lambda u: 1 / sin(u),
    sign: lambda u: u / Abs(u),
    exp: lambda u: _exponential(u),
}


def in_basic_functions(expression: Expr) -> Expr:
    """The same function where both are defined: hyperbolic ones by exponentials, powers u^v by exp(v·log u).

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> in_basic_functions(tan(x) * sinh(y))
    (exp(y)/2 - exp(-y)/2)*sin(x)/cos(x)
    >>> in_basic_functions(x ** (y - 1)), in_basic_functions(x**2 + log(x))
    (exp(y*log(x))/x, x**2 + log(x))
    """
    if not expression.args:
        return expression
    parts = [in_basic_functions(part) for part in expression.args]
    if expression.func in _REWRITTEN:
        return _REWRITTEN[expression.func](parts[0])
    if isinstance(expression, Pow):
        return _power(*parts)
    if isinstance(expression, (Add, Mul)):
        return expression.func(*parts)
    return expression.func(*parts) if parts != list(expression.args) else expression


def in_sines(expression: Expr) -> Expr:
    """The same function with tan, cot, sec and csc as quotients of sines and cosines.

    Where integers that are symbols are put in, this form is the safe one: SymPy 1.14 takes tan(π·n + 3π/4) for 1.

    Examples
    --------
    >>> from sympy.abc import x
    >>> in_sines(tan(x) + cos(x))
    sin(x)/cos(x) + cos(x)
    """
    for function in (tan, cot, sec, csc):
        expression = expression.replace(function, _REWRITTEN[function])
    return expression


def _power(base: Expr, exponent: Expr) -> Expr:
    """u^v, where v is no number by the exponential function."""
    if isinstance(exponent, Rational) or not (base.free_symbols | exponent.free_symbols):
        return Pow(base, exponent)
    return _exponential(exponent * log(base))


def _exponential(exponent: Expr) -> Expr:
    """exp(v) with c·log(u) in v as the power u^c."""
    rest, factors = [], []
    for term in Add.make_args(expand(exponent)):
        coefficient, factor = term.as_coeff_Mul()
        if isinstance(factor, log) and isinstance(coefficient, Rational):
            factors.append(Pow(factor.args[0], coefficient))
        else:
            rest.append(term)
    return Mul(exp(Add(*rest)) if rest else Integer(1), *factors)
