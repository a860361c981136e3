r"""Tables that fit the page: natural columns where there is room, else columns whose cells are broken into lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import TypeAlias

from symhess.render.document import Align, Emphasis, Inline, Math, Row, Table, Words
from symhess.render.layout.breaking import pieces
from symhess.render.layout.formula import formula_node
from symhess.render.layout.layout import Fraction, walk
from symhess.render.tex.width import text_width, width

__all__ = ["inline_width", "row_lines", "table_tex"]

# All widths are multiples of the font size.
_LETTERS = {Align.LEFT: "l", Align.RIGHT: "r", Align.CENTRE: "c"}
_SIZES = (
    ("", 1.0, 1.2),
    (r"\small", 0.925, 1.3),
    (r"\footnotesize\tabcolsep=.35em", 0.85, 0.7),
    (r"\scriptsize\tabcolsep=.25em", 0.8, 0.5),
)
"""How to make a table smaller: commands, size of the letters (small ones are relatively wider), column gap."""
_SPARE = 0.3
_TOO_NARROW = 8.0  # for broken cells, unless the letters are the smallest
_LINES_TOGETHER = 24  # a longer table may go on on the next page, where its header is repeated
_STRETCH, _STRETCH_TALL = "1.12", "1.4"  # distance of the rows, and of rows with fractions
_SLACK = 1.0  # small letters are not exactly as wide as the large ones made smaller

_WHOLE = r"""{\def\arraystretch{%s}%s
\begin{tabular}%s
%s
%s
\bottomrule
\end{tabular}\par}"""
_LONG = r"""{\LTchunksize=400 \LTpre=0pt \LTpost=0pt \def\arraystretch{%s}%s
\begin{longtable}%s
%s \endhead
\bottomrule \endfoot
%s
\end{longtable}}"""

Cell: TypeAlias = Callable[[Sequence[Inline], bool], str]


def table_tex(table: Table, room: float, cell: Cell, whole: bool = False) -> str:
    r"""Write a table; ``cell`` writes the pieces of one cell, with or without places to break them.

    A long table goes on on the next page unless it has to stay ``whole``.

    Examples
    --------
    >>> table = Table(((Words("f"),),), (), (Align.RIGHT,))
    >>> table_tex(table, 40.0, lambda pieces, broken: "".join(p.text for p in pieces)).splitlines()[1]
    '\\begin{tabular}{@{}r@{}}'
    """
    natural, least = _widths(table, inline_width), _widths(table, _widest_piece)
    size, shares = _fitted(natural, least, room)
    letters = [_letter(*column) for column in zip(table.align, natural, shares, strict=True)]
    broken = [share < wanted for wanted, share in zip(natural, shares, strict=True)]
    columns = f"{{@{{}}{''.join(letters)}@{{}}}}"
    header = "\\toprule\n" + " & ".join(map(cell, table.header, broken)) + r" \\ \midrule"
    lines = "\n".join(" & ".join(map(cell, row.cells, broken)) + r" \\" for row in table.rows)
    stretch = _STRETCH_TALL if any(map(_is_tall, (cell for row in table.rows for cell in row.cells))) else _STRETCH
    if not whole and sum(row_lines(table, room)) > _LINES_TOGETHER:
        return _LONG % (stretch, size, columns, header, lines)
    return _WHOLE % (stretch, size, columns, header, lines)


def row_lines(table: Table, room: float) -> list[int]:
    """How many lines each row of a table takes.

    Examples
    --------
    >>> table = Table(((Words("f"),),), (Row(((Words("word " * 30),),)), Row(((Words("a"),),))), (Align.LEFT,))
    >>> row_lines(table, 40.0)
    [2, 1]
    """
    _, shares = _fitted(_widths(table, inline_width), _widths(table, _widest_piece), room)
    return [_lines(row, shares) for row in table.rows]


def _is_tall(text: Sequence[Inline]) -> bool:
    """Whether a cell has fractions, which touch those above and below where rows are close."""
    formulas = (formula_node(piece.formula) for piece in text if isinstance(piece, Math))
    return any(isinstance(part, Fraction) for formula in formulas for part in walk(formula))


def inline_width(text: Sequence[Inline]) -> float:
    """Estimate how wide words and formulas are in one line.

    Examples
    --------
    >>> round(inline_width((Words("four"),)), 3)
    1.754
    """
    return sum(_piece_width(piece) for piece in text)


def _piece_width(piece: Inline) -> float:
    match piece:
        case Words(text) | Emphasis(text, _):
            return text_width(text)
        case Math(formula):
            return width(formula_node(formula))
    return 0.9


def _widest_piece(text: Sequence[Inline]) -> float:
    """Width of the widest part of a cell that is not broken into lines."""
    widths = [0.0]
    for piece in text:
        match piece:
            case Words(words) | Emphasis(words, _):
                widths += map(text_width, words.split())
            case Math(formula):
                widths += map(width, pieces(formula_node(formula), 0.0))
    return max(widths)


def _widths(table: Table, measure: Callable[[Sequence[Inline]], float]) -> list[float]:
    """The largest measure in every column."""
    lines = (table.header, *(row.cells for row in table.rows))
    return [max(measure(cells[k]) for cells in lines) for k in range(len(table.header))]


def _fitted(natural: Sequence[float], least: Sequence[float], room: float) -> tuple[str, list[float]]:
    """Size of the letters and widths of the columns."""
    wanted = sum(natural)
    for size, scale, gap in _SIZES:
        inside = room / scale - gap * (len(natural) - 1) - _SLACK
        if wanted <= inside:
            return size, list(natural)
        shares = _shares(natural, least, inside)
        if scale < _SIZES[1][1] and max(shares) >= _TOO_NARROW and sum(shares) <= inside + 0.01:
            break
    return size, shares


def _shares(natural: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Divide the room: every column gets what it cannot do without, narrow ones all they want, the others share."""
    shares = [min(low + _SPARE, wanted) for low, wanted in zip(least, natural, strict=True)]
    room -= sum(shares)
    waiting = sorted(range(len(natural)), key=lambda k: natural[k] - shares[k])
    for place, k in enumerate(waiting):
        given = min(natural[k] - shares[k], max(room, 0.0) / (len(waiting) - place))
        shares[k] += given
        room -= given
    return shares


def _letter(align: Align, natural: float, share: float) -> str:
    if share >= natural:
        return _LETTERS[align]
    return rf">{{\raggedright\arraybackslash}}p{{{share:.1f}em}}"


def _lines(row: Row, shares: Sequence[float]) -> int:
    """How many lines a row takes."""
    widths = map(inline_width, row.cells)
    return max(ceil(wanted / share) if wanted > share else 1 for wanted, share in zip(widths, shares, strict=True))
