"""Exact proof that polynomials vanish at all conjugates of a parametrised point, without coefficient growth.

Let f be the irreducible polynomial of T, of degree d, and let P(T) be the value of an integer polynomial at the point
with the denominators cleared. If P ≡ 0 modulo (f, N), then N^d divides the resultant of f and P, whose absolute value
is at most ‖f‖^deg P · ‖P‖^d. When N^d is larger than that, the resultant is zero, and so is P(T).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import lcm

from flint import fmpq_mpoly, fmpq_poly, fmpz, fmpz_mod, fmpz_mod_ctx, fmpz_mod_poly, fmpz_mod_poly_ctx, fmpz_poly

__all__ = ["vanish"]

_PRIMES = (2**61 - 1, 2**89 - 1, 2**107 - 1)  # one of them does not divide a leading coefficient


def vanish(
    polynomials: Sequence[fmpq_mpoly],
    unknowns: Sequence[int],
    modulus: fmpz_poly,
    numerators: Sequence[fmpq_poly],
    denominator: fmpq_poly,
) -> bool:
    """Whether all polynomials are zero at x_k = numerators[k](T) / denominator(T) for a root T of the modulus.

    Parameters
    ----------
    polynomials : sequence of fmpq_mpoly
        Only the given unknowns occur in them.
    unknowns : sequence of int
        Numbers of the unknowns that the numerators stand for.
    modulus : fmpz_poly
        Irreducible over Q, so that one root stands for all.
    numerators, denominator : fmpq_poly
        The denominator is not zero at T.

    Raises
    ------
    ZeroDivisionError
        If the denominator vanishes at T.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> circle_and_diagonal = [x**2 + y**2 - 4, x - y]
    >>> point = (fmpz_poly([-2, 0, 1]), [fmpq_poly([0, 1])] * 2, fmpq_poly([1]))
    >>> vanish(circle_and_diagonal, (0, 1), *point), vanish([x * y - 3], (0, 1), *point)
    (True, False)
    """
    if (denominator % fmpq_poly(modulus)).is_zero():
        raise ZeroDivisionError("the denominator vanishes at the root")
    scaled, bottom = _integers(numerators, denominator)
    prime = next(p for p in _PRIMES if _is_usable(p, modulus, bottom))
    bits = max((_bound_bits(p, modulus, scaled, bottom) for p in polynomials if not p.is_zero()), default=1)
    field = _Residues(modulus, prime, bits)
    inverse = field.inverse(bottom)
    values = [field.reduce(field.ring(_row(p)) * inverse) for p in scaled]
    table = {(0,) * len(unknowns): field.ring([1])}
    return all(field.value(p, unknowns, values, table).is_zero() for p in polynomials)


def _integers(numerators: Sequence[fmpq_poly], denominator: fmpq_poly) -> tuple[list[fmpz_poly], fmpz_poly]:
    """Numerators and denominator times one common integer."""
    scale = lcm(*(int(p.denom()) for p in (*numerators, denominator)))
    *tops, bottom = ((p * scale).numer() for p in (*numerators, denominator))
    return tops, bottom


def _is_usable(prime: int, modulus: fmpz_poly, bottom: fmpz_poly) -> bool:
    """Whether f keeps its degree and the denominator stays invertible modulo the prime."""
    if modulus.leading_coefficient() % prime == 0:
        return False
    ring = _ring(prime)
    return bool(ring(_row(modulus)).gcd(ring(_row(bottom))).degree() == 0)


def _ring(characteristic: int) -> fmpz_mod_poly_ctx:
    return fmpz_mod_poly_ctx(fmpz_mod_ctx(characteristic))


def _row(polynomial: fmpz_poly) -> list[int | fmpz | fmpz_mod]:
    return [*polynomial.coeffs()] or [0]


def _bound_bits(polynomial: fmpq_mpoly, modulus: fmpz_poly, scaled: list[fmpz_poly], bottom: fmpz_poly) -> int:
    """Bits of N that make N^d exceed the resultant's bound for this polynomial."""
    denominator = lcm(*(int(c.q) for c in polynomial.coeffs()))
    degree = polynomial.total_degree()
    size = int(sum(abs(c) for c in polynomial.coeffs()) * denominator)
    norm = max(_norm(p) for p in (*scaled, bottom))
    top = degree * max(p.degree() for p in (*scaled, bottom))
    value_bits = size.bit_length() + degree * norm.bit_length()
    return value_bits + -(-top * _norm(modulus).bit_length() // modulus.degree()) + 1


def _norm(polynomial: fmpz_poly) -> int:
    return int(sum(abs(c) for c in polynomial.coeffs()))


class _Residues:
    """(Z/N)[T]/(f) for N the power of a prime that has the asked number of bits."""

    def __init__(self, modulus: fmpz_poly, prime: int, bits: int) -> None:
        self.prime = prime
        self.power = -(-bits // (prime.bit_length() - 1))
        self.ring = _ring(prime**self.power)
        self.modulus = self.ring(_row(modulus))
        self.integer_modulus = modulus

    def reduce(self, element: fmpz_mod_poly) -> fmpz_mod_poly:
        return element % self.modulus

    def inverse(self, polynomial: fmpz_poly) -> fmpz_mod_poly:
        """Inverse modulo the prime, lifted by Newton's iteration at doubling precision."""
        ring = _ring(self.prime)
        inverse = ring(_row(polynomial)).inverse_mod(ring(_row(self.integer_modulus)))
        precision = 1
        while precision < self.power:
            precision = min(2 * precision, self.power)
            ring = _ring(self.prime**precision)
            modulus = ring(_row(self.integer_modulus))
            inverse = ring([int(c) for c in inverse.coeffs()])
            error = 2 - ring(_row(polynomial)) * inverse % modulus
            inverse = inverse * error % modulus
        return self.ring([int(c) for c in inverse.coeffs()])

    def value(
        self,
        polynomial: fmpq_mpoly,
        unknowns: Sequence[int],
        values: Sequence[fmpz_mod_poly],
        table: dict[tuple[int, ...], fmpz_mod_poly],
    ) -> fmpz_mod_poly:
        """The polynomial's value times its coefficients' denominator."""
        denominator = lcm(*(int(c.q) for c in polynomial.coeffs()))
        total = self.ring([0])
        for exponents, coefficient in polynomial.terms():
            used = tuple(exponents[k] for k in unknowns)
            total += self.monomial(used, values, table) * int(coefficient * denominator)
        return total

    def monomial(
        self,
        exponents: tuple[int, ...],
        values: Sequence[fmpz_mod_poly],
        table: dict[tuple[int, ...], fmpz_mod_poly],
    ) -> fmpz_mod_poly:
        """Product of powers of the values, each computed once from a smaller one.

        The last factor is the one of least degree: often T itself, and multiplying by T costs next to nothing.
        """
        found = table.get(exponents)
        if found is None:
            k = min((i for i, e in enumerate(exponents) if e), key=lambda i: values[i].degree())
            smaller = (*exponents[:k], exponents[k] - 1, *exponents[k + 1 :])
            found = table[exponents] = self.reduce(self.monomial(smaller, values, table) * values[k])
        return found
