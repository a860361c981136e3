"""The Hessian at a point as a linear operator, known by its products with vectors."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse.linalg import LinearOperator

from symhess.numerics.evaluating import Array
from symhess.numerics.krylov import Solution, Spectrum, conjugate_gradients, lanczos, power_iteration
from symhess.numerics.problem import Objective
from symhess.numerics.quadrature import Quadrature, spectral_density

__all__ = ["HessianOperator"]


class HessianOperator(LinearOperator):  # type: ignore[misc]  # SciPy is not typed
    """The Hessian of a function at a point, without its entries; SciPy's iterative methods accept it.

    Parameters
    ----------
    objective : Objective
        The function.
    x : array_like, shape (n,)
        The point.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.numerics import compile_expression
    >>> hessian = HessianOperator(compile_expression(x**2 - 3*y**2, [x, y]), [0.0, 0.0])
    >>> hessian @ np.ones(2)
    array([ 2., -6.])
    >>> round(hessian.power_iteration()[0], 6), hessian.lanczos(5).values.round(6)
    (-6.0, array([-6.,  2.]))
    >>> hessian.solve(np.array([2.0, 0.0])).x
    array([1., 0.])
    """

    def __init__(self, objective: Objective, x: ArrayLike) -> None:
        self.point = np.asarray(x, dtype=np.float64)
        self._product: Callable[[Array, Array], Array] = objective.hvp
        n = objective.dimension
        super().__init__(dtype=np.dtype(np.float64), shape=(n, n))

    def product(self, v: Array) -> Array:
        """The Hessian times a vector."""
        return np.asarray(self._product(self.point, np.asarray(v, dtype=np.float64).reshape(-1)))

    def power_iteration(self, tolerance: float = 1e-10) -> tuple[float, Array]:
        """The eigenvalue of largest size and its eigenvector; 2 over it bounds the steps of gradient descent."""
        return power_iteration(self.product, self.shape[0], tolerance=tolerance)

    def lanczos(self, steps: int = 30) -> Spectrum:
        """Extreme eigenvalues, and a first estimate of the spectral density."""
        return lanczos(self.product, self.shape[0], steps)

    def spectral_density(self, probes: int = 10, steps: int = 60, seed: int = 0) -> Quadrature:
        """How the eigenvalues lie, with outliers, bulk and standard errors, from several random directions."""
        return spectral_density(self.product, self.shape[0], probes=probes, steps=steps, seed=seed)

    def solve(self, b: Array, tolerance: float = 1e-10) -> Solution:
        """Conjugate gradients on H v = b, up to the first direction of negative curvature."""
        return conjugate_gradients(self.product, b, tolerance=tolerance)

    def _matvec(self, v: Array) -> Array:
        return self.product(v)

    def _rmatvec(self, v: Array) -> Array:
        return self.product(v)
