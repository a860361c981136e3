"""A page as Markdown with TeX mathematics between dollar signs, as GitHub, Jupyter and Pandoc read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import singledispatch
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
from symhess.render.formula import Formula
from symhess.render.layout.formula import formula_node
from symhess.render.page.build import document
from symhess.render.plain.formula import printable
from symhess.render.tex.math import tex
from symhess.render.tex.text import escape
from symhess.study import Study

__all__ = ["document_markdown", "to_markdown"]

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|$~&])")
_LINE_START: Final = re.compile(r"^([-+=]|\d+[.)])")
_RELATION: Final = re.compile(r"(?<= )([<>])(?= )")
_ALIGN: Final = {Align.LEFT: ":---", Align.RIGHT: "---:", Align.CENTRE: ":---:"}


def to_markdown(study: Study, detail: Detail = "worked", language: str = "en") -> str:
    """The study as Markdown.

    Examples
    --------
    >>> from symhess import analyze
    >>> print(to_markdown(analyze("x^2"), detail="brief").splitlines()[0])
    # Critical points of $f ( x )$
    """
    return document_markdown(document(study, detail, language))


def document_markdown(page: Document) -> str:
    r"""A page as Markdown, ending with a line break.

    Examples
    --------
    >>> from symhess.render.formula import Name
    >>> print(document_markdown(Document((Words("A *title*"),), (Paragraph((Math(Name("lambda")),)),))))
    # A \*title\*
    <BLANKLINE>
    $\lambda$
    <BLANKLINE>
    """
    printed = ["# " + _inline(page.title)]
    printed += ["\n".join(lines) for block in page.blocks if (lines := list(_lines(block)))]
    return "\n\n".join(printed) + "\n"


@singledispatch
def _lines(block: Block) -> Iterator[str]:
    raise TypeError(f"expected a block, got {block!r}")


@_lines.register
def _(block: Heading) -> Iterator[str]:
    yield "#" * (block.level + 1) + " " + _inline(block.pieces)


@_lines.register
def _(block: Paragraph) -> Iterator[str]:
    yield _started(_inline(block.pieces))


@_lines.register
def _(block: Note) -> Iterator[str]:
    yield "- " + _started(_inline(block.pieces))


@_lines.register
def _(block: Footer) -> Iterator[str]:
    yield from ("---", "", _started(_inline(block.pieces)))


@_lines.register
def _(block: ResultBox) -> Iterator[str]:
    for k, paragraph in enumerate(block.paragraphs):
        if k:
            yield ">"
        yield "> " + _started(_inline(paragraph.pieces))


@_lines.register
def _(block: Equations) -> Iterator[str]:
    if block.rows:
        ends = [r" \\"] * (len(block.rows) - 1) + [""]
        yield from ("$$", r"\begin{aligned}")
        yield from (_equation(row) + end for row, end in zip(block.rows, ends, strict=True))
        yield from (r"\end{aligned}", "$$")


@_lines.register
def _(block: Table) -> Iterator[str]:
    yield _cells(_inline(cell) for cell in block.header)
    yield _cells(_ALIGN[align] for align in block.align)
    yield from (_cells(_inline(cell) for cell in row.cells) for row in block.rows)
    if block.remark:
        yield from ("", _inline(block.remark))


@_lines.register
def _(block: Cases) -> Iterator[str]:
    for case in block.cases:
        yield "- " + _started(_inline(case.label).rstrip())
        for inner in case.blocks:
            yield ""
            yield from ("  " + line if line else "" for line in _lines(inner))


@_lines.register
def _(block: Figure) -> Iterator[str]:
    yield from ()


def _equation(row: Equation) -> str:
    left = "" if row.left is None else _tex(row.left)
    line = f"{left} &{_relation(row.relation.value)} {_tex(row.right)}"
    return f"{line} && {_rule(row.rule)}" if row.rule else line


def _relation(sign: str) -> str:
    return {"=": "=", "≈": r"\approx", "≠": r"\ne", "<": r"\lt", ">": r"\gt", "≤": r"\le", "≥": r"\ge", "∈": r"\in"}[
        sign
    ]


def _rule(pieces: Iterable[Inline]) -> str:
    """The rule at the right: words within the mathematics."""
    return "".join(
        _tex(piece.formula) if isinstance(piece, Math) else rf"\text{{{_safe(escape(_plain(piece)))}}}"
        for piece in pieces
    )


def _plain(piece: Inline) -> str:
    return piece.text if isinstance(piece, Words | Emphasis) else ""


def _cells(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _inline(pieces: Iterable[Inline]) -> str:
    return "".join(_piece(piece) for piece in pieces)


def _piece(piece: Inline) -> str:
    match piece:
        case Words(text):
            return _escaped(text)
        case Emphasis(text, strong):
            return f"**{_escaped(text)}**" if strong else f"*{_escaped(text)}*"
        case Math(formula):
            return f"${_tex(formula)}$"
        case Marker(kind):
            return MARKS[kind].character


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", printable(text.replace("\n", " ")))


def _started(line: str) -> str:
    """Keep the first sign of a line from opening a list."""
    return _LINE_START.sub(
        lambda found: "\\" + found[0] if len(found[0]) == 1 else found[0][:-1] + "\\" + found[0][-1], line
    )


def _tex(formula: Formula) -> str:
    return _safe(tex(formula_node(formula)))


def _safe(written: str) -> str:
    """TeX without signs that HTML would take for a tag, and without the bar that ends a cell."""
    written = _RELATION.sub(lambda found: r"\lt" if found[0] == "<" else r"\gt", printable(written))
    return written.replace("<", "‹").replace(">", "›").replace("|", r"\vert ").replace("\n", " ")
