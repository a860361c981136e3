"""Rational numbers back from residues."""

from __future__ import annotations

from collections.abc import Sequence
from math import isqrt

from flint import fmpq_poly, fmpz_poly

__all__ = ["combine_residues", "reconstruct"]

_MARGIN = 48  # spare bits: a wrong reconstruction survives with probability about 2^-48, and is then refuted exactly


def reconstruct(residues: Sequence[int], modulus: int) -> fmpq_poly | None:
    """The polynomial with small rational coefficients that has these residues; ``None`` if there is none yet.

    Examples
    --------
    >>> modulus = (2**31 - 1) ** 5
    >>> reconstruct([pow(3, -1, modulus) * 2 % modulus, modulus - 7], modulus)
    (-7)*x + 2/3
    >>> reconstruct([pow(7, 40, modulus)], modulus) is None
    True
    """
    room = modulus.bit_length() - _MARGIN
    denominator = 1
    for residue in residues:
        scaled = _balanced(residue * denominator, modulus)
        if abs(scaled).bit_length() + denominator.bit_length() < room:
            continue
        factor = _denominator(residue * denominator % modulus, modulus)
        if factor is None:
            return None
        denominator *= factor
    numerators = [_balanced(residue * denominator, modulus) for residue in residues]
    height = max((abs(n).bit_length() for n in numerators), default=0)
    if height + denominator.bit_length() > room:
        return None
    return fmpq_poly(fmpz_poly(numerators)) / denominator


def _balanced(residue: int, modulus: int) -> int:
    residue %= modulus
    return residue - modulus if residue > modulus // 2 else residue


def _denominator(residue: int, modulus: int) -> int | None:
    """Denominator of the fraction with numerator and denominator below √(m/2), by Euclid's algorithm."""
    bound = isqrt(modulus // 2)
    r0, r1, s0, s1 = modulus, residue, 0, 1
    while r1 > bound:
        quotient = r0 // r1
        r0, r1, s0, s1 = r1, r0 - quotient * r1, s1, s0 - quotient * s1
    return abs(s1) if 0 < abs(s1) <= bound else None


def combine_residues(known: Sequence[int], modulus: int, fresh: Sequence[int], prime: int) -> list[int]:
    """Residues modulo modulus · prime (Chinese remainder theorem).

    Examples
    --------
    >>> combine_residues([2], 3, [3], 5)
    [8]
    """
    inverse = pow(modulus, -1, prime)
    return [a + modulus * ((b - a) * inverse % prime) for a, b in zip(known, fresh, strict=True)]
