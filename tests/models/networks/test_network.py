"""The public face: known values, shapes and words."""

import numpy as np
import pytest

import symhess
from symhess.errors import InputError, ShapeError
from symhess.models import Network
from symhess.models.networks.directions import KFAC
from tests.models.networks.reference import CASES, IDS, numbers, symmetric

NET = Network(sizes=(2, 3, 2), activations=("tanh", "identity"), loss="squared")
THETA = np.arange(17.0) / 10
X, Y = np.array([[0.5, -1.0], [2.0, 0.0], [1.0, 1.0]]), np.array([[1.0, 0.0], [0.0, 2.0], [-1.0, 1.0]])


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_values_and_matrices_have_twenty_known_digits(case):
    e, a = case.expected, (case.theta, case.X, case.Y)
    n = len(case.theta)
    known = {
        "loss": (case.net.loss(*a), float(e["loss"])),
        "gradient": (case.net.gradient(*a), numbers(e["gradient"])),
        "hvp": (case.net.hvp(*a, case.v), numbers(e["Hv"])),
        "hessian": (case.net.hessian(*a), symmetric(e["hessian_lower"], n)),
        "gauss-newton": (case.net.gauss_newton(*a), symmetric(e["ggn_lower"], n)),
        "fisher": (case.net.fisher(*a), symmetric(e["ggn_lower"], n)),
        "empirical": (case.net.fisher(*a, kind="empirical"), symmetric(e["empirical_fisher_lower"], n)),
    }

    for name, (found, wanted) in known.items():
        np.testing.assert_allclose(found, wanted, rtol=0, atol=1e-13 * (1 + np.abs(wanted).max()), err_msg=name)


def test_the_loss_is_a_mean_over_data_and_not_over_outputs():
    outputs = NET.at(THETA, X, Y).data.outputs

    assert NET.loss(THETA, X, Y) == pytest.approx(0.5 * ((outputs - Y) ** 2).sum() / len(X), rel=1e-15)


@pytest.mark.parametrize("method", ["gradient", "hessian", "gauss_newton", "fisher"])
def test_data_twice_change_nothing(method):
    once = getattr(NET, method)(THETA, X, Y)

    np.testing.assert_allclose(getattr(NET, method)(THETA, np.tile(X, (2, 1)), np.tile(Y, (2, 1))), once, atol=1e-13)


def test_what_is_given_stays_as_it_was():
    theta, x, y = THETA.copy(), X.copy(), Y.copy()
    for name in ("k-fac", "shampoo", "natural-gradient", "damped-newton", "saddle-free-newton", "hessian-free", "sam"):
        NET.direction(name, theta, x, y)

    assert (theta == THETA).all() and (x == X).all() and (y == Y).all()


def test_a_gradient_may_be_written_to():
    g = NET.gradient(THETA, X, Y)
    g[0] = 7.0

    assert NET.gradient(THETA, X, Y)[0] != 7.0


def test_a_vector_is_one_column():
    net = Network(sizes=(1, 1), activations=("tanh",), loss="squared")

    assert net.loss([1.0, 0.0], [1.0, 2.0], [0.5, 0.5]) == net.loss([1.0, 0.0], [[1.0], [2.0]], [[0.5], [0.5]])


def test_a_direction_of_the_wrong_length_is_refused():
    with pytest.raises(ShapeError, match="v must have the shape"):
        NET.hvp(THETA, X, Y, [1.0])


def test_huge_finite_data_are_no_error():
    net = Network(sizes=(1, 1), activations=("sigmoid",), loss="squared")

    assert net.loss([1.0, 0.0], [[1e308], [1e308]], [[1.0], [1.0]]) == 0.0


@pytest.mark.parametrize(
    ("call", "said"),
    [
        pytest.param(lambda: NET.direction("newton", THETA, X, Y), "directions are k-fac, shampoo", id="name"),
        pytest.param(lambda: NET.direction("sam", THETA, X, Y, eps=1), "its settings are rho", id="setting"),
        pytest.param(lambda: NET.direction(KFAC(), THETA, X, Y, damping=1), "has its settings already", id="twice"),
        pytest.param(lambda: NET.fisher(THETA, X, Y, kind="sampled"), "'true' or 'empirical'", id="kind"),
        pytest.param(lambda: NET.at(THETA, X, Y).spectrum("kfac"), "there is no matrix 'kfac'", id="matrix"),
    ],
)
def test_unknown_names_are_refused_in_words(call, said):
    with pytest.raises(InputError, match=said):
        call()


def test_a_direction_may_be_an_object():
    by_name = NET.direction("k-fac", THETA, X, Y, damping=0.5)

    assert (NET.direction(KFAC(damping=0.5), THETA, X, Y) == by_name).all()


def test_the_repr_makes_the_same_network():
    assert repr(NET) == "Network(sizes=(2, 3, 2), activations=('tanh', 'identity'), loss='squared')"


def test_initial_parameters_have_zero_biases_and_scaled_weights():
    net = Network(sizes=(400, 50, 1), activations=("tanh", "identity"), loss="squared")
    theta = net.initial(seed=3)

    assert not theta[20_000:20_050].any() and theta[-1] == 0.0
    assert theta[:20_000].std() == pytest.approx(1 / 20, rel=0.05)
    assert (net.initial(seed=3) == theta).all() and (net.initial(seed=4) != theta).any()


@pytest.mark.parametrize("method", ["newton", "bfgs", "hessian-free", "adam"])
def test_every_method_of_the_loop_fits_a_line(method):
    net = Network(sizes=(1, 1), activations=("identity",), loss="squared")
    objective = net.objective([[0.0], [1.0], [2.0]], [[1.0], [3.0], [5.0]])

    assert symhess.minimize(objective, [0.0, 0.0], method=method).x == pytest.approx([2.0, 1.0], abs=1e-6)
