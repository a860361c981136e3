"""A page for the terminal: plain Unicode text, in colour only where that is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import singledispatchmethod
from itertools import zip_longest
from textwrap import wrap
from typing import Final

from symhess.render.document import (
    Align,
    Block,
    Cases,
    Detail,
    Document,
    Emphasis,
    Equation,
    Equations,
    Figure,
    Footer,
    Heading,
    Inline,
    Marker,
    Math,
    Note,
    Paragraph,
    ResultBox,
    Table,
    Words,
)
from symhess.render.figure.marks import MARKS
from symhess.render.formula import Grid
from symhess.render.page.build import document
from symhess.render.plain.formula import formula_text, grid_lines, printable
from symhess.study import Study
from symhess.verdict import Kind

__all__ = ["document_text", "to_text"]

_WIDTH: Final = 88
_KEPT_TOGETHER: Final = 40  # characters of a formula within a line that is not broken
_COLOURS: Final = {Kind.MINIMUM: "32", Kind.MAXIMUM: "31", Kind.SADDLE: "34", Kind.UNDECIDED: "33"}
_NO_BREAK: Final = "\u00a0"


def to_text(study: Study, detail: Detail = "worked", color: bool = False, language: str = "en") -> str:
    """The study as text for a terminal.

    Examples
    --------
    >>> from symhess import analyze
    >>> print(to_text(analyze("x^2"), detail="brief").splitlines()[0])
    Critical points of f(x)
    >>> print(to_text(analyze("x^2"), "brief", language="de").splitlines()[0])
    Kritische Punkte von f(x)
    """
    return document_text(document(study, detail, language), color=color)


def document_text(page: Document, color: bool = False) -> str:
    """A page as text, ending with a line break.

    Examples
    --------
    >>> print(document_text(Document((Words("Title"),), (Paragraph((Words("Some words."),)),))))
    Title
    =====
    <BLANKLINE>
    Some words.
    <BLANKLINE>
    """
    printer = _Printer(color)
    title = printer.inline(page.title)
    lines = [printer.styled(title, "1"), "=" * len(title)]
    for block in page.blocks:
        printed = list(printer.block(block))
        lines += ["", *printed] if printed else []
    return "\n".join(line.replace(_NO_BREAK, " ").rstrip() for line in lines) + "\n"


@dataclass(frozen=True, slots=True)
class _Printer:
    """Prints blocks as lines."""

    color: bool

    def styled(self, text: str, code: str) -> str:
        """The text in an ANSI style, if styles are asked for."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.color else text

    def inline(self, pieces: Iterable[Inline]) -> str:
        """Words and formulas in one line; short formulas are kept together."""
        return "".join(_inline(piece) for piece in pieces)

    def wrapped(self, pieces: Iterable[Inline], width: int = _WIDTH) -> list[str]:
        """The pieces on lines of at most `width` characters, where words are that short."""
        return wrap(self.inline(pieces), width, break_on_hyphens=False, break_long_words=False) or [""]

    @singledispatchmethod
    def block(self, block: Block) -> Iterator[str]:
        """The lines of one block."""
        raise TypeError(f"expected a block, got {block!r}")

    @block.register
    def _(self, block: Heading) -> Iterator[str]:
        text = self.inline(block.pieces)
        yield self.styled(text, "1")
        if block.level == 1:
            yield "-" * len(text)

    @block.register(Paragraph)
    @block.register(Footer)
    def _(self, block: Paragraph | Footer) -> Iterator[str]:
        yield from self.wrapped(block.pieces)

    @block.register
    def _(self, block: Note) -> Iterator[str]:
        lines = self.wrapped(block.pieces, _WIDTH - 2)
        yield from (("- " if k == 0 else "  ") + line for k, line in enumerate(lines))

    @block.register
    def _(self, block: ResultBox) -> Iterator[str]:
        lines = [line for paragraph in block.paragraphs for line in self.wrapped(paragraph.pieces, _WIDTH - 4)]
        width = max(map(len, lines))
        yield "┌" + "─" * (width + 2) + "┐"
        yield from (f"│ {line.ljust(width)} │" for line in lines)
        yield "└" + "─" * (width + 2) + "┘"

    @block.register
    def _(self, block: Equations) -> Iterator[str]:
        lefts = ["" if row.left is None else formula_text(row.left) for row in block.rows]
        width = max(map(len, lefts), default=0)
        rights = [_right(row, _WIDTH - width - 5) for row in block.rows]
        margin = max((len(r[0]) for r in rights if len(r[0]) <= _WIDTH // 2), default=0)
        for row, left, right in zip(block.rows, lefts, rights, strict=True):
            yield from self._equation(row, left.rjust(width), right, margin)

    def _equation(self, row: Equation, left: str, right: Sequence[str], margin: int) -> Iterator[str]:
        indent = "  " + " " * (len(left) + 3)
        rule = self.inline(row.rule)
        first = f"  {left} {row.relation.value} {right[0]}"
        fits = len(right) == 1 and len(indent) + max(margin, len(right[0])) + len(rule) + 3 <= _WIDTH + 12
        if rule and fits:
            yield f"{first.ljust(len(indent) + margin)}   {self.styled(f'[{rule}]', '2')}"
            return
        yield first
        yield from (indent + line for line in right[1:])
        for line in wrap(f"[{rule}]", _WIDTH - len(indent) - 3, break_long_words=False) if rule else ():
            yield f"{indent}   {self.styled(line, '2')}"

    @block.register
    def _(self, block: Table) -> Iterator[str]:
        header = [self.inline(cell) for cell in block.header]
        rows = [[self.inline(cell) for cell in row.cells] for row in block.rows]
        widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
        yield "  " + self._cells(header, widths, block.align)
        yield "  " + "─" * (sum(widths) + 3 * (len(widths) - 1))
        for row, cells in zip(block.rows, rows, strict=True):
            line = "  " + self._cells(cells, widths, block.align)
            yield line if row.kind is None else self.styled(line, _COLOURS[row.kind])
        if block.remark:
            yield from self.wrapped(block.remark)

    def _cells(self, cells: Sequence[str], widths: Sequence[int], align: Sequence[Align]) -> str:
        return "   ".join(_aligned(c, w, a) for c, w, a in zip(cells, widths, align, strict=True)).rstrip()

    @block.register
    def _(self, block: Cases) -> Iterator[str]:
        for case in block.cases:
            lines = [line for inner in case.blocks for line in self.block(inner)]
            label = self.inline(case.label).rstrip()
            yield from _hanging(label, lines)

    @block.register
    def _(self, block: Figure) -> Iterator[str]:
        yield from ()


def _inline(piece: Inline) -> str:
    match piece:
        case Words(text) | Emphasis(text):
            return printable(text)
        case Math(formula):
            text = formula_text(formula)
            return text.replace(" ", _NO_BREAK) if len(text) <= _KEPT_TOGETHER else text
        case Marker(kind):
            return MARKS[kind].character


def _right(row: Equation, width: int) -> list[str]:
    if isinstance(row.right, Grid):
        return grid_lines(row.right.rows)
    text = formula_text(row.right)
    return wrap(text, max(width, 30), break_long_words=False, break_on_hyphens=False) or [""]


def _aligned(text: str, width: int, align: Align) -> str:
    if align is Align.RIGHT:
        return text.rjust(width)
    return text.center(width) if align is Align.CENTRE else text.ljust(width)


def _hanging(label: str, lines: Sequence[str]) -> Iterator[str]:
    """The label with the first line behind it, where that is a sentence; the rest is indented."""
    if lines and len(label) + len(lines[0]) < _WIDTH - 2 and not lines[0].startswith(" "):
        label, lines = f"{label} {lines[0]}", lines[1:]
    for start, line in zip_longest(["  "], [label, *lines], fillvalue="    "):
        yield f"{start}{line}"
