from math import exp, inf, nan, sqrt

import pytest

from symhess.render.figure.window import around, curve_extent, main_cluster, narrowed, trimmed

PLANE = ((-2.0, 2.0), (-2.0, 2.0))


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        pytest.param([], PLANE, id="none"),
        pytest.param([(5, 5)], ((3, 7), (3, 7)), id="one"),
        pytest.param([(0, 0), (10, 10)], ((-3, 13), (-3, 13)), id="square"),
        pytest.param([(0, 0), (10, 0)], ((-3, 13), (-6, 6)), id="on-a-line"),
    ],
)
def test_the_window_holds_the_points_with_a_margin(places, expected):
    assert around([tuple(map(float, at)) for at in places], 2) == expected


@pytest.mark.parametrize(
    ("places", "kept"),
    [
        pytest.param([0.0, 1.0, 2.0, 1000.0], 3, id="one-outlier"),
        pytest.param([0.0, 1.0, 10.0], 3, id="not-far-enough"),
        pytest.param([0.0, 1000.0], 2, id="two"),
        pytest.param([0.0, 1.0, 2.0, 1000.0, 1001.0, 1002.0], 6, id="two-halves"),
    ],
)
def test_only_a_minority_far_away_is_left_out(places, kept):
    assert len(main_cluster([(x,) for x in places])) == kept


def test_a_window_ends_where_values_end_and_keeps_its_anchors():
    def root(x, y):
        return sqrt(x) + y if x >= 0 else nan

    ((low, _), other) = trimmed(PLANE, root, [(1.0, 0.0)])
    ((kept, _), _) = trimmed(PLANE, root, [(-1.5, 0.0)])

    assert -0.5 < low < 0 and other == PLANE[1]
    assert kept < -1.5


def test_a_function_without_values_leaves_the_window_alone():
    assert trimmed(PLANE, lambda x, y: nan, []) == PLANE


def test_a_narrow_spike_fills_its_window_and_a_power_does_not_shrink_it():
    (spike,) = narrowed(((-2.0, 2.0),), lambda x: exp(-((1000 * x) ** 2)), (0.0,))
    (power,) = narrowed(((-2.0, 2.0),), lambda x: x**4, (0.0,))
    (constant,) = narrowed(((-2.0, 2.0),), lambda x: 1.0, (0.0,))

    assert 0.001 < spike[1] < 0.01
    assert power == constant == (-2.0, 2.0)


@pytest.mark.parametrize("radius", [0.5, 2.5, 5.0])
def test_a_closed_curve_is_found_as_a_whole(radius):
    low, high = curve_extent(lambda x, y: x * x + y * y - radius**2, lambda x, y: True, PLANE)

    assert (*low, *high) == pytest.approx((-radius, -radius, radius, radius), abs=0.3)


@pytest.mark.parametrize("holds", [lambda x, y: True, lambda x, y: x > inf])
def test_an_open_curve_or_none_has_no_extent(holds):
    assert curve_extent(lambda x, y: y - x, holds, PLANE) == []
