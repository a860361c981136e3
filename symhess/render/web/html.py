"""Pages in HTML: one file with everything in it, and fragments for notebooks.

Mathematics is MathML, pictures are inline SVG with a description, colours follow the reader's light or dark setting.
Nothing is loaded from a network and nothing needs a script: steps fold with ``<details>``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import singledispatchmethod
from html import escape
from itertools import pairwise

from symhess.errors import RenderError
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
    Row,
    Table,
    Words,
)
from symhess.render.figure.describe import alt_text
from symhess.render.figure.marks import MARKS
from symhess.render.figure.plot import drawn, picture_bytes
from symhess.render.figure.scene import scene_of
from symhess.render.languages import language_of
from symhess.render.layout.breaking import pieces
from symhess.render.layout.formula import formula_node
from symhess.render.layout.layout import Glyph, Node, Token
from symhess.render.page.build import document
from symhess.render.phrases import phrase
from symhess.render.plain.formula import formula_text
from symhess.render.tex.table import inline_width
from symhess.render.web.drawing import embedded
from symhess.render.web.mathml import mathml
from symhess.render.web.style import FRAGMENT_STYLE, PAGE_STYLE
from symhess.study import Study

__all__ = [
    "blocks_html",
    "document_html",
    "inline_html",
    "page_html",
    "svg_picture",
    "to_html",
    "to_html_fragment",
]

_WIDEST_RULE = 26.0  # a longer one gets a line of its own
_CLOSING = tuple(".,;:!?)")  # they do not begin a line
_WORD_JOINER = "&#x2060;"
_WIDEST = 16.0  # wider formulas are cut into pieces between which a line may end


def to_html(study: Study, detail: Detail = "worked", language: str = "en") -> str:
    """Write a study as a whole page.

    Examples
    --------
    >>> from symhess.api import analyze
    >>> to_html(analyze("x^2")).splitlines()[:2]
    ['<!DOCTYPE html>', '<html lang="en">']
    """
    page = document(study, detail, language)
    return page_html(page.title, document_html(page, _pictures(study, page), folded=False), page.language)


def page_html(title: Sequence[Inline], body: str, language: str) -> str:
    """A whole page around an article that is written already.

    Examples
    --------
    >>> page_html((Words("a < b"),), "<article></article>", "en").splitlines()[6]
    '<title>a &lt; b</title>'
    """
    words = _plain(title)
    return (
        f'<!DOCTYPE html>\n<html lang="{language_of(language).code}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="symhess">\n'
        f"<title>{escape(words)}</title>\n<style>{PAGE_STYLE}{FRAGMENT_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def to_html_fragment(study: Study, detail: Detail = "worked", language: str = "en") -> str:
    """Write a study for a cell of a notebook, the derivation folded.

    Examples
    --------
    >>> from symhess.api import analyze
    >>> to_html_fragment(analyze("x^2"))[:7]
    '<style>'
    """
    page = document(study, detail, language)
    return f"<style>{FRAGMENT_STYLE}</style>{document_html(page, _pictures(study, page), folded=True)}"


def document_html(page: Document, pictures: Mapping[Picture, str], *, folded: bool) -> str:
    r"""Write a page's title and blocks; sections fold, and are folded at first if asked for.

    A folded page stands within another one, as a notebook's output does, so its headings are one level lower.

    Examples
    --------
    >>> document_html(Document((Words("a < b"),), ()), {}, folded=False)
    '<article class="symhess" lang="en">\n<h1>a &lt; b</h1>\n</article>'
    """
    printer = _Printer(pictures, folded)
    top = 2 if folded else 1
    parts = [f"<h{top}>{_inline(page.title)}</h{top}>", *printer.sections(page.blocks)]
    code = language_of(page.language).code
    return f'<article class="symhess" lang="{escape(code)}">\n' + "\n".join(parts) + "\n</article>"


def _pictures(study: Study, page: Document) -> dict[Picture, str]:
    """The pictures that the page has places for; none where matplotlib is missing."""
    wanted = [block.picture for block in page.blocks if isinstance(block, Figure)]
    try:
        return {one: svg_picture(study, one, page.language) for one in wanted}
    except RenderError:
        return {}


def blocks_html(blocks: Sequence[Block], pictures: Mapping[Picture, str]) -> str:
    """Write blocks one after the other, unfolded.

    Examples
    --------
    >>> blocks_html((Paragraph((Words("a & b"),)),), {})
    '<p>a &amp; b</p>'
    """
    return "\n".join(_Printer(pictures, folded=False).sections(blocks))


def inline_html(text: Sequence[Inline]) -> str:
    """Write words and formulas within a line.

    Examples
    --------
    >>> inline_html((Words("a < b"), Emphasis("c")))
    'a &lt; b<em>c</em>'
    """
    return _inline(text)


def svg_picture(study: Study, shown: Picture, language: str = "en", *, marked: bool = True) -> str:
    """Draw a picture as an element with a name and a description.

    Examples
    --------
    >>> from symhess.api import analyze
    >>> text = svg_picture(analyze("x^2"), Picture.CURVE)
    >>> 'role="img"' in text, "Graph of f for x from -2 to 2. One local minimum: (0, 0).</desc>" in text
    (True, True)
    """
    scene = scene_of(study) if marked else scene_of(study).unmarked()
    svg = picture_bytes(drawn(scene, (shown,), language), "svg").decode()
    return embedded(svg, phrase(f"figure.{shown.value}", language), alt_text(scene, shown, language))


class _Printer:
    """Prints blocks one after the other."""

    def __init__(self, pictures: Mapping[Picture, str], folded: bool) -> None:
        self.pictures = pictures
        self.folded = folded
        self.section = ""

    def sections(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Blocks under a heading fold together; tables, pictures and the end stay in sight."""
        opened = False
        for block in blocks:
            ends = isinstance(block, Heading | Table | Figure | Footer)
            if opened and ends and not (isinstance(block, Heading) and block.level > 1):
                yield "</details>"
                opened = False
            if isinstance(block, Heading) and block.level == 1:
                self.section = _plain(block.pieces)
                yield f"<details{'' if self.folded else ' open'}><summary>{self.block(block)}</summary>"
                opened = True
            else:
                yield self.block(block)
        if opened:
            yield "</details>"

    @singledispatchmethod
    def block(self, block: Block) -> str:
        raise TypeError(f"expected a block, got {block!r}")

    @block.register
    def _(self, block: Heading) -> str:
        level = block.level + 1 + self.folded
        return f'<h{level} class="level{block.level}">{_inline(block.pieces)}</h{level}>'

    @block.register
    def _(self, block: Paragraph) -> str:
        return f"<p>{_inline(block.pieces)}</p>"

    @block.register
    def _(self, block: Note) -> str:
        return f'<p class="note">{_inline(block.pieces)}</p>'

    @block.register
    def _(self, block: Footer) -> str:
        return f"<footer>{_inline(block.pieces)}</footer>"

    @block.register
    def _(self, block: ResultBox) -> str:
        state = "complete" if block.complete else "open"
        body = "".join(f"<p>{_inline(paragraph.pieces)}</p>" for paragraph in block.paragraphs)
        lead = _plain(block.paragraphs[0].pieces[:1]) if block.paragraphs else ""
        return f'<section class="result {state}" aria-label="{escape(lead)}">{body}</section>'

    @block.register
    def _(self, block: Equations) -> str:
        return '<div class="lines">' + "".join(map(_line, block.rows)) + "</div>"

    @block.register
    def _(self, block: Cases) -> str:
        cases = (
            f"<li><p>{_inline(case.label)}</p>{''.join(map(self.block, case.blocks))}</li>" for case in block.cases
        )
        return f'<ul class="cases">{"".join(cases)}</ul>'

    @block.register
    def _(self, block: Table) -> str:
        aligned = [f' class="{align.value}"' for align in block.align]
        cells = zip(aligned, block.header, strict=True)
        head = "".join(f'<th scope="col"{style}>{_inline(cell)}</th>' for style, cell in cells)
        rows = "\n".join(_table_row(row, aligned) for row in block.rows)
        remark = f'<p class="note">{_inline(block.remark)}</p>' if block.remark else ""
        name = escape(self.section or _plain(block.header[0]))
        return (
            f'<div class="scroll" tabindex="0" role="region" aria-label="{name}"><table><caption>{name}</caption>'
            f"<thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table></div>{remark}"
        )

    @block.register
    def _(self, block: Figure) -> str:
        if block.picture not in self.pictures:
            return ""
        caption = f"<figcaption>{_inline(block.caption)}</figcaption>"
        return f"<figure>{self.pictures[block.picture]}{caption}</figure>"


def _table_row(row: Row, aligned: Sequence[str]) -> str:
    """The first cell says what the row is about."""
    (style, first), *others = zip(aligned, row.cells, strict=True)
    cells = "".join(f"<td{style}>{_inline(cell)}</td>" for style, cell in others)
    return f'<tr><th scope="row"{style}>{_inline(first)}</th>{cells}</tr>'


def _line(row: Equation) -> str:
    relation = Token(Glyph.RELATION, row.relation.value)
    left = _formula(formula_node(row.left)) if row.left is not None else ""
    right = _formula(formula_node(row.right))
    place = "rule" if inline_width(row.rule) < _WIDEST_RULE else "rule long"
    rule = f'<span class="{place}">{_inline(row.rule)}</span>' if row.rule else ""
    return (
        f'<div class="line"><span class="left">{left}</span><span class="relation">{mathml(relation)}</span>'
        f'<span class="right">{right}</span>{rule}</div>'
    )


def _formula(node: Node) -> str:
    return "<wbr>".join(mathml(piece, display_style=True) for piece in pieces(node, _WIDEST))


def _inline(pieces_of_text: Sequence[Inline]) -> str:
    written = list(map(_piece, pieces_of_text))
    for k, (before, after) in enumerate(pairwise(pieces_of_text)):
        if isinstance(before, Math) and isinstance(after, Words) and after.text[:1] in _CLOSING:
            written[k] += _WORD_JOINER
    return "".join(written)


def _piece(piece: Inline) -> str:
    match piece:
        case Words(text):
            return escape(text)
        case Emphasis(text, strong):
            tag = "strong" if strong else "em"
            return f"<{tag}>{escape(text)}</{tag}>"
        case Math(formula):
            return "<wbr>".join(map(mathml, pieces(formula_node(formula), _WIDEST)))
        case Marker(kind):
            return f'<span class="mark {kind.value}" aria-hidden="true">{MARKS[kind].character}</span>'


def _plain(pieces_of_text: Sequence[Inline]) -> str:
    return "".join(map(_plain_piece, pieces_of_text))


def _plain_piece(piece: Inline) -> str:
    match piece:
        case Words(text) | Emphasis(text, _):
            return text
        case Math(formula):
            return formula_text(formula)
    return ""
