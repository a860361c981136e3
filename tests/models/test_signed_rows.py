"""Passes over inequalities."""

import numpy as np
import pytest

from symhess.models.blocks import RowBlock
from symhess.models.signed_rows import LeadsPass, Picked, SpanningPass, restricted, signed_rows
from symhess.models.simplex import exact_row
from tests.models.reference import simulated
from tests.models.test_separation import inequalities


@pytest.mark.parametrize("classes", [2, 3, 4])
@pytest.mark.parametrize("intercept", [True, False])
def test_the_rows_are_those_of_the_definition(classes, intercept):
    X, y = simulated(20, 2, classes)
    found = np.vstack(list(signed_rows(RowBlock(X, y), np.arange(classes), intercept)))
    expected = inequalities(X, y, intercept)

    assert sorted(map(tuple, found)) == sorted(map(tuple, expected))


def test_signs_are_exact_where_rounding_would_err():
    rows = RowBlock(np.array([[0.1, 0.2, 0.3], [0.3, 0.6, 0.9]]), np.array([1, 1]))
    leads = LeadsPass(exact_row([1.0, 1.0, -1.0]), np.array([0, 1]), intercept=False)(rows)

    # 0.1 + 0.2 - 0.3 is 2^-55 and 0.3 + 0.6 - 0.9 is -2^-55 for these binary numbers
    assert (leads.positive, leads.zero, len(leads.violated)) == (1, 0, 1)


def test_the_worst_violations_come_first():
    X = np.array([[1.0], [-1.0], [-5.0], [0.0]])
    leads = LeadsPass(exact_row([1.0, 1.0]), np.array([0, 1]), intercept=True)(RowBlock(X, np.ones(4)))

    assert [row for _, row in leads.violated] == [(-5.0, 1.0)]
    assert (leads.positive, leads.zero) == (2, 1)


def test_how_far_one_may_turn():
    X = np.array([[1.0, -1.0], [1.0, -4.0], [1.0, 2.0]])
    visit = LeadsPass(exact_row([1.0, 0.0]), np.array([0, 1]), False, along=exact_row([0.0, 1.0]))

    assert visit(RowBlock(X, np.ones(3))).length == 0.25


def test_restriction_keeps_the_rows_on_the_boundary():
    rows = np.array([[1.0, 1.0], [1.0, -1.0], [0.0, 0.0]])

    assert restricted(rows, (exact_row([1.0, 1.0]),), {}).tolist() == [[1.0, -1.0], [0.0, 0.0]]


def test_the_picked_rows_span_what_all_rows_span():
    X, y = simulated(500, 6)
    X = np.column_stack([X, X[:, 0] + X[:, 1]]) * np.logspace(-6, 6, 7)
    picked = SpanningPass(np.array([0, 1]), intercept=True)(RowBlock(X, y)).rows

    assert picked.shape == (7, 8)
    assert np.linalg.matrix_rank(picked / np.abs(X).max(axis=0, initial=1.0).max()) <= 7
    assert len(Picked.of(np.zeros((3, 2))).rows) == 0
