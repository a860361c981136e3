import pytest

from symhess import ParseError
from symhess.parse.shapes import (
    Point,
    is_list,
    is_matrix,
    is_point,
    read_matrix,
    read_points,
    split_blanks,
    without_groups,
)
from symhess.parse.tokens import Kind

from .helpers import cursor_at, tokens_of


def tokens(text, syntax="calculator"):
    return tokens_of(text, syntax=syntax).tokens


@pytest.mark.parametrize("text", ["(1,2)", "<1,2>", "<x>", "(x, (y), 1)", "(1, 2), (3, 4)"])
def test_points(text):
    assert is_point(tokens(text))


@pytest.mark.parametrize("text", ["(x)", "(x+1)(y+1)", "((1,2))", "x", "[1,2]", "{1,2}", "(1,2", "<1,2", "(1,2]"])
def test_no_points(text):
    assert not is_point(tokens(text))


@pytest.mark.parametrize("text", ["{(1,2)}", "{(1,2),(3,4)}", "(1,2),(3,4)", "<1,2>, <3,4>", "{}"])
def test_lists(text):
    assert is_list(tokens(text))


@pytest.mark.parametrize("text", ["(1,2)", "{1,2}x", "(1,2)(3,4)", "x,y", "(1,2"])
def test_no_lists(text):
    assert not is_list(tokens(text))


@pytest.mark.parametrize("text", ["[[1,2],[3,4]]", "[[1]]", "[1;2]", "[1 2; 3 4]", "[1,2;3,4]"])
def test_matrices(text):
    assert is_matrix(tokens(text))


@pytest.mark.parametrize("text", ["[1,2]", "[x]", "[[1,2],[3,4]]x", "[[1]+1]", "(1;2)", "[1;2", "[[1,2]"])
def test_no_matrices(text):
    assert not is_matrix(tokens(text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("[1 2; 3 4]", "[1,2;3,4]", id="blanks"),
        pytest.param("[1 -2; 3 4]", "[1,-2;3,4]", id="sign-of-an-entry"),
        pytest.param("[1 - 2; 3]", "[1-2;3]", id="difference"),
        pytest.param("[1 -2 ; 3 + 4 5]", "[1,-2;3+4,5]", id="both"),
        pytest.param("[x y; 2x 1]", "[x,y;2x,1]", id="names"),
        pytest.param("[x ^ 2 y; 1 2]", "[x^2,y;1,2]", id="around-an-operator"),
        pytest.param("[(1 + 2) 3; (x y) 4]", "[(1+2),3;(xy),4]", id="inside-brackets"),
        pytest.param("[sin x 1; 2 3]", "[sinx,1;2,3]", id="after-a-function"),
        pytest.param("[x y, 1; 2 3]", "[xy,1;2,3]", id="a-comma-row-beside-a-blank-row"),
        pytest.param("[ 1 ; 2 ]", "[1;2]", id="spaces-at-the-ends"),
        pytest.param("[[1, 2], [3, 4]]", "[[1,2],[3,4]]", id="nested-rows"),
        pytest.param("x y", "xy", id="no-matrix"),
    ],
)
def test_blanks_become_commas(text, shown):
    assert "".join(token.text for token in split_blanks(tokens(text))) == shown


def test_braces_round_everything_are_dropped():
    wrapped = tokens("{{(1,2)}}", "latex")

    assert "".join(token.text for token in without_groups(wrapped)) == "(1,2)"
    assert without_groups(tokens("{x}{y}", "latex")) == tokens("{x}{y}", "latex")


@pytest.mark.parametrize(
    ("first", "last", "choices"), [(0, 0, (0,)), (0, 1, (0, 1)), (1, 3, (0, 2, 4, 6)), (3, 4, (0, 8))]
)
def test_the_choices_of_signs(first, last, choices):
    assert Point((), first, last).choices == choices


@pytest.mark.parametrize(
    ("text", "lengths"),
    [("(1,2)", [2]), ("(1,2),(3,4)", [2, 2]), ("{(1,2),(3,4)}", [2, 2]), ("<x,y,1>", [3]), ("{(1,2)}", [2])],
)
def test_points_are_read(text, lengths):
    cursor = cursor_at(text)

    assert [len(point.entries) for point in read_points(cursor, 2)] == lengths
    assert cursor.at(Kind.END)


def test_each_point_has_its_own_signs():
    points = read_points(cursor_at("(±1,±2),(0,±1)"), 2)

    assert [(point.first_sign, point.last_sign) for point in points] == [(0, 2), (2, 3)]


def test_in_one_variable_numbers_are_points():
    assert len(read_points(cursor_at("{0, 1}", "x"), 1)) == 2
    with pytest.raises(ParseError, match="point is expected"):
        read_points(cursor_at("{0, 1}"), 2)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("(1,)", "not expected"),
        ("(,1)", "not expected"),
        ("(1,2", "point is expected"),
        ("(1,2),", "point is expected"),
        ("{(1,2)", "never closed"),
        ("{}", "point is expected"),
        ("(1,000)", "comma inside a number"),
        ("(1,000, 2)", "comma inside a number"),
    ],
)
def test_broken_points_are_refused(text, message):
    with pytest.raises(ParseError, match=message):
        read_points(cursor_at(text), 2)


def test_a_zero_after_a_comma_is_an_entry():
    assert len(read_points(cursor_at("(1,0)"), 2)[0].entries) == 2
    assert len(read_points(cursor_at("(1, 000)"), 2)[0].entries) == 2
    assert len(read_points(cursor_at("(1,0.5)"), 2)[0].entries) == 2


@pytest.mark.parametrize(
    ("text", "syntax", "shape"),
    [
        ("[[1,2],[3,4]]", "calculator", (2, 2)),
        ("[1,2;3,4;5,6]", "calculator", (3, 2)),
        ("[1;2]", "calculator", (2, 1)),
        ("[[1,2,3]]", "calculator", (1, 3)),
        ("Matrix([[1,2],[3,4]])", "python", (2, 2)),
        ("Matrix([1,2])", "python", (2, 1)),
        ("Matrix([[1,2]])", "python", (1, 2)),
    ],
)
def test_the_shape_of_a_matrix(text, syntax, shape):
    cursor = cursor_at(text, syntax=syntax)
    rows = read_matrix(cursor)

    assert (len(rows), len(rows[0])) == shape
    assert cursor.at(Kind.END)


@pytest.mark.parametrize(
    ("text", "syntax", "message"),
    [
        ("[[1,2],[3]]", "calculator", "different lengths"),
        ("[1;]", "calculator", "not expected"),
        ("[[1],2]", "calculator", "row of the matrix is missing"),
        ("[[1],]", "calculator", "row of the matrix is missing"),
        ("Matrix(2)", "python", "square brackets"),
        ("Matrix x", "python", "square brackets"),
        ("Matrix([1]", "python", "never closed"),
    ],
)
def test_broken_matrices_are_refused(text, syntax, message):
    with pytest.raises(ParseError, match=message):
        read_matrix(cursor_at(text, syntax=syntax))
