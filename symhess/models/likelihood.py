r"""The likelihood of a logistic model, with gradient and Hessian, added up block by block.

With K classes the parameters are K - 1 rows of coefficients, for the log odds of class k against class 0; the intercept
comes last. The loss is :math:`\sum_n -\log p_{n, y_n}`, its gradient :math:`\sum (p - y) x`, its Hessian
:math:`\sum (\operatorname{diag} p - p p^T) \otimes x x^T`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from symhess.models.blocks import RowBlock
from symhess.models.products import accurate_product

__all__ = ["ALL", "LikelihoodPass", "Totals", "Wanted", "binary_terms", "multinomial_terms"]

Array: TypeAlias = NDArray[Any]
# exp of more overflows; probabilities beyond are 0 and 1 in every respect.
_LARGEST = 700.0


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over rows: loss, gradient, Hessian; and the extremes that say whether a maximum can exist.

    Attributes
    ----------
    gradient : Array, shape (K - 1, D)
    hessian : Array or None, shape ((K - 1) D, (K - 1) D)
    loss : float
        NaN where it was not wanted.
    least_weight : float
        The smallest p (1 - p) of a row that counts, or the smallest probability where there are more than two classes.
    margin : float
        The least lead of the right class over the others in the linear predictor; positive only if all rows are right.

    Examples
    --------
    >>> import numpy as np
    >>> half = Totals(np.ones((1, 1)), None, 1.0, 0.25, 3.0)
    >>> (half + half).loss, (half + half).least_weight
    (2.0, 0.25)
    """

    gradient: Array
    hessian: Array | None
    loss: float
    least_weight: float
    margin: float

    def __add__(self, other: Totals) -> Totals:
        hessian = None if self.hessian is None or other.hessian is None else self.hessian + other.hessian
        return Totals(
            self.gradient + other.gradient,
            hessian,
            self.loss + other.loss,
            min(self.least_weight, other.least_weight),
            min(self.margin, other.margin),
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whether the Hessian and the loss are wanted besides the gradient, and whether a rough Hessian will do.

    Examples
    --------
    >>> Wanted(curvature=False)
    Wanted(curvature=False, value=True, rough=False)
    """

    curvature: bool = True
    value: bool = True
    rough: bool = False


ALL = Wanted()


@dataclass(slots=True)
class LikelihoodPass:
    """One pass over the rows at fixed parameters.

    Parameters
    ----------
    parameters : Array, shape (K - 1, D)
    classes : Array, shape (K,)
    intercept : bool
        Whether the last column of the parameters belongs to a column of ones.
    basis : Array, shape (D, D), optional
        The columns (ones included) are multiplied by this matrix first.
    careful : bool
        Whether that product must not lose digits to cancellation.
    wanted : Wanted

    Examples
    --------
    >>> import numpy as np
    >>> block = RowBlock(np.array([[1.0], [-1.0]]), np.array([1, 0]))
    >>> totals = LikelihoodPass(np.zeros((1, 1)), np.array([0, 1]), intercept=False)(block)
    >>> totals.gradient, totals.hessian
    (array([[-1.]]), array([[0.5]]))
    """

    parameters: Array
    classes: Array
    intercept: bool
    basis: Array | None = None
    wanted: Wanted = ALL
    careful: bool = False
    _scratch: Array | None = field(default=None, init=False, repr=False)

    def __call__(self, block: RowBlock) -> Totals:
        """The sums of one block."""
        X = self.columns(block.X)
        with np.errstate(over="ignore", invalid="ignore", under="ignore"):
            scores = self.scores(X)
            terms = binary_terms if len(self.classes) == 2 else multinomial_terms
            found = terms(scores, block, self.classes, self.wanted)
            return Totals(
                self.pulled(found.slope, X),
                self._hessian(X, found) if self.wanted.curvature else None,
                found.loss,
                found.least_weight,
                found.margin,
            )

    def columns(self, X: Array) -> Array:
        """The columns in the basis."""
        if self.basis is None:
            return X
        if self.careful:
            ones = np.column_stack([X, np.ones(len(X))]) if self.intercept else X
            return accurate_product(ones, self.basis)
        if not self.intercept:
            return np.asarray(X @ self.basis)
        return np.asarray(X @ self.basis[:-1] + self.basis[-1])

    @property
    def _has_ones(self) -> bool:
        return self.intercept and self.basis is None

    def scores(self, X: Array) -> Array:
        """The linear predictors, one row for each class but the first."""
        weights = self.parameters[:, :-1] if self._has_ones else self.parameters
        # A vector is multiplied from the right, along the rows as they lie in memory.
        scores = (X @ weights[0])[None] if len(weights) == 1 else weights @ X.T
        return np.asarray(scores + self.parameters[:, -1:]) if self._has_ones else np.asarray(scores)

    def pulled(self, slopes: Array, X: Array) -> Array:
        """The sums of slope times row."""
        if not self._has_ones:
            return np.asarray(slopes @ X)
        sums = np.empty((len(slopes), X.shape[1] + 1))
        sums[:, :-1] = slopes @ X
        sums[:, -1] = slopes.sum(axis=1)
        return sums

    def with_ones(self, X: Array) -> Array:
        """The columns that belong to the parameters."""
        return np.column_stack([X, np.ones(len(X))]) if self._has_ones else X

    def _hessian(self, X: Array, terms: _Terms) -> Array:
        if terms.probability is None:
            root = self._weighted(X, np.sqrt(terms.weight))
            return np.asarray(root.T @ root, dtype=float)
        count, size = terms.slope.shape[0], self.parameters.shape[1]
        hessian = np.empty((count, size, count, size))
        ones = self.with_ones(X)
        for k in range(count):
            for m in range(k + 1):
                part = ones.T @ self._weighted(X, terms.cross_weight(k, m))
                hessian[k, :, m], hessian[m, :, k] = part, part.T
        return hessian.reshape(count * size, count * size)

    def _weighted(self, X: Array, weight: Array) -> Array:
        """Rows times weights, in memory that is used again for the next block."""
        rows, size = len(X), self.parameters.shape[1]
        if self._scratch is None or len(self._scratch) < rows:
            # Half the digits take half the time.
            self._scratch = np.empty((rows, size), dtype=np.float32 if self.wanted.rough else float)
        out = self._scratch[:rows]
        np.multiply(X, weight[:, None], out=out[:, : X.shape[1]], casting="same_kind")
        if self._has_ones:
            out[:, -1] = weight
        return out


@dataclass(frozen=True, slots=True)
class _Terms:
    """What each row contributes: the loss's slopes in the linear predictors and the weights of its curvature."""

    slope: Array
    weight: Array
    loss: float
    least_weight: float
    margin: float
    probability: Array | None = None

    def cross_weight(self, k: int, m: int) -> Array:
        """The second derivative in the predictors k and m; 1 - p as the sum of the others, which loses nothing."""
        p = self.probability
        assert p is not None
        if k != m:
            return np.asarray(-self.weight * p[k + 1] * p[m + 1])
        return np.asarray(self.weight * p[k + 1] * (p.sum(axis=0, where=_but(k + 1, len(p)))))


def _but(k: int, count: int) -> Array:
    keep = np.ones((count, 1), dtype=bool)
    keep[k] = False
    return keep


def binary_terms(scores: Array, block: RowBlock, classes: Array, wanted: Wanted) -> _Terms:
    """Slopes and weights for two classes; probabilities near 0 and near 1 both keep full relative precision.

    Examples
    --------
    >>> import numpy as np
    >>> terms = binary_terms(np.array([[50.0]]), RowBlock(np.ones((1, 1)), np.array([1])), np.array([0, 1]), Wanted())
    >>> float(terms.slope[0, 0]), float(terms.weight[0])
    (-1.928749847963918e-22, 1.928749847963918e-22)
    """
    sign = np.where(block.y == classes[1], 1.0, -1.0)
    lead = sign * scores[0]
    counted = lead if block.weight is None else lead[block.weight > 0]
    margin = float(counted.min(initial=np.inf))
    if block.offset is not None:
        lead += sign * block.offset
    loss = _softplus(-lead, block.weight) if wanted.value else np.nan
    # Of a row's two probabilities the wrong class's is computed; where it is small it is exact to the last digits.
    wrong = np.exp(lead, out=lead)
    wrong += 1.0
    np.divide(1.0, wrong, out=wrong)
    weight, least = wrong, np.inf
    if wanted.curvature:
        weight = 1.0 - wrong
        weight *= wrong
        if block.weight is not None:
            weight *= block.weight
        least = float(weight.min(where=True if block.weight is None else block.weight > 0, initial=np.inf))
    wrong *= sign
    slope = np.negative(wrong, out=wrong)
    if block.weight is not None:
        slope *= block.weight
    return _Terms(slope[None], weight, loss, least, margin)


def _softplus(scores: Array, counts: Array | None) -> float:
    losses = np.log1p(np.exp(-np.abs(scores))) + np.maximum(scores, 0.0)
    return float(losses.sum() if counts is None else losses @ counts)


def multinomial_terms(scores: Array, block: RowBlock, classes: Array, wanted: Wanted) -> _Terms:
    """Slopes and weights for any number of classes.

    Examples
    --------
    >>> import numpy as np
    >>> block = RowBlock(np.ones((1, 1)), np.array(["b"]))
    >>> terms = multinomial_terms(np.zeros((2, 1)), block, np.array(["a", "b", "c"]), Wanted())
    >>> terms.slope.round(3).tolist(), round(terms.loss, 6)
    ([[-0.667], [0.333]], 1.098612)
    """
    full = np.vstack([np.zeros(scores.shape[1]), scores])
    right = block.y == classes[:, None]
    lead = np.where(right, full, 0.0).sum(axis=0) - np.where(right, -np.inf, full).max(axis=0)
    counts = np.ones(full.shape[1]) if block.weight is None else block.weight
    if block.offset is not None:
        full += block.offset.T
    full -= full.max(axis=0)
    p = np.exp(np.maximum(full, -_LARGEST))
    total = p.sum(axis=0)
    p /= total
    wrong = np.where(right, 0.0, p)
    slope = np.where(right, -wrong.sum(axis=0), p)[1:] * counts
    loss = float((counts * (np.log(total) - np.where(right, full, 0.0).sum(axis=0))).sum()) if wanted.value else np.nan
    counted = counts > 0
    least = float(lead[counted].min()) if counted.any() else np.inf
    return _Terms(slope, counts, loss, float((p.min(axis=0) * counts).min(where=counted, initial=np.inf)), least, p)
