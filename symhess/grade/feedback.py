"""Feedback as a page for every format: the points, what the answer was read as, and every remark.

All texts are raw words of the page, so that the printers escape what a student typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from sympy import Symbol

from symhess.errors import InputError
from symhess.grade.fields import Assignment, Field, Visibility
from symhess.grade.marks import Mark, MarkStatus, Remark, Shown
from symhess.grade.results import Graded
from symhess.parse import parse
from symhess.render.document import (
    Align,
    Block,
    Document,
    Emphasis,
    Heading,
    Inline,
    Math,
    Note,
    Paragraph,
    Row,
    Table,
    Words,
)
from symhess.render.formula import Expression, Fence, Fenced, Formula, Grid

__all__ = ["feedback_page", "formula_of", "plain_line"]

_LONGEST = 300
_NAME = re.compile(r"[A-Za-z](_[A-Za-z0-9_]+)?", re.ASCII)
_STATUS = {
    MarkStatus.RIGHT: "right",
    MarkStatus.PARTIAL: "partly right",
    MarkStatus.CARRIED: "right from your own earlier line",
    MarkStatus.WRONG: "not right",
    MarkStatus.UNREADABLE: "cannot be read",
    MarkStatus.MISSING: "no answer",
    MarkStatus.REVIEW: "a person will look at this",
}


def plain_line(text: str) -> str:
    r"""A text on one line, of moderate length, without control characters.

    Examples
    --------
    >>> plain_line("2x\n\x1b[31m= 4")
    '2x  [31m= 4'
    """
    line = "".join(char if char.isprintable() else " " for char in text[: _LONGEST + 1])
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"


@lru_cache(maxsize=1 << 12)
def formula_of(text: str, variables: tuple[Symbol, ...]) -> Formula | None:
    """A formula that was stored as text; ``None`` where the text is none.

    Examples
    --------
    >>> from sympy.abc import x
    >>> formula_of("2*x", (x,))
    Expression(value=2*x)
    >>> formula_of("neither formula nor name", (x,)) is None
    True
    """
    if _NAME.fullmatch(text):
        return Expression(Symbol(text))
    try:
        reading = parse(text, variables, "python")
    except InputError:
        return None
    value = reading.expression
    if reading.kind == "expression":
        return Expression(value)
    if reading.kind == "vector":
        return Fenced(Fence.ROUND, tuple(Expression(entry) for entry in value))
    if reading.kind == "matrix":
        return Grid(tuple(tuple(Expression(entry) for entry in value.row(k)) for k in range(value.rows)))
    return None


def feedback_page(graded: Graded, assignment: Assignment) -> Document:
    """The page for one student; hidden fields are left out.

    Examples
    --------
    >>> from symhess.grade import make_field, mark
    >>> from symhess.grade.submissions import Submission
    >>> from symhess.render.plain.text import document_text
    >>> sheet = Assignment("Sheet 1", (make_field("gradient", "x^2"),))
    >>> found = Graded(Submission("ada", {"gradient": "x^2"}, ""), (mark("x^2", sheet.fields[0]),))
    >>> print(document_text(feedback_page(found, sheet)).splitlines()[0])
    Sheet 1
    """
    shown = [
        (field, mark)
        for field, mark in zip(assignment.fields, graded.marks, strict=True)
        if field.visibility is not Visibility.HIDDEN
    ]
    blocks: list[Block] = [Paragraph((Words(plain_line(graded.submission.student)),))]
    if graded.submission.problem:
        blocks.append(Note((Words(f"This submission cannot be read: {graded.submission.problem}."),)))
    blocks.append(_summary([mark for _, mark in shown]))
    for field, mark in shown:
        blocks += _about(field, mark, graded.submission.answers.get(field.name))
    return Document((Words(plain_line(assignment.title)),), tuple(blocks))


def _summary(marks: Sequence[Mark]) -> Table:
    rows = [Row(((Words(m.field),), (Words(_STATUS[m.status]),), (Words(_points(m)),))) for m in marks]
    score = sum((m.points for m in marks if m.points is not None), Fraction(0))
    out_of = sum((m.out_of for m in marks), Fraction(0))
    total = Row(((Emphasis("total", strong=True),), (), (Words(f"{_number(score)} of {_number(out_of)}"),)))
    header = ((Words("answer"),), (Words("judged"),), (Words("points"),))
    return Table(header, (*rows, total), (Align.LEFT, Align.LEFT, Align.RIGHT))


def _points(mark: Mark) -> str:
    return f"{'waits' if mark.points is None else _number(mark.points)} of {_number(mark.out_of)}"


def _number(points: Fraction) -> str:
    return f"{float(points):.2f}".rstrip("0").rstrip(".")


def _about(field: Field, mark: Mark, answer: str | None) -> Iterator[Block]:
    yield Heading((Words(f"{field.name}: {_STATUS[mark.status]}"),))
    if answer and answer.strip():
        read: tuple[Inline, ...] = ()
        if mark.read_as and mark.status is not MarkStatus.UNREADABLE:
            read = (Words(", read as "), _inline(Shown(mark.read_as), field))
        yield Paragraph((Words("You wrote: "), Words(plain_line(answer)), *read))
    if mark.reason:
        yield Note((Words(f"This waits for a person: {mark.reason}."),))
    for remark in mark.remarks:
        yield Paragraph(tuple(_sentence(remark, field)))


def _sentence(remark: Remark, field: Field) -> Iterator[Inline]:
    for piece in remark.pieces:
        yield Words(plain_line(piece)) if isinstance(piece, str) else _inline(piece, field)
    yield Words(".")


def _inline(shown: Shown, field: Field) -> Inline:
    formula = formula_of(shown.formula, field.function.variables)
    return Words(plain_line(shown.formula)) if formula is None else Math(formula)
