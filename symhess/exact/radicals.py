"""Short radicals for roots of polynomials where they exist."""

from __future__ import annotations

from functools import lru_cache

from flint import fmpz_poly
from sympy import Expr, Integer, Pow, Rational, sqrt

from symhess.exact.real_root import RealRoot

__all__ = ["radical"]

_MAX_BITS = 96  # longer discriminants are neither short nor quickly made square-free


@lru_cache(maxsize=4096)
def radical(root: RealRoot) -> Expr | None:
    """The root as a real radical without nesting deeper than two, or ``None``.

    Found are roots of a·x² + b·x + c, of a·xⁿ + c, and of quadratics in xⁿ: never Cardano's formula.

    Examples
    --------
    >>> from symhess.exact.real_root import real_roots
    >>> [radical(r) for r in real_roots(fmpz_poly([-1, -1, 1]))]
    [1/2 - sqrt(5)/2, 1/2 + sqrt(5)/2]
    >>> [radical(r) for r in real_roots(fmpz_poly([-2, 0, 0, 1]))]
    [2**(1/3)]
    >>> [radical(r) for r in real_roots(fmpz_poly([-1, -1, 0, 1]))]
    [None]
    """
    polynomial = root.polynomial
    if max(abs(c).bit_length() for c in polynomial.coeffs()) > _MAX_BITS:
        return None
    inner, power = polynomial.deflation()
    if inner.degree() > 2:
        return None
    if inner.degree() == 1:
        return _outer_root(Rational(-int(inner[0]), int(inner[1])), int(power), root)
    values = _quadratic(inner)
    return _matching([v for u in values if (v := _outer_root(u, int(power), root)) is not None], root)


def _quadratic(polynomial: fmpz_poly) -> list[Expr]:
    c, b, a = (Integer(int(k)) for k in polynomial.coeffs())
    discriminant = b**2 - 4 * a * c
    if discriminant < 0:
        return []
    return [(-b + s * sqrt(discriminant)) / (2 * a) for s in (-1, 1)]


def _outer_root(inner: Expr, power: int, root: RealRoot) -> Expr | None:
    """The real power-th root of `inner` that has the sign of `root`."""
    if power == 1:
        return inner
    negative = bool(root.enclosure(64) < 0)
    if power % 2 == 0:
        if not inner.is_nonnegative:
            return None
        return -Pow(inner, Rational(1, power)) if negative else Pow(inner, Rational(1, power))
    return -Pow(-inner, Rational(1, power)) if negative else Pow(inner, Rational(1, power))


def _matching(values: list[Expr], root: RealRoot) -> Expr | None:
    """The one value that lies in the root's isolating interval; candidates are exactly the polynomial's roots."""
    low, high = (Rational(int(end.p), int(end.q)) for end in (root.low, root.high))
    inside = [value for value in values if (value - low).is_positive and (high - value).is_positive]
    return inside[0] if len(inside) == 1 else None
