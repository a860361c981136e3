"""A sheet as Beamer slides: the exercises, each followed by its solution where solutions are shown."""

from __future__ import annotations

from collections.abc import Iterator

from symhess.render.document import Block, Inline, Paragraph, Picture, Words
from symhess.render.phrases import phrase, say
from symhess.render.sheet import Part, Pictures, SheetPage, label_of, marks_text
from symhess.render.tex.frames import frames, slides_latex
from symhess.render.tex.latex import inline_latex

__all__ = ["sheet_beamer"]


def sheet_beamer(page: SheetPage, pictures: Pictures) -> str:
    r"""Write a sheet as slides.

    Examples
    --------
    >>> text = sheet_beamer(SheetPage((Words("Sheet 1"),), (), (), "", (), ()), {})
    >>> text.count(r"\begin{frame}"), text.splitlines()[0]
    (1, '\\documentclass[10pt,aspectratio=169]{beamer}')
    """
    return slides_latex(_slides(page, pictures), page.footer, page.language)


def _slides(page: SheetPage, pictures: Pictures) -> Iterator[str]:
    yield _first(page)
    for number in range(len(page.questions)):
        yield from _question(page, number, pictures)


def _first(page: SheetPage) -> str:
    lines = [rf"{{\Large\bfseries\boldmath {inline_latex(page.title)}\par}}"]
    lines += [inline_latex(pieces) for pieces in (page.course, page.note) if pieces]
    if page.variant:
        lines.append(inline_latex(say("sheet.variant", page.language, variant=page.variant)))
    if page.solved:
        lines.append(inline_latex((Words(phrase("sheet.solutions", page.language)),)))
    body = "\\par\\medskip\n".join(lines)
    return f"\\begin{{frame}}[plain]\n\\centering\n{body}\\par\n\\end{{frame}}"


def _question(page: SheetPage, number: int, pictures: Pictures) -> Iterator[str]:
    question = page.questions[number]
    name = say("sheet.exercise", page.language, number=number + 1)
    title = (*name, *((Words(": "), *question.title) if question.title else ()))
    marks = marks_text(question.marks, page.language)
    asked: list[Block] = list(question.given)
    shown: dict[Picture, str] = dict(pictures.get((number, None), {}))
    for k, part in enumerate(question.parts):
        asked += _task(page, part, label_of(question, k), question.is_lettered)
        shown |= pictures.get((number, k), {}) if not page.solved else {}
    yield from frames((*title, Words(f" [{marks}]")) if marks else title, (), asked, shown)
    if page.solved:
        for k, part in enumerate(question.parts):
            label = label_of(question, k)
            place: tuple[Inline, ...] = (*name, Words(f" {label}")) if label else name
            title = (Words(phrase("sheet.solution", page.language).rstrip(".")),)
            yield from frames(title, place, part.solution, pictures.get((number, k), {}))


def _task(page: SheetPage, part: Part, label: str, lettered: bool) -> Iterator[Block]:
    marks = marks_text(part.marks, page.language) if lettered else ""
    first, *others = part.task or (Paragraph(()),)
    if isinstance(first, Paragraph):
        before = (Words(f"{label} "),) if label else ()
        after = (Words(f" [{marks}]"),) if marks else ()
        yield Paragraph((*before, *first.pieces, *after))
    else:
        yield first
    yield from others
    if part.hint and not page.solved:
        yield Paragraph((Words(phrase("sheet.hint", page.language) + " "), *part.hint))
