"""Counting by subdivision: nothing is missing between the ends, and what cannot be proved is left open."""

import pytest
from flint import fmpq
from sympy import Integer, Rational, Symbol, cos, exp, log, oo, pi, sin, sqrt

from symhess.budget import Deadline
from symhess.errors import TimeLimitReached
from symhess.solve.line.counting import count_zeros
from symhess.solve.line.zeros import Open

x = Symbol("x")


def count(expression, low=-oo, high=oo, known=(), **options):
    return count_zeros(expression, x, (low, high), known, Deadline(20), **options)


@pytest.mark.parametrize(
    ("expression", "low", "high", "orders"),
    [
        pytest.param(exp(x) - 2, -oo, oo, [1], id="simple"),
        pytest.param((x - 1) ** 2 * (x - sqrt(2)) ** 3, -oo, oo, [2, 3], id="neighbours of higher order"),
        pytest.param(x**5 * exp(-x), -oo, oo, [5], id="fifth order"),
        pytest.param(x**2 - Rational(1, 10**12), -oo, oo, [1, 1], id="close to each other"),
        pytest.param(x**2 + Rational(1, 10**12), -oo, oo, [], id="close to zero"),
        pytest.param(x - 10**6, -oo, oo, [1], id="far away"),
        pytest.param(sin(x), Integer(0), 4 * pi, [1, 1, 1], id="zeros at both ends"),
        pytest.param(log(x), Integer(0), oo, [1], id="singular end"),
        pytest.param(x**2 * (x - 1), Integer(0), Integer(1), [], id="multiple zeros at the ends"),
        pytest.param(sin(1000 * x), Rational(1, 10), Rational(11, 100), [1, 1, 1, 1], id="fast waves"),
    ],
)
def test_the_count_is_the_known_one(expression, low, high, orders):
    found = count(expression, low, high)

    assert found.is_complete
    assert [zero.order for zero in found.zeros] == orders


def test_without_a_bound_only_a_window_is_searched():
    found = count(sin(x) - x * cos(x))

    assert found.reasons == (Open.TAIL,)
    assert found.low is None and found.high is None
    assert [zero.order for zero in found.zeros] == [1, 1, 3, 1, 1]


def test_a_double_zero_needs_an_exact_number():
    touching = (exp(x) - x - 2) ** 2

    assert Open.CLUSTER in count(touching.expand(), Integer(0), Integer(3)).reasons
    assert count((exp(x) - 3) ** 2, Integer(0), Integer(3)).zeros[0].exact == log(3)


def test_a_complete_list_of_candidates_names_what_normal_forms_do_not_show():
    root = cos(1) ** 2 + 1

    (zero,) = count(exp(x) - exp(root), known=[root], known_are_all=True).zeros

    assert zero.exact == root


def test_a_number_beside_the_zero_is_not_taken():
    (zero,) = count(exp(x) + x, known=[Rational(-567143290, 10**9)]).zeros

    assert zero.exact is None and zero.ball.rel_accuracy_bits() >= 192


def test_bounds_lie_between_the_ends():
    found = count(x * (x - 3), Integer(1), Integer(4))

    assert fmpq(1) < found.low < fmpq(3) < found.high < fmpq(4)


def test_the_deadline_is_kept():
    with pytest.raises(TimeLimitReached):
        count_zeros(sin(x), x, (Integer(0), Integer(9)), (), Deadline(0.0))
