"""The table of derivatives, as data."""

from __future__ import annotations

from typing import Final

from sympy import (
    Abs,
    Expr,
    Integer,
    Pow,
    Symbol,
    acos,
    acosh,
    acot,
    acoth,
    acsc,
    acsch,
    asec,
    asech,
    asin,
    asinh,
    atan,
    atanh,
    cos,
    cosh,
    cot,
    coth,
    csc,
    csch,
    exp,
    log,
    sec,
    sech,
    sign,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
)

from symhess.errors import InputError

__all__ = ["DERIVATIVE_TABLE", "table_derivative"]

_U: Final = Symbol("u")

DERIVATIVE_TABLE: Final[tuple[tuple[Expr, Expr], ...]] = (
    (exp(_U), exp(_U)),
    (log(_U), 1 / _U),
    (sin(_U), cos(_U)),
    (cos(_U), -sin(_U)),
    (tan(_U), 1 + tan(_U) ** 2),
    (cot(_U), -1 - cot(_U) ** 2),
    (sec(_U), sec(_U) * tan(_U)),
    (csc(_U), -csc(_U) * cot(_U)),
    (asin(_U), 1 / sqrt(1 - _U**2)),
    (acos(_U), -1 / sqrt(1 - _U**2)),
    (atan(_U), 1 / (1 + _U**2)),
    (acot(_U), -1 / (1 + _U**2)),
    (asec(_U), 1 / (_U**2 * sqrt(1 - 1 / _U**2))),
    (acsc(_U), -1 / (_U**2 * sqrt(1 - 1 / _U**2))),
    (sinh(_U), cosh(_U)),
    (cosh(_U), sinh(_U)),
    (tanh(_U), 1 - tanh(_U) ** 2),
    (coth(_U), 1 - coth(_U) ** 2),
    (sech(_U), -sech(_U) * tanh(_U)),
    (csch(_U), -csch(_U) * coth(_U)),
    (asinh(_U), 1 / sqrt(1 + _U**2)),
    (acosh(_U), 1 / sqrt(_U**2 - 1)),
    (atanh(_U), 1 / (1 - _U**2)),
    (acoth(_U), 1 / (1 - _U**2)),
    (asech(_U), -1 / (_U * sqrt(1 - _U**2))),
    (acsch(_U), -1 / (_U**2 * sqrt(1 + 1 / _U**2))),
    (Abs(_U), sign(_U)),
    (sign(_U), Integer(0)),
)
"""Pairs (f(u), f'(u)), for |u| and sign u away from u = 0. The rows a^u and log|u| come beside them."""

_ROWS: Final[dict[type, Expr]] = {function.func: derivative for function, derivative in DERIVATIVE_TABLE}


def table_derivative(expression: Expr, variable: Symbol) -> Expr:
    """Look up the derivative of an elementary function of the bare variable.

    Parameters
    ----------
    expression : Expr
        ``f(variable)`` with f in the table, ``a**variable`` with constant a, or ``log(Abs(variable))``.
    variable : Symbol

    Returns
    -------
    Expr
        The derivative as the table states it.

    Raises
    ------
    InputError
        If the table has no such row.

    Examples
    --------
    >>> from sympy import Symbol, gamma, log, sin
    >>> x, a = Symbol("x"), Symbol("a")
    >>> table_derivative(sin(x), x), table_derivative(a**x, x), table_derivative(log(abs(x)), x)
    (cos(x), a**x*log(a), 1/x)
    >>> table_derivative(gamma(x), x)
    Traceback (most recent call last):
        ...
    symhess.errors.InputError: no rule differentiates gamma(x); write it with elementary functions
    """
    if expression == log(Abs(variable)):
        return 1 / variable
    if expression.func is Pow and expression.exp == variable and variable not in expression.base.free_symbols:
        return expression * log(expression.base)
    row = _ROWS.get(expression.func)
    if row is None or expression.args != (variable,):
        raise InputError(f"no rule differentiates {expression}; write it with elementary functions")
    return row.xreplace({_U: variable})
