"""From what callers hand in (text, SymPy expressions, names) to the function that is analysed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sympy import Expr, Float, Function, I, Pow, Rational, Symbol, nan, oo, preorder_traversal, zoo

from symhess.errors import InputError
from symhess.function import ScalarFunction
from symhess.parse import parse_function
from symhess.parse.lexer import Syntax

__all__ = ["Variables", "scalar_function"]

Variables = str | Iterable[str | Symbol] | None

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)?")
_MAX_PARTS = 100_000
_WITHOUT_VALUE = (nan, oo, -oo, zoo)


def scalar_function(f: str | Expr, variables: Variables = None, syntax: Syntax = "calculator") -> ScalarFunction:
    """The function that a text or an expression stands for.

    Parameters
    ----------
    f : str or Expr
        Text is read by :func:`symhess.parse`, never evaluated. Symbols of an expression may carry assumptions; plain
        symbols of the same names come back.
    variables : str, iterable of str or Symbol, optional
        The ordered variables; by default the symbols that occur, in alphabetical order.
    syntax : {"calculator", "python", "latex"}
        How a text is written.

    Raises
    ------
    InputError
        If it is no real function of the variables; :class:`symhess.ParseError` if a text cannot be read.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> scalar_function(x * y + 0.5).expression, scalar_function("x y").variables
    (x*y + 1/2, (x, y))
    >>> scalar_function(x * y, variables="x")
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: the expression has the symbol y, which is not among the variables x
    """
    if isinstance(f, str):
        return parse_function(f, variables, syntax)
    if not isinstance(f, Expr):
        raise InputError(f"a text or a SymPy expression is needed, not {type(f).__name__}")
    expression = _plain(f)
    declared = _declared(variables, expression)
    _require_real(expression)
    _require_declared(expression, declared)
    return ScalarFunction(*_exact(expression, declared))


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
