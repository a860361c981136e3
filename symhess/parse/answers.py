"""Answer kinds: what a text is, tried in a fixed order; the caller names no kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sympy import Expr

from symhess.parse.build import build_terms
from symhess.parse.characters import Source
from symhess.parse.cursor import Cursor
from symhess.parse.grammar import read_sum
from symhess.parse.lexer import Syntax, scan
from symhess.parse.names import Names
from symhess.parse.tokens import Kind

__all__ = ["Answer", "AnswerKind", "read_answer"]

AnswerKind = Literal["expression", "vector", "matrix", "points", "classified", "equation"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A SymPy object, its kind, what was noted, and the summands of an expression.

    Examples
    --------
    >>> from symhess.parse.characters import fold_characters
    >>> from symhess.parse.names import declared_names
    >>> read_answer(fold_characters("x+1"), declared_names("x"), "calculator").kind
    'expression'
    """

    value: Any
    kind: AnswerKind
    notes: tuple[str, ...] = ()
    terms: tuple[Expr, ...] = ()


def read_answer(source: Source, names: Names, syntax: Syntax) -> Answer:
    """Read an answer of any kind."""
    tokens = scan(source, names, syntax)
    cursor = Cursor(tokens.tokens, tokens.original, syntax, notes=list(tokens.notes))
    tree = read_sum(cursor)
    if not cursor.at(Kind.END):
        raise cursor.unexpected()
    value, terms = build_terms(tree)
    return Answer(value, "expression", tuple(cursor.notes), terms)
