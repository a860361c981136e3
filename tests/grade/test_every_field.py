"""Every kind of field from the assignment to the points: weights, tolerance, forms, follow-through, visibility."""

from fractions import Fraction

import pytest

from symhess.errors import InputError
from symhess.grade import MarkStatus, Submission, grade_submissions, make_field, mark
from symhess.grade.assignment import assignment_of
from symhess.grade.fields import Visibility

SHEET = b"""
title = "Everything"
function = "x^4 - 2x^2 + y^2"
variables = ["x", "y"]

[[fields]]
asks = "gradient"
weight = "3/2"
form = "factored"

[[fields]]
asks = "partial"
of = ["x", "x"]

[[fields]]
asks = "hessian"
weight = 2
follow_through = "1/2"

[[fields]]
asks = "clairaut"
visibility = "after_due_date"

[[fields]]
asks = "critical_points"
weight = 3

[[fields]]
asks = "discriminant"

[[fields]]
name = "D_at_0"
asks = "discriminant"
at = [0, 0]

[[fields]]
asks = "classification"
weight = 3

[[fields]]
asks = "taylor"
at = [1, 0]

[[fields]]
asks = "newton"
at = [2, 1]
tolerance = 0.01

[[fields]]
asks = "lagrange"
constraint = ["x + y = 1"]
answer = "(1, 0)"

[[fields]]
asks = "argument"
visibility = "hidden"

[[fields]]
name = "least"
asks = "expression"
answer = "-1"
"""
RIGHT = {
    "gradient": "(4x(x-1)(x+1), 2y)",
    "f_xx": "12x^2 - 4",
    "hessian": "[[12x^2 - 4, 0], [0, 2]]",
    "clairaut": "yes",
    "critical_points": "(0,0), (±1, 0)",
    "discriminant": "24x^2 - 8",
    "D_at_0": "-8",
    "classification": "(0,0) saddle; (1,0) minimum; (-1,0) minimum",
    "taylor": "-1 + 4(x-1)^2 + y^2",
    "newton": "(1.454, 0)",
    "lagrange": "(1, 0)",
    "argument": "D < 0 at the origin",
    "least": "-1",
}
# a wrong answer, what share is left, and a word of the feedback
WRONG = {
    "gradient": ("(4x^3 + 4x, 2y)", Fraction(1, 4), "sign"),
    "f_xx": ("12x^2 + 4", Fraction(0), "sign"),
    "hessian": ("[[12x^2 - 4, 1], [0, 2]]", Fraction(3, 4), "not symmetric"),
    "clairaut": ("no", Fraction(0), "both mixed partials"),
    "critical_points": ("(0,0), (1,0)", Fraction(2, 3), "1 point is missing"),
    "discriminant": ("12x^2 - 2", Fraction(0), "sum of f_xx and f_yy"),
    "D_at_0": ("8", Fraction(0), "sign"),
    "classification": ("(0,0) maximum; (1,0) minimum; (-1,0) minimum", Fraction(2, 3), "D < 0"),
    "taylor": ("-1 + 8(x-1)^2 + 2y^2", Fraction(0), "factor 1/2"),
    "newton": ("(2.545, 2)", Fraction(0), "wrong sign"),
    "lagrange": ("(0, 1)", Fraction(0), "swapped"),
    "least": ("0", Fraction(0), "not right"),
}


@pytest.fixture(scope="module")
def sheet():
    return assignment_of(SHEET, "sheet.toml")


def marks_of(sheet, answers):
    (found,) = grade_submissions(sheet, [Submission("ada", answers, "")])
    return {one.field: one for one in found.marks}


def test_right_answers_get_all_points_and_free_text_waits(sheet):
    found = marks_of(sheet, RIGHT)

    for field in sheet.fields:
        if field.name == "argument":
            assert (found[field.name].status, found[field.name].points) == (MarkStatus.REVIEW, None)
        else:
            assert (found[field.name].status, found[field.name].points) == (MarkStatus.RIGHT, field.weight)


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_answer_keeps_its_share_and_is_explained(sheet, name):
    answer, share, told = WRONG[name]
    found = marks_of(sheet, RIGHT | {name: answer})
    weights = {field.name: field.weight for field in sheet.fields}

    assert found[name].points == share * weights[name]
    assert any(told in remark.text for remark in found[name].remarks), [r.text for r in found[name].remarks]
    assert all(one.points == weights[other] for other, one in found.items() if other not in (name, "argument"))


def test_half_the_credit_follows_through_where_the_sheet_says_so(sheet):
    answers = RIGHT | {"gradient": "(4x^3 + 4x, 2y)", "f_xx": "", "hessian": "[[12x^2 + 4, 0], [0, 2]]"}
    found = marks_of(sheet, answers)["hessian"]

    assert found.status is MarkStatus.CARRIED
    assert found.points == 2 * (Fraction(3, 4) + Fraction(1, 4) / 2)


def test_one_invalid_part_stops_no_other(sheet):
    found = marks_of(sheet, RIGHT | {"gradient": "((((", "hessian": "9^9^9^9", "taylor": "__import__('os')"})

    unreadable = {name for name, one in found.items() if one.status is MarkStatus.UNREADABLE}

    assert unreadable == {"gradient", "hessian", "taylor"}
    assert sum(one.status is MarkStatus.RIGHT for one in found.values()) == len(RIGHT) - 4


def test_visibility_is_kept(sheet):
    seen = {field.name: field.visibility for field in sheet.fields}

    assert seen["clairaut"] is Visibility.AFTER_DUE_DATE
    assert seen["argument"] is Visibility.HIDDEN
    assert seen["gradient"] is Visibility.VISIBLE


def test_own_points_that_the_own_gradient_denies_are_told(sheet):
    answers = RIGHT | {"gradient": "(4x^3 - 8x, 2y)", "critical_points": "(0,0), (2,0), (-2,0)"}
    found = marks_of(sheet, answers)["critical_points"]

    assert "contradicts-own-gradient" in found.mistakes
    assert "at (2, 0) your own gradient is (16, 0), not zero" in [remark.text for remark in found.remarks]


@pytest.mark.parametrize(
    ("asks", "options", "answer"),
    [
        ("discriminant", {"function": "x^2 + y^2 + z^2 + x y z"}, "(2)(4 - x^2) - z(2z - xy) + y(zx - 2y)"),
        ("taylor", {"function": "sin(x)", "at": ["pi/3"], "order": 1}, "√3/2 + (x - π/3)/2"),
        ("taylor", {"function": "x^3", "at": 2, "order": 3}, "x^3"),
        ("newton", {"function": "x^2 + y^4", "at": [1, 1]}, "(0, 2/3)"),
        ("lagrange", {"function": "x y z", "constraint": ["x^2 + y^2 = 2", "z = 1"]}, "(±1, ±1, 1)"),
        ("partial", {"function": "x^y", "of": "y"}, "x^y ln x"),
        ("partial", {"function": "x^2 y^3", "of": ["x", "y", "y"]}, "12xy"),
        ("gradient", {"function": "|x| + y", "variables": "x y"}, "(x/|x|, 1)"),
        ("clairaut", {"function": "x^2 y", "of": ["x", "y"]}, "f_xy = 2x, f_yx = 2x"),
        ("classification", {"function": "x^4 + y^4"}, "the origin is a minimum"),
        ("critical_points", {"function": "x + y"}, "none"),
        ("expression", {"function": "x", "answer": "sqrt(2)", "tolerance": "0.01"}, "1.41"),
    ],
)
def test_fields_off_the_beaten_track(asks, options, answer):
    found = mark(answer, make_field(asks, **options))

    assert found.status is MarkStatus.RIGHT, [remark.text for remark in found.remarks]


@pytest.mark.parametrize(
    ("asks", "options", "told"),
    [
        ("newton", {"function": "x^4", "at": [0]}, "regular"),
        ("clairaut", {"function": "x |y|"}, "give the answer"),
        ("taylor", {"function": "x^2"}, "at: expected a point"),
        ("partial", {"function": "x^2"}, "of"),
        ("lagrange", {"function": "x y"}, "constraint"),
        ("expression", {"function": "x"}, "right answer"),
        ("critical_points", {"function": "sin(x)"}, "give the answer"),
        ("gradient", {"function": "x^2", "weight": -1}, "weight"),
        ("gradient", {"function": "x^2", "form": "pretty"}, "form"),
        ("gradient", {"function": "x^2", "visibility": "secret"}, "visibility"),
    ],
)
def test_assignments_that_cannot_be_are_refused_with_the_key(asks, options, told):
    with pytest.raises(InputError, match=told):
        make_field(asks, **options)
