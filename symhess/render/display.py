"""What notebooks show: a folded HTML page, and one formula where only LaTeX is understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from symhess.render.document import (
    Align,
    Block,
    Detail,
    Emphasis,
    Equation,
    Equations,
    Inline,
    Marker,
    Math,
    Paragraph,
    ResultBox,
    Table,
    Words,
)
from symhess.render.figure.marks import MARKS
from symhess.render.languages import language_of
from symhess.render.layout.formula import formula_node
from symhess.render.layout.layout import Glyph, Token
from symhess.render.page.build import document
from symhess.render.plain.text import to_text
from symhess.render.tex.math import tex
from symhess.render.tex.text import escape
from symhess.render.web.html import blocks_html, to_html_fragment
from symhess.render.web.style import FRAGMENT_STYLE
from symhess.study import Study

__all__ = ["Shown", "html_display", "html_of_blocks", "latex_display", "latex_of_blocks"]

_LONGEST = 1_000_000  # characters of HTML in one cell; of a longer derivation only the result is shown
_MOST_ROWS = 12
_DOLLAR = re.compile(r"(?<!\\)\$")
_LETTERS = {Align.LEFT: "l", Align.RIGHT: "r", Align.CENTRE: "c"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A study for one cell of a notebook, in the detail and the language that were asked for.

    Examples
    --------
    >>> from symhess.api import analyze
    >>> shown = Shown(analyze("x^2"), "brief", "de")
    >>> print(str(shown).splitlines()[0], "Kritische Punkte" in shown._repr_html_())
    Kritische Punkte von f(x) True
    """

    study: Study
    detail: Detail = "worked"
    language: str = "en"

    def __str__(self) -> str:
        return to_text(self.study, self.detail, language=self.language)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return html_display(self.study, self.language, self.detail)

    def _repr_latex_(self) -> str:
        return latex_display(self.study, self.language)


def html_display(study: Study, language: str = "en", detail: Detail = "worked") -> str:
    """Show the study as HTML, its steps folded.

    Examples
    --------
    >>> from symhess.api import analyze
    >>> "<details>" in html_display(analyze("x^2"))
    True
    """
    page = to_html_fragment(study, detail, language)
    return page if len(page) <= _LONGEST else to_html_fragment(study, "brief", language)


def latex_display(study: Study, language: str = "en") -> str:
    r"""Show the function and the table of its critical points, between double dollars as Colab needs them.

    Examples
    --------
    >>> from symhess.api import analyze
    >>> print(latex_display(analyze("x^2"))[:34])
    $$\begin{gathered} f ( x ) = x^{2}
    """
    blocks = document(study, "brief", language).blocks
    function = next(block for block in blocks if isinstance(block, Equations))
    return latex_of_blocks((function, *(block for block in blocks if isinstance(block, Table))))


def html_of_blocks(blocks: Sequence[Block], language: str = "en") -> str:
    r"""Show blocks as HTML with a style that stays inside.

    Examples
    --------
    >>> html_of_blocks((Paragraph((Words("a < b"),),),))[-85:]
    '...</style><article class="symhess" lang="en">\n<p>a &lt; b</p>\n</article>'
    """
    code = language_of(language).code
    body = blocks_html(blocks, {})
    return f'<style>{FRAGMENT_STYLE}</style><article class="symhess" lang="{code}">\n{body}\n</article>'


def latex_of_blocks(blocks: Sequence[Block]) -> str:
    r"""Show blocks as one displayed formula, words as text in it.

    Examples
    --------
    >>> latex_of_blocks((Paragraph((Words("100 %"),),),))
    '$$\\begin{gathered} \\text{100 \\%} \\end{gathered}$$'
    """
    body = r" \\[4pt] ".join(line for block in blocks for line in _lines(block))
    return rf"$$\begin{{gathered}} {body} \end{{gathered}}$$"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Equations(rows):
            yield from map(_equation, rows)
        case Table():
            yield _array(block)
        case Paragraph(pieces):
            yield _cell(pieces)
        case ResultBox(paragraphs):
            yield from (_cell(paragraph.pieces) for paragraph in paragraphs)


def _equation(row: Equation) -> str:
    left = tex(formula_node(row.left)) if row.left is not None else ""
    return f"{left} {tex(Token(Glyph.RELATION, row.relation.value))} {tex(formula_node(row.right))}"


def _array(table: Table) -> str:
    letters = "".join(_LETTERS[align] for align in table.align)
    rows = [" & ".join(map(_cell, row.cells)) for row in table.rows[:_MOST_ROWS]]
    if len(table.rows) > _MOST_ROWS:
        rows.append(r"\vdots")
    body = r" \\ ".join([" & ".join(map(_cell, table.header)) + r" \\ \hline " + rows[0], *rows[1:]])
    return rf"\begin{{array}}{{{letters}}} {body} \end{{array}}"


def _cell(pieces: Sequence[Inline]) -> str:
    return " ".join(map(_piece, pieces))


def _words(text: str) -> str:
    """Words within mathematics; characters that are mathematics themselves stand outside of them."""
    parts = _DOLLAR.split(escape(text))
    return "".join(part if k % 2 else rf"\text{{{part}}}" for k, part in enumerate(parts) if part)


def _piece(piece: Inline) -> str:
    match piece:
        case Words(text) | Emphasis(text, _):
            return _words(text)
        case Math(formula):
            return tex(formula_node(formula))
        case Marker(kind):
            return MARKS[kind].tex
