"""Every curvature operator against the network written out, differentiated and compiled."""

import numpy as np
import pytest
import sympy as sp

import symhess
from symhess.differentiate import differentiate
from symhess.errors import InputError
from symhess.models import Network
from symhess.models.networks.symbolic import parameter_names
from tests.models.networks.reference import CASES, random_case

WRITTEN = [
    random_case((2, 3, 2), ("tanh", "identity"), "squared", data=3),
    random_case((2, 3, 2), ("sigmoid", "softplus"), "softmax_cross_entropy", data=3, seed=1),
    random_case((2, 3, 2), ("relu", "identity"), "softmax_cross_entropy", data=3, seed=2),
]
IDS = ["tanh", "sigmoid-softplus", "relu"]


def network_of(at):
    a = at.architecture
    return Network(a.sizes, [activation.name for activation in a.activations], a.loss.name)


def compiled(at, X=None, Y=None):
    f = network_of(at).symbolic(at.X if X is None else X, at.Y if Y is None else Y)
    return symhess.compile(f.expression, f.variables)


@pytest.mark.parametrize("at", WRITTEN, ids=IDS)
def test_loss_gradient_hessian_and_products_are_the_symbolic_ones(at):
    f = compiled(at)
    v = np.random.default_rng(0).normal(size=len(at.theta))

    assert at.loss == pytest.approx(f.value(at.theta), rel=1e-13)
    np.testing.assert_allclose(at.gradient, f.gradient(at.theta), atol=1e-12)
    np.testing.assert_allclose(at.hessian(), f.hessian(at.theta), atol=1e-12)
    np.testing.assert_allclose(at.hvp(v), f.hvp(at.theta, v), atol=1e-12)


@pytest.mark.parametrize("at", WRITTEN, ids=IDS)
def test_fisher_matrices_are_means_of_products_of_symbolic_gradients(at):
    width = at.Y.shape[1]
    count = len(at.X)
    true, empirical = np.zeros((2, len(at.theta), len(at.theta)))
    for x, y, f in zip(at.X, at.Y, at.data.outputs, strict=True):
        g = np.array(compiled(at, [x], [y]).gradient(at.theta))
        empirical += np.outer(g, g) / count
        if at.architecture.loss.name == "squared":
            # the normal density's expectation of g gᵀ is that over f ± unit vectors
            draws = [(0.5, f + s * unit) for unit in np.eye(width) for s in (1, -1)]
        else:
            draws = list(zip(np.exp(f) / np.exp(f).sum(), np.eye(width), strict=True))
        for probability, target in draws:
            g = np.array(compiled(at, [x], [target]).gradient(at.theta))
            true += probability * np.outer(g, g) / count

    np.testing.assert_allclose(at.fisher("empirical"), empirical, atol=1e-12)
    np.testing.assert_allclose(at.fisher(), true, atol=1e-12)
    np.testing.assert_allclose(at.gauss_newton(), true, atol=1e-12)


def test_the_loss_can_be_derived_rule_by_rule():
    net = Network((1, 1), ("tanh",), "squared")
    f = net.symbolic([[2.0]], [[0.5]])
    w, b = f.variables

    wanted = tuple(sp.diff(f.expression, x) for x in (w, b))
    assert f.expression == (sp.tanh(2 * w + b) - sp.Rational(1, 2)) ** 2 / 2
    assert all(sp.expand(d - t) == 0 for d, t in zip(differentiate(f).gradient, wanted, strict=True))


def test_names_say_layer_unit_and_input():
    assert parameter_names((2, 2, 1)) == (
        *("w1_1_1", "w1_1_2", "w1_2_1", "w1_2_2", "b1_1", "b1_2"),
        *("w2_1_1", "w2_1_2", "b2_1"),
    )


def test_data_are_taken_exactly():
    net = Network((1, 1), ("identity",), "squared")
    third = 1 / 3

    assert net.symbolic([[third]], [[0.0]]).expression.has(sp.Rational(third))


def test_a_corpus_network_written_out_has_its_hessian():
    case = CASES[0]
    f = compiled(case.at)

    np.testing.assert_allclose(case.at.hessian(), f.hessian(case.theta), atol=1e-12)


def test_too_much_to_write_out_is_refused():
    net = Network((784, 100, 10), ("tanh", "identity"), "squared")

    with pytest.raises(InputError, match="too many to write out"):
        net.symbolic(np.zeros((1, 784)), np.zeros((1, 10)))
