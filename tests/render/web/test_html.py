import re
import sys
from html.parser import HTMLParser

import pytest

from symhess import analyze
from symhess.render.document import (
    Align,
    Case,
    Cases,
    Document,
    Emphasis,
    Equation,
    Equations,
    Figure,
    Footer,
    Heading,
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
from symhess.render.formula import Name, Relation
from symhess.render.page.build import document
from symhess.render.web.drawing import embedded
from symhess.render.web.html import document_html, to_html, to_html_fragment
from symhess.verdict import Kind

WELLS = "x^4 + y^4 - 2x^2 - 2y^2 + 1"
HOSTILE = '</style><script>alert("1")</script> & \'"'
VOID = {"meta", "wbr", "path", "use", "image", "rect"}


class Nesting(HTMLParser):
    """Collects elements, attributes and what is not closed properly."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.attributes, self.wrong = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def read(page):
    nesting = Nesting()
    nesting.feed(page)
    nesting.close()
    return nesting


@pytest.fixture(scope="module")
def wells():
    return to_html(analyze(WELLS))


def test_a_page_is_well_nested_and_needs_nothing_else(wells):
    found = read(wells)
    links = [value for _, attributes in found.attributes for key, value in attributes.items() if key in ("src", "href")]

    assert (found.open, found.wrong) == ([], [])
    assert {"script", "link", "iframe"}.isdisjoint(found.tags)
    assert [link for link in links if not link.startswith(("#", "data:"))] == []
    assert not re.search(r"url\((?!#)|@import", wells)


def test_a_page_is_small(wells):
    assert len(wells.encode()) < 300_000


def test_a_page_can_be_read_aloud(wells):
    found = read(wells)
    headers = [attributes for tag, attributes in found.attributes if tag == "th"]

    assert len(re.findall(r"<desc id=[^>]*>Level lines of f for x from -1.6 to 1.6.*?Four local minima", wells)) == 1
    assert len(re.findall(r"<desc id=[^>]*>Graph of f as a surface", wells)) == 1
    assert {header["scope"] for header in headers} == {"col", "row"}
    assert ("html", {"lang": "en"}) in found.attributes
    assert found.tags.count("h1") == 1
    assert "math" in found.tags


def test_steps_fold_and_are_folded_in_a_notebook(wells):
    fragment = to_html_fragment(analyze(WELLS))

    assert wells.count("<details open>") == wells.count("</details>") > 3
    assert "<details open>" not in fragment
    assert fragment.count("<details>") == fragment.count("</details>") > 3


def test_the_style_of_a_fragment_stays_inside_it():
    style = re.search(r"<style>(.*?)</style>", to_html_fragment(analyze("x^2")), re.DOTALL)[1]
    selectors = re.findall(r"(?:^|\}|\{)\s*([^{}@]+)\{", style)

    assert selectors
    assert [s for s in selectors if not all(part.strip().startswith(".symhess") for part in s.split(","))] == []


def test_nothing_from_outside_becomes_markup():
    words = (Words(HOSTILE), Emphasis(HOSTILE, strong=True), Math(Name(HOSTILE)))
    row = Equation(Name(HOSTILE), Relation.EQUAL, Name(HOSTILE), words)
    blocks = (
        Heading(words),
        Heading(words, 2),
        Paragraph(words),
        Note(words),
        ResultBox((Paragraph(words),), complete=False),
        Equations((row,)),
        Table((words,), (Row((words,)),), (Align.LEFT,), words),
        Cases((Case(words, (Paragraph(words),)),)),
        Figure(Picture.LEVELS, words, HOSTILE),
        Footer(words),
    )
    drawing = embedded('<svg width="1pt"><g/></svg>', HOSTILE, HOSTILE)
    found = read(document_html(Document(words, blocks), {Picture.LEVELS: drawing}, folded=False))

    assert (found.open, found.wrong) == ([], [])
    assert {"script", "style"}.isdisjoint(found.tags)
    assert ("section", {"class": "result open", "aria-label": HOSTILE}) in found.attributes


def test_marks_are_not_read_aloud():
    page = document_html(Document((Marker(Kind.MINIMUM),), ()), {}, folded=False)

    assert '<span class="mark minimum" aria-hidden="true">●</span>' in page


@pytest.mark.parametrize(("text", "joined"), [(", so", True), (" and", False)])
def test_a_comma_does_not_begin_a_line(text, joined):
    page = document_html(Document((), (Paragraph((Math(Name("f")), Words(text))),)), {}, folded=False)

    assert ("</math>&#x2060;," in page) == joined


def test_a_long_rule_gets_a_line_of_its_own():
    def written(rule):
        line = Equation(Name("f"), Relation.EQUAL, Name("g"), (Words(rule),))
        return document_html(Document((), (Equations((line,)),)), {}, folded=False)

    assert 'class="rule"' in written("sum rule")
    assert 'class="rule long"' in written("product rule " * 9)


def test_without_matplotlib_a_page_has_no_pictures(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)

    assert "<svg" not in to_html(analyze("x^2"))


def test_an_unknown_block_is_refused():
    with pytest.raises(TypeError, match="expected a block"):
        document_html(Document((), ("words",)), {}, folded=False)


@pytest.mark.parametrize(("text", "dashed"), [("x^2 - y^2", True), ("sin(x) + y^2", True), ("x^2 + y^2", False)])
def test_the_caption_speaks_of_dashes_where_there_are_some(text, dashed):
    page = document(analyze(text), "brief")
    captions = [block.caption[0].text for block in page.blocks if isinstance(block, Figure)]

    assert captions[0] == ("Level lines; the level of a saddle is dashed." if dashed else "Level lines.")
