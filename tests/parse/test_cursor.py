import pytest

from symhess import ParseError
from symhess.parse.cursor import CLOSERS, DEPTH_LIMIT
from symhess.parse.tokens import Kind

from .helpers import cursor_at


def test_taking_goes_forward_and_stops_at_the_end():
    cursor = cursor_at("x+y")

    assert [cursor.take().text for _ in range(5)] == ["x", "+", "y", "", ""]
    assert cursor.at(Kind.END)


def test_the_last_token_is_the_one_taken():
    cursor = cursor_at("x+y")
    cursor.take()
    cursor.take()

    assert cursor.last.text == "+"
    assert cursor.next.text == "y"


def test_at_compares_kind_and_text():
    cursor = cursor_at("(x)")

    assert cursor.at(Kind.OPEN)
    assert cursor.at(Kind.OPEN, "(")
    assert not cursor.at(Kind.OPEN, "[")
    assert not cursor.at(Kind.CLOSE)


def test_closing_takes_the_partner():
    cursor = cursor_at("[]")
    cursor.close(cursor.take())

    assert cursor.at(Kind.END)


@pytest.mark.parametrize(
    ("text", "message", "position"),
    [
        pytest.param("(", "never closed", 0, id="missing"),
        pytest.param("(]", "']' is not expected", 1, id="other"),
        pytest.param("(,", "',' is not expected", 1, id="comma"),
    ],
)
def test_a_missing_closing_bracket_is_named(text, message, position):
    cursor = cursor_at(text)
    opening = cursor.take()

    with pytest.raises(ParseError, match=message) as caught:
        cursor.close(opening)
    assert caught.value.position == position


def test_depth_is_bounded():
    cursor = cursor_at("x")
    for _ in range(DEPTH_LIMIT):
        cursor.enter(cursor.next)
    with pytest.raises(ParseError, match="deeper than 100"):
        cursor.enter(cursor.next)


def test_leaving_gives_depth_back():
    cursor = cursor_at("x")
    for _ in range(3 * DEPTH_LIMIT):
        cursor.enter(cursor.next)
        cursor.enter(cursor.next)
        cursor.leave(2)

    assert cursor.depth == 0


def test_notes_are_kept_once_and_in_order():
    cursor = cursor_at("x")
    for text in ("b", "a", "b"):
        cursor.note(text)

    assert cursor.notes == ["b", "a"]


def test_quotations_show_the_original():
    cursor = cursor_at("x × y")
    for _ in range(3):
        cursor.take()

    assert cursor.quote(0) == "x × y"
    assert cursor.quote(1, 2) == "× y"


def test_long_quotations_show_their_ends():
    cursor = cursor_at("+".join("x" * 100))
    while not cursor.at(Kind.END):
        cursor.take()

    assert "..." in cursor.quote(0)
    assert len(cursor.quote(0)) < 60


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        pytest.param("3,5", "write 3.5", id="decimal-comma"),
        pytest.param("1,000", "write 1000", id="thousands"),
        pytest.param("3, 5", "inside brackets only", id="spaced"),
        pytest.param("x,y", "inside brackets only", id="names"),
    ],
)
def test_a_comma_is_explained(text, hint):
    cursor = cursor_at(text)
    cursor.take()

    assert hint in cursor.unexpected().hint


def test_a_square_bracket_is_explained():
    assert "(1, 2)" in cursor_at("[1]").unexpected().hint


def test_the_end_is_not_shown_as_a_token():
    cursor = cursor_at("x")
    cursor.take()

    assert cursor.unexpected().message == "the text ends where something more is needed"


def test_every_opening_bracket_has_a_partner():
    assert {CLOSERS[bracket] for bracket in "([{<"} == set(")]}>")
