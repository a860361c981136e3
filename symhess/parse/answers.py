"""Answer kinds: what a text is, tried in a fixed order; the caller names no kind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from sympy import Eq, Expr, FiniteSet, ImmutableMatrix, Symbol, Tuple

from symhess.errors import ParseError
from symhess.parse.build import build, build_terms
from symhess.parse.characters import Source
from symhess.parse.cursor import Cursor
from symhess.parse.grammar import read_sum
from symhess.parse.lexer import Syntax, scan
from symhess.parse.names import Names
from symhess.parse.shapes import (
    Point,
    is_list,
    is_matrix,
    is_point,
    read_matrix,
    read_points,
    split_blanks,
    without_groups,
)
from symhess.parse.tokens import Kind
from symhess.parse.units import has_units, unit_entries
from symhess.parse.words import Classification, join_points

__all__ = ["Answer", "AnswerKind", "read_answer", "read_classified", "read_equation"]

AnswerKind = Literal["expression", "vector", "matrix", "points", "classified", "equation"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A SymPy object, its kind, what was noted, and the summands of an expression.

    Examples
    --------
    >>> Answer(Symbol("x"), "expression").notes
    ()
    """

    value: Any
    kind: AnswerKind
    notes: tuple[str, ...] = ()
    terms: tuple[Expr, ...] = ()


def read_answer(source: Source, names: Names, syntax: Syntax) -> Answer:
    """Read a matrix, points, a vector or an expression.

    Raises
    ------
    ParseError
        If the text is none of them.

    Examples
    --------
    >>> from symhess.parse.characters import fold_characters
    >>> from symhess.parse.names import declared_names
    >>> names = declared_names("x y")
    >>> [read_answer(fold_characters(text), names, "calculator").value for text in ("x+1", "<x, 2y>", "2xi - j")]
    [x + 1, (x, 2*y), (2*x, -1)]
    >>> read_answer(fold_characters("x i + 1"), names, "calculator")
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: 'i' is neither a variable (x, y) nor a known function (at character 3)
    """
    try:
        return _read_shape(source, names, syntax)
    except ParseError as refusal:
        # in Python 1j is imaginary, so that there letters are never unit vectors
        if syntax == "python":
            raise
        return _read_with_units(source, names, syntax, refusal)


def _read_with_units(source: Source, names: Names, syntax: Syntax, refusal: ParseError) -> Answer:
    """Try i, j, k as unit vectors; of two refusals tell the one that got further."""
    try:
        answer = _read_shape(source, names.with_units(), syntax)
    except ParseError as later:
        raise max(refusal, later, key=lambda error: error.position) from None
    if answer.kind != "vector":
        raise refusal
    return answer


def _read_shape(source: Source, names: Names, syntax: Syntax) -> Answer:
    cursor, dimension = _cursor(join_points(source), names, syntax), len(names.variables)
    cursor.check_closed()
    if is_matrix(cursor.tokens):
        answer = _matrix(cursor)
    elif is_list(cursor.tokens) or is_point(cursor.tokens):
        answer = _points(cursor, dimension)
    else:
        answer = _expression(cursor, dimension)
    return replace(answer, notes=tuple(cursor.notes))


def _cursor(source: Source, names: Names, syntax: Syntax) -> Cursor:
    tokens = scan(source, names, syntax)
    return Cursor(split_blanks(without_groups(tokens.tokens)), tokens.original, syntax, notes=list(tokens.notes))


def _end(cursor: Cursor) -> None:
    if not cursor.at(Kind.END):
        raise cursor.unexpected()


def _single_signed(cursor: Cursor) -> None:
    if cursor.plus_minus:
        raise ParseError("a plus-minus sign is read inside points only", hint="write a point as (1, ±2)")


def _matrix(cursor: Cursor) -> Answer:
    rows = read_matrix(cursor)
    _end(cursor)
    _single_signed(cursor)
    return Answer(ImmutableMatrix([[build(entry) for entry in row] for row in rows]), "matrix")


def _points(cursor: Cursor, dimension: int) -> Answer:
    several = is_list(cursor.tokens)
    points = read_points(cursor, dimension)
    _end(cursor)
    tuples = [value for point in points for value in _tuples(point)]
    if several or len(tuples) > 1:
        return Answer(FiniteSet(*tuples), "points")
    return Answer(tuples[0], "vector")


def _tuples(point: Point) -> list[Tuple]:
    return [Tuple(*(build(entry, signs) for entry in point.entries)) for signs in point.choices]


def _expression(cursor: Cursor, dimension: int) -> Answer:
    tree = read_sum(cursor)
    _end(cursor)
    if cursor.plus_minus and dimension == 1:
        return Answer(FiniteSet(*_tuples(Point((tree,), 0, cursor.plus_minus))), "points")
    _single_signed(cursor)
    if has_units(tree):
        return Answer(Tuple(*(build(entry) for entry in unit_entries(tree, dimension))), "vector")
    value, terms = build_terms(tree)
    return Answer(value, "expression", terms=terms)


def read_equation(left: Source, right: Source, names: Names, syntax: Syntax) -> Answer:
    """Read both sides of an equation.

    Examples
    --------
    >>> from symhess.parse.characters import fold_characters
    >>> from symhess.parse.names import declared_names
    >>> read_equation(fold_characters("x"), fold_characters("2"), declared_names("x"), "calculator").value
    Eq(x, 2)
    """
    sides = [_read_side(side, names, syntax) for side in (left, right)]
    notes = dict.fromkeys(note for side in sides for note in side.notes)
    # unevaluated: an equation between constants is still an equation
    return Answer(Eq(*(side.value for side in sides), evaluate=False), "equation", tuple(notes))


def _read_side(side: Source, names: Names, syntax: Syntax) -> Answer:
    answer = _read_shape(side, names, syntax)
    if answer.kind != "expression":
        message = "a side of an equation is an expression"
        raise ParseError(message, position=side.positions[0])
    return answer


def read_classified(source: Source, classification: Classification, names: Names, syntax: Syntax) -> Answer:
    """Read the one point that words have classified.

    Examples
    --------
    >>> from symhess.parse.characters import fold_characters
    >>> from symhess.parse.names import declared_names
    >>> read_classified(fold_characters("(1, 2)"), "saddle", declared_names("x y"), "calculator").value
    ((1, 2), saddle)
    """
    cursor = _cursor(source, names, syntax)
    points = read_points(cursor, len(names.variables))
    _end(cursor)
    tuples = [value for point in points for value in _tuples(point)]
    if len(tuples) > 1:
        raise ParseError("one point is classified at a time", position=source.positions[0])
    return Answer(Tuple(tuples[0], Symbol(classification)), "classified", tuple(cursor.notes))
