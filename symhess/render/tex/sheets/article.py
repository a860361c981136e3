"""A sheet as an article: head, name line, table of marks, questions one below the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from symhess.render.document import Paragraph, Picture
from symhess.render.phrases import phrase, say
from symhess.render.sheet import Part, Pictures, SheetPage, label_of, marks_number, marks_text
from symhess.render.tex.hyphenation import hyphenation
from symhess.render.tex.latex import ARTICLE, Setting, blocks_latex, inline_latex
from symhess.render.tex.preamble import MACROS, PAPER, preamble
from symhess.render.tex.sheets.macros import SHEET_MACROS, space_latex
from symhess.render.tex.text import escape

__all__ = ["head_latex", "marks_latex", "question_latex", "sheet_article"]

_CLASS: Final = r"\documentclass[10pt,a4paper]{article}"
_INDENTED: Final = Setting(depth=1)
_MOST_COLUMNS: Final = 12


def sheet_article(page: SheetPage, pictures: Pictures) -> str:
    r"""Write a sheet as a document of its own.

    Examples
    --------
    >>> from symhess.render.document import Words
    >>> print(sheet_article(SheetPage((Words("Sheet 1"),), (), (), "", (), ()), {}).splitlines()[0])
    \documentclass[10pt,a4paper]{article}
    """
    body = [*head_latex(page), marks_latex(page)]
    body += [question_latex(page, number, pictures) for number in range(len(page.questions))]
    text = hyphenation(page.language) + "\n".join(part for part in body if part)
    return (
        f"{preamble(_CLASS, PAPER)}{_foot(page)}{MACROS}{SHEET_MACROS}\\begin{{document}}\n{text}\n\\end{{document}}\n"
    )


def _foot(page: SheetPage) -> str:
    return (
        "\\makeatletter\n"
        rf"\def\@oddfoot{{\footnotesize\color[gray]{{0.4}}{inline_latex(page.footer)}\hfil\thepage}}"
        "\n\\makeatother\n"
    )


def head_latex(page: SheetPage) -> Iterator[str]:
    r"""Title and course, date and variant, the name line.

    Examples
    --------
    >>> from symhess.render.document import Words
    >>> print(list(head_latex(SheetPage((Words("Sheet"),), (), (), "B", (), ())))[1])
    \symhesspar\noindent \hfill Variant B\par
    """
    solutions = [escape(phrase("sheet.solutions", page.language))] if page.solved else []
    title = inline_latex(page.title)
    course = r"\\".join([inline_latex(page.course), *solutions] if page.course else solutions)
    yield (
        r"\noindent\begin{minipage}[t]{.62\linewidth}\raggedright\large\bfseries\boldmath "
        rf"{title}\end{{minipage}}\hfill\begin{{minipage}}[t]{{.36\linewidth}}\raggedleft {course}\end{{minipage}}\par"
    )
    if page.note or page.variant:
        variant = inline_latex(say("sheet.variant", page.language, variant=page.variant)) if page.variant else ""
        yield rf"\symhesspar\noindent {inline_latex(page.note)}\hfill {variant}\par"
    yield r"\vskip4pt\hrule\vskip8pt"
    if page.name_line and not page.solved:
        yield rf"\noindent\rule{{0pt}}{{7mm}}{escape(phrase('sheet.name', page.language))} \hrulefill\par\vskip6pt"


def marks_latex(page: SheetPage) -> str:
    """A table with a column for each question, to be filled in by whoever marks; empty where nothing is marked.

    Examples
    --------
    >>> marks_latex(SheetPage((), (), (), "", (), ()))
    ''
    """
    if page.marks is None or page.solved or not page.marks_table:
        return ""
    marks = [question.marks for question in page.questions]
    numbers = [str(k + 1) for k in range(len(marks))] + [escape(phrase("sheet.total", page.language))]
    worth = ["" if m is None else escape(marks_number(m, page.language)) for m in (*marks, page.marks)]
    tables = []
    for start in range(0, len(numbers), _MOST_COLUMNS):
        shown = slice(start, start + _MOST_COLUMNS)
        tables.append(_marks_rows(page, numbers[shown], worth[shown]))
    body = "\\par\\vskip4pt\n".join(tables)
    return f"{{\\centering\\small\\def\\arraystretch{{1.25}}\n{body}\\par}}\\vskip2pt"


def _marks_rows(page: SheetPage, numbers: Sequence[str], worth: Sequence[str]) -> str:
    rows = [("sheet.row.exercise", numbers), ("sheet.row.marks", worth), ("sheet.row.reached", [""] * len(numbers))]
    lines = [f"{escape(phrase(key, page.language))} & {' & '.join(cells)} \\\\ \\hline" for key, cells in rows]
    letters = "|l|" + "c|" * len(numbers)
    return f"\\begin{{tabular}}{{{letters}}}\n\\hline\n" + "\n".join(lines) + "\n\\end{tabular}"


def question_latex(page: SheetPage, number: int, pictures: Pictures) -> str:
    r"""One question with its parts.

    Examples
    --------
    >>> from symhess.render.sheet import Question
    >>> question = Question((), (), (Part(()),))
    >>> print(question_latex(SheetPage((), (), (), "", (question,), ()), 0, {}).splitlines()[0])
    \symhessquestion{Exercise 1}{}{}
    """
    question = page.questions[number]
    name = inline_latex(say("sheet.exercise", page.language, number=number + 1))
    title = f" ({inline_latex(question.title)})" if question.title else ""
    lines = [f"\\symhessquestion{{{name}}}{{{title}}}{{{_bracketed(marks_text(question.marks, page.language))}}}"]
    # What is given stays together, and with its heading.
    shown = pictures.get((number, None), {})
    lines.append("\n\\nobreak\n".join(blocks_latex([block], shown) for block in question.given))
    for k, part in enumerate(question.parts):
        label, shown = label_of(question, k), pictures.get((number, k), {})
        task = "\n".join(line for line in _task(page, part, label, shown) if line)
        lines.append(f"{{\\symhessindent=1.8em\\relax\n{task}\n}}" if label else task)
        if page.solved:
            lines.append(blocks_latex(part.solution, shown))
    return "\n".join(line for line in lines if line)


def _task(page: SheetPage, part: Part, label: str, shown: Mapping[Picture, str]) -> Iterator[str]:
    """What is asked, with label and marks in the first paragraph; then the hint and the place for the answer."""
    setting = _INDENTED if label else ARTICLE
    first, *others = part.task or (Paragraph(()),)
    words = inline_latex(first.pieces) if isinstance(first, Paragraph) else ""
    start = rf"\symhesslabel{{{label}}}" if label else r"\symhesspar"
    marks = _bracketed(marks_text(part.marks, page.language)) if label else ""
    end = rf"\symhesstoright{{{marks}}}" if marks else r"\par"
    yield f"{start} {words}{end}"
    yield blocks_latex(others if isinstance(first, Paragraph) else part.task, shown, setting)
    if not page.solved:
        if part.hint:
            yield rf"\symhesspar\emph{{{escape(phrase('sheet.hint', page.language))}}} {inline_latex(part.hint)}\par"
        yield space_latex(part.space)


def _bracketed(marks: str) -> str:
    return f"[{escape(marks)}]" if marks else ""
