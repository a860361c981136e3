"""Growth: the monomials t^a·exp(p(t))·log(t)^k for large t, their order, and rigorous bounds of them on [T, oo)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flint import arb, ctx
from sympy import Expr, Integer

from symhess.exact.enclosing import enclosed_constant
from symhess.exact.number import ball_sign
from symhess.exact.zero_test import is_zero_constant

__all__ = ["CONSTANT", "Growth", "NotComparable", "ball_of", "sign_of"]


class NotComparable(Exception):
    """How two monomials compare, or a function for large t, is not known here.

    Examples
    --------
    >>> raise NotComparable("gamma(t)")
    Traceback (most recent call last):
    ...
    symhess.exact.growth.NotComparable: gamma(t)
    """


def ball_of(constant: Expr) -> arb:
    """A ball around a constant at the working precision.

    Raises
    ------
    NotComparable
        If it has no enclosure.

    Examples
    --------
    >>> bool(ball_of(Integer(3)) == 3)
    True
    """
    ball = enclosed_constant(constant, int(ctx.prec))
    if ball is None:
        raise NotComparable(str(constant))
    return ball


def sign_of(constant: Expr) -> int:
    """The sign of a real constant, zero only when it is proved.

    Raises
    ------
    NotComparable
        If the sign is not decided.

    Examples
    --------
    >>> from sympy import pi, sqrt
    >>> sign_of(pi - 3), sign_of(sqrt(2) * sqrt(3) - sqrt(6))
    (1, 0)
    """
    if constant.is_Rational:
        return int(constant.p > 0) - int(constant.p < 0)
    if is_zero_constant(constant):
        return 0
    sign = next((s for bits in (64, 1024) if (s := ball_sign(enclosed_constant(constant, bits) or arb("nan")))), None)
    if sign is None:
        raise NotComparable(str(constant))
    return sign


@dataclass(frozen=True, slots=True)
class Growth:
    """t^power·exp(Σ c·t^e)·log(t)^logs, with the (e, c) by descending e > 0.

    Examples
    --------
    >>> x_exp = Growth(((Integer(1), Integer(-1)),), Integer(1), 0)
    >>> x_exp.order(), (x_exp * x_exp).power, x_exp.root(Integer(2)).power
    (-1, 2, 2)
    """

    exponents: tuple[tuple[Expr, Expr], ...] = ()
    power: Expr = Integer(0)
    logs: int = 0

    def __mul__(self, other: Growth) -> Growth:
        total: dict[Expr, Expr] = {}
        for exponent, coefficient in (*self.exponents, *other.exponents):
            total[exponent] = total.get(exponent, Integer(0)) + coefficient
        return _growth_of(total, self.power + other.power, self.logs + other.logs)

    def root(self, exponent: Expr) -> Growth:
        """The monomial to a real power; a logarithm only to an integer one.

        Raises
        ------
        NotComparable
            If the power of the logarithm is not an integer.
        """
        logs = self.logs * exponent
        if not logs.is_Integer:
            raise NotComparable("a root of a logarithm")
        return _growth_of({e: c * exponent for e, c in self.exponents}, self.power * exponent, int(logs))

    def order(self) -> int:
        """1 where it grows beyond every bound, -1 where it tends to zero, 0 for the constant 1."""
        signs = (*(sign_of(c) for _, c in self.exponents), sign_of(self.power), self.logs)
        return next((1 if sign > 0 else -1 for sign in signs if sign), 0)

    def at(self, start: arb) -> arb:
        """Its value."""
        total = sum((ball_of(c) * _power(start, e) for e, c in self.exponents), arb(0))
        value = total.exp() * _power(start, self.power)
        return value * start.log() ** self.logs if self.logs else value

    def beyond(self, start: arb) -> arb:
        """A ball that holds all its values on [start, oo), for a monomial that tends to zero or is constant.

        Raises
        ------
        NotComparable
            If it is not seen to fall from `start` on.
        """
        if self.order() == 0:
            return arb(1)
        if self.order() > 0 or not self._falls(start):
            raise NotComparable("a monomial that does not fall")
        return arb(0).union(self.at(start))

    def _falls(self, start: arb) -> bool:
        """Whether t·(log M)' = Σ e·c·t^e + power + logs/log t is negative on [start, oo).

        Divided by its first power of t, the other positive terms fall and the negative ones may be left out.
        """
        rates = [(e, ball_of(e * c)) for e, c in self.exponents] + [(Integer(0), ball_of(self.power))]
        if self.logs:
            rates.append((Integer(0), arb(self.logs) / start.log()))
        lead = next(k for k, (_, rate) in enumerate(rates) if not rate.is_zero())
        top, first = rates[lead]
        rest = sum((_power(start, e - top) * rate for e, rate in rates[lead + 1 :] if not rate < 0), arb(0))
        return bool(start > 1) and bool(first + rest < 0)


CONSTANT = Growth()


def _growth_of(exponents: Mapping[Expr, Expr], power: Expr, logs: int) -> Growth:
    """A monomial in its one form: exponents descending, none of them with coefficient zero."""
    kept = [(e, c) for e, c in exponents.items() if sign_of(c)]
    return Growth(tuple(_descending(kept)), power, logs)


def _descending(terms: list[tuple[Expr, Expr]]) -> Iterator[tuple[Expr, Expr]]:
    waiting = list(terms)
    while waiting:
        top = waiting[0]
        for term in waiting[1:]:
            top = term if sign_of(term[0] - top[0]) > 0 else top
        waiting.remove(top)
        yield top


def _power(base: arb, exponent: Expr) -> arb:
    if exponent.is_Integer:
        return base ** int(exponent)
    return (ball_of(exponent) * base.log()).exp()
