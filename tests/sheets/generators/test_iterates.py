from fractions import Fraction

import pytest

from symhess.sheets.generators.iterates import CUBIC, QUARTIC, worked
from tests.sheets.generators.by_fractions import definiteness, gradient, hessian


@pytest.mark.parametrize("variables", [1, 2])
@pytest.mark.parametrize("steps", [1, 2])
def test_newton_goes_through_the_iterates(variables, steps):
    powers = QUARTIC if variables == 1 else CUBIC
    for found in worked(variables, steps)[::1999]:
        f = tuple(zip(powers, map(Fraction, found.coefficients), strict=True))
        places = [tuple(Fraction(a, found.unit) for a in point) for point in found.iterates]
        assert len(places) == steps + 1
        for start, end in zip(places, places[1:], strict=False):
            bends = hessian(f, start)
            moved = [sum(h * (b - a) for h, a, b in zip(row, start, end, strict=True)) for row in bends]

            assert moved == [-slope for slope in gradient(f, start)]
            assert definiteness(bends) in ("positive", "negative")


@pytest.mark.parametrize("variables", [1, 2])
def test_second_steps_are_shorter(variables):
    for found in worked(variables, 2)[::503]:
        start, middle, end = found.iterates

        assert all(
            abs(c - b) < abs(b - a) for a, b, c in zip(start, middle, end, strict=True)
        )  # fmt: skip


@pytest.mark.parametrize("variables", [1, 2])
@pytest.mark.parametrize("steps", [1, 2])
def test_no_polynomial_comes_twice_with_the_same_start(variables, steps):
    starts = [(found.coefficients, found.iterates[0]) for found in worked(variables, steps)]

    assert len(set(starts)) == len(starts)
