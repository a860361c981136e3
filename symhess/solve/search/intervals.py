"""Interval arithmetic on NumPy arrays, rounded outward.

An interval is a pair (low, high) of arrays of one shape, or of floats for a constant. What is proved and what is taken
from documentation:

- ``+ - * /`` and ``sqrt`` are correctly rounded (IEEE 754), so one step outward, taken by :func:`up`, encloses them.
- NumPy's loops and the C library document at most 4 ulp for the elementary functions used here; ends move by 16 ulp
  (for sin and cos by an absolute 2^-50, since their relative error near a zero is not documented). What rests on these
  bounds is proved again with arb where it becomes part of a result, and by the checker.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import numpy as np
from sympy import Rational

__all__ = ["OPERATIONS", "Domain", "Interval", "Operation", "add", "divide", "down", "multiply", "power", "root", "up"]

Array: TypeAlias = Any
Interval: TypeAlias = tuple[Array, Array]

_ULP: Final = 2.0**-52
_TINY: Final = 2.0**-1060
_SAFE: Final = 2.0**-500  # products of numbers above do not vanish
_HUGE: Final = 1.7976931348623157e308
_LIBRARY: Final = 16 * _ULP
_WAVE: Final = 2.0**-50
_FAR: Final = 2.0**20  # beyond it sin, cos and tan are not looked at


@dataclass(slots=True)
class Domain:
    """What an evaluation met: rows that lie outside the domain, and rows where something is not smooth.

    Examples
    --------
    >>> domain = Domain(2)
    >>> low, high = OPERATIONS["log"]((np.array([-2.0, -1.0]), np.array([-1.0, 1.0])), domain)
    >>> domain.void.tolist(), domain.rough.tolist(), bool(low[1] < -1e300), bool(0 <= high[1] < 1e-300)
    ([True, False], [True, True], True, True)
    """

    size: int
    void: Array = field(init=False)
    rough: Array = field(init=False)

    def __post_init__(self) -> None:
        self.void = np.zeros(self.size, bool)
        self.rough = np.zeros(self.size, bool)

    def need(self, possible: Array, sure: Array) -> None:
        """Rows where the argument can be, and surely is, in the inner of a function's domain."""
        self.void |= ~possible
        self.rough |= ~sure


def up(number: Array, relative: float = _ULP) -> Array:
    """At least the next float above.

    Examples
    --------
    >>> all(up(t) >= np.nextafter(t, np.inf) for t in (1.0, -1.0, 0.0, -5e-324, 1e308))
    True
    """
    return number + (abs(number) * relative + _TINY)


def down(number: Array, relative: float = _ULP) -> Array:
    """At most the next float below.

    Examples
    --------
    >>> all(down(t) <= np.nextafter(t, -np.inf) for t in (1.0, -1.0, 0.0, 5e-324, -1e308))
    True
    """
    return number - (abs(number) * relative + _TINY)


def _tidied(low: Array, high: Array) -> Interval:
    """Where an end is not a number (∞ − ∞), nothing is known."""
    lost = np.isnan(low) | np.isnan(high)
    if np.any(lost):
        return np.where(lost, -np.inf, low), np.where(lost, np.inf, high)
    return low, high


def add(a: Interval, b: Interval) -> Interval:
    """Sum.

    Examples
    --------
    >>> low, high = add((0.1, 0.1), (0.2, 0.2))
    >>> bool(low <= 0.3 < high)
    True
    """
    return _tidied(down(a[0] + b[0]), up(a[1] + b[1]))


def multiply(a: Interval, b: Interval) -> Interval:
    """Product; zero times an unbounded interval is what it is for every number in it.

    Examples
    --------
    >>> low, high = multiply((-1.0, 2.0), (3.0, 4.0))
    >>> bool(-4.01 < low <= -4), bool(8 <= high < 8.01)
    (True, True)
    >>> low, high = multiply((0.0, 1.0), (2.0, np.inf))
    >>> bool(low <= 0), bool(high == np.inf)
    (True, True)
    """
    if isinstance(a[0], float) and (a[0] == a[1] or a[0] > 0 or a[1] < 0):
        return _scaled(a, b)
    products = a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1]
    low = np.fmin(np.fmin(products[0], products[1]), np.fmin(products[2], products[3]))
    high = np.fmax(np.fmax(products[0], products[1]), np.fmax(products[2], products[3]))
    return _tidied(*_rounded(low, high, a, b))


def _rounded(low: Array, high: Array, a: Interval, b: Interval) -> Interval:
    """Ends of a product, outward; a zero stays zero, for log at 0, unless it is a product that vanished in rounding."""
    zeros = (low == 0) | (high == 0)
    if not np.any(zeros):
        return down(low), up(high)
    least = np.minimum(*(np.min([np.where(end == 0, np.inf, abs(end)) for end in side], 0) for side in (a, b)))
    exact = least > _SAFE
    return np.where(exact & (low == 0), 0.0, down(low)), np.where(exact & (high == 0), 0.0, up(high))


def _scaled(constant: Interval, b: Interval) -> Interval:
    """A constant of one sign times an interval: only two products are needed for each end."""
    if constant[0] == constant[1]:
        ends = (b[0], b[1]) if constant[0] > 0 else (b[1], b[0])
        low, high = constant[0] * ends[0], constant[0] * ends[1]
        return (low, high) if abs(constant[0]) == 1.0 else _tidied(*_rounded(low, high, constant, b))
    low = np.fmin(constant[0] * b[0], constant[1] * b[0])
    high = np.fmax(constant[0] * b[1], constant[1] * b[1])
    if constant[1] < 0:
        low = np.fmin(constant[0] * b[1], constant[1] * b[1])
        high = np.fmax(constant[0] * b[0], constant[1] * b[0])
    return _tidied(down(low), up(high))


def divide(a: Interval, b: Interval, domain: Domain) -> Interval:
    """Quotient; an unbounded interval where the denominator can be zero.

    Examples
    --------
    >>> low, high = divide((1.0, 1.0), (np.array([2.0, 0.0]), np.array([4.0, 1.0])), domain := Domain(2))
    >>> [bool(low[0] <= 0.25), bool(high[0] >= 0.5), bool(high[1]), domain.rough.tolist()]
    [True, True, True, [False, True]]
    """
    low, high = b
    through, zero = (low <= 0) & (high >= 0), (low == 0) & (high == 0)
    domain.need(~zero, ~through)
    inverse_low = np.where(through & (low < 0), -np.inf, down(1.0 / np.where(high == 0, np.inf, high)))
    inverse_high = np.where(through & (high > 0), np.inf, up(1.0 / np.where(low == 0, -np.inf, low)))
    inverse_low, inverse_high = np.where(zero, -np.inf, inverse_low), np.where(zero, np.inf, inverse_high)
    return multiply(a, (inverse_low, inverse_high))


def _magnitudes(a: Interval) -> tuple[Array, Array]:
    """Least and greatest absolute value."""
    low, high = abs(a[0]), abs(a[1])
    return np.where((a[0] <= 0) & (a[1] >= 0), 0.0, np.minimum(low, high)), np.maximum(low, high)


def power(a: Interval, exponent: int) -> Interval:
    """A whole power of at least 2, by repeated multiplication of the ends.

    Examples
    --------
    >>> low, high = power((np.array([-2.0]), np.array([1.0])), 2)
    >>> low.tolist(), bool(4 <= high[0] < 4.01)
    ([0.0], True)
    """
    least, most = _magnitudes(a) if exponent % 2 == 0 else a
    margin = exponent * _ULP
    low, high = down(_raised(least, exponent), margin), up(_raised(most, exponent), margin)
    return _tidied(np.maximum(low, 0.0) if exponent % 2 == 0 else low, high)


def _raised(number: Array, exponent: int) -> Array:
    """A power by squaring: at most exponent - 1 roundings are compounded, or as many steps of the least float."""
    raised = None
    while exponent:
        if exponent & 1:
            raised = number if raised is None else raised * number
        exponent >>= 1
        if exponent:
            number = number * number
    return raised


def root(a: Interval, exponent: Rational, domain: Domain) -> Interval:
    """A rational power, of numbers that are not negative.

    Examples
    --------
    >>> from sympy import Rational as R
    >>> low, high = root((np.array([-1.0, 4.0]), np.array([4.0, 9.0])), R(1, 2), domain := Domain(2))
    >>> low.tolist()[0], [round(float(t), 12) for t in (high[0], low[1], high[1])], domain.rough.tolist()
    (0.0, [2.0, 2.0, 3.0], [True, False])
    """
    low, high = a
    domain.need(high > 0 if exponent < 0 else high >= 0, low > 0)
    clipped = np.maximum(low, 0.0), np.maximum(high, 0.0)
    if exponent.q == 2:
        square_root = np.fmax(down(np.sqrt(clipped[0])), 0.0), up(np.sqrt(clipped[1]))
        raised = power(square_root, abs(int(exponent.p))) if abs(exponent.p) > 1 else square_root
    else:
        raised = _exp(multiply(_fraction(abs(exponent)), _log_of(clipped)))
    if exponent > 0:
        return raised
    below = np.fmax(down(1.0 / raised[1]), 0.0)
    return below, np.where(raised[0] > 0, up(1.0 / np.where(raised[0] > 0, raised[0], 1.0)), np.inf)


def _fraction(number: Rational) -> Interval:
    value = float(number)
    return down(value), up(value)


def _exp(a: Interval) -> Interval:
    return np.fmax(down(np.exp(a[0]), _LIBRARY), 0.0), up(np.exp(a[1]), _LIBRARY)


def _log_of(a: Interval) -> Interval:
    """The logarithm of numbers that are not negative, by their ends."""
    low = np.where(a[0] > 0, down(np.log(np.where(a[0] > 0, a[0], 1.0)), _LIBRARY), -np.inf)
    high = np.where(a[1] > 0, up(np.log(np.where(a[1] > 0, a[1], 1.0)), _LIBRARY), -np.inf)
    return low, np.maximum(high, -_HUGE)


def _log(a: Interval, domain: Domain) -> Interval:
    domain.need(a[1] > 0, a[0] > 0)
    return _log_of(a)


def _cos(a: Interval) -> Interval:
    return _wave(a, np.cos, 0.0)


def _sin(a: Interval) -> Interval:
    return _wave(a, np.sin, 0.5)


def _wave(a: Interval, function: Callable[[Array], Array], phase: float) -> Interval:
    """A wave with its maxima at π(phase + even) and its minima at π(phase + odd).

    Up to 2^20 the quotient by π is off by less than 1e-9; an extremum that is only that close differs from ±1 by less
    than the margin, so that taking it to be inside costs nothing.
    """
    near = (abs(a[0]) <= _FAR) & (abs(a[1]) <= _FAR)
    first = np.ceil(np.where(near, a[0], 0.0) / np.pi - phase - 1e-9)
    last = np.floor(np.where(near, a[1], 10.0) / np.pi - phase + 1e-9)
    several, one, even = last > first, last == first, first % 2 == 0
    ends = function(np.where(near, a[0], 0.0)), function(np.where(near, a[1], 0.0))
    low = np.maximum(np.minimum(*ends) - _WAVE, -1.0)
    high = np.minimum(np.maximum(*ends) + _WAVE, 1.0)
    return np.where(several | (one & ~even), -1.0, low), np.where(several | (one & even), 1.0, high)


def _tan(a: Interval, domain: Domain) -> Interval:
    """Between two poles by the ends; ends and poles are compared with a margin for the quotient by π."""
    near = (abs(a[0]) <= _FAR) & (abs(a[1]) <= _FAR)
    branch = np.floor(a[0] / np.pi + 0.5 - 1e-9)
    safe = near & (branch == np.floor(a[1] / np.pi + 0.5 + 1e-9))
    domain.need(np.ones_like(safe), safe)
    low, high = (np.tan(np.where(safe, end, 0.0)) for end in a)
    return np.where(safe, down(low, _LIBRARY), -np.inf), np.where(safe, up(high, _LIBRARY), np.inf)


def _ascending(function: Callable[[Array], Array], least: float = -np.inf, most: float = np.inf) -> Operation:
    """An increasing function by its ends, clipped to its range."""

    def enclosed(a: Interval, domain: Domain) -> Interval:
        low, high = down(function(a[0]), _LIBRARY), up(function(a[1]), _LIBRARY)
        return np.fmax(low, least), np.fmin(high, most)

    return enclosed


def _cosh(a: Interval, domain: Domain) -> Interval:
    least, most = _magnitudes(a)
    return np.fmax(down(np.cosh(least), _LIBRARY), 1.0), up(np.cosh(most), _LIBRARY)


def _on(least: float, most: float, inner: Operation) -> Operation:
    """A function that is smooth between two ends and defined on them."""

    def enclosed(a: Interval, domain: Domain) -> Interval:
        domain.need((a[1] >= least) & (a[0] <= most), (a[0] > least) & (a[1] < most))
        return inner((np.clip(a[0], least, most), np.clip(a[1], least, most)), domain)

    return enclosed


def _acos(a: Interval, domain: Domain) -> Interval:
    return np.fmax(down(np.arccos(a[1]), _LIBRARY), 0.0), up(np.arccos(a[0]), _LIBRARY)


def _abs(a: Interval, domain: Domain) -> Interval:
    domain.need(np.ones_like(a[0], bool), (a[0] > 0) | (a[1] < 0))
    return _magnitudes(a)


def _sign(a: Interval, domain: Domain) -> Interval:
    domain.need((a[0] != 0) | (a[1] != 0), (a[0] > 0) | (a[1] < 0))
    return np.where(a[0] > 0, 1.0, -1.0), np.where(a[1] < 0, -1.0, 1.0)


Operation: TypeAlias = Callable[[Interval, Domain], Interval]

OPERATIONS: Final[dict[str, Operation]] = {
    "exp": lambda a, domain: _exp(a),
    "log": _log,
    "sin": lambda a, domain: _sin(a),
    "cos": lambda a, domain: _cos(a),
    "tan": _tan,
    "asin": _on(-1.0, 1.0, _ascending(np.arcsin)),
    "acos": _on(-1.0, 1.0, _acos),
    "atan": _ascending(np.arctan),
    "sinh": _ascending(np.sinh),
    "cosh": _cosh,
    "tanh": _ascending(np.tanh, -1.0, 1.0),
    "asinh": _ascending(np.arcsinh),
    "acosh": _on(1.0, np.inf, _ascending(np.arccosh, 0.0)),
    "atanh": _on(-1.0, 1.0, _ascending(np.arctanh)),
    "Abs": _abs,
    "sign": _sign,
}
"""The elementary functions, each from an interval to an interval that holds its values there."""
