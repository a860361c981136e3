"""Curves to infinity: x_k = c_k·t^{w_k}, on which a polynomial is a sum of powers of t."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import gcd
from typing import Final

from flint import fmpq, fmpq_mpoly
from sympy import Expr, Integer, Pow, Symbol
from sympy import Rational as SympyRational

from symhess.budget import Deadline

__all__ = ["Curve", "curves_of", "leading_term", "ray"]

_T: Final = Symbol("t")
_WEIGHTS: Final = {1: (1,), 2: (-3, -2, -1, 0, 1, 2, 3), 3: (-1, 0, 1, 2)}
_PLACES: Final = {1: (1, -1), 2: (0, 1, -1, 2, -2, fmpq(1, 2), fmpq(-1, 2)), 3: (0, 1, -1)}


@dataclass(frozen=True, slots=True)
class Curve:
    """A monomial curve.

    Examples
    --------
    >>> Curve((fmpq(1), fmpq(-2)), (-1, 2)).expressions()
    (1/t, -2*t**2)
    """

    coefficients: tuple[fmpq, ...]
    weights: tuple[int, ...]

    def expressions(self) -> tuple[Expr, ...]:
        """The coordinates for t > 0."""
        return tuple(
            SympyRational(int(c.p), int(c.q)) * Pow(_T, Integer(w))
            for c, w in zip(self.coefficients, self.weights, strict=True)
        )


def curves_of(size: int, deadline: Deadline) -> Iterator[Curve]:
    """Monomial curves that leave every bounded set, simple ones first.

    Examples
    --------
    >>> [curve.expressions() for curve in curves_of(1, Deadline(None))]
    [(t,), (-t,)]
    """
    if size not in _WEIGHTS:
        return
    weights = sorted(product(_WEIGHTS[size], repeat=size), key=lambda w: (sum(map(abs, w)), w))
    for weight in weights:
        deadline.check()
        if max(weight) > 0 and gcd(*weight) == 1:
            for places in product(_PLACES[size], repeat=size):
                if any(p != 0 and w > 0 for p, w in zip(places, weight, strict=True)):
                    yield Curve(tuple(map(fmpq, places)), weight)


def leading_term(polynomial: fmpq_mpoly, curve: Curve) -> tuple[int, fmpq]:
    """Power and coefficient of the term that decides for large t; power 0 and coefficient 0 for the zero function.

    Negative powers tend to zero; they are given as the limit: power 0, coefficient 0.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> leading_term((x * y - 1) ** 2 + x**2, Curve((fmpq(1), fmpq(1)), (-1, 1)))
    (0, 0)
    >>> leading_term(x**2 - y, Curve((fmpq(1), fmpq(1)), (1, 3)))
    (3, -1)
    """
    powers = _powers(polynomial, curve)
    top = max((power for power, coefficient in powers.items() if coefficient != 0), default=-1)
    return (top, powers[top]) if top >= 0 else (0, fmpq(0))


def _powers(polynomial: fmpq_mpoly, curve: Curve) -> dict[int, fmpq]:
    found: dict[int, fmpq] = {}
    for exponents, coefficient in polynomial.terms():
        power, value = 0, coefficient
        for exponent, place, weight in zip(exponents, curve.coefficients, curve.weights, strict=True):
            if exponent:
                power += int(exponent) * weight
                value *= place ** int(exponent)
        found[power] = found.get(power, fmpq(0)) + value
    return found


def ray(vector: Sequence[int]) -> Curve:
    """The straight line from the origin.

    Examples
    --------
    >>> ray((1, 0)).expressions()
    (t, 0)
    """
    return Curve(tuple(map(fmpq, vector)), (1,) * len(vector))
