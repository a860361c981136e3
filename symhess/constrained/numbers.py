"""Comparison and writing of exact numbers that need not lie in one field."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from sympy import Add, Expr, Poly, Symbol

from symhess.exact import AlgebraicNumber, Enclosure, PolynomialValue, Rational, Real, RealSum
from symhess.exact.algebraic import EXACT_DEGREE
from symhess.exact.number import ball_sign
from symhess.exact.zero_test import is_zero_constant

__all__ = ["compare", "expression", "extremes"]

_FIRST_BITS: Final = 256
_MOST_BITS: Final = 4096


def compare(left: Real, right: Real) -> int | None:
    """-1, 0 or 1, proved; ``None`` where neither a difference nor equality can be shown.

    Examples
    --------
    >>> from flint import arb, fmpq, fmpq_poly, fmpz_poly
    >>> from symhess.exact import real_roots
    >>> root = AlgebraicNumber(real_roots(fmpz_poly([-2, 0, 1]))[1], fmpq_poly([0, 1]), fmpq_poly([1]))
    >>> compare(root, Rational(fmpq(3, 2))), compare(root, root), compare(Enclosure(arb(0, 1)), root)
    (-1, 0, -1)
    >>> compare(Enclosure(arb(0, 2)), root) is None
    True
    """
    if left is right:
        return 0
    sign = _by_balls(left, right, _FIRST_BITS)
    if sign is not None:
        return sign
    first, second = _key(left), _key(right)
    if first is not None and first == second:
        return 0
    if first is None or second is None:
        terms = expression(left), expression(right)
        if terms[0] is not None and terms[1] is not None and is_zero_constant(terms[0] - terms[1]):
            return 0
    return _by_balls(left, right, _MOST_BITS)


def _by_balls(left: Real, right: Real, most: int) -> int | None:
    bits = 64
    while bits <= most:
        sign = ball_sign(left.enclosure(bits) - right.enclosure(bits))
        if sign:
            return sign
        if isinstance(left, Enclosure) and isinstance(right, Enclosure):
            return None
        bits *= 2
    return None


@lru_cache(maxsize=4096)
def _key(number: Real) -> object:
    """The minimal polynomial and the number of the root, the same for equal algebraic numbers."""
    if isinstance(number, PolynomialValue):
        root = number.point.root
        if root is not None and root.polynomial.degree() > EXACT_DEGREE:
            return None
        number = number.exact()
    if isinstance(number, Rational):
        return str(number.value)
    if isinstance(number, AlgebraicNumber):
        own = number.primitive()
        return None if own is None else (str(own.polynomial), own.index)
    return None


def expression(number: Real) -> Expr | None:
    """The number as an exact SymPy constant; ``None`` for an enclosure.

    Examples
    --------
    >>> from flint import arb, fmpq
    >>> expression(Rational(fmpq(1, 2))), expression(Enclosure(arb(1))) is None
    (1/2, True)
    """
    short = number.short()
    if short is not None:
        return short
    if isinstance(number, RealSum):
        terms = [expression(term) for term in number.terms]
        return None if any(term is None for term in terms) else Add(*terms)
    if isinstance(number, PolynomialValue):
        number = number.exact()
    root = number.primitive() if isinstance(number, AlgebraicNumber) else None
    if root is None:
        return None
    polynomial = Poly([int(c) for c in reversed(root.polynomial.coeffs())], Symbol("x"))
    found: Expr = polynomial.root(root.index, radicals=False)
    return found


def extremes(numbers: tuple[Real, ...], sign: int) -> tuple[int, ...] | None:
    """The places of the smallest numbers for sign 1, of the largest for -1; ``None`` where that is not decided.

    Examples
    --------
    >>> from flint import fmpq
    >>> extremes(tuple(Rational(fmpq(k)) for k in (2, 1, 3, 1)), 1)
    (1, 3)
    """
    best: list[int] = []
    for place, number in enumerate(numbers):
        order = compare(number, numbers[best[0]]) if best else -sign
        if order is None:
            return None
        if order == 0:
            best.append(place)
        elif order == -sign:
            best = [place]
    return tuple(best)
