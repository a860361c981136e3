"""Open cells: every region has its sample, and signs at the samples are signs everywhere."""

import pytest
from flint import fmpq, fmpz_poly
from hypothesis import given, settings
from hypothesis import strategies as st

from symhess.budget import Deadline
from symhess.errors import TimeLimitReached
from symhess.exact.cells import TooManyCells, open_cells, sample_below, simplest_between, univariate
from symhess.exact.polynomial import ring

NO_LIMIT = Deadline(None)
X, Y = ring(("x", "y")).gens()
A, B, C = ring(("a", "b", "c")).gens()


@pytest.mark.parametrize(
    ("polynomial", "is_nonnegative"),
    [
        pytest.param(X**4 * Y**2 + X**2 * Y**4 - 3 * X**2 * Y**2 + 1, True, id="motzkin"),
        pytest.param(X**4 * Y**2 + X**2 * Y**4 - 3 * X**2 * Y**2 + fmpq(99, 100), False, id="motzkin-lowered"),
        pytest.param((X * Y - 1) ** 2 + X**2, True, id="infimum-not-attained"),
        pytest.param((X - Y) ** 2, True, id="zero-on-a-line"),
        pytest.param((X - Y) ** 2 - fmpq(1, 10**12), False, id="just-below"),
        pytest.param(X**3 + Y, False, id="odd"),
        pytest.param(X * 0 + 1, True, id="constant"),
    ],
)
@pytest.mark.parametrize("reverse", [False, True])
def test_nonnegativity_in_the_plane(polynomial, is_nonnegative, reverse):
    point = sample_below(polynomial, (), NO_LIMIT, reverse)

    assert (point is None) == is_nonnegative
    assert point is None or polynomial(*point) < 0


def test_nonnegativity_in_space():
    form = A**2 + B**4 + C**2 - A * B**2 - B**2 * C + A * C + 1

    assert sample_below(form, (), NO_LIMIT) is None
    assert sample_below(form - fmpq(3, 4) * B**4, (), NO_LIMIT) is not None


def test_only_the_part_with_positive_constraints_counts():
    inside = 1 - X**2 - Y**2

    assert sample_below(2 - X - Y, (inside,), NO_LIMIT) is None
    assert sample_below(1 - X - Y, (inside,), NO_LIMIT) is not None
    assert sample_below(X, (X - 1, 1 - X), NO_LIMIT) is None


roots = st.lists(st.fractions(-4, 4, max_denominator=9), min_size=1, max_size=5, unique=True)


@settings(max_examples=60, deadline=None)
@given(roots)
def test_samples_lie_one_in_every_gap(places):
    polynomial = X * 0 + 1
    for place in places:
        polynomial *= X - fmpq(place.numerator, place.denominator)
    ends = sorted(fmpq(p.numerator, p.denominator) for p in places)
    samples = [point[0] for point in open_cells((polynomial,), NO_LIMIT)]

    assert len(samples) == len(ends) + 1
    assert all(a < root < b for a, root, b in zip(samples, ends, samples[1:], strict=False))


@settings(max_examples=80, deadline=None)
@given(st.fractions(-9, 9, max_denominator=50), st.fractions(-9, 9, max_denominator=50))
def test_the_simplest_number_between(left, right):
    low, high = sorted(fmpq(f.numerator, f.denominator) for f in (left, right))
    if low == high:
        return
    found = simplest_between(low, high)

    assert low < found < high
    smaller = (fmpq(p, q) for q in range(1, int(found.q)) for p in range(-9 * q, 9 * q + 1))
    assert not any(low < number < high for number in smaller)


def test_a_polynomial_in_one_unknown():
    assert univariate(X**2 * Y + X - Y, 0, (fmpq(0), fmpq(3))).numer() == fmpz_poly([-3, 1, 3])


def test_what_grows_too_large_is_refused_and_time_is_kept():
    large = sum(A**i * B**j * C**k for i in range(6) for j in range(6) for k in range(6)) + 1
    with pytest.raises(TooManyCells):
        list(open_cells((large,), NO_LIMIT))
    with pytest.raises(TimeLimitReached):
        list(open_cells((X**2 + Y**2 - 1,), Deadline(0.0)))
