"""Intervals, found a second way."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.optimize import brentq, minimize
from scipy.stats import chi2

from symhess.errors import InputError
from symhess.models import LogisticRegression
from tests.models.reference import dataset, simulated


def profile_bounds(X, y, index, level):
    """By root finding on the minimised loss, with a general minimiser."""
    A = np.column_stack([X, np.ones(len(X))])

    def loss(beta):
        return np.logaddexp(0, A @ beta).sum() - y @ (A @ beta)

    def gradient(beta):
        return A.T @ (1 / (1 + np.exp(-(A @ beta))) - y)

    best = minimize(loss, np.zeros(A.shape[1]), jac=gradient, method="BFGS", options={"gtol": 1e-9})
    others = np.arange(A.shape[1]) != index

    def excess(value):
        def full(rest):
            return np.insert(rest, index, value)

        start = best.x[others]
        low = minimize(lambda r: loss(full(r)), start, jac=lambda r: gradient(full(r))[others], options={"gtol": 1e-9})
        return low.fun - best.fun - chi2.ppf(level, 1) / 2

    far = 8 * np.sqrt(best.hess_inv[index, index])
    return brentq(excess, best.x[index] - far, best.x[index]), brentq(excess, best.x[index], best.x[index] + far)


@pytest.mark.parametrize("level", [0.5, 0.95])
def test_profile_intervals_are_where_the_likelihood_has_fallen(level):
    X, y = dataset("spector")
    X = X - X.mean(axis=0)
    found = LogisticRegression().fit(X, y).profile_intervals(X, y, level=level)[0]

    for index in range(4):
        assert found[index] == pytest.approx(profile_bounds(X, y, index, level), rel=1e-5)


def test_profile_intervals_do_not_depend_on_units():
    X, y = dataset("spector")
    plain = LogisticRegression().fit(X, y).profile_intervals(X, y)
    scale = np.array([1e6, 1e-6, 1.0])
    scaled = LogisticRegression().fit(X * scale, y).profile_intervals(X * scale, y)

    assert scaled[0, :3] * scale[:, None] == pytest.approx(plain[0, :3], rel=1e-9)


def test_profile_intervals_of_many_classes_contain_the_estimates():
    X, y = simulated(80, 1, 3)
    model = LogisticRegression().fit(X, y)
    found = model.profile_intervals(X, y)

    assert found.shape == (3, 2, 2)
    assert (found[:, 0, 0] < model.coef_[:, 0]).all()
    assert (model.coef_[:, 0] < found[:, 0, 1]).all()
    assert found == pytest.approx(model.confidence_intervals(), rel=0.3, abs=0.2)


def test_both_kinds_agree_for_large_data():
    X, y = simulated(20_000, 2)
    model = LogisticRegression().fit(X, y)

    assert model.profile_intervals(X, y) == pytest.approx(model.confidence_intervals(), abs=1e-4)


def test_walds_intervals_are_statsmodels():
    X, y = dataset("anes96_vote")
    expected = sm.Logit(y, sm.add_constant(X)).fit(disp=0, tol=1e-13).conf_int(0.1)

    found = LogisticRegression().fit(X, y).confidence_intervals(0.9)[0]
    assert np.roll(found, 1, axis=0) == pytest.approx(expected, rel=1e-8)


def test_with_firths_penalty_separated_data_have_profile_intervals():
    X, y = [[0.0], [1.0], [2.0], [3.0]], [0, 0, 1, 1]
    model = LogisticRegression(firth=True).fit(X, y)
    ((low, high), _) = model.profile_intervals(X, y, level=0.9)[0]

    assert -1 < low < model.coef_[0, 0] < high < 20


@pytest.mark.filterwarnings("ignore::symhess.errors.SymhessWarning")
@pytest.mark.parametrize(
    ("X", "y", "said"),
    [
        ([[0.0], [1.0], [2.0], [3.0]], [0, 0, 1, 1], "separated"),
        ([[0, 0], [1, 1], [2, 2], [3, 3]], [0, 1, 0, 1], "dependent columns"),
    ],
)
def test_intervals_are_refused_where_there_is_no_estimate(X, y, said):
    with pytest.raises(InputError, match=said):
        LogisticRegression().fit(X, y).profile_intervals(X, y)


@pytest.mark.parametrize("level", [0.0, 1.0, 95, float("nan")])
def test_levels_lie_between_zero_and_one(level):
    model = LogisticRegression().fit([[0.0], [1.0], [2.0], [3.0]], [0, 1, 0, 1])

    with pytest.raises(InputError, match="level must lie between 0 and 1"):
        model.confidence_intervals(level)
