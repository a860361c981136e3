"""Forms are judged on what was written, whatever its value."""

import pytest
from sympy.abc import x, y

from symhess.grade import make_field, mark
from symhess.grade.fields import Form
from symhess.grade.forms import has_form, written_trees

CASES = {
    Form.FACTORED: (
        [
            "2(x+1)(x-1)", "x^2+1", "(x+1)^2", "x(x+2)", "-(x-1)(x+1)", "(x-1)(x+1)/2", "x^2-2", "6x",
            "x*x*(x+1)", "(x+y)(x-y)", "x(y+1)", "e^x(x+1)", "4(x-1)", "0", "(x-1)^2(x+2)^3",
            "1/((x-1)(x+1))", "sin(x)(cos(x)+1)", "(x-1)(x^2+x+1)", "(1-x)(1+x)", "3(x-1/2)", "(x-1)(x-1)",
            "(x+1)/2",
        ],
        [
            "2(x^2-1)", "x^2+2x+1", "(2x+2)(x-1)", "x^2-y^2", "xy+x", "xe^x+e^x", "2x e^(x^2)+2e^(x^2)",
            "4x-4", "(4x-4)", "(x^2-1)^2", "1/(x^2-1)", "sin(x)cos(x)+sin(x)", "x^3-1", "-x^2+1", "x/2+1/2",
        ],
    ),
    Form.EXPANDED: (
        [
            "x^2+2x", "x^2-1", "x^3+3x^2-4", "-x-1", "x/2+1/2", "xy+x", "e^(x+1)", "xe^x+e^x", "x^2*y*2",
            "x*x", "x^2+1/x", "sin(x+y)", "5", "(x)(x)", "3(x)+2",
        ],
        [
            "x(x+2)", "x^2+x+x", "(x+1)^2", "2(x+1)", "-(x+1)", "(x+1)/2", "e^x(x+1)", "x - (y - 1)",
            "x+1-1", "(2x)^2",
        ],
    ),
    Form.LOWEST_TERMS: (
        [
            "3/4", "x/2", "(x+1)/2", "(-3)/4", "1/2x", "0.5", "1/(2x)", "√2/2", "1/√2",
        ],
        [
            "6/8", "2x/4", "(2x+2)/4", "x^2/x", "(x^2-1)/(x-1)", "x/(x^2)", "-6/8", "4/2", "12x/18y",
            "x/3 + 2/6", "sin(x)/sin(x)^2", "10/5 x", "2/(2x+2)", "(6x)/(4y)", "e^x/e^(2x)", "2√2/2", "3/1",
        ],
    ),
    Form.EXACT: (
        [
            "1/2", "√2", "2e^x", "x_1", "π", "(1, 2)",
        ],
        [
            "0.5", "1.414", "1e-3", "3.14", ".5x", "x^2.5",
        ],
    ),
    Form.SIMPLIFIED: (
        [
            "5x", "6x", "3x/2", "x^3", "8", "√2", "2(x+1)", "x^2+2x+1", "-3+x", "x*2",
        ],
        [
            "2x+3x", "x+x", "2*3x", "6x/4", "x^2*x", "x*x", "2^3", "(x+1)-1", "x+0", "1x", "1*x", "x/1",
            "x^1", "--x", "√4", "√8", "sin(0)", "e^0", "3 + 4", "4/2", "ln(1)", "ln(e)", "(x+1)(x+1)",
            "x*y*x", "xy+yx", "0*x",
        ],
    ),
}


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        (form, text, holds)
        for form, sides in CASES.items()
        for holds, texts in zip((True, False), sides, strict=True)
        for text in texts
    ],
)
def test_a_form_holds_or_not(form, text, expected):
    names = ("x", "y", "x_1") if "_" in text else (x, y)

    assert has_form(form, text, names) is expected


def test_labels_and_latex_are_read_past():
    assert has_form(Form.FACTORED, "f_x = 2(x+1)", (x,)) is True
    assert has_form(Form.LOWEST_TERMS, r"\frac{2x}{4}", (x,), "latex") is False


@pytest.mark.parametrize("text", ["((", "none", "", "x = = 2", "x^2 - 1 = 0", "saddle at (0, 0)"])
def test_what_has_no_entries_has_no_form(text):
    assert written_trees(text, (x,), "calculator") == ()
    assert has_form(Form.FACTORED, text, (x,)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(2x(x+1), 3y)", True),
        ("(2x^2+2x, 3y)", False),
        ("[[x(x+1), 0], [0, 1]]", True),
        ("[x^2+x, 0; 0, 1]", False),
        ("(1, 2), (3, 4)", True),
        ("{(x^2-1, 2)}", False),
    ],
)
def test_every_entry_must_have_the_form(text, expected):
    assert has_form(Form.FACTORED, text, (x, y)) is expected


def test_a_missing_form_costs_its_share_and_is_told():
    field = make_field("gradient", "x^3/3 - x + y^2", form=["factored", "exact"], form_weight="1/4", weight=4)

    assert mark("((x-1)(x+1), 2y)", field).points == 4
    assert mark("(x^2-1, 2y)", field).points == 3
    assert mark("(x^2-1, 2.0y)", field).points == 3
    assert {part.name: part.right for part in mark("(x^2-1, 2y)", field).parts} == {
        "f_x": True,
        "f_y": True,
        "factored": False,
        "exact": True,
    }
    assert "not factored" in mark("(x^2-1, 2y)", field).remarks[-1].text
