"""Logistic regression by Newton's method, which for two classes is iteratively reweighted least squares (IRLS)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from symhess import models
from symhess.blas import blas_threads
from symhess.budget import Deadline
from symhess.errors import InputError, ShapeError
from symhess.models.blocks import IteratedSource, RowSource
from symhess.models.conventions import LinearClassifier, as_matrix, column_names
from symhess.models.firth import FirthProblem
from symhess.models.fitting import diagnose
from symhess.models.inference import wald_intervals
from symhess.models.labels import LabelCounts, LabelPass
from symhess.models.newton import Limits, Problem
from symhess.models.results import (
    fitted_attributes,
    null_loss,
    profile_intervals_of,
    require_estimates,
    summary_of,
    with_intercept,
)
from symhess.models.sources import source_of
from symhess.models.summary import Summary

if TYPE_CHECKING:  # loaded when first used: fitting needs no SymPy
    from symhess.models.logistic_derivation import LogisticDerivation

__all__ = ["LogisticRegression"]

Array: TypeAlias = NDArray[Any]


class LogisticRegression(LinearClassifier):
    r"""Logistic regression with standard errors and an honest word on whether the estimates exist.

    The coefficients minimise :math:`\sum_n w_n \log(1 + e^{-s_n (x_n \cdot \beta + b + o_n)}) + \tfrac{\rho}{2}
    \|\beta\|^2` with labels :math:`s_n = \pm 1`, weights w, offsets o and ridge :math:`\rho`; with more than two
    classes, the cross-entropy of the softmax. Nothing depends on the units of the columns.

    Parameters
    ----------
    solver : {"irls"}
        Newton's method; for two classes each step is a weighted least-squares problem.
    ridge : float
        The penalty :math:`\rho`, one over scikit-learn's ``C``; by default none.
    firth : bool
        Firth's penalty instead: less bias, and finite estimates for separated classes. Two classes only.
    fit_intercept : bool
    tol : float
        The length of the last step, in standard errors.
    max_iter : int
    threads : int or None
        Of the linear algebra; ``None`` leaves them as they are.
    time_limit : float or None
        Seconds for a fit; what was reached is kept, with a warning.

    Attributes
    ----------
    coef_, intercept_, classes_, n_features_in_, feature_names_in_, n_iter_
        As in scikit-learn. With K > 2 classes there are K rows of coefficients, which add up to zero.
    standard_errors_, intercept_standard_error_ : Array
        In the shapes of ``coef_`` and ``intercept_``; NaN for separated classes, whose estimates do not exist.
    covariance_ : Array
        Of all coefficients, class by class, the intercept after each class's columns.
    deviance_, null_deviance_, log_likelihood_, aic_, bic_ : float
    separation_ : Separation or None
        What was found out; ``None`` where a penalty makes the question pointless or time ran out.
    null_vectors_ : tuple
        Combinations of the columns, the intercept last, that vanish on all rows.
    converged_ : bool
    trace_ : tuple of Iterate
        The steps, with Newton decrements.

    Notes
    -----
    Separated classes give a :class:`symhess.errors.SeparationWarning` with the separating direction, dependent columns
    a :class:`symhess.errors.CollinearWarning` with the null vectors; coefficients are then the shortest, in units of
    the columns' lengths, of all that fit alike, and those that are not determined have no standard errors.

    Examples
    --------
    >>> model = LogisticRegression(solver="irls").fit([[0.0], [1.0], [2.0], [3.0]], [0, 1, 0, 1])
    >>> model.coef_.round(4), model.standard_errors_.round(4)
    (array([[0.9082]]), array([[1.0852]]))
    >>> model.predict([[0.0], [3.0]]), model.separation_.kind.value
    (array([0, 1]), 'none')
    """

    def __init__(
        self,
        solver: str = "irls",
        ridge: float = 0.0,
        firth: bool = False,
        fit_intercept: bool = True,
        tol: float = 1e-12,
        max_iter: int = 100,
        threads: int | None = 1,
        time_limit: float | None = 600.0,
    ) -> None:
        self.solver = solver
        self.ridge = ridge
        self.firth = firth
        self.fit_intercept = fit_intercept
        self.tol = tol
        self.max_iter = max_iter
        self.threads = threads
        self.time_limit = time_limit

    def fit(
        self, X: Any, y: Any, sample_weight: Any = None, *, frequency_weight: Any = None, offset: Any = None
    ) -> Self:
        """Fit to arrays: NumPy's, memory-mapped ones, data frames, or Dask's where Dask is installed.

        Parameters
        ----------
        X : array-like, shape (n, d)
        y : array-like, shape (n,)
            Labels of two or more classes.
        sample_weight : array-like, shape (n,), optional
            Factors of the rows' losses.
        frequency_weight : array-like, shape (n,), optional
            How often each row was observed: whole numbers, which count in `bic_` as so many rows.
        offset : array-like, shape (n,), or (n, K) for K > 2 classes, optional
            Added to the linear predictor.
        """
        source, columns = source_of(X, y, sample_weight, frequency_weight, offset, self.time_limit)
        rows = None if frequency_weight is None else float(np.sum(frequency_weight))
        return self._fit(source, columns, rows, column_names(X))

    def fit_blocks(self, blocks: Iterable[Any] | Callable[[], Iterable[Any]]) -> Self:
        """Fit to row blocks of which only one is in memory at a time.

        Parameters
        ----------
        blocks : iterable or callable
            Gives ``(X, y)``, ``(X, y, weight)`` or ``(X, y, weight, offset)`` for each block. It is read several times
            and must give the same blocks each time; pass a function if it is a generator.

        Examples
        --------
        >>> def blocks():
        ...     yield [[0.0], [1.0]], [0, 1]
        ...     yield [[2.0], [3.0]], [0, 1]
        >>> LogisticRegression().fit_blocks(blocks).coef_.round(4)
        array([[0.9082]])
        """
        source = IteratedSource(blocks, Deadline(self.time_limit))
        first = next(iter(blocks() if callable(blocks) else blocks), None)
        if first is None:
            raise ShapeError("Found array with 0 sample(s) while a minimum of 1 is required.")
        return self._fit(source, as_matrix(first[0]).shape[1], None, None)

    def _fit(self, source: RowSource, columns: int, rows: float | None, names: Array | None) -> Self:
        self._check_parameters()
        with blas_threads(self.threads):
            counts = source.reduce(LabelPass())
            problem = self._problem(source, counts, columns)
            found = diagnose(problem, counts.rows, Limits(self.tol, self.max_iter))
            null = null_loss(problem, counts)
        vars(self).update(fitted_attributes(found, counts, counts.rows if rows is None else rows, null))
        if names is not None:
            self.feature_names_in_ = names
        elif hasattr(self, "feature_names_in_"):
            del self.feature_names_in_
        return self

    def _check_parameters(self) -> None:
        if self.solver != "irls":
            raise InputError(f"solver must be 'irls', not {self.solver!r}")
        if not self.ridge >= 0:
            raise InputError(f"ridge must not be negative, not {self.ridge!r}")
        if self.firth and self.ridge:
            raise InputError("firth and ridge are two penalties: choose one")
        if not (isinstance(self.max_iter, int) and self.max_iter > 0):
            raise InputError(f"max_iter must be a positive whole number, not {self.max_iter!r}")

    def _problem(self, source: RowSource, counts: LabelCounts, columns: int) -> Problem:
        counts.require_two()
        if self.firth and len(counts.classes) > 2:
            raise InputError(f"firth=True is for two classes, not {len(counts.classes)}")
        kind = FirthProblem if self.firth else Problem
        return kind(source, counts.classes, columns, bool(self.fit_intercept), float(self.ridge))

    def confidence_intervals(self, level: float = 0.95) -> Array:
        """Wald's intervals: estimate plus and minus a multiple of the standard error.

        Returns
        -------
        Array, shape (rows of ``coef_``, D, 2)
            The intercept after the columns.
        """
        self._check_is_fitted()
        return wald_intervals(*with_intercept(self), level)

    def profile_intervals(
        self,
        X: Any,
        y: Any,
        sample_weight: Any = None,
        *,
        frequency_weight: Any = None,
        offset: Any = None,
        level: float = 0.95,
    ) -> Array:
        """Profile-likelihood intervals, for which the data are needed again; shape as of Wald's.

        They hold all values that the likelihood-ratio test does not reject, and with Firth's penalty or a ridge
        those of the penalised likelihood.

        Examples
        --------
        >>> X, y = [[0.0], [1.0], [2.0], [3.0]], [0, 1, 0, 1]
        >>> LogisticRegression().fit(X, y).profile_intervals(X, y)[0, 0].round(3)
        array([-0.96 ,  4.011])
        """
        self._check_is_fitted()
        require_estimates(self)
        source, _ = source_of(X, y, sample_weight, frequency_weight, offset, self.time_limit)
        with blas_threads(self.threads):
            problem = self._problem(source, source.reduce(LabelPass()), self.n_features_in_)
            return profile_intervals_of(problem, self, level)

    def derivation(self, X: Any, y: Any, *, steps: int = 3) -> LogisticDerivation:
        """Loss, gradient and Hessian of a few rows, derived and proved, and the first steps from zero worked out.

        See :func:`symhess.models.derive_logistic`.

        Examples
        --------
        >>> worked = LogisticRegression().derivation([[0], [1], [2], [3]], [0, 1, 0, 1], steps=2)
        >>> worked.gradient[1]
        -2 + 1/(exp(-b_0 - b_1) + 1) + 1/(exp(-b_0 - 2*b_1) + 1) + 1/(exp(-b_0 - 3*b_1) + 1) + 1/(1 + exp(-b_0))
        """
        if self.ridge or self.firth:
            raise InputError("the derivation is of the likelihood alone: pass neither ridge nor firth")
        worked: LogisticDerivation = models.derive_logistic(X, y, intercept=bool(self.fit_intercept), steps=steps)
        return worked

    def summary(self, level: float = 0.95) -> Summary:
        """The table of all coefficients, which prints itself and has `to_latex` and `to_html`.

        Examples
        --------
        >>> print(LogisticRegression().fit([[0.0], [1.0], [2.0], [3.0]], [0, 1, 0, 1]).summary())
        Logistic regression of 1 against 0
        observations     4
        deviance         4.6949731
        null deviance    5.5451774
        log-likelihood   -2.3474865
        AIC              8.6949731
        BIC              7.4675618
        Newton's method  converged
        <BLANKLINE>
                   coefficient  std. error       z  P > |z|    [0.025   0.975]
        x0            0.908184     1.08519   0.837   0.4027  -1.21875  3.03512
        intercept     -1.36228     1.97488  -0.690   0.4903  -5.23298  2.50842
        """
        self._check_is_fitted()
        return summary_of(self, level)
