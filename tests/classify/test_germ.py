"""Germs: translation to the point, factors, series with constants."""

import pytest
from flint import fmpq_poly, fmpz_poly
from sympy import CRootOf, Rational, expand, pi, sqrt

from symhess.classify.germ import polynomial_germ, series_germ, value_germ
from symhess.exact import AlgebraicPoint, PolynomialValue, real_roots
from symhess.exact.polynomial import ring
from tests.classify.germs import x, y


@pytest.mark.parametrize(
    ("expression", "point"),
    [
        pytest.param((x - 1) ** 3 * y + x, (2, Rational(-1, 3)), id="rational"),
        pytest.param(x**3 - sqrt(2) * x * y**2, (sqrt(2), 1), id="radical"),
        pytest.param(x**2 * y + pi * y, (pi, 1 + sqrt(3)), id="mixed"),
    ],
)
def test_the_germ_is_the_difference_to_the_value(expression, point):
    germ = polynomial_germ(expression, (x, y), point, (x, y))
    moved = expression.subs({x: x + point[0], y: y + point[1]}, simultaneous=True)
    value = expression.subs({x: point[0], y: point[1]}, simultaneous=True)

    assert expand(germ.expression() - moved + value) == 0
    assert germ.order is None


def test_factors_through_the_point_are_known_with_the_sign_of_the_rest():
    germ = polynomial_germ(-((x**2 - 2) ** 2) * (y - 3) ** 3 * (x - 5), (x, y), (sqrt(2), 3), (x, y))

    assert germ.factors.sign == 1
    assert sorted(m for _, m in germ.factors.vanishing) == [2, 3]
    assert polynomial_germ(pi * x**2, (x,), (0,), (x,)).factors is None


def test_an_irrational_value_leaves_no_factors():
    assert polynomial_germ(x**3 - 6 * x, (x,), (sqrt(2),), (x,)).factors is None
    assert polynomial_germ(x**4 - 4 * x**2, (x,), (sqrt(2),), (x,)).factors is not None


def test_the_solvers_points_give_the_same_germ():
    unknown, other = ring(("x", "y")).gens()
    root = real_roots(fmpz_poly([-1, -1, 0, 1]))[0]
    at = AlgebraicPoint((0, 1), root, (fmpq_poly([0, 2]), fmpq_poly([0, 0, 1])), fmpq_poly([0, 1]))
    germ = value_germ(PolynomialValue(unknown**2 * other, at), (x, y), (x, y))

    number = CRootOf(x**3 - x - 1, 0)
    expected = expand((x + 2) ** 2 * (y + number) - 4 * number)
    assert expand(germ.expression() - expected) == 0


def test_a_series_keeps_its_constants_and_its_order():
    germ = series_germ({(0, 0): pi, (1, 1): sqrt(2), (0, 2): pi / 2}, 2, (x, y))

    assert germ.order == 2
    assert germ.expression() == sqrt(2) * x * y + pi * y**2 / 2
    assert not germ.is_rational
