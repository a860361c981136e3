"""Domain and box keep exactly the points that lie in them."""

import pytest
from sympy import cos, pi, sqrt, symbols

from symhess import analyze, critical_points
from symhess.condition import Condition, Relation
from symhess.critical_set import Status
from symhess.solve.restricting import is_inside
from symhess.verdict import Reason

x, y = symbols("x y")
WELLS = "x^4 - 6x^2 + y^2"


def coordinates(found):
    return [point.coordinates[0].text() for point in found.points]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param({}, ["-sqrt(3)", "0", "sqrt(3)"], id="everywhere"),
        pytest.param({"domain": "x > 0"}, ["sqrt(3)"], id="open"),
        pytest.param({"domain": "x >= 0"}, ["0", "sqrt(3)"], id="closed"),
        pytest.param({"domain": "x != 0"}, ["-sqrt(3)", "sqrt(3)"], id="punctured"),
        pytest.param({"domain": "x^2 y + x < 1 + y"}, ["-sqrt(3)", "0"], id="polynomial"),
        pytest.param({"domain": "exp(x) > 1 + y"}, ["sqrt(3)"], id="exponential"),
        pytest.param({"box": [("-sqrt(3)", 1), (-1, 1)]}, ["-sqrt(3)", "0"], id="on-a-face"),
        pytest.param({"box": [(-1, 5), (-1, 1)], "domain": "x^2 > 0"}, ["sqrt(3)"], id="both"),
        pytest.param({"box": [(2, 5), (-1, 1)]}, [], id="nothing-inside"),
    ],
)
def test_points_outside_are_left_out(options, expected):
    found = critical_points(WELLS, **options)

    assert coordinates(found) == expected
    assert found.completeness.status is (Status.COMPLETE_IN_BOX if "box" in options else Status.COMPLETE)


def test_the_box_stays_with_the_claim():
    completeness = critical_points(WELLS, box=[(0, 1), (0, "pi")]).completeness

    assert (completeness.box, completeness.reason) == (((0, 1), (0, pi)), None)


def test_a_point_of_high_degree_on_the_border_is_decided_exactly():
    """The root of x^5 - 5x - 1 near -1.44 has no radicals: zero is decided in its field."""
    border = Condition((x**5 - 5 * x - 1) ** 2, Relation.POSITIVE)
    points = critical_points("x^6 - 15x^2 - 6x").points

    assert [is_inside(point, (border,)) for point in points] == [False] * 3
    assert [is_inside(point, (Condition(border.term, Relation.NONNEGATIVE),)) for point in points] == [True] * 3


def test_samples_of_components_lie_inside():
    (circle,) = analyze("(x^2 + y^2 - 1)^2", domain="x + y > 0").critical_set.components

    assert all(float(p.coordinates[0]) + float(p.coordinates[1]) > 0 for p in circle.pieces[0].samples)


def test_what_cannot_be_told_from_zero_makes_the_list_incomplete():
    hidden = sqrt(2 * cos(1) + 6) - sqrt(2) * sqrt(cos(1) + 3)
    found = critical_points("x^2", domain=x + hidden > 0)

    assert len(found.points) == 1
    assert found.completeness.reason is Reason.ZERO_TEST
