"""Small linear algebra."""

import math

import numpy as np
import pytest

from symhess.numerics.spectra import all_finite, largest, spectrum


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
