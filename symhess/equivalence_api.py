"""The public ``equivalent``: whether two expressions are the same real function."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from sympy import Expr, Symbol

from symhess.budget import Deadline
from symhess.condition import Condition, Relation
from symhess.equivalence import Equivalence, compare_functions
from symhess.errors import InputError
from symhess.function import ScalarFunction
from symhess.inputs.expressions import Variables, function_of_expression

if TYPE_CHECKING:
    from symhess.parse.lexer import Syntax

__all__ = ["equivalent"]


def equivalent(
    student: str | Expr,
    reference: str | Expr,
    variables: Variables = None,
    *,
    syntax: Syntax = "calculator",
    time_limit: float | None = 2.0,
) -> Equivalence:
    """Decide whether two expressions are the same real function.

    Equal means equal wherever both are defined, with domains that differ on a nowhere dense set at most. A sign that a
    symbol is known to have counts as stated: with ``positive=True`` only its positive values are looked at.

    Parameters
    ----------
    student, reference : str or Expr
        Texts are read, never evaluated.
    variables : str, iterable of str or Symbol, optional
        By default the symbols that occur.
    syntax : {"calculator", "python", "latex"}
        How texts are written.
    time_limit : float or None
        Seconds.

    Returns
    -------
    Equivalence
        Proved; refuted with a witness; or undecided with the reason.

    Raises
    ------
    InputError
        If one is no real expression; :class:`symhess.ParseError` if a text cannot be read.

    Examples
    --------
    >>> equivalent("2x(x+1)", "2x^2 + 2x").status.value, equivalent("log(x^2)", "2 log(x)").status.value
    ('proved', 'refuted')
    >>> x = Symbol("x", positive=True)
    >>> from sympy import log
    >>> equivalent(log(x**2), 2 * log(x)).status.value
    'proved'
    >>> equivalent("x + y", "x", variables="x")
    Traceback (most recent call last):
    ...
    symhess.errors.ParseError: 'y' is neither a variable (x) nor a known function (at character 5)
    """
    variables = _together(variables, student, reference, syntax)
    first, second = (_function(f, variables, syntax) for f in (student, reference))
    symbols = (symbol for f in (student, reference, *variables) if isinstance(f, Expr) for symbol in f.free_symbols)
    return compare_functions(
        first.expression, second.expression, first.variables, tuple(_assumed(symbols)), Deadline(time_limit)
    )


def _function(f: str | Expr, variables: Variables, syntax: Syntax) -> ScalarFunction:
    if isinstance(f, Expr):
        return function_of_expression(f, variables)
    found: ScalarFunction = import_module("symhess.inputs").scalar_function(f, variables, syntax)  # which reads text
    return found


def _together(variables: Variables, student: str | Expr, reference: str | Expr, syntax: Syntax) -> list[str | Symbol]:
    """The variables named, or those of both expressions; one is invented for constants."""
    if isinstance(variables, str):
        return list(variables.replace(",", " ").split())
    if variables is not None:
        return list(variables)
    names: set[str] = set()
    for f in (student, reference):
        try:
            names |= {v.name for v in _function(f, None, syntax).variables}
        except InputError:
            if isinstance(f, Expr) and f.free_symbols:
                raise
    return sorted(names) or ["x"]


def _assumed(symbols: Iterable[Symbol]) -> Iterator[Condition]:
    """What the symbols are known to be, said of plain symbols of the same names."""
    for symbol in sorted(set(symbols), key=str):
        plain = Symbol(symbol.name)
        if symbol.is_positive:
            yield Condition(plain, Relation.POSITIVE)
        elif symbol.is_negative:
            yield Condition(-plain, Relation.POSITIVE)
        elif symbol.is_nonnegative:
            yield Condition(plain, Relation.NONNEGATIVE)
        elif symbol.is_nonpositive:
            yield Condition(-plain, Relation.NONNEGATIVE)
