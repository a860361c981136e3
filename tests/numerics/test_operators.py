"""The Hessian as an operator that SciPy accepts."""

import numpy as np
import pytest
from scipy.sparse.linalg import cg, eigsh

from symhess.numerics import HessianOperator

from .problems import compiled


@pytest.fixture
def operator():
    return HessianOperator(compiled("mgh21"), np.ones(10))


def test_scipy_solves_with_it(operator):
    solution, flag = cg(operator, np.ones(10), rtol=1e-10)

    assert flag == 0
    np.testing.assert_allclose(operator @ solution, np.ones(10), atol=1e-6)
    np.testing.assert_allclose(operator.solve(np.ones(10)).x, solution, rtol=1e-5)


def test_scipy_finds_its_eigenvalues(operator):
    greatest = eigsh(operator, k=1, return_eigenvectors=False)[0]

    assert operator.power_iteration()[0] == pytest.approx(greatest, rel=1e-6)
    assert operator.lanczos().values[-1] == pytest.approx(greatest, rel=1e-9)


def test_it_is_its_own_transpose(operator):
    u, v = np.random.default_rng(0).normal(size=(2, 10))

    assert u @ (operator @ v) == pytest.approx((operator.T @ u) @ v)
    assert (operator @ np.eye(10)).shape == (10, 10)
