from math import isnan

import pytest
from sympy import log
from sympy.abc import x, y

from symhess import analyze
from symhess.render.figure.data import Marked, evaluator, grid, levels, marked_points, saddle_levels, window
from symhess.verdict import Kind


def saddles(*values):
    return [Marked((0.0, 0.0), value, Kind.SADDLE) for value in values]


def test_points_are_those_of_the_study():
    found = marked_points(analyze("x^3 - 3x + y^2"))

    assert {(p.at, p.value, p.kind) for p in found} == {
        ((1.0, 0.0), -2.0, Kind.MINIMUM),
        ((-1.0, 0.0), 2.0, Kind.SADDLE),
    }


def test_points_that_are_much_too_far_out_are_left_out():
    assert marked_points(analyze("(x - 10^9)^2 + y^2")) == ()


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        pytest.param([], ((-2, 2), (-2, 2)), id="none"),
        pytest.param([(5, 5)], ((3, 7), (3, 7)), id="one"),
        pytest.param([(0, 0), (10, 10)], ((-3, 13), (-3, 13)), id="square"),
        pytest.param([(0, 0), (10, 0)], ((-3, 13), (-5, 5)), id="on-a-line"),
    ],
)
def test_the_window_holds_the_points_with_a_margin(places, expected):
    points = [Marked((float(a), float(b)), 0.0, Kind.MINIMUM) for a, b in places]

    assert window(points, 2) == expected


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param(log(x), id="no-real-value"),
        pytest.param(1 / x, id="pole"),
        pytest.param((x + 1) ** -1 * 10**400, id="too-large"),
    ],
)
def test_where_there_is_no_value_there_is_nan(expression):
    assert isnan(evaluator(expression, (x,))(-1.0 if expression.has(log) else 0.0))


def test_a_name_that_is_no_identifier_can_be_evaluated():
    from sympy import Symbol

    strange = Symbol("import os; x")

    assert evaluator(strange**2, (strange,))(3.0) == 9.0


def test_levels_of_a_steep_function_divide_the_area_evenly():
    f = evaluator((1 - x) ** 2 + 100 * (y - x**2) ** 2, (x, y))
    *_, rows = grid(f, ((-1.0, 3.0), (-1.0, 3.0)), 40)
    chosen = levels(rows, 8)
    counts = [sum(low <= v < high for row in rows for v in row) for low, high in zip(chosen, chosen[1:], strict=False)]

    assert max(counts) < 1.5 * min(counts)


def test_a_constant_has_no_levels():
    assert levels([[1.0, 1.0]], 8) == []


def test_nan_does_not_disturb_the_levels():
    assert levels([[0.0, float("nan"), 1.0]], 2)[0] == 0.0


def test_saddle_levels_are_distinct_and_few():
    assert saddle_levels(saddles(1.0, 1.0 + 1e-12, 0.0)) == [0.0, 1.0]
    assert saddle_levels(saddles(*map(float, range(9)))) == []
