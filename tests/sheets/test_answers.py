"""Answers by symhess against known ones, and what counts as nice."""

from dataclasses import replace

import pytest
from sympy import Abs, Integer, Rational, Symbol, cos, exp, pi, sqrt

from symhess.budget import Deadline
from symhess.condition import Condition, Relation
from symhess.errors import InputError
from symhess.function import ScalarFunction
from symhess.sheets import Asks, Problem
from symhess.sheets.answers import is_nice, solved

x, y = Symbol("x"), Symbol("y")


def problem(asks, expression, variables=(x, y), **others):
    return Problem(asks, ScalarFunction(expression, variables), **others)


def answer(asks, expression, variables=(x, y), **others):
    return solved(problem(asks, expression, variables, **others), Deadline(20))


ONE, TWO = Integer(1), Integer(2)


def test_values_of_derivatives():
    found = answer(Asks.HESSIAN, x**2 * exp(x - y), at=(ONE, ONE))

    assert found.value == 1
    assert found.gradient == (3, -1)
    assert found.hessian.tolist() == [[7, -3], [-3, 1]]


def test_derivatives_without_a_point():
    found = answer(Asks.GRADIENT, x * y)

    assert list(found.derivatives.gradient) == [y, x]
    assert (found.value, found.gradient, found.hessian) == (None, (), None)


def test_taylor_of_third_order():
    assert answer(Asks.TAYLOR, exp(x), (x,), at=(Integer(0),), order=3).terms[3] == Symbol("h_x") ** 3 / 6


def test_critical_points_with_kinds():
    found = answer(Asks.CLASSIFICATION, x**3 - 3 * x + y**2)

    assert [(p.point.coordinates[0].text(), p.verdict.kind.value) for p in found.points] == [
        ("-1", "saddle"),
        ("1", "minimum"),
    ]


def test_lagrange_points():
    found = answer(Asks.LAGRANGE, 3 * x + 4 * y, constraints=(x**2 + y**2 - 25,))

    assert [[n.text() for n in p.point.coordinates] for p in found.points] == [["-3", "-4"], ["3", "4"]]


def test_extrema_on_a_region():
    sides = [Condition(term, Relation.NONNEGATIVE) for term in (x, y, 2 - x - y)]
    extrema = answer(Asks.REGION, x**2 + y**2 - x - y, region=tuple(sides)).constraint_study.extrema

    assert (extrema.minimum.value.text(), extrema.maximum.value.text()) == ("-1/2", "2")


@pytest.mark.parametrize(
    ("asks", "expression", "others"),
    [
        pytest.param(Asks.NEWTON, x**3 + y**2, {"at": (Integer(0), ONE)}, id="singular-hessian"),
        pytest.param(Asks.TAYLOR, Abs(x) + y, {"at": (Integer(0), ONE)}, id="kink"),
    ],
)
def test_what_does_not_exist_is_an_error(asks, expression, others):
    with pytest.raises(InputError):
        answer(asks, expression, **others)


NICE = [
    pytest.param(Asks.CLASSIFICATION, 4 * x**2 - 3 * x + y**2, {}, False, id="value-with-a-ninth-of-16"),
    pytest.param(Asks.CLASSIFICATION, x**2 - x + y**2, {}, True, id="halves"),
    pytest.param(Asks.CLASSIFICATION, (x**2 + y**2) * exp(-x), {}, True, id="power-of-e"),
    pytest.param(Asks.CLASSIFICATION, x**3 - 6 * x + y**2, {}, False, id="root"),
    pytest.param(Asks.CLASSIFICATION, x**2 * y**2, {}, False, id="infinitely-many"),
    pytest.param(Asks.CLASSIFICATION, cos(x) + y**2, {}, False, id="a-family"),
    pytest.param(Asks.CLASSIFICATION, x**2 - 2000 * x + y**2, {}, False, id="large"),
    pytest.param(Asks.LAGRANGE, x + y, {"constraints": (x**2 + y**2 - 1,)}, False, id="irrational-point"),
    pytest.param(Asks.LAGRANGE, x + y, {"constraints": (x**2 + y**2 - 50,)}, False, id="multiplier-with-a-tenth"),
    pytest.param(Asks.LAGRANGE, x + y, {"constraints": (x**2 + y**2 - 8,)}, True, id="multiplier-with-a-quarter"),
    pytest.param(Asks.GRADIENT, exp(x * y), {"at": (ONE, TWO)}, False, id="value-e-squared"),
    pytest.param(Asks.GRADIENT, x / y, {"at": (ONE, TWO)}, True, id="quarters"),
    pytest.param(Asks.TAYLOR, exp(x) + y, {"at": (Integer(0), ONE), "order": 3}, False, id="sixths"),
    pytest.param(Asks.TAYLOR, exp(x) + y, {"at": (Integer(0), ONE)}, True, id="order-two"),
    pytest.param(Asks.NEWTON, x**4 + y**2, {"at": (ONE, ONE), "steps": 2}, False, id="ninths"),
    pytest.param(Asks.NEWTON, x**4 + y**2, {"at": (Integer(3), ONE), "steps": 1}, True, id="whole-steps"),
]


@pytest.mark.parametrize(("asks", "expression", "others", "expected"), NICE)
def test_nice_answers(asks, expression, others, expected):
    assert is_nice(answer(asks, expression, **others)) is expected


def test_an_answer_out_of_time_is_not_nice():
    assert not is_nice(solved(problem(Asks.CLASSIFICATION, x**2 + y**2), Deadline(0.0)))


def test_irrational_points_are_solved_all_the_same():
    assert answer(Asks.HESSIAN, sqrt(2) * x * y, at=(pi, Rational(1, 2))).gradient == (sqrt(2) / 2, sqrt(2) * pi)


def test_the_start_counts():
    first = problem(Asks.NEWTON, x**4 + y**2, at=(ONE, ONE))

    assert solved(replace(first, at=(TWO, ONE)), Deadline(9)).steps[0].end == (Rational(4, 3), 0)
