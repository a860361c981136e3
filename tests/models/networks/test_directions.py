"""Directions: known digits, their equations, and awkward gradients."""

import numpy as np
import pytest

from symhess.errors import InputError
from symhess.models import Network
from symhess.models.networks.directions import (
    KFAC,
    SAM,
    DampedNewton,
    HessianFree,
    NaturalGradient,
    SaddleFreeNewton,
    Shampoo,
)
from tests.models.networks.reference import CASES, IDS, numbers, random_case

AT = random_case((3, 4, 2), ("tanh", "identity"), "squared")
ALL = (KFAC, Shampoo, NaturalGradient, DampedNewton, SaddleFreeNewton, HessianFree, SAM)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_steps_have_twenty_known_digits(case):
    damping = case.settings["damping"]
    known = {
        "kfac_step_exact_damped": KFAC(damping),
        "kfac_step_pi_damped": KFAC(damping, "pi"),
        "shampoo_step": Shampoo(case.settings["shampoo_eps"]),
        "ggn_damped_step": NaturalGradient(damping),
        "hessian_damped_newton_step": DampedNewton(damping),
        "saddle_free_newton_step": SaddleFreeNewton(damping),
        "sam_gradient": SAM(case.settings["sam_rho"]),
    }
    for key, direction in known.items():
        wanted = numbers(case.expected[key])
        scale = 1 + np.abs(wanted).max()
        np.testing.assert_allclose(direction.at(case.at), wanted, rtol=0, atol=1e-12 * scale, err_msg=key)


@pytest.mark.parametrize("kind", ALL)
def test_asking_twice_gives_the_same(kind):
    """Damping must not stay in a matrix that is kept."""
    assert (kind().at(AT) == kind().at(AT)).all()


@pytest.mark.parametrize("kind", [KFAC, Shampoo, NaturalGradient, SaddleFreeNewton, HessianFree])
def test_steps_go_down(kind):
    assert kind().at(AT) @ AT.gradient < 0.0


def test_natural_gradient_solves_its_equation():
    step = NaturalGradient(0.1).at(AT)

    np.testing.assert_allclose(AT.gauss_newton_product(step) + 0.1 * step, -AT.gradient, atol=1e-13)


def test_damped_newton_solves_its_equation_where_the_hessian_is_indefinite():
    step = DampedNewton(0.1).at(AT)

    assert np.linalg.eigvalsh(AT.hessian())[0] < -0.1
    np.testing.assert_allclose(AT.hvp(step) + 0.1 * step, -AT.gradient, atol=1e-11)


def test_hessian_free_nears_the_natural_gradient():
    near = HessianFree(0.1, tolerance=1e-12).at(AT)

    np.testing.assert_allclose(near, NaturalGradient(0.1).at(AT), atol=1e-9)
    assert np.abs(HessianFree(0.1, max_products=2).at(AT) - near).max() > 1e-6


def test_saddle_free_newton_turns_round_in_the_directions_of_negative_curvature():
    values, vectors = np.linalg.eigh(AT.hessian())
    newton, saddle_free = (vectors.T @ kind(1e-9).at(AT) for kind in (DampedNewton, SaddleFreeNewton))

    np.testing.assert_allclose(saddle_free, np.sign(values) * newton, rtol=1e-5)


def test_kfac_with_one_layer_and_one_datum_is_the_natural_gradient():
    at = random_case((3, 2), ("tanh",), "softmax_cross_entropy", data=1)

    np.testing.assert_allclose(KFAC(0.1).at(at), NaturalGradient(0.1).at(at), atol=1e-12)


def test_sam_climbs_to_first_order():
    loss = AT.loss
    g = AT.gradient
    moved = AT.moved(AT.theta + 0.05 * g / np.linalg.norm(g))

    assert moved.loss > loss
    np.testing.assert_allclose(SAM(0.05).at(AT), moved.gradient, atol=1e-14)
    np.testing.assert_allclose(SAM(0.0).at(AT), g, atol=1e-15)


def test_sam_at_a_zero_gradient_returns_it():
    net = Network((1, 1), ("identity",), "squared")

    assert not SAM().at(net.at([2.0, 1.0], [[3.0]], [[7.0]])).any()


def test_sam_scales_a_gradient_whose_square_would_be_zero():
    net = Network((1, 1), ("identity",), "squared")
    at = net.at([0.0, 0.0], [[0.0]], [[1e-200]])

    np.testing.assert_allclose(SAM(0.5).at(at), [0.0, -0.5], atol=1e-15)


@pytest.mark.parametrize("kind", [KFAC, NaturalGradient, SaddleFreeNewton, HessianFree])
@pytest.mark.parametrize("damping", [0.0, -1.0, np.inf, np.nan])
def test_damping_must_be_positive(kind, damping):
    with pytest.raises(InputError, match="damping must be a positive number"):
        kind(damping=damping)


def test_a_singular_hessian_without_damping_is_an_error_in_words():
    net = Network((1, 1), ("identity",), "squared")

    with pytest.raises(InputError, match="the Hessian plus damping 0 is singular"):
        DampedNewton(0.0).at(net.at([1.0, 0.0], [[0.0]], [[1.0]]))


def test_damping_below_rounding_still_gives_a_step_down():
    step = NaturalGradient(1e-30).at(AT)

    assert np.linalg.matrix_rank(AT.fisher()) < len(AT.theta)
    assert np.isfinite(step).all() and step @ AT.gradient < 0.0


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(lambda: KFAC(damping_rule="sum"), "'exact' or 'pi'", id="rule"),
        pytest.param(lambda: Shampoo(eps=-1.0), "eps must be a number of at least 0", id="eps"),
        pytest.param(lambda: KFAC(damping="much"), "damping must be a positive number, not 'much'", id="text"),
        pytest.param(lambda: SAM(rho=np.inf), "rho must be a number of at least 0", id="rho"),
        pytest.param(lambda: HessianFree(max_products=0), "max_products must be a positive", id="products"),
    ],
)
def test_settings_out_of_range_are_refused(make, said):
    with pytest.raises(InputError, match=said):
        make()
