"""Values: proved equal, refuted at a point that both values confirm, or open."""

from fractions import Fraction

import pytest
from sympy import CRootOf, Integer, Rational, cos, exp, log, pi, sin, sqrt, sympify
from sympy.abc import x, y

from symhess.budget import Deadline
from symhess.equivalence import Status
from symhess.grade.compare import compare_values, easy_difference


@pytest.mark.parametrize(
    ("student", "reference", "status"),
    [
        (2 * x * (x + 1), 2 * x**2 + 2 * x, Status.PROVED),
        (sin(2 * x), 2 * sin(x) * cos(x), Status.PROVED),
        (sqrt(2) * x * (x + 1), sqrt(2) * x**2 + sqrt(2) * x, Status.PROVED),
        (pi * x, Rational(355, 113) * x, Status.REFUTED),
        (log(x**2), 2 * log(x), Status.REFUTED),
        (x * y, x + y, Status.REFUTED),
        (sqrt(2) / 2, 1 / sqrt(2), Status.PROVED),
        (Rational(1414, 1000), sqrt(2), Status.REFUTED),
        (1 / Integer(3), Rational(333, 1000), Status.REFUTED),
        (sympify("zoo"), Integer(1), Status.REFUTED),
    ],
)
def test_two_values_are_compared(student, reference, status):
    assert compare_values(student, reference, (x, y), Deadline(5)).status is status


@pytest.mark.parametrize(
    ("digits", "tolerance", "status"),
    [
        ("1.414", Fraction(1, 1000), Status.PROVED),
        ("1.4", Fraction(1, 1000), Status.REFUTED),
        ("1.414", Fraction(0), Status.REFUTED),
    ],
)
def test_a_tolerance_is_kept_exactly(digits, tolerance, status):
    assert compare_values(Rational(digits), sqrt(2), (), Deadline(5), tolerance).status is status


def test_a_tolerance_includes_its_end():
    assert compare_values(Rational("1.25"), Integer(1), (), Deadline(5), Fraction(1, 4)).status is Status.PROVED


def test_an_algebraic_number_is_compared_with_decimals():
    root = CRootOf(x**5 - 5 * x - 1, 0)

    assert compare_values(Rational("-1.44"), root, (), Deadline(5)).status is Status.REFUTED
    assert compare_values(Rational("-1.44"), root, (), Deadline(5), Fraction(1, 100)).status is Status.PROVED


@pytest.mark.parametrize(("student", "reference"), [(x**2 * y, x * y), (exp(x) + y, exp(x)), (log(x), log(x) + y)])
def test_both_values_of_an_easy_difference_are_true(student, reference):
    found = easy_difference(student, reference, (x, y))
    places = dict(zip((x, y), found.at, strict=True))

    for text, function in ((found.student, student), (found.reference, reference)):
        assert abs(Rational(text) - function.subs(places).evalf(20)) < 1e-4
    assert found.student != found.reference
