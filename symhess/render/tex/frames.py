r"""Pages as Beamer slides: a frame for each section, broken by Beamer itself where it does not fit.

Boxes that cannot be broken are kept smaller than a slide: long tables are cut, with their header repeated, and a long
result is set without its frame.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import ceil
from typing import Final

from symhess.render.document import (
    Block,
    Cases,
    Document,
    Emphasis,
    Equation,
    Equations,
    Figure,
    Footer,
    Heading,
    Inline,
    Math,
    Note,
    Paragraph,
    Picture,
    ResultBox,
    Row,
    Table,
    Words,
)
from symhess.render.formula import Grid
from symhess.render.tex.hyphenation import hyphenation
from symhess.render.tex.latex import Setting, blocks_latex, inline_latex
from symhess.render.tex.preamble import MACROS, preamble
from symhess.render.tex.table import inline_width, row_lines

__all__ = ["SLIDES", "document_beamer", "frames", "slides_latex"]

SLIDES: Final = Setting(line=38.0, picture=0.38)
"""Lines of a slide in the format 16:9."""

_CLASS: Final = r"\documentclass[10pt,aspectratio=169]{beamer}"
_LOOK: Final = r"""\usefonttheme[onlymath]{serif}
\setbeamertemplate{navigation symbols}{}
\setbeamertemplate{frametitle continuation}{\ifnum\insertcontinuationcount>1 (\insertcontinuationcount)\fi}
\setbeamercolor{structure}{fg=black}
\setbeamerfont{framesubtitle}{size=\small}
"""
_FOOT: Final = (
    r"\setbeamertemplate{footline}{\leavevmode\hskip1cm{\tiny\color[gray]{0.4}%s}\hfill"
    r"{\tiny\color[gray]{0.4}\insertframenumber}\hskip1cm\vskip4pt}"
)
_MOST_LINES: Final = 8  # of a box on a slide
_MOST_LINES_TOGETHER: Final = 12  # of sections that share a slide


def document_beamer(page: Document, figures: Mapping[Picture, str] | None = None) -> str:
    r"""Write a page as slides.

    Examples
    --------
    >>> text = document_beamer(Document((Words("Extrema"),), (Paragraph((Words("All of them."),)),)))
    >>> text.splitlines()[0], text.count(r"\begin{frame}")
    ('\\documentclass[10pt,aspectratio=169]{beamer}', 1)
    """
    foot = next((block.pieces for block in page.blocks if isinstance(block, Footer)), ())
    blocks = [block for block in page.blocks if not isinstance(block, Footer)]
    return slides_latex(frames(page.title, (), blocks, figures or {}), foot, page.language)


def slides_latex(made: Iterator[str], foot: Sequence[Inline], language: str = "en") -> str:
    r"""A whole document of frames, with words at the foot of each.

    Examples
    --------
    >>> slides_latex(iter(()), ()).endswith("\\end{document}\n")
    True
    """
    body = hyphenation(language) + "\n".join(made)
    look = f"{_LOOK}{_FOOT % inline_latex(foot)}\n"
    return f"{preamble(_CLASS, look)}{MACROS}\\begin{{document}}\n{body}\n\\end{{document}}\n"


def frames(
    title: Sequence[Inline], subtitle: Sequence[Inline], blocks: Sequence[Block], figures: Mapping[Picture, str]
) -> Iterator[str]:
    r"""Frames of blocks: one for each section, short ones together, figures in frames of their own at the end.

    Examples
    --------
    >>> blocks = [Paragraph((Words("f"),)), Heading((Words("Gradient"),)), Paragraph((Words("g"),))]
    >>> [line for frame in frames((Words("Sheet"),), (), blocks, {}) for line in frame.splitlines() if "title" in line]
    ['\\frametitle{Sheet}']
    """
    heading, group = tuple(title), list[Block]()
    first = True
    for pieces, blocks_of in _sections(blocks):
        below = tuple(subtitle) if first else tuple(subtitle) or tuple(title)
        fits = _height(group) + 1 + _height(blocks_of) < _MOST_LINES_TOGETHER
        if pieces is not None and group and fits:
            group += [_minor(pieces), *blocks_of]
            continue
        if pieces is not None:
            yield from _frame(heading, below, group, {})
            heading, group, first = pieces, [], False
        group += blocks_of
    yield from _frame(heading, tuple(subtitle) if first else tuple(subtitle) or tuple(title), group, {})
    for block in blocks:
        if isinstance(block, Figure) and block.picture in figures:
            yield from _frame(title, subtitle, [block], figures)


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[tuple[Inline, ...] | None, list[Block]]]:
    """Headings with what follows them, in pieces that fit; the first part may have none."""
    heading: tuple[Inline, ...] | None = None
    group: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            if group:
                yield heading, group
            heading, group = block.pieces, []
        elif not isinstance(block, Figure):
            group += _fitting(block)
    if group:
        yield heading, group


def _frame(
    title: Sequence[Inline], subtitle: Sequence[Inline], blocks: Sequence[Block], figures: Mapping[Picture, str]
) -> Iterator[str]:
    if blocks:
        below = [rf"\framesubtitle{{{inline_latex(subtitle)}}}"] if subtitle else []
        # Beamer cannot break a frame whose only content is a picture
        option = "[t]" if figures else "[t,allowframebreaks=0.9]"
        body = "\n\\framebreak\n".join(blocks_latex(part, figures, SLIDES) for part in _at_cuts(blocks))
        yield "\n".join(
            [rf"\begin{{frame}}{option}", rf"\frametitle{{{inline_latex(title)}}}", *below, body, r"\end{frame}"]
        )


def _at_cuts(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks of a frame, parted where a table was cut and before tables that would not fit under what is there."""
    part: list[Block] = []
    for block in blocks:
        if part and isinstance(block, Table):
            before = part[-1]
            if isinstance(before, Table) and before.header == block.header:
                yield part
                part = []
            elif _height([*part, block]) > _MOST_LINES_TOGETHER:
                lead = [part.pop()] if isinstance(before, Paragraph) and len(part) > 1 else []
                yield part
                part = lead
        part.append(block)
    yield part


def _fitting(block: Block) -> Iterator[Block]:
    """The block in pieces that fit on a slide."""
    match block:
        case Table():
            yield from _cut(block)
        case ResultBox(paragraphs) if sum(map(_lines, (p.pieces for p in paragraphs))) > _MOST_LINES:
            yield from paragraphs
        case Heading(pieces):
            yield _minor(pieces)
        case _:
            yield block


def _cut(table: Table) -> Iterator[Table]:
    """Parts of a table, each with the header; the remark stands under the last."""
    parts: list[list[Row]] = [[]]
    used = 0
    for row, height in zip(table.rows, row_lines(table, SLIDES.line), strict=True):
        if parts[-1] and used + height > _MOST_LINES:
            parts.append([])
            used = 0
        parts[-1].append(row)
        used += height
    for number, rows in enumerate(parts, start=1):
        yield replace(table, rows=tuple(rows), remark=table.remark if number == len(parts) else ())


def _minor(pieces: Sequence[Inline]) -> Paragraph:
    """A heading within a frame."""
    return Paragraph(tuple(Emphasis(piece.text) if isinstance(piece, Words) else piece for piece in pieces))


def _height(blocks: Sequence[Block]) -> int:
    """About how many lines blocks take."""
    total = 0
    for block in blocks:
        match block:
            case Paragraph(pieces) | Note(pieces):
                total += _lines(pieces)
            case ResultBox(paragraphs):
                total += 1 + sum(_lines(paragraph.pieces) for paragraph in paragraphs)
            case Equations(rows):
                total += sum(_rows_height(row) for row in rows)
            case Table():
                total += 2 + ceil(1.4 * sum(row_lines(block, SLIDES.line)))
            case Cases(cases):
                total += sum(_lines(case.label) + _height(case.blocks) for case in cases)
    return total


def _rows_height(row: Equation) -> int:
    if isinstance(row.right, Grid):
        return 1 + len(row.right.rows)
    return _lines((Math(row.right), *row.rule))


def _lines(pieces: Sequence[Inline]) -> int:
    """About how many lines the pieces take."""
    return max(1, ceil(inline_width(pieces) / (0.8 * SLIDES.line)))
