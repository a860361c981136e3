"""Stochastic Lanczos quadrature: how the eigenvalues of a matrix lie, from its products with random vectors.

A Lanczos run from a unit vector v is a Gauss quadrature for v'f(A)v, and over random directions the mean of that is the
mean of f over the eigenvalues. How much the runs differ says how good the mean of them is.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from symhess.errors import InputError
from symhess.numerics.evaluating import Array
from symhess.numerics.krylov import Product, Spectrum, lanczos

__all__ = ["Bulk", "Estimate", "Quadrature", "spectral_density"]

# A Ritz value this near to an eigenvalue, relative to the greatest, is taken for it.
_CONVERGED = 1e-6
# Rounding brings in more copies of a multiple eigenvalue, with weights of the size of its square.
_COPIES = 1e-26
_STREAM = 8128


class Estimate(NamedTuple):
    """A mean over random probes, with its standard error.

    Examples
    --------
    >>> Estimate(np.array(0.5), np.array(0.1)).error
    array(0.1)
    """

    value: Array
    error: Array


class Bulk(NamedTuple):
    """Eigenvalues that stand apart from all others, and the interval that holds the rest.

    Attributes
    ----------
    outliers : Array
        Ascending, each once whatever its multiplicity.
    reach : Array
        No eigenvalue lies farther from its outlier than this.
    low, high : float
        The ends of the rest, as far as the products have shown them.

    Examples
    --------
    >>> Bulk(np.array([9.0]), np.zeros(1), 0.0, 1.0).high
    1.0
    """

    outliers: Array
    reach: Array
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Quadrature:
    """Nodes and weights of several Lanczos runs, each from a random direction.

    Attributes
    ----------
    runs : tuple of Spectrum
        The runs; each has weights that sum to one.

    Examples
    --------
    >>> eigenvalues = np.concatenate([np.linspace(0.0, 1.0, 98), [4.0, 9.0]])
    >>> found = spectral_density(lambda v: eigenvalues * v, 100, probes=20, steps=30)
    >>> found.bulk(gap=0.5).outliers.round(6)
    array([4., 9.])
    >>> share = found.share(0.5, 2.0)
    >>> bool(abs(share.value - 0.49) < 4 * share.error)
    True
    """

    runs: tuple[Spectrum, ...]

    def mean(self, function: Callable[[Array], Array]) -> Estimate:
        """The mean of a function over all eigenvalues: its trace over n.

        The function takes an array of nodes, and may add axes in front of it.
        """
        means = np.array([function(run.values) @ run.weights for run in self.runs])
        if len(means) == 1:
            return Estimate(means[0], np.full(means.shape[1:], np.nan))
        return Estimate(means.mean(axis=0), np.asarray(means.std(axis=0, ddof=1) / math.sqrt(len(means))))

    def density(self, at: ArrayLike, width: float) -> Estimate:
        """The density of the eigenvalues at the given places, smoothed by Gaussians of the given width.

        The standard error covers the random directions. A run of k steps sees details as wide as the spectrum over k.
        """
        places = np.asarray(at, dtype=np.float64)[..., None]

        def bells(values: Array) -> Array:
            scaled = np.exp(-0.5 * ((places - values) / width) ** 2)
            return np.asarray(scaled / (width * math.sqrt(2.0 * math.pi)))

        return self.mean(bells)

    def share(self, low: float, high: float) -> Estimate:
        """The share of the eigenvalues that lie between two numbers.

        Both ends should lie in gaps of the spectrum: in the middle of a crowd a node stands for several eigenvalues.
        """
        return self.mean(lambda values: ((values > low) & (values < high)).astype(np.float64))

    def bulk(self, gap: float) -> Bulk:
        """Where most eigenvalues lie, up to gaps wider than `gap`, and those that stand apart from them.

        Only Ritz values that have converged are called outliers.
        """
        run = max(self.runs, key=lambda run: len(run.values))
        seen = run.weights > _COPIES
        values, weights, reach = run.values[seen], run.weights[seen], run.residuals[seen]
        groups = np.concatenate([[0], np.cumsum(values[1:] - reach[1:] - values[:-1] - reach[:-1] > gap)])
        sharp = reach <= _CONVERGED * np.abs(values).max()
        apart = sharp & (groups != np.bincount(groups, weights).argmax())
        rest = values[~apart]
        return Bulk(values[apart], reach[apart], float(rest[0]), float(rest[-1]))


def spectral_density(
    product: Product, dimension: int, *, probes: int = 10, steps: int = 60, seed: int = 0
) -> Quadrature:
    """Estimate how the eigenvalues of a symmetric matrix lie.

    Parameters
    ----------
    product : callable
        Gives A v.
    dimension : int
        The number of rows.
    probes : int
        Random directions; the error of a mean falls with the root of their number, and of the dimension.
    steps : int
        Products for each direction.
    seed : int
        Of the directions.

    Raises
    ------
    InputError
        If there is no probe or no step.

    References
    ----------
    Ubaru, Chen & Saad, "Fast estimation of tr(f(A)) via stochastic Lanczos quadrature", SIAM J. Matrix Anal. Appl. 38
    (2017).

    Examples
    --------
    >>> found = spectral_density(lambda v: np.array([1.0, 3.0]) * v, 2, probes=400)
    >>> trace = found.mean(lambda values: values)
    >>> bool(abs(trace.value - 2.0) < 4 * trace.error)
    True
    >>> spectral_density(lambda v: v, 2, probes=0)
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: at least one probe and one step are needed, not 0 and 60
    """
    if probes < 1 or steps < 1:
        raise InputError(f"at least one probe and one step are needed, not {probes} and {steps}")
    # Not the stream that somebody may have drawn the matrix from: its own rows would be no random directions for it.
    directions = np.random.default_rng([_STREAM, seed]).normal(size=(probes, dimension))
    runs = (lanczos(product, dimension, steps, start=direction) for direction in directions)
    # The bases would take most of the memory, and no mean needs them.
    return Quadrature(tuple(run._replace(basis=run.basis[:0]) for run in runs))
