"""The table of a fitted model, as text, LaTeX and HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

__all__ = ["CoefficientRow", "Summary", "latex_number"]

_HEAD = ("", "coefficient", "std. error", "z", "P > |z|")
_LATEX_HEAD = ("", "coefficient", "std.\\ error", "$z$", "$P > |z|$")
_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_SPECIAL |= {character: "\\" + character for character in "&%$#_{}"}


@dataclass(frozen=True, slots=True)
class CoefficientRow:
    """One coefficient of a table.

    Examples
    --------
    >>> CoefficientRow("age", 0.5, 0.25, 2.0, 0.0455, 0.01, 0.99).cells()
    ('age', '0.500000', '0.250000', '2.000', '0.0455', '0.0100000', '0.990000')
    """

    name: str
    estimate: float
    standard_error: float
    z: float
    p: float
    lower: float
    upper: float

    def cells(self) -> tuple[str, ...]:
        """The numbers as they are shown."""
        return (
            self.name,
            *map(_number, (self.estimate, self.standard_error)),
            f"{self.z:.3f}",
            _small(self.p),
            *map(_number, (self.lower, self.upper)),
        )


def _number(value: float) -> str:
    return f"{value:#.6g}"


def _small(p: float) -> str:
    return f"{p:.4f}" if p >= 5e-5 or p != p else f"{p:.1e}"


@dataclass(frozen=True, slots=True)
class Summary:
    r"""What a fitted model says, in one table; shows itself in notebooks.

    Attributes
    ----------
    title : str
    facts : tuple of (str, str)
        Name and value: rows, deviance and the like.
    rows : tuple of CoefficientRow
    level : float
        Of the intervals.
    notes : tuple of str
        Reservations: separation, no convergence.

    Examples
    --------
    >>> table = Summary("A model", (("rows", "4"),), (CoefficientRow("x_1", 1.0, 0.5, 2.0, 0.0455, 0.02, 1.98),), 0.95)
    >>> print(table)
    A model
    rows  4
    <BLANKLINE>
         coefficient  std. error      z  P > |z|     [0.025   0.975]
    x_1      1.00000    0.500000  2.000   0.0455  0.0200000  1.98000
    >>> r"x\_1 & $1.00000$" in table.to_latex(), '<th scope="row">x_1</th>' in table.to_html()
    (True, True)
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[CoefficientRow, ...]
    level: float
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.to_text()

    def _tail(self) -> tuple[str, str]:
        return f"{(1 - self.level) / 2:.3g}", f"{(1 + self.level) / 2:.3g}"

    def to_text(self) -> str:
        """Columns of plain text."""
        low, high = self._tail()
        table = [(*_HEAD, f"[{low}", f"{high}]"), *(row.cells() for row in self.rows)]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        lines = [
            "  ".join([cells[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(cells[1:], widths[1:], strict=True))])
            for cells in table
        ]
        name = max((len(key) for key, _ in self.facts), default=0)
        facts = [f"{key.ljust(name)}  {value}" for key, value in self.facts]
        notes = ["", *self.notes] if self.notes else []
        return "\n".join([self.title, *facts, "", *lines, *notes])

    def to_latex(self) -> str:
        """A ``tabular`` environment, with the facts above and the notes below."""
        low, high = self._tail()
        head = [*_LATEX_HEAD, f"${low}$", f"${high}$"]
        rows = [[_latex(row.name), *(f"${latex_number(cell)}$" for cell in row.cells()[1:])] for row in self.rows]
        width = len(head)
        lines = [r"\begin{tabular}{l" + "r" * (width - 1) + "}", r"\hline"]
        lines += [rf"\multicolumn{{{width}}}{{l}}{{{_latex(self.title)}}} \\"]
        lines += [
            rf"{_latex(key)} & \multicolumn{{{width - 1}}}{{l}}{{{_latex(value)}}} \\" for key, value in self.facts
        ]
        lines += [r"\hline", " & ".join(head) + r" \\", r"\hline"]
        lines += [" & ".join(cells) + r" \\" for cells in rows]
        lines += [r"\hline", r"\end{tabular}"]
        return "\n".join([*lines, *(r"\par " + _latex(note) for note in self.notes)])

    def to_html(self) -> str:
        """A ``table`` element."""
        low, high = self._tail()
        first, *others = (*_HEAD, f"[{low}", f"{high}]")
        head = f"<td>{escape(first)}</td>" + "".join(f'<th scope="col">{escape(cell)}</th>' for cell in others)
        body = "".join(f"<tr>{_html_row(row.cells())}</tr>\n" for row in self.rows)
        facts = "; ".join(f"{escape(key)} {escape(value)}" for key, value in self.facts)
        notes = "".join(f"<p>{escape(note)}</p>\n" for note in self.notes)
        caption = f"<caption>{escape(self.title)}<br>{facts}</caption>"
        return f"<table>\n{caption}\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n{notes}"

    def _repr_html_(self) -> str:
        return self.to_html()

    def _repr_latex_(self) -> str:
        return self.to_latex()


def _html_row(cells: Sequence[str]) -> str:
    """The first cell names the coefficient."""
    return f'<th scope="row">{escape(cells[0])}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in cells[1:])


def _latex(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in text)


def latex_number(cell: str) -> str:
    r"""A number as it is written in formulas.

    Examples
    --------
    >>> latex_number("1.5e-07"), latex_number("0.25")
    ('1.5 \\cdot 10^{-7}', '0.25')
    """
    mantissa, found, exponent = cell.partition("e")
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if found else cell
