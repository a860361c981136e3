"""Equality constraints: equations, or expressions that are to be zero."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from sympy import Eq, Expr, Float, Rational, Symbol

from symhess.errors import InputError
from symhess.parse import parse
from symhess.parse.lexer import Syntax

__all__ = ["Constraints", "equations_of"]

Constraints: TypeAlias = str | Expr | Eq | Iterable[str | Expr | Eq] | None


def equations_of(
    constraints: Constraints, variables: Sequence[Symbol], syntax: Syntax = "calculator"
) -> tuple[Expr, ...]:
    """The expressions that the constraints set to zero.

    Parameters
    ----------
    constraints : str, Expr, Eq or iterable of these, optional
        ``"x^2 + y^2 = 1"`` and ``"x^2 + y^2 - 1"`` mean the same.
    variables : sequence of Symbol
    syntax : {"calculator", "python", "latex"}

    Raises
    ------
    InputError
        If one is neither, or has other symbols; :class:`symhess.ParseError` if a text cannot be read.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> equations_of(("x^2 + y^2 = 1", x - y), (x, y))
    (x**2 + y**2 - 1, x - y)
    >>> equations_of("x < 1", (x, y))
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: a constraint is an equation such as x^2 + y^2 = 1; inequalities make a region, got 'x < 1'
    """
    if constraints is None:
        return ()
    items = (constraints,) if isinstance(constraints, str | Expr | Eq) else tuple(constraints)
    return tuple(_equation(item, variables, syntax) for item in items)


def _equation(item: object, variables: Sequence[Symbol], syntax: Syntax) -> Expr:
    if isinstance(item, str):
        if any(sign in item for sign in "<>≤≥"):
            raise InputError(
                f"a constraint is an equation such as x^2 + y^2 = 1; inequalities make a region, got {item[:60]!r}"
            )
        item = parse(item, tuple(variables), syntax).expression
    if isinstance(item, Eq):
        item = item.lhs - item.rhs
    if not isinstance(item, Expr):
        raise InputError(f"a constraint is an equation or an expression that is to be zero, got {str(item)[:60]!r}")
    plain = item.xreplace({symbol: Symbol(symbol.name) for symbol in item.free_symbols})
    strange = sorted(symbol.name for symbol in plain.free_symbols - set(variables))
    if strange:
        raise InputError(f"the constraint {plain} has the symbol {strange[0]}, which is not among the variables")
    exact: Expr = plain.xreplace({decimal: Rational(str(decimal)) for decimal in plain.atoms(Float)})
    return exact
