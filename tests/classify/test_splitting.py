"""The splitting lemma: the reduced function against values of f on the solved directions."""

import pytest
from flint import fmpq
from sympy import Rational, cos, diff, exp, expand, pi, sin, sqrt

from symhess.classify.field import Field
from symhess.classify.germ_ladder import is_degenerate
from symhess.classify.splitting import characteristic_coefficients, hessian_rows, inertia_of, split
from tests.classify.germs import jet, origin, w, x, y, z


def parts_of(germ, order):
    coefficients = characteristic_coefficients(germ.field, hessian_rows(germ))
    return split(germ, order, inertia_of(germ.field, coefficients))


@pytest.mark.parametrize(
    ("expression", "reduced", "is_exact"),
    [
        pytest.param((y - x**2) * (y - 3 * x**2), -(x**4), True, id="peano"),
        pytest.param(y**2 + 2 * x**2 * y + x**4 + x**5, x**5, True, id="hidden-square"),
        pytest.param(z**2 - 4 * x * y * z + x**4 + y**4, x**4 - 4 * x**2 * y**2 + y**4, True, id="trap"),
        pytest.param((y - x**3) ** 2 + x**6, x**6, True, id="shear"),
        pytest.param(y**2 * (1 + x) + x**2 * y, -(x**4) / 4, False, id="rational-substitution"),
    ],
)
def test_reduced_functions_by_hand(expression, reduced, is_exact):
    variables = sorted(expression.free_symbols, key=str)
    parts = parts_of(origin(expression, *variables), 4)

    assert expand(parts.germ.expression() - reduced) == 0
    assert (parts.germ.order is None) is is_exact


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param((x + y) ** 2 + x**3 - y**4 * x, id="oblique-kernel"),
        pytest.param(x**2 + x * y * z + y**4 - z**3 + w**2 * (1 + y) + w * z**2, id="two-solved"),
        pytest.param((x - 2 * y + 3 * z) ** 2 + x * y * z - y**4, id="corank-two"),
    ],
)
def test_the_derivatives_in_the_solved_directions_vanish_to_the_order(expression):
    variables = sorted(expression.free_symbols, key=str)
    order = 6
    parts = parts_of(origin(expression, *variables), order)
    germ = parts.germ
    on_graph = {variables[k]: germ.field.expression(value, variables) for k, value in parts.solved}

    for k, _ in parts.solved:
        slope = expand(diff(expression, variables[k]).subs(on_graph, simultaneous=True))
        assert lowest_degree(slope, [variables[j] for j in germ.variables]) >= order
    difference = expand(expression.subs(on_graph, simultaneous=True) - germ.expression())
    assert lowest_degree(difference, [variables[j] for j in germ.variables]) > order


def lowest_degree(expression, variables):
    if expression == 0:
        return 10**6
    return min(sum(powers) for powers in expression.as_poly(*variables).monoms())


def test_an_inverse_of_a_transcendental_pivot_is_adjoined():
    parts = parts_of(jet(pi * y**2 + x**2 * y + cos(x) - 1 + x**2 / 2, 4, x, y), 4)

    reduced = parts.germ.expression().coeff(x, 4)
    assert abs(reduced.evalf() - (Rational(1, 24) - 1 / (4 * pi)).evalf()) < 1e-12


def test_irrational_coefficients_stay_in_the_field():
    parts = parts_of(origin(sqrt(2) * y**2 + 2 * x**2 * y + x**4 / sqrt(2) + x**6, x, y), 6)

    assert parts.germ.expression() == x**6
    assert parts.germ.order is None


def test_a_series_is_reduced_to_its_order():
    parts = parts_of(jet((y - sin(x)) * (y - exp(x) + 1), 4, x, y), 4)

    assert parts.germ.order == 4
    assert is_degenerate(jet((y - sin(x)) * (y - exp(x) + 1), 4, x, y))
    assert parts.germ.expression().coeff(x, 4) == Rational(-1, 16)


@pytest.mark.parametrize(
    ("rows", "inertia"),
    [
        pytest.param([[1, 1], [1, 1]], (1, 0, 1), id="semidefinite"),
        pytest.param([[0, 1, 0], [1, 0, 0], [0, 0, 0]], (1, 1, 1), id="indefinite-singular"),
        pytest.param([[0, 0], [0, 0]], (0, 0, 2), id="zero"),
        pytest.param([[-2, 1, 0], [1, -2, 1], [0, 1, -2]], (0, 3, 0), id="negative"),
    ],
)
def test_inertia_by_descartes(rows, inertia):
    field = Field(0)
    matrix = [[field.number(fmpq(entry)) for entry in row] for row in rows]

    assert inertia_of(field, characteristic_coefficients(field, matrix)) == inertia
