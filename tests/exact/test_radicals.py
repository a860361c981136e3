"""Short radicals."""

import pytest
from flint import fmpz_poly
from sympy import Rational, sqrt

from symhess.exact.radicals import radical
from symhess.exact.real_root import real_roots


@pytest.mark.parametrize(
    ("coefficients", "expected"),
    [
        pytest.param([-2, 0, 1], [-sqrt(2), sqrt(2)], id="square-root"),
        pytest.param([-1, -1, 1], [(1 - sqrt(5)) / 2, (1 + sqrt(5)) / 2], id="golden"),
        pytest.param([3, 0, 0, 1], [-(3 ** Rational(1, 3))], id="negative-cube-root"),
        pytest.param([2, 0, -4, 0, 1], "nested", id="quadratic-in-the-square"),
        pytest.param([-1, -1, 0, 1], [None], id="no-cardano"),
        pytest.param([-1, 0, 0, 0, 0, 0, 7], "even-power", id="sixth-root"),
    ],
)
def test_radicals_are_the_roots_in_order(coefficients, expected):
    roots = real_roots(fmpz_poly(coefficients))

    found = [radical(root) for root in roots]

    if isinstance(expected, list):
        assert [None if a is None else (a - b).equals(0) or a for a, b in zip(found, expected, strict=True)] == [
            None if b is None else True for b in expected
        ]
    assert all(
        value is None or abs(float(value) - float(root.enclosure(64).mid())) < 1e-12
        for value, root in zip(found, roots, strict=True)
    )
    if isinstance(expected, str):
        assert None not in found


def test_long_discriminants_stay_roots():
    assert radical(real_roots(fmpz_poly([-(10**40 + 1), 0, 1]))[0]) is None
