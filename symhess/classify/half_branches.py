"""Real half-branches of a plane curve at the origin, counted in a certified box: exact for rational coefficients."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flint import fmpq, fmpq_mpoly, fmpq_poly, fmpz_poly

from symhess.exact import isolate_real_roots

__all__ = ["BranchCount", "count_half_branches", "vanishing_factors"]


@dataclass(frozen=True, slots=True)
class BranchCount:
    """Half-branches that reach the origin.

    Attributes
    ----------
    right, left : int
        Branches over 0 < x ≤ width and over −width ≤ x < 0 inside |y| < height.
    axis : int
        2 where the curve contains the line x = 0, else 0.
    width, height : fmpq
        Over 0 < |x| ≤ width no two branches meet and none leaves the box; x = 0 meets the curve in the box at most at
        the origin.
    """

    right: int
    left: int
    axis: int
    width: fmpq
    height: fmpq

    @property
    def total(self) -> int:
        """All half-branches.

        Examples
        --------
        >>> BranchCount(1, 1, 2, fmpq(1), fmpq(1)).total
        4
        """
        return self.right + self.left + self.axis


def count_half_branches(curve: fmpq_mpoly, x: int, y: int) -> BranchCount:
    """The real half-branches at the origin of a square-free polynomial in two of the ring's unknowns.

    The box is chosen so that over 0 < |x| ≤ width the real roots y of the polynomial in |y| < height are simple and
    stay inside; as x → 0 they all go to the origin, and Sturm's theorem counts them at x = ±width.

    Parameters
    ----------
    curve : fmpq_mpoly
        Rational, square-free.
    x, y : int
        Numbers of the two unknowns.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> u, v = ring(("u", "v")).gens()
    >>> count_half_branches(u**2 - v**3, 0, 1).total
    2
    >>> count_half_branches(u * (u**2 + v**2), 0, 1).total
    2
    """
    names = curve.context().names()
    axis = 0
    if not curve.is_zero() and all(m[x] for m in curve.monoms()):
        axis, curve = 2, divmod(curve, curve.context().gens()[x])[0]
    over_zero = _row(curve.subs({names[x]: 0}), y)
    height = fmpq(1)
    if over_zero[0] != 0:
        return BranchCount(0, 0, axis, fmpq(1), min(height, _gap(over_zero)))
    height = min(height, _gap(over_zero))
    edges = [_row(curve.subs({names[y]: side * height}), x) for side in (1, -1)]
    double = curve.resultant(curve.derivative(names[y]), names[y])
    if not double.is_constant():
        edges.append(_row(double, x))
    width = min(fmpq(1), *(_gap(edge) for edge in edges))
    counts = [_between(_row(curve.subs({names[x]: side * width}), y), -height, height) for side in (1, -1)]
    return BranchCount(counts[0], counts[1], axis, width, height)


def vanishing_factors(polynomial: fmpq_mpoly) -> tuple[tuple[fmpq_mpoly, int], ...]:
    """The irreducible factors over Q that vanish at the origin, with their multiplicities.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> u, v = ring(("u", "v")).gens()
    >>> vanishing_factors(u**2 * (v + 1) * (u - v))
    ((u - v, 1), (u, 2))
    """
    return tuple((p, m) for p, m in polynomial.factor()[1] if all(any(e) for e in p.monoms()))


def _row(polynomial: fmpq_mpoly, place: int) -> fmpq_poly:
    """The polynomial in its only unknown."""
    row = [fmpq(0)] * (polynomial.degrees()[place] + 1 if not polynomial.is_zero() else 1)
    for exponents, coefficient in polynomial.terms():
        row[exponents[place]] += coefficient
    return fmpq_poly(row)


def _gap(polynomial: fmpq_poly) -> fmpq:
    """A power of two at most 1/2 below the absolute values of all nonzero roots."""
    smallest = fmpq(1)
    for low, high in _cells(polynomial):
        end = low if low > 0 else -high if high < 0 else fmpq(0)
        smallest = min(smallest, end) if end else smallest
    gap = fmpq(1)
    while gap >= smallest:
        gap /= 2
    return gap


def _cells(polynomial: fmpq_poly) -> Iterator[tuple[fmpq, fmpq]]:
    """Isolating intervals of the nonzero roots, narrowed until 0 is outside."""
    square_free = _square_free(polynomial)
    if square_free[0] == 0:
        square_free = fmpz_poly(square_free.coeffs()[1:])
    for low, high in isolate_real_roots(square_free) if square_free.degree() > 0 else ():
        while low <= 0 <= high:
            middle = (low + high) / 2 if low + high != 0 else (low + 2 * high) / 3
            value = square_free(middle)
            if value == 0:
                low = high = middle
            elif (value > 0) == (square_free(low) > 0):
                low = middle
            else:
                high = middle
        yield low, high


def _square_free(polynomial: fmpq_poly) -> fmpz_poly:
    common = polynomial.gcd(polynomial.derivative())
    return (polynomial // common if common.degree() > 0 else polynomial).numer()


def _between(polynomial: fmpq_poly, low: fmpq, high: fmpq) -> int:
    """Number of distinct real roots between two points that are no roots (Sturm)."""
    chain = [polynomial, polynomial.derivative()]
    while chain[-1].degree() > 0:
        chain.append(-(chain[-2] % chain[-1]))
    return _variations(chain, low) - _variations(chain, high)


def _variations(chain: Sequence[fmpq_poly], at: fmpq) -> int:
    signs = [value > 0 for p in chain if (value := p(at)) != 0]
    return sum(a != b for a, b in zip(signs, signs[1:], strict=False))
