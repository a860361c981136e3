"""Ranges: intervals that hold the values of an expression on a domain, with exact ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Final

from sympy import (
    Abs,
    Add,
    Expr,
    Integer,
    Mul,
    Pow,
    Symbol,
    acos,
    asin,
    asinh,
    atan,
    cos,
    cosh,
    exp,
    floor,
    log,
    oo,
    pi,
    sin,
    sinh,
    tanh,
)

from symhess.convexity.domain import Domain, constant_sign

__all__ = ["Range", "range_of"]


@dataclass(frozen=True, slots=True)
class Range:
    """An interval; an end that is open is never a value.

    Examples
    --------
    >>> Range(Integer(0), oo).sign, Range(Integer(0), oo, is_low_open=False).sign
    ((1, True), (1, False))
    >>> Range(Integer(-1), Integer(1)).sign is None
    True
    """

    low: Expr
    high: Expr
    is_low_open: bool = True
    is_high_open: bool = True

    @property
    def sign(self) -> tuple[int, bool] | None:
        """The sign of all values, and whether zero is excluded; ``None`` where the sign differs or is not settled."""
        if self.low != -oo:
            low = constant_sign(self.low)
            if low is not None and low >= 0:
                return 1, low > 0 or self.is_low_open
        if self.high != oo:
            high = constant_sign(self.high)
            if high is not None and high <= 0:
                return -1, high < 0 or self.is_high_open
        return None


_ALL: Final = Range(-oo, oo)
_INCREASING: Final[dict[type, Range]] = {
    exp: Range(Integer(0), oo),
    log: _ALL,
    atan: Range(-pi / 2, pi / 2),
    tanh: Range(Integer(-1), Integer(1)),
    sinh: _ALL,
    asinh: _ALL,
    asin: Range(-pi / 2, pi / 2, False, False),
}


def range_of(expression: Expr, domain: Domain) -> Range:
    """An interval that holds all values of the expression on the domain.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.convexity.domain import domain_of
    >>> range_of(2 - log(x), domain_of((x,), (x - 1,)))
    Range(low=-oo, high=2, is_low_open=True, is_high_open=True)
    >>> range_of(sin(2 * x), domain_of((x,), (x, pi / 2 - x))).sign
    (1, True)
    >>> range_of(x * y, domain_of((x, y), ()))
    Range(low=-oo, high=oo, is_low_open=True, is_high_open=True)
    """
    if expression.is_number:
        return Range(expression, expression, False, False)
    if isinstance(expression, Symbol):
        return Range(*domain.bound_of(expression))
    rule = _RULES.get(expression.func)
    if rule is None and expression.func not in _INCREASING:
        return _ALL
    inner = tuple(range_of(part, domain) for part in expression.args)
    return rule(expression, inner) if rule is not None else _increasing(expression, inner[0])


def _increasing(expression: Expr, inner: Range) -> Range:
    function, whole = expression.func, _INCREASING[expression.func]
    low = whole.low if inner.low == -oo or (function is log and constant_sign(inner.low) != 1) else function(inner.low)
    high = whole.high if inner.high == oo else function(inner.high)
    if function is log and inner.high != oo and constant_sign(inner.high) != 1:
        return _ALL
    return Range(low, high, inner.is_low_open or low == whole.low, inner.is_high_open or high == whole.high)


def _sum(expression: Expr, parts: tuple[Range, ...]) -> Range:
    low = -oo if any(p.low == -oo for p in parts) else Add(*(p.low for p in parts))
    high = oo if any(p.high == oo for p in parts) else Add(*(p.high for p in parts))
    return Range(low, high, any(p.is_low_open for p in parts), any(p.is_high_open for p in parts))


def _product(expression: Expr, parts: tuple[Range, ...]) -> Range:
    return reduce(_times, parts)


def _times(left: Range, right: Range) -> Range:
    first, second = left.sign, right.sign
    for given, other, sign in ((left, right, first), (right, left, second)):
        if given.low == given.high and sign is not None and sign[1]:
            scaled = _scaled(other, abs(given.low))
            return scaled if sign[0] > 0 else _negated(scaled)
    if first is not None and first[0] < 0:
        return _negated(_times(_negated(left), right))
    if second is not None and second[0] < 0:
        return _negated(_times(left, _negated(right)))
    if first is None or second is None:
        return _ALL
    low = Integer(0) if 0 in (left.low, right.low) else left.low * right.low
    high = Integer(0) if 0 in (left.high, right.high) else left.high * right.high
    is_low_open = first[1] and second[1] if low == 0 else left.is_low_open or right.is_low_open
    return Range(low, high, is_low_open, left.is_high_open or right.is_high_open)


def _scaled(given: Range, factor: Expr) -> Range:
    """A positive multiple."""
    return Range(given.low * factor, given.high * factor, given.is_low_open, given.is_high_open)


def _negated(given: Range) -> Range:
    return Range(-given.high, -given.low, given.is_high_open, given.is_low_open)


def _power(expression: Expr, parts: tuple[Range, ...]) -> Range:
    base, exponent = parts[0], expression.exp
    sign = base.sign
    if sign is not None and sign[0] < 0 and exponent.is_Integer:
        mirrored = _power(Pow(-expression.base, exponent, evaluate=False), (_negated(base), parts[1]))
        return mirrored if exponent.is_even else _negated(mirrored)
    if sign is None or sign[0] < 0:
        is_square = exponent.is_Integer and exponent.is_even and exponent > 0
        return Range(Integer(0), oo, False) if is_square else _ALL
    if not exponent.is_Rational:
        return Range(Integer(0), oo) if sign[1] else _ALL
    if exponent > 0:
        high = oo if base.high == oo else base.high**exponent
        return Range(base.low**exponent, high, base.is_low_open, base.is_high_open)
    if not sign[1]:
        return Range(Integer(0), oo)
    low = Integer(0) if base.high == oo else base.high**exponent
    high = oo if constant_sign(base.low) != 1 else base.low**exponent
    return Range(low, high, base.is_high_open, base.is_low_open)


def _absolute(expression: Expr, parts: tuple[Range, ...]) -> Range:
    sign = parts[0].sign
    if sign is None:
        return Range(Integer(0), oo, False)
    return parts[0] if sign[0] > 0 else _negated(parts[0])


def _at_least_one(expression: Expr, parts: tuple[Range, ...]) -> Range:
    return Range(Integer(1), oo, False)


def _wave(shift: Expr) -> Callable[[Expr, tuple[Range, ...]], Range]:
    """sin(u + shift): of one sign where the argument stays in one half period."""

    def rule(expression: Expr, parts: tuple[Range, ...]) -> Range:
        low, high = parts[0].low + shift, parts[0].high + shift
        if -oo in (low, high) or oo in (low, high) or constant_sign(high - low - pi) == 1:
            return Range(Integer(-1), Integer(1), False, False)
        number = floor((low / pi).evalf(20))
        for k in (number - 1, number, number + 1):
            if constant_sign(low - k * pi) in (0, 1) and constant_sign((k + 1) * pi - high) in (0, 1):
                inner = Range(low, high, parts[0].is_low_open, parts[0].is_high_open)
                open_zero = inner.is_low_open and inner.is_high_open
                top = Range(Integer(0), Integer(1), open_zero, False)
                return top if k % 2 == 0 else _negated(top)
        return Range(Integer(-1), Integer(1), False, False)

    return rule


_RULES: Final[dict[type, Callable[[Expr, tuple[Range, ...]], Range]]] = {
    Add: _sum,
    Mul: _product,
    Pow: _power,
    Abs: _absolute,
    cosh: _at_least_one,
    sin: _wave(Integer(0)),
    cos: _wave(pi / 2),
    acos: lambda expression, parts: Range(Integer(0), pi, False, False),
}
