"""Products in which large terms cancel."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from symhess.models.products import accurate_product

NUMBERS = st.floats(-1e8, 1e8, allow_subnormal=False).filter(lambda x: x == 0 or abs(x) > 1e-8)


def exact(left, right):
    sums = [
        [sum(Fraction(a) * Fraction(b) for a, b in zip(row, column, strict=True)) for column in right.T] for row in left
    ]
    return np.array([[float(entry) for entry in row] for row in sums])


@given(arrays(float, (3, 4), elements=NUMBERS), arrays(float, (4, 2), elements=NUMBERS))
def test_the_error_is_far_below_that_of_the_plain_product(left, right):
    # the row's and the column's largest terms set what can be lost
    size = np.abs(left).max() * np.abs(right).max()
    error = np.abs(accurate_product(left, right) - exact(left, right))

    assert np.all(error <= 2.0**-52 * np.abs(exact(left, right)) + 2.0**-70 * size)


@pytest.mark.parametrize("columns", [2, 30, 300])
def test_nothing_is_lost_when_the_leading_terms_cancel(columns):
    rng = np.random.default_rng(columns)
    left = np.round(rng.normal(size=(200, columns)), 3)
    left = np.column_stack([left, -left]) + np.column_stack([1e-9 * rng.normal(size=(200, columns)), 0 * left])
    right = np.vstack([np.ones((columns, 1))] * 2)
    expected = exact(left[:20], right)

    assert accurate_product(left, right)[:20] == pytest.approx(expected, rel=1e-12, abs=0)
    assert columns == 2 or np.abs((left @ right)[:20] / expected - 1).max() > 1e-10


def test_units_of_the_columns_change_nothing():
    rng = np.random.default_rng(0)
    left, right, units = rng.normal(size=(9, 5)), rng.normal(size=(5, 5)), 2.0 ** np.arange(-40, 60, 20)

    assert np.array_equal(accurate_product(left * units, right / units[:, None]), accurate_product(left, right))
    assert accurate_product(np.zeros((0, 2)), np.eye(2)).shape == (0, 2)
    assert accurate_product(np.zeros((2, 2)), np.zeros((2, 2))).tolist() == [[0, 0], [0, 0]]
