"""Stochastic Lanczos quadrature against dense eigenvalues."""

import math

import numpy as np
import pytest

from symhess.errors import InputError
from symhess.numerics import spectral_density
from symhess.numerics.krylov import lanczos
from symhess.numerics.quadrature import Quadrature


def semicircle(n, seed=0):
    """A symmetric matrix whose eigenvalues fill a semicircle between -2 and 2."""
    matrix = np.random.default_rng(seed).normal(size=(n, n))
    return (matrix + matrix.T) / math.sqrt(2 * n)


MATRIX = semicircle(300)
EIGENVALUES = np.linalg.eigvalsh(MATRIX)
FOUND = spectral_density(lambda v: MATRIX @ v, 300, probes=30, steps=50)


def within(estimate, exact, errors=4.5):
    return np.all(np.abs(estimate.value - exact) <= errors * estimate.error)


def smoothed(eigenvalues, at, width):
    bells = np.exp(-0.5 * ((at[:, None] - eigenvalues) / width) ** 2)
    return bells.mean(axis=1) / (width * math.sqrt(2 * math.pi))


@pytest.mark.parametrize("function", [np.ones_like, np.array, np.square, np.exp], ids=lambda f: f.__name__)
def test_means_are_those_of_all_eigenvalues_within_their_errors(function):
    exact = function(EIGENVALUES).mean()
    estimate = FOUND.mean(function)

    assert abs(estimate.value - exact) <= 4.5 * estimate.error + 1e-12
    assert estimate.error < 0.05


def test_the_density_is_the_smoothed_one_within_its_errors():
    at = np.linspace(-1.8, 1.8, 25)
    estimate = FOUND.density(at, width=0.15)

    assert within(estimate, smoothed(EIGENVALUES, at, 0.15))
    assert estimate.error.max() < 0.05 * estimate.value.max()


def test_the_errors_are_honest():
    """Over many seeds the deviations are as large as the errors say."""
    ratios = []
    for seed in range(40):
        found = spectral_density(lambda v: MATRIX @ v, 300, probes=10, steps=12, seed=seed).mean(np.square)
        ratios.append(float((found.value - np.square(EIGENVALUES).mean()) / found.error))

    assert 0.6 < np.sqrt(np.mean(np.square(ratios))) < 1.7


def test_more_probes_make_the_error_smaller():
    few, many = (spectral_density(lambda v: MATRIX @ v, 300, probes=k, steps=10).mean(np.square) for k in (10, 160))

    assert many.error < few.error / 2


def test_outliers_and_bulk_are_told_apart():
    eigenvalues = np.concatenate([[-6.0], EIGENVALUES, [4.0, 9.0, 9.0]])
    found = spectral_density(lambda v: eigenvalues * v, len(eigenvalues), probes=5, steps=80)
    bulk = found.bulk(gap=0.5)

    np.testing.assert_allclose(bulk.outliers, [-6.0, 4.0, 9.0], atol=1e-8)
    assert np.all(np.abs(bulk.outliers - [-6.0, 4.0, 9.0]) <= bulk.reach + 1e-10)
    assert bulk.low == pytest.approx(EIGENVALUES[0], abs=0.02)
    assert bulk.high == pytest.approx(EIGENVALUES[-1], abs=0.02)


def test_outliers_may_lie_near_each_other():
    eigenvalues = np.concatenate([EIGENVALUES, 5.0 + 0.1 * np.arange(6)])
    found = spectral_density(lambda v: eigenvalues * v, len(eigenvalues), probes=2, steps=60)

    np.testing.assert_allclose(found.bulk(gap=0.5).outliers, eigenvalues[-6:], atol=1e-8)
    assert not len(found.bulk(gap=4.0).outliers)


def test_what_has_not_converged_is_no_outlier():
    found = spectral_density(lambda v: EIGENVALUES * v, 300, probes=2, steps=4)

    assert not len(found.bulk(gap=0.1).outliers)


def test_shares_between_gaps_count_eigenvalues():
    eigenvalues = np.repeat([-1.0, 2.0, 5.0], [30, 60, 10])
    found = spectral_density(lambda v: eigenvalues * v, 100, probes=200, steps=10)

    for low, high, share in ((-2.0, 0.0, 0.3), (0.0, 3.0, 0.6), (3.0, 6.0, 0.1), (-2.0, 6.0, 1.0)):
        estimate = found.share(low, high)
        assert abs(estimate.value - share) <= 4.5 * estimate.error + 1e-12


def test_ritz_values_lie_within_their_residuals_of_eigenvalues():
    run = lanczos(lambda v: MATRIX @ v, 300, 40)
    distances = np.abs(run.values[:, None] - EIGENVALUES).min(axis=1)

    assert np.all(distances <= run.residuals + 1e-12)
    assert run.residuals.min() < 1e-2 < run.residuals.max()


def test_the_start_chooses_what_is_seen():
    run = lanczos(lambda v: np.array([1.0, 2.0, 3.0]) * v, 3, 3, start=np.array([0.0, 2.0, 0.0]))

    assert run.values.tolist() == [2.0] and run.weights.tolist() == [1.0]


def test_one_probe_knows_no_error():
    alone = spectral_density(lambda v: MATRIX @ v, 300, probes=1, steps=5)

    assert math.isnan(alone.mean(np.square).error) and isinstance(alone, Quadrature)
    assert np.isnan(alone.density([0.0, 1.0], 0.1).error).tolist() == [True, True]


@pytest.mark.parametrize("settings", [{"probes": 0}, {"steps": 0}])
def test_nothing_is_not_estimated(settings):
    with pytest.raises(InputError, match="at least one probe and one step"):
        spectral_density(lambda v: v, 3, **settings)
