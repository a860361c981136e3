"""Network: gradients, second-order matrices and directions of a dense network, at parameters and data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from symhess.function import ScalarFunction
from symhess.models.networks.activations import Array
from symhess.models.networks.architecture import design
from symhess.models.networks.directions import Direction, as_direction
from symhess.models.networks.layout import augmented, flattened, split
from symhess.models.networks.objective import NetworkObjective
from symhess.models.networks.point import NetworkPoint
from symhess.models.networks.products import FisherKind
from symhess.models.networks.symbolic import written_out

__all__ = ["Network"]


class Network:
    """A dense network with exact second-order information.

    Layer by layer z = W a + b and a' = activation(z). The parameters are one vector: for each layer W row by row, then
    b. The loss is the mean over the data of the loss of one datum, never a mean over outputs.

    Parameters
    ----------
    sizes : sequence of int
        The number of inputs, then of units in each layer.
    activations : sequence of str
        One for each layer: "identity", "tanh", "relu", "sigmoid" or "softplus". At relu's kink the slope is taken as 0
        and the second derivative as 0: there the gradient is one of several, and the Hessian does not exist.
    loss : {"squared", "softmax_cross_entropy"}
        Half the squared distance, or the cross-entropy of logits with one-hot targets.

    Examples
    --------
    >>> net = Network(sizes=(2, 1), activations=("tanh",), loss="squared")
    >>> theta, X, Y = [1.0, -1.0, 0.0], [[1.0, 1.0], [2.0, 2.0]], [[1.0], [3.0]]
    >>> net.loss(theta, X, Y), net.gradient(theta, X, Y)
    (2.5, array([-3.5, -3.5, -2. ]))
    >>> net.hvp(theta, X, Y, [1.0, 0.0, 0.0])
    array([2.5, 2.5, 1.5])
    >>> net.loss(theta, X, [[1.0, 0.0]])
    Traceback (most recent call last):
    ...
    symhess.errors.ShapeError: Y must have the shape (2, 1), not (1, 2)
    """

    def __init__(self, sizes: Sequence[int], activations: Sequence[str], loss: str) -> None:
        self.architecture = design(sizes, activations, loss)

    def __repr__(self) -> str:
        a = self.architecture
        names = tuple(activation.name for activation in a.activations)
        return f"Network(sizes={a.sizes}, activations={names}, loss={a.loss.name!r})"

    def at(self, theta: Any, X: Any, Y: Any) -> NetworkPoint:
        """The network at parameters and data; asking it several things costs one pass."""
        inputs, targets = self.architecture.data(X, Y)
        return NetworkPoint(self.architecture, self.architecture.parameters(theta), inputs, targets)

    def initial(self, seed: int = 0) -> Array:
        """Random parameters: weights normal with variance 1/inputs, biases zero."""
        random = np.random.default_rng(seed)
        layers = split(random.normal(size=self.architecture.parameter_count), self.architecture.sizes)
        matrices = [augmented(layer) / np.sqrt(layer.weights.shape[1]) for layer in layers]
        for matrix in matrices:
            matrix[:, -1] = 0.0
        return flattened(matrices)

    def loss(self, theta: Any, X: Any, Y: Any) -> float:
        """The mean loss over the data."""
        return self.at(theta, X, Y).loss

    def gradient(self, theta: Any, X: Any, Y: Any) -> Array:
        """The gradient of the mean loss, by backpropagation."""
        return self.at(theta, X, Y).gradient.copy()

    def hvp(self, theta: Any, X: Any, Y: Any, v: Any) -> Array:
        """The Hessian times a vector, by Pearlmutter's R-operator."""
        return self.at(theta, X, Y).hvp(v)

    def hessian(self, theta: Any, X: Any, Y: Any) -> Array:
        """The Hessian of the mean loss."""
        return self.at(theta, X, Y).hessian()

    def gauss_newton(self, theta: Any, X: Any, Y: Any) -> Array:
        """The generalised Gauss-Newton matrix, mean of Jᵀ (∂²l/∂f²) J."""
        return self.at(theta, X, Y).gauss_newton()

    def fisher(self, theta: Any, X: Any, Y: Any, kind: FisherKind = "true") -> Array:
        """The Fisher matrix: "true" by explicit expectation over the model's targets, "empirical" with the given ones.

        The true one equals the Gauss-Newton matrix; the empirical one is another matrix.
        """
        return self.at(theta, X, Y).fisher(kind)

    def direction(self, direction: str | Direction, theta: Any, X: Any, Y: Any, **settings: Any) -> Array:
        """A direction of descent by name with its settings, or as an object.

        "k-fac" (damping, damping_rule), "shampoo" (eps), "natural-gradient", "damped-newton", "saddle-free-newton"
        (damping), "hessian-free" (damping, tolerance, max_products); "sam" (rho) gives its gradient.
        """
        return as_direction(direction, settings).at(self.at(theta, X, Y))

    def objective(self, X: Any, Y: Any, curvature: Literal["hessian", "gauss-newton"] = "hessian") -> NetworkObjective:
        """The loss on these data as a function of the parameters, for :func:`symhess.minimize`."""
        return NetworkObjective(self.architecture, *self.architecture.data(X, Y), curvature)

    def symbolic(self, X: Any, Y: Any) -> ScalarFunction:
        """The loss on these data written out, with exact data, for a network and data small enough."""
        return written_out(self.architecture, *self.architecture.data(X, Y))
