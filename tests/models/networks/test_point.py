"""One pass, kept; and spectra from products."""

import numpy as np
import pytest

from symhess.models import Network
from tests.models.networks.reference import CASES, IDS, numbers, random_case

AT = random_case((3, 4, 2), ("tanh", "identity"), "softmax_cross_entropy")


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_both_ends_of_the_spectrum_are_the_known_ones(case):
    known = numbers(case.expected["hessian_eigenvalues"])
    found = case.at.spectrum(steps=len(known)).values

    assert found[0] == pytest.approx(known.min(), rel=1e-10)
    assert case.at.sharpness() == pytest.approx(known.max(), rel=1e-10)


@pytest.mark.parametrize(
    ("matrix", "dense"),
    [
        ("hessian", AT.hessian()),
        ("gauss-newton", AT.gauss_newton()),
        ("fisher", AT.fisher()),
        ("empirical-fisher", AT.fisher("empirical")),
    ],
)
def test_every_matrix_has_a_spectrum(matrix, dense):
    values = AT.spectrum(matrix).values

    assert values[-1] == pytest.approx(np.linalg.eigvalsh(dense)[-1], rel=1e-10)


def test_the_weights_integrate_polynomials_as_the_matrix_does():
    """What makes Ritz values a quadrature: moments of the starting vector are exact."""
    spectrum, dense = AT.spectrum(steps=4), AT.hessian()
    start = spectrum.basis[0]

    for power in range(8):
        moment = start @ np.linalg.matrix_power(dense, power) @ start
        assert spectrum.weights @ spectrum.values**power == pytest.approx(moment, rel=1e-10, abs=1e-13)


@pytest.mark.parametrize("matrix", ["hessian", "gauss-newton"])
def test_the_density_of_the_spectrum_is_the_dense_one_within_its_errors(matrix):
    at = random_case((6, 8, 3), ("tanh", "identity"), "softmax_cross_entropy")
    dense = np.linalg.eigvalsh(at.hessian() if matrix == "hessian" else at.gauss_newton())
    found = at.spectral_density(matrix, probes=60, steps=len(dense))
    places, width = np.linspace(dense[0], dense[-1], 9), 0.1 * (dense[-1] - dense[0])
    bells = np.exp(-0.5 * ((places[:, None] - dense) / width) ** 2) / (width * np.sqrt(2 * np.pi))
    estimate = found.density(places, width)
    bulk = found.bulk(gap=0.1 * (dense[-1] - dense[0]))

    assert np.all(abs(estimate.value - bells.mean(axis=1)) <= 4.5 * estimate.error)
    assert bulk.outliers[-1] == pytest.approx(dense[-1], rel=1e-8)
    assert dense[0] - 1e-9 <= bulk.low <= bulk.high < dense[-1]


def test_sharpness_is_not_the_eigenvalue_of_greatest_size():
    net = Network((1, 1, 1), ("tanh", "identity"), "squared")
    at = net.at([0.5, 0.5, 0.5, 0.0], [[1.0], [-2.0]], [[30.0], [25.0]])
    values = np.linalg.eigvalsh(at.hessian())

    assert -values[0] > values[-1] > 0.0
    assert at.sharpness() == pytest.approx(values[-1], rel=1e-10)


def test_what_was_computed_once_is_kept_and_protected():
    assert AT.gradient is AT.gradient and AT.data is AT.data
    with pytest.raises(ValueError, match="read-only"):
        AT.gradient[0] = 1.0


def test_a_moved_point_shares_the_data_only():
    moved = AT.moved(AT.theta + 1.0)

    assert moved.X is AT.X and moved.loss != AT.loss
