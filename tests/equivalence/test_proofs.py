"""The single ways to a proof: each shows what is true, and nothing else."""

import pytest
from sympy import (
    Abs,
    Integer,
    Rational,
    Symbol,
    acos,
    asin,
    atan,
    cos,
    exp,
    log,
    pi,
    sec,
    sin,
    sqrt,
    tan,
)

from symhess.budget import Deadline
from symhess.condition import Condition, Relation
from symhess.differentiate.smoothness import smoothness_conditions
from symhess.equivalence.constancy import vanishes_on_cells
from symhess.equivalence.domains import same_interior
from symhess.equivalence.inverting import logarithms_cancel, roots_cancel
from symhess.equivalence.merging import apart, merged, proportion
from symhess.equivalence.rewriting import in_real_form
from symhess.equivalence.vanishing import is_zero_number, vanishes

VARIABLES = x, y = Symbol("x"), Symbol("y")
LATER = Deadline(None)


@pytest.mark.parametrize(
    ("number", "is_zero"),
    [
        (atan(Rational(1, 2)) + atan(Rational(1, 3)) - pi / 4, True),
        (atan(1) + atan(2) + atan(3) - pi, True),
        (asin(Rational(3, 5)) + asin(Rational(4, 5)) - pi / 2, True),
        (2 * acos(sqrt(Rational(2, 3))) - acos(Rational(1, 3)), True),
        (atan(1) + atan(2) + atan(3), False),
        (atan(Rational(1, 2)) + atan(Rational(1, 3)) - pi / 4 + Rational(1, 10**30), False),
        (asin(Rational(3, 5)) - asin(Rational(4, 5)), False),
    ],
    ids=str,
)
def test_angles(number, is_zero):
    assert is_zero_number(number) is is_zero


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (3 * x * y, x * y / 2, (6, 1)),
        (1 + cos(x), cos(x / 2) ** 2, (2, 1)),
        (exp(x), exp(-x), (1, -1)),
        (sec(x), cos(x), (1, -1)),
        (-2 * tan(x), cos(x) / sin(x), (-2, -1)),
        (x, x + Rational(1, 10**6), None),
        (x, y, None),
        (sqrt(2) * x, x, None),
    ],
    ids=str,
)
def test_proportions(one, other, relation):
    assert proportion(one, other, VARIABLES, LATER) == relation


@pytest.mark.parametrize(
    "expression",
    [
        sqrt(1 + tan(x) ** 2) - sqrt(sec(x) ** 2),
        log(Abs(cos(x))) + log(Abs(sec(x))),
        sqrt(x * y) - sqrt(x) * sqrt(y),
        sqrt(8 * x) - 2 * sqrt(2 * x),
    ],
    ids=str,
)
def test_merging_leaves_nothing_of_what_is_zero(expression):
    assert vanishes(merged(in_real_form(expression), VARIABLES, LATER), VARIABLES, LATER)


def test_roots_of_products_stay_together_where_the_factors_may_be_negative():
    assert in_real_form(sqrt(x * y)) == sqrt(x * y)
    assert apart(sqrt(x * y) + x) == sqrt(x * y) + x
    assert apart(sqrt(x * y) + sqrt(y)) == sqrt(x) * sqrt(y) + sqrt(y)


@pytest.mark.parametrize(
    ("difference", "expected"),
    [
        (sqrt(x**2 + 2 * x * sqrt(x**2)) - sqrt(x**2) * sqrt(3), False),
        (sqrt(1 - sin(2 * x)) - sqrt((sin(x) - cos(x)) ** 2), True),
        (sqrt(x) + sqrt(x + 1) - sqrt(2 * x + 1 + 2 * sqrt(x) * sqrt(x + 1)), True),
        (sqrt(x) - sqrt(x + 1) - sqrt(2 * x + 1 - 2 * sqrt(x) * sqrt(x + 1)), False),
    ],
    ids=str,
)
def test_squares_decide_where_no_side_is_negative(difference, expected):
    assert roots_cancel(difference, VARIABLES, LATER) is expected


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (log(Abs(cos(x))) + log(Abs(sec(x))), True),
        (log(Abs(x)) / 2 - log(Abs(x**3)) / 6, True),
        (log(Abs(1 - cos(x))) + log(Abs(1 + cos(x))) - 2 * log(Abs(sin(x))), True),
        (log(Abs(x)) - log(Abs(-x)) + log(2), False),
        (x + log(Abs(x)), False),
        (100 * log(Abs(x)) - 100 * log(Abs(2 * x)), False),
    ],
    ids=str,
)
def test_products_decide_sums_of_logarithms(total, expected):
    assert logarithms_cancel(total, VARIABLES, LATER) is expected


@pytest.mark.parametrize(
    ("first", "second", "where", "expected"),
    [
        (atan(x) + atan(1 / x), pi / 2, (x,), True),
        (atan(x) + atan(1 / x), pi / 2, (-x,), False),
        (atan(x) + atan(1 / x), pi / 2, (), False),
        (2 * atan(x), atan(2 * x / (1 - x**2)), (1 - x, 1 + x), True),
        (2 * atan(x), atan(2 * x / (1 - x**2)), (x - 1,), False),
        (2 * atan(x) - pi, atan(2 * x / (1 - x**2)), (x - 1,), True),
        (atan(x) + atan(y), atan((x + y) / (1 - x * y)), (1 - x * y,), True),
        (atan(x) + atan(y), atan((x + y) / (1 - x * y)), (x * y - 1, x), False),
        (atan(y / x), asin(y / sqrt(x**2 + y**2)), (x,), True),
        (Abs(x**2 - 1), Abs(x - 1) * Abs(x + 1), (), True),
    ],
    ids=str,
)
def test_what_has_no_slope_is_judged_piece_by_piece(first, second, where, expected):
    conditions = tuple(smoothness_conditions(f) for f in (first, second))
    assumed = tuple(Condition(term, Relation.POSITIVE) for term in where)
    difference = in_real_form(first) - in_real_form(second)

    assert vanishes_on_cells(difference, VARIABLES, (*conditions, assumed), LATER) is expected


@pytest.mark.parametrize(
    ("first", "second", "assumed", "expected"),
    [
        ((x**2 - 1,), (), (x - 1,), True),
        ((x**2 - 1,), (), (), False),
        ((1 - cos(x),), (), (), True),
        ((2 + cos(x) - 3 * sin(y),), (), (), False),
        ((sec(x) + tan(x),), (sec(x) - tan(x),), (), True),
        ((x * y,), (x, y), (), False),
        ((x * y,), (x, y), (x, y), True),
        ((1 - x**2 - y**2,), (1 - x**2 - y**2, 2 - x), (), True),
        ((x + sqrt(x**2 + 1),), (), (), True),
    ],
    ids=str,
)
def test_domains(first, second, assumed, expected):
    sides = ([Condition(Integer(0) + term, Relation.POSITIVE) for term in side] for side in (first, second, assumed))

    assert same_interior(*sides, VARIABLES, LATER) is expected
