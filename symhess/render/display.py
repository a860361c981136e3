"""What notebooks show: a folded HTML page, and one formula where only LaTeX is understood."""

from __future__ import annotations

from collections.abc import Sequence

from symhess.render.document import Align, Emphasis, Equation, Equations, Inline, Marker, Math, Table, Words
from symhess.render.figure.marks import MARKS
from symhess.render.layout.formula import formula_node
from symhess.render.layout.layout import Glyph, Token
from symhess.render.page.build import document
from symhess.render.tex.math import tex
from symhess.render.tex.text import escape
from symhess.render.web.html import to_html_fragment
from symhess.study import Study

__all__ = ["html_display", "latex_display"]

_LONGEST = 1_000_000  # characters of HTML in one cell; of a longer derivation only the result is shown
_MOST_ROWS = 12
_LETTERS = {Align.LEFT: "l", Align.RIGHT: "r", Align.CENTRE: "c"}


def html_display(study: Study, language: str = "en") -> str:
    """Show the study as HTML, its steps folded.

    Examples
    --------
    >>> from symhess.api import analyze
    >>> "<details>" in html_display(analyze("x^2"))
    True
    """
    page = to_html_fragment(study, language=language)
    return page if len(page) <= _LONGEST else to_html_fragment(study, "brief", language)


def latex_display(study: Study, language: str = "en") -> str:
    r"""Show the function and the table of its critical points, between double dollars as Colab needs them.

    Examples
    --------
    >>> from symhess.api import analyze
    >>> print(latex_display(analyze("x^2"))[:34])
    $$\begin{gathered} f ( x ) = x^{2}
    """
    lines: list[str] = []
    for block in document(study, "brief", language).blocks:
        if isinstance(block, Equations) and not lines:
            lines += map(_equation, block.rows)
        elif isinstance(block, Table):
            lines.append(_array(block))
    body = r" \\[4pt] ".join(lines)
    return rf"$$\begin{{gathered}} {body} \end{{gathered}}$$"


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


def _piece(piece: Inline) -> str:
    match piece:
        case Words(text) | Emphasis(text, _):
            return rf"\text{{{escape(text)}}}"
        case Math(formula):
            return tex(formula_node(formula))
        case Marker(kind):
            return MARKS[kind].tex
