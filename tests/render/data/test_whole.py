"""The blocks ``global`` and ``convexity`` of an analysis as data."""

import json

import pytest

from symhess import Analysis, analyze
from symhess.errors import InputError


@pytest.mark.parametrize(
    ("f", "minimum", "maximum", "points"),
    [
        ("x^4 - 2x^2", ("attained", "-1"), ("unbounded", None), ["minimum", "no", "minimum"]),
        ("x^3 - 3x", ("unbounded", None), ("unbounded", None), ["no", "no"]),
        ("(x y - 1)^2 + x^2", ("not-attained", "0"), ("unbounded", None), ["no"]),
        ("x/(1 + x^2)", ("attained", "-1/2"), ("attained", "1/2"), ["minimum", "maximum"]),
    ],
)
def test_global_statements_and_points_agree(f, minimum, maximum, points):
    data = analyze(f).to_dict()
    told = data["global"]

    assert (told["minimum"]["status"], told["minimum"]["value"]) == minimum
    assert (told["maximum"]["status"], told["maximum"]["value"]) == maximum
    assert [point["global"] for point in data["critical_set"]["points"]] == points
    for side in ("minimum", "maximum"):
        at = [point["at"] for point in data["critical_set"]["points"] if point["global"] == side]
        assert told[side]["at"] == at
        assert told[side]["reason"].endswith(".")


@pytest.mark.parametrize(
    ("f", "status"), [("x^2 + y^2", "strictly convex"), ("x y", "neither"), ("-(x + y)^2", "concave")]
)
def test_convexity_comes_with_the_data_and_comes_back(f, status):
    data = json.loads(analyze(f).to_json())

    assert data["convexity"]["status"] == status
    assert Analysis.from_dict(data).to_dict() == data


def test_a_changed_statement_is_noticed():
    data = analyze("x^2 + y^2").to_dict()
    data["global"]["minimum"]["value"] = "-1"
    with pytest.raises(InputError, match="global does not follow"):
        Analysis.from_dict(data)
