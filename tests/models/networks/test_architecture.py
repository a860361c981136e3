"""What is refused before anything is computed."""

import numpy as np
import pytest

from symhess.errors import InputError, NonFiniteError, ShapeError
from symhess.models import Network

NET = Network(sizes=(2, 3, 2), activations=("tanh", "identity"), loss="squared")
THETA = np.arange(17.0) / 10
X, Y = np.array([[0.5, -1.0], [2.0, 0.0], [1.0, 1.0]]), np.array([[1.0, 0.0], [0.0, 2.0], [-1.0, 1.0]])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(((3,), (), "squared"), "at least two positive whole numbers", id="one-size"),
        pytest.param(((3, 0), ("tanh",), "squared"), "at least two positive whole numbers", id="empty-layer"),
        pytest.param(((3, 2.5), ("tanh",), "squared"), "at least two positive whole numbers", id="broken-size"),
        pytest.param(((3, 2), ("tanh", "tanh"), "squared"), "each of the 1 layers", id="too-many-activations"),
        pytest.param(((3, 2), "tanh", "squared"), "each of the 1 layers", id="text-for-activations"),
        pytest.param(((3, 2), ("softmax",), "squared"), "there is no activation 'softmax'", id="activation"),
        pytest.param(((3, 2), ("tanh",), "hinge"), "losses are softmax_cross_entropy, squared", id="loss"),
    ],
)
def test_a_network_that_cannot_be_is_refused(arguments, said):
    with pytest.raises(InputError, match=said):
        Network(*arguments)


@pytest.mark.parametrize(
    ("theta", "x", "y", "error", "said"),
    [
        pytest.param(THETA[1:], X, Y, ShapeError, r"theta must have the shape \(17,\), not \(16,\)", id="theta"),
        pytest.param(THETA, X[:, :1], Y, ShapeError, r"X must have the shape \(3, 2\), not \(3, 1\)", id="columns"),
        pytest.param(THETA, X, Y[:2], ShapeError, r"Y must have the shape \(3, 2\), not \(2, 2\)", id="rows"),
        pytest.param(THETA, X[:0], Y[:0], ShapeError, r"X must have the shape \(1, 2\), not \(0, 2\)", id="no-data"),
        pytest.param(THETA, X, Y + np.inf, NonFiniteError, "Y contains infinity in row 0, column 0", id="infinite"),
        pytest.param(THETA * np.nan, X, Y, NonFiniteError, "theta contains NaN in entry 0", id="nan"),
        pytest.param(THETA, [["a", "b"]], Y[:1], InputError, "X must hold real numbers", id="text"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(theta, x, y, error, said):
    with pytest.raises(error, match=said):
        NET.loss(theta, x, y)
