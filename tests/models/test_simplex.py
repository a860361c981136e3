"""The exact simplex method: either a direction or weights, each checked in rational numbers."""

import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from symhess.budget import Deadline
from symhess.errors import TimeLimitReached
from symhess.models.simplex import exact_row, product, solve_alternative

ROWS = st.lists(st.lists(st.integers(-3, 3).map(float), min_size=3, max_size=3), min_size=3, max_size=12)


def among(rows):
    """Names the rows with negative products, as a pass over data would."""
    return lambda direction: [row for row in rows if product(exact_row(row), direction) < 0]


@given(ROWS)
def test_one_of_the_two_alternatives_is_proved(rows):
    found = solve_alternative(rows[:3], among(rows))

    if found.direction is None:
        assert all(weight > 0 for weight in found.weights)
        assert set(map(exact_row, rows[:3])) <= set(found.rows)
        for column in zip(*found.rows, strict=True):
            assert sum((u * z for u, z in zip(found.weights, column, strict=True)), fmpq(0)) == 0
    else:
        products = [product(exact_row(row), found.direction) for row in rows]
        assert min(products) >= 0 < max(products[:3])


def test_rounding_does_not_decide():
    # 0.1 + 0.2 is 0.3 plus one unit in the last place, so a direction exists only in one of two orders
    rows = [[0.1 + 0.2, -1.0], [-0.3, 1.0]]
    above = solve_alternative(rows, among(rows)).direction

    assert above is not None
    assert min(product(exact_row(row), above) for row in rows) >= 0
    assert solve_alternative([[0.3, -1.0], [-0.3, 1.0]], among([])).direction is None


def test_the_deadline_is_checked():
    with pytest.raises(TimeLimitReached):
        solve_alternative([[1.0]], among([]), Deadline(0.0))
