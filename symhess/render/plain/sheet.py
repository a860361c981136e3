"""A sheet of exercises as a page of blocks, and so as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from symhess.render.document import (
    Align,
    Block,
    Document,
    Emphasis,
    Footer,
    Heading,
    Inline,
    Paragraph,
    Row,
    Table,
    Words,
)
from symhess.render.phrases import phrase, say
from symhess.render.plain.markdown import document_markdown
from symhess.render.sheet import FillIn, Gaps, Part, SheetPage, label_of, marks_text

__all__ = ["sheet_document", "sheet_markdown"]

_GAP = "_" * 12


def sheet_markdown(page: SheetPage) -> str:
    r"""Write a sheet as Markdown.

    Examples
    --------
    >>> print(sheet_markdown(SheetPage((Words("Sheet *1*"),), (), (), "B", (), ())).splitlines()[0])
    # Sheet \*1\*
    """
    return document_markdown(sheet_document(page))


def sheet_document(page: SheetPage) -> Document:
    """The sheet as blocks one below the other, for printers that know nothing of sheets.

    Examples
    --------
    >>> page = SheetPage((Words("Sheet"),), (Words("Analysis"),), (), "", (), ())
    >>> [type(block).__name__ for block in sheet_document(page).blocks]
    ['Paragraph', 'Footer']
    """
    return Document(page.title, tuple(_blocks(page)), page.language)


def _blocks(page: SheetPage) -> Iterator[Block]:
    lines: list[tuple[Inline, ...]] = [pieces for pieces in (page.course, page.note) if pieces]
    if page.variant:
        lines.append(say("sheet.variant", page.language, variant=page.variant))
    if page.solved:
        lines.append((Words(phrase("sheet.solutions", page.language)),))
    yield from map(Paragraph, lines)
    if page.name_line and not page.solved:
        yield Paragraph((Words(f"{phrase('sheet.name', page.language)} {_GAP * 3}"),))
    for number in range(len(page.questions)):
        yield from _question(page, number)
    yield Footer(page.footer)


def _question(page: SheetPage, number: int) -> Iterator[Block]:
    question = page.questions[number]
    name = say("sheet.exercise", page.language, number=number + 1)
    title: tuple[Inline, ...] = (Words(" ("), *question.title, Words(")")) if question.title else ()
    yield Heading((*name, *title, *_marks(marks_text(question.marks, page.language))))
    yield from question.given
    for k, part in enumerate(question.parts):
        yield from _part(page, part, label_of(question, k))
        if page.solved:
            # one level deeper, since the exercise itself has a heading
            for block in part.solution:
                yield Heading(block.pieces, 2) if isinstance(block, Heading) else block


def _part(page: SheetPage, part: Part, label: str) -> Iterator[Block]:
    first, *others = part.task or (Paragraph(()),)
    marks = _marks(marks_text(part.marks, page.language)) if label else ()
    if isinstance(first, Paragraph):
        start: tuple[Inline, ...] = (Words(f"{label} "),) if label else ()
        yield Paragraph((*start, *first.pieces, *marks))
    else:
        yield first
    yield from others
    if page.solved:
        return
    if part.hint:
        yield Paragraph((Emphasis(phrase("sheet.hint", page.language)), Words(" "), *part.hint))
    match part.space:
        case Gaps(beginnings):
            yield from (Paragraph((*beginning, Words(f" {_GAP}"))) for beginning in beginnings)
        case FillIn(header, rows):
            empty = Row(((Words(" "),),) * len(header))
            yield Table(header, (empty,) * rows, (Align.LEFT,) * len(header))


def _marks(marks: str) -> tuple[Inline, ...]:
    return (Words(f" ({marks})"),) if marks else ()
