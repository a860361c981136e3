"""RealRoot: one real root of an irreducible integer polynomial, refinable to any precision."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from flint import arb, ctx, fmpq, fmpz_poly

from symhess.exact.isolation import isolate_real_roots

__all__ = ["RealRoot", "real_roots"]

_MOST_BITS = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class RealRoot:
    """The real root number `index` (ascending, from 0) of an irreducible polynomial of degree at least 2.

    Attributes
    ----------
    polynomial : fmpz_poly
        Irreducible over Q, primitive, positive leading coefficient.
    index : int
        Its place among the real roots.
    low, high : fmpq
        An open interval that holds this root and no other; neither end is a root.

    Examples
    --------
    >>> root = real_roots(fmpz_poly([-2, 0, 1]))[1]
    >>> root.index, root.low, root.high
    (1, 0, 4)
    >>> bool(root.enclosure(200).rad() < 1e-55)
    True
    """

    polynomial: fmpz_poly
    index: int
    low: fmpq
    high: fmpq

    def enclosure(self, bits: int) -> arb:
        """Ball that holds the root, with about `bits` correct bits.

        Raises
        ------
        ArithmeticError
            Beyond a million bits: a caller that asks for more refines a number that it should test for zero.
        """
        if bits > _MOST_BITS:
            raise ArithmeticError(f"more than {_MOST_BITS} bits of a root were asked for")
        return _refined(self, 1 << max(6, (bits - 1).bit_length()))


def real_roots(polynomial: fmpz_poly) -> tuple[RealRoot, ...]:
    """All real roots, ascending, of an irreducible polynomial of degree at least 2.

    Examples
    --------
    >>> [root.index for root in real_roots(fmpz_poly([-1, -2, 1, 1]))]
    [0, 1, 2]
    >>> real_roots(fmpz_poly([1, 0, 1]))
    ()
    """
    cells = isolate_real_roots(polynomial)
    return tuple(RealRoot(polynomial, k, low, high) for k, (low, high) in enumerate(cells))


@lru_cache(maxsize=65536)
def _refined(root: RealRoot, bits: int) -> arb:
    """Interval Newton at doubling precision, started by bisection where the derivative is not yet one-signed."""
    ball = _started(root) if bits <= 64 else _refined(root, bits // 2)
    polynomial, derivative = root.polynomial, root.polynomial.derivative()
    magnitude = max(abs(c).bit_length() for c in polynomial.coeffs())
    precision = bits + 32 + magnitude // 4
    while True:
        with ctx.workprec(precision):
            improved = _newton(polynomial, derivative, ball, bits)
        if improved is not None:
            return improved
        precision *= 2


def _newton(polynomial: fmpz_poly, derivative: fmpz_poly, ball: arb, bits: int) -> arb | None:
    """Contract until `bits` bits are right; None when rounding at this precision stops the progress."""
    for _ in range(bits.bit_length() + 64):
        if ball.rel_accuracy_bits() >= bits:
            return ball
        slope = derivative(ball)
        if slope.contains(0):
            return None
        middle = arb(ball.mid())
        image = middle - polynomial(middle) / slope
        narrower = image.intersection(ball)
        if not narrower.rad() < ball.rad() * 0.75:
            return narrower if narrower.rel_accuracy_bits() >= bits else None
        ball = narrower
    return None


def _started(root: RealRoot) -> arb:
    """Bisect the isolating interval exactly until interval Newton must converge."""
    polynomial, derivative = root.polynomial, root.polynomial.derivative()
    low, high = root.low, root.high
    rising = polynomial(high) > 0
    with ctx.workprec(128 + max(abs(c).bit_length() for c in polynomial.coeffs())):
        while True:
            ball = arb(low).union(arb(high))
            if not derivative(ball).contains(0) and not ball.contains(0):
                return ball
            middle = (low + high) / 2
            if (polynomial(middle) > 0) == rising:
                high = middle
            else:
                low = middle
