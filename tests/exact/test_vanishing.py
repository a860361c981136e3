"""The proof that polynomials vanish at a parametrised point."""

import pytest
from flint import fmpq, fmpq_poly, fmpz_poly

from symhess.exact.polynomial import ring
from symhess.exact.vanishing import vanish

x, y = ring(("x", "y")).gens()
QUINTIC = fmpz_poly([-1, -1, 0, 0, 0, 1])
T = fmpq_poly([0, 1])


def _powers(k):
    """x = T, y = T^k / (1 + T)."""
    bottom = fmpq_poly([1, 1])
    return (T * bottom, T**k), bottom


@pytest.mark.parametrize("k", [0, 1, 3, 6])
def test_identities_of_the_field_are_proved(k):
    numerators, denominator = _powers(k)

    assert vanish([x**5 - x - 1, y * (1 + x) - x**k], (0, 1), QUINTIC, numerators, denominator)


@pytest.mark.parametrize("k", [0, 1, 3, 6])
def test_tiny_deviations_are_refuted(k):
    numerators, denominator = _powers(k)

    assert not vanish([y * (1 + x) - x**k - fmpq(1, 10**300)], (0, 1), QUINTIC, numerators, denominator)
    assert not vanish([x**5 - x - 1 + (2**61 - 1)], (0, 1), QUINTIC, numerators, denominator)
    assert not vanish([x**5 - x - 1 + (2**61 - 1) ** 9], (0, 1), QUINTIC, numerators, denominator)


def test_the_zero_polynomial_vanishes():
    numerators, denominator = _powers(1)

    assert vanish([0 * x], (0, 1), QUINTIC, numerators, denominator)


def test_a_leading_coefficient_that_is_a_working_prime_does_no_harm():
    modulus = fmpz_poly([-2, 0, 2**61 - 1])

    assert vanish([x**2 * (2**61 - 1) - 2], (0,), modulus, (T,), fmpq_poly([1]))


def test_a_vanishing_denominator_is_refused():
    with pytest.raises(ZeroDivisionError):
        vanish([x], (0,), QUINTIC, (T,), fmpq_poly(QUINTIC))
