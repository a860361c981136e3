"""Expressions enclosed on [T, oo): sums of growth monomials with coefficients that are exact or in a ball."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Final, TypeAlias

from flint import arb, ctx, fmpq
from sympy import (
    Add,
    Expr,
    Integer,
    Mul,
    Pow,
    Rational,
    Symbol,
    asinh,
    atan,
    cos,
    cosh,
    erf,
    exp,
    expand_mul,
    log,
    pi,
    sin,
    sinh,
    tan,
    tanh,
)

from symhess.exact.expression_enclosure import enclosed_function
from symhess.exact.growth import CONSTANT, Growth, NotComparable, ball_of, sign_of
from symhess.exact.number import ball_sign

__all__ = ["sign_at_infinity"]

_BITS: Final = 128
_MOST_TERMS: Final = 60
_MOST_DIVISIONS: Final = 4
_T: Final = Symbol("t")


@dataclass(frozen=True, slots=True, eq=False)
class _Coefficient:
    """A number that is known exactly, or a bounded function of t by a ball that holds its values."""

    exact: Expr | None
    ball: arb

    def __add__(self, other: _Coefficient) -> _Coefficient:
        if self.exact is not None and other.exact is not None:
            return _constant(self.exact + other.exact)
        return _Coefficient(None, self.ball + other.ball)

    def __mul__(self, other: _Coefficient) -> _Coefficient:
        if self.exact is not None and other.exact is not None:
            return _constant(self.exact * other.exact)
        return _Coefficient(None, self.ball * other.ball)

    def is_zero(self) -> bool:
        """Whether it is zero, proved."""
        return self.exact is not None and sign_of(self.exact) == 0


def _constant(value: Expr) -> _Coefficient:
    """An exact coefficient."""
    return _Coefficient(value, ball_of(value))


Terms: TypeAlias = Mapping[Growth, _Coefficient]


def sign_at_infinity(expression: Expr, variable: Symbol, start: fmpq) -> int | None:
    """The sign that the expression has on all of [start, oo).

    Returns
    -------
    int or None
        1 or -1; ``None`` where it is not decided, which says nothing about zeros.

    Examples
    --------
    >>> x = Symbol("x")
    >>> sign_at_infinity(x / 2 - sin(x), x, fmpq(4)), sign_at_infinity(x * exp(-x) - 1, x, fmpq(4))
    (1, -1)
    >>> sign_at_infinity(x - tan(x), x, fmpq(4)) is None
    True
    """
    if start <= 1:
        raise ValueError(f"the start must lie beyond 1, got {start}")
    sign = _sign_beyond(expression, variable, arb(start))
    if sign is None and start >= 3 and any(part.args[0].has(log) for part in expression.atoms(log)):
        return _sign_beyond(expression.subs(variable, exp(variable)), variable, arb(start).log().lower())
    return sign


def _sign_beyond(expression: Expr, variable: Symbol, start: arb) -> int | None:
    with ctx.workprec(_BITS):
        for _ in range(_MOST_DIVISIONS):
            try:
                here = _Beyond(variable, start)
                lead, rest = here.split(here.terms(expression))
                return ball_sign(rest.ball + lead[1].ball)
            except _TooFast as fast:
                expression = expand_mul(expression * exp(-fast.exponent))
            except NotComparable:
                return None
    return None


class _TooFast(NotComparable):
    """An exponential outgrows every monomial; the whole may be divided by it.

    Examples
    --------
    >>> _TooFast(_T * log(_T)).exponent
    t*log(t)
    """

    def __init__(self, exponent: Expr) -> None:
        super().__init__(str(exponent))
        self.exponent = exponent


class _Beyond:
    """Enclosures on [start, oo)."""

    def __init__(self, variable: Symbol, start: arb) -> None:
        self.variable, self.start = variable, start
        self._known: dict[Expr, Terms] = {}

    def terms(self, part: Expr) -> Terms:
        """A part as a sum of monomials."""
        if part not in self._known:
            self._known[part] = self._terms(part)
        return self._known[part]

    def _terms(self, part: Expr) -> Terms:
        if not part.has(self.variable):
            return _nonzero({CONSTANT: _constant(part)})
        if part == self.variable:
            return {Growth((), Integer(1), 0): _constant(Integer(1))}
        if isinstance(part, Add):
            return reduce(_sum, map(self.terms, part.args))
        if isinstance(part, Mul):
            return reduce(_product, map(self.terms, part.args))
        if isinstance(part, Pow):
            base, exponent = part.args
            if exponent.has(self.variable):
                return self.terms(exp(exponent * log(base)))
            return self._power(self.terms(base), exponent)
        if part.func is exp:
            return self._exponential(part.args[0])
        if part.func is log:
            return self._logarithm(self.terms(part.args[0]))
        return self._function(part.func, self.terms(part.args[0]))

    def ball(self, terms: Terms) -> arb:
        """All values of a bounded sum."""
        return reduce(add, (c.ball * growth.beyond(self.start) for growth, c in terms.items()), arb(0))

    def split(self, terms: Terms) -> tuple[tuple[Growth, _Coefficient], _Coefficient]:
        """The leading term, and all others divided by its monomial."""
        if not terms:
            raise NotComparable("zero")
        lead = next(iter(terms))
        for growth in terms:
            lead = growth if (growth * _inverse(lead)).order() > 0 else lead
        others = {growth * _inverse(lead): c for growth, c in terms.items() if growth is not lead}
        return (lead, terms[lead]), _Coefficient(None, self.ball(others))

    def _relative(self, terms: Terms) -> tuple[Growth, Expr, Terms, arb]:
        """M, c and small s with a sum M·c·(1 + s), as terms and as a ball in (-1, 1); c is exact."""
        (lead, coefficient), _ = self.split(terms)
        if coefficient.exact is None:
            raise NotComparable("a leading coefficient that is not constant")
        scale = _constant(1 / coefficient.exact)
        small = {growth * _inverse(lead): c * scale for growth, c in terms.items() if growth is not lead}
        ball = self.ball(small)
        if not abs(ball) < 1:
            raise NotComparable("a term that is not small")
        return lead, coefficient.exact, small, ball

    def _power(self, inner: Terms, exponent: Expr) -> Terms:
        if exponent.is_Integer and 0 < exponent <= 8 and len(inner) ** int(exponent) <= _MOST_TERMS:
            return reduce(_product, [inner] * int(exponent))
        lead, c, small, ball = self._relative(inner)
        if sign_of(c) < 0 and not exponent.is_Integer:
            raise NotComparable("a root of a negative number")
        first = _constant(c**exponent)
        bend = exponent * (exponent - 1) / 2
        rest = _bounded(ball_of(bend) * _positive_power(1 + _from_zero(ball), exponent - 2))
        return _product({lead.root(exponent): first}, _taylor((Integer(1), exponent), small, rest))

    def _exponential(self, argument: Expr) -> Terms:
        inner = self.terms(argument)
        exponents, power, limit, small = {}, Integer(0), Integer(0), {}
        for growth, c in inner.items():
            order = growth.order()
            if order < 0:
                small[growth] = c
            elif c.exact is None and order > 0:
                return self._vanishing(argument, inner)
            elif c.exact is None:
                small[growth] = c
            elif order == 0:
                limit = limit + c.exact
            elif growth == Growth((), Integer(0), 1):
                power = power + c.exact
            elif growth.exponents or growth.logs:
                return self._vanishing(argument, inner)
            else:
                exponents[growth.power] = c.exact
        growing = Growth() * Growth(tuple(exponents.items()), power, 0)
        return _product({growing: _constant(exp(limit))}, self._near(exp, small))

    def _vanishing(self, argument: Expr, inner: Terms) -> Terms:
        """exp of something that falls to -oo: between zero and its value at the start."""
        (lead, c), rest = self.split(inner)
        factor = c.ball + rest.ball
        if not factor < 0:
            raise _TooFast(argument) if factor > 0 else NotComparable("an exponential of what has no sign")
        least = 1 / _inverse(lead).beyond(self.start).abs_upper()
        return _bounded(arb(0).union((factor.upper() * least).exp()))

    def _logarithm(self, inner: Terms) -> Terms:
        lead, c, small, ball = self._relative(inner)
        if sign_of(c) <= 0 or lead.logs:
            raise NotComparable("a logarithm of such a term")
        found: dict[Growth, _Coefficient] = {Growth((), e, 0): _constant(k) for e, k in lead.exponents}
        found[Growth((), Integer(0), 1)] = _constant(lead.power)
        found[CONSTANT] = _constant(log(c))
        rest = _bounded(-1 / (2 * (1 + _from_zero(ball)) ** 2))
        return _sum(_nonzero(found), _taylor((Integer(0), Integer(1)), small, rest))

    def _function(self, function: type, inner: Terms) -> Terms:
        if not all(growth.order() <= 0 for growth in inner):
            return self._far(function, inner)
        limit = inner.get(CONSTANT)
        if limit is None:
            return self._near(function, inner)
        return _bounded(enclosed_function(function(_T), _T)(self.ball(inner)))

    def _near(self, function: type, small: Terms) -> Terms:
        """f(s) for bounded s, by Taylor's formula where that is known."""
        if not small:
            return _nonzero({CONSTANT: _constant(function(Integer(0)))})
        ball = self.ball(small)
        known = _SMALL.get(function)
        if known is None or not abs(ball) < 1:
            return _bounded(enclosed_function(function(_T), _T)(ball))
        coefficients, rest = known
        return _taylor(coefficients, small, _bounded(rest(_from_zero(ball))))

    def _far(self, function: type, inner: Terms) -> Terms:
        """A bounded function of what grows."""
        if function in (sin, cos):
            return _bounded(arb(0, 1))
        if function is asinh:
            return self._area_sine(inner)
        if function is atan and self.split(inner)[0][1].exact is not None:
            return self._arc_tangent(inner)
        if function not in _LIMITS:
            raise NotComparable(str(function))
        (lead, c), rest = self.split(inner)
        factor = c.ball + rest.ball
        if factor.contains(0):
            raise NotComparable("a growing term of no sign")
        sign = 1 if factor > 0 else -1
        least = abs(factor).lower() / _inverse(lead).beyond(self.start).abs_upper()
        bound = enclosed_function(function(_T), _T)(least).union(ball_of(_LIMITS[function]))
        return _bounded(sign * bound)

    def _arc_tangent(self, inner: Terms) -> Terms:
        """atan u = ±pi/2 - atan(1/u)."""
        sign = 1 if self.split(inner)[0][1].ball > 0 else -1
        reciprocal = self._near(atan, self._power(inner, Integer(-1)))
        return _sum({CONSTANT: _constant(sign * pi / 2)}, _product({CONSTANT: _constant(Integer(-1))}, reciprocal))

    def _area_sine(self, inner: Terms) -> Terms:
        """asinh u = ±log(|u| + sqrt(u² + 1))."""
        (_, c), _ = self.split(inner)
        sign = {CONSTANT: _constant(Integer(1 if c.ball > 0 else -1))}
        size, one = _product(sign, inner), {CONSTANT: _constant(Integer(1))}
        root = self._power(_sum(_product(inner, inner), one), Rational(1, 2))
        return _product(sign, self._logarithm(_sum(size, root)))


def _from_zero(ball: arb) -> arb:
    return ball.union(arb(0))


def _positive_power(base: arb, exponent: Expr) -> arb:
    return (ball_of(exponent) * base.log()).exp()


_LIMITS: Final[dict[type, Expr]] = {atan: pi / 2, tanh: Integer(1), erf: Integer(1)}
_ZERO, _ONE = Integer(0), Integer(1)
_SMALL: Final[dict[type, tuple[tuple[Expr, ...], Callable[[arb], arb]]]] = {
    exp: ((_ONE, _ONE), lambda s: s.exp() / 2),
    sin: ((_ZERO, _ONE, _ZERO), lambda s: -s.cos() / 6),
    sinh: ((_ZERO, _ONE, _ZERO), lambda s: s.cosh() / 6),
    atan: ((_ZERO, _ONE, _ZERO), lambda s: (3 * s * s - 1) / (3 * (1 + s * s) ** 3)),
    asinh: ((_ZERO,), lambda s: 1 / (1 + s * s).sqrt()),
    tan: ((_ZERO,), lambda s: 1 / s.cos() ** 2),
    tanh: ((_ZERO,), lambda s: 1 / s.cosh() ** 2),
    cos: ((_ONE, _ZERO, -_ONE / 2, _ZERO), lambda s: s.cos() / 24),
    cosh: ((_ONE, _ZERO, _ONE / 2, _ZERO), lambda s: s.cosh() / 24),
}
"""Taylor's coefficients at 0 below an order m, and the values of f^(m)/m! on a ball that holds 0 and s."""


def _taylor(coefficients: Sequence[Expr], small: Terms, rest: Terms) -> Terms:
    """Σ cₖ·s^k + s^m·rest, by Horner's rule."""
    total = rest
    for coefficient in reversed(coefficients):
        total = _sum(_nonzero({CONSTANT: _constant(coefficient)}), _product(small, total))
    return total


def _bounded(ball: arb) -> Terms:
    if not ball.is_finite():
        raise NotComparable("a part without enclosure")
    return {CONSTANT: _Coefficient(None, ball)}


def _inverse(growth: Growth) -> Growth:
    return growth.root(Integer(-1))


def _nonzero(terms: Terms) -> Terms:
    return {growth: c for growth, c in terms.items() if not c.is_zero()}


def _sum(left: Terms, right: Terms) -> Terms:
    total = dict(left)
    for growth, c in right.items():
        total[growth] = total[growth] + c if growth in total else c
    return _nonzero(total)


def _product(left: Terms, right: Terms) -> Terms:
    if len(left) * len(right) > _MOST_TERMS:
        raise NotComparable("too many terms")
    total: dict[Growth, _Coefficient] = {}
    for a, c in left.items():
        for b, d in right.items():
            growth = a * b
            total[growth] = total[growth] + c * d if growth in total else c * d
    return _nonzero(total)
