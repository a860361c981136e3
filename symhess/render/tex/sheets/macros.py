r"""Macros of sheets, and the places where students write; all names begin with ``\symhess``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from symhess.render.sheet import Blank, FillIn, Gaps, Space
from symhess.render.tex.latex import inline_latex

__all__ = ["SHEET_MACROS", "space_latex"]

SHEET_MACROS: Final = r"""% Something at the right end of the line, or of the next one where it does not fit.
\long\def\symhesstoright#1{{\unskip\nobreak\hfil\penalty50\hskip1em\null\nobreak\hfil
  \hbox{#1}\parfillskip=0pt \finalhyphendemerits=0 \par}}
% \symhessquestion{Exercise 1}{its title}{marks}
\long\def\symhessquestion#1#2#3{\par\vskip16pt plus 5pt\penalty-300\symhesspar\noindent
  {\bfseries\boldmath #1}#2\symhesstoright{#3}\nobreak\vskip2pt}
% \symhesslabel{(a)}: in the margin that \symhessindent leaves
\def\symhesslabel#1{\symhesspar\leavevmode\llap{\hbox to\symhessindent{#1\hfil}}\ignorespaces}
% A line to write on, and as much room without a line.
\def\symhessruled{\symhesspar\noindent\rule{0pt}{8mm}{\color{symhessgrey}\leaders\hrule height .3pt\hfill}\null\par}
\def\symhessempty{\symhesspar\noindent\rule{0pt}{8mm}\null\par}
\def\symhesscell{\rule[-2.5mm]{0pt}{8mm}}
"""


def space_latex(space: Space | None) -> str:
    r"""Where an answer is written, from margin to margin.

    Examples
    --------
    >>> print(space_latex(Blank(2, ruled=True)))
    \symhessruled
    \symhessruled
    >>> space_latex(None)
    ''
    """
    match space:
        case None:
            return ""
        case Blank(lines, ruled):
            return "\n".join([r"\symhessruled" if ruled else r"\symhessempty"] * lines)
        case Gaps(beginnings):
            return "\n".join(
                rf"\symhesspar\noindent\rule{{0pt}}{{9mm}}{inline_latex(beginning)} "
                r"{\color{symhessgrey}\leaders\hrule height .3pt\hfill}\null\par"
                for beginning in beginnings
            )
        case FillIn(header, rows):
            return _table(map(inline_latex, header), len(header), rows)


def _table(header: Iterable[str], columns: int, rows: int) -> str:
    """A grid as wide as the line, each row high enough to write in."""
    share = rf"\dimexpr(\linewidth-\symhessindent-\arrayrulewidth)/{columns}-2\tabcolsep-\arrayrulewidth\relax"
    letters = "|" + rf">{{\raggedright\arraybackslash}}p{{{share}}}|" * columns
    empty = r"\symhesscell" + " &" * (columns - 1) + r" \\ \hline"
    lines = "\n".join([empty] * rows)
    head = f"\\hline\n\\symhesscell {' & '.join(header)} \\\\ \\hline"
    return (
        f"\\symhesspar\\vskip6pt\\noindent\n\\begin{{tabular}}{{{letters}}}\n{head}\n{lines}\n"
        "\\end{tabular}\\par\\vskip6pt"
    )
