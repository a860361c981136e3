"""Full matrices against their products, and what is known of their spectra."""

import numpy as np
import pytest

from symhess.errors import InputError
from symhess.models import Network
from symhess.models.networks import matrices
from tests.models.networks.reference import CASES, IDS, random_case
from tests.models.networks.test_products import NETWORKS, PRODUCTS

MATRICES = {
    "hessian": lambda at: at.hessian(),
    "gauss-newton": lambda at: at.gauss_newton(),
    "fisher": lambda at: at.fisher(),
    "empirical": lambda at: at.fisher("empirical"),
}


@pytest.mark.parametrize("at", NETWORKS)
@pytest.mark.parametrize("name", MATRICES)
def test_columns_are_products_with_unit_vectors(name, at):
    matrix = MATRICES[name](at)
    columns = np.array([PRODUCTS[name](at, unit) for unit in np.eye(len(at.theta))]).T

    np.testing.assert_allclose(matrix, columns, atol=1e-13 * (1 + np.abs(columns).max()))
    assert (matrix == matrix.T).all()


@pytest.mark.parametrize("name", MATRICES)
def test_blocks_of_rows_add_up(name, monkeypatch):
    at = random_case((3, 4, 2), ("tanh", "identity"), "squared", data=7)
    whole = MATRICES[name](at)
    monkeypatch.setattr(matrices, "_BLOCK", 20)

    np.testing.assert_allclose(MATRICES[name](at), whole, atol=1e-14)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_inertia_and_rank_are_the_known_ones(case):
    e = case.expected
    values = np.linalg.eigvalsh(case.at.hessian())
    counts = {"neg": (values < -1e-9).sum(), "pos": (values > 1e-9).sum(), "zero": (abs(values) <= 1e-9).sum()}

    assert counts == e["hessian_inertia"]
    assert np.linalg.matrix_rank(case.at.gauss_newton(), tol=1e-9) == e["ggn_rank"]
    assert np.linalg.matrix_rank(case.at.fisher("empirical"), tol=1e-9) == e["empirical_fisher_rank"]
    assert np.trace(case.at.fisher()) == pytest.approx(float(e["true_fisher_trace"]), rel=1e-13)


@pytest.mark.parametrize("activation", ["relu", "identity"])
def test_layers_diagonal_blocks_are_gauss_newton_where_activations_are_piecewise_linear(activation):
    at = random_case((3, 4, 2), (activation, "identity"), "softmax_cross_entropy")
    first = slice(0, 16)

    np.testing.assert_allclose(at.hessian()[first, first], at.gauss_newton()[first, first], atol=1e-14)
    assert np.abs(at.hessian() - at.gauss_newton()).max() > 1e-3


def test_shifting_all_logits_is_in_the_kernel():
    at = random_case((3, 4, 3), ("tanh", "identity"), "softmax_cross_entropy")
    shift = np.zeros(len(at.theta))
    shift[-3:] = 1.0

    for matrix in MATRICES.values():
        np.testing.assert_allclose(matrix(at) @ shift, 0, atol=1e-15)


def test_a_matrix_that_would_fill_the_memory_is_refused():
    net = Network((784, 100, 10), ("tanh", "identity"), "squared")
    at = net.at(net.initial(), np.zeros((1, 784)), np.zeros((1, 10)))

    with pytest.raises(InputError, match=r"79510 parameters takes 50\.6 GB"):
        at.hessian()
