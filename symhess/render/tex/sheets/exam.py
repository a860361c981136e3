r"""A sheet for the exam class: ``\question[marks]``, ``\part[marks]``, ``solution`` environments, one source for both.

The class comes with texlive-latex-extra. Solutions are shown where ``\printanswers`` is not commented out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil
from typing import Final

from symhess.render.document import Block, Paragraph, Picture
from symhess.render.phrases import phrase, say
from symhess.render.sheet import Blank, Part, Pictures, SheetPage, Space
from symhess.render.tex.hyphenation import hyphenation
from symhess.render.tex.latex import Setting, blocks_latex, inline_latex
from symhess.render.tex.preamble import MACROS, PAPER, preamble
from symhess.render.tex.sheets.macros import SHEET_MACROS, space_latex
from symhess.render.tex.text import escape

__all__ = ["sheet_exam"]

_CLASS: Final = r"\documentclass[10pt,a4paper,addpoints]{exam}"
_SETTING: Final = Setting(line=41.0)  # questions and parts are indented by the class
_LINE: Final = 8  # millimetres
_MOST_COLUMNS: Final = 10  # of the table of marks


def sheet_exam(page: SheetPage, pictures: Pictures) -> str:
    r"""Write a sheet for the exam class.

    Examples
    --------
    >>> from symhess.render.document import Words
    >>> from symhess.render.sheet import Question
    >>> part = Part((Paragraph((Words("Why?"),)),), Fraction(3, 2), solution=(Paragraph((Words("So."),)),))
    >>> page = SheetPage((Words("Quiz"),), (), (), "", (Question((), (), (part,)),), ())
    >>> text = sheet_exam(page, {})
    >>> text.splitlines()[0], r"\question[1\half]" in text, r"% \printanswers" in text
    ('\\documentclass[10pt,a4paper,addpoints]{exam}', True, True)
    """
    questions = [line for number in range(len(page.questions)) for line in _question(page, number, pictures)]
    body = [*_head(page), *(["\\begin{questions}", *questions, "\\end{questions}"] if questions else [])]
    text = hyphenation(page.language) + "\n".join(line for line in body if line)
    setup = "\n".join(_setup(page))
    return (
        f"{preamble(_CLASS, PAPER)}{setup}\n{MACROS}{SHEET_MACROS}"
        f"\\begin{{document}}\n{text}\n\\end{{document}}\n"
    )


def _setup(page: SheetPage) -> Iterator[str]:
    """The words of the class in the language of the sheet, the feet of the pages, and whether answers are shown."""
    one, many = (escape(phrase(f"sheet.marks.{number}", page.language)) for number in ("one", "many"))
    words = {
        "hqword": "sheet.row.exercise",
        "hpword": "sheet.row.marks",
        "hsword": "sheet.row.reached",
        "htword": "sheet.total",
    }
    yield rf"\pointpoints{{{one}}}{{{many}}}"
    yield r"\bracketedpoints"
    yield from (rf"\{command}{{{escape(phrase(key, page.language))}}}" for command, key in words.items())
    yield rf"\renewcommand{{\questionlabel}}{{\textbf{{{inline_latex(say('sheet.exercise', page.language, number=''))}"
    yield r"\thequestion}}"
    title = escape(phrase("sheet.solution", page.language))
    yield rf"\renewcommand{{\solutiontitle}}{{\noindent\textbf{{{title}}}\enspace}}"
    # The class splits solutions by itself, and then boxes and tables run over the foot of the page.
    yield r"\renewenvironment{TheSolution}{\par\solutiontitle\ignorespaces}{\par}"
    yield r"\pagestyle{headandfoot}\firstpageheader{}{}{}\runningheader{}{}{}"
    foot = rf"\footnotesize\color[gray]{{0.4}}{inline_latex(page.footer)}"
    yield rf"\footer{{{foot}}}{{}}{{\footnotesize\thepage}}"
    yield r"\printanswers" if page.solved else r"% \printanswers"


def _head(page: SheetPage) -> Iterator[str]:
    yield rf"\noindent{{\large\bfseries\boldmath\raggedright {inline_latex(page.title)}\par}}"
    variant = inline_latex(say("sheet.variant", page.language, variant=page.variant)) if page.variant else ""
    line = [inline_latex(pieces) for pieces in (page.course, page.note) if pieces]
    if line or variant:
        yield rf"\noindent {', '.join(line)}\hfill {variant}\par"
    yield r"\vskip4pt\hrule\vskip8pt"
    if page.name_line:
        name = escape(phrase("sheet.name", page.language))
        yield rf"\ifprintanswers\else\noindent\rule{{0pt}}{{7mm}}{name} \hrulefill\par\vskip6pt\fi"
    if page.marks is not None and page.marks_table:
        rows = ceil(len(page.questions) / _MOST_COLUMNS)
        table = rf"\multirowgradetable{{{rows}}}[questions]" if rows > 1 else r"\gradetable[h][questions]"
        yield rf"\ifprintanswers\else\begin{{center}}{table}\end{{center}}\fi"


def _question(page: SheetPage, number: int, pictures: Pictures) -> Iterator[str]:
    question = page.questions[number]
    alone = question.parts[0] if not question.is_lettered and question.parts else None
    yield rf"\question{_points(alone.marks if alone else None)}"
    if question.title:
        yield rf"\textbf{{\boldmath {inline_latex(question.title)}}}\par"
    yield _begun(question.given, pictures.get((number, None), {}), fresh=not question.title)
    if not question.is_lettered:
        for k, part in enumerate(question.parts):
            yield from _part(page, part, pictures, (number, k), fresh=not (question.title or question.given))
        return
    yield r"\begin{parts}"
    for k, part in enumerate(question.parts):
        yield rf"\part{_points(part.marks)}"
        yield from _part(page, part, pictures, (number, k))
    yield r"\end{parts}"


def _begun(blocks: Sequence[Block], shown: Mapping[Picture, str], fresh: bool) -> str:
    """Blocks whose first paragraph stands beside the number, where nothing else does."""
    if not fresh or not blocks:
        return blocks_latex(blocks, shown, _SETTING)
    first, *others = blocks
    if not isinstance(first, Paragraph):
        return f"\\leavevmode\n{blocks_latex(blocks, shown, _SETTING)}"
    return f"{inline_latex(first.pieces)}\\par\n{blocks_latex(others, shown, _SETTING)}".rstrip("\n")


def _part(
    page: SheetPage, part: Part, pictures: Pictures, place: tuple[int, int], fresh: bool = True
) -> Iterator[str]:
    shown = pictures.get(place, {})
    yield _begun(part.task, shown, fresh)
    if part.hint:
        hint = escape(phrase("sheet.hint", page.language))
        yield rf"\ifprintanswers\else\symhesspar\emph{{{hint}}} {inline_latex(part.hint)}\par\fi"
    opening, closing = _environment(part.space)
    yield opening
    yield blocks_latex(part.solution, shown, _SETTING) or r"\mbox{}"
    yield closing


def _environment(space: Space | None) -> tuple[str, str]:
    """The environment of the solution, which leaves the place for the answer where it is not shown."""
    match space:
        case Blank(lines, ruled):
            name = "solutionorlines" if ruled else "solution"
            return rf"\begin{{{name}}}[{lines * _LINE}mm]", rf"\end{{{name}}}"
        case None:
            return r"\begin{solution}", r"\end{solution}"
    form = space_latex(space)
    return f"\\ifprintanswers\\else\n{form}\n\\fi\n\\begin{{solution}}", r"\end{solution}"


def _points(marks: Fraction | None) -> str:
    r"""[2], or [2\half] as the class writes half points."""
    if marks is None:
        return ""
    whole, rest = divmod(marks, 1)
    half = r"\half" if rest else ""
    return f"[{whole if whole or not half else ''}{half}]"
