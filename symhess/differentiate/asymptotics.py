"""Expansions s → 0+ in the scale s^p·log(1/s)^(-j), with a proved order of the error; coefficients are exact.

Flat terms such as exp(-1/s²) vanish faster than every member of the scale; bounded oscillations such as sin(1/s) are an
error of order 1. A coefficient may hold a second step t, itself small and positive; its sign is that of its own
expansion.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from sympy import (
    Abs,
    Add,
    Expr,
    I,
    Integer,
    Mul,
    Pow,
    Rational,
    Symbol,
    atan,
    binomial,
    cos,
    diff,
    exp,
    log,
    pi,
    sin,
    tanh,
)

from symhess.budget import Deadline
from symhess.condition import Relation
from symhess.differentiate.normal_form import Equality, compare
from symhess.differentiate.smoothness import conditions_of
from symhess.exact import real_number

__all__ = ["CONSTANT", "Expansion", "NotReal", "Undecided", "coefficient_sign", "expand_at_zero"]

Key = tuple[Fraction, Fraction]
"""(p, j) stands for s^p·log(1/s)^(-j); the larger key is the smaller function."""

CONSTANT: Final = (Fraction(0), Fraction(0))
"""The key of the constants."""

_FLAT: Final = (Fraction(10**6), Fraction(0))
_W: Final = Symbol("w")


class Undecided(Exception):
    """The expansion is not found here.

    Examples
    --------
    >>> raise Undecided("gamma(s)")
    Traceback (most recent call last):
    ...
    symhess.differentiate.asymptotics.Undecided: gamma(s)
    """


class NotReal(Exception):
    """The function is not real for small positive steps.

    Examples
    --------
    >>> expand_at_zero(log(-Symbol("s")), Symbol("s"), 4)
    Traceback (most recent call last):
    ...
    symhess.differentiate.asymptotics.NotReal: log(-s)
    """


def _plus(first: Key, second: Key) -> Key:
    return first[0] + second[0], first[1] + second[1]


def _times(key: Key, factor: Fraction | int) -> Key:
    return key[0] * factor, key[1] * factor


@dataclass(frozen=True, slots=True)
class Expansion:
    """A sum of coefficient·s^p·log(1/s)^(-j), up to an error that is O of the function of the key ``order``.

    Examples
    --------
    >>> s = Symbol("s")
    >>> found = expand_at_zero(s * log(s**2) + s**2, s, 4)
    >>> [(str(p), str(j), coefficient) for (p, j), coefficient in sorted(found.terms.items())]
    [('1', '-1', -2), ('2', '0', 1)]
    """

    terms: Mapping[Key, Expr]
    order: Key = _FLAT

    def leading(self) -> tuple[Key, Expr] | None:
        """The largest term, whose coefficient is not zero; ``None`` where the error hides it."""
        return min(self.terms.items(), default=None, key=lambda item: item[0])

    def size(self) -> Key:
        """The key of the largest term, or of the error."""
        return min(self.terms, default=self.order)

    def __add__(self, other: Expansion) -> Expansion:
        found = dict(self.terms)
        for key, coefficient in other.terms.items():
            found[key] = found.get(key, Integer(0)) + coefficient
        return _cleaned(found, min(self.order, other.order))

    def __mul__(self, other: Expansion) -> Expansion:
        found: dict[Key, Expr] = {}
        for first, a in self.terms.items():
            for second, b in other.terms.items():
                key = _plus(first, second)
                found[key] = found.get(key, Integer(0)) + a * b
        order = min(_plus(self.size(), other.order), _plus(other.size(), self.order))
        return _cleaned(found, order)


def _cleaned(terms: Mapping[Key, Expr], order: Key) -> Expansion:
    """Without what the error hides and what is zero."""
    kept = {key: c for key, c in terms.items() if key < order and compare(c, Integer(0)) is not Equality.PROVED}
    kept = {key: c for key, c in kept.items() if c.free_symbols or coefficient_sign(c) != 0}
    return Expansion(kept, min(order, _FLAT))


def coefficient_sign(coefficient: Expr) -> int:
    """The sign of a coefficient, for small positive values of the step that it may hold.

    Raises
    ------
    Undecided
        If it is not known.

    Examples
    --------
    >>> t = Symbol("t", positive=True)
    >>> coefficient_sign(t**2 - t), coefficient_sign(Integer(0)), coefficient_sign(log(t) + 100)
    (-1, 0, -1)
    """
    if not coefficient.free_symbols:
        try:
            sign = real_number(coefficient).sign()
        except ValueError:
            sign = None
        if sign is None:
            raise Undecided(str(coefficient))
        return sign
    if compare(coefficient, Integer(0)) is Equality.PROVED:
        return 0
    (step, *others) = sorted(coefficient.free_symbols, key=str)
    found = None if others else expand_at_zero(coefficient, step, 6).leading()
    if found is None:
        raise Undecided(str(coefficient))
    return coefficient_sign(found[1])


def expand_at_zero(expression: Expr, step: Symbol, terms: int, deadline: Deadline | None = None) -> Expansion:
    """The expansion for step → 0+, every composition to a number of terms.

    Raises
    ------
    Undecided
        If a part grows faster than all powers, or nothing is known of it.
    NotReal
        If a part is not real for small positive steps.

    Examples
    --------
    >>> s = Symbol("s")
    >>> expand_at_zero((1 - cos(s)) / s**2, s, 4).leading()[1], expand_at_zero(exp(-1 / s) / s**9, s, 4).terms
    (1/2, {})
    """
    if deadline is not None:
        deadline.check()
    if expression.has(I):
        raise NotReal(str(expression))
    if step not in expression.free_symbols:
        return _cleaned({CONSTANT: expression}, _FLAT)
    if expression == step:
        return Expansion({(Fraction(1), Fraction(0)): Integer(1)})
    if isinstance(expression, Add | Mul):
        parts = [expand_at_zero(part, step, terms, deadline) for part in expression.args]
        total = parts[0]
        for part in parts[1:]:
            total = total + part if isinstance(expression, Add) else total * part
        return total
    if isinstance(expression, Pow) and isinstance(expression.exp, Rational):
        exponent = Fraction(int(expression.exp.p), int(expression.exp.q))
        return _power(expand_at_zero(expression.base, step, terms, deadline), exponent, expression, terms)
    if isinstance(expression, Pow):
        return expand_at_zero(exp(expression.exp * log(expression.base), evaluate=False), step, terms, deadline)
    if len(expression.args) != 1:
        raise Undecided(str(expression))
    inner = expand_at_zero(expression.args[0], step, terms, deadline)
    return _FUNCTIONS.get(expression.func, _analytic)(inner, expression, terms)


def _split(inner: Expansion, expression: Expr) -> tuple[Key, Expr, Expansion]:
    """Key, coefficient and u of key·coefficient·(1 + u)."""
    found = inner.leading()
    if found is None:
        raise Undecided(str(expression))
    key, coefficient = found
    if coefficient_sign(coefficient) == 0:
        raise Undecided(str(expression))
    inverse = Expansion({_times(key, -1): 1 / coefficient})
    return key, coefficient, inner * inverse + Expansion({CONSTANT: Integer(-1)})


def _series(u: Expansion, coefficient: Callable[[int], Expr], terms: int) -> Expansion:
    """The sum of coefficient(n)·uⁿ; the first power left out is the error."""
    total, power = Expansion({}), Expansion({CONSTANT: Integer(1)})
    for n in range(terms):
        total = total + power * _cleaned({CONSTANT: coefficient(n)}, _FLAT)
        power = power * u
    return _cleaned(total.terms, min(total.order, _times(u.size(), terms)))


def _power(inner: Expansion, exponent: Fraction, expression: Expr, terms: int) -> Expansion:
    if exponent.denominator == 1 and exponent > 0:
        result = inner
        for _ in range(int(exponent) - 1):
            result = result * inner
        return result
    key, coefficient, u = _split(inner, expression)
    if exponent.denominator > 1 and coefficient_sign(coefficient) < 0:
        raise NotReal(str(expression))
    rational = Rational(exponent.numerator, exponent.denominator)
    front = Expansion({_times(key, exponent): coefficient**rational})
    return front * _series(u, lambda n: binomial(rational, n), terms)


def _abs(inner: Expansion, expression: Expr, terms: int) -> Expansion:
    _, coefficient, _ = _split(inner, expression)
    return inner * Expansion({CONSTANT: Integer(coefficient_sign(coefficient))})


def _log(inner: Expansion, expression: Expr, terms: int) -> Expansion:
    (power, logs), coefficient, u = _split(inner, expression)
    if coefficient_sign(coefficient) < 0:
        raise NotReal(str(expression))
    if logs:
        raise Undecided(str(expression))
    front = _cleaned({CONSTANT: log(coefficient)}, _FLAT)
    front += Expansion({(Fraction(0), Fraction(-1)): -Rational(power.numerator, power.denominator)} if power else {})
    return front + _series(u, lambda n: Rational((-1) ** (n + 1), n) if n else Integer(0), terms)


def _exp(inner: Expansion, expression: Expr, terms: int) -> Expansion:
    found = inner.leading()
    if found is not None and found[0][0] < 0:
        if coefficient_sign(found[1]) > 0:
            raise Undecided(str(expression))
        return Expansion({})
    logarithms = {key: c for key, c in inner.terms.items() if key <= CONSTANT and key != CONSTANT}
    if set(logarithms) - {(Fraction(0), Fraction(-1))}:
        raise Undecided(str(expression))
    power = -logarithms.get((Fraction(0), Fraction(-1)), Integer(0))
    if not isinstance(power, Rational):
        raise Undecided(str(expression))
    front = Expansion({(Fraction(int(power.p), int(power.q)), Fraction(0)): exp(inner.terms.get(CONSTANT, Integer(0)))})
    small = Expansion({key: c for key, c in inner.terms.items() if key > CONSTANT}, inner.order)
    _require_small(small, expression)
    return front * _series(small, lambda n: 1 / _factorial(n), terms)


def _wave(inner: Expansion, expression: Expr, terms: int) -> Expansion:
    """Sine and cosine: bounded where the angle grows."""
    return Expansion({}, CONSTANT) if inner.size() < CONSTANT else _analytic(inner, expression, terms)


def _atan(inner: Expansion, expression: Expr, terms: int) -> Expansion:
    if inner.size() >= CONSTANT:
        return _analytic(inner, expression, terms)
    _, coefficient, _ = _split(inner, expression)
    flipped = _power(inner, Fraction(-1), expression, terms)
    end = Expansion({CONSTANT: coefficient_sign(coefficient) * pi / 2})
    return end + _analytic(flipped, atan(1 / expression.args[0]), terms) * Expansion({CONSTANT: Integer(-1)})


def _tanh(inner: Expansion, expression: Expr, terms: int) -> Expansion:
    if inner.size() >= CONSTANT:
        return _analytic(inner, expression, terms)
    key, coefficient, _ = _split(inner, expression)
    if key[0] >= 0:
        raise Undecided(str(expression))
    return Expansion({CONSTANT: Integer(coefficient_sign(coefficient))})


def _analytic(inner: Expansion, expression: Expr, terms: int) -> Expansion:
    """By the Taylor series at the finite limit of the argument."""
    if inner.size() < CONSTANT:
        raise Undecided(str(expression))
    place = inner.terms.get(CONSTANT, Integer(0))
    small = Expansion({key: c for key, c in inner.terms.items() if key > CONSTANT}, inner.order)
    _require_small(small, expression)
    outer = expression.func(_W)
    conditions = conditions_of(outer)
    if conditions is None:
        raise Undecided(str(expression))
    for condition in conditions:
        sign = coefficient_sign(condition.term.xreplace({_W: place}))
        if sign < 0 and condition.relation is Relation.POSITIVE:
            raise NotReal(str(expression))
        if sign == 0:
            raise Undecided(str(expression))
    derivatives = [outer]
    for _ in range(terms - 1):
        derivatives.append(diff(derivatives[-1], _W))
    return _series(small, lambda n: derivatives[n].subs(_W, place) / _factorial(n), terms)


def _require_small(small: Expansion, expression: Expr) -> None:
    if small.size() <= CONSTANT:
        raise Undecided(str(expression))


def _factorial(n: int) -> Expr:
    product = Integer(1)
    for k in range(2, n + 1):
        product *= k
    return product


_FUNCTIONS: Final[Mapping[type, Callable[[Expansion, Expr, int], Expansion]]] = {
    Abs: _abs,
    log: _log,
    exp: _exp,
    sin: _wave,
    cos: _wave,
    atan: _atan,
    tanh: _tanh,
}
