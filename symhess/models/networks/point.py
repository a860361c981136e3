"""A network at given parameters and data: one pass, from which everything else is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

from symhess.errors import InputError
from symhess.models.networks.activations import Array
from symhess.models.networks.architecture import Architecture, as_numbers
from symhess.models.networks.kronecker import KroneckerFactors, kronecker_factors
from symhess.models.networks.matrices import dense_fisher, dense_gauss_newton, dense_hessian
from symhess.models.networks.passes import Pass, gradient, run
from symhess.models.networks.products import FisherKind, fisher_product, gauss_newton_product, hessian_product
from symhess.numerics.krylov import Product, Spectrum, lanczos
from symhess.numerics.quadrature import Quadrature, spectral_density

__all__ = ["MatrixName", "NetworkPoint"]

MatrixName = Literal["hessian", "gauss-newton", "fisher", "empirical-fisher"]


@dataclass(frozen=True)
class NetworkPoint:
    """The loss of a network around given parameters; what was computed once is kept.

    Attributes
    ----------
    architecture : Architecture
        The network.
    theta, X, Y : Array
        Parameters, inputs and targets, checked already.

    Examples
    --------
    >>> from symhess.models import Network
    >>> net = Network(sizes=(1, 1), activations=("identity",), loss="squared")
    >>> at = net.at([2.0, 0.0], [[3.0]], [[5.0]])
    >>> at.loss, at.gradient, at.hvp([1.0, 0.0])
    (0.5, array([3., 1.]), array([9., 3.]))
    >>> round(at.sharpness(), 9)
    10.0
    """

    architecture: Architecture
    theta: Array
    X: Array
    Y: Array

    @cached_property
    def data(self) -> Pass:
        """The pass through the network."""
        return run(self.architecture, self.theta, self.X, self.Y)

    @cached_property
    def loss(self) -> float:
        """The mean loss over the data."""
        return float(self.architecture.loss.values(self.data.outputs, self.Y).mean())

    @cached_property
    def gradient(self) -> Array:
        """The gradient of the mean loss."""
        found = gradient(self.data)
        found.flags.writeable = False
        return found

    def moved(self, theta: Array) -> NetworkPoint:
        """The same network and data at other parameters."""
        return replace(self, theta=theta)

    def hvp(self, v: Any) -> Array:
        """The Hessian times a vector, by Pearlmutter's R-operator."""
        return hessian_product(self.data, self._direction(v))

    def gauss_newton_product(self, v: Any) -> Array:
        """The Gauss-Newton matrix times a vector."""
        return gauss_newton_product(self.data, self._direction(v))

    def fisher_product(self, v: Any, kind: FisherKind = "true") -> Array:
        """The Fisher matrix times a vector."""
        return fisher_product(self.data, self._direction(v), _fisher_kind(kind))

    def hessian(self) -> Array:
        """The Hessian of the mean loss."""
        return dense_hessian(self.data)

    def gauss_newton(self) -> Array:
        """The Gauss-Newton matrix."""
        return dense_gauss_newton(self.data)

    def fisher(self, kind: FisherKind = "true") -> Array:
        """The Fisher matrix."""
        return dense_fisher(self.data, _fisher_kind(kind))

    def kronecker_factors(self, kind: FisherKind = "true") -> tuple[KroneckerFactors, ...]:
        """K-FAC's factors, one pair for each layer."""
        return kronecker_factors(self.data, _fisher_kind(kind))

    def spectrum(self, matrix: MatrixName = "hessian", steps: int = 30) -> Spectrum:
        """Ritz values with weights by Lanczos: the ends are eigenvalues soon, the weights estimate the density."""
        return lanczos(_product(self, matrix), self.architecture.parameter_count, steps)

    def spectral_density(
        self, matrix: MatrixName = "hessian", probes: int = 10, steps: int = 60, seed: int = 0
    ) -> Quadrature:
        """How the eigenvalues lie, with outliers, bulk and standard errors, from several random directions."""
        size = self.architecture.parameter_count
        return spectral_density(_product(self, matrix), size, probes=probes, steps=steps, seed=seed)

    def sharpness(self, steps: int = 30) -> float:
        """The greatest eigenvalue of the Hessian (not the one of greatest size)."""
        return float(self.spectrum("hessian", steps).values[-1])

    def _direction(self, v: Any) -> Array:
        return as_numbers("v", v, self.theta.shape)


def _fisher_kind(kind: str) -> FisherKind:
    """One of the two kinds."""
    if kind == "true":
        return "true"
    if kind == "empirical":
        return "empirical"
    raise InputError(f"the kind of a Fisher matrix is 'true' or 'empirical', not {kind!r}")


def _product(point: NetworkPoint, matrix: MatrixName) -> Product:
    """The product of one of the matrices with a vector."""
    products: dict[str, Product] = {
        "hessian": point.hvp,
        "gauss-newton": point.gauss_newton_product,
        "fisher": point.fisher_product,
        "empirical-fisher": lambda v: point.fisher_product(v, "empirical"),
    }
    if matrix not in products:
        raise InputError(f"there is no matrix {matrix!r}; the matrices are {', '.join(products)}")
    return products[matrix]
