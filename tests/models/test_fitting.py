"""What stands in the way of a fit is said by name."""

import warnings

import numpy as np
import pytest

from symhess.errors import (
    CollinearWarning,
    ConvergenceWarning,
    InputError,
    NonFiniteError,
    OneClassError,
    SeparationWarning,
    ShapeError,
)
from symhess.models import LogisticRegression
from symhess.models.blocks import RowBlock
from symhess.models.fitting import NonFinitePass
from tests.models.reference import SEPARATION, simulated


def fit(*data, **parameters):
    """The model and the warnings."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model = LogisticRegression(**parameters).fit(*data)
    return model, [w.message for w in caught]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in SEPARATION])
def test_a_fit_diagnoses_separation(case):
    model, caught = fit(case["X"], case["y"], fit_intercept=case["intercept"])
    about_separation = [w for w in caught if isinstance(w, SeparationWarning)]

    assert model.separation_.kind.value == case["kind"]
    assert len(about_separation) == (case["kind"] != "none")
    assert model.converged_ is (case["kind"] == "none")
    assert np.isnan(model.standard_errors_).all() == (case["kind"] != "none" or bool(model.null_vectors_))
    if case["kind"] != "none":
        assert case["kind"] in str(about_separation[0])
    if case["kind"] == "complete":
        assert model.score(case["X"], case["y"]) == 1


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_dependent_columns_are_named_with_their_null_vector(scale):
    X, y = simulated(50, 3)
    X = np.column_stack([X, X[:, 0] - 2 * X[:, 2]]) * [1, 1, scale, 1]
    model, (warning,) = fit(X, y)

    assert isinstance(warning, CollinearWarning)
    (vector,) = model.null_vectors_
    assert np.abs(X @ vector[:-1] + vector[-1]).max() < 1e-12 * np.abs(X * vector[:-1]).max()
    assert (np.array(vector) != 0).tolist() == [True, False, True, True, False]
    assert np.isnan(model.standard_errors_[0]).tolist() == [True, False, True, True]
    assert "column 0" in str(warning)


def test_what_dependent_columns_determine_is_right():
    X, y = simulated(60, 2)
    model, _ = fit(np.column_stack([X, X[:, 0]]), y)
    plain = LogisticRegression().fit(X, y)

    assert model.coef_[0, 1] == pytest.approx(plain.coef_[0, 1], rel=1e-12)
    assert model.standard_errors_[0, 1] == pytest.approx(plain.standard_errors_[0, 1], rel=1e-12)
    assert model.coef_[0, 0] == pytest.approx(model.coef_[0, 2], rel=1e-12)
    assert model.coef_[0, 0] + model.coef_[0, 2] == pytest.approx(plain.coef_[0, 0], rel=1e-12)
    assert model.deviance_ == pytest.approx(plain.deviance_, rel=1e-13)


@pytest.mark.parametrize("column", [np.zeros(50), np.full(50, 7.0)], ids=["zero", "constant"])
def test_a_column_that_says_nothing(column):
    X, y = simulated(50, 2)
    model, (warning,) = fit(np.column_stack([X, column]), y)

    assert isinstance(warning, CollinearWarning)
    assert [k for k, entry in enumerate(model.null_vectors_[0]) if entry] == ([2, 3] if column[0] else [2])


def test_fewer_rows_than_columns():
    X, y = simulated(5, 8)
    model, caught = fit(X, [0, 1, 0, 1, 1])

    assert [type(w) for w in caught] == [CollinearWarning, SeparationWarning]
    assert "5 rows are fewer than 9 coefficients" in str(caught[0])
    assert len(model.null_vectors_) == 4
    assert model.predict(X).tolist() == [0, 1, 0, 1, 1]


@pytest.mark.parametrize(
    ("entry", "said"), [(np.nan, "X contains NaN in row 700, column 1"), (-np.inf, "X contains infinity in row 700")]
)
def test_entries_that_are_not_finite_are_located(entry, said):
    X, y = simulated(1000, 3)
    X = X.copy()
    X[700, 1] = entry

    with pytest.raises(NonFiniteError, match=said):
        LogisticRegression().fit(X, y)
    with pytest.raises(NonFiniteError, match=said):
        LogisticRegression().fit_blocks([(X[:600], y[:600]), (X[600:], y[600:])])


def test_finite_entries_that_overflow_are_not_called_infinite():
    with pytest.raises(InputError, match="too large"):
        LogisticRegression().fit([[1e308], [-1e308], [1.5e308], [1e308]], [0, 1, 0, 1])


def test_the_first_entry_that_is_not_finite_counts():
    first, second = (RowBlock(np.array(rows), np.zeros(2)) for rows in ([[1.0], [2.0]], [[3.0], [np.nan]]))
    found = NonFinitePass()(first) + NonFinitePass()(second)

    assert (found.row, found.column) == (3, 0)


@pytest.mark.parametrize(
    ("data", "error", "said"),
    [
        (([[0.0], [1.0]], [1, 1]), OneClassError, "only one class"),
        (([[0.0], [1.0]], [0, 1], [1, 0]), OneClassError, "only one class"),
        (([[0.0], [1.0]], [0, 1, 1]), ShapeError, "for each of the 2 rows of X, not 3"),
        (([0.0, 1.0], [0, 1]), ShapeError, "Expected 2D array"),
        (([[0.0], [1.0]], [[0, 1], [1, 0]]), ShapeError, "one dimension"),
        (([[0.0], [1.0]], [0, np.nan]), NonFiniteError, "y contains NaN in row 1"),
        (([[0.0], [1.0]], [0.5, 1]), InputError, "Unknown label type"),
        (([[0.0], [1.0]], [0, 1], [1, -1]), InputError, "must not be negative"),
        (([[0.0], [1.0]], [0, 1], [1, np.inf]), NonFiniteError, "sample_weight contains infinity"),
        (([[0.0], [1.0]], [0, 1], [0, 0]), InputError, "all weights are zero"),
        (([["a"], ["b"]], [0, 1]), InputError, "must hold numbers"),
    ],
)
def test_data_that_make_no_sense_are_refused_by_type(data, error, said):
    with pytest.raises(error, match=said):
        LogisticRegression().fit(*data)


def test_a_fit_that_stops_early_says_so():
    X, y = simulated(100, 2)
    model, (warning,) = fit(X, y, max_iter=1)

    assert isinstance(warning, ConvergenceWarning)
    assert not model.converged_


def test_strong_signals_are_not_called_separated():
    x = np.arange(1000.0)
    y = (x > 500).astype(int)
    y[[500, 501]] = 1, 0
    model, caught = fit(x[:, None], y)

    assert (model.separation_.kind.value, caught, model.converged_) == ("none", [], True)
    assert np.abs(model.decision_function(x[:, None])).max() > 100


def test_the_reserve_of_a_tiny_overlap_is_found():
    x = np.array([0, 1, 1 + 2.0**-20, 2])
    model, caught = fit(x[:, None], [0, 1, 0, 1])
    p = model.predict_proba(x[:, None])[:, 1]

    assert (model.separation_.kind.value, caught) == ("none", [])
    assert [(p - [0, 1, 0, 1]).sum(), (p - [0, 1, 0, 1]) @ x] == pytest.approx([0, 0], abs=1e-9)
