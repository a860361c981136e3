"""Gauges: the sizes of real constants, exact while they are rational, to 256 bits otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import Any

from mpmath.ctx_mp import MPContext

from symhess.errors import ParseError

__all__ = [
    "BIT_LIMIT",
    "CONTEXT",
    "NOISE",
    "Gauge",
    "bits",
    "exact",
    "inexact",
    "magnitude",
    "named",
    "to_float",
    "too_large",
]

BIT_LIMIT = 4096

NOISE = -200  # what cancels to less than 2^-200 of its parts is taken for zero
_HUGE = 1e300

CONTEXT = MPContext()  # a context of its own: nobody else's precision is touched
CONTEXT.prec = 256


@dataclass(frozen=True, slots=True)
class Gauge:
    """The size of a real constant.

    Attributes
    ----------
    value : Fraction or None
        The constant, if it is known to be rational.
    approximation : mpf
        The constant to working precision.

    Examples
    --------
    >>> exact(Fraction(1, 3)).value, named("pi").value
    (Fraction(1, 3), None)
    """

    value: Fraction | None
    approximation: Any


def exact(value: Fraction, position: int = 0) -> Gauge:
    """Gauge a rational number.

    Raises
    ------
    ParseError
        If numerator or denominator is over the limit.

    Examples
    --------
    >>> exact(Fraction(0)).approximation == 0
    True
    >>> exact(Fraction(2) ** 5000)
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: a constant has more than 4096 bits (at character 1)
    """
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > BIT_LIMIT:
        raise too_large(position)
    return Gauge(value, CONTEXT.mpf(value.numerator) / value.denominator)


def named(name: str) -> Gauge:
    """Gauge e or pi.

    Examples
    --------
    >>> round(float(named("e").approximation), 5)
    2.71828
    """
    return Gauge(None, +CONTEXT.e if name == "e" else +CONTEXT.pi)


def bits(gauge: Gauge) -> float:
    """Bound the number of bits of a constant, 0 for zero.

    Examples
    --------
    >>> bits(exact(Fraction(1, 1024))), bits(exact(Fraction(0)))
    (10.0, 0.0)
    """
    if gauge.value is not None:
        return float(CONTEXT.log(max(abs(gauge.value.numerator), gauge.value.denominator), 2))
    return abs(_log2(gauge.approximation))


def magnitude(gauge: Gauge) -> float:
    """Take the binary logarithm of the absolute value, minus infinity for zero.

    Examples
    --------
    >>> magnitude(exact(Fraction(1, 1024))), magnitude(exact(Fraction(0)))
    (-10.0, -inf)
    """
    return _log2(gauge.approximation) if gauge.approximation else -inf


def to_float(gauge: Gauge) -> float:
    """Round to a float, within the range of floats.

    Examples
    --------
    >>> to_float(exact(Fraction(1, 4))), to_float(exact(Fraction(-10) ** 401))
    (0.25, -1e+300)
    """
    return float(max(-_HUGE, min(_HUGE, gauge.approximation)))


def _log2(approximation: Any) -> float:
    return float(CONTEXT.log(abs(approximation), 2)) if approximation else 0.0


def too_large(position: int) -> ParseError:
    """Say that a constant is over the limit.

    Examples
    --------
    >>> print(too_large(2))
    a constant has more than 4096 bits (at character 3)
    """
    return ParseError(f"a constant has more than {BIT_LIMIT} bits", position=position)


def inexact(approximation: Any, scale: Any, position: int) -> Gauge:
    """Wrap a value computed from parts of size `scale`, noise taken for zero.

    Examples
    --------
    >>> float(inexact(CONTEXT.mpf(2), 2, 0).approximation), inexact(CONTEXT.ldexp(1, -250), 1, 0).value
    (2.0, Fraction(0, 1))
    """
    if not approximation or abs(approximation) < CONTEXT.ldexp(scale, NOISE):
        return Gauge(Fraction(0), CONTEXT.mpf(0))
    if abs(_log2(approximation)) > BIT_LIMIT:
        raise too_large(position)
    return Gauge(None, approximation)
