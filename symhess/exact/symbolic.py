"""Real constants given by an expression: multiples of π, logarithms, exponentials, radicals and sums of such."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from flint import arb, fmpq
from sympy import Expr, expand, sstr
from sympy import Rational as SympyRational

from symhess.exact.enclosing import enclosed_constant
from symhess.exact.number import Rational, Real, ball_sign
from symhess.exact.zero_test import is_zero_constant

__all__ = ["SymbolicNumber", "real_number"]

_MOST_BITS: Final = 1 << 14


@dataclass(frozen=True, slots=True)
class SymbolicNumber(Real):
    """The value of a real constant expression; make one with :func:`real_number`.

    Examples
    --------
    >>> from sympy import cos, pi, sqrt
    >>> third = SymbolicNumber(pi / 3 + SympyRational(1, 2))
    >>> third.text(), third.decimal(10), third.sign()
    ('1/2 + pi/3', '1.547197551', 1)
    >>> SymbolicNumber(sqrt(2) * sqrt(3 + cos(1)) - sqrt(6 + 2 * cos(1))).sign() is None  # too hidden a zero
    True
    """

    expression: Expr

    def enclosure(self, bits: int) -> arb:
        """Ball that holds the number, with at least `bits` correct bits unless the number is zero."""
        return _ball(self.expression, 1 << max(6, (bits - 1).bit_length()))

    def sign(self) -> int | None:
        """-1, 0 or 1, proved; ``None`` where the number is too close to zero to tell."""
        zero = is_zero_constant(self.expression)
        return 0 if zero else None if zero is None else ball_sign(self.enclosure(64))

    def short(self) -> Expr:
        """The expression."""
        return self.expression

    def text(self) -> str:
        """The expression as SymPy writes it."""
        return str(sstr(self.expression))


@lru_cache(maxsize=1 << 14)
def _ball(constant: Expr, bits: int) -> arb:
    working = bits + 32
    while True:
        ball = enclosed_constant(constant, working)
        if ball is not None and (ball.rel_accuracy_bits() >= bits or working > _MOST_BITS):
            return ball
        if ball is None and working > _MOST_BITS:
            raise ValueError(f"{constant} has no enclosure")
        if working > 4 * bits and is_zero_constant(constant):
            return arb(0)
        working *= 2


def real_number(constant: Expr) -> Real:
    """A real constant as a :class:`Rational` where it is seen to be one, else as a :class:`SymbolicNumber`.

    Raises
    ------
    ValueError
        If the constant is not known to be real, or has no enclosure.

    Examples
    --------
    >>> from sympy import log, sqrt
    >>> real_number((1 + sqrt(2)) * (1 - sqrt(2))).text(), real_number(log(8)).text()
    ('-1', 'log(8)')
    >>> real_number(log(-2))
    Traceback (most recent call last):
    ...
    ValueError: log(2) + I*pi is not known to be real
    """
    if not isinstance(constant, SympyRational):
        if constant.free_symbols or enclosed_constant(constant, 128) is None:
            raise ValueError(f"{constant} is not known to be real")
        expanded = expand(constant)
        if not isinstance(expanded, SympyRational):
            return SymbolicNumber(constant)
        constant = expanded
    return Rational(fmpq(int(constant.p), int(constant.q)))
