import pytest
from hypothesis import given, settings
from sympy import (
    Abs,
    CRootOf,
    Eq,
    Function,
    Ne,
    Piecewise,
    Rational,
    atan,
    cos,
    exp,
    log,
    sin,
    sqrt,
    symbols,
)

from symhess.differentiate.mixed_partials import mixed_partials
from symhess.errors import InputError
from symhess.function import ScalarFunction

from .expressions import polynomials

x, y, z = symbols("x y z")
ORIGIN = Eq(x, 0) & Eq(y, 0)


def away_from_origin(expression):
    return Piecewise((0, ORIGIN), (expression, True))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        pytest.param(away_from_origin(x * y * (x**2 - y**2) / (x**2 + y**2)), (-1, 1), id="peano"),
        pytest.param(away_from_origin(x * y**3 / (x**2 + y**2)), (1, 0), id="one-order-only"),
        pytest.param(away_from_origin(x * y * (3 * x**2 + 5 * y**2) / (x**2 + y**2)), (5, 3), id="weighted"),
        pytest.param(away_from_origin(x * y**2 / (x**2 + y**4)), (None, 0), id="discontinuous"),
        pytest.param(away_from_origin(x * y * log(x**2 + y**2)), (None, None), id="logarithm"),
        pytest.param(away_from_origin(x**2 * y**2 / (x**2 + y**2)), (0, 0), id="equal-though-not-continuous"),
        pytest.param(Piecewise((0, Eq(y, 0)), (x * y * exp(-(x**2) / y**2), True)), (1, 0), id="essential-singularity"),
        pytest.param(
            Piecewise((x**2 * atan(y / x) - y**2 * atan(x / y), Ne(x, 0) & Ne(y, 0)), (0, True)),
            (-1, 1),
            id="arctangents",
        ),
        pytest.param(Piecewise((x * y, Abs(y) <= Abs(x)), (-x * y, True)), (-1, 1), id="sectors"),
        pytest.param(Piecewise((x * y, x > y), (x**2, True)), (None, None), id="one-sided-limits-differ"),
        pytest.param(away_from_origin((x**2 + y**2) * sin(1 / (x**2 + y**2))), (0, 0), id="oscillation-dies-out"),
        pytest.param(Piecewise((x * y * sin(1 / x), Ne(x, 0)), (0, True)), (None, None), id="oscillation-stays"),
        pytest.param(Piecewise((x * y, x**2 + y**2 > 1), (x + y, True)), (0, 0), id="far-from-the-edge"),
        pytest.param(Piecewise((0, Eq(x * y, 0)), (1, True)), (None, None), id="jump-off-the-axes"),
        pytest.param(Piecewise((x, x > 0)), (None, None), id="not-defined-on-one-side"),
        pytest.param(x * y / (x**2 + y**2), (None, None), id="not-defined-at-the-point"),
        pytest.param(Abs(x) * y, (None, None), id="absolute-value"),
        pytest.param(sqrt(x**2 + y**2), (None, None), id="cone"),
        pytest.param(sqrt(x) * y, (None, None), id="boundary-of-the-domain"),
        pytest.param(sin(x * y), (1, 1), id="smooth"),
        pytest.param(x**2 + y, (0, 0), id="no-mixed-term"),
        pytest.param(x * y + 2 * away_from_origin(x**3 * y / (x**2 + y**2)), (1, 3), id="cases-inside-a-sum"),
    ],
)
def test_at_the_origin(expression, expected):
    assert mixed_partials(expression, (x, y), at=(0, 0)) == expected


@given(polynomials(degree=3))
@settings(max_examples=30, deadline=None)
def test_the_limits_agree_with_the_rules_on_polynomials(polynomial):
    expected = polynomial.diff(x, y).subs({x: 2, y: Rational(-1, 3)})

    assert mixed_partials(polynomial, (x, y), at=(2, Rational(-1, 3))) == (expected, expected)


@pytest.mark.parametrize(
    ("expression", "at"),
    [
        pytest.param(exp(x * y), (0, sqrt(2)), id="irrational"),
        pytest.param(x**y, (1, 1), id="general-power"),
        pytest.param(cos(x) / (1 + y**2), (1, -2), id="quotient"),
        pytest.param(log(x + y) * x, (1, 2), id="logarithm"),
        pytest.param(x**3 * y**2, (CRootOf(x**3 - x - 1, 0), 1), id="algebraic"),
    ],
)
def test_both_orders_agree_where_the_function_is_smooth(expression, at):
    expected = expression.diff(x, y).subs({x: at[0], y: at[1]})
    found = mixed_partials(expression, (x, y), at)

    assert all((value - expected).simplify() == 0 for value in found)


def test_the_order_of_the_pair_is_the_order_of_the_results():
    peano = away_from_origin(x * y * (x**2 - y**2) / (x**2 + y**2))

    assert mixed_partials(peano, ("x", "y"), (0, 0)) == mixed_partials(peano, ("y", "x"), (0, 0))[::-1]


def test_further_variables_keep_their_values():
    f = x * y * z**2

    assert mixed_partials(f, ("x", "y"), at=(0, 0, 3)) == (9, 9)
    assert mixed_partials(ScalarFunction(f, (z, x, y)), (x, z), at=(3, 0, 5)) == (30, 30)


def test_a_constant_root_keeps_its_bound_letter():
    root = CRootOf(x**3 - x - 1, 0)

    assert mixed_partials(root * x * y, (x, y), (0, 0)) == (root, root)


def test_an_edge_away_from_the_point_does_not_matter():
    cases = Piecewise((x * y, x < 1), (5 * x * y, True))

    assert mixed_partials(cases, (x, y), (0, 0)) == (1, 1)
    assert mixed_partials(cases, (x, y), (2, 0)) == (5, 5)
    assert mixed_partials(cases, (x, y), (1, 0)) == (None, None)


@pytest.mark.parametrize(
    ("pair", "at"),
    [
        pytest.param(("x", "w"), (0, 0), id="unknown-variable"),
        pytest.param(("x", "x"), (0, 0), id="one-variable-twice"),
        pytest.param(("x",), (0, 0), id="one-variable"),
        pytest.param(("x", "y"), (0,), id="coordinate-missing"),
    ],
)
def test_pair_and_point_are_checked(pair, at):
    with pytest.raises(InputError, match="expected two of the variables x, y and a point"):
        mixed_partials(ScalarFunction(x * y, (x, y)), pair, at)


def test_a_condition_that_cannot_be_decided_is_refused():
    with pytest.raises(InputError, match="use polynomial conditions"):
        mixed_partials(Piecewise((x, sin(x) > exp(y) - 1), (y, True)), (x, y), (0, 0))


def test_limits_that_cannot_be_compared_are_refused():
    one = sin(1) ** 2 + cos(1) ** 2

    with pytest.raises(InputError, match="cannot tell whether the one-sided limits"):
        mixed_partials(Piecewise((x * y, x > 0), (one * x * y, True)), (x, y), (0, 0))


def test_an_unknown_function_has_no_limit():
    with pytest.raises(InputError, match="cannot decide the limit"):
        mixed_partials(Function("h")(x) * y, (x, y), (0, 0))


def test_a_limit_that_cannot_be_decided_is_refused():
    constant_in_disguise = x * y * (sin(1 / x) ** 2 + cos(1 / x) ** 2)

    with pytest.raises(InputError, match="cannot decide the limit"):
        mixed_partials(Piecewise((constant_in_disguise, Ne(x, 0)), (0, True)), (x, y), (0, 0))


@pytest.mark.parametrize(("a", "b"), [(1, 2), (-1, sqrt(2)), (Rational(1, 3), 0)])
def test_the_counterexample_may_lie_anywhere(a, b):
    u, v = x - a, y - b
    moved = Piecewise((0, Eq(x, a) & Eq(y, b)), (u * v * (u**2 - v**2) / (u**2 + v**2), True))

    assert mixed_partials(moved, (x, y), (a, b)) == (-1, 1)


@pytest.mark.parametrize("factor", [2, -3, Rational(1, 7), sqrt(5)])
def test_a_factor_multiplies_both_values(factor):
    peano = x * y * (x**2 - y**2) / (x**2 + y**2)

    assert mixed_partials(away_from_origin(factor * peano), (x, y), (0, 0)) == (-factor, factor)


@given(polynomials(degree=2, terms=3))
@settings(max_examples=20, deadline=None)
def test_a_smooth_summand_adds_the_same_to_both(polynomial):
    peano = x * y * (x**2 - y**2) / (x**2 + y**2)
    cases = Piecewise((polynomial.subs({x: 0, y: 0}), ORIGIN), (peano + polynomial, True))
    extra = polynomial.diff(x, y).subs({x: 0, y: 0})

    assert mixed_partials(cases, (x, y), (0, 0)) == (extra - 1, extra + 1)


@pytest.mark.parametrize(
    ("cubic", "along_x_axis", "along_y_axis"),
    [
        pytest.param(x**3 * y, 1, 0, id="x-cubed-y"),
        pytest.param(x**2 * y**2, 0, 0, id="squares"),
        pytest.param(2 * x**3 * y - 7 * x * y**3, 2, -7, id="both"),
        pytest.param(x**4 - y**4, 0, 0, id="pure-powers"),
    ],
)
def test_quartic_forms_over_the_squared_distance(cubic, along_x_axis, along_y_axis):
    """For F/(x² + y²) with a quartic form F both values are coefficients of F."""
    found = mixed_partials(away_from_origin(cubic / (x**2 + y**2)), (x, y), (0, 0))

    assert found == (along_y_axis, along_x_axis)
