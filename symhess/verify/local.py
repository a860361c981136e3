"""One block of the Hessian at a point: enclosures of its numbers, exact answers where enclosures do not settle."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

from flint import arb, arb_mat, arb_poly, ctx, fmpq, fmpq_mpoly

from symhess.exact import PolynomialValue, Rational, Real
from symhess.exact.decimals import ball_ends
from symhess.exact.isolation import sign_changes
from symhess.verify.hessian import HessianBlock
from symhess.verify.places import BITS, Place, Undecided

__all__ = ["LocalHessian"]

_ZERO_TEST_BITS = 512  # balls that still hold zero at this precision are tested exactly
_MOST_BITS = 1 << 14
_DIGITS_20 = 68  # bits
_BITS_FOR_EACH_ROOT = 96  # what is left of a determinant near a multiple eigenvalue


class LocalHessian:
    """One block at the parts of a point that it depends on.

    Examples
    --------
    >>> from flint import fmpq_poly
    >>> from sympy.abc import x
    >>> from symhess.exact import AlgebraicPoint
    >>> from symhess.function import ScalarFunction
    >>> from symhess.verify.hessian import hessian_blocks
    >>> from symhess.verify.model import Model
    >>> block, = hessian_blocks(Model(ScalarFunction(x**3, (x,)), ("x",), ()))
    >>> local = LocalHessian(block, Place([AlgebraicPoint((0,), None, (fmpq_poly([2]),), fmpq_poly([1]))]))
    >>> local.minor(1, 64), local.inertia
    (12.0000000000000, (1, 0, 0))
    """

    def __init__(self, block: HessianBlock, place: Place) -> None:
        self.block = block
        self.place = Place(place.touched(block.unknowns))
        self._matrices: dict[int, arb_mat] = {}
        self._rationals: dict[int, fmpq | None] = {}
        self._minors: dict[tuple[int, int], arb] = {}
        self._characteristics: dict[int, arb_poly] = {}
        self._places: dict[Real, tuple[int, int]] = {}

    def matrix(self, bits: int) -> arb_mat:
        """The block's Hessian in enclosures."""
        if bits not in self._matrices:
            rows = [[self.place.ball(p, bits) for p in row] for row in self.block.entries]
            self._matrices[bits] = arb_mat(rows)
        return self._matrices[bits]

    def minor(self, size: int, bits: int) -> arb:
        """Enclosure of a leading principal minor of the block."""
        if (size, bits) not in self._minors:
            rows = [row[:size] for row in self.matrix(bits).tolist()[:size]]
            with ctx.workprec(bits + 32):
                self._minors[size, bits] = arb_mat(rows).det()
        return self._minors[size, bits]

    def characteristic(self, bits: int) -> arb_poly:
        """Enclosure of det(t − H)."""
        if bits not in self._characteristics:
            with ctx.workprec(bits + 32):
                self._characteristics[bits] = self.matrix(bits).charpoly()
        return self._characteristics[bits]

    def rational(self, polynomial: fmpq_mpoly) -> fmpq | None:
        """The value where it is rational; only for points of one part."""
        if id(polynomial) not in self._rationals:
            exact = PolynomialValue(polynomial, self.place.parts[0]).exact() if len(self.place.parts) == 1 else None
            self._rationals[id(polynomial)] = exact.value if isinstance(exact, Rational) else None
        return self._rationals[id(polynomial)]

    @cached_property
    def inertia(self) -> tuple[int, int, int]:
        """Numbers of positive, negative and zero eigenvalues."""
        signs = [self._sign(k) for k in range(len(self.block.variables))] + [1]
        zero = next(k for k, sign in enumerate(signs) if sign)
        positive = sign_changes(signs)
        return positive, len(self.block.variables) - positive - zero, zero

    def _sign(self, k: int) -> int:
        bits = 64
        while bits <= _MOST_BITS:
            coefficient = self.characteristic(bits)[k]
            if not coefficient.contains(0):
                return 1 if coefficient > 0 else -1
            if bits >= _ZERO_TEST_BITS and self.place.is_zero(self.block.characteristic[k]):
                return 0
            bits *= 2
        raise Undecided("the sign of a coefficient of the characteristic polynomial")

    def places(self, number: Real) -> tuple[int, int]:
        """Numbers of eigenvalues below a number and up to it, where equal means equal to 20 digits."""
        if number not in self._places:
            low, high = _bounds(number)
            self._places[number] = self._count_below(low), self._count_below(high)
        return self._places[number]

    def _count_below(self, bound: fmpq) -> int:
        """By Descartes' rule for det(t + bound − H); the bound is no eigenvalue."""
        size = len(self.block.variables)
        bits = BITS + _BITS_FOR_EACH_ROOT * size
        while bits <= _MOST_BITS:
            with ctx.workprec(bits + 32):
                shift = [[arb(bound * int(i == j)) for j in range(size)] for i in range(size)]
                coefficients = (self.matrix(bits) - arb_mat(shift)).charpoly().coeffs()
            changes = _certain_sign_changes(coefficients)
            if changes is not None:
                return size - changes
            bits *= 2
        raise Undecided(f"how many eigenvalues lie below {bound}")


@lru_cache(maxsize=4096)
def _bounds(number: Real) -> tuple[fmpq, fmpq]:
    """Ends of an interval around a number, not zero, in which 20 digits are the same."""
    low, high = ball_ends(number.enclosure(BITS))
    margin = min(abs(low), abs(high)) / 2**_DIGITS_20
    if high - low > margin:
        raise Undecided(f"the digits of {number.decimal()}")
    return low - margin, high + margin


def _certain_sign_changes(coefficients: Sequence[arb]) -> int | None:
    """Sign changes of a polynomial with real roots only; one coefficient between opposite signs may be unknown."""
    signs = [1 if c > 0 else -1 if c < 0 else 0 for c in coefficients]
    unknown = (k for k, sign in enumerate(signs) if not sign)
    certain = all(k > 0 and signs[k - 1] * signs[k + 1] < 0 for k in unknown)
    return sign_changes(signs) if certain else None
