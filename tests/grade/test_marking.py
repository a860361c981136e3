"""One answer at a time: right forms, typical mistakes, follow-through, and what waits for a person."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from symhess.grade import MarkStatus, make_field, mark
from tests.grade.classroom import COUPLED, CUBIC, RIGHT, WAVE, WRONG

POINTS = {"taylor": {"at": [2, 1]}, "newton": {"at": [2, 1]}}
FIELDS = {name: make_field(name, CUBIC, **POINTS.get(name, {})) for name in RIGHT}
CORPUS = Path(__file__).parent.parent / "corpus"


def rows(name):
    return [json.loads(line) for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, forms in RIGHT.items() for text in forms])
def test_a_right_answer_is_right_in_every_form(name, text):
    found = mark(text, FIELDS[name])

    assert (found.status, found.points, found.mistakes) == (MarkStatus.RIGHT, 1, ())


@pytest.mark.parametrize(
    ("name", "text", "share", "code"), [(name, *row) for name, many in WRONG.items() for row in many]
)
def test_a_typical_mistake_is_named_and_its_share_is_exact(name, text, share, code):
    found = mark(text, FIELDS[name])

    assert found.points == share
    assert code in found.mistakes


@pytest.mark.parametrize(
    ("asks", "function", "options", "text", "code"),
    [
        ("partial", WAVE, {"of": "x"}, "exp(2x) + y", "dropped-chain-factor"),
        ("partial", WAVE, {"of": "y"}, "cos(3y) + x", "dropped-chain-factor"),
        ("partial", WAVE, {"of": "y"}, "-3cos(3y) + x", "sign-of-sine-or-cosine"),
        ("partial", WAVE, {"of": "x"}, "3cos(3y) + x", "other-partial"),
        ("partial", WAVE, {"of": "x"}, WAVE, "not-differentiated"),
        ("partial", "x^2 sin(x)", {"of": "x"}, "2x cos(x)", "product-rule"),
        ("partial", "x^5 + y", {"of": "x"}, "5x^5", "exponent-not-lowered"),
        ("partial", "x^5 + x", {"of": "x"}, "x^4 + 1", "exponent-factor-lost"),
        ("partial", "x^5 + y^3", {"of": "x"}, "5x^4 + y^3", "constant-term-kept"),
        ("partial", "x^3 y^2", {"of": ["x", "y"]}, "3x^2 y^2", "once-only"),
        ("hessian", COUPLED, {}, "[[2, -3], [-3, 12y]]", "sign"),
        ("hessian", COUPLED, {}, "[[2, 0], [0, 12y]]", "mixed-partial-zero"),
        ("discriminant", COUPLED, {}, "24y + 9", "mixed-partial-added"),
        ("discriminant", COUPLED, {}, "24y - 3", "mixed-partial-not-squared"),
        ("discriminant", COUPLED, {}, "24y", "mixed-partial-left-out"),
        ("taylor", "exp(x)", {"at": [0]}, "x + x^2/2", "taylor-no-constant"),
        ("taylor", "exp(x)", {"at": [1]}, "e + e x + e x^2/2", "taylor-not-shifted"),
        ("taylor", "exp(x y) + x", {"at": [0, 0]}, "1 + x + x y/2", "taylor-mixed-halved"),
        ("newton", "x^4", {"at": [3]}, "3 - 4*27*12*9", "newton-not-inverted"),
        ("newton", "x^4", {"at": [3]}, "1", "newton-step-only"),
        ("newton", "x^4", {"at": [3], "steps": 2}, "2", "newton-count"),
        ("critical_points", "x^2 - 4x + y^2 - 2y", {}, "(1, 2)", "swapped-coordinates"),
        ("critical_points", "x^2 - 4x + y^2 - 2y", {}, "(-2, 1)", "sign-of-coordinate"),
        ("critical_points", "x^3 - 6x", {}, "1.414, -1.414", "rounded"),
        ("classification", "x^4 + y^4", {}, "(0,0) saddle", "zero-D-called-saddle"),
        ("classification", "x^4 + y^4", {}, "(0,0) inconclusive", "zero-D-not-decided"),
        ("classification", "x^2 + y^2", {}, "(0,0) min; (0,0) max", "twice-contradictory"),
        ("clairaut", "x^2 y", {}, "no", "clairaut"),
        ("clairaut", "x^2 y", {}, "(2x, 2y)", "clairaut"),
        ("lagrange", "x + y", {"constraint": "x^2 + y^2 = 2"}, "(1, 1)", "missed-point"),
    ],
)
def test_a_wrong_answer_is_diagnosed(asks, function, options, text, code):
    found = mark(text, make_field(asks, function, **options))

    assert found.status in (MarkStatus.WRONG, MarkStatus.PARTIAL)
    assert found.mistakes[0] == code


def test_a_witness_tells_both_values_at_a_point():
    found = mark("(2x - 3y, 3x)", make_field("gradient", "x^2 - 3xy"))

    assert [remark.text for remark in found.remarks][-1] == "at (1, 2) yours gives 3, f_y is -3"


GRADIENT, HESSIAN = FIELDS["gradient"], FIELDS["hessian"]


@pytest.mark.parametrize(
    ("name", "text", "earlier"),
    [
        pytest.param("hessian", "[[6x, 0], [0, 4y]]", [(GRADIENT, "(3x^2 - 3, 2y^2)")], id="hessian-of-own-gradient"),
        pytest.param(
            "critical_points", "(2, 0), (-2, 0)", [(GRADIENT, "(3x^2 - 12, 2y)")], id="points-of-own-gradient"
        ),
        pytest.param("critical_points", "none", [(GRADIENT, "(3x^2 + 3, 2y)")], id="no-points-of-own-gradient"),
        pytest.param("discriminant", "12x - y^2", [(HESSIAN, "[[6x, y], [y, 2]]")], id="D-of-own-hessian"),
        pytest.param(
            "classification",
            "(2,0) min; (-2,0) saddle",
            [(FIELDS["critical_points"], "(2,0), (-2,0)")],
            id="kinds-of-own-points",
        ),
        pytest.param(
            "classification", "(1,0) saddle; (-1,0) max", [(HESSIAN, "[[6x, 0], [0, -2]]")], id="kinds-by-own-hessian"
        ),
        pytest.param("taylor", "3 - 9(x-2) + 2(y-1) + 6(x-2)^2 + (y-1)^2", [(GRADIENT, "(3-3x^2, 2y)")], id="taylor"),
        pytest.param("newton", "(11/4, 0)", [(GRADIENT, "(3 - 3x^2, 2y)")], id="newton-with-own-gradient"),
    ],
)
def test_work_that_follows_from_an_own_wrong_line_earns_credit(name, text, earlier):
    alone, after = mark(text, FIELDS[name]), mark(text, FIELDS[name], earlier=earlier)

    assert alone.points < 1
    assert (after.status, after.points) == (MarkStatus.CARRIED, 1)


@pytest.mark.parametrize(
    ("name", "text", "earlier"),
    [
        pytest.param("hessian", "[[0, 0], [0, 0]]", [(GRADIENT, "(0, 0)")], id="zero"),
        pytest.param("hessian", "[[3, 0], [0, 2]]", [(GRADIENT, "(3x - 3, 2y)")], id="lower-degree"),
        pytest.param("critical_points", "none", [(GRADIENT, "(3, 2y)")], id="constant"),
        pytest.param("classification", "none", [(FIELDS["critical_points"], "none")], id="no-points"),
    ],
)
def test_a_trivially_simpler_line_carries_nothing(name, text, earlier):
    alone, after = mark(text, FIELDS[name]), mark(text, FIELDS[name], earlier=earlier)

    assert after.points == alone.points
    assert after.status is not MarkStatus.CARRIED
    assert any(remark.code == "not-carried" for remark in after.remarks)


def test_credit_that_is_carried_over_can_be_a_share():
    field = make_field("hessian", CUBIC, weight=4, follow_through="1/2")
    found = mark("[[-6x, 0], [0, 4y]]", field, earlier=[(GRADIENT, "(3 - 3x^2, 2y^2)")])

    assert found.points == 2 + Fraction(1, 2) * 2


def test_a_claimed_point_that_contradicts_the_own_gradient_is_told():
    found = mark("(1, 0), (2, 2)", FIELDS["critical_points"], earlier=[(GRADIENT, "(3x^2 - 12, 2y)")])

    told = [remark.text for remark in found.remarks if remark.code == "contradicts-own-gradient"]
    assert told == [
        "at (1, 0) your own gradient is (-9, 0), not zero",
        "at (2, 2) your own gradient is (0, 4), not zero",
    ]


def test_an_earlier_line_that_cannot_be_read_is_passed_over():
    found = mark("[[6x, 0], [0, 3]]", HESSIAN, earlier=[(GRADIENT, "((("), (GRADIENT, "")])

    assert found.points == Fraction(3, 4)


@pytest.mark.parametrize(
    ("form", "text", "points"),
    [
        ("factored", "6(x - 1)(x + 1)", 1),
        ("factored", "6x^2 - 6", Fraction(3, 4)),
        ("expanded", "6x^2 - 6", 1),
        ("expanded", "6(x^2 - 1)", Fraction(3, 4)),
        ("exact", "6.0x^2 - 6", Fraction(3, 4)),
        ("simplified", "2*3x^2 - 6", Fraction(3, 4)),
        ("lowest-terms", "12x^2/2 - 6", Fraction(3, 4)),
        ("factored", "x + 1", 0),
    ],
)
def test_a_form_is_judged_beside_the_value(form, text, points):
    field = make_field("partial", "2x^3 - 6x", of="x", form=form, form_weight="1/4")

    assert mark(text, field).points == points


def test_a_tolerance_is_for_numbers_and_exact():
    field = make_field("critical_points", "x^3 - 6x", tolerance="0.001")

    assert mark("1.414, -1.4142", field).status is MarkStatus.RIGHT
    assert mark("1.41, -1.41", field).points == 0


def test_free_text_and_lack_of_time_wait_for_a_person():
    argument = mark("since f >= 0", make_field("argument", CUBIC))
    hurried = mark("(3x^2 - 3, 2y)", GRADIENT, time_limit=1e-9)

    for found in (argument, hurried):
        assert (found.status, found.points) == (MarkStatus.REVIEW, None)
        assert found.reason


@pytest.mark.parametrize(("choice", "status"), [("wrong", MarkStatus.UNREADABLE), ("review", MarkStatus.REVIEW)])
def test_the_assignment_says_what_becomes_of_the_unreadable(choice, status):
    found = mark("(((", make_field("gradient", CUBIC, unreadable=choice))

    assert found.status is status
    told = "the bracket '(' is never closed (at character 1); write the missing )"
    assert found.remarks[0].text == f"this cannot be read: {told}"


@pytest.mark.parametrize("text", [None, "", "  \n"])
def test_no_answer_is_missing(text):
    assert mark(text, GRADIENT).status is MarkStatus.MISSING


@pytest.mark.parametrize("row", rows("attacks"), ids=lambda row: row["id"])
def test_no_attack_is_worth_a_point_or_more_than_its_time(row):
    for field in (GRADIENT, FIELDS["critical_points"], FIELDS["classification"], FIELDS["discriminant"]):
        found = mark(row["text"], field)

        assert found.points == 0
        assert found.status in (MarkStatus.UNREADABLE, MarkStatus.WRONG, MarkStatus.MISSING)


# the grammar has no sign, and variables of an assignment are real, not positive
COMPARED = [row for row in rows("equiv") if "sign(" not in row["reference"] and not row.get("assume")]


@pytest.mark.parametrize("row", COMPARED, ids=lambda row: row["id"])
def test_equivalent_answers_are_marked_alike(row):
    options = {"answer": row["reference"], "variables": row["vars"], "syntax": "python"}
    found = mark(row["student"], make_field("expression", row["reference"], **options))

    assert found.status is (MarkStatus.RIGHT if row["equal"] else MarkStatus.WRONG)
