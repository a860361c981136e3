"""Simple exact numbers that a narrow enclosure may stand for; being one is proved elsewhere."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from typing import Final

import numpy as np
import sympy
from flint import arb
from numpy.typing import NDArray
from sympy import Expr, Integer, Rational, S, pi, sqrt

from symhess.exact.enclosing import enclosed_constant

__all__ = ["exact_candidates"]

_LARGEST: Final = 1000  # denominators and, for π and roots, numerators
_CLOSE: Final = 1e-12
_BITS: Final = 320


def exact_candidates(ball: arb) -> Iterator[Expr]:
    """Rationals, rational multiples of π, square roots, logarithms, exponentials, arcs and short sums in a ball.

    Examples
    --------
    >>> from symhess.exact.enclosing import enclosed_constant
    >>> def recognised(expression):
    ...     return next(exact_candidates(enclosed_constant(sympy.sympify(expression), 300)), None)
    >>> [recognised(t) for t in ("-7/3", "2*pi/3", "-sqrt(3)/2", "log(2)", "exp(1/2)", "1/2 + sqrt(5)/2", "1 - pi")]
    [-7/3, 2*pi/3, -sqrt(3)/2, log(2), exp(1/2), 1/2 + sqrt(5)/2, 1 - pi]
    >>> recognised("cos(log(3))") is None
    True
    """
    seen: set[Expr] = set()
    for candidate in _guesses(ball):
        if candidate not in seen and _agrees(candidate, ball):
            yield candidate
        seen.add(candidate)


def _agrees(candidate: Expr, ball: arb) -> bool:
    enclosure = enclosed_constant(candidate, _BITS)
    return enclosure is not None and bool(ball.overlaps(enclosure))


def _near(value: float, largest: int = _LARGEST) -> Rational | None:
    """The rational with a small denominator that a float seems to be."""
    if not abs(value) < 1e9:
        return None
    guess = Fraction(value).limit_denominator(largest)
    if abs(float(guess) - value) > _CLOSE * max(1.0, abs(value)):
        return None
    return Rational(guess.numerator, guess.denominator)


Guess = Callable[[float], Expr | None]


def _guesses(ball: arb) -> Iterator[Expr]:
    value = float(ball.mid())
    for guess in _GUESSES:
        found = guess(value)
        if found is not None:
            yield found
    yield from _sums(value)


def _multiple_of_pi(value: float) -> Expr | None:
    ratio = _near(value / math.pi)
    return None if ratio is None else ratio * pi


def _multiple_of_reciprocal_of_pi(value: float) -> Expr | None:
    ratio = _near(value * math.pi)
    return None if ratio is None else ratio / pi


def _square_root(value: float) -> Expr | None:
    square = _near(value * value)
    return None if square is None else sqrt(square) * (1 if value > 0 else -1)


def _multiple_of_root_of_pi(value: float) -> Expr | None:
    square = _near(value * value / math.pi)
    return None if square is None else sqrt(square * pi) * (1 if value > 0 else -1)


def _logarithm(value: float) -> Expr | None:
    power = _near(math.exp(value)) if abs(value) < 20 else None
    return sympy.log(power) if power is not None and power > 0 else None


def _exponential(value: float) -> Expr | None:
    exponent = _near(math.log(abs(value)), 24) if value else None
    return None if exponent is None else sympy.exp(exponent) * (1 if value > 0 else -1)


def _arc(outer: Callable[[float], float], inner: Callable[[Expr], Expr], period: Expr, sign: int) -> Guess:
    """Numbers t with a rational outer(t): ±inner(rational) + a multiple of the period."""

    def guess(value: float) -> Expr | None:
        ratio = _near(outer(value), 64) if abs(value) < 1e3 else None
        if ratio is None or abs(ratio) > 64:
            return None
        base = sign * inner(ratio)
        turns = _near((value - float(base)) / float(period), 1)
        return None if turns is None else base + turns * period

    return guess


_GUESSES: Final[tuple[Guess, ...]] = (
    _near,
    _multiple_of_pi,
    _square_root,
    _multiple_of_reciprocal_of_pi,
    _multiple_of_root_of_pi,
    _logarithm,
    _exponential,
    _arc(math.cos, sympy.acos, 2 * pi, 1),
    _arc(math.cos, sympy.acos, 2 * pi, -1),
    _arc(math.sin, sympy.asin, 2 * pi, 1),
    _arc(math.sin, lambda r: pi - sympy.asin(r), 2 * pi, 1),
    _arc(math.tan, sympy.atan, pi, 1),
)


def _sums(value: float) -> Iterator[Expr]:
    """a + b for a small multiple b of a few constants."""
    terms, values = _terms()
    scaled = (value - values)[:, None] * _DENOMINATORS
    close = abs(scaled - np.round(scaled)) < _CLOSE * max(1.0, abs(value)) * _DENOMINATORS
    for row in np.flatnonzero(close.any(1)):
        rest = _near(value - values[row], int(_DENOMINATORS[-1]))
        if rest is not None:
            yield rest + terms[row]


_FACTORS: Final = tuple(
    Rational(sign * p, q) for q in (1, 2, 3, 4, 6) for p in range(1, 7) for sign in (1, -1) if Rational(p, q).q == q
)
_UNITS: Final = (pi, *(sqrt(Integer(n)) for n in (2, 3, 5, 6, 7)), sympy.log(2), sympy.log(3), S.Exp1)
_DENOMINATORS: Final = np.arange(1, 25)


@cache
def _terms() -> tuple[tuple[Expr, ...], NDArray[np.float64]]:
    """The multiples that are tried and their values, made when first asked for."""
    terms = tuple(factor * unit for unit in _UNITS for factor in _FACTORS)
    return terms, np.array([float(term) for term in terms])
