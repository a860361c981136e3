"""Exact questions about polynomials at a point that is a product of algebraic parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from math import prod

from flint import arb, ctx, fmpq, fmpq_mat, fmpq_mpoly, fmpq_mpoly_ctx, fmpq_poly

from symhess.exact import AlgebraicPoint, PolynomialValue, Rational, Real, RealSum
from symhess.exact.polynomial import ball_value, ring
from symhess.exact.vanishing import vanish
from symhess.verify.likeness import are_alike

__all__ = ["BITS", "Place", "Undecided", "agree", "used"]

BITS = 192  # precision at which numbers are compared
_DIGITS_20 = 68  # bits of relative accuracy that make an overlap mean agreement in 20 digits
_MOST_DIMENSIONS = 100  # of a product of fields in which a zero is still decided
_REFINEMENTS = 6


class Undecided(Exception):
    """A question that cannot be answered here; the claim then counts as not confirmed.

    Examples
    --------
    >>> raise Undecided("too many fields")
    Traceback (most recent call last):
    ...
    symhess.verify.places.Undecided: too many fields
    """


def used(polynomial: fmpq_mpoly) -> frozenset[int]:
    """Numbers of the unknowns that occur in a polynomial.

    Examples
    --------
    >>> x, y, z = ring(("x", "y", "z")).gens()
    >>> sorted(used(x * z + 1))
    [0, 2]
    """
    return frozenset(k for k, degree in enumerate(polynomial.degrees()) if degree > 0)


def agree(claimed: Real, ball: Callable[[int], arb], equals: Callable[[fmpq], bool]) -> bool:
    """Whether a claimed number is the one that `ball` encloses at any precision and `equals` knows exactly.

    Rational claims are compared exactly, others by enclosures that must overlap at 20 digits and more.

    Examples
    --------
    >>> half = fmpq(1, 2)
    >>> agree(Rational(half), lambda bits: arb(half), lambda value: value == half)
    True
    >>> agree(Rational(-half), lambda bits: arb(half), lambda value: value == half)
    False
    """
    if isinstance(claimed, Rational):
        return bool(ball(BITS).overlaps(arb(claimed.value))) and equals(claimed.value)
    bits = BITS
    for _ in range(_REFINEMENTS):
        own, theirs = ball(bits), claimed.enclosure(bits)
        if not own.overlaps(theirs):
            return False
        if min(own.rel_accuracy_bits(), theirs.rel_accuracy_bits()) >= _DIGITS_20:
            return True
        bits *= 2
    if claimed.sign() == 0:
        return equals(fmpq(0))
    # an enclosure of what may be zero claims no more than itself
    return all(bool(ball.abs_upper() < arb(2) ** -_DIGITS_20) for ball in (own, theirs))


class Place:
    """A point given by parts; every unknown belongs to one part, only constants to several.

    Examples
    --------
    >>> x, y = ring(("x", "y")).gens()
    >>> parts = (AlgebraicPoint((k,), None, (fmpq_poly([k + 2]),), fmpq_poly([1])) for k in (0, 1))
    >>> place = Place(tuple(parts))
    >>> place.is_zero(x * y - 6), place.ball(x - y, 64)
    (True, -1.00000000000000)
    """

    def __init__(self, parts: Sequence[AlgebraicPoint]) -> None:
        self.parts = tuple(parts)
        self.owner = {k: part for part in reversed(self.parts) for k in part.unknowns}
        self._balls: dict[int, tuple[list[int], list[arb]]] = {}

    def ball(self, polynomial: fmpq_mpoly, bits: int) -> arb:
        """Enclosure of the polynomial's value, computed with so many bits."""
        if bits not in self._balls:
            found: dict[int, arb] = {}
            for part in reversed(self.parts):
                found |= dict(zip(part.unknowns, part.enclosures(bits), strict=True))
            self._balls[bits] = list(found), list(found.values())
        with ctx.workprec(bits + 32):
            return ball_value(polynomial, *self._balls[bits])

    def holds(self, number: Real) -> bool:
        """Whether every polynomial value in a number is taken at a part of this point."""
        if isinstance(number, RealSum):
            return all(map(self.holds, number.terms))
        if not isinstance(number, PolynomialValue):
            return True
        return number.point in self.parts or any(are_alike(number.point, part) for part in self.parts)

    def touched(self, unknowns: frozenset[int]) -> tuple[AlgebraicPoint, ...]:
        """The parts that fix these unknowns: a single one where there is one."""
        for part in self.parts:
            if unknowns <= set(part.unknowns):
                return (part,)
        owners = {id(self.owner[k]) for k in unknowns}
        return tuple(part for part in self.parts if id(part) in owners)

    def is_zero(self, polynomial: fmpq_mpoly) -> bool:
        """Whether the value is zero, decided exactly.

        Raises
        ------
        Undecided
            If the point's parts span a product of fields that is too large.
        """
        parts = self.touched(used(polynomial))
        if not parts or polynomial.is_zero():
            return bool(polynomial.is_zero())
        if not self.ball(polynomial, 64).contains(0):
            return False
        return _vanishes(polynomial, parts[0]) if len(parts) == 1 else self._is_zero_in_product(polynomial, parts)

    def sign(self, polynomial: fmpq_mpoly) -> int:
        """Sign of the value, exact."""
        if self.is_zero(polynomial):
            return 0
        bits = 64
        while self.ball(polynomial, bits).contains(0):
            bits *= 2
        return 1 if self.ball(polynomial, bits) > 0 else -1

    def _is_zero_in_product(self, polynomial: fmpq_mpoly, parts: Sequence[AlgebraicPoint]) -> bool:
        algebra = _Algebra(parts)
        value = algebra.value(polynomial, self.owner)
        if value.is_zero():
            return True
        least = algebra.least_nonzero(value)
        bits = 128
        while True:
            ball = self.ball(polynomial, bits)
            if not ball.contains(0):
                return False
            if ball.abs_upper() < least:
                return True
            bits *= 2


def _vanishes(polynomial: fmpq_mpoly, part: AlgebraicPoint) -> bool:
    if part.root is None:
        values = [p[0] / part.denominator[0] for p in part.numerators]
        at = dict(zip(part.unknowns, values, strict=True))
        total = fmpq(0)
        for exponents, coefficient in polynomial.terms():
            total += coefficient * prod((at[k] ** e for k, e in enumerate(exponents) if e), start=fmpq(1))
        return bool(total == 0)
    return vanish([polynomial], part.unknowns, part.root.polynomial, part.numerators, part.denominator)


class _Algebra:
    """The tensor product of the fields Q[T]/(q) of several parts, one generator for each."""

    def __init__(self, parts: Sequence[AlgebraicPoint]) -> None:
        self.parts = parts
        self.context: fmpq_mpoly_ctx = ring([f"T{k}" for k in range(len(parts))])
        gens = self.context.gens()
        self.degrees = [1 if p.root is None else int(p.root.polynomial.degree()) for p in parts]
        self.moduli = [
            _placed(fmpq_poly(part.root.polynomial), gen) for part, gen in zip(parts, gens, strict=True) if part.root
        ]

    def value(self, polynomial: fmpq_mpoly, owner: dict[int, AlgebraicPoint]) -> fmpq_mpoly:
        """The polynomial's value at the parts' coordinates."""
        total = self.context.constant(0)
        at = {k: self._coordinate(k, owner[k]) for k in used(polynomial)}
        for exponents, coefficient in polynomial.terms():
            term = self.context.constant(coefficient)
            for k, exponent in enumerate(exponents):
                for _ in range(exponent):
                    term = self.reduced(term * at[k])
            total += term
        return total

    def reduced(self, element: fmpq_mpoly) -> fmpq_mpoly:
        for modulus in self.moduli:
            element %= modulus
        return element

    def _coordinate(self, unknown: int, part: AlgebraicPoint) -> fmpq_mpoly:
        gen = self.context.gens()[next(k for k, p in enumerate(self.parts) if p is part)]
        numerator = part.numerators[part.unknowns.index(unknown)]
        if part.root is None:
            return self.context.constant(numerator[0] / part.denominator[0])
        modulus = fmpq_poly(part.root.polynomial)
        gcd, inverse, _ = part.denominator.xgcd(modulus)
        return _placed(numerator * inverse / gcd[0] % modulus, gen)

    def least_nonzero(self, element: fmpq_mpoly) -> arb:
        """A positive bound below every nonzero conjugate: Cauchy's bound for the characteristic polynomial."""
        if prod(self.degrees) > _MOST_DIMENSIONS:
            raise Undecided(f"fields of degrees {self.degrees} meet in one equation")
        basis = list(product(*(range(d) for d in self.degrees)))
        rows = []
        for exponents in basis:
            image = self.reduced(element * self.context.from_dict({exponents: 1})).to_dict()
            rows.append([image.get(m, fmpq(0)) for m in basis])
        coefficients = [c for c in fmpq_mat(rows).charpoly().coeffs() if c != 0]
        lowest = abs(coefficients[0])
        return arb(lowest / (lowest + max(abs(c) for c in coefficients))) / 2


def _placed(polynomial: fmpq_poly, gen: fmpq_mpoly) -> fmpq_mpoly:
    """A univariate polynomial in a generator of another ring."""
    return sum((gen**k * c for k, c in enumerate(polynomial.coeffs()) if c != 0), gen * 0)
