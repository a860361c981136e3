"""The second-order tests on exact Hessians."""

import random
from itertools import combinations

import pytest
from sympy import Add, Matrix, Rational, expand, sqrt, symbols

from symhess.budget import Deadline
from symhess.classify import classify
from symhess.classify.curvature import curvature_at
from symhess.classify.second_order import inertia_test, sylvester_test
from symhess.evidence import OppositeCurvature, Spectrum
from symhess.function import ScalarFunction
from symhess.solve import critical_set
from symhess.verdict import Kind

VARIABLES = symbols("x y z w")
x, y, z, w = VARIABLES


def _point(expression, *variables):
    """The only critical point."""
    (point,) = critical_set(ScalarFunction(expression, variables), Deadline(20)).points
    return point


def _form(rows):
    variables = VARIABLES[: len(rows)]
    vector = Matrix(variables)
    return _point(expand((vector.T * Matrix(rows) * vector)[0] / 2), *variables)


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        pytest.param([[2, 1], [1, 3]], Kind.MINIMUM, id="positive-definite"),
        pytest.param([[-2, 1], [1, -3]], Kind.MAXIMUM, id="negative-definite"),
        pytest.param([[1, 2], [2, 1]], Kind.SADDLE, id="indefinite"),
        pytest.param([[-1, 0, 0], [0, -1, 0], [0, 0, 1]], Kind.SADDLE, id="wrong-last-sign"),
    ],
)
def test_sylvester_decides_and_the_inertia_agrees(rows, kind):
    curvature = curvature_at(_form(rows))

    assert sylvester_test(curvature).kind is inertia_test(curvature).kind is kind


def test_sylvester_abstains_at_a_zero_minor_where_the_inertia_decides():
    curvature = curvature_at(_form([[0, 1], [1, 0]]))

    assert sylvester_test(curvature) is None
    assert inertia_test(curvature).kind is Kind.SADDLE
    assert (curvature.inertia.positive, curvature.inertia.negative) == (1, 1)


def test_a_semidefinite_hessian_decides_nothing():
    curvature = curvature_at(_point(x**4 + y**2, x, y))

    assert sylvester_test(curvature) is None
    assert inertia_test(curvature) is None


def test_a_singular_indefinite_hessian_is_a_saddle_with_two_directions():
    verdict = inertia_test(curvature_at(_point(x**2 - y**2 + z**4 + x * y, x, y, z)))

    assert verdict.kind is Kind.SADDLE
    (opposite,) = (e for e in verdict.evidence if isinstance(e, OppositeCurvature))
    for vector, sign in ((opposite.up, 1), (opposite.down, -1)):
        a, b, _ = vector
        assert sign * (2 * a * a + 2 * a * b - 2 * b * b) > 0


@pytest.mark.parametrize("seed", range(40))
def test_random_forms_agree_with_lagrange_s_reduction(seed):
    generator = random.Random(seed)
    size = generator.randint(2, 4)
    rows = [[0] * size for _ in range(size)]
    for i, j in [(k, k) for k in range(size)] + [*combinations(range(size), 2)]:
        rows[i][j] = rows[j][i] = generator.randint(-4, 4)
    matrix = Matrix(rows)
    if matrix.det() == 0:
        matrix += 17 * Matrix.eye(size)
    signs = [bool(d > 0) for d in _congruent_diagonal(matrix)]

    inertia = curvature_at(_form(matrix.tolist())).inertia

    assert (inertia.positive, inertia.negative, inertia.zero) == (signs.count(True), signs.count(False), 0)


def _congruent_diagonal(matrix):
    """Diagonal entries of a congruent diagonal matrix (Lagrange)."""
    size = matrix.rows
    if size == 0:
        return []
    pivot = next((k for k in range(size) if matrix[k, k] != 0), None)
    if pivot is None:
        i, j = next((i, j) for i, j in combinations(range(size), 2) if matrix[i, j] != 0)
        change = Matrix.eye(size)
        change[j, i] = 1
        return _congruent_diagonal(change.T * matrix * change)
    order = [pivot, *(k for k in range(size) if k != pivot)]
    matrix = matrix.extract(order, order)
    head, column = matrix[0, 0], matrix[1:, 0]
    return [head, *_congruent_diagonal(matrix[1:, 1:] - column * column.T / head)]


def test_minors_and_spectrum_at_irrational_points_are_exact_where_short():
    points = critical_set(ScalarFunction(x**4 - 4 * x**2 + x**2 * y + y**2, (x, y)), Deadline(20)).points

    for point in points:
        curvature = curvature_at(point)
        a, b = (c.short() for c in point.coordinates)
        hessian = Matrix([[12 * a**2 - 8 + 2 * b, 2 * a], [2 * a, 2]])
        assert (curvature.minors.minors[1].short() - hessian.det()).expand() == 0
        values = [float(v) for v in curvature.spectrum.eigenvalues]
        assert sum(values) == pytest.approx(float(hessian.trace()))
        assert values[0] * values[1] == pytest.approx(float(hessian.det()))


def test_block_data_are_the_data_of_the_whole():
    blocks = curvature_at(_point(x**2 + 3 * y**2 - z**2, x, y, z))

    assert [m.text() for m in blocks.minors.minors] == ["2", "12", "-24"]
    assert [c.text() for c in blocks.inertia.characteristic_polynomial] == ["24", "-4", "-6", "1"]
    assert [v.text() for v in blocks.spectrum.eigenvalues] == ["-2", "2", "6"]
    assert blocks.spectrum.condition_number.text() == "3"
    assert [[c.text() for c in d] for d in blocks.spectrum.directions] == [
        ["0", "0", "1"],
        ["1", "0", "0"],
        ["0", "1", "0"],
    ]


def test_principal_directions_are_unit_eigenvectors():
    rows = [[2, Rational(3, 2)], [Rational(3, 2), -2]]
    verdict = classify(_form(rows))
    (spectrum,) = (e for e in verdict.evidence if isinstance(e, Spectrum))

    for value, direction in zip(spectrum.eigenvalues, spectrum.directions, strict=True):
        vector = Matrix([c.short() for c in direction])
        assert (Matrix(rows) * vector - value.short() * vector).expand() == Matrix([0, 0])
        assert vector.dot(vector) == 1


@pytest.mark.parametrize("seed", range(10))
def test_minus_f_swaps_minima_and_maxima(seed):
    generator = random.Random(seed)
    expression = Add(*(generator.randint(-3, 3) * x**i * y**j for i in range(4) for j in range(4 - i))) + x**4 + y**4
    swap = {Kind.MINIMUM: Kind.MAXIMUM, Kind.MAXIMUM: Kind.MINIMUM}

    kinds = [classify(p).kind for p in critical_set(ScalarFunction(expression, (x, y)), Deadline(20)).points]
    mirrored = [classify(p).kind for p in critical_set(ScalarFunction(-expression, (x, y)), Deadline(20)).points]
    shifted = [classify(p).kind for p in critical_set(ScalarFunction(expression + 7, (x, y)), Deadline(20)).points]

    assert mirrored == [swap.get(kind, kind) for kind in kinds]
    assert shifted == kinds


def test_the_condition_number_at_an_irrational_point_is_enclosed():
    (point, _) = critical_set(ScalarFunction(x**3 - 6 * x + y**2, (x, y)), Deadline(20)).points

    spectrum = curvature_at(point).spectrum

    assert float(spectrum.condition_number) == pytest.approx(float(3 * sqrt(2)))
