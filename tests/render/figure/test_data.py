from math import isnan

import pytest
from sympy import log, zeta
from sympy.abc import x, y

from symhess.render.figure.data import distinct, evaluator, grid, levels


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


def test_a_function_that_python_does_not_have_is_evaluated_all_the_same():
    assert evaluator(zeta(x), (x,))(2.0) == pytest.approx(1.6449340668)


def test_distinct_values_are_few_or_none():
    assert distinct([1.0, 1.0 + 1e-12, 0.0]) == [0.0, 1.0]
    assert distinct([1e9, 1e9 + 1]) == [1e9]
    assert distinct(list(map(float, range(9)))) == []
