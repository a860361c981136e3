"""Newton–Hensel lifting: from a parametrisation modulo one prime to the rational one."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from flint import fmpq_mpoly, fmpq_poly, fmpz_mod_ctx, fmpz_mod_poly, fmpz_mod_poly_ctx

from symhess.solve.modular.parametrization import Branch
from symhess.solve.reconstruction import reconstruct

__all__ = ["RationalBranch", "lift"]

_Row = list[fmpz_mod_poly]
_Integers = list[list[int]]
_Terms = list[tuple[tuple[int, ...], int]]


@dataclass(frozen=True, slots=True, eq=False)
class RationalBranch:
    """x_i = numerators[i](T) / eliminant'(T) at the roots T of a monic square-free eliminant over Q.

    Examples
    --------
    >>> RationalBranch(fmpq_poly([-2, 0, 1]), (fmpq_poly([4]),)).eliminant.degree()
    2
    """

    eliminant: fmpq_poly
    numerators: tuple[fmpq_poly, ...]


def lift(
    equations: Sequence[fmpq_mpoly],
    unknowns: Sequence[int],
    form: Sequence[int],
    branch: Branch,
    tick: Callable[[], None],
) -> RationalBranch | None:
    """Lift the simple solutions; ``None`` when the Jacobian is singular modulo the prime at one of them.

    Each round doubles the number of correct p-adic digits of the coordinates, of the eliminant and of the inverse
    Jacobian, until all coefficients are recognised as rationals. Corrections are computed at half the precision,
    because what they correct is known to vanish at the lower half.

    Parameters
    ----------
    equations : sequence of fmpq_mpoly
        As many as unknowns, with integer coefficients.
    unknowns : sequence of int
        Numbers of the unknowns that occur.
    form : sequence of int
        The linear form whose value is T.
    branch : Branch
        Simple solutions modulo a prime.
    tick : callable
        Called once a round; may raise to stop.

    References
    ----------
    Giusti, Lecerf & Salvy, *A Gröbner free alternative for polynomial system solving*, J. Complexity 17 (2001).

    Examples
    --------
    >>> from flint import nmod_poly
    >>> from symhess.exact.polynomial import ring
    >>> (x,) = ring(("x",)).gens()
    >>> modulo_7 = Branch(nmod_poly([5, 0, 1], 7), (nmod_poly([0, 1], 7),))
    >>> found = lift([x**2 - 2], (0,), (1,), modulo_7, lambda: None)
    >>> found.eliminant, found.numerators
    (x^2 + (-2), (4,))
    """
    names = equations[0].context().names()
    jacobian = [_terms(e.derivative(names[k]), unknowns) for e in equations for k in unknowns]
    state = _Lifting([_terms(e, unknowns) for e in equations], jacobian, form, branch)
    if not state.start():
        return None
    while True:
        tick()
        state.advance()
        found = state.recognised()
        if found is not None:
            return found


def _terms(polynomial: fmpq_mpoly, unknowns: Sequence[int]) -> _Terms:
    return [(tuple(m[k] for k in unknowns), int(c)) for m, c in polynomial.terms()]


class _Lifting:
    """Coordinates and eliminant modulo prime^precision; the inverse Jacobian lags behind, at half of it or less.

    Bringing the inverse to full precision costs n³ products, making up for its lag in a Newton step n² only.
    """

    def __init__(self, equations: list[_Terms], jacobian: list[_Terms], form: Sequence[int], branch: Branch) -> None:
        self.equations = equations
        self.jacobian = jacobian
        self.form = form
        self.prime = int(branch.eliminant.modulus())
        self.precision = 1
        self.eliminant = [int(c) for c in branch.eliminant.coeffs()]
        self.coordinates = [[int(c) for c in v.coeffs()] or [0] for v in branch.coordinates]
        self.inverse: list[_Integers] = []

    @property
    def size(self) -> int:
        return len(self.coordinates)

    def start(self) -> bool:
        """Invert the Jacobian modulo the prime; False when it is singular somewhere.

        Where solutions fall into classes, an entry may be zero on one and not on another, and no pivot is a unit on
        all: then random combinations of the equations are eliminated.
        """
        ring = _Ring(self.prime, self.eliminant)
        rows, n = self._jacobian_at(ring), self.size
        augmented = [row + [ring.constant(int(i == j)) for j in range(n)] for i, row in enumerate(rows)]
        if not _eliminate(ring, augmented):
            generator = random.Random(1)
            mixture = [ring.constants([generator.randrange(self.prime) for _ in rows]) for _ in rows]
            columns = list(zip(*rows, strict=True))
            augmented = [[*(ring.dot(row, column) for column in columns), *row] for row in mixture]
            if not _eliminate(ring, augmented):
                return False
        self.inverse = [[_integers(entry) for entry in row[n:]] for row in augmented]
        return True

    def advance(self) -> None:
        """Double the precision."""
        low = self.prime**self.precision
        if self.precision >= 4:
            self._improve_inverse()
        step = _Ring(low, self.eliminant)
        ring = _Ring(low * low, self.eliminant)
        values = ring.elements(self.coordinates)
        residuals = [step.divided(r, low) for r in ring.evaluate(self.equations, values)]
        newton = self._newton_direction(step, residuals)
        drift = step.divided(ring.reduce(ring.dot(ring.constants(self.form), values) - ring.generator), low)
        shift = drift - step.dot(step.constants(self.form), newton)
        slopes = [v.derivative() for v in step.elements(self.coordinates)]
        corrections = [step.reduce(-d - shift * s) for d, s in zip(newton, slopes, strict=True)]
        self.coordinates = [
            _raised(v, c, low) for v, c in zip(self.coordinates, map(_integers, corrections), strict=True)
        ]
        change = step.reduce(-shift * step.modulus.derivative())
        self.eliminant = _raised(self.eliminant, _integers(change), low)
        self.precision *= 2

    def _newton_direction(self, step: _Ring, residuals: _Row) -> _Row:
        """J⁻¹ times the residuals, with one correction where the inverse has half the precision only."""
        if self.precision == 1:
            return [step.dot(row, residuals) for row in map(step.elements, self.inverse)]
        low = self.prime ** (self.precision // 2)
        half = _Ring(low, self.eliminant)
        inverse = [half.elements(row) for row in self.inverse]
        targets = half.elements([_integers(r) for r in residuals])
        first = [_integers(half.dot(row, targets)) for row in inverse]
        images = [step.dot(row, step.elements(first)) for row in self._jacobian_at(step)]
        rest = [half.divided(r - image, low) for r, image in zip(residuals, images, strict=True)]
        second = [_integers(half.dot(row, rest)) for row in inverse]
        return step.elements([_raised(a, b, low) for a, b in zip(first, second, strict=True)])

    def _improve_inverse(self) -> None:
        """One Newton step for the inverse Jacobian: Y + Y (1 - J Y), the bracket divided by its known power."""
        low = self.prime ** (self.precision // 4)
        half, ring = _Ring(low, self.eliminant), _Ring(low * low, self.eliminant)
        jacobian = self._jacobian_at(ring)
        inverse = [ring.elements(row) for row in self.inverse]
        columns = list(zip(*inverse, strict=True))
        errors = [
            [half.divided(ring.constant(int(i == j)) - ring.dot(row, column), low) for j, column in enumerate(columns)]
            for i, row in enumerate(jacobian)
        ]
        rows = [half.elements(row) for row in self.inverse]
        error_columns = list(zip(*errors, strict=True))
        self.inverse = [
            [
                _raised(entry, _integers(half.dot(row, column)), low)
                for entry, column in zip(old, error_columns, strict=True)
            ]
            for old, row in zip(self.inverse, rows, strict=True)
        ]

    def _jacobian_at(self, ring: _Ring) -> list[_Row]:
        flat = ring.evaluate(self.jacobian, ring.elements(self.coordinates))
        return [flat[i * self.size : (i + 1) * self.size] for i in range(self.size)]

    def recognised(self) -> RationalBranch | None:
        """The rational parametrisation, once every coefficient is recognised."""
        modulus = self.prime**self.precision
        eliminant = reconstruct(self.eliminant, modulus)
        if eliminant is None:
            return None
        ring = _Ring(modulus, self.eliminant)
        slope = ring.modulus.derivative()
        numerators = []
        for value in ring.elements(self.coordinates):
            numerator = reconstruct(_integers(ring.reduce(value * slope)), modulus)
            if numerator is None:
                return None
            numerators.append(numerator)
        return RationalBranch(eliminant, tuple(numerators))


class _Ring:
    """(Z/N)[T]/(eliminant)."""

    def __init__(self, characteristic: int, eliminant: Sequence[int]) -> None:
        self.ring = fmpz_mod_poly_ctx(fmpz_mod_ctx(characteristic))
        self.modulus = self.ring(list(eliminant))
        self.generator = self.ring([0, 1])

    def reduce(self, element: fmpz_mod_poly) -> fmpz_mod_poly:
        return element % self.modulus

    def constant(self, value: int) -> fmpz_mod_poly:
        return self.ring([value])

    def constants(self, values: Sequence[int]) -> _Row:
        return [self.ring([value]) for value in values]

    def elements(self, coefficients: Sequence[Sequence[int]]) -> _Row:
        return [self.ring(list(c)) for c in coefficients]

    def is_unit(self, element: fmpz_mod_poly) -> bool:
        return bool(element.gcd(self.modulus).degree() == 0)

    def dot(self, left: Sequence[fmpz_mod_poly], right: Sequence[fmpz_mod_poly]) -> fmpz_mod_poly:
        return self.reduce(reduce(add, (a * b for a, b in zip(left, right, strict=True))))

    def divided(self, element: fmpz_mod_poly, divisor: int) -> fmpz_mod_poly:
        """An element that vanishes modulo the divisor, divided by it, in this (smaller) ring."""
        return self.ring([int(c) // divisor for c in element.coeffs()] or [0])

    def evaluate(self, polynomials: Sequence[_Terms], values: Sequence[fmpz_mod_poly]) -> _Row:
        """Values of sparse polynomials; every monomial is computed once."""
        table = {(0,) * len(values): self.ring([1])}

        def monomial(exponents: tuple[int, ...]) -> fmpz_mod_poly:
            if exponents not in table:
                # multiplying by the coordinate of least degree, often T itself, costs next to nothing
                k = min((i for i, e in enumerate(exponents) if e), key=lambda i: values[i].degree())
                smaller = (*exponents[:k], exponents[k] - 1, *exponents[k + 1 :])
                table[exponents] = self.reduce(monomial(smaller) * values[k])
            return table[exponents]

        zero = self.ring([0])
        return [reduce(add, (monomial(m) * c for m, c in terms), zero) for terms in polynomials]


def _eliminate(ring: _Ring, rows: list[_Row]) -> bool:
    """Gauss-Jordan elimination in place; False when no pivot is a unit."""
    n = len(rows)
    for i in range(n):
        pivot = next((k for k in range(i, n) if ring.is_unit(rows[k][i])), None)
        if pivot is None:
            return False
        rows[i], rows[pivot] = rows[pivot], rows[i]
        unit = rows[i][i].inverse_mod(ring.modulus)
        rows[i] = [ring.reduce(entry * unit) for entry in rows[i]]
        for k in range(n):
            if k != i and not rows[k][i].is_zero():
                factor = rows[k][i]
                rows[k] = [ring.reduce(a - factor * b) for a, b in zip(rows[k], rows[i], strict=True)]
    return True


def _integers(element: fmpz_mod_poly) -> list[int]:
    return [int(c) for c in element.coeffs()] or [0]


def _raised(low: Sequence[int], high: Sequence[int], factor: int) -> list[int]:
    """low + factor · high, coefficient by coefficient."""
    length = max(len(low), len(high))
    padded = (list(side) + [0] * (length - len(side)) for side in (low, high))
    return [a + factor * b for a, b in zip(*padded, strict=True)]
