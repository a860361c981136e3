"""Juxtaposition and doubt: what may stand side by side, and the readings that are noted."""

from __future__ import annotations

from symhess.errors import ParseError
from symhess.parse import markers
from symhess.parse.cursor import Cursor
from symhess.parse.tokens import Kind
from symhess.parse.tree import Constant, Number, Tree

__all__ = [
    "STARTS",
    "check_juxtaposition",
    "continues",
    "note_after_division",
    "note_bare_exponent",
    "note_radical",
    "opens_group",
]

STARTS = {
    Kind.NUMBER,
    Kind.VARIABLE,
    Kind.CONSTANT,
    Kind.FUNCTION,
    Kind.UNIT,
    Kind.RADICAL,
    Kind.FRACTION,
}
_NAMES = {Kind.VARIABLE, Kind.CONSTANT, Kind.FUNCTION, Kind.UNIT}
_FRACTION_OF_NUMBERS = [Kind.FRACTION, Kind.OPEN, Kind.NUMBER, Kind.CLOSE, Kind.OPEN, Kind.NUMBER, Kind.CLOSE]


def opens_group(cursor: Cursor) -> bool:
    """Tell whether a bracket that groups comes next: square ones do in LaTeX only, braces after ^ and _.

    Examples
    --------
    >>> from symhess.parse.tokens import Token
    >>> tokens = (Token(Kind.OPEN, "[", 0, 1), Token(Kind.END, "", 1, 1))
    >>> opens_group(Cursor(tokens, "[", "latex")), opens_group(Cursor(tokens, "[", "calculator"))
    (True, False)
    """
    groups = f"([{markers.OPEN_GROUP}" if cursor.syntax == "latex" else "("
    if cursor.last.kind in (Kind.POWER, Kind.SUBSCRIPT):
        groups += "{"
    return cursor.at(Kind.OPEN) and cursor.next.text in groups


def continues(cursor: Cursor) -> bool:
    """Tell whether the next token starts a juxtaposed factor.

    A plain bar does so only if none is open in the current bracket; otherwise it closes.

    Examples
    --------
    >>> from symhess.parse.tokens import Token
    >>> tokens = (Token(Kind.BAR, "|", 0, 1), Token(Kind.END, "", 1, 1))
    >>> continues(Cursor(tokens, "|")), continues(Cursor(tokens, "|", bars=1))
    (True, False)
    """
    token = cursor.next
    if token.kind is Kind.BAR:
        return token.text == markers.OPEN_BAR or (token.text == "|" and cursor.bars == 0)
    return token.kind in STARTS or opens_group(cursor)


def check_juxtaposition(cursor: Cursor) -> None:
    """Refuse numbers that would multiply by standing side by side; note an x that may mean times.

    Examples
    --------
    >>> from symhess.parse.reading import parse
    >>> parse("2 x 3").notes
    ('the x in 2 x 3 is read as the variable; write * for a multiplication sign',)
    >>> parse("2 3")
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: two numbers stand side by side (at character 3); write * between them
    """
    last, token = cursor.last, cursor.next
    left = last.kind is Kind.NUMBER or _is_fraction_of_numbers(cursor, cursor.index - len(_FRACTION_OF_NUMBERS))
    right = token.kind is Kind.NUMBER or _is_fraction_of_numbers(cursor, cursor.index)
    if left and right:
        hint = "write * between them"
        raise ParseError("two numbers stand side by side", position=token.start, hint=hint)
    if token.kind is not Kind.NUMBER:
        return
    if last.kind in _NAMES and not token.spaced:
        hint = "write * before it"
        raise ParseError("a number right after a name is not read", position=token.start, hint=hint)
    before = cursor.tokens[max(cursor.index - 2, 0)]
    if last.kind is Kind.VARIABLE and last.text == "x" and before.kind is Kind.NUMBER and last.spaced:
        quoted = cursor.quote(cursor.index - 2, cursor.index)
        cursor.note(f"the x in {quoted} is read as the variable; write * for a multiplication sign")


def _is_fraction_of_numbers(cursor: Cursor, start: int) -> bool:
    """Tell whether a LaTeX fraction of two numbers stands there: beside a number it makes a mixed number."""
    stop = start + len(_FRACTION_OF_NUMBERS)
    kinds = [token.kind for token in cursor.tokens[max(start, 0) : max(stop, 0)]]
    return kinds == _FRACTION_OF_NUMBERS


def note_after_division(cursor: Cursor, start: int, middle: int) -> None:
    """Note that a factor after a division multiplies the quotient; `middle` is where it starts.

    Examples
    --------
    >>> from symhess.parse.reading import parse
    >>> parse("2x/3y").notes, parse("2x/(3y)").notes
    (('2x/3y is read as (2x/3)*y',), ())
    """
    whole, left, right = cursor.quote(start), cursor.quote(start, middle - 1), cursor.quote(middle)
    cursor.note(f"{whole} is read as ({left})*{right}")


def note_bare_exponent(cursor: Cursor, base: Tree, exponent: Tree, start: int) -> None:
    """Note an exponent without brackets that the writer may have meant to go on.

    Examples
    --------
    >>> from symhess.parse.reading import parse
    >>> parse("e^2x").notes, parse("x^1/2").notes
    (('e^2x is read as (e^2)*x',), ('x^1/2 is read as (x^1)/2',))
    >>> parse("3x^2y").notes, parse("x^4/2").notes
    ((), ())
    """
    touches = continues(cursor) and not cursor.next.spaced and isinstance(base, Number | Constant)
    if touches or (cursor.at(Kind.OVER) and not _divides_evenly(cursor, exponent)):
        _note_binding(cursor, start)


def note_radical(cursor: Cursor, start: int) -> None:
    """Note a radical sign before a bare atom that goes on: the radical takes the atom only.

    Examples
    --------
    >>> from symhess.parse.reading import parse
    >>> parse("√2x").notes, parse("√x^2").notes, parse("√x + 1").notes
    (('√2x is read as (√2)*x',), ('√x^2 is read as (√x)^2',), ())
    """
    if continues(cursor) or cursor.next.kind in (Kind.POWER, Kind.SUPERSCRIPT):
        _note_binding(cursor, start)


def _divides_evenly(cursor: Cursor, exponent: Tree) -> bool:
    """Tell whether exponent over divisor is an integer, as in x^4/2: nobody writes an integer so."""
    divisor = cursor.tokens[cursor.index + 1]
    if not isinstance(exponent, Number) or divisor.kind is not Kind.NUMBER or divisor.value == 0:
        return False
    return (exponent.value / divisor.value).denominator == 1


def _note_binding(cursor: Cursor, start: int) -> None:
    """Note that what is read so far stands for itself before what follows."""
    left, following = cursor.quote(start), cursor.next
    gap = cursor.original[cursor.last.stop : following.start]
    if following.kind in (Kind.OVER, Kind.POWER):
        rest = joined = following.text + _head(cursor, cursor.index + 1)
    else:
        rest = _head(cursor, cursor.index)
        joined = rest if following.kind is Kind.SUPERSCRIPT else f"*{rest}"
    cursor.note(f"{left}{gap}{rest} is read as ({left}){joined}")


def _head(cursor: Cursor, index: int) -> str:
    """Show how a factor begins."""
    token = cursor.tokens[index]
    whole = token.kind in (Kind.NUMBER, Kind.VARIABLE, Kind.CONSTANT, Kind.SUPERSCRIPT)
    return cursor.quote(index, index) + ("" if whole else "...")
