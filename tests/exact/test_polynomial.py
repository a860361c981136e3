"""Between SymPy expressions and sparse polynomials."""

import pytest
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st
from sympy import Add, Mul, Poly, Rational, Symbol, expand, sin, sqrt

from symhess.exact.polynomial import NotPolynomial, ball_value, expression_of, polynomial_of, ring

x, y = Symbol("x"), Symbol("y")
monomials = st.tuples(st.fractions(max_denominator=9), st.integers(0, 4), st.integers(0, 4))


@given(st.lists(monomials, max_size=6))
def test_there_and_back(terms):
    expression = Add(*(Rational(c.numerator, c.denominator) * x**i * y**j for c, i, j in terms))

    assert expression_of(polynomial_of(expression, ring(("x", "y"))), (x, y)) == expression


@given(st.lists(monomials, min_size=1, max_size=3), st.integers(0, 3))
def test_products_and_powers_expand(terms, exponent):
    base = Add(*(Rational(c.numerator, c.denominator) * x**i * y**j for c, i, j in terms))
    expression = Mul(base**exponent, x - y)

    polynomial = polynomial_of(expression, ring(("x", "y")))

    assert (expression_of(polynomial, (x, y)) - expand(expression)).expand() == 0


@pytest.mark.parametrize("expression", [sin(x), 1 / x, x ** Rational(1, 2), sqrt(2) * x, Symbol("z") * x, x**y])
def test_what_is_no_polynomial_over_q_is_refused(expression):
    with pytest.raises(NotPolynomial):
        polynomial_of(expression, ring(("x", "y")))


def test_an_irrational_constant_becomes_an_unknown():
    context = ring(("x", "c"))

    polynomial = polynomial_of(sqrt(2) * x + 1, context, {sqrt(2): "c"})

    assert polynomial == context.from_dict({(1, 1): 1, (0, 0): 1})


def test_explosions_are_refused_before_they_happen():
    with pytest.raises(NotPolynomial, match="too many terms"):
        polynomial_of((x + y + 1) ** 900, ring(("x", "y")))


def test_ball_values_enclose_exact_ones():
    polynomial = polynomial_of((x - y) ** 3 / 7, ring(("x", "y")))

    ball = ball_value(polynomial, (0, 1), (arb(fmpq(1, 3)), arb(fmpq(-2, 5))))

    assert ball.contains(arb(fmpq(11, 15) ** 3 / 7))
    assert Poly((x - y) ** 3 / 7, x, y).eval({x: Rational(1, 3), y: Rational(-2, 5)}) == Rational(1331, 23625)
