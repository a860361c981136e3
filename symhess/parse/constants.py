"""Constants of a text, gauged before anything is built: finite, real, and not too large to build.

A constant is kept exactly while it is rational, and to 256 bits otherwise. What this precision cannot tell from zero
counts as zero, which can only make the reading stricter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import Any

from mpmath.ctx_mp import MPContext

from symhess.errors import ParseError

__all__ = [
    "BIT_LIMIT",
    "Gauge",
    "add",
    "apply",
    "bits",
    "divide",
    "exact",
    "magnitude",
    "multiply",
    "named",
    "power",
    "root",
    "to_float",
]

BIT_LIMIT = 4096

_PRECISION = 256
_NOISE = -200  # what cancels to less than 2^-200 of its parts is taken for zero

_MP = MPContext()  # a context of its own: nobody else's precision is touched
_MP.prec = _PRECISION


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
        raise _too_large(position)
    return Gauge(value, _MP.mpf(value.numerator) / value.denominator)


def named(name: str) -> Gauge:
    """Gauge e or pi.

    Examples
    --------
    >>> round(float(named("e").approximation), 5)
    2.71828
    """
    return Gauge(None, +_MP.e if name == "e" else +_MP.pi)


def bits(gauge: Gauge) -> float:
    """Bound the number of bits of a constant, 0 for zero.

    Examples
    --------
    >>> bits(exact(Fraction(1, 1024))), bits(exact(Fraction(0)))
    (10.0, 0.0)
    """
    if gauge.value is not None:
        return float(_MP.log(max(abs(gauge.value.numerator), gauge.value.denominator), 2))
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
    """Round to a float, infinite where it is too large for one.

    Examples
    --------
    >>> to_float(exact(Fraction(1, 4))), to_float(exact(Fraction(10) ** 400))
    (0.25, inf)
    """
    return float(gauge.approximation)


def _log2(approximation: Any) -> float:
    return float(_MP.log(abs(approximation), 2)) if approximation else 0.0


def _too_large(position: int) -> ParseError:
    return ParseError(f"a constant has more than {BIT_LIMIT} bits", position=position)


def _inexact(approximation: Any, scale: Any, position: int) -> Gauge:
    """Wrap a value computed from parts of size `scale`, noise taken for zero."""
    if not approximation or abs(approximation) < _MP.ldexp(scale, _NOISE):
        return Gauge(Fraction(0), _MP.mpf(0))
    if abs(_log2(approximation)) > BIT_LIMIT:
        raise _too_large(position)
    return Gauge(None, approximation)


def add(left: Gauge, right: Gauge, position: int = 0) -> Gauge:
    """Gauge a sum.

    Examples
    --------
    >>> add(named("e"), exact(Fraction(1))).value is None
    True
    >>> minus = multiply(exact(Fraction(-1)), named("e"))
    >>> add(named("e"), minus).value
    Fraction(0, 1)
    """
    if left.value is not None and right.value is not None:
        return exact(left.value + right.value, position)
    scale = max(abs(left.approximation), abs(right.approximation))
    return _inexact(left.approximation + right.approximation, scale, position)


def multiply(left: Gauge, right: Gauge, position: int = 0) -> Gauge:
    """Gauge a product.

    Examples
    --------
    >>> multiply(exact(Fraction(2)), exact(Fraction(1, 4))).value
    Fraction(1, 2)
    >>> multiply(named("pi"), exact(Fraction(0))).value
    Fraction(0, 1)
    """
    if left.value is not None and right.value is not None:
        return exact(left.value * right.value, position)
    return _inexact(left.approximation * right.approximation, 0, position)


def divide(left: Gauge, right: Gauge, position: int = 0) -> Gauge:
    """Gauge a quotient.

    Raises
    ------
    ParseError
        If the divisor is zero.

    Examples
    --------
    >>> divide(exact(Fraction(1)), exact(Fraction(4))).value
    Fraction(1, 4)
    >>> divide(exact(Fraction(1)), exact(Fraction(0)))
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: a constant is divided by zero (at character 1)
    """
    if right.approximation == 0:
        raise ParseError("a constant is divided by zero", position=position)
    if left.value is not None and right.value is not None:
        return exact(left.value / right.value, position)
    return _inexact(left.approximation / right.approximation, 0, position)


def power(base: Gauge, exponent: Gauge, position: int = 0) -> Gauge:
    """Gauge a power, before it is computed.

    Raises
    ------
    ParseError
        If it is 0^0, zero to a negative power, a root of a negative number, or too large.

    Examples
    --------
    >>> power(exact(Fraction(2)), exact(Fraction(-3))).value
    Fraction(1, 8)
    >>> power(exact(Fraction(9)), exact(Fraction(10**10)))
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: a constant has more than 4096 bits (at character 1)
    """
    if base.approximation == 0:
        return _power_of_zero(exponent, position)
    if exponent.value is not None and exponent.value.denominator == 1:
        return _integer_power(base, exponent.value.numerator, position)
    if base.approximation < 0:
        message = "a negative number to a power that is not an integer has no real value"
        raise ParseError(message, position=position, hint="write an odd root as ∛ or \\sqrt[3]")
    if abs(exponent.approximation) * bits(base) > BIT_LIMIT:
        raise _too_large(position)
    return _inexact(_MP.power(base.approximation, exponent.approximation), 0, position)


def _power_of_zero(exponent: Gauge, position: int) -> Gauge:
    if exponent.approximation > 0:
        return Gauge(Fraction(0), _MP.mpf(0))
    name = "0^0" if exponent.approximation == 0 else "zero to a negative power"
    raise ParseError(f"{name} has no value", position=position)


def _integer_power(base: Gauge, exponent: int, position: int) -> Gauge:
    if base.value is not None and abs(base.value) == 1:
        return exact(base.value ** (exponent % 2), position)
    if abs(exponent) > BIT_LIMIT << 64 or abs(exponent) * bits(base) > BIT_LIMIT:
        raise _too_large(position)
    if base.value is not None:
        return exact(base.value**exponent, position)
    return _inexact(_MP.power(base.approximation, exponent), 0, position)


def root(degree: int, radicand: Gauge, position: int = 0) -> Gauge:
    """Gauge a real root; odd degrees take negative radicands.

    Examples
    --------
    >>> float(root(3, exact(Fraction(-8))).approximation)
    -2.0
    >>> root(2, exact(Fraction(-1)))
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: an even root of a negative number has no real value (at character 1)
    """
    if radicand.approximation < 0 and degree % 2 == 0:
        raise ParseError("an even root of a negative number has no real value", position=position)
    size = _MP.root(abs(radicand.approximation), degree)
    return _inexact(size if radicand.approximation >= 0 else -size, 0, position)


def apply(function: str, argument: Gauge, position: int = 0) -> Gauge:
    """Gauge a listed function of a constant.

    Raises
    ------
    ParseError
        If the value is not finite, not real, or too large.

    Examples
    --------
    >>> apply("sin", named("pi")).value
    Fraction(0, 1)
    >>> apply("log", exact(Fraction(0)))
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: log of this constant has no finite real value (at character 1)
    """
    if function == "abs" and argument.value is not None:
        return exact(abs(argument.value), position)
    if function in _EXPONENTIAL and abs(argument.approximation) > BIT_LIMIT:
        raise _too_large(position)
    value = _value(function, argument.approximation)
    if value is None or (function in _POLES and abs(value) > _MP.ldexp(1, -_NOISE)):
        raise ParseError(f"{function} of this constant has no finite real value", position=position)
    scale = 0 if function in _EXPONENTIAL else min(1, abs(argument.approximation))
    return _inexact(value, scale, position)


_EXPONENTIAL = {"exp", "sinh", "cosh", "tanh", "sech", "csch", "coth"}
_POLES = {"sin", "cos", "tan", "sec", "csc", "cot"}

_FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    name: getattr(_MP, {"log": "ln", "abs": "fabs"}.get(name, name))
    for name in (*_EXPONENTIAL, *_POLES, *(f"a{name}" for name in (*_EXPONENTIAL, *_POLES) if name != "exp"))
    + ("log", "sqrt", "abs")
}


def _value(function: str, argument: Any) -> Any:
    """Compute a function, None where the value is not finite and real."""
    try:
        value = _FUNCTIONS[function](argument)
    except (ValueError, ZeroDivisionError):
        return None
    return value if isinstance(value, _MP.mpf) and _MP.isfinite(value) else None
