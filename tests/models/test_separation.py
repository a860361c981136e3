"""Separation: the corpus, checked by floating-point linear programming, and exact evidence."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import linprog

from symhess.errors import TimeLimitReached
from symhess.models import find_separation
from symhess.models.blocks import ArraySource, IteratedSource, RowBlock
from symhess.models.separation import SeparationKind, is_separated_by, separation_of
from tests.models.reference import SEPARATION


def inequalities(X, y, intercept):
    """The rows z with z d >= 0 for separating directions d, built the long way."""
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    if intercept:
        X = np.column_stack([X, np.ones(len(X))])
    classes = np.unique(y)
    rows = []
    for row, label in zip(X, y, strict=True):
        for other in classes[classes != label]:
            full = np.zeros((len(classes), X.shape[1]))
            full[classes == label] += row
            full[classes == other] -= row
            rows.append(full[1:].ravel())
    return np.array(rows)


def kind_by_linear_programming(X, y, intercept):
    X = np.asarray(X, dtype=float)
    if intercept:  # shifting and scaling columns changes nothing but the solver's accuracy
        X = X - X[len(X) // 2]
    X = X / np.abs(X).max(axis=0)
    Z = inequalities(X, y, intercept)
    Z /= np.sqrt((Z**2).sum(axis=1, keepdims=True)) + (Z == 0).all(axis=1, keepdims=True)
    size, bounds = Z.shape[1], (-1e6, 1e6)
    wide = linprog(-Z.sum(axis=0), A_ub=-Z, b_ub=np.zeros(len(Z)), bounds=bounds)
    least = linprog(np.eye(size + 1)[size] * -1, A_ub=np.column_stack([-Z, np.ones(len(Z))]), b_ub=np.zeros(len(Z)),
                    bounds=[bounds] * size + [(None, 1)])  # fmt: skip
    if -least.fun > 1e-3:
        return "complete"
    return "quasi-complete" if -wide.fun > 1e-3 else "none"


# Closer to the boundary than a floating-point solver's tolerances.
TOO_CLOSE = {
    "touching-in-the-last-bit",
    "gap-of-2^-40",
    "overlap-of-2^-40",
    "decimals-that-do-not-add-up",
    "almost-a-plane",
}
CASES = [pytest.param(case, id=case["id"]) for case in SEPARATION]


@pytest.mark.parametrize("case", CASES)
def test_the_corpus_is_diagnosed_right(case):
    found = find_separation(case["X"], case["y"], intercept=case["intercept"])

    assert found.kind.value == case["kind"]


@pytest.mark.parametrize("case", [p for p in CASES if p.id not in TOO_CLOSE])
def test_the_corpus_agrees_with_linear_programming(case):
    assert kind_by_linear_programming(case["X"], case["y"], case["intercept"]) == case["kind"]


@pytest.mark.parametrize("case", [p for p in CASES if p.values[0]["kind"] != "none"])
def test_the_direction_separates_exactly(case):
    case = case if isinstance(case, dict) else case.values[0]
    found = find_separation(case["X"], case["y"], intercept=case["intercept"])
    rows = inequalities(case["X"], case["y"], case["intercept"])
    products = [sum(Fraction(z) * d for z, d in zip(row, found.exact, strict=True)) for row in rows]

    assert min(products) >= 0 < max(products)
    assert (sum(p > 0 for p in products), sum(p == 0 for p in products)) == (found.separated, found.on_boundary)
    assert (found.on_boundary == 0) is (found.kind is SeparationKind.COMPLETE)
    assert max(map(abs, found.direction)) == 1


def test_the_corpus_has_forty_cases_of_all_kinds():
    groups = [case["group"] for case in SEPARATION]

    assert len(SEPARATION) == len({case["id"] for case in SEPARATION}) == 40
    assert all(groups.count(kind) >= 8 for kind in ("complete", "quasi-complete", "none", "nearly"))


@pytest.mark.parametrize("seed", range(40))
def test_random_data_agree_with_linear_programming(seed):
    rng = np.random.default_rng(seed)
    X = rng.integers(-2, 3, size=(rng.integers(5, 30), rng.integers(1, 4))).astype(float)
    scores = X @ rng.integers(-1, 2, size=X.shape[1])
    y = np.where(scores == 0, rng.integers(0, 2, len(X)), scores > 0)
    if seed % 3 == 0:
        y[0] = 1 - y[0]
    y[:2] = 0, 1

    found = find_separation(X, y)

    assert found.kind.value == kind_by_linear_programming(X, y, True)


@pytest.mark.parametrize("scale", [1e-6, 1e6])
def test_units_and_order_of_rows_change_nothing(scale):
    for case in SEPARATION[:20]:
        X, y = np.array(case["X"])[::-1] * scale, case["y"][::-1]
        assert find_separation(X, y, intercept=case["intercept"]).kind.value == case["kind"]


def test_rows_come_from_anywhere():
    X, y = np.array([[0.0], [1.0], [1.0], [2.0]]), np.array([0, 0, 1, 1])
    source = IteratedSource([(X[:3], y[:3]), (X[3:], y[3:])])

    found = separation_of(source, np.array([0, 1]), intercept=True)

    assert (found.kind, found.separated, found.on_boundary) == (SeparationKind.QUASI_COMPLETE, 2, 2)


def test_rows_without_weight_do_not_count():
    X, y = np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0, 1, 0, 1])
    source = ArraySource(RowBlock(X, y, np.array([1.0, 0.0, 1.0, 1.0])))

    assert separation_of(source, np.array([0, 1]), intercept=True).kind is SeparationKind.COMPLETE


def test_parameters_that_leave_a_row_on_the_boundary_do_not_separate_completely():
    source = ArraySource(RowBlock(np.array([[0.0], [1.0], [2.0]]), np.array([0, 1, 1])))

    assert is_separated_by(np.array([[1.0, -1.0]]), source, np.array([0, 1]), intercept=True) is None
    assert is_separated_by(np.array([[1.0, -0.5]]), source, np.array([0, 1]), intercept=True).separated == 3


def test_the_time_limit_holds():
    X = np.random.default_rng(0).normal(size=(4000, 30))

    with pytest.raises(TimeLimitReached):
        find_separation(X, X[:, 0] > 0, time_limit=0.0)
