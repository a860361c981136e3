"""What a fitted model keeps."""

import numpy as np
import pandas as pd
import pytest

from symhess.models import LogisticRegression
from symhess.models.results import with_intercept
from tests.models.reference import simulated


@pytest.mark.parametrize("classes", [2, 4])
def test_deviance_and_criteria_follow_from_the_probabilities(classes):
    X, y = simulated(300, 2, classes)
    model = LogisticRegression().fit(X, y)
    likelihood = np.log(model.predict_proba(X)[np.arange(300), y]).sum()
    count = 3 * (classes - 1)

    assert model.log_likelihood_ == pytest.approx(likelihood, rel=1e-12)
    assert model.deviance_ == pytest.approx(-2 * likelihood, rel=1e-12)
    assert model.aic_ == pytest.approx(2 * count - 2 * likelihood)
    assert model.bic_ == pytest.approx(np.log(300) * count - 2 * likelihood)
    assert model.null_deviance_ > model.deviance_


@pytest.mark.parametrize("parameters", [{"ridge": 5.0}, {"firth": True}])
def test_a_penalty_is_no_part_of_the_likelihood(parameters):
    X, y = simulated(100, 2)
    model = LogisticRegression(**parameters).fit(X, y)
    likelihood = np.log(model.predict_proba(X)[np.arange(100), y]).sum()

    assert model.log_likelihood_ == pytest.approx(likelihood, rel=1e-10)
    assert model.log_likelihood_ < LogisticRegression().fit(X, y).log_likelihood_


def test_standard_errors_are_the_covariances_diagonal():
    X, y = simulated(200, 2, 3)
    model = LogisticRegression().fit(X, y)
    _, errors = with_intercept(model)

    assert np.sqrt(np.diag(model.covariance_)).reshape(3, 3) == pytest.approx(errors)
    # coefficients add up to zero over the classes, and so do their covariances
    assert model.covariance_.reshape(3, 3, 9).sum(axis=0) == pytest.approx(np.zeros((3, 9)), abs=1e-14)


def test_fitting_again_forgets_the_names():
    X, y = simulated(100, 2)
    model = LogisticRegression().fit(pd.DataFrame(X, columns=["a", "b"]), y).fit(X, y)

    assert not hasattr(model, "feature_names_in_")
