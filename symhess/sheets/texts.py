"""A lecturer's own sentences: plain words, with formulas between dollar signs that symhess reads itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sympy import Basic, Eq, Expr, Function, MatrixBase, Symbol, Tuple

from symhess.errors import InputError, ParseError
from symhess.parse import parse, parse_function
from symhess.parse.lexer import Syntax
from symhess.render.document import Block, Inline, Math, Paragraph, Words
from symhess.render.formula import (
    Call,
    Chain,
    Expression,
    Fence,
    Fenced,
    Formula,
    Grid,
    Name,
    Product,
    Relation,
    Sum,
)

__all__ = ["formula_of", "paragraphs_of", "pieces_of"]

_LONGEST: Final = 20_000
_DOLLAR: Final = re.compile(r"(?<!\\)\$")
_RELATIONS: Final = {
    "<=": Relation.AT_MOST,
    ">=": Relation.AT_LEAST,
    "!=": Relation.NOT_EQUAL,
    "≤": Relation.AT_MOST,
    "≥": Relation.AT_LEAST,
    "≠": Relation.NOT_EQUAL,
    "<": Relation.LESS,
    ">": Relation.GREATER,
    "=": Relation.EQUAL,
}
_RELATION: Final = re.compile("|".join(map(re.escape, _RELATIONS)))
_CALL: Final = re.compile(r"(?<![A-Za-z_])([fghuvFGHLPQRT])(?:_([a-z]{1,2}))?\(([^()]*)\)")
_PLACE: Final = "J"
_FUNCTION: Final = re.compile(r"\s*(∇|grad )?\s*([fghuvFGHLPQRT])(?:_([a-z]{1,2}))?\s*(?:\(([^()]*)\))?\s*")


def paragraphs_of(text: str, syntax: Syntax = "calculator") -> tuple[Block, ...]:
    r"""Paragraphs, which blank lines part.

    Raises
    ------
    InputError
        If a formula cannot be read; the message has the formula and the position in it.

    Examples
    --------
    >>> [len(block.pieces) for block in paragraphs_of("Let $x > 0$.\n\nWhy?")]
    [3, 1]
    >>> paragraphs_of("\\input{secret}")[0].pieces
    (Words(text='\\input{secret}'),)
    """
    if len(text) > _LONGEST:
        raise InputError(f"expected a text of at most {_LONGEST} characters, got {len(text)}")
    parts = (part.strip() for part in re.split(r"\n\s*\n", text))
    return tuple(Paragraph(pieces_of(part, syntax)) for part in parts if part)


def pieces_of(text: str, syntax: Syntax = "calculator") -> tuple[Inline, ...]:
    r"""Words and formulas of one paragraph; ``\$`` is a dollar sign.

    Examples
    --------
    >>> pieces_of("5 \\$ for $x^2$")
    (Words(text='5 $ for '), Math(formula=Expression(value=x**2)))
    >>> pieces_of("an open $ sign")
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: expected formulas between two dollar signs; write \$ for a dollar sign of its own
    """
    parts = _DOLLAR.split(" ".join(text.split()))
    if len(parts) % 2 == 0:
        raise InputError(r"expected formulas between two dollar signs; write \$ for a dollar sign of its own")
    pieces: list[Inline] = []
    for number, part in enumerate(parts):
        if number % 2:
            pieces.append(Math(formula_of(part, syntax)))
        elif part:
            pieces.append(Words(part.replace(r"\$", "$")))
    return tuple(pieces)


def formula_of(text: str, syntax: Syntax = "calculator") -> Formula:
    """A formula as its author ordered it: expressions, points, matrices, and chains of relations between them.

    Examples
    --------
    >>> formula_of("0 < x <= 1").relations
    (<Relation.LESS: '<'>, <Relation.AT_MOST: '≤'>)
    >>> formula_of("f(x, y) = y + x^2").items[0].arguments
    (Expression(value=x), Expression(value=y))
    >>> formula_of("x +")
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: the formula 'x +' cannot be read: ...
    """
    try:
        if syntax == "latex":
            return _side(text, syntax)
        signs = [_RELATIONS[sign] for sign in _RELATION.findall(text)]
        sides = [_side(side, syntax) for side in _RELATION.split(text)]
    except ParseError as error:
        raise InputError(f"the formula {text[:60]!r} cannot be read: {error}") from None
    return Chain(tuple(sides), tuple(signs)) if signs else sides[0]


def _side(text: str, syntax: Syntax) -> Formula:
    """What stands on one side of a relation."""
    called = _FUNCTION.fullmatch(text)
    if called and (called[1] or called[4]):
        return _function(called, syntax)
    text, calls = _without_calls(text) if syntax == "calculator" else (text, {})
    expression = parse(text, syntax=syntax).expression
    if isinstance(expression, Expr) and expression.free_symbols:
        terms = [term.xreplace(calls) for term in parse_function(text, None, syntax).terms]
        return Sum(tuple(map(Expression, terms))) if len(terms) > 1 else Expression(expression.xreplace(calls))
    return _written(expression)


def _without_calls(text: str) -> tuple[str, dict[Expr, Expr]]:
    """The text with names in place of f(x), f_xx(0, 0) and the like, and what the names stand for."""
    calls: dict[Expr, Expr] = {}

    def named(found: re.Match[str]) -> str:
        function = Function(f"{found[1]}_{found[2]}" if found[2] else found[1])
        name = f"{_PLACE}_{len(calls)}"
        calls[Symbol(name)] = function(*(parse(argument).expression for argument in found[3].split(",")))
        return f" {name} "

    return _CALL.sub(named, text), calls


def _function(called: re.Match[str], syntax: Syntax) -> Formula:
    """f(x, y), f_x(0, 0) or ∇f."""
    gradient, letter, variables, arguments = called.groups()
    subscripts = tuple(Expression(Symbol(variable)) for variable in variables or "")
    name: Formula = Name(letter, subscripts)
    if arguments:
        name = Call(name, tuple(_side(argument, syntax) for argument in arguments.split(",")))
    return Product((Name("nabla"), name)) if gradient else name


def _written(expression: Basic | MatrixBase) -> Formula:
    if isinstance(expression, Eq):
        return Chain((Expression(expression.lhs), Expression(expression.rhs)), (Relation.EQUAL,))
    if isinstance(expression, Tuple):
        return Fenced(Fence.ROUND, tuple(_written(item) for item in expression))
    if isinstance(expression, MatrixBase):
        rows = expression.tolist()
        return Grid(tuple(tuple(Expression(entry) for entry in row) for row in rows))
    if isinstance(expression, Expr | Symbol):
        return Expression(expression)
    return Fenced(Fence.BRACES, tuple(_items(expression)))


def _items(expression: Basic) -> Iterator[Formula]:
    for item in expression.args:
        yield _written(item)
