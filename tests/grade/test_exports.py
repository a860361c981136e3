"""Exports: what waits has no score, statistics count, and cells are no formulas."""

from fractions import Fraction

import pytest

from symhess.grade import Assignment, Graded, Submission, make_field, mark
from symhess.grade.exports import gradebook, gradescope, review_rows, safe_cell, statistics

GRADIENT = make_field("gradient", "x^2 + y^2", weight=2, visibility="after_published")
ARGUMENT = make_field("argument", "x^2 + y^2", weight=3)
SHEET = Assignment("Sheet", (GRADIENT, ARGUMENT))


def handed_in(student, gradient, argument="since"):
    submission = Submission(student, {"gradient": gradient, "argument": argument}, f"class:{student}")
    return Graded(submission, (mark(gradient, GRADIENT), mark(argument, ARGUMENT)))


def test_gradescope_has_no_score_for_what_waits_and_the_visibility_of_the_field():
    found = gradescope(handed_in("ada", "(2x, -2y)"), SHEET)
    first, second = found["tests"]

    assert (found["score"], found["extra_data"]) == (1.0, {"waiting": ["argument"]})
    assert (first["score"], first["max_score"], first["visibility"]) == (1.0, 2.0, "after_published")
    assert "score" not in second
    assert "f_y: the sign is wrong" in first["output"]


def test_the_gradebook_leaves_what_waits_empty():
    lines = gradebook([handed_in("ada", "(2x, 2y)"), handed_in("bob, jr", "(2x")], SHEET).splitlines()

    assert lines[1:] == ["ada,2,5,argument,2,", '"bob, jr",0,5,argument,0,']


def test_the_review_queue_has_the_answer_and_the_reason():
    (row,) = review_rows([handed_in("ada", "(2x, 2y)", "f >= 0")])

    assert (row["student"], row["field"], row["answer"], row["out_of"]) == ("ada", "argument", "f >= 0", "3")
    assert row["reason"]


def test_statistics_rank_mistakes_and_wrong_answers():
    rows = [
        handed_in("a", "(-2x, 2y)"),
        handed_in("b", "(2y, 2x)"),
        handed_in("c", "(2x, -2y)"),
        handed_in("d", "(2x, 2y)"),
    ]
    found = statistics(rows, SHEET)["fields"][0]

    assert [(row["code"], row["count"]) for row in found["mistakes"]] == [("sign", 2), ("swapped-entries", 1)]
    assert (found["status"]["right"], found["status"]["partial"], found["status"]["wrong"]) == (1, 2, 1)
    assert found["mean_share"] == float(Fraction(1 + Fraction(1, 2) + Fraction(1, 2), 4))
    assert statistics(rows, SHEET)["fields"][1]["mean_share"] is None


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", " =1", "\t=1", "\r=1", "|cmd", "%0A"])
def test_a_cell_that_a_spreadsheet_would_run_is_quoted(text):
    assert safe_cell(text).startswith("'")
