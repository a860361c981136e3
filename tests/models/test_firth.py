"""Firth's penalty: the definition, a closed form, and separated data."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from symhess.errors import InputError
from symhess.models import LogisticRegression
from symhess.models.blocks import ArraySource, RowBlock
from symhess.models.firth import FirthProblem
from tests.models.reference import SEPARATION, simulated


def test_the_gradient_is_that_of_the_penalised_loss():
    X, y = simulated(40, 2)
    rows = RowBlock(X, y, np.linspace(0.5, 2, 40), np.linspace(-1, 1, 40))
    problem = FirthProblem(ArraySource(rows), np.array([0, 1]), columns=2, intercept=True)
    point, h = np.array([[0.4, -0.3, 0.1]]), 1e-6
    steps = h * np.eye(3)
    slopes = [(problem.evaluate(point + s).loss - problem.evaluate(point - s).loss) / (2 * h) for s in steps]

    assert problem.evaluate(point).gradient[0] == pytest.approx(slopes, rel=1e-7)


@given(st.integers(0, 30), st.integers(0, 30))
def test_a_table_of_counts_has_half_a_count_added(ones, zeros):
    # with an intercept alone Firth's estimate is the log odds after adding 1/2 to both counts
    if min(ones, zeros) == 0:
        return
    y = [1] * ones + [0] * zeros
    model = LogisticRegression(firth=True, fit_intercept=False).fit(np.ones((len(y), 1)), y)

    assert model.coef_[0, 0] == pytest.approx(np.log((ones + 0.5) / (zeros + 0.5)), abs=1e-10)


def test_two_by_two_tables_with_an_empty_cell():
    counts = {(0, 0): 5, (0, 1): 3, (1, 1): 4}
    X = np.repeat([[float(x)] for x, _ in counts], list(counts.values()), axis=0)
    y = np.repeat([label for _, label in counts], list(counts.values()))
    model = LogisticRegression(firth=True).fit(X, y)
    odds = {0: np.log(3.5 / 5.5), 1: np.log(4.5 / 0.5)}

    assert model.intercept_[0] == pytest.approx(odds[0], rel=1e-9)
    assert model.coef_[0, 0] == pytest.approx(odds[1] - odds[0], rel=1e-9)


SEPARATED = [case for case in SEPARATION if case["kind"] != "none" and max(case["y"]) == 1 and len(case["X"][0]) < 4]


@pytest.mark.parametrize("case", SEPARATED, ids=lambda case: case["id"])
def test_separated_data_have_finite_estimates(case):
    X = np.array(case["X"])
    X = (X - X[0] * case["intercept"]) / np.abs(X - X[0] * case["intercept"]).max(axis=0)
    model = LogisticRegression(firth=True, fit_intercept=case["intercept"], max_iter=500).fit(X, case["y"])

    assert model.converged_
    assert model.separation_ is None
    assert np.isfinite(model.standard_errors_).all()


@pytest.mark.parametrize("seed", range(8))
def test_estimates_are_drawn_towards_zero(seed):
    X, y = simulated(30, 1, seed=seed)
    plain, firth = (LogisticRegression(firth=firth).fit(X, y).coef_[0, 0] for firth in (False, True))

    assert 0 < firth / plain < 1


def test_it_is_for_two_classes():
    X, y = simulated(50, 2, 3)

    with pytest.raises(InputError, match="two classes"):
        LogisticRegression(firth=True).fit(X, y)
