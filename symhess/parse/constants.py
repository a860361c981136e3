"""Arithmetic of gauges: constants are computed before anything is built, and must be finite, real and not too large.

What the working precision cannot tell from zero counts as zero, which can only make the reading stricter.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from symhess.errors import ParseError
from symhess.parse.gauge import BIT_LIMIT, CONTEXT, NOISE, Gauge, bits, exact, inexact, too_large

__all__ = ["add", "apply", "divide", "multiply", "power", "root"]


def add(left: Gauge, right: Gauge, position: int = 0) -> Gauge:
    """Gauge a sum.

    Examples
    --------
    >>> from symhess.parse.gauge import named
    >>> add(named("e"), exact(Fraction(1))).value is None
    True
    >>> minus = multiply(exact(Fraction(-1)), named("e"))
    >>> add(named("e"), minus).value
    Fraction(0, 1)
    """
    if left.value is not None and right.value is not None:
        return exact(left.value + right.value, position)
    scale = max(abs(left.approximation), abs(right.approximation))
    return inexact(left.approximation + right.approximation, scale, position)


def multiply(left: Gauge, right: Gauge, position: int = 0) -> Gauge:
    """Gauge a product.

    Examples
    --------
    >>> multiply(exact(Fraction(2)), exact(Fraction(1, 4))).value
    Fraction(1, 2)
    >>> from symhess.parse.gauge import named
    >>> multiply(named("pi"), exact(Fraction(0))).value
    Fraction(0, 1)
    """
    if left.value is not None and right.value is not None:
        return exact(left.value * right.value, position)
    return inexact(left.approximation * right.approximation, 0, position)


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
    return inexact(left.approximation / right.approximation, 0, position)


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
        raise too_large(position)
    return inexact(CONTEXT.power(base.approximation, exponent.approximation), 0, position)


def _power_of_zero(exponent: Gauge, position: int) -> Gauge:
    if exponent.approximation > 0:
        return Gauge(Fraction(0), CONTEXT.mpf(0))
    name = "0^0" if exponent.approximation == 0 else "zero to a negative power"
    raise ParseError(f"{name} has no value", position=position)


def _integer_power(base: Gauge, exponent: int, position: int) -> Gauge:
    if base.value is not None and abs(base.value) == 1:
        return exact(base.value ** (exponent % 2), position)
    if abs(exponent) > BIT_LIMIT << 64 or abs(exponent) * bits(base) > BIT_LIMIT:
        raise too_large(position)
    if base.value is not None:
        return exact(base.value**exponent, position)
    return inexact(CONTEXT.power(base.approximation, exponent), 0, position)


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
    size = CONTEXT.root(abs(radicand.approximation), degree)
    return inexact(size if radicand.approximation >= 0 else -size, 0, position)


def apply(function: str, argument: Gauge, position: int = 0) -> Gauge:
    """Gauge a listed function of a constant.

    Raises
    ------
    ParseError
        If the value is not finite, not real, or too large.

    Examples
    --------
    >>> from symhess.parse.gauge import named
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
        raise too_large(position)
    value = _value(function, argument.approximation)
    if value is None or (function in _POLES and abs(value) > CONTEXT.ldexp(1, -NOISE)):
        raise ParseError(f"{function} of this constant has no finite real value", position=position)
    scale = 0 if function in _EXPONENTIAL else min(1, abs(argument.approximation))
    return inexact(value, scale, position)


_EXPONENTIAL = {"exp", "sinh", "cosh", "tanh", "sech", "csch", "coth"}
_POLES = {"sin", "cos", "tan", "sec", "csc", "cot"}

_FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    name: getattr(CONTEXT, {"log": "ln", "abs": "fabs"}.get(name, name))
    for name in (*_EXPONENTIAL, *_POLES, *(f"a{name}" for name in (*_EXPONENTIAL, *_POLES) if name != "exp"))
    + ("log", "sqrt", "abs")
}


def _value(function: str, argument: Any) -> Any:
    """Compute a function, None where the value is not finite and real."""
    try:
        value = _FUNCTIONS[function](argument)
    except (ValueError, ZeroDivisionError):
        return None
    return value if isinstance(value, CONTEXT.mpf) and CONTEXT.isfinite(value) else None
