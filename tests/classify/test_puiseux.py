"""Signs by the Newton polygon: against the exact count of half-branches, and refusals for short series."""

import random

import pytest
from sympy import cos, exp, expand, sin, sqrt

from symhess.classify.puiseux import NeedsOrder, signs_near_origin
from symhess.classify.reduced import decide
from symhess.verdict import Kind
from tests.classify.germs import NEVER, jet, origin, x, y


def signs(expression):
    return signs_near_origin(origin(expression, x, y))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        pytest.param(x**4 + y**4, {1}, id="definite"),
        pytest.param(x**2 - y**3, {1, -1}, id="cusp"),
        pytest.param((y**2 - x**3) ** 2 - x**7, {1, -1}, id="odd-power-after-one-step"),
        pytest.param((x**2 - y**3) ** 2 + x**2 * y**4, {1}, id="semidefinite-face"),
        pytest.param(x**2 * (1 + y), {1, 0}, id="vertical-zeros"),
        pytest.param(y**2 * (1 + x), {1, 0}, id="horizontal-zeros"),
        pytest.param((x**2 - 2 * y**2) ** 2 + y**6, {1}, id="irrational-slope"),
        pytest.param((x**2 - 2 * y**2) ** 2 + x**3 * y**3, {1, -1}, id="irrational-slope-saddle"),
        pytest.param((x**3 - 2 * y**3) ** 2 - x**7, {1, -1}, id="cubic-slope"),
        pytest.param(-(x**2) - sqrt(2) * x * y - y**2, {-1}, id="irrational-coefficients"),
        pytest.param((x - sqrt(2) * y) ** 2 * (x + y) ** 2 + y**5, {1, -1}, id="irrational-root-in-the-field"),
        pytest.param((x**2 - sqrt(2) * y**2) ** 2 + y**6, {1}, id="root-over-the-field"),
        pytest.param(((y**2 - x**3) ** 2 - 4 * x**5 * y - x**7) ** 2 + x**14, {1}, id="two-pairs"),
        pytest.param(((y**2 - x**3) ** 2 - 4 * x**5 * y - x**7) ** 2 - x**14, {1, -1}, id="two-pairs-saddle"),
    ],
)
def test_known_signs(expression, expected):
    assert signs(expand(expression)) == expected


@pytest.mark.parametrize("seed", range(30))
def test_the_polygon_agrees_with_the_half_branches(seed):
    rng = random.Random(seed)
    inner = rng.randint(1, 3) * x ** rng.randint(1, 3) + rng.randint(-3, -1) * y ** rng.randint(1, 3)
    tail = rng.choice([-1, 1]) * x ** rng.randint(3, 7) * y ** rng.randint(0, 2)
    germ = origin(expand(inner**2 + tail + rng.choice([0, 1]) * y**8), x, y)

    by_branches = decide(germ, NEVER)
    by_polygon = signs_near_origin(germ)

    assert (by_branches.kind is Kind.SADDLE) == (by_polygon >= {1, -1})
    if by_branches.kind is not Kind.SADDLE:
        assert by_branches.strict is (0 not in by_polygon)
        assert (by_branches.kind is Kind.MINIMUM) == (1 in by_polygon)


@pytest.mark.parametrize(
    ("expression", "too_short", "enough", "expected"),
    [
        pytest.param((y - x**2) ** 2 + x**9, 8, 16, {1, -1}, id="polynomial-read-as-a-series"),
        pytest.param((y - sin(x)) ** 2 + x**6, 3, 6, {1}, id="sine-valley"),
        pytest.param((y - x**2) ** 2 * exp(x) - x**8, 6, 8, {1, -1}, id="even-but-negative"),
        pytest.param(cos(x) - 1 + x**2 / 2 + y**4, 3, 4, {1}, id="first-terms"),
    ],
)
def test_a_series_is_trusted_only_as_far_as_it_is_known(expression, too_short, enough, expected):
    with pytest.raises(NeedsOrder):
        signs_near_origin(jet(expression, too_short, x, y))
    assert signs_near_origin(jet(expression, enough, x, y)) == expected


def test_a_double_branch_of_a_series_is_never_decided():
    for order in (4, 8, 12):
        with pytest.raises(NeedsOrder):
            signs_near_origin(jet((y - sin(x)) ** 2, order, x, y))
