"""The estimator against reference values, other programs and its own identities."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression as Peer

from symhess.errors import InputError
from symhess.models import LogisticRegression
from tests.models.reference import REFERENCE, dataset, fit_in_many_digits, simulated

EXACT = sorted(name for name, entry in REFERENCE.items() if "coef_20digits" in entry)


def errors(found, expected):
    return max(abs(float(np.longdouble(f) / np.longdouble(e) - 1)) for f, e in zip(found, expected, strict=True))


@pytest.mark.parametrize("scales", ["1", "1e+-6", "reversed"])
@pytest.mark.parametrize("name", EXACT)
def test_coefficients_and_standard_errors_to_twelve_digits(name, scales):
    X, y = dataset(name)
    powers = {"1": 0, "1e+-6": 6, "reversed": -6}[scales]
    scale = np.logspace(-powers, powers, X.shape[1])
    model = LogisticRegression(solver="irls").fit(X * scale, y)
    coefficients = [model.intercept_[0], *(model.coef_[0] * scale)]
    standard_errors = [model.intercept_standard_error_[0], *(model.standard_errors_[0] * scale)]

    assert errors(coefficients, REFERENCE[name]["coef_20digits"]) < 1e-12
    assert errors(standard_errors, REFERENCE[name]["se_20digits"]) < 1e-12
    assert model.log_likelihood_ == pytest.approx(REFERENCE[name]["llf"], rel=1e-13)


def test_a_data_set_with_reference_values_in_double_precision():
    X, y = dataset("fair_affairs_gt0")
    model = LogisticRegression().fit(X, y)

    assert [*model.intercept_, *model.coef_[0]] == pytest.approx(REFERENCE["fair_affairs_gt0"]["coef"], rel=1e-10)


def test_binomial_counts_are_frequency_weights():
    data = sm.datasets.star98.load_pandas()
    expected = sm.GLM(data.endog, sm.add_constant(data.exog), family=sm.families.Binomial()).fit(tol=1e-14)
    X = np.tile(data.exog.to_numpy(float), (2, 1))
    y = np.repeat([1, 0], len(data.exog))
    model = LogisticRegression().fit(X, y, frequency_weight=data.endog.to_numpy().T.ravel())

    assert [*model.intercept_, *model.coef_[0]] == pytest.approx(expected.params, rel=1e-6)
    assert model.standard_errors_[0] == pytest.approx(expected.bse[1:], rel=1e-6)
    assert model.n_observations_ == data.endog.to_numpy().sum()


@pytest.mark.parametrize("nearness", [1e-2, 1e-4])
def test_nearly_dependent_columns_keep_their_digits(nearness):
    X, y = (part[:40] for part in simulated(200, 2, seed=3))
    X = np.column_stack([X[:, 0] + 100, X[:, 0] + nearness * X[:, 1]])
    coefficients, standard_errors = fit_in_many_digits(X, y)
    model = LogisticRegression().fit(X, y)

    assert errors([*model.coef_[0], *model.intercept_], coefficients) < 1e-12
    assert errors(model.standard_errors_[0], standard_errors[:2]) < 1e-12


def test_large_data_start_from_few_rows_and_end_at_the_same_place():
    X, y = simulated(20_000, 10)
    model = LogisticRegression().fit(X, y)
    gradient = (1 / (1 + np.exp(-(X @ model.coef_[0] + model.intercept_))) - y) @ X
    expected = sm.Logit(y, sm.add_constant(X)).fit(disp=0, tol=1e-13)

    assert np.abs(gradient).max() < 1e-9
    assert model.coef_[0] == pytest.approx(expected.params[1:], rel=1e-9)
    assert model.standard_errors_[0] == pytest.approx(expected.bse[1:], rel=1e-9)


@pytest.mark.parametrize("classes", [3, 5])
def test_many_classes_as_statsmodels_has_them(classes):
    X, y = simulated(2000, 3, classes)
    model = LogisticRegression().fit(X, y)
    expected = sm.MNLogit(y, sm.add_constant(X)).fit(disp=0, tol=1e-13)
    against_first = np.column_stack([model.intercept_, model.coef_])[1:] - [model.intercept_[0], *model.coef_[0]]

    assert against_first.T == pytest.approx(expected.params, abs=1e-8)
    assert model.coef_.sum(axis=0) == pytest.approx(np.zeros(3), abs=1e-13)
    assert model.deviance_ == pytest.approx(-2 * expected.llf, rel=1e-12)
    assert model.null_deviance_ == pytest.approx(-2 * expected.llnull, rel=1e-9)
    assert model.predict_proba(X) == pytest.approx(expected.predict(), abs=1e-9)


def test_the_covariance_of_many_classes_does_not_depend_on_their_order():
    X, y = simulated(500, 2, 3)
    model, turned = LogisticRegression().fit(X, y), LogisticRegression().fit(X, (y + 1) % 3)

    assert turned.coef_[[1, 2, 0]] == pytest.approx(model.coef_, rel=1e-9)
    assert turned.standard_errors_[[1, 2, 0]] == pytest.approx(model.standard_errors_, rel=1e-9)


@pytest.mark.parametrize("classes", [2, 3])
def test_a_ridge_is_one_over_scikit_learns_c(classes):
    X, y = simulated(300, 4, classes)
    model = LogisticRegression(ridge=2.5).fit(X, y)
    expected = Peer(C=1 / 2.5, tol=1e-10, max_iter=5000).fit(X, y)

    assert model.coef_ == pytest.approx(expected.coef_, abs=1e-6)
    assert model.intercept_ == pytest.approx(expected.intercept_, abs=1e-6)


def test_a_ridge_decides_between_dependent_columns_and_more_columns_than_rows():
    X, y = simulated(10, 25)
    model = LogisticRegression(ridge=0.1).fit(X, y)
    p = model.predict_proba(X)[:, 1]

    assert (p - y) @ X + 0.1 * model.coef_[0] == pytest.approx(np.zeros(25), abs=1e-10)
    assert np.isfinite(model.standard_errors_).all()


@pytest.mark.parametrize("kind", ["sample_weight", "frequency_weight"])
def test_weights_are_repetitions(kind):
    X, y = simulated(200, 3)
    counts = np.arange(200) % 4
    weighted = LogisticRegression().fit(X, y, **{kind: counts})
    repeated = LogisticRegression().fit(np.repeat(X, counts, axis=0), np.repeat(y, counts))

    assert weighted.coef_ == pytest.approx(repeated.coef_, rel=1e-11)
    assert weighted.standard_errors_ == pytest.approx(repeated.standard_errors_, rel=1e-11)
    assert (weighted.bic_ == pytest.approx(repeated.bic_)) is (kind == "frequency_weight")


def test_an_offset_is_a_column_with_coefficient_one():
    X, y = simulated(400, 3)
    full = LogisticRegression().fit(X, y)
    rest = LogisticRegression().fit(X[:, :2], y, offset=X[:, 2] * full.coef_[0, 2])

    assert rest.coef_[0] == pytest.approx(full.coef_[0, :2], rel=1e-10)
    assert rest.deviance_ == pytest.approx(full.deviance_, rel=1e-12)
    assert rest.predict_proba(X[:5, :2], X[:5, 2] * full.coef_[0, 2]) == pytest.approx(full.predict_proba(X[:5]))


def test_offsets_of_many_classes():
    X, y = simulated(400, 2, 3)
    offset = np.column_stack([X[:, 0], 0 * y, -X[:, 1]])
    plain, shifted = LogisticRegression().fit(X, y), LogisticRegression().fit(X, y, offset=offset)

    moved = np.array([[1.0, 0], [0, 0], [0, -1]])
    assert shifted.coef_ == pytest.approx(plain.coef_ - moved + moved.mean(axis=0), abs=1e-9)


def test_without_an_intercept():
    X, y = simulated(300, 3)
    model = LogisticRegression(fit_intercept=False).fit(X, y)

    assert model.intercept_.tolist() == [0.0]
    assert model.coef_[0] == pytest.approx(sm.Logit(y, X).fit(disp=0, tol=1e-13).params, rel=1e-9)
    assert model.null_deviance_ == pytest.approx(600 * np.log(2))


def test_the_null_deviance_with_an_offset_is_that_of_an_intercept_alone():
    X, y = simulated(200, 1)
    model = LogisticRegression().fit(X, y, offset=X[:, 0])

    def loss(b):
        return np.logaddexp(0, X[:, 0] + b[0]).sum() - y @ (X[:, 0] + b[0])

    assert model.null_deviance_ == pytest.approx(2 * minimize(loss, [0.0]).fun, rel=1e-9)


def test_the_trace_shows_quadratic_convergence():
    X, y = simulated(50, 2)
    decrements = [step.decrement for step in LogisticRegression().fit(X, y).trace_]

    assert all(later < earlier for earlier, later in zip(decrements, decrements[1:], strict=False))
    assert decrements[-1] < 1e-5 < decrements[0]


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"solver": "lbfgs"}, "solver must be 'irls'"),
        ({"ridge": -1.0}, "ridge must not be negative"),
        ({"ridge": float("nan")}, "ridge must not be negative"),
        ({"firth": True, "ridge": 1.0}, "choose one"),
        ({"max_iter": 0}, "max_iter must be a positive"),
    ],
)
def test_parameters_that_make_no_sense_are_refused(parameters, said):
    with pytest.raises(InputError, match=said):
        LogisticRegression(**parameters).fit([[0.0], [1.0]], [0, 1])


def test_the_derivation_ends_where_the_fit_does():
    X, y = [[0], [1], [2], [3]], [0, 1, 0, 1]
    worked = LogisticRegression().derivation(X, y, steps=6)
    model = LogisticRegression().fit(X, y)

    assert worked.steps[-1].end == pytest.approx([*model.coef_[0], *model.intercept_], rel=1e-9)
    with pytest.raises(InputError, match="likelihood alone"):
        LogisticRegression(ridge=1.0).derivation(X, y)
