"""Shapes: brackets read as points, vectors, sets of points and matrices of trees."""

from __future__ import annotations

from dataclasses import dataclass, replace

from symhess.errors import ParseError
from symhess.parse import markers
from symhess.parse.cursor import CLOSERS, Cursor
from symhess.parse.grammar import read_sum
from symhess.parse.tokens import Kind, Token
from symhess.parse.tree import Tree

__all__ = ["Point", "is_list", "is_matrix", "is_point", "read_matrix", "read_points", "split_blanks", "without_groups"]

_OPERATORS = {Kind.TIMES, Kind.OVER, Kind.POWER, Kind.SUBSCRIPT, Kind.COMMA, Kind.SEMICOLON}
_NEEDS_MORE = _OPERATORS | {Kind.SIGN, Kind.OPEN, Kind.RADICAL, Kind.FUNCTION}
_CONTINUES = _OPERATORS | {Kind.CLOSE, Kind.SUPERSCRIPT, Kind.END}


@dataclass(frozen=True, slots=True)
class Point:
    """The entries of a point or vector, and which plus-minus signs are in it.

    Examples
    --------
    >>> Point((), 0, 2).choices
    (0, 1, 2, 3)
    >>> Point((), 1, 1).choices
    (0,)
    """

    entries: tuple[Tree, ...]
    first_sign: int
    last_sign: int

    @property
    def choices(self) -> tuple[int, ...]:
        """All choices of the signs, as bits at their indices."""
        return tuple(bits << self.first_sign for bits in range(2 ** (self.last_sign - self.first_sign)))


def without_groups(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Drop LaTeX braces that enclose everything.

    Examples
    --------
    >>> opening, closing = Token(Kind.OPEN, markers.OPEN_GROUP, 0, 1), Token(Kind.CLOSE, markers.CLOSE_GROUP, 2, 3)
    >>> x, end = Token(Kind.VARIABLE, "x", 1, 2), Token(Kind.END, "", 3, 3)
    >>> without_groups((opening, x, closing, end)) == (x, end)
    True
    >>> without_groups((opening, x, closing, x, end))[0] == opening
    True
    """
    while tokens[0].text == markers.OPEN_GROUP and _partner(tokens, 0) == len(tokens) - 2:
        tokens = (*tokens[1:-2], tokens[-1])
    return tokens


def _partner(tokens: tuple[Token, ...], index: int) -> int:
    """Find the bracket that closes the one at `index`; -1 if there is none."""
    depth = 0
    for place in range(index, len(tokens)):
        depth += (tokens[place].kind is Kind.OPEN) - (tokens[place].kind is Kind.CLOSE)
        if depth == 0:
            return place if tokens[place].text == CLOSERS[tokens[index].text] else -1
    return -1


def _inside(tokens: tuple[Token, ...], index: int, kind: Kind) -> bool:
    """Tell whether a token of a kind stands directly inside the bracket at `index`."""
    depth = 0
    for token in tokens[index : _partner(tokens, index)]:
        depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        if depth == 1 and token.kind is kind:
            return True
    return False


def is_point(tokens: tuple[Token, ...], index: int = 0) -> bool:
    """Tell whether a bracketed list of entries starts at a token: (a, b) or <a, b>.

    Examples
    --------
    >>> from symhess.parse.reading import parse
    >>> parse("(1, 2)").kind, parse("<1, 2>").kind, parse("(1 + 2)").kind
    ('vector', 'vector', 'expression')
    """
    if tokens[index].kind is not Kind.OPEN or tokens[index].text not in "(<" or _partner(tokens, index) < 0:
        return False
    return tokens[index].text == "<" or _inside(tokens, index, Kind.COMMA)


def is_list(tokens: tuple[Token, ...]) -> bool:
    """Tell whether the tokens are a set {P, ..} or a list P, P of points.

    Examples
    --------
    >>> from symhess.parse.reading import parse
    >>> parse("{(1, 2)}").kind, parse("(1, 2), (3, 4)").kind, parse("(1, 2)").kind
    ('points', 'points', 'vector')
    """
    if tokens[0].text == "{":
        return _partner(tokens, 0) == len(tokens) - 2
    return is_point(tokens) and tokens[_partner(tokens, 0) + 1].kind is Kind.COMMA


def is_matrix(tokens: tuple[Token, ...]) -> bool:
    """Tell whether the tokens are a matrix: [[..], [..]], [.. ; ..] or Matrix(..).

    Examples
    --------
    >>> from symhess.parse.reading import parse
    >>> parse("[[1, 2]]").expression, parse("[1; 2]").expression
    (Matrix([[1, 2]]), Matrix([
    [1],
    [2]]))
    """
    if tokens[0].text == "Matrix":
        return True
    if tokens[0].text != "[" or _partner(tokens, 0) != len(tokens) - 2:
        return False
    row_end = _partner(tokens, 1) if tokens[1].text == "[" else -1
    nested = row_end > 0 and (tokens[row_end + 1].kind is Kind.COMMA or row_end == len(tokens) - 3)
    return nested or _inside(tokens, 0, Kind.SEMICOLON)


def split_blanks(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Put the commas into the rows of [1 0; 0 1] whose entries are separated by blanks.

    A sign that stands apart from what precedes it and touches what follows begins an entry.

    Examples
    --------
    >>> from symhess.parse.reading import parse
    >>> parse("[x -1; x - 1 2]").expression
    Matrix([
    [    x, -1],
    [x - 1,  2]])
    """
    if tokens[0].text != "[" or not _inside(tokens, 0, Kind.SEMICOLON):
        return tokens
    depth, row, rows = 0, list[Token](), list[list[Token]]()
    for token in tokens:
        depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        row.append(token)
        if depth == 1 and token.kind is Kind.SEMICOLON:
            rows.append(row)
            row = []
    return tuple(token for row in [*rows, row] for token in _with_commas(row))


def _with_commas(row: list[Token]) -> list[Token]:
    depth, marked = (1 if row[0].text != "[" else 0), list[Token]()
    boundaries = []
    for index, token in enumerate(row):
        if depth == 1 and token.kind is Kind.COMMA:
            return row
        if depth == 1 and index and _begins_entry(row, index):
            boundaries.append(index)
        depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
    for index, token in enumerate(row):
        if index in boundaries:
            marked.append(replace(token, kind=Kind.COMMA, text=","))
        marked.append(token)
    return marked


def _begins_entry(row: list[Token], index: int) -> bool:
    before, token = row[index - 1], row[index]
    if not token.spaced or before.kind in _NEEDS_MORE or token.kind in _CONTINUES:
        return False
    return token.kind is not Kind.SIGN or not row[index + 1].spaced


def read_points(cursor: Cursor, dimension: int) -> list[Point]:
    """Read points separated by commas, in braces or not; in one variable a number is a point too.

    Examples
    --------
    >>> from symhess.parse.reading import parse
    >>> parse("{0, 1}", variables="x").expression, parse("(±1, 0)").expression
    ({(0,), (1,)}, {(-1, 0), (1, 0)})
    """
    opening = cursor.take() if cursor.at(Kind.OPEN, "{") else None
    points = [_read_point(cursor, dimension)]
    while cursor.at(Kind.COMMA):
        cursor.take()
        points.append(_read_point(cursor, dimension))
    if opening:
        cursor.close(opening)
    return points


def _read_point(cursor: Cursor, dimension: int) -> Point:
    first_sign = cursor.plus_minus
    if is_point(cursor.tokens, cursor.index):
        opening = cursor.take()
        entries = _read_entries(cursor)
        cursor.close(opening)
    elif dimension == 1:
        entries = (read_sum(cursor),)
    else:
        raise ParseError("a point is expected here", position=cursor.next.start, hint="write it in brackets, as (1, 2)")
    return Point(entries, first_sign, cursor.plus_minus)


def _read_entries(cursor: Cursor) -> tuple[Tree, ...]:
    entries = [read_sum(cursor)]
    while cursor.at(Kind.COMMA):
        _refuse_thousands(cursor)
        cursor.take()
        entries.append(read_sum(cursor))
    return tuple(entries)


def _refuse_thousands(cursor: Cursor) -> None:
    """Refuse 1,000: after a comma inside a number come digits that no entry would start with."""
    comma, after = cursor.next, cursor.tokens[cursor.index + 1]
    grouped = after.kind is Kind.NUMBER and len(after.text) > 1 and after.text.startswith("0") and after.text.isdigit()
    if grouped and cursor.last.kind is Kind.NUMBER and not comma.spaced and not after.spaced:
        raise ParseError("a comma inside a number is not read", position=comma.start, hint="write 1000 for 1,000")


def read_matrix(cursor: Cursor) -> tuple[tuple[Tree, ...], ...]:
    """Read the rows of a matrix, all of one length.

    Examples
    --------
    >>> from symhess.parse.reading import parse
    >>> parse("Matrix([2*x, 2*y])", syntax="python").expression.shape
    (2, 1)
    >>> parse("[1 2; 3]")
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: the rows of the matrix have different lengths (at character 1)
    """
    call = cursor.take() if cursor.at(Kind.FUNCTION) else None
    bracket = cursor.take() if call else None
    opening = cursor.take()
    if opening.text != "[":
        raise ParseError("Matrix takes a list in square brackets", position=opening.start)
    rows = _read_rows(cursor)
    if call and len(rows) == 1 and not cursor.tokens[cursor.index - 1].text == "]":
        rows = [(entry,) for entry in rows[0]]
    cursor.close(opening)
    if bracket:
        cursor.close(bracket)
    if len({len(row) for row in rows}) > 1:
        raise ParseError("the rows of the matrix have different lengths", position=opening.start)
    return tuple(rows)


def _read_rows(cursor: Cursor) -> list[tuple[Tree, ...]]:
    nested = cursor.at(Kind.OPEN, "[")
    rows = [_read_row(cursor, nested)]
    while cursor.at(Kind.COMMA if nested else Kind.SEMICOLON):
        cursor.take()
        rows.append(_read_row(cursor, nested))
    return rows


def _read_row(cursor: Cursor, nested: bool) -> tuple[Tree, ...]:
    opening = cursor.take() if nested else None
    if nested and (opening is None or opening.text != "["):
        raise ParseError("a row of the matrix is missing", position=cursor.last.start)
    row = _read_entries(cursor)
    if opening:
        cursor.close(opening)
    return row
