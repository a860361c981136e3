"""Markdown with TeX between dollar signs: structure, and text that stays text."""

import re

import pytest
from sympy import Symbol

from symhess import analyze
from symhess.analysis import study
from symhess.budget import Deadline
from symhess.function import ScalarFunction
from symhess.render import formula as f
from symhess.render import to_markdown
from symhess.render.document import (
    Align,
    Case,
    Cases,
    Document,
    Emphasis,
    Equation,
    Equations,
    Figure,
    Heading,
    Math,
    Note,
    Paragraph,
    Picture,
    ResultBox,
    Row,
    Table,
    Words,
)
from symhess.render.plain.markdown import document_markdown


def printed(*blocks):
    return document_markdown(Document((Words("T"),), blocks)).removeprefix("# T\n\n")


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        pytest.param(Heading((Words("Gradient"),)), "## Gradient\n", id="heading"),
        pytest.param(Heading((Words("More"),), level=2), "### More\n", id="subheading"),
        pytest.param(Note((Words("1. so"),)), "- 1\\. so\n", id="note-like-a-list"),
        pytest.param(Paragraph((Words("- minus"),)), "\\- minus\n", id="paragraph-like-a-list"),
        pytest.param(Paragraph((Words("a*b_c"), Emphasis("d"))), "a\\*b\\_c*d*\n", id="emphasis"),
        pytest.param(
            ResultBox((Paragraph((Emphasis("R", strong=True),)), Paragraph((Words("s"),))), complete=False),
            "> **R**\n>\n> s\n",
            id="box",
        ),
        pytest.param(Equations(()), "\n", id="no-equations"),
        pytest.param(
            Equations((Equation(f.Name("a"), f.Relation.AT_MOST, f.Name("b"), (Words("50% of $"),)),)),
            "$$\n\\begin{aligned}\na &\\le b && \\text{50\\% of \\$}\n\\end{aligned}\n$$\n",
            id="equation",
        ),
        pytest.param(
            Table(((Words("a|b"),),), (Row(((Math(f.Expression(abs(Symbol("x")))),),)),), (Align.CENTRE,)),
            "| a\\|b |\n| :---: |\n| $\\lvert x \\rvert$ |\n",
            id="table",
        ),
        pytest.param(
            Cases((Case((Words("Case 1: "),), (Paragraph((Words("so"),)),)),)),
            "- Case 1:\n\n  so\n",
            id="cases",
        ),
        pytest.param(Figure(Picture.LEVELS, (), "levels"), "\n", id="figure"),
    ],
)
def test_every_block_has_its_form(block, expected):
    assert printed(block) == expected or printed(block) == "# T" + expected


HOSTILE = ["<script>alert(1)</script>", "[a](javascript:x)", "`x`", "$$", "a\nb", "\x1b[2J", "&lt;", "# h", "|"]


@pytest.mark.parametrize("text", HOSTILE)
def test_words_stay_words(text):
    page = printed(Paragraph((Words(text),)))

    assert re.search(r"(?<!\\)[<>`$\[\]|#]", page) is None
    assert page.count("\n") == 1 and "\x1b" not in page


@pytest.mark.parametrize("text", HOSTILE)
def test_names_stay_names(text):
    page = printed(Paragraph((Math(f.Expression(Symbol(text) ** 2)),)))

    assert "<" not in page and ">" not in page and "\x1b" not in page
    assert len(re.findall(r"(?<!\\)\$", page)) == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_are_tamed_on_the_whole_page(text):
    name = Symbol(text)
    page = to_markdown(study(ScalarFunction(name**4 - name, (name,), notes=(text,)), Deadline(10)), "full")

    body = "\n".join(line for line in page.splitlines() if not line.startswith("> "))
    assert "<" not in body.replace("\\<", "") and "\x1b" not in page
    assert len(re.findall(r"(?<!\\)\$\$", page)) % 2 == 0


def test_the_page_has_sections_and_balanced_mathematics():
    page = to_markdown(analyze("x^4 + y^4 - 4 x y"), "full")

    assert re.findall("^## (.*)$", page, re.M) == [
        *("Gradient", "Hessian and Clairaut check", "Critical points", "Classification"),
        "The function as a whole",
    ]
    assert len(re.findall(r"(?<!\\)\$", page)) % 2 == 0
    assert page.count(r"\begin{aligned}") == page.count(r"\end{aligned}") > 2
