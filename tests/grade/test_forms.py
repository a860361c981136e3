"""Forms are judged on what was written, whatever its value."""

import pytest
from sympy.abc import x, y

from symhess.grade.fields import Form
from symhess.grade.forms import has_form, written_tree

CASES = {
    Form.FACTORED: (
        ["2(x+1)(x-1)", "-(x+y)^2", "x", "7", "x^2+1", "(x+1)/(y-1)", "(e^x+1)(e^x-1)"],
        ["x^2-1", "2x+2", "(x^2-y^2)(x+1)", "x^2+2x y+y^2", "(2x+2)^2"],
    ),
    Form.EXPANDED: (["x^2-1", "2x+2y", "x^2/2 - x", "3", "x y"], ["x(x+1)", "(x+1)^2", "x+x", "(x+1)/2"]),
    Form.LOWEST_TERMS: (
        ["x/2", "3/4", "x/(x+1)", "(3x+2)/4", "x"],
        ["2/4", "2x/4", "x^2/x", "(x^2-1)/(x-1)", "(2x+2)/4"],
    ),
    Form.EXACT: (["1/2", "sqrt(2)", "x_1 + 2"], ["0.5", "1.", ".5x", "2e3"]),
    Form.SIMPLIFIED: (["6x", "x^2 + 2x", "x/2", "2sqrt(3)"], ["2*3x", "x + x", "1 + 2 + x", "4/2", "x^2/x", "2^3"]),
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


@pytest.mark.parametrize("text", ["((", "(1, 2)", "", "x = = 2"])
def test_what_is_no_expression_has_no_form(text):
    assert written_tree(text, (x,), "calculator") is None
    assert has_form(Form.FACTORED, text, (x,)) is None
