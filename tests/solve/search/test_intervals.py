"""Interval arithmetic is sound: a rounding in the wrong direction, even by one place, is seen."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symhess.solve.search.intervals import Domain

from .enclosing import BINARY, DOMAINS, UNARY, encloses, single

SAMPLES = (0.1, 0.3, 1.0, 1.7, 2.5, 3.0, 10.1, 100.3, 1e-5, 7e-320, 1e-200, 12345.678, 0.9999999999999999)
floats = st.floats(-1e6, 1e6) | st.floats(-4, 4) | st.sampled_from((0.0, 1.0, -1.0, math.pi, math.pi / 2, -math.pi))


def ordinary(name, number):
    """The number moved into the domain of the function."""
    if name.startswith("root"):
        return abs(number) + 1e-3
    low, high = DOMAINS.get(name, (-1e6, 1e6))
    return min(max(number, low), high)


@pytest.mark.parametrize("name", UNARY)
@given(a=floats, b=floats, share=st.floats(0, 1))
@settings(max_examples=20, deadline=None)
def test_functions_enclose_their_values(name, a, b, share):
    low, high = sorted((ordinary(name, a), ordinary(name, b)))
    point = min(max(low + share * (high - low), low), high)

    assert all(encloses(*UNARY[name], (single(low, high),), (t,)) for t in (low, point, high))


@pytest.mark.parametrize("name", BINARY)
@given(ends=st.tuples(floats, floats, floats, floats), shares=st.tuples(st.floats(0, 1), st.floats(0, 1)))
@settings(max_examples=40, deadline=None)
def test_arithmetic_encloses_its_values(name, ends, shares):
    sides = sorted(ends[:2]), sorted(ends[2:])
    inner = [min(max(a + s * (b - a), a), b) for (a, b), s in zip(sides, shares, strict=True)]
    intervals = tuple(single(*side) for side in sides)

    for points in (inner, [a for a, _ in sides], [sides[0][0], sides[1][1]]):
        assert encloses(*BINARY[name], intervals, points)


@pytest.mark.parametrize("name", UNARY)
@given(ends=st.lists(floats, min_size=4, max_size=4))
@settings(max_examples=15, deadline=None)
def test_a_smaller_interval_gives_a_smaller_interval(name, ends):
    outer_low, low, high, outer_high = sorted(ordinary(name, end) for end in ends)
    operation, _ = UNARY[name]

    with np.errstate(all="ignore"):
        inner = operation(single(low, high), Domain(1))
        outer = operation(single(outer_low, outer_high), Domain(1))

    slack = 1e-12 * (1 + abs(inner[0]) + abs(inner[1]))  # ends of sums may be rounded by different amounts
    assert not (inner[0] < outer[0] - slack).any() and not (inner[1] > outer[1] + slack).any()


def rigged(operation, end):
    """The operation with one end rounded the wrong way, to the next float beyond the correctly rounded value."""

    def shrunk(*arguments):
        low, high = operation(*arguments)
        middle = 0.5 * low + 0.5 * high
        if end == "low":
            return np.nextafter(middle, np.inf), high
        return low, np.nextafter(middle, -np.inf)

    return shrunk


def caught(operation, exact, arity):
    samples = [(s,) * arity if arity == 1 else (s, t) for s in SAMPLES for t in (SAMPLES if arity == 2 else (0,))]
    usable = [points for points in samples if all(1e-3 < abs(p) < 0.99 for p in points)] + [(0.7,) * arity]
    return not all(encloses(operation, exact, tuple(single(p, p) for p in points), points) for points in usable)


@pytest.mark.parametrize("end", ["low", "high"])
@pytest.mark.parametrize("name", [name for name in (*UNARY, *BINARY) if name not in ("Abs", "sign", "acosh")])
def test_a_rounding_in_the_wrong_direction_is_caught(name, end):
    operation, exact = {**UNARY, **BINARY}[name]
    arity = 2 if name in BINARY else 1

    assert not caught(operation, exact, arity)
    assert caught(rigged(operation, end), exact, arity)


@pytest.mark.parametrize(
    ("name", "low", "high", "void", "rough"),
    [
        pytest.param("log", -2, -1, True, True, id="log-of-negative"),
        pytest.param("log", -1, 1, False, True, id="log-through-zero"),
        pytest.param("log", 1, 2, False, False, id="log"),
        pytest.param("root 1/2", -2, -1, True, True, id="root-of-negative"),
        pytest.param("root -1/2", 0, 1, False, True, id="reciprocal-root-at-zero"),
        pytest.param("asin", 2, 3, True, True, id="asin-beyond"),
        pytest.param("acosh", 0.5, 2, False, True, id="acosh-at-its-end"),
        pytest.param("tan", 1, 2, False, True, id="tan-with-pole"),
        pytest.param("Abs", -1, 2, False, True, id="kink"),
        pytest.param("sign", 1, 2, False, False, id="sign-away-from-jump"),
    ],
)
def test_domains_are_tracked(name, low, high, void, rough):
    domain = Domain(1)
    with np.errstate(all="ignore"):
        UNARY[name][0](single(low, high), domain)

    assert (domain.void[0], domain.rough[0]) == (void, rough)


def test_waves_reach_their_extrema_and_no_further():
    low, high = UNARY["sin"][0](single(1, 2), Domain(1))

    assert high[0] == 1.0 and abs(low[0] - math.sin(1)) < 1e-14
    assert UNARY["cos"][0](single(1e9, 1e9), Domain(1)) == (-1.0, 1.0)


def test_unbounded_factors_do_not_hide_a_limit():
    with np.errstate(all="ignore"):
        low, high = BINARY["multiply"][0](single(0, 1e-3), single(-np.inf, -6), Domain(1))

    assert low[0] == -np.inf and high[0] == 0.0
