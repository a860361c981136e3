"""From what callers hand in, a text or a SymPy expression, to the function that is analysed."""

from __future__ import annotations

from sympy import Expr

from symhess.errors import InputError
from symhess.function import ScalarFunction
from symhess.inputs.expressions import Variables, function_of_expression
from symhess.parse import parse_function
from symhess.parse.lexer import Syntax

__all__ = ["scalar_function"]


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
    return function_of_expression(f, variables)
