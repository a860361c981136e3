"""Feedback pages: remarks as words and formulas, hidden fields left out."""

import pytest
from sympy import Symbol, sqrt
from sympy.abc import x, y

from symhess.grade import Assignment, Graded, Submission, make_field, mark
from symhess.grade.feedback import feedback_page, formula_of, plain_line
from symhess.render.formula import Expression, Fence, Fenced, Grid
from symhess.render.plain.text import document_text


def page(text, **options):
    field = make_field("gradient", "x^3 y", **options)
    found = Graded(Submission("ada", {"gradient": text}, ""), (mark(text, field),))
    return document_text(feedback_page(found, Assignment("Sheet", (field,))))


def test_a_page_tells_answer_reading_mistake_and_witness():
    text = page("(3x^2, x^3)")

    assert "You wrote: (3x^2, x^3), read as (3x², x³)" in text
    assert "at (1, 2) yours gives 3, f_x is 6" in text
    assert "0.5 of 1" in text


def test_a_doubtful_reading_is_echoed():
    assert "1/2x is read as (1/2)*x" in page("(1/2x, x^3)")


def test_a_hidden_field_is_left_out():
    assert "f_x" not in page("(3x^2, x^3)", visibility="hidden")


def test_a_submission_that_cannot_be_read_is_told_so():
    field = make_field("gradient", "x^2")
    found = Graded(Submission("c:1", {}, "c:1", "not a line of JSON"), (mark(None, field),))

    assert "not a line of JSON" in document_text(feedback_page(found, Assignment("Sheet", (field,))))


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("sqrt(2)*x/2", Expression(sqrt(2) * x / 2)),
        ("(x, 1)", Fenced(Fence.ROUND, (Expression(x), Expression(x / x)))),
        ("[[x, y]]", Grid(((Expression(x), Expression(y)),))),
        ("f_xy", Expression(Symbol("f_xy"))),
        ("Poly(x)", None),
        ("(1, 0) saddle", None),
    ],
)
def test_a_stored_formula_is_read_back_or_stays_words(text, formula):
    assert formula_of(text, (x, y)) == formula


def test_a_long_line_is_cut_and_has_no_line_breaks():
    line = plain_line("a\nb" * 400)

    assert len(line) == 301
    assert "\n" not in line
