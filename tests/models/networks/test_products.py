"""Products against the full matrices, each other, and differences of gradients."""

import numpy as np
import pytest

from tests.models.networks.reference import CASES, IDS, numbers, random_case

NETWORKS = [
    random_case((3, 5, 4, 2), ("tanh", "sigmoid", "identity"), "squared"),
    random_case((3, 5, 4, 3), ("softplus", "tanh", "identity"), "softmax_cross_entropy", seed=1),
    random_case((3, 2), ("sigmoid",), "softmax_cross_entropy", seed=2),
]
PRODUCTS = {
    "hessian": lambda at, v: at.hvp(v),
    "gauss-newton": lambda at, v: at.gauss_newton_product(v),
    "fisher": lambda at, v: at.fisher_product(v),
    "empirical": lambda at, v: at.fisher_product(v, "empirical"),
}


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_products_have_twenty_known_digits(case):
    e = case.expected
    known = {"hessian": "Hv", "gauss-newton": "ggn_v", "fisher": "ggn_v", "empirical": "empirical_fisher_v"}
    for name, key in known.items():
        wanted = numbers(e[key])
        scale = 1 + np.abs(wanted).max()
        np.testing.assert_allclose(PRODUCTS[name](case.at, case.v), wanted, rtol=0, atol=1e-13 * scale)


@pytest.mark.parametrize("at", NETWORKS)
@pytest.mark.parametrize("product", PRODUCTS.values(), ids=PRODUCTS)
def test_products_are_linear_and_symmetric(product, at):
    u, v = np.random.default_rng(5).normal(size=(2, len(at.theta)))

    assert u @ product(at, v) == pytest.approx(v @ product(at, u), rel=1e-10, abs=1e-12)
    np.testing.assert_allclose(product(at, 2 * u - v), 2 * product(at, u) - product(at, v), atol=1e-12)


@pytest.mark.parametrize("at", NETWORKS)
def test_the_hessian_is_the_limit_of_differences_of_gradients(at):
    v, h = np.random.default_rng(6).normal(size=len(at.theta)), 1e-5
    ahead, behind = (at.moved(at.theta + s * h * v).gradient for s in (1, -1))

    np.testing.assert_allclose(at.hvp(v), (ahead - behind) / (2 * h), atol=1e-8)


@pytest.mark.parametrize("at", NETWORKS)
def test_gauss_newton_is_the_true_fisher_matrix_and_not_the_empirical_one(at):
    v = np.random.default_rng(7).normal(size=len(at.theta))

    np.testing.assert_allclose(at.gauss_newton_product(v), at.fisher_product(v), atol=1e-13)
    assert np.abs(at.fisher_product(v) - at.fisher_product(v, "empirical")).max() > 1e-3


def test_without_residuals_the_hessian_is_gauss_newton():
    at = random_case((2, 3, 2), ("tanh", "tanh"), "squared")
    at = type(at)(at.architecture, at.theta, at.X, at.data.outputs)
    v = np.random.default_rng(8).normal(size=len(at.theta))

    assert at.loss == 0.0
    np.testing.assert_allclose(at.hvp(v), at.gauss_newton_product(v), atol=1e-14)
