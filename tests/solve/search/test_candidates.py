"""Exact candidates and isolated points."""

import pytest
from flint import arb
from sympy import E, Rational, S, acos, asin, atan, cos, exp, log, pi, sin, sqrt, sympify
from sympy.abc import x, y

from symhess.budget import Deadline
from symhess.exact.enclosing import enclosed_constant
from symhess.exact.zero_test import is_zero_constant
from symhess.solve.search.candidates import exact_candidates
from symhess.solve.search.isolation import isolating_radius, leading_forms

NUMBERS = (
    *(0, 1, Rational(-355, 113), 5 * pi / 12, -sqrt(30) / 7, log(12), -log(3), exp(Rational(-3, 2)), 2 / pi),
    sqrt(pi / 2),
    *(acos(Rational(1, 4)), 2 * pi - acos(Rational(1, 3)), asin(Rational(2, 5)), atan(3) + pi, pi / 2 - 1, E - 2),
    1 + sqrt(2),
)


@pytest.mark.parametrize("number", NUMBERS, ids=str)
def test_simple_numbers_are_recognised(number):
    candidates = list(exact_candidates(enclosed_constant(sympify(number), 300)))

    assert any(is_zero_constant(candidate - number) for candidate in candidates)


@pytest.mark.parametrize("number", [cos(log(3)), exp(sin(1)), log(log(5))], ids=str)
def test_other_numbers_are_not(number):
    assert list(exact_candidates(enclosed_constant(number, 300))) == []


def test_a_near_miss_is_no_candidate():
    ball = enclosed_constant(Rational(1, 3) + Rational(1, 10**40), 300)

    assert list(exact_candidates(ball)) == []
    assert list(exact_candidates(arb(1) / 3)) == [Rational(1, 3)]


@pytest.mark.parametrize(
    ("equations", "isolated"),
    [
        pytest.param((x**2, y), True, id="double"),
        pytest.param((x**2 - y**2, x * y), True, id="monkey"),
        pytest.param((x * (x - y), y * (x - y)), False, id="line-through-it"),
        pytest.param((x**2 - y**3, x * y), False, id="forms-have-a-common-zero"),
        pytest.param((sin(x) ** 3, 1 - cos(y)), True, id="transcendental"),
    ],
)
def test_isolation_is_proved_or_left_open(equations, isolated):
    forms = leading_forms(equations, (x, y), (S(0), S(0)))

    assert (isolating_radius(forms, (0.5, 2.0**-6), Deadline(5)) is not None) == isolated
