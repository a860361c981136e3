"""Colourings and what they recover."""

import numpy as np
import pytest
from scipy.sparse import csc_array

from symhess.numerics.coloring import color_columns, hessian_by_coloring


def random_pattern(n, seed):
    rng = np.random.default_rng(seed)
    dense = np.where(rng.random((n, n)) < 3.0 / n, rng.normal(size=(n, n)), 0.0)
    return dense + dense.T + np.diag(rng.uniform(1.0, 2.0, n))


def band(n, width):
    return sum(np.eye(n, k=k) * (k + width + 1.0) for k in range(-width, width + 1))


MATRICES = [random_pattern(40, seed) for seed in range(5)] + [band(30, 1), band(30, 3), np.eye(7), np.ones((4, 4))]


@pytest.mark.parametrize("matrix", MATRICES)
def test_columns_of_one_colour_share_no_row(matrix):
    colors = color_columns(csc_array(matrix))

    for color in set(colors.tolist()):
        assert ((matrix[:, colors == color] != 0).sum(axis=1) <= 1).all()


@pytest.mark.parametrize("matrix", [(m + m.T) / 2 for m in MATRICES])
def test_the_matrix_comes_back(matrix):
    np.testing.assert_allclose(hessian_by_coloring(lambda v: matrix @ v, csc_array(matrix)).toarray(), matrix)


def test_a_long_band_needs_as_many_products_as_it_is_wide():
    products = []

    def product(vector):
        products.append(vector)
        return 2.0 * vector

    hessian_by_coloring(product, csc_array(band(1000, 1)))

    assert len(products) == 3
