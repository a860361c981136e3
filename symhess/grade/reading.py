"""What a student typed, read as the shape that a field asks for; nothing is ever evaluated."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sympy import FiniteSet, ImmutableMatrix, Tuple

from symhess.errors import ParseError
from symhess.grade.fields import Field, Shape
from symhess.grade.marks import shown
from symhess.grade.spelling import respelled
from symhess.grade.wording import CLASSIFIED_HINT, points_with_kinds
from symhess.parse import Reading, parse

__all__ = ["Answer", "read_answer"]

_LISTED = re.compile(r"\s*\[([^\[\];]*)\]\s*", re.DOTALL)
_YES = set("yes true equal agree holds symmetric same continuous y t".split())
_NO = set("no false unequal differ fails asymmetric different n f".split())
_LETTERS = set("y t n f".split())
_NOT = set("not never isn aren don doesn".split())
_BETWEEN_FORMULAS = re.compile(r"!=|[=≠,;]|\band\b")
_MIXED_PARTIAL = re.compile(r"f_?\{?[a-z]{2,3}\}?|∂²?\^?2?f/∂.*|")
_COORDINATES = re.compile(r"(?:^|[,;]|\band\b)\s*([A-Za-z]\w*)\s*=")
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that has been read.

    Attributes
    ----------
    value : object
        An Expr; a Tuple; a Matrix; a tuple of points; a tuple of (point, kind); a bool; a str.
    notes : tuple of str
        Doubtful readings.
    text : str
        What the student typed.

    Examples
    --------
    >>> Answer(True, (), "yes").shown
    'yes'
    """

    value: Any
    notes: tuple[str, ...]
    text: str

    @property
    def key(self) -> tuple[str, Any]:
        """Equal for answers that were read as the same; the type is in it because True == 1."""
        return type(self.value).__name__, self.value

    @property
    def shown(self) -> str:
        """The value as text: a formula, a list of points with their kinds, a word."""
        value = self.value
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, tuple):
            parts = (f"{shown(p[0]).formula} {p[1]}" if isinstance(p, tuple) else shown(p).formula for p in value)
            return ", ".join(parts) or "none"
        return value if isinstance(value, str) else shown(value).formula


def read_answer(text: str, field: Field) -> Answer:
    """Read an answer as what its field asks for.

    Raises
    ------
    ParseError
        If it cannot be read so; with position and often a hint.

    Examples
    --------
    >>> from symhess.grade import make_field
    >>> kinds = make_field("classification", "x^3 - 3x + y^2")
    >>> read_answer("(1, 0) is a local min; saddle at (-1,0)", kinds).value
    (((-1, 0), 'saddle'), ((1, 0), 'minimum'))
    >>> read_answer("(1, 0)", make_field("hessian", "x^3 - 3x + y^2"))
    Traceback (most recent call last):
    ...
    symhess.errors.ParseError: expected a matrix, this is a vector (at character 1); write [[1, 2], [2, 3]]
    """
    if len(text) > _LONGEST and field.asks.shape is not Shape.WORDS:  # free text may be long: it is not parsed
        raise ParseError(f"an answer has at most {_LONGEST} characters", position=_LONGEST)
    read = _READERS[field.asks.shape]
    try:
        value, notes = read(text, field)
    except ParseError as refusal:
        other = respelled(text, field)
        if other is None:
            raise
        try:
            value, notes = read(other, field)
            notes = (f"this is read as {other}", *notes)
        except ParseError:
            raise refusal from None
    return Answer(value, notes, text)


_Read = tuple[Any, tuple[str, ...]]


def _parsed(text: str, field: Field) -> Reading:
    return parse(text, field.function.variables, field.syntax)


def _wrong_kind(field: Field, reading: Reading) -> ParseError:
    shape = field.asks.shape
    article = "an" if shape.value[0] in "aeiou" else "a"
    several = shape in (Shape.POINTS, Shape.CLASSIFIED)
    wanted = shape.value if several else f"{article} {shape.value}"
    got = reading.kind if reading.kind == "points" else f"{'an' if reading.kind[0] in 'aeiou' else 'a'} {reading.kind}"
    return ParseError(f"expected {wanted}, this is {got}", hint=_HINTS.get(shape))


_HINTS = {
    Shape.EXPRESSION: "write one formula",
    Shape.VECTOR: "write (2x, 2y)",
    Shape.MATRIX: "write [[1, 2], [2, 3]]",
    Shape.POINTS: "write (0, 0), (1, 2)",
    Shape.CLASSIFIED: CLASSIFIED_HINT,
}


def _expression(text: str, field: Field) -> _Read:
    reading = _parsed(text, field)
    if reading.kind != "expression":
        raise _wrong_kind(field, reading)
    return reading.expression, reading.notes


def _vector(text: str, field: Field) -> _Read:
    """A vector; a plain list in square brackets is one too where one is asked for."""
    reading = _parsed(_LISTED.sub(r"(\1)", text) if _LISTED.fullmatch(text) else text, field)
    value = reading.expression
    if reading.kind == "expression" and len(field.function.variables) == 1:
        return Tuple(value), reading.notes
    if reading.kind == "matrix" and 1 in value.shape:
        return Tuple(*value), reading.notes
    if reading.kind != "vector":
        raise _wrong_kind(field, reading)
    return value, reading.notes


def _matrix(text: str, field: Field) -> _Read:
    reading = _parsed(text, field)
    if reading.kind == "expression" and len(field.function.variables) == 1:
        return ImmutableMatrix([[reading.expression]]), reading.notes
    if reading.kind != "matrix":
        raise _wrong_kind(field, reading)
    return reading.expression, reading.notes


def _points(text: str, field: Field) -> _Read:
    points, notes = _any_points(text, field)
    if any(point.free_symbols for point in points):
        raise ParseError("the coordinates of a point are numbers", hint=_HINTS[Shape.POINTS])
    return points, notes


def _any_points(text: str, field: Field) -> _Read:
    names = [variable.name for variable in field.function.variables]
    written = _bracketed(text, names)
    if _LISTED.fullmatch(written) and written.strip()[1:].lstrip().startswith("("):
        written = _LISTED.sub(r"\1", written)
    if len(names) == 1:
        return _numbers(written, field)
    reading = _parsed(written, field)
    if reading.kind == "vector":
        return (reading.expression,), reading.notes
    if reading.kind != "points":
        raise _wrong_kind(field, reading)
    return _ordered(reading.expression), reading.notes


def _ordered(points: FiniteSet) -> tuple[Tuple, ...]:
    return tuple(sorted((Tuple(*point) for point in points.args), key=str))


def _bracketed(text: str, names: list[str]) -> str:
    """x = 1, y = 2 as (1, 2), where every coordinate is given in order; other texts unchanged."""
    found = list(_COORDINATES.finditer(text))
    given = [match[1] for match in found]
    if not found or len(given) % len(names) or given != names * (len(given) // len(names)) or found[0].start():
        return text
    ends = [match.start() for match in found[1:]] + [len(text)]
    values = [text[match.end() : end].strip() for match, end in zip(found, ends, strict=True)]
    size = len(names)
    return ", ".join(f"({', '.join(values[k : k + size])})" for k in range(0, len(values), size))


def _numbers(text: str, field: Field) -> _Read:
    """Points of a line: numbers with commas, in braces or not, or points in brackets."""
    inner = re.sub(r"^\s*\{(.*)\}\s*$", r"\1", text)
    values: dict[Tuple, None] = {}
    notes: list[str] = []
    for piece in re.split(r"[,;]|\band\b", inner):
        reading = _parsed(piece, field)
        if reading.kind not in ("expression", "points", "vector"):
            raise _wrong_kind(field, reading)
        value = reading.expression
        found = value.args if reading.kind == "points" else (Tuple(value) if reading.kind == "expression" else value,)
        values |= dict.fromkeys(Tuple(*point) for point in found)
        notes += reading.notes
    return tuple(sorted(values, key=str)), tuple(notes)


def _classified(text: str, field: Field) -> _Read:
    """Points with their kinds."""
    result: list[tuple[Tuple, str]] = []
    notes: list[str] = []
    names = [variable.name for variable in field.function.variables]
    for written, kind in points_with_kinds(text, names, latex=field.syntax == "latex"):
        found, noted = _points(written, field)
        result += [(point, kind) for point in found]
        notes += noted
    return tuple(sorted(result, key=str)), tuple(dict.fromkeys(notes))


def _statement(text: str, field: Field) -> _Read:
    said = _yes_or_no(text)
    if said is not None:
        return said, ()
    formulas = [part.strip() for part in _BETWEEN_FORMULAS.split(text)] if "=" in text or "≠" in text else [text]
    unnamed = [part for part in formulas if not _MIXED_PARTIAL.fullmatch(part)]
    if not unnamed:
        return "≠" not in text and "!=" not in text, ()
    if formulas[0] and 1 <= len(unnamed) <= 2 and len(unnamed) < len(formulas):
        readings = [_expression(part, field) for part in unnamed]
        return Tuple(readings[0][0], readings[-1][0]), tuple(note for _, notes in readings for note in notes)
    reading = _parsed(text, field)
    if reading.kind == "equation":
        return Tuple(*reading.expression.args), reading.notes
    if reading.kind == "vector" and len(reading.expression) == 2:
        return reading.expression, reading.notes
    if reading.kind != "expression":
        raise ParseError("expected yes or no, or both mixed partials", hint="write (f_xy, f_yx)")
    return Tuple(reading.expression, reading.expression), reading.notes


def _yes_or_no(text: str) -> bool | None:
    """What a sentence without formulas says; ``None`` where it says neither, or both."""
    words = re.findall(r"[a-z]+", text.lower())
    if not words or re.search(r"[=≠(^*/+\d]", text):
        return None
    if words[0] in _YES | _NO and len(words) == 1:
        return words[0] in _YES
    found = {word in _YES for word in words if word in (_YES | _NO) - _LETTERS}
    if len(found) != 1:
        return words[0] in _YES if words[0] in ("yes", "no", "true", "false") else None
    return found.pop() is not bool(_NOT.intersection(words))


def _words(text: str, field: Field) -> _Read:
    return text, ()


_READERS: dict[Shape, Callable[[str, Field], _Read]] = {
    Shape.EXPRESSION: _expression,
    Shape.VECTOR: _vector,
    Shape.MATRIX: _matrix,
    Shape.POINTS: _points,
    Shape.CLASSIFIED: _classified,
    Shape.STATEMENT: _statement,
    Shape.WORDS: _words,
}
