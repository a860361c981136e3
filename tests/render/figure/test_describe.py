import pytest

from symhess import analyze
from symhess.render.document import Picture
from symhess.render.figure.describe import alt_text
from symhess.render.figure.scene import scene_of

FAR = "x^5/5 - 1003x^4/4 + 3002x^3/3 - 1000x^2"


def described(expression, shown=Picture.LEVELS, **given):
    return alt_text(scene_of(analyze(expression, **given)), shown)


def test_every_kind_is_named_with_its_places():
    text = described("x^4 + y^4 - 2x^2 - 2y^2 + 1")

    assert text.startswith("Level lines of f for x from -1.6 to 1.6, y from -1.6 to 1.6;")
    assert "Four local minima: (-1, -1), (-1, 1), (1, -1), (1, 1)." in text
    assert "One local maximum: (0, 0)." in text
    assert "The level of a saddle is dashed." in text


def test_long_lists_are_shortened():
    assert " and 4 more." in described("(x^3 - 7x)^2 - x + (y^3 - 7y)^2 - y")


@pytest.mark.parametrize(
    ("expression", "shown", "said"),
    [
        pytest.param("x + 1/x", Picture.CURVE, "Poles at 0.", id="pole"),
        pytest.param("x^2", Picture.CURVE, "One local minimum: (0, 0).", id="height"),
        pytest.param("x + y", Picture.LEVELS, "No critical point is in the picture.", id="none"),
        pytest.param("(x^2 + y^2 - 1)^2", Picture.LEVELS, "Lines: curve of minima.", id="curve"),
        pytest.param("(y - x^2)(y - 3x^2)", Picture.LEVELS, "Lines: f rises, f falls.", id="certificates"),
        pytest.param("x^2 + y^2", Picture.SURFACE, "Graph of f as a surface above x from -2", id="surface"),
        pytest.param(FAR, Picture.CURVE, "Outside of the picture: one critical point.", id="far"),
    ],
)
def test_what_is_seen_is_said(expression, shown, said):
    assert said in described(expression, shown)


def test_a_surface_has_no_dashes():
    assert "dashed" not in described("x^2 - y^2", Picture.SURFACE)


def test_constraints_and_regions_are_told_apart():
    assert "Lines: constraint." in described("x + y", constraints="x^2 + y^2 = 2")
    assert "edge of the region" in described("x + y", region="x^2 + y^2 <= 2")


def test_a_picture_without_marks_tells_nothing_of_the_solution():
    text = alt_text(scene_of(analyze("x^4 + y^4 - 2x^2 - 2y^2 + 1")).unmarked(), Picture.LEVELS)

    assert text == "Level lines of f for x from -1.6 to 1.6, y from -1.6 to 1.6; darker grey stands for higher values."
