"""Real roots that refine themselves."""

import pytest
from flint import arb, ctx, fmpz_poly

from symhess.exact.real_root import real_roots


@pytest.mark.parametrize("bits", [64, 100, 500, 5000])
def test_enclosures_hold_the_root_and_are_narrow(bits):
    small, large = real_roots(fmpz_poly([-2, 0, 1]))

    ball = large.enclosure(bits)

    with ctx.workprec(2 * bits + 50):
        assert ball.contains(arb(2).sqrt())
        assert ball.rel_accuracy_bits() >= bits
        assert small.enclosure(bits).contains(-arb(2).sqrt())


def test_nearly_double_roots_are_told_apart():
    # Mignotte: x^20 - 2 (100 x - 1)^2 has two roots about 10^-18 apart near 1/100
    polynomial = fmpz_poly([0] * 20 + [1]) - 2 * fmpz_poly([-1, 100]) ** 2

    roots = real_roots(polynomial)

    close = [root.enclosure(200) for root in roots if 0 < root.enclosure(64) < 1]
    assert len(close) == 2
    assert close[0] < close[1]
    assert all(abs(ball - arb(1) / 100) < arb(10) ** -15 for ball in close)


def test_roots_of_wilkinson_type_with_huge_coefficients():
    polynomial = fmpz_poly([1])
    for k in range(1, 16):
        polynomial *= fmpz_poly([-k, 1])
    polynomial += 1  # irreducible neighbour

    for root in real_roots(polynomial):
        ball = root.enclosure(300)
        with ctx.workprec(1000):
            assert polynomial(ball).contains(0)
        assert ball.rel_accuracy_bits() >= 300
