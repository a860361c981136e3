import pytest

from symhess.parse.characters import fold_characters
from symhess.parse.words import join_points, split_words


def worded(text):
    return split_words(fold_characters(text))


@pytest.mark.parametrize(
    "text",
    [
        "none",
        "None",
        "none.",
        "no critical points",
        "no critical point",
        "No  critical  points.",
        "no points",
        "no stationary points",
        "no solution",
        "no solutions",
        "no real solutions",
        "there are no critical points",
        "There is no solution.",
    ],
)
def test_words_for_nothing(text):
    assert worded(text).rest is None


@pytest.mark.parametrize(
    ("text", "classification", "point"),
    [
        ("local min at (1,1)", "minimum", "(1,1)"),
        ("min at (1,1)", "minimum", "(1,1)"),
        ("local minimum at (1,1)", "minimum", "(1,1)"),
        ("relative maximum at (0, 2)", "maximum", "(0, 2)"),
        ("max at <0,2>", "maximum", "<0,2>"),
        ("saddle at (0,0)", "saddle", "(0,0)"),
        ("saddle point at (0,0)", "saddle", "(0,0)"),
        ("a saddle point at the point (0,0)", "saddle", "(0,0)"),
        ("Local  Min  at  (1,1)", "minimum", "(1,1)"),
        ("(0,0) is a saddle point", "saddle", "(0,0)"),
        ("(0,0) is a saddle.", "saddle", "(0,0)"),
        ("(1,1) is a local minimum", "minimum", "(1,1)"),
        ("(1,1) is the local max", "maximum", "(1,1)"),
        ("(1,1) is max", "maximum", "(1,1)"),
    ],
)
def test_classifications(text, classification, point):
    found = worded(text)

    assert found.classification == classification
    assert found.rest.text == point


@pytest.mark.parametrize(
    "text",
    ["x+1", "(0,0)", "nothing", "no", "minimum", "min(1,1)", "local min (1,1)", "at (1,1)", "is a min", "none x"],
)
def test_other_text_is_left_as_it_is(text):
    found = worded(text)

    assert found.rest.text == text
    assert found.classification is None


def test_the_point_remembers_its_place():
    assert worded("local min at (1,1)").rest.positions[0] == 13


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(0,0) and (1,1)", "(0,0),    (1,1)"),
        ("(0,0), and (1,1)", "(0,0),     (1,1)"),
        ("(0,0)and(1,1)", "(0,0),  (1,1)"),
        ("<0,0> and <1,1>", "<0,0>,    <1,1>"),
        ("(0,0), (1,1) and (2,2)", "(0,0), (1,1),    (2,2)"),
        ("x and y", "x and y"),
        ("(x) and y", "(x) and y"),
        ("(0,0) or (1,1)", "(0,0) or (1,1)"),
    ],
)
def test_and_between_brackets_is_a_comma(text, expected):
    joined = join_points(fold_characters(text))

    assert joined.text == expected
    assert len(joined.text) == len(text)


def test_long_hostile_text_is_split_quickly():
    assert worded("x" + " is" * 600).classification is None
    assert worded("(" + " " * 1500 + "is a min at").classification is None
    assert len(join_points(fold_characters(")" + " " * 1900 + "a")).text) == 1902
