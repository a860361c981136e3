"""Forward and back: an independent loop in many digits, and known outputs."""

import mpmath
import numpy as np
import pytest

from symhess.models.networks.passes import backpropagate, pull_back
from tests.models.networks.reference import CASES, IDS, numbers, random_case

FUNCTIONS = {
    "identity": lambda z: z,
    "tanh": mpmath.tanh,
    "relu": lambda z: max(z, mpmath.mpf(0)),
    "sigmoid": lambda z: 1 / (1 + mpmath.exp(-z)),
    "softplus": lambda z: mpmath.log(1 + mpmath.exp(z)),
}


def loss_in_many_digits(at, theta):
    """The mean loss, written down once more for one datum and one unit at a time."""
    total = mpmath.mpf(0)
    for x, y in zip(at.X, at.Y, strict=True):
        a, start = [mpmath.mpf(float(v)) for v in x], 0
        sizes = at.architecture.sizes
        for inputs, outputs, activation in zip(sizes, sizes[1:], at.architecture.activations, strict=False):
            biases = start + inputs * outputs
            rows = [theta[start + k * inputs : start + (k + 1) * inputs] for k in range(outputs)]
            z = [mpmath.fdot(row, a) + theta[biases + k] for k, row in enumerate(rows)]
            a, start = [FUNCTIONS[activation.name](v) for v in z], biases + outputs
        if at.architecture.loss.name == "squared":
            total += mpmath.fsum((f - v) ** 2 for f, v in zip(a, y, strict=True)) / 2
        else:
            total += mpmath.log(mpmath.fsum(map(mpmath.exp, a))) - mpmath.fdot(a, y)
    return total / len(at.X)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_outputs_have_twenty_known_digits(case):
    np.testing.assert_allclose(case.at.data.outputs, numbers(case.expected["output"]), rtol=0, atol=1e-15)


@pytest.mark.parametrize("loss", ["squared", "softmax_cross_entropy"])
@pytest.mark.parametrize("activation", FUNCTIONS)
def test_the_gradient_is_the_limit_of_differences_in_many_digits(activation, loss):
    at = random_case((2, 3, 2), (activation, "identity" if activation == "relu" else activation), loss, data=3)
    with mpmath.workdps(50):
        theta, h = [mpmath.mpf(float(t)) for t in at.theta], mpmath.mpf(10) ** -15
        wanted = []
        for k in range(len(theta)):
            moved = [[t + s * h * (j == k) for j, t in enumerate(theta)] for s in (1, -1)]
            wanted.append(float((loss_in_many_digits(at, moved[0]) - loss_in_many_digits(at, moved[1])) / (2 * h)))
        assert at.loss == pytest.approx(float(loss_in_many_digits(at, theta)), rel=1e-14)

    np.testing.assert_allclose(at.gradient, wanted, rtol=1e-12, atol=1e-14)


def test_pulling_back_is_the_adjoint_of_pushing_forward():
    at = random_case((3, 4, 2), ("tanh", "sigmoid"), "squared")
    random = np.random.default_rng(3)
    v, cotangents, h = random.normal(size=len(at.theta)), random.normal(size=at.data.outputs.shape), 1e-6
    ahead, behind = (at.moved(at.theta + s * h * v).data.outputs for s in (1, -1))
    pushed = (ahead - behind) / (2 * h)

    pulled = pull_back(at.data, backpropagate(at.data, cotangents)) @ v
    assert pulled == pytest.approx((pushed * cotangents).sum() / at.data.count, abs=1e-9)
