"""Factors, bases and null vectors."""

import numpy as np
import pytest

from symhess.models.blocks import ArraySource, RowBlock
from symhess.models.factor import TriangularPass, basis_from, factorize, orthonormal_basis


@pytest.fixture
def matrix():
    root = np.random.default_rng(0).normal(size=(9, 5))
    return root.T @ root


@pytest.mark.parametrize("units", [np.ones(5), np.logspace(-30, 30, 5)])
def test_the_factor_does_what_the_matrix_does_in_any_units(matrix, units):
    scaled = units[:, None] * matrix * units
    factor = factorize(scaled)

    assert factor.solve(units * np.arange(5)) * units == pytest.approx(np.linalg.solve(matrix, np.arange(5)), rel=1e-10)
    assert factor.inverse() * np.outer(units, units) == pytest.approx(np.linalg.inv(matrix), rel=1e-10)
    assert factor.condition() == pytest.approx(factorize(matrix).condition(), rel=1e-9)


def test_the_determinant_is_numpys(matrix):
    assert factorize(matrix).log_determinant() == pytest.approx(np.linalg.slogdet(matrix)[1], rel=1e-12)


@pytest.mark.parametrize(
    "broken",
    [np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([[1.0, 0], [0, -1.0]]), np.full((2, 2), np.nan), np.zeros((2, 2))],
    ids=["singular", "indefinite", "nan", "zero"],
)
def test_a_matrix_that_is_not_positive_definite_has_no_factor(broken):
    assert factorize(broken) is None
    assert basis_from(broken) is None


def test_a_basis_turns_the_matrix_into_one(matrix):
    basis = basis_from(matrix)

    assert basis.T @ matrix @ basis == pytest.approx(np.eye(5), abs=1e-12)
    assert np.array_equal(basis, np.triu(basis))


def test_the_triangle_is_that_of_all_rows():
    X = np.random.default_rng(1).normal(size=(5000, 20))
    weight = np.linspace(0, 2, 5000)
    upper = ArraySource(RowBlock(X, np.zeros(5000), weight)).reduce(TriangularPass(intercept=True)).upper
    A = np.column_stack([X, np.ones(5000)])

    assert upper.T @ upper == pytest.approx(A.T @ (weight[:, None] * A), rel=1e-10, abs=1e-8)


def test_columns_become_orthonormal_in_their_basis():
    X = np.random.default_rng(2).normal(size=(50, 3)) * [1e8, 1.0, 1e-8]
    basis, dependent = orthonormal_basis(np.linalg.qr(X, mode="r"))

    assert dependent == ()
    assert (X @ basis).T @ (X @ basis) == pytest.approx(np.eye(3), abs=1e-12)


@pytest.mark.parametrize("dimension", [1, 2, 3])
def test_null_vectors_span_the_null_space(dimension):
    X = np.random.default_rng(dimension).integers(-4, 5, size=(30, 4)).astype(float)
    X = np.column_stack([X, X @ np.random.default_rng(0).integers(-3, 4, size=(4, dimension))])
    basis, dependent = orthonormal_basis(np.linalg.qr(X, mode="r"))

    assert np.linalg.matrix_rank(np.array(dependent)) == len(dependent) == dimension
    assert np.abs(X @ np.array(dependent).T).max() < 1e-10
    assert basis.shape == (4 + dimension, 4)
    assert (X @ basis).T @ (X @ basis) == pytest.approx(np.eye(4), abs=1e-12)
