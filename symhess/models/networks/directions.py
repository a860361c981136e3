"""Directions built on partial or full curvature, each a small value with its settings."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from numbers import Real
from typing import Any, ClassVar, Literal, Protocol

import numpy as np
from scipy.linalg import LinAlgError, cho_factor, cho_solve

from symhess.errors import InputError
from symhess.models.networks.activations import Array
from symhess.models.networks.layout import augmented, flattened, split
from symhess.models.networks.point import NetworkPoint
from symhess.models.networks.shampoo import ShampooStatistics
from symhess.numerics.krylov import conjugate_gradients
from symhess.numerics.spectra import spectrum

__all__ = [
    "KFAC",
    "SAM",
    "DampedNewton",
    "Direction",
    "HessianFree",
    "NaturalGradient",
    "SaddleFreeNewton",
    "Shampoo",
    "as_direction",
]


class Direction(Protocol):
    """Settings of a direction.

    Examples
    --------
    >>> direction: Direction = KFAC(damping=0.1)
    >>> direction.name
    'k-fac'
    """

    name: ClassVar[str]

    def at(self, point: NetworkPoint) -> Array:
        """The direction at a point."""


@dataclass(frozen=True, slots=True)
class KFAC:
    """Minus the gradient, by the Kronecker-factored Fisher matrix of each layer (Martens & Grosse, 2015).

    Attributes
    ----------
    damping : float
        Added to the curvature.
    damping_rule : {"exact", "pi"}
        "exact" adds it to the eigenvalues of the Kronecker product, "pi" shares it between the two factors.

    Examples
    --------
    >>> from symhess.models import Network
    >>> net = Network(sizes=(1, 1), activations=("identity",), loss="squared")
    >>> KFAC(damping=1.0).at(net.at([0.0, 0.0], [[1.0]], [[3.0]]))
    array([1., 1.])
    """

    name: ClassVar[str] = "k-fac"
    damping: float = 1e-2
    damping_rule: Literal["exact", "pi"] = "exact"

    def __post_init__(self) -> None:
        _check_positive("damping", self.damping)
        if self.damping_rule not in ("exact", "pi"):
            raise InputError(f"damping_rule must be 'exact' or 'pi', not {self.damping_rule!r}")

    def at(self, point: NetworkPoint) -> Array:
        """Minus the gradient over the damped factors."""
        steps = []
        for factors, layer in zip(point.kronecker_factors(), split(point.gradient, point.data.sizes), strict=True):
            solve = factors.solve if self.damping_rule == "exact" else factors.solve_balanced
            steps.append(-solve(augmented(layer), self.damping))
        return flattened(steps)


@dataclass(frozen=True, slots=True)
class Shampoo:
    """Minus the gradient between inverse roots of its own products (Gupta, Koren & Singer, 2018), for one gradient.

    Attributes
    ----------
    eps : float
        Added to each of the products.

    Examples
    --------
    >>> from symhess.models import Network
    >>> net = Network(sizes=(1, 1), activations=("identity",), loss="squared")
    >>> Shampoo(eps=0.0).at(net.at([0.0, 0.0], [[1.0]], [[3.0]])).round(12)
    array([1., 1.])
    """

    name: ClassVar[str] = "shampoo"
    eps: float = 1e-3

    def __post_init__(self) -> None:
        _check_not_negative("eps", self.eps)

    def at(self, point: NetworkPoint) -> Array:
        """Minus the preconditioned gradient."""
        layers = split(point.gradient, point.data.sizes)
        found = [ShampooStatistics.zero(g).plus(g).precondition(g, self.eps) for g in layers]
        return flattened([-augmented(layer) for layer in found])


@dataclass(frozen=True, slots=True)
class NaturalGradient:
    """Minus the gradient over the damped true Fisher matrix, which is the Gauss-Newton matrix here.

    Examples
    --------
    >>> from symhess.models import Network
    >>> net = Network(sizes=(1, 1), activations=("identity",), loss="squared")
    >>> NaturalGradient(damping=1.0).at(net.at([0.0, 0.0], [[1.0]], [[3.0]])).round(12)
    array([1., 1.])
    """

    name: ClassVar[str] = "natural-gradient"
    damping: float = 1e-2

    def __post_init__(self) -> None:
        _check_positive("damping", self.damping)

    def at(self, point: NetworkPoint) -> Array:
        """The solution of (F + damping I) p = -g, by Cholesky where the damping is above rounding."""
        fisher = point.fisher()
        try:
            return np.asarray(cho_solve(cho_factor(_damped(fisher.copy(), self.damping)), -point.gradient))
        except LinAlgError:
            # no eigenvalue is negative but by rounding
            values, vectors = spectrum(fisher)
            return -_divided(point.gradient, np.maximum(values, 0.0) + self.damping, vectors)


@dataclass(frozen=True, slots=True)
class DampedNewton:
    """Minus the gradient over the Hessian plus damping, definite or not.

    Examples
    --------
    >>> from symhess.models import Network
    >>> net = Network(sizes=(1, 1), activations=("identity",), loss="squared")
    >>> DampedNewton(damping=1.0).at(net.at([0.0, 0.0], [[1.0]], [[3.0]])).round(12)
    array([1., 1.])
    """

    name: ClassVar[str] = "damped-newton"
    damping: float = 1e-2

    def __post_init__(self) -> None:
        _check_not_negative("damping", self.damping)

    def at(self, point: NetworkPoint) -> Array:
        """The solution of (H + damping I) p = -g."""
        try:
            return np.asarray(np.linalg.solve(_damped(point.hessian(), self.damping), -point.gradient))
        except np.linalg.LinAlgError:
            raise InputError(f"the Hessian plus damping {self.damping:g} is singular; take another damping") from None


@dataclass(frozen=True, slots=True)
class SaddleFreeNewton:
    """Minus the gradient over the sizes of the Hessian's eigenvalues plus damping (Dauphin et al., 2014).

    Examples
    --------
    >>> from symhess.models import Network
    >>> net = Network(sizes=(1, 1), activations=("identity",), loss="squared")
    >>> SaddleFreeNewton(damping=1.0).at(net.at([0.0, 0.0], [[1.0]], [[3.0]])).round(12)
    array([1., 1.])
    """

    name: ClassVar[str] = "saddle-free-newton"
    damping: float = 1e-2

    def __post_init__(self) -> None:
        _check_positive("damping", self.damping)

    def at(self, point: NetworkPoint) -> Array:
        """-Q diag(1 / (size of e + damping)) Qᵀ g, with the eigenvalues e and eigenvectors Q of the Hessian."""
        values, vectors = spectrum(point.hessian())
        return -_divided(point.gradient, np.abs(values) + self.damping, vectors)


@dataclass(frozen=True, slots=True)
class HessianFree:
    """Conjugate gradients on the damped Gauss-Newton matrix, by products with vectors alone (Martens, 2010).

    Attributes
    ----------
    damping : float
        Added to the curvature.
    tolerance : float
        The residual to reach, relative to the gradient.
    max_products : int
        How many products one direction may take.

    Examples
    --------
    >>> from symhess.models import Network
    >>> net = Network(sizes=(1, 1), activations=("identity",), loss="squared")
    >>> HessianFree(damping=1.0).at(net.at([0.0, 0.0], [[1.0]], [[3.0]])).round(12)
    array([1., 1.])
    """

    name: ClassVar[str] = "hessian-free"
    damping: float = 1e-2
    tolerance: float = 1e-6
    max_products: int = 250

    def __post_init__(self) -> None:
        _check_positive("damping", self.damping)
        _check_positive("tolerance", self.tolerance)
        _check_positive("max_products", self.max_products)

    def at(self, point: NetworkPoint) -> Array:
        """The truncated solution of (G + damping I) p = -g."""
        return conjugate_gradients(
            lambda v: point.gauss_newton_product(v) + self.damping * v,
            -point.gradient,
            tolerance=self.tolerance,
            max_iterations=self.max_products,
        ).x


@dataclass(frozen=True, slots=True)
class SAM:
    """The gradient where the loss is greatest nearby, to first order (Foret et al., 2021): a gradient, not a step.

    Attributes
    ----------
    rho : float
        How far away.

    Examples
    --------
    >>> from symhess.models import Network
    >>> net = Network(sizes=(1, 1), activations=("identity",), loss="squared")
    >>> SAM(rho=2**0.5).at(net.at([0.0, 0.0], [[1.0]], [[3.0]])).round(12)
    array([-5., -5.])
    >>> SAM().at(net.at([0.0, 3.0], [[1.0]], [[3.0]]))  # no direction where the gradient is zero
    array([0., 0.])
    """

    name: ClassVar[str] = "sam"
    rho: float = 0.05

    def __post_init__(self) -> None:
        _check_not_negative("rho", self.rho)

    def at(self, point: NetworkPoint) -> Array:
        """The gradient at theta + rho g over the length of g; g itself where it is zero."""
        largest = float(np.abs(point.gradient).max())
        if largest == 0.0:
            return point.gradient.copy()
        # scaled first: the square of a tiny gradient would be zero
        unit = point.gradient / largest
        unit /= np.linalg.norm(unit)
        return point.moved(point.theta + self.rho * unit).gradient.copy()


_TYPES: dict[str, type[Any]] = {
    kind.name: kind for kind in (KFAC, Shampoo, NaturalGradient, DampedNewton, SaddleFreeNewton, HessianFree, SAM)
}


def as_direction(direction: str | Direction, settings: dict[str, Any]) -> Direction:
    """The direction of this name with these settings, or the object itself, which has its own.

    Examples
    --------
    >>> as_direction("k-fac", {"damping": 0.5})
    KFAC(damping=0.5, damping_rule='exact')
    >>> as_direction("k-fac", {"rho": 0.5})
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: 'k-fac' has no setting 'rho'; its settings are damping, damping_rule
    """
    if not isinstance(direction, str):
        if settings:
            raise InputError(f"{direction!r} has its settings already; {', '.join(settings)} cannot be given again")
        return direction
    if direction not in _TYPES:
        raise InputError(f"there is no direction {direction!r}; the directions are {', '.join(_TYPES)}")
    known = [field.name for field in fields(_TYPES[direction])]
    for setting in settings:
        if setting not in known:
            raise InputError(f"{direction!r} has no setting {setting!r}; its settings are {', '.join(known)}")
    found: Direction = _TYPES[direction](**settings)
    return found


def _divided(vector: Array, values: Array, vectors: Array) -> Array:
    """The vector over these values along these orthonormal vectors."""
    return np.asarray(vectors @ ((vectors.T @ vector) / values))


def _damped(matrix: Array, damping: float) -> Array:
    """The matrix, which nobody else holds, plus damping I."""
    matrix.flat[:: len(matrix) + 1] += damping
    return matrix


def _check_positive(name: str, value: float) -> None:
    if not (isinstance(value, Real) and value > 0.0 and math.isfinite(value)):
        raise InputError(f"{name} must be a positive number, not {value!r}")


def _check_not_negative(name: str, value: float) -> None:
    if not (isinstance(value, Real) and value >= 0.0 and math.isfinite(value)):
        raise InputError(f"{name} must be a number of at least 0, not {value!r}")
