"""The same answer in the many ways that students write it, and what must stay refused or be read otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symhess import ParseError
from symhess.grade import MarkStatus, make_field, mark
from symhess.grade.reading import read_answer

CUBIC = "x^3 - 3x + y^2"
RIGHT = [
    (
        "gradient",
        {},
        [
            "f_x = 3x^2-3, f_y = 2y",
            "f_x=3x^2-3; f_y=2y",
            "fx = 3x^2 - 3 and fy = 2y",
            "grad f(x,y) = (3x^2-3, 2y)",
            "∇f(x,y) = (3x²−3, 2y)",
            "3x^2-3, 2y",
            "[3x^2-3; 2y]",
            "[3x^2-3, 2y]",
            "((3x^2-3), (2y))",
            "(3x^2-3) i + 2y j",
            "3(x^2-1)i+2yj",
            "{3x^2-3, 2y}",
            "(3x^2-3,2y)^T",
            "[[3x^2-3],[2y]]",
            "∂f/∂x = 3x^2-3, ∂f/∂y = 2y",
            "gradient = (3x^2-3, 2y)",
            "(3x^2-3 , 2y).",
            "  (3x^2-3,2y)  ",
        ],
    ),
    (
        "gradient",
        {"syntax": "latex"},
        [
            r"\begin{pmatrix}3x^2-3\\2y\end{pmatrix}",
            r"\nabla f=\left(3x^2-3,\,2y\right)",
            r"(3x^2-3)\mathbf{i}+2y\,\mathbf{j}",
            r"\nabla f(x,y)=\begin{bmatrix}3x^2-3\\ 2y\end{bmatrix}",
            r"f_x=3x^2-3,\ f_y=2y",
            r"\langle 3x^2-3,2y\rangle",
        ],
    ),
    (
        "gradient",
        {"syntax": "python"},
        [
            "(3*x**2-3, 2*y)",
            "[3*x**2-3, 2*y]",
            "np.array([3*x**2-3, 2*y])",
            "Matrix([3*x**2-3, 2*y])",
            "3*x**2-3, 2*y",
        ],
    ),
    (
        "hessian",
        {},
        [
            "[[6x,0],[0,2]]",
            "[6x 0; 0 2]",
            "[6x, 0; 0, 2]",
            "((6x,0),(0,2))",
            "{{6x,0},{0,2}}",
            "H = [[6x,0],[0,2]]",
            "Hf(x,y)=[[6x,0],[0,2]]",
            "[6x 0\n0 2]",
            "f_xx = 6x, f_xy = 0, f_yy = 2",
            "[[6x, 0] [0, 2]]",
            "(6x 0; 0 2)",
            "[6x,0],[0,2]",
        ],
    ),
    (
        "hessian",
        {"syntax": "latex"},
        [
            r"\begin{pmatrix}6x&0\\0&2\end{pmatrix}",
            r"H=\begin{bmatrix}6x & 0\\ 0 & 2\end{bmatrix}",
            r"\left[\begin{array}{cc}6x&0\\0&2\end{array}\right]",
        ],
    ),
    (
        "critical_points",
        {},
        [
            "(1,0),(-1,0)",
            "(1,0) and (-1,0)",
            "(±1,0)",
            "(1,0), (-1, 0).",
            "x=±1, y=0",
            "x=1,y=0; x=-1,y=0",
            "{(1,0),(-1,0)}",
            "[(1,0),(-1,0)]",
            "P1 = (1,0), P2 = (-1,0)",
            "(1|0), (-1|0)",
            "(1;0),(-1;0)",
            "critical points: (1,0), (-1,0)",
            "(1, 0)\n(-1, 0)",
            "points (1,0) and (-1,0)",
            "(x,y) = (1,0), (-1,0)",
            "A(1,0), B(-1,0)",
            "(1,0) or (-1,0)",
            "(1,0) & (-1,0)",
            "(1.0, 0), (-1.0, 0)",
            "<1,0>, <-1,0>",
            "The critical points are (1,0) and (-1,0).",
        ],
    ),
    (
        "critical_points",
        {"function": "x^3-6x^2+9x"},
        [
            "1, 3",
            "x=1, x=3",
            "x = 1 or x = 3",
            "{1,3}",
            "1 and 3",
            "x=1 and x=3",
            "(1), (3)",
            "2±1",
            "1;3",
        ],
    ),
    (
        "critical_points",
        {"function": "x+y"},
        [
            "none",
            "no critical points",
            "There are none",
            "None.",
            "no solutions",
            "{}",
            "∅",
            "no crit points",
            "there are no critical points",
            "no real critical points",
        ],
    ),
    (
        "discriminant",
        {},
        [
            "12x",
            "D = 12x",
            "D(x,y)=12x",
            "D=f_xx f_yy - f_xy^2 = 12x",
            "det H = 12x",
            "12x-0",
        ],
    ),
    (
        "classification",
        {},
        [
            "(1,0): min, (-1,0): saddle",
            "min (1,0), saddle (-1,0)",
            "(1,0) local min; (-1,0) saddle point",
            "(1,0) is a local minimum and (-1,0) is a saddle point",
            "Minimum at (1,0). Saddle at (-1,0).",
            "local minimum: (1,0); saddle point: (-1,0)",
            "(1,0) min\n(-1,0) saddle",
            "At (1,0) there is a local minimum, at (-1,0) there is a saddle point.",
            "(1,0) -> minimum, (-1,0) -> saddle",
            "(1,0) (min), (-1,0) (saddle)",
            "(1,0) = min, (-1,0) = saddle",
            "relative minimum at (1, 0); saddle point at (-1, 0)",
            "x=1,y=0 min; x=-1,y=0 saddle",
            "f has a local minimum at (1,0) and a saddle point at (-1,0)",
            "(1,0) lok. min, (-1,0) saddle",
            "a minimum in (1,0) and a saddle in (-1,0)",
        ],
    ),
    (
        "taylor",
        {"at": [2, 1]},
        [
            "6x^2-15x+8+y^2",
            "T = 6x^2-15x+8+y^2",
            "T_2(x,y) = 8 - 15x + 6x² + y²",
            "f(x,y) ≈ 6x^2-15x+8+y^2",
            "T2(x,y) = 8-15x+6x^2+y^2",
            "3 + 9(x-2) + 2(y-1) + 1/2(12(x-2)^2 + 2(y-1)^2)",
        ],
    ),
    (
        "newton",
        {"at": [2, 1]},
        [
            "(5/4, 0)",
            "(1.25, 0)",
            "x1 = (5/4, 0)",
            "x_1 = (5/4, 0)",
            "[5/4; 0]",
            "(5/4,0)^T",
            "x = 5/4, y = 0",
        ],
    ),
]
CASES = [(asks, options, text) for asks, options, texts in RIGHT for text in texts]


@pytest.mark.parametrize(("asks", "options", "text"), CASES, ids=[f"{asks} {text!r}" for asks, _, text in CASES])
def test_a_right_answer_is_right_however_it_is_written(asks, options, text):
    found = mark(text, make_field(asks, **{"function": CUBIC, **options}))

    assert found.status is MarkStatus.RIGHT, [remark.text for remark in found.remarks]


@pytest.mark.parametrize(
    ("asks", "text"),
    [
        ("gradient", "[3x^2-3 2y]"),
        ("gradient", "(1, 2), (3, 4)"),
        ("gradient", "f_x = 3x^2 - 3"),
        ("gradient", "3,5x"),
        ("gradient", "x" + " " * 1900 + "y z"),
        ("gradient", " \n" * 900 + "= = (x"),
        ("gradient", "f_x = 3x^2 - 3, f_x = 2y"),
        ("gradient", "3x^2 - 3, 2y, 0, 1"),
        ("hessian", "[6x, 0], [0, 2], [1, 1]"),
        ("hessian", "f_xx = 6x, f_xy = 0"),
        ("critical_points", "A, B"),
        ("critical_points", "not (1, 0)"),
        ("critical_points", "(1, 0) or maybe (-1, 0)"),
        ("discriminant", "x = = 12x"),
        ("discriminant", "y = 12x"),
        ("newton", "(1 1/4, 0)"),
        ("newton", "__import__('os') = (1, 2)()"),
    ],
)
def test_what_has_no_plain_sense_stays_refused(asks, text):
    found = mark(text, make_field(asks, CUBIC, at=[2, 1]) if asks == "newton" else make_field(asks, CUBIC))

    assert found.status is MarkStatus.UNREADABLE


@pytest.mark.parametrize(
    ("asks", "text", "shown"),
    [
        ("gradient", "f_y = 2y, f_x = 3x^2 - 3", "(3*x**2 - 3, 2*y)"),
        ("hessian", "f_xx = 6x, f_yy = 2, f_xy = y, f_yx = 0", "[[6*x, y], [0, 2]]"),
        ("discriminant", "6x*2 - 0^2 = 12x - 0 = 13x", "13*x"),
        ("discriminant", "√2 ≈ 1.41", "sqrt(2)"),
        ("discriminant", "D ≈ 12x", "12*x"),
    ],
)
def test_a_new_spelling_is_told(asks, text, shown):
    found = read_answer(text, make_field(asks, CUBIC))

    assert found.shown == shown
    assert any(note.startswith("this is read as") for note in found.notes)


def test_what_can_be_read_is_never_spelled_anew():
    for asks, text in (("gradient", "(3x^2 - 3, 2y)"), ("critical_points", "(1, 0)"), ("discriminant", "D = 12x")):
        assert not any("this is read as" in note for note in read_answer(text, make_field(asks, CUBIC)).notes)


FIELDS = [
    make_field("gradient", CUBIC),
    make_field("hessian", CUBIC),
    make_field("critical_points", CUBIC),
    make_field("classification", CUBIC),
    make_field("discriminant", CUBIC, syntax="latex"),
    make_field("clairaut", CUBIC),
    make_field("critical_points", "x^3 - 3x"),
]
PIECES = [
    *"xy012+-/^()[]{}|,;=≈.&\n ",
    *("f_x = ", "f_xy", "f_y=", "A(", "(1,0)", "(-1,0)", " and ", " or ", " min ", "saddle", "none", "±1", "^T", "x=1"),
    *("\\left[", "\\right]", "\\begin{array}{cc}", "\\end{array}", "\\\\", "array(", "the points are ", "yes", "not"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join), st.sampled_from(FIELDS))
def test_any_text_is_read_or_refused(text, field):
    try:
        found = read_answer(text, field)
    except ParseError as refusal:
        assert str(refusal).isprintable()
    else:
        assert found.text == text
        assert found.shown
