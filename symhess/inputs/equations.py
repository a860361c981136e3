"""Equality constraints: equations, or expressions that are to be zero."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

from sympy import Basic, Eq, Expr, Float, Rational, Symbol

from symhess.errors import InputError
from symhess.parse import parse
from symhess.parse.lexer import Syntax

__all__ = ["Constraints", "equations_of", "variables_of"]

_BETWEEN: Final = re.compile(r"[<>!]?=|[<>≤≥≠,;]|\\[lgn]eq?\b|\band\b")

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
    symhess.errors.InputError: a constraint is an equation such as x^2 + y^2 = 1; a region has inequalities, got 'x < 1'
    """
    if constraints is None:
        return ()
    items = (constraints,) if isinstance(constraints, str | Expr | Eq) else tuple(constraints)
    return tuple(_equation(item, variables, syntax) for item in items)


def variables_of(f: str | Expr, conditions: Iterable[object], syntax: Syntax = "calculator") -> tuple[str, ...]:
    """The names that occur in a function, its constraints and its region, in alphabetical order.

    Examples
    --------
    >>> variables_of("x", ["y^2 = x^3", "0 <= z, w > 1"])
    ('w', 'x', 'y', 'z')
    """
    names: set[str] = set()
    for item in (f, *conditions):
        sides = re.split(_BETWEEN, item) if isinstance(item, str) else (item,)
        for side in sides:
            if isinstance(side, Basic):
                names |= {symbol.name for symbol in side.free_symbols if isinstance(symbol, Symbol)}
            elif isinstance(side, str) and side.strip():
                names |= {symbol.name for symbol in parse(side, None, syntax).variables}
    return tuple(sorted(names))


def _equation(item: object, variables: Sequence[Symbol], syntax: Syntax) -> Expr:
    if isinstance(item, str):
        if any(sign in item for sign in "<>≤≥"):
            raise InputError(
                f"a constraint is an equation such as x^2 + y^2 = 1; a region has inequalities, got {item[:60]!r}"
            )
        sides = [parse(side, tuple(variables), syntax).expression for side in item.split("=")]
        if len(sides) > 2 or not all(isinstance(side, Expr) for side in sides):
            raise InputError(f"a constraint is one equation such as x^2 + y^2 = 1, got {item[:60]!r}")
        item = sides[0] - sides[1] if len(sides) == 2 else sides[0]
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
