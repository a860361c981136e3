"""A sheet of exercises in HTML: one file with everything in it, to be read on a screen or printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from html import escape
from typing import Final

from symhess.render.document import Paragraph, Picture
from symhess.render.phrases import phrase, say
from symhess.render.sheet import Blank, FillIn, Gaps, Part, Pictures, SheetPage, Space, label_of, marks_text
from symhess.render.web.html import blocks_html, inline_html, page_html

__all__ = ["SHEET_STYLE", "sheet_html"]

SHEET_STYLE: Final = """<style>
.symhess .head{display:flex;justify-content:space-between;gap:1em;border-bottom:1px solid;padding-bottom:.3em}
.symhess .head p{margin:0;text-align:right}
.symhess .name{border-bottom:1px solid;margin:1.2em 0}
.symhess .question>h2{display:flex;justify-content:space-between;font-size:1.2em;margin:1.8em 0 .4em}
.symhess .question>h2 .marks{font-size:.85em}
.symhess .part{margin:.8em 0 .8em 1.8em}
.symhess .part>p:first-child .label{display:inline-block;width:1.8em;margin-left:-1.8em}
.symhess .marks{float:right;font-weight:normal}
.symhess .part::after{content:"";display:block;clear:both}
.symhess .ruled{height:2.1em;border-bottom:1px solid rgba(128,128,128,.7)}
.symhess .empty{height:2.1em}
.symhess .gap{display:flex;gap:.5em;align-items:end;height:2.6em}
.symhess .gap>i{flex:1;border-bottom:1px solid rgba(128,128,128,.7)}
.symhess .form{width:100%}
.symhess .form td,.symhess .form th{border:1px solid;height:2em;text-align:left}
@media print{.symhess table,.symhess figure,.symhess .result{break-inside:avoid}}
</style>"""


def sheet_html(page: SheetPage, pictures: Pictures) -> str:
    """Write a sheet as a whole page.

    Examples
    --------
    >>> from symhess.render.document import Words
    >>> text = sheet_html(SheetPage((Words("Sheet <1>"),), (), (), "B", (), ()), {})
    >>> "<h1>Sheet &lt;1&gt;</h1>" in text, "Variant B" in text
    (True, True)
    """
    parts = [SHEET_STYLE, '<article class="symhess">', *_head(page)]
    for number in range(len(page.questions)):
        parts += _question(page, number, pictures)
    parts += [f"<footer>{inline_html(page.footer)}</footer>", "</article>"]
    return page_html(page.title, "\n".join(parts), page.language)


def _head(page: SheetPage) -> Iterator[str]:
    lines = [inline_html(pieces) for pieces in (page.course, page.note) if pieces]
    if page.variant:
        lines.append(inline_html(say("sheet.variant", page.language, variant=page.variant)))
    if page.solved:
        lines.append(escape(phrase("sheet.solutions", page.language)))
    yield f'<div class="head"><h1>{inline_html(page.title)}</h1><p>{"<br>".join(lines)}</p></div>'
    if page.name_line and not page.solved:
        yield f'<p class="name">{escape(phrase("sheet.name", page.language))}</p>'
    if page.marks is not None and not page.solved:
        total = f"{phrase('sheet.total', page.language)}: {marks_text(page.marks, page.language)}"
        yield f"<p>{escape(total)}</p>"


def _question(page: SheetPage, number: int, pictures: Pictures) -> Iterator[str]:
    question = page.questions[number]
    name = inline_html(say("sheet.exercise", page.language, number=number + 1))
    title = f" ({inline_html(question.title)})" if question.title else ""
    yield f'<section class="question"><h2><span>{name}{title}</span>{_marks(question.marks, page)}</h2>'
    yield blocks_html(question.given, pictures.get((number, None), {}))
    for k, part in enumerate(question.parts):
        label, shown = label_of(question, k), pictures.get((number, k), {})
        yield '<div class="part">' if label else "<div>"
        yield from _part(page, part, label, shown)
        yield "</div>"
        if page.solved:
            yield blocks_html(part.solution, shown)
    yield "</section>"


def _part(page: SheetPage, part: Part, label: str, shown: Mapping[Picture, str]) -> Iterator[str]:
    first, *others = part.task or (Paragraph(()),)
    if isinstance(first, Paragraph):
        tag = f'<span class="label">{label}</span>' if label else ""
        yield f"<p>{tag}{inline_html(first.pieces)} {_marks(part.marks if label else None, page)}</p>"
    yield blocks_html(others if isinstance(first, Paragraph) else part.task, shown)
    if not page.solved:
        if part.hint:
            yield f"<p><em>{escape(phrase('sheet.hint', page.language))}</em> {inline_html(part.hint)}</p>"
        yield from _space(part.space)


def _marks(marks: Fraction | None, page: SheetPage) -> str:
    return f'<span class="marks">[{escape(marks_text(marks, page.language))}]</span>' if marks is not None else ""


def _space(space: Space | None) -> Iterator[str]:
    match space:
        case Blank(lines, ruled):
            yield f'<div class="{"ruled" if ruled else "empty"}"></div>' * lines
        case Gaps(beginnings):
            yield from (f'<div class="gap"><span>{inline_html(b)}</span><i></i></div>' for b in beginnings)
        case FillIn(header, rows):
            head = "".join(f'<th scope="col">{inline_html(cell)}</th>' for cell in header)
            empty = "<tr>" + "<td></td>" * len(header) + "</tr>"
            yield f'<table class="form"><thead><tr>{head}</tr></thead><tbody>{empty * rows}</tbody></table>'
