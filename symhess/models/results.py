"""What a fitted model keeps, and what it says from that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from symhess.budget import Deadline
from symhess.errors import InputError
from symhess.models.blocks import RowBlock, RowSource
from symhess.models.fitting import Diagnosed
from symhess.models.inference import profile_interval, wald_intervals
from symhess.models.labels import LabelCounts
from symhess.models.newton import Limits, Problem, State, newton
from symhess.models.separation import SeparationKind
from symhess.models.summary import CoefficientRow, Summary

__all__ = [
    "fitted_attributes",
    "null_loss",
    "profile_intervals_of",
    "require_estimates",
    "summary_of",
    "with_intercept",
]

Array: TypeAlias = NDArray[Any]
T = TypeVar("T")


def fitted_attributes(found: Diagnosed, counts: LabelCounts, rows: float, null: float) -> dict[str, Any]:
    """The attributes of a fitted model by name.

    Examples
    --------
    >>> from symhess.models import LogisticRegression
    >>> model = LogisticRegression().fit([[0.0], [1.0], [2.0], [3.0]], [0, 1, 0, 1])
    >>> round(model.deviance_, 4), round(model.null_deviance_, 4), round(model.aic_ - model.deviance_, 9)
    (4.695, 5.5452, 4.0)
    """
    fitted = found.fitted
    problem = fitted.problem
    loss = problem.loss_of_rows(fitted.working, fitted.totals)
    parameters = fitted.working.size
    return _coefficients(found, len(counts.classes)) | {
        "classes_": counts.classes,
        "n_features_in_": problem.columns,
        "n_iter_": np.array([max(len(fitted.iterates), 1)], dtype=np.int32),
        "converged_": fitted.state is State.CONVERGED and not _is_separated(found.separation),
        "separation_": found.separation,
        "null_vectors_": found.null_vectors,
        "trace_": fitted.iterates,
        "deviance_": 2 * loss,
        "null_deviance_": 2 * null,
        "log_likelihood_": -loss,
        "aic_": 2 * loss + 2 * parameters,
        "bic_": 2 * loss + float(np.log(rows)) * parameters,
        "n_observations_": rows,
        "_basis": problem.basis,
    }


def _between(classes: int) -> Array:
    """From coefficients against the first class to coefficients that sum to zero; for two classes unchanged."""
    if classes == 2:
        return np.eye(1)
    against = np.vstack([np.zeros(classes - 1), np.eye(classes - 1)])
    return np.asarray(against - against.mean(axis=0))


def _spread(covariance: Array, classes: int) -> Array:
    """From the covariance of the coefficients against the first class to that of those which are reported."""
    if classes == 2:
        return covariance
    spread = np.kron(_between(classes), np.eye(len(covariance) // (classes - 1)))
    return np.asarray(spread @ covariance @ spread.T)


def _coefficients(found: Diagnosed, classes: int) -> dict[str, Any]:
    fitted = found.fitted
    reported = _between(classes) @ fitted.parameters
    if fitted.factor is None or _is_separated(found.separation):
        covariance = np.full((reported.size, reported.size), np.nan)
    else:
        covariance = _spread(fitted.covariance(), classes)
        if found.null_vectors:
            undetermined = np.tile(np.any(np.array(found.null_vectors) != 0, axis=0), len(reported))
            covariance[undetermined, :] = covariance[:, undetermined] = np.nan
    errors = np.sqrt(covariance.diagonal()).reshape(reported.shape)
    width = fitted.problem.columns
    nothing = np.zeros(len(reported))
    intercept = fitted.problem.intercept
    return {
        "coef_": reported[:, :width],
        "standard_errors_": errors[:, :width],
        "intercept_": reported[:, -1] if intercept else nothing,
        "intercept_standard_error_": errors[:, -1] if intercept else nothing,
        "covariance_": covariance,
    }


def _is_separated(separation: Any) -> bool:
    return separation is not None and separation.kind is not SeparationKind.NONE


@dataclass(frozen=True, slots=True)
class _WithoutColumns:
    """The rows of a source with none of their columns."""

    source: RowSource

    @property
    def deadline(self) -> Deadline:
        return self.source.deadline

    def reduce(self, visit: Callable[[RowBlock], T]) -> T:
        total: T = self.source.reduce(_Bare(visit))
        return total

    def thinned(self, rows: int) -> None:
        return None


@dataclass(frozen=True, slots=True)
class _Bare:
    visit: Callable[[RowBlock], Any]

    def __call__(self, block: RowBlock) -> Any:
        return self.visit(RowBlock(block.X[:, :0], block.y, block.weight, block.offset))


def null_loss(problem: Problem, counts: LabelCounts) -> float:
    """The least loss without columns: in closed form unless there are offsets.

    Examples
    --------
    >>> from symhess.models.blocks import ArraySource
    >>> from symhess.models.labels import LabelPass
    >>> rows = RowBlock(np.zeros((2, 1)), np.array([0, 1]), None, np.array([1.0, 1.0]))
    >>> problem = Problem(ArraySource(rows), np.array([0, 1]), columns=1, intercept=True)
    >>> round(null_loss(problem, LabelPass()(rows)), 6)
    1.386294
    """
    if not counts.has_offset:
        return counts.null_loss(problem.intercept)
    bare = Problem(_WithoutColumns(problem.source), problem.classes, 0, problem.intercept)
    if problem.intercept:
        return newton(bare, until_right=False).totals.loss
    return bare.evaluate(np.zeros(bare.shape)).loss


def with_intercept(model: Any) -> tuple[Array, Array]:
    """Estimates and standard errors, the intercept after the columns where there is one.

    Examples
    --------
    >>> from symhess.models import LogisticRegression
    >>> [part.shape for part in with_intercept(LogisticRegression().fit([[0], [1], [2], [3]], [0, 1, 0, 1]))]
    [(1, 2), (1, 2)]
    """
    if not model.fit_intercept:
        return model.coef_, model.standard_errors_
    estimates = np.column_stack([model.coef_, model.intercept_])
    return estimates, np.column_stack([model.standard_errors_, model.intercept_standard_error_])


def require_estimates(model: Any) -> None:
    """Raise unless finite estimates exist and were reached.

    Examples
    --------
    >>> from symhess.models import LogisticRegression
    >>> require_estimates(LogisticRegression().fit([[0], [1], [2], [3]], [0, 1, 0, 1]))
    """
    if _is_separated(model.separation_):
        raise InputError("separated classes have no finite estimates to profile around; pass firth=True or ridge > 0")
    if model.null_vectors_:
        raise InputError("dependent columns do not determine the coefficients; leave columns out, or pass ridge > 0")
    if not model.converged_:
        raise InputError("the fit has not converged; raise max_iter or time_limit")


def profile_intervals_of(problem: Problem, model: Any, level: float) -> Array:
    """All profile intervals, shape (rows of ``coef_``, D, 2).

    Examples
    --------
    >>> from symhess.models import LogisticRegression
    >>> X, y = [[0.0], [1.0], [2.0], [3.0]], [0, 1, 0, 1]
    >>> LogisticRegression(fit_intercept=False).fit(X, y).profile_intervals(X, y, level=0.5).round(3)
    array([[[-0.072,  0.722]]])
    """
    estimates, _ = with_intercept(model)
    count = len(problem.classes)
    parameters = estimates if count == 2 else estimates[1:] - estimates[0]
    if model._basis is not None:
        problem = replace(problem, basis=model._basis)
        parameters = np.linalg.solve(model._basis, parameters.T).T
    fitted = newton(problem, parameters, Limits(model.tol, model.max_iter), until_right=False)
    between = _between(count)
    size = estimates.shape[1]
    directions = np.kron(between, np.eye(size))
    return np.array([profile_interval(fitted, row, level) for row in directions]).reshape(*estimates.shape, 2)


def summary_of(model: Any, level: float) -> Summary:
    """The table of a fitted model.

    Examples
    --------
    >>> from symhess.models import LogisticRegression
    >>> summary_of(LogisticRegression().fit([[0], [1], [2], [3]], [0, 1, 0, 1]), 0.9).facts[0]
    ('observations', '4')
    """
    estimates, errors = with_intercept(model)
    bounds = wald_intervals(estimates, errors, level)
    z = estimates / errors
    p = 2 * ndtr(-np.abs(z))
    names = _coefficient_names(model)
    columns = (part.ravel().tolist() for part in (estimates, errors, z, p, bounds[..., 0], bounds[..., 1]))
    rows = tuple(CoefficientRow(*cells) for cells in zip(names, *columns, strict=True))
    return Summary(_title(model), _facts(model), rows, level, _notes(model))


def _coefficient_names(model: Any) -> list[str]:
    columns = list(getattr(model, "feature_names_in_", [f"x{k}" for k in range(model.n_features_in_)]))
    columns += ["intercept"] * bool(model.fit_intercept)
    if len(model.classes_) == 2:
        return columns
    return [f"{label}: {name}" for label in model.classes_ for name in columns]


def _title(model: Any) -> str:
    penalty = ", Firth's penalty" if model.firth else f", ridge {model.ridge:g}" if model.ridge else ""
    classes = model.classes_
    what = f"{classes[1]} against {classes[0]}" if len(classes) == 2 else f"{len(classes)} classes"
    return f"Logistic regression of {what}{penalty}"


def _facts(model: Any) -> tuple[tuple[str, str], ...]:
    state = "converged" if model.converged_ else "not converged"
    numbers = {
        "deviance": model.deviance_,
        "null deviance": model.null_deviance_,
        "log-likelihood": model.log_likelihood_,
        "AIC": model.aic_,
        "BIC": model.bic_,
    }
    facts = [("observations", f"{model.n_observations_:g}"), *((k, f"{v:.8g}") for k, v in numbers.items())]
    return (*facts, ("Newton's method", state))


def _notes(model: Any) -> tuple[str, ...]:
    notes = tuple(f"dependent columns: the combination {vector} vanishes." for vector in model.null_vectors_)
    return notes + _separation_notes(model)


def _separation_notes(model: Any) -> tuple[str, ...]:
    if not _is_separated(model.separation_):
        return ()
    found = model.separation_
    direction = ", ".join(f"{entry:.6g}" for entry in found.direction)
    said = f"{found.kind.value} separation along ({direction}): no finite estimates exist"
    return (f"{said}; the coefficients are those at which the iteration ended.",)
