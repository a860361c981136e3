"""Cases: the rows of a batch as they are read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, get_args

from symhess.errors import InputError
from symhess.parse.lexer import Syntax

__all__ = ["Case", "read_case"]

# These keys change the question; an analysis without them would answer another one.
_UNSUPPORTED = ("constraints", "region")
_SYNTAXES: tuple[Syntax, ...] = get_args(Syntax)


@dataclass(frozen=True, slots=True)
class Case:
    """One row of the input.

    Attributes
    ----------
    identifier : object
        The row's ``id``, or its line number.
    expression : str
        The function as text.
    variables : tuple of str or None
        Their names, if the row gives them.
    syntax : {"calculator", "python", "latex"}
        The notation of the texts.
    domain : tuple of str
        Conditions as texts.
    box : object
        As JSON has it: pairs in a list or by name, of numbers or texts.
    problem : str or None
        Why the row cannot be read; the other fields then mean nothing.

    Examples
    --------
    >>> Case("bowl", "x^2 + y^2").syntax
    'calculator'
    """

    identifier: object
    expression: str = ""
    variables: tuple[str, ...] | None = None
    syntax: Syntax = "calculator"
    domain: tuple[str, ...] = ()
    box: Any = None
    problem: str | None = None


def read_case(line: bytes, number: int) -> Case:
    """Read one line of the input; what is wrong with it becomes the case's problem.

    Examples
    --------
    >>> read_case(b'{"id": "bowl", "expression": "x^2 + y^2"}', 1)  # doctest: +ELLIPSIS
    Case(identifier='bowl', expression='x^2 + y^2', variables=None, ..., domain=(), box=None, problem=None)
    >>> read_case(b'{"expression": 5}', 2).problem
    'expected the function as text under "expression"'
    """
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Case(number, problem=f"not a line of JSON: {error}")
    if not isinstance(row, dict):
        return Case(number, problem="expected a JSON object")
    identifier = row.get("id", number)
    try:
        _refuse_unsupported(row)
        return Case(identifier, _expression(row), _variables(row), _syntax(row), _domain(row), row.get("box"))
    except InputError as error:
        return Case(identifier, problem=str(error))


def _expression(row: dict[str, Any]) -> str:
    text = row.get("expression", row.get("f"))
    if not isinstance(text, str):
        raise InputError('expected the function as text under "expression"')
    return text


def _variables(row: dict[str, Any]) -> tuple[str, ...] | None:
    names = row.get("variables", row.get("vars"))
    if names is None:
        return None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise InputError('expected a list of names under "variables"')
    return tuple(names)


def _syntax(row: dict[str, Any]) -> Syntax:
    name = row.get("syntax", "calculator")
    for syntax in _SYNTAXES:
        if name == syntax:
            return syntax
    raise InputError(f'expected one of {", ".join(_SYNTAXES)} under "syntax"')


def _domain(row: dict[str, Any]) -> tuple[str, ...]:
    conditions = row.get("domain") or []
    texts = [conditions] if isinstance(conditions, str) else conditions
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise InputError('expected conditions as texts under "domain"')
    return tuple(texts)


def _refuse_unsupported(row: dict[str, Any]) -> None:
    keys = [key for key in _UNSUPPORTED if row.get(key)]
    if keys:
        raise InputError(f"a batch cannot take {', '.join(keys)} into account yet")
