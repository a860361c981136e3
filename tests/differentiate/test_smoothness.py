from random import Random

import pytest
from mpmath import isfinite, mpc, mpf, workdps
from sympy import (
    Abs,
    Eq,
    Integer,
    Max,
    Piecewise,
    Rational,
    Symbol,
    acos,
    acosh,
    acoth,
    acsc,
    asech,
    atan,
    cos,
    cosh,
    coth,
    exp,
    gamma,
    lambdify,
    log,
    pi,
    sign,
    sin,
    sqrt,
    symbols,
    tan,
)

from symhess.condition import Condition, Relation
from symhess.differentiate.deriving import derive, result_of
from symhess.differentiate.smoothness import conditions_of, holds_at, smooth_on, smoothness_conditions

from .textbook import TEXTBOOK

x, y = symbols("x y")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        pytest.param(Integer(3), "R^2", id="constant"),
        pytest.param(x**4 + x * y + y**4, "R^2", id="polynomial"),
        pytest.param(exp(x * y) * cos(x) + atan(y), "R^2", id="entire"),
        pytest.param(log(2) * x + sqrt(pi) * y, "R^2", id="constants-with-domains"),
        pytest.param(sqrt(1 + x**2 + y**2), "R^2", id="positive-radicand"),
        pytest.param(log(exp(x) + exp(-y) + cosh(x)), "R^2", id="positive-logarithm"),
        pytest.param(1 / (-1 - x**2), "R^2", id="negative-denominator"),
        pytest.param(x / (Abs(y) ** 3 + 1), "y != 0", id="absolute-value-inside"),
        pytest.param((1 + exp(x)) ** y, "R^2", id="positive-base"),
        pytest.param(log(x), "x > 0", id="logarithm"),
        pytest.param(x * log(x) + y * log(y), "x > 0 and y > 0", id="two-logarithms"),
        pytest.param(log(1 - x - y), "-x - y + 1 > 0", id="half-plane"),
        pytest.param(1 / x + x * y, "x != 0", id="reciprocal"),
        pytest.param(1 / (x**2 * y), "x != 0 and y != 0", id="product-below"),
        pytest.param(sqrt(x**2 + y**2), "x**2 + y**2 > 0", id="cone"),
        pytest.param(sqrt(x**2), "x != 0", id="root-of-square"),
        pytest.param(log(Abs(x)), "x != 0", id="log-absolute-value"),
        pytest.param(x**y, "x > 0", id="general-power"),
        pytest.param(x ** Rational(7, 2), "x > 0", id="half-integer-power"),
        pytest.param(tan(x), "cos(x) != 0", id="tangent"),
        pytest.param(coth(x * y), "x != 0 and y != 0", id="coth"),
        pytest.param(acos(x), "1 - x**2 > 0", id="arccosine"),
        pytest.param(sign(x + y), "x + y != 0", id="sign"),
        pytest.param(
            Piecewise((0, Eq(x, 0)), (1 / y, True)),
            "the interiors of the regions of the cases, where y != 0",
            id="cases",
        ),
        pytest.param(Piecewise((x, x > 0), (y, True)), "the interiors of the regions of the cases", id="entire-cases"),
        pytest.param(Max(x, y), "the interior of the natural domain of f", id="not-known"),
        pytest.param(1 + gamma(x) ** 2, "the interior of the natural domain of f", id="not-known-inside"),
    ],
)
def test_the_set_is_named(expression, expected):
    assert smooth_on(expression, 2) == expected


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param(log(x) / (y - 1), id="logarithm"),
        pytest.param(acosh(x) * asech(y), id="inverse-hyperbolic"),
        pytest.param(acoth(x) + acsc(x * y), id="outside-the-unit-interval"),
        pytest.param(x**y + sqrt(x - y), id="powers"),
        pytest.param(1 / sqrt(x**2 + y - 1) + tan(x), id="root-below"),
        pytest.param(Abs(x - y) * sin(x), id="absolute-value"),
        pytest.param((2 - x**2 - y**2) ** Rational(1, 3), id="disc"),
    ],
)
def test_second_partials_are_real_wherever_the_conditions_hold(expression):
    partials = [result_of(derive(result_of(derive(expression, v)), w)) for v in (x, y) for w in (x, y)]
    conditions = smoothness_conditions(expression)
    terms = lambdify((x, y), [condition.term for condition in conditions], "mpmath")
    values = lambdify((x, y), partials, "mpmath")
    random, inside = Random(7), 0
    with workdps(30):
        for _ in range(300):
            point = [mpf(random.uniform(-3, 3)) for _ in range(2)]
            holds = zip(terms(*point), conditions, strict=True)
            if all(t > 0 if c.relation is Relation.POSITIVE else t != 0 for t, c in holds):
                inside += 1
                assert all(isfinite(value) and not isinstance(value, mpc) for value in values(*point))

    assert inside > 5


def test_a_condition_reads_as_an_inequality():
    assert str(Condition(x - y, Relation.POSITIVE)) == "x - y > 0"
    assert str(Condition(Symbol("t"), Relation.NONZERO)) == "t != 0"


def test_what_is_not_known_is_no_empty_list():
    assert smoothness_conditions(x**2) == ()
    assert smoothness_conditions(gamma(x)) is None


@pytest.mark.parametrize(
    ("expression", "edge"),
    [
        pytest.param(log(x), 0, id="logarithm"),
        pytest.param(sqrt(x), 0, id="root"),
        pytest.param(x ** Rational(3, 2), 0, id="three-halves"),
        pytest.param(1 / x, 0, id="pole"),
        pytest.param(tan(x), pi / 2, id="tangent"),
        pytest.param(1 / sin(x), pi, id="cosecant"),
        pytest.param(coth(x), 0, id="coth"),
        pytest.param(acos(x), 1, id="arccosine"),
        pytest.param(acosh(x), 1, id="acosh"),
        pytest.param(acoth(x), 1, id="acoth"),
        pytest.param(acsc(x), -1, id="arccosecant"),
        pytest.param(asech(x), 1, id="asech"),
        pytest.param(x**x, 0, id="general-power"),
    ],
)
def test_at_the_edge_the_second_derivative_is_infinite(expression, edge):
    """The condition is not only sufficient: just inside the edge the second derivative grows without bound."""
    (condition,) = smoothness_conditions(expression)[:1]
    second = result_of(derive(result_of(derive(expression, x)), x))
    inward = 1 if holds_at(condition, {x: edge + Rational(1, 100)}) else -1
    near, nearer = (abs(second.subs(x, edge + inward * Rational(1, 10**k)).evalf(20)) for k in (4, 8))

    assert not holds_at(condition, {x: Integer(0) + edge})
    assert nearer > 10 * near


@pytest.mark.parametrize(
    ("condition", "value", "expected"),
    [
        pytest.param(Condition(x**2 - 2, Relation.POSITIVE), sqrt(2), False, id="zero-is-not-positive"),
        pytest.param(Condition(x - sqrt(2), Relation.POSITIVE), Rational(3, 2), True, id="irrational"),
        pytest.param(Condition(x**2 - 2, Relation.NONZERO), Rational(3, 2), True, id="nonzero"),
        pytest.param(Condition(y, Relation.NONZERO), Integer(1), False, id="another-letter-is-not-known"),
    ],
)
def test_a_condition_holds_only_where_that_is_known(condition, value, expected):
    assert holds_at(condition, {x: value}) is expected


def test_each_operation_states_its_own_condition():
    assert [str(c) for c in conditions_of(log(x - y))] == ["x - y > 0"]
    assert conditions_of(x + log(y)) == ()
    assert conditions_of(gamma(x)) is None


@pytest.mark.parametrize(("expression", "at"), TEXTBOOK, ids=lambda case: str(case)[:40])
def test_the_textbook_points_lie_in_the_named_sets(expression, at):
    conditions = smoothness_conditions(expression)

    assert all(holds_at(condition, {v: Integer(0) + value for v, value in at.items()}) for condition in conditions)
