"""Small linear algebra."""

import math

import numpy as np
import pytest

from symhess.numerics.spectra import all_finite, curvatures, largest, scaled_spectrum, spectrum


@pytest.mark.parametrize("n", [1, 2, 7, 60])
def test_the_spectrum_rebuilds_the_matrix(n):
    factor = np.random.default_rng(n).normal(size=(n, n))
    values, vectors = spectrum(factor + factor.T)

    np.testing.assert_allclose(vectors @ np.diag(values) @ vectors.T, factor + factor.T, atol=1e-12 * n)
    assert (np.diff(values) >= 0).all()


@pytest.mark.parametrize("n", [3, 100])
def test_the_largest_entry_counts_in_size(n):
    vector = np.zeros(n)
    vector[1] = -7.0

    assert largest(vector) == 7.0
    vector[0] = np.nan
    assert math.isnan(largest(vector))


@pytest.mark.parametrize("n", [3, 100])
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_one_bad_entry_is_found(n, bad):
    vector = np.ones(n)
    assert all_finite(vector)
    vector[n // 2] = bad
    assert not all_finite(vector)


def test_opposite_infinities_are_found():
    assert not all_finite(np.array([np.inf, -np.inf]))


@pytest.mark.parametrize("n", [1, 3, 8])
@pytest.mark.parametrize("spread", [0, 2, 3])
def test_scaling_changes_neither_signs_nor_the_form(n, spread):
    rng = np.random.default_rng(n)
    factor = rng.normal(size=(n, n))
    scales = 10.0 ** rng.uniform(-spread, spread, n)
    plain = factor + factor.T
    scaled = plain * scales * scales[:, None]
    values, vectors = scaled_spectrum(scaled, curvatures(scaled))

    assert (np.sign(values) == np.sign(np.linalg.eigvalsh(plain))).all()
    np.testing.assert_allclose(vectors.T @ scaled @ vectors, np.diag(values), atol=1e-9 * np.abs(values).max())
    # The units of the variables have gone.
    np.testing.assert_allclose(values, scaled_spectrum(plain, curvatures(plain))[0], rtol=1e-6)


def test_no_curvature_is_zero():
    assert curvatures(np.array([[0.0, 2.0], [2.0, 0.0]])) == [1e-16, 1e-16]
    assert curvatures(np.diag([-4.0, 0.0])) == [4.0, 4e-16]
