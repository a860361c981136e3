"""scikit-learn's conventions."""

import pickle
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError as TheirNotFittedError
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import check_estimator

from symhess.errors import InputError, NotFittedError, ShapeError, SymhessWarning
from symhess.models import LogisticRegression
from symhess.models.conventions import as_weights
from tests.models.reference import dataset, simulated


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("parameters", [{}, {"ridge": 1.0}])
def test_scikit_learns_own_checks_pass(parameters):
    results = check_estimator(LogisticRegression(**parameters), on_fail=None, on_skip=None)

    assert [(r["check_name"], r["exception"]) for r in results if r["status"] not in ("passed", "skipped")] == []
    assert sum(r["status"] == "passed" for r in results) > 50


def test_it_works_inside_scikit_learn():
    X, y = dataset("breast_cancer_std_cols_0_1_4_5")
    scores = cross_val_score(make_pipeline(StandardScaler(), LogisticRegression(ridge=1.0)), X, y, cv=3)

    assert scores.min() > 0.85
    assert clone(LogisticRegression(ridge=3.0)).ridge == 3.0


def test_fitting_needs_neither_scikit_learn_nor_dask_nor_sympy():
    code = (
        "import sys, symhess\n"
        "symhess.models.LogisticRegression().fit([[0.0], [1], [2], [3]], [0, 1, 0, 1]).summary()\n"
        "print(sorted({'sklearn', 'dask', 'sympy', 'statsmodels'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_an_unfitted_model_says_so_to_everybody():
    for error in (NotFittedError, TheirNotFittedError, InputError):
        with pytest.raises(error, match="not fitted yet"):
            LogisticRegression().summary()


def test_feature_names_are_kept_and_checked():
    X, y = simulated(100, 2)
    frame = pd.DataFrame(X, columns=["age", "dose"])
    model = LogisticRegression().fit(frame, y)

    assert model.feature_names_in_.tolist() == ["age", "dose"]
    assert "dose" in str(model.summary())
    with pytest.raises(InputError, match="same order"):
        model.predict(frame[["dose", "age"]])
    with pytest.warns(SymhessWarning, match="does not have valid feature names"):
        model.predict(X)
    with pytest.warns(SymhessWarning, match="was fitted without feature names"):
        LogisticRegression().fit(X, y).predict(frame)


def test_labels_may_be_words():
    X, y = simulated(100, 2, 3)
    words = np.array(["low", "middle", "high"])[y]
    model = LogisticRegression().fit(X, words)

    assert model.classes_.tolist() == ["high", "low", "middle"]
    assert set(model.predict(X)) <= set(words)
    assert model.predict_proba(X).sum(axis=1) == pytest.approx(np.ones(100))


def test_probabilities_do_not_underflow():
    X, y = simulated(100, 1)
    model = LogisticRegression().fit(X, y)
    far = np.array([[1e4], [-1e4]])

    assert np.isfinite(model.predict_log_proba(far)).all()
    assert model.predict_log_proba(far).min() < -100


def test_a_model_survives_pickling_without_its_data():
    X, y = simulated(5000, 3)
    stored = pickle.dumps(LogisticRegression().fit(X, y))

    assert len(stored) < 10_000
    assert pickle.loads(stored).predict(X[:3]).tolist() == LogisticRegression().fit(X, y).predict(X[:3]).tolist()


def test_the_number_of_columns_is_checked():
    X, y = simulated(100, 2)

    with pytest.raises(ShapeError, match="X has 1 features, but LogisticRegression is expecting 2 features"):
        LogisticRegression().fit(X, y).predict(X[:, :1])


def test_weights_multiply():
    assert as_weights(2.0, [1, 0, 3], 3).tolist() == [2.0, 0.0, 6.0]
    assert as_weights(None, None, 3) is None
