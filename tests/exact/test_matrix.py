"""Minors, characteristic polynomials and eigenvalues at algebraic points."""

import random

import pytest
from flint import fmpq, fmpq_poly, fmpz_poly
from sympy import CRootOf, Matrix, Symbol

from symhess.exact.algebraic import AlgebraicPoint
from symhess.exact.matrix import SymmetricMatrix, characteristic_polynomial, eigenvalues, leading_minors
from symhess.exact.polynomial import ring
from symhess.exact.real_root import real_roots

(t,) = ring(("t",)).gens()
FIELDS = {"rational": None, "quadratic": [-2, 0, 1], "quintic": [-1, -1, 0, 0, 0, 1]}


def _point(field):
    coefficients = FIELDS[field]
    if coefficients is None:
        return AlgebraicPoint((0,), None, (fmpq_poly([fmpq(3, 2)]),), fmpq_poly([1]))
    root = real_roots(fmpz_poly(coefficients))[-1]
    return AlgebraicPoint((0,), root, (fmpq_poly([0, 2]),), fmpq_poly([2]))


def _matrix(size, field, seed):
    generator = random.Random(seed)
    rows = [[generator.randint(-3, 3) * t + generator.randint(-3, 3) for _ in range(size)] for _ in range(size)]
    entries = tuple(tuple(rows[min(i, j)][max(i, j)] for j in range(size)) for i in range(size))
    return SymmetricMatrix(entries, _point(field))


def _floats(matrix):
    value = float(matrix.point.coordinates()[0])
    return Matrix([[_at(p, value) for p in row] for row in matrix.entries])


def _at(polynomial, value):
    return sum(int(c.p) / int(c.q) * value ** int(m[0]) for m, c in polynomial.terms())


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("size", [1, 2, 3, 4])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_everything_agrees_with_floating_point(size, field, seed):
    matrix = _matrix(size, field, seed)
    numbers = _floats(matrix)

    minors = leading_minors(matrix)
    polynomial = characteristic_polynomial(matrix)
    values = eigenvalues(matrix)

    assert [float(m) for m in minors] == pytest.approx([float(numbers[:k, :k].det()) for k in range(1, size + 1)])
    expected = [float(c) for c in reversed(numbers.charpoly().all_coeffs())]
    assert [float(c) for c in polynomial] == pytest.approx(expected, abs=1e-9)
    assert float(sum(map(float, values))) == pytest.approx(float(numbers.trace()), abs=1e-9)
    assert [float(v) for v in values] == sorted(float(v) for v in values)


@pytest.mark.parametrize("field", ["quadratic", "quintic"])
def test_a_singular_matrix_is_recognised_exactly(field):
    column = [t, t**2 + 1, t - 3]
    matrix = SymmetricMatrix(tuple(tuple(a * b for b in column) for a in column), _point(field))

    minors = leading_minors(matrix)

    assert [m.sign() for m in minors] == [1, 0, 0]
    assert [c.sign() for c in characteristic_polynomial(matrix)] == [0, 0, -1, 1]


def test_a_minor_that_only_nearly_vanishes_has_its_sign():
    entry = t**2 - 2 + fmpq(1, 10**150)
    minors = leading_minors(SymmetricMatrix(((entry,),), _point("quadratic")))

    assert minors[0].sign() == 1


def test_rational_eigenvalues_are_exact_with_multiplicity():
    two = 2 + 0 * t
    zero = 0 * t
    matrix = SymmetricMatrix(((two, zero, zero), (zero, two, zero), (zero, zero, -two)), _point("rational"))

    assert [v.text() for v in eigenvalues(matrix)] == ["-2", "2", "2"]


def test_irrational_eigenvalues_of_a_rational_matrix_are_roots():
    rows = [[0, 1, 0], [1, 0, 1], [0, 1, 1]]
    matrix = SymmetricMatrix(tuple(tuple(c + 0 * t for c in row) for row in rows), _point("rational"))
    x = Symbol("x")

    values = eigenvalues(matrix)

    assert [v.text() for v in values] == [f"CRootOf(x**3 - x**2 - 2*x + 1, {k})" for k in range(3)]
    assert [float(v) for v in values] == pytest.approx(
        [float(CRootOf(x**3 - x**2 - 2 * x + 1, k).evalf(20)) for k in range(3)]
    )
