import re

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
from symhess.render.formula import Decimal, Name, Relation, Sum
from symhess.render.tex.engine import compile_tex
from symhess.render.tex.latex import document_latex, to_latex
from symhess.verdict import Kind

HOSTILE = r"\input{/etc/passwd} \write18{id} ^^5c $x$ 50% #1 _a &b ~c {d} 変"


def fragment(*blocks):
    return document_latex(Document((Words("Title"),), blocks), standalone=False)


def body(*blocks):
    return fragment(*blocks).split("Title}\\par\n")[1].removesuffix("\n\\endgroup\n")


def complaints(text):
    log = compile_tex(text, {}, "pdflatex").log
    return re.findall(r"Overfull .*|LaTeX Warning: .*undefined.*|Missing character.*", log)


def equation(left, right, *rule):
    return Equation(left, Relation.EQUAL, right, tuple(map(Words, rule)))


def test_hostile_text_is_shown_wherever_it_stands():
    words = (Words(HOSTILE), Emphasis(HOSTILE), Math(Name(HOSTILE)))
    row = Equation(Name(HOSTILE), Relation.EQUAL, Sum((Name(HOSTILE),) * 3), words)
    table = Table((words,), (Row((words,)),), (Align.LEFT,), words)
    blocks = (
        Heading(words),
        Paragraph(words),
        Note(words),
        ResultBox((Paragraph(words),), True),
        Equations((row, row)),
        table,
        Cases((Case(words, (Paragraph(words),)),)),
        Footer(words),
    )
    written = document_latex(Document(words, blocks))

    assert r"\input{" not in written
    assert complaints(written) == []


def test_a_fragment_can_be_taken_in_with_the_packages_it_names():
    written = to_latex(analyze("x^2 + y^2"), standalone=False)
    packages = re.match(r"% needs the packages (.*)\n", written)[1]
    host = r"\documentclass{book}\usepackage{%s}\begin{document}\chapter{One}%s\end{document}"

    assert "documentclass" not in written
    assert compile_tex(host % (packages, written), {}, "pdflatex").pdf.startswith(b"%PDF")


def test_lines_are_aligned_at_the_widest_left_side():
    long, short = Name("f", (Name("x"), Name("x"))), Name("f")
    written = body(Equations((equation(short, Name("u"), "sum rule"), equation(long, Name("v")))))

    assert written.splitlines() == [
        r"\symhessrows{f_{x x}}",
        r"\symhessrow{f}{= u}{sum rule}",
        r"\symhessrow{f_{x x}}{= v}{}",
        r"\endsymhessrows",
    ]


def test_a_long_left_side_is_broken_as_well():
    many = Sum(tuple(Name(f"a{k}") for k in range(30)))
    written = body(Equations((equation(many, Decimal("0")), equation(Name("b"), Decimal("0")))))

    assert written.count(r"\symhessflow") == 2
    assert r"\penalty0 + a_{29}}{= 0}{}" in written


def test_a_single_formula_stands_in_the_middle():
    assert r"\[ f = 1 \]" in body(Equations((equation(Name("f"), Decimal("1")),)))


def test_pictures_stand_side_by_side_and_only_where_there_are_files():
    blocks = tuple(Figure(shown, (Words("caption"),), "described") for shown in (Picture.LEVELS, Picture.SURFACE))
    names = {Picture.LEVELS: "a.pdf", Picture.SURFACE: "b.pdf"}
    written = document_latex(Document((), blocks), figures=names)

    assert written.count(r"\begin{minipage}[t]{0.48\linewidth}") == 2
    assert r"\includegraphics[width=\linewidth]{b.pdf}" in written
    assert "includegraphics" not in document_latex(Document((), blocks))


def test_marks_have_the_colours_of_the_picture():
    assert body(Paragraph((Marker(Kind.SADDLE),))) == (
        r"\symhesspar \textcolor{symhesssaddle}{$\boldsymbol{\times}$}\par"
    )
    assert r"\definecolor{symhesssaddle}{HTML}{1F5FA8}" in fragment()


def test_cases_are_indented():
    written = body(Cases((Case((Words("Case 1: "),), (Paragraph((Words("inside"),)),)),)))

    assert written.splitlines() == [
        r"\symhesspar Case 1: \par",
        r"{\advance\symhessindent by 1.8em\relax",
        r"\symhesspar inside\par",
        "}",
    ]


def test_the_users_order_of_terms_is_kept():
    assert "f ( x , y ) = 1 - y + x^{2}" in to_latex(analyze("1 - y + x^2"))


def test_an_unknown_block_is_refused():
    with pytest.raises(TypeError, match="expected a block"):
        fragment("words")


def test_no_lines_make_no_block():
    assert body(Equations(())) == ""
