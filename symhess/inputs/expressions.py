"""From a SymPy expression to the function that is analysed; no text is read here."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sympy import Expr, Float, Function, I, Pow, Rational, Symbol, nan, oo, preorder_traversal, zoo

from symhess.errors import InputError
from symhess.function import ScalarFunction

__all__ = ["Variables", "function_of_expression"]

Variables = str | Iterable[str | Symbol] | None

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)?")
_MAX_PARTS = 100_000
_WITHOUT_VALUE = (nan, oo, -oo, zoo)


def function_of_expression(expression: Expr, variables: Variables = None) -> ScalarFunction:
    """The function that an expression stands for, with plain symbols and exact numbers.

    Raises
    ------
    InputError
        If it is no real function of the variables.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> function_of_expression(x * y + 0.5).expression
    x*y + 1/2
    >>> function_of_expression(I * x)
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: the expression is not real: symhess studies real functions of real variables
    """
    plain = _plain(expression)
    declared = _declared(variables, plain)
    _require_real(plain)
    _require_declared(plain, declared)
    return ScalarFunction(*_exact(plain, declared))


def _plain(expression: Expr) -> Expr:
    """The expression with assumption-free symbols."""
    symbols = {symbol: Symbol(symbol.name) for symbol in expression.free_symbols if symbol != Symbol(symbol.name)}
    if len({symbol.name for symbol in expression.free_symbols}) < len(expression.free_symbols):
        raise InputError("two different symbols of the expression have the same name")
    return expression.xreplace(symbols) if symbols else expression


def _declared(variables: Variables, expression: Expr) -> tuple[Symbol, ...]:
    if isinstance(variables, str):
        variables = variables.replace(",", " ").split()
    if variables is None:
        names = sorted(symbol.name for symbol in expression.free_symbols)
        if not names:
            raise InputError("the expression has no variable; name the variables to study a constant function")
    else:
        names = [v.name if isinstance(v, Symbol) else v for v in variables]
    for name in names:
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise InputError(f"{str(name)[:40]!r} is not a variable name: letters, digits and one underscore are")
    if not names or len(set(names)) < len(names):
        raise InputError("the variables must be at least one and all different")
    return tuple(Symbol(name) for name in names)


def _require_real(expression: Expr) -> None:
    """Refuse complex and infinite constants, wherever they stand."""
    for number, part in enumerate(preorder_traversal(expression)):
        if part in _WITHOUT_VALUE:
            raise InputError("the expression has a part without finite value")
        if part is I or (isinstance(part, Pow | Function) and not part.free_symbols and part.is_real is False):
            raise InputError("the expression is not real: symhess studies real functions of real variables")
        if number > _MAX_PARTS:
            raise InputError(f"the expression has more than {_MAX_PARTS} parts")


def _require_declared(expression: Expr, declared: tuple[Symbol, ...]) -> None:
    strange = sorted(symbol.name for symbol in expression.free_symbols - set(declared))
    if strange:
        names = ", ".join(symbol.name for symbol in declared)
        one = "the symbol" if len(strange) == 1 else "the symbols"
        which = "which is" if len(strange) == 1 else "which are"
        raise InputError(f"the expression has {one} {', '.join(strange)}, {which} not among the variables {names}")


def _exact(
    expression: Expr, declared: tuple[Symbol, ...]
) -> tuple[Expr, tuple[Symbol, ...], tuple[Expr, ...], tuple[str, ...]]:
    """Decimals as the rationals that they are written as."""
    decimals = sorted(expression.atoms(Float), key=float)
    exact = {decimal: Rational(str(decimal)) for decimal in decimals}
    notes = tuple(f"{decimal} is read as exactly {value}" for decimal, value in exact.items())
    return expression.xreplace(exact), declared, (), notes
