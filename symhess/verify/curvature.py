"""All numbers of the Hessian at a point, put together from its blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, reduce
from itertools import product
from math import prod
from operator import mul

from flint import arb, arb_poly, ctx, fmpq, fmpq_mpoly, fmpq_poly

from symhess.exact import Real
from symhess.verify.hessian import HessianBlock, Polynomials
from symhess.verify.local import LocalHessian
from symhess.verify.places import Place

__all__ = ["Curvature", "Known"]

Known = dict[tuple[object, ...], LocalHessian]
"""Blocks already computed, by block and parts."""


class Curvature:
    """All numbers of the Hessian at one point; blocks are computed once for each combination of parts.

    Examples
    --------
    >>> from flint import fmpq_poly
    >>> from sympy.abc import x, y
    >>> from symhess.exact import AlgebraicPoint
    >>> from symhess.function import ScalarFunction
    >>> from symhess.verify.hessian import hessian_blocks
    >>> from symhess.verify.model import Model
    >>> model = Model(ScalarFunction(x**2 - y**2, (x, y)), ("x", "y"), ())
    >>> zero, one = fmpq_poly(), fmpq_poly([1])
    >>> place = Place((AlgebraicPoint((0,), None, (zero,), one), AlgebraicPoint((1,), None, (zero,), one)))
    >>> curvature = Curvature(hessian_blocks(model), place, {})
    >>> curvature.size, curvature.inertia, curvature.minor_equals(2, fmpq(-4))
    (2, (1, 1, 0), True)
    >>> curvature.form_sign((1, 2))
    -1
    """

    def __init__(self, blocks: Sequence[HessianBlock], place: Place, known: Known) -> None:
        self.size = sum(len(block.variables) for block in blocks)
        self.place = place
        self._characteristics: dict[int, arb_poly] = {}
        self.locals = []
        for block in blocks:
            key = (block, *place.touched(block.unknowns))
            if key not in known:
                known[key] = LocalHessian(block, place)
            self.locals.append(known[key])

    @cached_property
    def inertia(self) -> tuple[int, int, int]:
        """Numbers of positive, negative and zero eigenvalues, exact."""
        counts = [local.inertia for local in self.locals]
        return sum(c[0] for c in counts), sum(c[1] for c in counts), sum(c[2] for c in counts)

    def is_eigenvalue_at(self, number: Real, place: int) -> bool:
        """Whether a number that is not zero agrees in 20 digits with the eigenvalue at this place, ascending from 0."""
        counts = [local.places(number) for local in self.locals]
        return sum(below for below, _ in counts) <= place < sum(up_to for _, up_to in counts)

    def matrix(self, bits: int) -> list[list[arb]]:
        """The Hessian in enclosures."""
        rows = [[arb(0)] * self.size for _ in range(self.size)]
        for local in self.locals:
            for (a, i), (b, j) in product(enumerate(local.block.variables), repeat=2):
                rows[i][j] = local.matrix(bits)[a, b]
        return rows

    def _leading(self, size: int) -> list[tuple[LocalHessian, int]]:
        """Blocks that reach into the first variables, with the number of theirs."""
        pairs = ((local, sum(v < size for v in local.block.variables)) for local in self.locals)
        return [(local, count) for local, count in pairs if count]

    def minor(self, size: int, bits: int) -> arb:
        """Enclosure of a leading principal minor."""
        return _product((local.minor(count, bits) for local, count in self._leading(size)), bits)

    def minor_equals(self, size: int, value: fmpq) -> bool:
        """Whether a leading principal minor is this rational number."""
        return self._equals([(local, local.block.minors[k - 1]) for local, k in self._leading(size)], value)

    def _equals(self, factors: Sequence[tuple[LocalHessian, fmpq_mpoly]], value: fmpq) -> bool:
        if value == 0 or len(factors) == 1:
            return any(local.place.is_zero(p - value) for local, p in factors)
        numbers = [local.rational(p) for local, p in factors]
        known = prod((n for n in numbers if n is not None), start=fmpq(1))
        open_factors = [p for (_, p), n in zip(factors, numbers, strict=True) if n is None]
        if not open_factors:
            return bool(known == value)
        polynomial = open_factors[0] * known
        for other in open_factors[1:]:
            polynomial *= other
        return self.place.is_zero(polynomial - value)

    def coefficient(self, k: int, bits: int) -> arb:
        """Enclosure of a coefficient of det(t − H)."""
        return self._characteristic(bits)[k]

    def _characteristic(self, bits: int) -> arb_poly:
        if bits not in self._characteristics:
            with ctx.workprec(bits + 32):
                polynomials = (local.characteristic(bits) for local in self.locals)
                self._characteristics[bits] = reduce(mul, polynomials, arb_poly([1]))
        return self._characteristics[bits]

    def coefficient_equals(self, k: int, value: fmpq) -> bool:
        """Whether a coefficient of det(t − H) is this rational number."""
        if k == self.size:
            return bool(value == 1)
        if k == 0 or len(self.locals) == 1:
            return self._equals([(local, local.block.characteristic[k]) for local in self.locals], value)
        if value == 0 and k < self.inertia[2]:
            return True
        if self._rational_characteristic is not None:
            return bool(self._rational_characteristic[k] == value)
        return self.place.is_zero(self._symbolic_characteristic[k] - value)

    @cached_property
    def _rational_characteristic(self) -> fmpq_poly | None:
        total = fmpq_poly([1])
        for local in self.locals:
            numbers = [local.rational(p) for p in local.block.characteristic]
            known = [n for n in numbers if n is not None]
            if len(known) < len(numbers):
                return None
            total *= fmpq_poly(known)
        return total

    @cached_property
    def _symbolic_characteristic(self) -> Polynomials:
        total = self.locals[0].block.characteristic
        for local in self.locals[1:]:
            other = local.block.characteristic
            zero = total[0] * 0
            joined = [zero] * (len(total) + len(other) - 1)
            for (i, a), (j, b) in product(enumerate(total), enumerate(other)):
                joined[i + j] += a * b
            total = tuple(joined)
        return total

    def is_eigenvalue(self, value: fmpq) -> bool:
        """Whether a rational number is an eigenvalue."""
        return any(local.place.is_zero(_horner(local.block.characteristic, value)) for local in self.locals)

    def form_sign(self, vector: Sequence[int]) -> int:
        """Sign of vᵀHv for an integer vector, exact."""
        form = self.locals[0].block.entries[0][0] * 0
        for local in self.locals:
            for (a, i), (b, j) in product(enumerate(local.block.variables), repeat=2):
                form += local.block.entries[a][b] * fmpq(vector[i] * vector[j])
        return self.place.sign(form)


def _horner(coefficients: Polynomials, value: fmpq) -> fmpq_mpoly:
    total = coefficients[-1]
    for coefficient in reversed(coefficients[:-1]):
        total = total * value + coefficient
    return total


def _product(balls: Iterable[arb], bits: int) -> arb:
    with ctx.workprec(bits + 32):
        return prod(balls, start=arb(1))
