"""Slides: sections in frames, nothing in them larger than a slide."""

import re

from symhess import analyze
from symhess.render.document import Align, Heading, Math, Paragraph, Row, Table, Words
from symhess.render.formula import Decimal
from symhess.render.page.build import document
from symhess.render.tex.engine import compile_tex, find_engine
from symhess.render.tex.frames import document_beamer, frames

TITLE = (Words("Sheet"),)


def paragraphs(count):
    return [Paragraph((Words(f"line {k}"),)) for k in range(count)]


def titles(blocks):
    return re.findall(r"\\frametitle\{(.*)\}", "\n".join(frames(TITLE, (), blocks, {})))


def section(name, count):
    return [Heading((Words(name),)), *paragraphs(count)]


def test_short_sections_share_a_frame_and_long_ones_do_not():
    assert titles(section("One", 3) + section("Two", 3)) == ["One"]
    assert titles(section("One", 9) + section("Two", 9)) == ["One", "Two"]
    assert titles(paragraphs(9) + section("Two", 9)) == ["Sheet", "Two"]
    assert titles([]) == []


def test_long_tables_are_cut_with_their_header():
    cell = (Math(Decimal("1")),)
    table = Table(((Words("point"),),), (Row((cell,)),) * 25, (Align.RIGHT,), (Words("the end"),))
    text = "\n".join(frames(TITLE, (), [table], {}))

    assert text.count(r"\begin{tabular}") == 4 and "longtable" not in text
    assert text.count("point") == 4 and text.count("the end") == 1


def test_whole_studies_fit_on_slides():
    for text in ("x^4 + y^4 - 2x^2 - 2y^2 + 1", "x^6 - 3x^2 y^2 + y^4 - x + 2"):
        made = compile_tex(document_beamer(document(analyze(text), "full")), {}, find_engine())

        assert re.findall(r"Overfull|undefined", made.log) == []
