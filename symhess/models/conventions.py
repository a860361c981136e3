"""What scikit-learn expects of an estimator, kept without needing scikit-learn."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Iterator
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_softmax

from symhess.errors import DataConversionWarning, InputError, NonFiniteError, NotFittedError, ShapeError, SymhessWarning

__all__ = [
    "Estimator",
    "LinearClassifier",
    "as_labels",
    "as_matrix",
    "as_offset",
    "as_weights",
    "check_names",
    "column_names",
]

Array = NDArray[Any]


class Estimator:
    """Parameters by name, a representation that shows those that differ from their defaults, and the tags.

    Examples
    --------
    >>> class Constant(Estimator):
    ...     def __init__(self, value=0):
    ...         self.value = value
    >>> Constant(value=1), Constant().set_params(value=2).get_params()
    (Constant(value=1), {'value': 2})
    >>> Constant().set_params(size=1)
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: Constant has no parameter 'size'; its parameters are value
    """

    @classmethod
    def _defaults(cls) -> dict[str, Any]:
        return {p.name: p.default for p in inspect.signature(cls).parameters.values()}

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The parameters that the constructor takes."""
        return {name: getattr(self, name) for name in self._defaults()}

    def set_params(self, **parameters: Any) -> Self:
        """Change parameters."""
        known = self._defaults()
        for name, value in parameters.items():
            if name not in known:
                listed = ", ".join(known)
                raise InputError(f"{type(self).__name__} has no parameter {name!r}; its parameters are {listed}")
            setattr(self, name, value)
        return self

    def __repr__(self) -> str:
        known = self._defaults()
        changed = (f"{name}={value!r}" for name, value in self.get_params().items() if repr(value) != repr(known[name]))
        return f"{type(self).__name__}({', '.join(changed)})"

    def __sklearn_is_fitted__(self) -> bool:
        return any(name.endswith("_") and not name.startswith("_") for name in vars(self))

    def __sklearn_tags__(self) -> Any:
        from sklearn.utils import ClassifierTags, InputTags, Tags, TargetTags  # only scikit-learn asks

        return Tags(
            estimator_type="classifier",
            target_tags=TargetTags(required=True),
            classifier_tags=ClassifierTags(),
            input_tags=InputTags(),
        )

    def _check_is_fitted(self) -> None:
        if not self.__sklearn_is_fitted__():
            raise _shared(NotFittedError)(f"this {type(self).__name__} is not fitted yet; call fit first")


class LinearClassifier(Estimator):
    """Predictions from ``coef_``, ``intercept_`` and ``classes_``.

    Examples
    --------
    >>> model = LinearClassifier()
    >>> model.coef_, model.intercept_, model.classes_ = np.array([[2.0]]), np.array([-1.0]), np.array(["no", "yes"])
    >>> model.n_features_in_ = 1
    >>> model.predict([[0.0], [1.0]]), model.decision_function([[0.0], [1.0]])
    (array(['no', 'yes'], dtype='<U3'), array([-1.,  1.]))
    >>> model.predict_proba([[0.5]])
    array([[0.5, 0.5]])
    """

    coef_: Array
    intercept_: Array
    classes_: Array
    n_features_in_: int

    def decision_function(self, X: Any, offset: Any = None) -> Array:
        """The linear predictors: one for each row for two classes, otherwise one for each row and class."""
        self._check_is_fitted()
        check_names(getattr(self, "feature_names_in_", None), column_names(X), type(self).__name__)
        matrix = as_matrix(X)
        if matrix.shape[1] != self.n_features_in_:
            owner = f"{type(self).__name__} is expecting {self.n_features_in_} features as input"
            raise ShapeError(f"X has {matrix.shape[1]} features, but {owner}")
        if matrix.dtype.kind == "f" and not np.isfinite(matrix).all():
            raise NonFiniteError(f"X contains {'NaN' if np.isnan(matrix).any() else 'infinity'}")
        scores = matrix @ self.coef_.T + self.intercept_
        scores = scores[:, 0] if len(self.classes_) == 2 else scores
        return np.asarray(scores if offset is None else scores + np.asarray(offset, dtype=float))

    def predict(self, X: Any, offset: Any = None) -> Array:
        """The most probable class of each row."""
        scores = self.decision_function(X, offset)
        chosen = (scores > 0).astype(int) if scores.ndim == 1 else scores.argmax(axis=1)
        return np.asarray(self.classes_[chosen])

    def predict_log_proba(self, X: Any, offset: Any = None) -> Array:
        """The logarithms of the probabilities, which do not underflow."""
        scores = self.decision_function(X, offset)
        if scores.ndim == 1:
            return np.asarray(-np.logaddexp(0.0, np.column_stack([scores, -scores])))
        return np.asarray(log_softmax(scores, axis=1))

    def predict_proba(self, X: Any, offset: Any = None) -> Array:
        """The probability of each class for each row."""
        return np.exp(self.predict_log_proba(X, offset))

    def score(self, X: Any, y: Any, sample_weight: Any = None) -> float:
        """The share of rows that are classified right."""
        return float(np.average(self.predict(X) == np.asarray(y), weights=sample_weight))


def _shared(ours: type[Any]) -> type[Any]:
    """Where scikit-learn is installed, a class that is scikit-learn's of the same name too."""
    try:
        from sklearn import exceptions
    except ImportError:
        return ours
    return type(ours.__name__, (ours, getattr(exceptions, ours.__name__)), {"__module__": ours.__module__})


def column_names(X: Any) -> Array | None:
    """The names of the columns of a data frame, if all are strings.

    Examples
    --------
    >>> column_names([[1, 2]]) is None
    True
    """
    columns = getattr(X, "columns", None)
    if columns is None or not all(isinstance(name, str) for name in columns):
        return None
    return np.asarray(list(columns), dtype=object)


def as_matrix(X: Any) -> Array:
    """An array of numbers with two dimensions and at least one row and column; not copied if it is one.

    Examples
    --------
    >>> as_matrix([[1, 2], [3, 4]]).shape
    (2, 2)
    >>> as_matrix([1, 2])
    Traceback (most recent call last):
    ...
    symhess.errors.ShapeError: Expected 2D array, got 1D array instead. Reshape your data with ...
    """
    if hasattr(X, "toarray"):
        raise InputError("sparse data are not supported; pass X.toarray() if it fits in memory")
    found = np.asarray(X)
    if found.dtype.kind == "c":
        raise InputError("Complex data not supported: the columns of X must be real")
    if found.dtype.kind in "OUSV":
        found = _converted(found)
    if found.ndim != 2:
        raise ShapeError(
            f"Expected 2D array, got {found.ndim}D array instead. Reshape your data with X.reshape(-1, 1) for a single "
            "feature or X.reshape(1, -1) for a single sample"
        )
    for axis, what in enumerate(("sample(s)", "feature(s)")):
        if not found.shape[axis]:
            raise ShapeError(f"0 {what} (shape={found.shape}) while a minimum of 1 is required.")
    return found


def _converted(values: Array) -> Array:
    try:
        return values.astype(float)
    except TypeError as error:
        raise TypeError(f"X must hold numbers: {error}") from None
    except ValueError as error:
        raise InputError(f"X must hold numbers: {error}") from None


def as_labels(y: Any, rows: int) -> Array:
    """Labels, one for each row.

    Examples
    --------
    >>> as_labels(["a", "b"], 2).tolist()
    ['a', 'b']
    >>> as_labels([0.25, 0.5], 2)
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: Unknown label type: continuous. y must hold class labels, such as 0 and 1, not 0.25
    """
    if y is None:
        raise InputError("LogisticRegression requires y to be passed, but the target y is None")
    labels = np.asarray(y)
    if labels.ndim == 2 and labels.shape[1] == 1:
        said = "A column-vector y was passed when a 1d array was expected; y.ravel() is used"
        warnings.warn(said, _shared(DataConversionWarning), stacklevel=4)
        labels = labels.ravel()
    if labels.ndim != 1:
        raise ShapeError(f"y must have one dimension, not the shape {labels.shape}")
    if len(labels) != rows:
        raise ShapeError(f"y must have one entry for each of the {rows} rows of X, not {len(labels)}")
    _check_labels(labels)
    return labels


def _check_labels(labels: Array) -> None:
    if labels.dtype.kind == "c":
        raise InputError("Complex data not supported: y must hold class labels")
    if labels.dtype.kind == "O":
        bad = next((k for k, label in enumerate(labels) if label is None or label != label), None)
        if bad is not None:
            raise NonFiniteError(f"y contains NaN in row {bad}; remove such rows")
    if labels.dtype.kind != "f":
        return
    # One pass for the usual case: a label that is not whole leaves a remainder, NaN and infinity do too.
    whole = labels == np.rint(labels)
    if not whole.all() or not np.isfinite(labels.sum()):
        bad = int(np.argmin(whole & np.isfinite(labels)))
        label = float(labels[bad])
        if not np.isfinite(label):
            what = "NaN" if np.isnan(label) else "infinity"
            raise NonFiniteError(f"y contains {what} in row {bad}; remove such rows")
        raise InputError(f"Unknown label type: continuous. y must hold class labels, such as 0 and 1, not {label:g}")


def as_weights(sample_weight: Any, frequency_weight: Any, rows: int) -> Array | None:
    """The product of both kinds of weights, or ``None`` if there are none.

    Examples
    --------
    >>> as_weights([1.0, 0.5], [2, 2], 2).tolist()
    [2.0, 1.0]
    >>> as_weights(None, [1.5, 1], 2)
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: frequency_weight must hold whole numbers, not 1.5 (row 0)
    """
    weights = [
        _weight(name, value, rows)
        for name, value in (("sample_weight", sample_weight), ("frequency_weight", frequency_weight))
        if value is not None
    ]
    if frequency_weight is not None and (broken := weights[-1] != np.rint(weights[-1])).any():
        k = int(broken.argmax())
        raise InputError(f"frequency_weight must hold whole numbers, not {weights[-1][k]:g} (row {k})")
    return None if not weights else np.prod(weights, axis=0)


def _weight(name: str, value: Any, rows: int) -> Array:
    found = np.asarray(value, dtype=float)
    if found.ndim == 0:
        found = np.full(rows, float(found))
    if found.ndim != 1:
        raise ShapeError(f"Sample weights must be 1D array or scalar, got {found.ndim}D array ({name})")
    if len(found) != rows:
        raise ShapeError(f"{name} must have one entry for each of the {rows} rows of X, not {len(found)}")
    if not np.isfinite(found).all():
        k = int(np.argmin(np.isfinite(found)))
        raise NonFiniteError(f"{name} contains {'NaN' if np.isnan(found[k]) else 'infinity'} in row {k}")
    if (found < 0).any():
        k = int((found < 0).argmax())
        raise InputError(f"{name} must not be negative, as it is in row {k}: {found[k]:g}")
    if not found.any():
        raise InputError(f"{name} is zero for every row: all weights are zero, so that nothing can be fitted")
    return found


def as_offset(offset: Any, rows: int) -> Array | None:
    """Offsets, one for each row, or one for each row and class.

    Examples
    --------
    >>> as_offset([0.5, 1], 2).tolist()
    [0.5, 1.0]
    """
    if offset is None:
        return None
    found = np.asarray(offset, dtype=float)
    if found.ndim not in (1, 2) or len(found) != rows:
        raise ShapeError(f"offset must have one entry for each of the {rows} rows of X, not the shape {found.shape}")
    if not np.isfinite(found).all():
        raise NonFiniteError("offset contains NaN or infinity")
    return found


def check_names(fitted: Array | None, given: Array | None, owner: str) -> None:
    """Columns in another order than they were fitted in are an error; missing names are worth a warning.

    Examples
    --------
    >>> check_names(np.array(["a", "b"]), np.array(["a", "b"]), "model")
    >>> check_names(np.array(["a"]), np.array(["b"]), "model")
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: The feature names should match those that were passed during fit.
    Feature names unseen at fit time:
    - b
    Feature names seen at fit time, yet now missing:
    - a
    """
    if fitted is None and given is None:
        return
    if fitted is None:
        _warn(f"X has feature names, but {owner} was fitted without feature names")
    elif given is None:
        _warn(f"X does not have valid feature names, but {owner} was fitted with feature names")
    elif list(fitted) != list(given):
        raise InputError("\n".join(_mismatch(list(fitted), list(given))))


def _warn(said: str) -> None:
    warnings.warn(said, SymhessWarning, stacklevel=4)


def _mismatch(fitted: list[str], given: list[str]) -> Iterator[str]:
    yield "The feature names should match those that were passed during fit."
    unseen, missing = sorted(set(given) - set(fitted)), sorted(set(fitted) - set(given))
    if unseen:
        yield "Feature names unseen at fit time:"
        yield from (f"- {name}" for name in unseen)
    if missing:
        yield "Feature names seen at fit time, yet now missing:"
        yield from (f"- {name}" for name in missing)
    if not unseen and not missing:
        yield "Feature names must be in the same order as they were in fit.\n"
