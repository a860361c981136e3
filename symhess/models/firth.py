r"""Firth's penalty: the loss minus :math:`\tfrac12 \log\det I`, whose minimum is finite for separated classes too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve_triangular

from symhess.models.blocks import RowBlock
from symhess.models.factor import Factor, factorize
from symhess.models.likelihood import ALL, LikelihoodPass, Totals, Wanted, binary_terms
from symhess.models.newton import Problem

__all__ = ["FirthPass", "FirthProblem"]

Array: TypeAlias = NDArray[Any]


@dataclass(frozen=True, slots=True)
class FirthProblem(Problem):
    """A problem of two classes with Firth's penalty.

    References
    ----------
    Firth, *Bias reduction of maximum likelihood estimates*, Biometrika 80 (1993).

    Examples
    --------
    >>> from symhess.models.blocks import ArraySource
    >>> from symhess.models.newton import newton
    >>> rows = RowBlock(np.array([[-1.0], [1.0]]), np.array([0, 1]))
    >>> problem = FirthProblem(ArraySource(rows), np.array([0, 1]), columns=1, intercept=True)
    >>> newton(problem, until_right=False).parameters.round(6) + 0.0
    array([[1.098612, 0.      ]])
    """

    @property
    def is_plain(self) -> bool:
        """Not: the penalty's own curvature is left out, as in Fisher's scoring."""
        return False

    def evaluate(self, working: Array, wanted: Wanted = ALL) -> Totals:
        """Penalised loss and gradient, and the Hessian of the loss alone."""
        visit = LikelihoodPass(
            working, self.classes, self.intercept, self.basis, Wanted(True, wanted.value), self.careful
        )
        totals = self.source.reduce(visit)
        assert totals.hessian is not None
        factor = factorize(totals.hessian)
        if factor is None:
            return totals
        change = self.source.reduce(FirthPass(visit, factor))
        loss = totals.loss - 0.5 * factor.log_determinant()
        return replace(totals, gradient=totals.gradient + change, loss=loss)

    def loss_of_rows(self, working: Array, totals: Totals) -> float:
        """The loss without the penalty."""
        factor = None if totals.hessian is None else factorize(totals.hessian)
        return totals.loss + (0.5 * factor.log_determinant() if factor else 0.0)


@dataclass(frozen=True, slots=True)
class FirthPass:
    """The pass that adds up the penalty's gradient: the leverages h times (p - 1/2) x.

    Examples
    --------
    >>> rows = RowBlock(np.array([[1.0]]), np.array([1]))
    >>> visit = LikelihoodPass(np.array([[1.0]]), np.array([0, 1]), intercept=False)
    >>> FirthPass(visit, factorize(visit(rows).hessian))(rows).round(6)
    array([[0.231059]])
    """

    likelihood: LikelihoodPass
    factor: Factor

    def __call__(self, block: RowBlock) -> Array:
        """The gradient of one block."""
        X = self.likelihood.columns(block.X)
        scores = self.likelihood.scores(X)
        with np.errstate(over="ignore"):
            terms = binary_terms(scores.copy(), block, self.likelihood.classes, Wanted(True, False))
            linear = scores[0] if block.offset is None else scores[0] + block.offset
            excess = 0.5 * np.tanh(0.5 * linear)
        ones = self.likelihood.with_ones(X)
        half = solve_triangular(self.factor.upper, (ones * self.factor.scale).T, trans="T", check_finite=False)
        leverages = terms.weight * (half**2).sum(axis=0)
        return np.asarray((leverages * excess) @ ones)[None]
