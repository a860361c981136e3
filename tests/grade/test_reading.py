"""What students type, read as the shape that is asked for, or refused with a hint."""

import pytest
from sympy import Rational, Tuple, sqrt
from sympy.abc import x, y

from symhess.errors import ParseError
from symhess.grade import make_field
from symhess.grade.reading import read_answer

CUBIC = "x^3 - 3x + y^2"
KINDS = make_field("classification", CUBIC)
POINTS = make_field("critical_points", CUBIC)
LINE = make_field("critical_points", "x^3 - 3x")
BOTH = (((-1, 0), "saddle"), ((1, 0), "minimum"))


@pytest.mark.parametrize(
    "text",
    [
        "(1,0) minimum; (-1,0) saddle",
        "(1,0): min, (-1,0): saddle",
        "minimum at (1, 0) and saddle point at (-1, 0)",
        "(-1,0) -> saddle\n(1,0) -> local minimum",
        "the point (1,0) is a strict local Minimum. (-1, 0) is neither.",
    ],
)
def test_kinds_are_read_before_and_after_their_points(text):
    assert read_answer(text, KINDS).value == tuple((Tuple(*point), kind) for point, kind in BOTH)


def test_one_kind_is_for_several_points():
    value = read_answer("saddles: (0, 1), (0, -1)", KINDS).value

    assert value == ((Tuple(0, -1), "saddle"), (Tuple(0, 1), "saddle"))


@pytest.mark.parametrize("text", ["(1,0)", "minimum", "(1,0) wonderful", "(1,0 minimum", "(x,0) minimum"])
def test_half_a_classification_is_refused_with_a_hint(text):
    with pytest.raises(ParseError):
        read_answer(text, KINDS)


@pytest.mark.parametrize("text", ["(±1, 0)", "x = 1, y = 0 and x = -1, y = 0", "x=1,y=0; x=-1,y=0", "{(1,0), (-1,0)}"])
def test_points_are_read_in_brackets_and_by_coordinates(text):
    assert read_answer(text, POINTS).value == (Tuple(-1, 0), Tuple(1, 0))


@pytest.mark.parametrize("text", ["±1", "1, -1", "x = ±1", "{1, -1}", "x = 1 and x = -1", "(1), (-1)"])
def test_points_of_a_line_are_numbers(text):
    assert set(read_answer(text, LINE).value) == {Tuple(-1), Tuple(1)}


@pytest.mark.parametrize("text", ["none", "no critical points"])
def test_no_points_is_an_answer(text):
    assert read_answer(text, POINTS).value == ()


@pytest.mark.parametrize("text", ["(x, 0)", "x = 1, y = t", "(1, 0, ", "y = 0, x = 1"])
def test_what_is_no_point_is_refused(text):
    with pytest.raises(ParseError):
        read_answer(text, POINTS)


@pytest.mark.parametrize(
    ("asks", "text", "value"),
    [
        ("gradient", "[3x^2; 2y]", Tuple(3 * x**2, 2 * y)),
        ("gradient", "2x i - j", Tuple(2 * x, -1)),
        ("newton", "(√2/2, 0.25)", Tuple(sqrt(2) / 2, Rational(1, 4))),
        ("clairaut", "Yes, both are equal", True),
        ("clairaut", "no", False),
        ("clairaut", "2x = 2y", Tuple(2 * x, 2 * y)),
        ("clairaut", "2x", Tuple(2 * x, 2 * x)),
        ("argument", "because x^4 >= 0", "because x^4 >= 0"),
    ],
)
def test_each_shape_is_read(asks, text, value):
    options = {"at": [2, 1]} if asks == "newton" else {}

    assert read_answer(text, make_field(asks, CUBIC, **options)).value == value


@pytest.mark.parametrize(
    ("asks", "text", "message"),
    [
        ("gradient", "2x", "expected a vector, this is an expression"),
        ("hessian", "(1, 2)", "expected a matrix, this is a vector"),
        ("discriminant", "(1, 2)", "expected an expression, this is a vector"),
        ("critical_points", "[[1, 2], [3, 4]]", "expected points, this is a matrix"),
        ("clairaut", "[[1, 2], [3, 4]]", "expected yes or no, or both mixed partials"),
    ],
)
def test_another_shape_is_refused_with_the_one_that_is_expected(asks, text, message):
    with pytest.raises(ParseError, match=message) as refusal:
        read_answer(text, make_field(asks, CUBIC))

    assert refusal.value.hint


def test_a_long_text_is_refused_before_it_is_read():
    with pytest.raises(ParseError, match="at most 2000 characters"):
        read_answer("x" * 2001, POINTS)


def test_readings_that_are_the_same_have_one_key():
    keys = {read_answer(text, POINTS).key for text in ("(1,0), (-1,0)", "(±1, 0)", "(-1,0) and (1,0)")}

    assert len(keys) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("max at x = 1, min at x = 3", {1: "maximum", 3: "minimum"}),
        ("x=1: max; x=3: min", {1: "maximum", 3: "minimum"}),
        ("maximum at 1 and minimum at 3", {1: "maximum", 3: "minimum"}),
        ("1 is a max, 3 is a min", {1: "maximum", 3: "minimum"}),
        ("(1) inflection", {1: "saddle"}),
    ],
)
def test_kinds_of_points_on_a_line(text, expected):
    field = make_field("classification", "x^3 - 6x^2 + 9x")

    assert {int(point[0]): kind for point, kind in read_answer(text, field).value} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(0,0) is neither a max nor a min", {(0, 0): "saddle"}),
        ("saddle at the origin, minimum at (1,2)", {(0, 0): "saddle", (1, 2): "minimum"}),
        ("x = 1, y = 2: minimum", {(1, 2): "minimum"}),
        ("The point (1, 2) is a local minimum. (0, 0) => saddle", {(1, 2): "minimum", (0, 0): "saddle"}),
        ("f has a rel. max at (1, 2)", {(1, 2): "maximum"}),
        ("degenerate at (0, 0)", {(0, 0): "inconclusive"}),
    ],
)
def test_kinds_in_sentences(text, expected):
    field = make_field("classification", "x^2 - y^2")

    assert {tuple(map(int, point)): kind for point, kind in read_answer(text, field).value} == expected


@pytest.mark.parametrize(
    "text",
    [
        "(1,2) is not a minimum",
        "f(1) = 5 is a max",
        "maybe a minimum at (1,2)",
        "no minimum at (1,2)",
        "(1,2) min or max",
    ],
)
def test_sentences_that_say_something_else_are_refused(text):
    with pytest.raises(ParseError):
        read_answer(text, make_field("classification", "x^2 - y^2"))


@pytest.mark.parametrize(
    "text", [r"(1,0)\text{ is a minimum}, (0,0)\text{ saddle}", r"$(1,0)$ minimum; $(0,0)$ saddle"]
)
def test_kinds_in_latex(text):
    field = make_field("classification", "x^2 - y^2", syntax="latex")

    assert dict(read_answer(text, field).value) == {Tuple(1, 0): "minimum", Tuple(0, 0): "saddle"}


def test_lists_in_square_brackets_where_a_vector_or_points_are_asked_for():
    gradient, points = (make_field(asks, "x**2 - y**2", syntax="python") for asks in ("gradient", "critical_points"))

    assert read_answer("[2*x, -2*y]", gradient).shown == "(2*x, -2*y)"
    assert read_answer("[(0, 0), (1, 1)]", points).shown == "(0, 0), (1, 1)"


def test_free_text_may_be_long():
    assert read_answer("because " * 1000, make_field("argument", "x^2")).value.startswith("because")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yes", True),
        ("no", False),
        ("They are equal", True),
        ("they are not equal", False),
        ("The mixed partials agree.", True),
        ("they differ", False),
        ("Yes, because both are continuous", True),
        ("No, they are different", False),
        ("f_xy = f_yx", True),
        ("f_xy ≠ f_yx", False),
        ("fxy = fyx = 2x", Tuple(2 * x, 2 * x)),
        ("f_xy = 2x, f_yx = 2x", Tuple(2 * x, 2 * x)),
        ("f_xy = 2x and f_yx = 3x", Tuple(2 * x, 3 * x)),
        ("(2x, 2x)", Tuple(2 * x, 2 * x)),
        ("2x = 2x", Tuple(2 * x, 2 * x)),
        ("2x", Tuple(2 * x, 2 * x)),
    ],
)
def test_what_is_said_about_mixed_partials(text, expected):
    assert read_answer(text, make_field("clairaut", "x^2 y")).value == expected


@pytest.mark.parametrize(
    "text", ["they are", "maybe", "=1+1", "equal or different", "f_xy = 2x = 3x = 4x", "see above"]
)
def test_what_says_nothing_about_mixed_partials_is_refused(text):
    with pytest.raises(ParseError):
        read_answer(text, make_field("clairaut", "x^2 y"))
