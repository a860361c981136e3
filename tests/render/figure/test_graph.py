from math import floor, log, nan, sqrt, tan

import pytest

from symhess.render.figure.graph import End, graph_of, heights

SPAN = (-2.0, 2.0)


def known(f, holds):
    return lambda x: f(x) if holds(x) else nan


def drawn(f, span=SPAN, marked=()):
    return graph_of(f, span, marked)[0]


def test_a_continuous_graph_is_one_piece():
    for f in (lambda x: x**3, lambda x: abs(x) ** 0.1, lambda x: x**50, lambda x: 1 / (1 + 1e4 * x * x)):
        assert (len(drawn(f).pieces), drawn(f).ends, drawn(f).poles) == (1, (), ())


def test_a_pole_parts_the_graph():
    inverse = drawn(known(lambda x: 1 / x, bool))
    tangent = drawn(tan)

    assert [round(x, 9) for x in inverse.poles] == [0]
    assert [round(x, 6) for x in tangent.poles] == [-1.570796, 1.570796]
    assert len(tangent.pieces) == 3


def test_a_jump_parts_the_graph_without_a_pole():
    steps = drawn(lambda x: float(floor(x / 1.7)))

    assert len(steps.pieces) == 4 and steps.poles == ()


@pytest.mark.parametrize(
    ("f", "ends"),
    [
        pytest.param(known(lambda x: sqrt(x * x - 1), lambda x: x * x >= 1), {(-1, 0, 1), (1, 0, 1)}, id="closed"),
        pytest.param(known(lambda x: x * log(x), lambda x: x > 0), {(0, 0, False)}, id="open"),
        pytest.param(known(lambda x: x / x, bool), {(0, 1, False)}, id="hole"),
        pytest.param(known(log, lambda x: x > 0), set(), id="pole-at-the-end"),
        pytest.param(known(lambda x: x, lambda x: x * x < 3), set(), id="end-that-floats-miss"),
    ],
)
def test_ends_are_circles_where_floats_can_tell(f, ends):
    found = drawn(f).ends

    assert all(isinstance(end, End) for end in found)
    assert {(end.x, round(end.value, 6), end.closed) for end in found} == ends


def test_a_kink_that_is_marked_is_on_the_graph():
    (piece,) = drawn(lambda x: abs(x - 0.123456789), marked=(0.123456789,)).pieces

    assert (0.123456789, 0.0) in piece


def test_steep_walls_do_not_flatten_the_marked_points():
    low, high = heights([x**12 - 30 * x**2 for x in (k / 100 - 2 for k in range(401))], [-34.0, 0.0])

    assert low < -34 and high < 2000


def test_a_little_beyond_is_shown_as_a_whole():
    low, high = heights([k / 100 for k in range(101)], [])

    assert low < 0 and high > 1
