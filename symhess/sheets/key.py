"""The answer key: what came out, for every part of every variant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symhess.render.document import (
    Align,
    Block,
    Document,
    Emphasis,
    Footer,
    Heading,
    Inline,
    ResultBox,
    Row,
    Table,
    Words,
)
from symhess.render.phrases import phrase, say
from symhess.render.sheet import Part, SheetPage, label_of, marks_number

__all__ = ["key_document"]


def key_document(pages: Sequence[SheetPage]) -> Document:
    """One table for each variant, from its pages with solutions.

    Examples
    --------
    >>> page = SheetPage((Words("Sheet 1"),), (), (), "A", (), (), solved=True)
    >>> [type(block).__name__ for block in key_document([page]).blocks]
    ['Heading', 'Table', 'Footer']
    """
    language = pages[0].language
    blocks: list[Block] = []
    for page in pages:
        if page.variant:
            blocks.append(Heading(say("sheet.variant", language, variant=page.variant)))
        blocks.append(_table(page))
    title = (*pages[0].title, Words(": "), Words(phrase("sheet.key", language)))
    return Document(title, (*blocks, Footer(pages[0].footer)), language)


def _table(page: SheetPage) -> Table:
    keys = ("sheet.key.part", "sheet.key.answer", "sheet.row.marks")
    header = tuple((Words(phrase(key, page.language)),) for key in keys)
    rows = [
        Row(((Words(f"{number} {label_of(question, k)}".strip()),), _answer(part, page.language), _marks(part, page)))
        for number, question in enumerate(page.questions, start=1)
        for k, part in enumerate(question.parts)
    ]
    return Table(header, tuple(rows), (Align.LEFT, Align.LEFT, Align.RIGHT))


def _marks(part: Part, page: SheetPage) -> tuple[Inline, ...]:
    return (Words("" if part.marks is None else marks_number(part.marks, page.language)),)


def _answer(part: Part, language: str) -> tuple[Inline, ...]:
    """The result box in one cell."""
    box = next((block for block in part.solution if isinstance(block, ResultBox)), None)
    if box is None:
        return (Words(phrase("sheet.key.words", language)),)
    pieces: list[Inline] = []
    for paragraph in box.paragraphs:
        pieces += [Words(" "), *paragraph.pieces] if pieces else _without_lead(paragraph.pieces)
    return tuple(pieces)


def _without_lead(pieces: Sequence[Inline]) -> Iterator[Inline]:
    """Without the word "Result." that opens the box."""
    lead = 2 if pieces and isinstance(pieces[0], Emphasis) else 0
    yield from pieces[lead:]
