r"""Worked sheets in LaTeX: a whole article, or a fragment to ``\input``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import singledispatchmethod
from itertools import groupby
from typing import Final

from symhess.render.document import (
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
    Picture,
    ResultBox,
    Table,
    Words,
)
from symhess.render.figure.marks import MARKS
from symhess.render.formula import Formula
from symhess.render.layout.formula import formula_node
from symhess.render.layout.layout import Glyph, Token
from symhess.render.page.build import document
from symhess.render.tex.grid import named_entries
from symhess.render.tex.hyphenation import hyphenation
from symhess.render.tex.math import tex
from symhess.render.tex.preamble import COMPACT, MACROS, PACKAGES, PREAMBLE, colour_name
from symhess.render.tex.table import inline_width, table_tex
from symhess.render.tex.text import escape
from symhess.render.tex.width import width
from symhess.study import Study

__all__ = ["ARTICLE", "Setting", "blocks_latex", "document_latex", "inline_latex", "to_latex"]

_CENTRED = 0.85  # a single formula that takes less of the line than this stands in the middle
_WIDEST_LEFT = 0.45  # part of the line that a left side may take before it is broken as well
_SMALL = 0.56  # of their usual size have small pictures
_STEP_IN = 1.8  # how far cases are indented


@dataclass(frozen=True, slots=True)
class Setting:
    """The lines that blocks are set on.

    Attributes
    ----------
    line : float
        Their width in font sizes.
    picture : float
        The part of it that a picture alone takes.
    numbered : bool
        Whether headings are those of a document of its own.
    depth : int
        How many steps to the right the blocks stand.
    whole : bool
        Whether everything stands on one page, so that no table is continued.

    Examples
    --------
    >>> Setting(depth=1).room < Setting().room
    True
    """

    line: float = 45.0
    picture: float = 0.55
    numbered: bool = False
    depth: int = 0
    whole: bool = False

    @property
    def room(self) -> float:
        """Width of a line at this depth."""
        return self.line - _STEP_IN * self.depth


ARTICLE: Final = Setting()
"""Lines of an article on A4 paper."""


def to_latex(
    study: Study,
    detail: Detail = "worked",
    standalone: bool = True,
    figures: Mapping[Picture, str] | None = None,
    language: str = "en",
) -> str:
    r"""Write a study as LaTeX.

    Parameters
    ----------
    study : Study
    detail : {"brief", "worked", "full"}
    standalone : bool
        A whole article; else a fragment to ``\input``, whose first line names the packages it needs.
    figures : mapping of Picture to str, optional
        Names of the files with the pictures; pictures without a file are left out.
    language : str
        ``"en"``, ``"de"`` or a language file.

    Examples
    --------
    >>> from symhess.api import analyze
    >>> to_latex(analyze("x^2 + y^2")).splitlines()[0]
    '\\documentclass[10pt,a4paper]{article}'
    """
    return document_latex(document(study, detail, language), standalone=standalone, figures=figures)


def document_latex(page: Document, *, standalone: bool = True, figures: Mapping[Picture, str] | None = None) -> str:
    r"""Write a page as LaTeX.

    Examples
    --------
    >>> print(document_latex(Document((Words("100 %"),), ()), standalone=False).splitlines()[-2])
    {\large\bfseries\boldmath\raggedright 100 \%}\par
    """
    compact = page.compact and standalone
    printer = _Printer(figures or {}, Setting(numbered=standalone, whole=compact))
    words = hyphenation(page.language)
    body = "\n".join([_title(page.title), *printer.blocks(page.blocks)])
    if compact:
        body = f"\\begin{{symhessonepage}}\n{body}\n\\end{{symhessonepage}}"
    if standalone:
        return f"{PREAMBLE}{COMPACT * compact}{MACROS}\\begin{{document}}\n{words}{body}\n\\end{{document}}\n"
    return f"% needs the packages {PACKAGES}\n\\begingroup\n{MACROS}{words}{body}\n\\endgroup\n"


def blocks_latex(
    blocks: Sequence[Block], figures: Mapping[Picture, str] | None = None, setting: Setting = ARTICLE
) -> str:
    r"""Write blocks one after the other; they need the packages and the macros of a fragment.

    Examples
    --------
    >>> print(blocks_latex((Paragraph((Words("50 %"),)),)))
    \symhesspar 50 \%\par
    """
    return "\n".join(_Printer(figures or {}, setting).blocks(blocks))


def inline_latex(pieces: Sequence[Inline]) -> str:
    r"""Write words and formulas within a line.

    Examples
    --------
    >>> print(inline_latex((Words("a_b"), Emphasis("c"))))
    a\_b\emph{c}
    """
    return _written(pieces)


def _title(pieces: Sequence[Inline]) -> str:
    return rf"{{\large\bfseries\boldmath\raggedright {_written(pieces)}}}\par"


class _Printer:
    """Prints blocks one after the other."""

    def __init__(self, figures: Mapping[Picture, str], setting: Setting) -> None:
        self.figures = figures
        self.setting = setting
        self.room = setting.room

    def blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        for is_figure, group in groupby(blocks, key=lambda block: isinstance(block, Figure)):
            if is_figure:
                yield self.pictures([block for block in group if isinstance(block, Figure)])
            else:
                yield from map(self.block, group)

    def pictures(self, blocks: Sequence[Figure]) -> str:
        shown = [block for block in blocks if block.picture in self.figures]
        share = 0.48 if len(shown) > 1 else self.setting.picture
        small = any(block.small for block in shown)
        share, gap = (round(share * _SMALL, 3), "\\hskip4em\n") if small else (share, "\\hfill\n")
        parts = [
            f"\\begin{{minipage}}[t]{{{share}\\linewidth}}\\centering\n"
            f"\\includegraphics[width=\\linewidth]{{{self.figures[block.picture]}}}\\par\n"
            f"{{\\footnotesize {_written(block.caption)}\\par}}\n\\end{{minipage}}"
            for block in shown
        ]
        return "\\par\\vskip8pt\n{\\centering\n" + gap.join(parts) + "\\par}\n" if parts else ""

    @singledispatchmethod
    def block(self, block: Block) -> str:
        raise TypeError(f"expected a block, got {block!r}")

    @block.register
    def _(self, block: Heading) -> str:
        command = "section" if block.level == 1 else "subsection"
        command = command if self.setting.numbered else f"sub{command}*"
        return rf"\{command}{{{_written(block.pieces)}}}"

    @block.register(Paragraph)
    def _(self, block: Paragraph) -> str:
        return rf"\symhesspar {_written(block.pieces)}\par"

    @block.register
    def _(self, block: Note) -> str:
        return rf"\symhesspar {{\small\hangindent=1em $\triangleright$ {_written(block.pieces)}\par}}"

    @block.register
    def _(self, block: Footer) -> str:
        return (
            "\\symhesspar\\vskip10pt plus 4pt\n"
            rf"{{\footnotesize\color{{symhessgrey}}\hrule\vskip3pt {_written(block.pieces)}\par}}"
        )

    @block.register
    def _(self, block: ResultBox) -> str:
        body = "\\par\n".join(_written(paragraph.pieces) for paragraph in block.paragraphs)
        return f"\\symhessresult{{{body}\\par}}"

    @block.register
    def _(self, block: Table) -> str:
        remark = rf"{{\small {_written(block.remark)}\par}}" if block.remark else ""
        return (
            "\\symhesspar\\nobreak\\vskip4pt\n{\\centering\\leftskip=0pt plus 1fil\n"
            f"{table_tex(block, self.room, _written, self.setting.whole)}\n}}{remark}\\vskip4pt"
        )

    @block.register
    def _(self, block: Cases) -> str:
        inner = _Printer(self.figures, replace(self.setting, depth=self.setting.depth + 1))
        parts = []
        for case in block.cases:
            parts.append(rf"\symhesspar {_written(case.label)}\par")
            parts.append(rf"{{\advance\symhessindent by {_STEP_IN}em\relax")
            parts += inner.blocks(case.blocks)
            parts.append("}")
        return "\n".join(parts)

    @block.register
    def _(self, block: Equations) -> str:
        rows = [line for row in block.rows for line in named_entries(row, self.room - _left_width(row) - 4)]
        if not rows:
            return ""
        only = rows[0]
        alone = len(rows) == 1 and not only.rule and not self.setting.depth
        if alone and _row_width(only) < _CENTRED * self.room:
            left = tex(formula_node(only.left)) if only.left is not None else ""
            return f"\\symhesspar\n\\[ {left} {_right(only)} \\]"
        widest = max((row.left for row in rows if row.left is not None), key=_width, default=None)
        if widest is not None and _width(widest) > _WIDEST_LEFT * self.room:
            lines = "\n".join(map(_flowing, rows))
            return f"\\symhessrows{{}}\n{lines}\n\\endsymhessrows"
        head = tex(formula_node(widest)) if widest is not None else ""
        lines = "\n".join(map(_row, rows))
        return f"\\symhessrows{{{head}}}\n{lines}\n\\endsymhessrows"


def _row(row: Equation) -> str:
    left = tex(formula_node(row.left)) if row.left is not None else ""
    return f"\\symhessrow{{{left}}}{{{_right(row)}}}{{{_written(row.rule)}}}"


def _flowing(row: Equation) -> str:
    """A line whose left side is too long to be aligned; it is broken like the right one."""
    left = tex(formula_node(row.left), breakable=True) if row.left is not None else ""
    return f"\\symhessflow{{{left}}}{{{_right(row)}}}{{{_written(row.rule)}}}"


def _written(pieces: Sequence[Inline], narrow: bool = False) -> str:
    return "".join(_inline(piece, narrow) for piece in pieces)


def _inline(piece: Inline, narrow: bool) -> str:
    match piece:
        case Words(text):
            return escape(text)
        case Emphasis(text, strong):
            return rf"\{'textbf' if strong else 'emph'}{{{escape(text)}}}"
        case Math(formula):
            return f"${tex(formula_node(formula), breakable=True, narrow=narrow)}$"
        case Marker(kind):
            return rf"\textcolor{{{colour_name(kind.value)}}}{{${MARKS[kind].tex}$}}"


def _right(row: Equation) -> str:
    relation = tex(Token(Glyph.RELATION, row.relation.value))
    return f"{relation} {tex(formula_node(row.right), breakable=True)}"


def _width(formula: Formula) -> float:
    return width(formula_node(formula))


def _left_width(row: Equation) -> float:
    return _width(row.left) if row.left is not None else 0.0


def _row_width(row: Equation) -> float:
    return _left_width(row) + 1.4 + _width(row.right) + inline_width(row.rule)
