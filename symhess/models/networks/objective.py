"""A network's loss as an objective, so that the one loop of :mod:`symhess.numerics` trains it with every method."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from symhess.models.networks.activations import Array
from symhess.models.networks.architecture import Architecture
from symhess.models.networks.point import NetworkPoint

__all__ = ["NetworkObjective"]


class NetworkObjective:
    """The mean loss on fixed data as a function of the parameters.

    The last pass is kept: value, gradient and products at one point share it.

    Parameters
    ----------
    architecture : Architecture
        The network.
    X, Y : Array
        Inputs and targets, checked already.
    curvature : {"hessian", "gauss-newton"}
        What `hessian` and `hvp` mean. With "gauss-newton" "newton" becomes Gauss-Newton and "hessian-free" that of
        Martens; the loop then sees no negative curvature, and does not tell a saddle from a minimum.

    Examples
    --------
    >>> import symhess
    >>> from symhess.models import Network
    >>> net = Network(sizes=(1, 1), activations=("identity",), loss="squared")
    >>> objective = net.objective([[0.0], [1.0]], [[1.0], [3.0]])
    >>> symhess.minimize(objective, [0.0, 0.0], method="newton").x.round(9)
    array([2., 1.])
    """

    def __init__(
        self,
        architecture: Architecture,
        X: Array,
        Y: Array,
        curvature: Literal["hessian", "gauss-newton"] = "hessian",
    ) -> None:
        self.architecture = architecture
        self.curvature = curvature
        self._last = NetworkPoint(architecture, np.zeros(architecture.parameter_count), X, Y)

    @property
    def dimension(self) -> int:
        """The number of parameters."""
        return self.architecture.parameter_count

    def at(self, theta: Any) -> NetworkPoint:
        """The network at these parameters."""
        if theta is not self._last.theta and not np.array_equal(theta, self._last.theta):
            self._last = self._last.moved(np.array(theta, dtype=np.float64))
        return self._last

    def value(self, theta: Any) -> float:
        """The mean loss."""
        return self.at(theta).loss

    def gradient(self, theta: Any) -> Array:
        """Its gradient."""
        return self.at(theta).gradient

    def hessian(self, theta: Any) -> Array:
        """The Hessian or the Gauss-Newton matrix."""
        at = self.at(theta)
        return at.hessian() if self.curvature == "hessian" else at.gauss_newton()

    def hvp(self, theta: Any, v: Any) -> Array:
        """The same, times a vector."""
        at = self.at(theta)
        return at.hvp(v) if self.curvature == "hessian" else at.gauss_newton_product(v)
