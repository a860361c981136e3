"""The loss as an objective."""

import numpy as np

from symhess.models import Network

XOR_NET = Network((2, 3, 1), ("tanh", "identity"), "squared")
XOR = XOR_NET.objective([[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]])


def test_the_pass_at_one_point_is_shared():
    theta = XOR_NET.initial()

    assert XOR.at(theta) is XOR.at(theta.copy())
    assert XOR.at(theta) is not XOR.at(theta + 1.0)


def test_a_point_is_kept_apart_from_an_array_that_changes():
    theta = XOR_NET.initial()
    value = XOR.value(theta)
    theta += 1.0

    assert XOR.value(theta) != value


def test_gauss_newton_in_place_of_the_hessian():
    objective = XOR_NET.objective([[0, 1]], [[1]], curvature="gauss-newton")
    theta, v = XOR_NET.initial(), np.arange(13.0)

    np.testing.assert_allclose(objective.hessian(theta), XOR_NET.gauss_newton(theta, [[0, 1]], [[1]]))
    np.testing.assert_allclose(objective.hvp(theta, v), objective.hessian(theta) @ v, atol=1e-13)
