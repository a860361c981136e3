"""Unknowns that an equation of one sign forces to be zero."""

from fractions import Fraction
from random import Random

import pytest
from flint import fmpq

from symhess import analyze, critical_points, verify
from symhess.exact.polynomial import ring
from symhess.solve.definiteness import forced_zeros
from symhess.verify.definiteness import forced_unknowns

X, Y, Z = ring(("x", "y", "z")).gens()

POLYNOMIALS = [
    (X**2 + Y**2, {0, 1}),
    (X**2 * Y**2 + Z**4, {2}),
    (-(X**2) - X * Y - Y**2 - Z**2, {0, 1, 2}),
    (X**2 + Y**2 + Z**2 + X * Y + Y * Z + X * Z, {0, 1, 2}),
    (X**4 + X**2 * Y**2 + Y**4 + Z**6, {0, 1, 2}),
    (X**2 - Y**2, set()),
    (X**2 + 2 * X * Y + Y**2, set()),
    (X**2 + Y**2 + Z**2 - 3 * X * Y, set()),
    (X**2 + Y**2 + 1, set()),
    (X**2 - Z**2 + Y**2, set()),
    (X**3 + Y**2, set()),
]


@pytest.mark.parametrize(("polynomial", "expected"), POLYNOMIALS, ids=[str(p) for p, _ in POLYNOMIALS])
def test_forced_unknowns_by_finder_and_checker(polynomial, expected):
    assert forced_zeros(polynomial) == expected
    assert forced_unknowns(polynomial) == expected


def test_quadratic_forms_are_definite_exactly_when_completed_squares_say_so():
    random = Random(7)
    for _ in range(60):
        a, b, c = (random.randint(-4, 4) for _ in range(3))
        definite = a * c - Fraction(b * b, 4) > 0
        form = fmpq(a) * X**2 + fmpq(b) * X * Y + fmpq(c) * Y**2
        assert (forced_zeros(form) == {0, 1}) is definite
        assert (forced_unknowns(form) == {0, 1}) is definite


@pytest.mark.parametrize(
    "text",
    [
        "(x^2 + y^2 + z^2)^2",
        "(x^2 + x y + y^2)^3 + z^2",
        "(z - x^2 - 2y^2)(z - 3x^2 - 5y^2)",
        "(x^2 + y^2 - z^2)^2 + z^6",
    ],
)
def test_complex_curves_without_real_points_leave_the_origin(text):
    found = critical_points(text)

    assert found.components == () and len(found.points) == 1
    assert verify(analyze(text)).failures == ()
