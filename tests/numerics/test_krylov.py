"""Krylov methods against dense linear algebra."""

import numpy as np
import pytest

from symhess.numerics.krylov import conjugate_gradients, lanczos, power_iteration

from .problems import Quadratic


@pytest.mark.parametrize("n", [1, 2, 5, 20])
def test_conjugate_gradients_end_in_n_steps(n):
    matrix = Quadratic.random(n, n).matrix
    right = np.ones(n)
    solution = conjugate_gradients(lambda v: matrix @ v, right)

    np.testing.assert_allclose(matrix @ solution.x, right, atol=1e-8)
    assert solution.iterations <= n + 1 and solution.down is None


@pytest.mark.parametrize("n", [2, 6])
def test_conjugate_gradients_stop_at_negative_curvature(n):
    matrix = Quadratic.random(n, n, definite=False).matrix
    down = conjugate_gradients(lambda v: matrix @ v, np.ones(n)).down

    assert down @ matrix @ down < 0


def test_a_zero_right_side_needs_no_product():
    assert conjugate_gradients(lambda v: 1 / 0, np.zeros(3)).iterations == 0


@pytest.mark.parametrize("seed", range(4))
def test_power_iteration_finds_the_greatest_eigenvalue(seed):
    matrix = Quadratic.random(8, seed).matrix
    value, vector = power_iteration(lambda v: matrix @ v, 8, max_iterations=20_000)

    assert value == pytest.approx(np.linalg.eigvalsh(matrix)[-1], rel=1e-6)
    np.testing.assert_allclose(matrix @ vector, value * vector, atol=1e-3 * value)


def test_power_iteration_on_zero():
    assert power_iteration(lambda v: 0 * v, 3)[0] == 0.0


@pytest.mark.parametrize("definite", [True, False])
def test_lanczos_with_all_steps_is_the_spectrum(definite):
    matrix = Quadratic.random(15, 3, definite).matrix

    np.testing.assert_allclose(lanczos(lambda v: matrix @ v, 15, 15).values, np.linalg.eigvalsh(matrix), atol=1e-9)


def test_lanczos_meets_the_ends_early():
    eigenvalues = np.concatenate([[-4.0], np.linspace(0, 1, 500), [9.0]])
    spectrum = lanczos(lambda v: eigenvalues * v, 502, 25)

    assert spectrum.values[[0, -1]] == pytest.approx([-4.0, 9.0], abs=1e-6)
    assert abs(spectrum.vector(0)[0]) == pytest.approx(1.0, abs=1e-3)


def test_the_density_has_mass_one():
    eigenvalues = np.linspace(0.0, 1.0, 300)
    at = np.linspace(-2.0, 3.0, 4001)
    density = lanczos(lambda v: eigenvalues * v, 300, 30).density(at, 0.1)

    assert np.trapezoid(density, at) == pytest.approx(1.0, abs=1e-6)
