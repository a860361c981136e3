"""Algebraic numbers, points and values of polynomials at them."""

import pytest
from flint import fmpq, fmpq_poly, fmpz_poly
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import CRootOf, Poly, Symbol, sqrt
from sympy import Rational as Fraction

from symhess.exact.algebraic import AlgebraicNumber, AlgebraicPoint, PolynomialValue, algebraic_number, residue
from symhess.exact.number import Rational
from symhess.exact.polynomial import ring
from symhess.exact.real_root import real_roots

CUBIC = fmpz_poly([5, -32, 0, 2])
SEPTIC = fmpz_poly([-1, -3, 0, 0, 0, 0, 0, 1])


@given(st.sampled_from([CUBIC, SEPTIC]), st.lists(st.integers(-4, 4), min_size=2, max_size=4), st.integers(1, 3))
@settings(deadline=None, max_examples=40)
def test_text_reads_back_as_the_same_number(polynomial, coefficients, denominator):
    root = real_roots(polynomial)[0]
    number = algebraic_number(root, fmpq_poly(coefficients), fmpq_poly([denominator, 1]))
    x = Symbol("x")

    text = number.text()

    if isinstance(number, AlgebraicNumber):
        name, arguments = text[:7], text[8:-1].rsplit(", ", 1)
        assert name == "CRootOf"
        same = CRootOf(Poly(_polynomial(arguments[0], x), x), int(arguments[1]))
        assert abs(float(same.evalf(25)) - float(number)) <= 1e-12 * (1 + abs(float(number)))


def _polynomial(text, x):
    """Read the printed univariate polynomial without evaluating it."""
    total = 0
    for term in text.replace(" - ", " + -").split(" + "):
        negative, term = term.startswith("-"), term.lstrip("-")
        factor, _, power = term.partition("*x")
        if term.startswith("x"):
            factor, power = "1", term[1:]
        exponent = 0 if "x" not in term else int(power.lstrip("*") or 1)
        total += (-1 if negative else 1) * int(factor) * x**exponent
    return total


def test_rational_combinations_collapse():
    root = real_roots(fmpz_poly([-2, 0, 1]))[1]

    assert algebraic_number(root, fmpq_poly([2, 4]), fmpq_poly([1, 2])) == Rational(fmpq(2))
    assert algebraic_number(root, fmpq_poly([]), fmpq_poly([1, 2])) == Rational(fmpq(0))


def test_a_vanishing_denominator_is_refused():
    root = real_roots(fmpz_poly([-2, 0, 1]))[1]

    with pytest.raises(ZeroDivisionError, match="denominator"):
        algebraic_number(root, fmpq_poly([1]), fmpq_poly([-2, 0, 1]))


def test_quotients_become_short_radicals():
    root = real_roots(fmpz_poly([-2, 0, 1]))[1]

    assert algebraic_number(root, fmpq_poly([1]), fmpq_poly([1, 1])).short() == sqrt(2) - 1


@pytest.fixture
def on_the_circle():
    root = real_roots(fmpz_poly([-3, 0, 4]))[1]
    return AlgebraicPoint((0, 1), root, (fmpq_poly([0, 2]), fmpq_poly([1])), fmpq_poly([2]))


def test_zero_is_recognised_exactly(on_the_circle):
    x, y = ring(("x", "y")).gens()

    assert PolynomialValue(x**2 + y**2 - 1, on_the_circle).sign() == 0
    assert PolynomialValue(x**2 + y**2 - 1 - fmpq(1, 10**200), on_the_circle).sign() == -1
    assert PolynomialValue(x**2 * y, on_the_circle).text() == "3/8"


def test_residue_takes_mixed_degrees_to_one_denominator(on_the_circle):
    x, y = ring(("x", "y")).gens()

    numerator, denominator = residue(x**3 + y + 5, on_the_circle)

    assert algebraic_number(on_the_circle.root, numerator, denominator).short() == 3 * sqrt(3) / 8 + Fraction(11, 2)


def test_rational_points_have_rational_values():
    x, y = ring(("x", "y")).gens()
    point = AlgebraicPoint((0, 1), None, (fmpq_poly([3]), fmpq_poly([-1])), fmpq_poly([2]))

    assert point.rational() == (fmpq(3, 2), fmpq(-1, 2))
    assert PolynomialValue(x * y, point).exact() == Rational(fmpq(-3, 4))
