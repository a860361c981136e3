from fractions import Fraction

import pytest
from sympy import Symbol, diff, roots

from symhess.sheets.generators.profiles import exact, is_nice, kinds_of, profiles, tally
from symhess.verdict import Kind

x = Symbol("x")


@pytest.mark.parametrize("multiplicities", [(1,), (2,), (1, 1), (2, 1), (1, 2), (1, 1, 1)])
@pytest.mark.parametrize("sign", [1, -1])
def test_derivatives_have_the_zeros(multiplicities, sign):
    for profile in profiles(multiplicities, sign, 18)[::5]:
        found = roots(diff(profile.at(x), x), x)

        assert [found[exact(root)] for root in profile.roots] == list(multiplicities)
        assert sum(found.values()) == sum(multiplicities)
        assert profile.coefficients[-1] * sign > 0
        assert max(map(abs, profile.coefficients)) <= 18
        assert all(profile.at(exact(root)).q <= 4 for root in profile.roots)


@pytest.mark.parametrize("multiplicities", [(1, 1), (1, 1, 1), (2, 1)])
def test_kinds_agree_with_values_nearby(multiplicities):
    step = Fraction(1, 100)
    for profile in profiles(multiplicities, 1, 24):
        for root, kind in zip(profile.roots, profile.kinds, strict=True):
            left, middle, right = (profile.at(exact(root + move)) for move in (-step, Fraction(0), step))
            higher = [bool(side > middle) for side in (left, right)]

            expected = {Kind.MINIMUM: [True, True], Kind.MAXIMUM: [False, False]}
            assert higher == expected.get(kind, [left > right, left < right])


def test_profiles_are_different():
    found = [p.coefficients for p in profiles((1,), 1, 12, (1, 2, 3))]

    assert len(set(found)) == len(found) > 20


def test_extrema_alternate():
    kinds = kinds_of((1, 2, 1, 1), 1)

    assert [kind.value for kind in kinds] == ["minimum", "saddle", "maximum", "minimum"]
    assert tally(kinds) == (2, 1, 1)


@pytest.mark.parametrize(("numerator", "denominator", "expected"), [(3, 12, True), (5, 6, False), (-8, 6, True)])
def test_nice_fractions(numerator, denominator, expected):
    assert is_nice(numerator, denominator) is expected
