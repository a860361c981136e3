"""Monomial curves: the claimed lowest term is that of f on the curve."""

import pytest
from sympy import Rational, exp, expand, series, sqrt, symbols

from symhess.budget import Deadline
from symhess.classify.curves import find_curves
from symhess.classify.findings import curve_expressions
from symhess.errors import TimeLimitReached
from tests.classify.germs import NEVER, jet, origin, x, y, z

T = symbols("t")


@pytest.mark.parametrize(
    ("expression", "signs"),
    [
        pytest.param((y - x**2) * (y - 3 * x**2), {1, -1}, id="peano"),
        pytest.param(x**4 + y**4, {1}, id="definite"),
        pytest.param((y - x**2) ** 2, {1, 0}, id="parabola-of-zeros"),
        pytest.param((x**2 + y**2 - z**3) ** 2 - x**2 * z**4, {1, -1}, id="tangent-sheet"),
        pytest.param(x * y * z, {1, -1, 0}, id="cubic"),
        pytest.param(-sqrt(2) * x**2 * y**2, {-1, 0}, id="irrational"),
    ],
)
def test_the_lowest_term_is_that_of_the_function_on_the_curve(expression, signs):
    variables = sorted(expression.free_symbols, key=str)
    germ = origin(expand(expression), *variables)
    found = find_curves(germ, NEVER)

    assert found.keys() <= signs | {0}
    assert found.keys() >= signs - {0}
    for sign, curve in found.items():
        on_curve = expand(expression.subs(dict(zip(variables, curve_expressions(germ, curve), strict=True))))
        if curve.power is None:
            assert (sign, on_curve) == (0, 0)
        else:
            leading = germ.field.real(curve.coefficient).short()
            assert expand(series(on_curve, T, 0, curve.power + 1).removeO() - leading * T**curve.power) == 0
            assert (leading > 0) == (sign > 0)


def test_terms_beyond_the_order_of_a_series_are_not_trusted():
    function = (exp(y) - 1 - x**2) ** 2 - x**9

    assert -1 not in find_curves(jet(function, 5, x, y), NEVER)
    assert 0 not in find_curves(jet(function, 5, x, y), NEVER)


def test_a_thin_region_is_missed_rather_than_guessed():
    thin = (y - Rational(1, 7) * x**5) ** 2 - x**12

    assert find_curves(origin(expand(thin), x, y), NEVER).keys() == {1}


def test_the_search_stops_when_time_is_up():
    with pytest.raises(TimeLimitReached):
        find_curves(origin(x**4 + y**4, x, y), Deadline(0))
