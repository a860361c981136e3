"""Real: a number that knows itself exactly or by an enclosure that can be refined."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import lru_cache

from flint import arb, ctx, fmpq
from sympy import Add, Expr
from sympy import Rational as SympyRational

from symhess.displayed import Displayed
from symhess.exact.decimals import ball_decimal, rational_decimal

__all__ = ["Enclosure", "Rational", "Real", "RealSum", "ball_sign"]

_BRIEF = 16  # characters
_SIGN_BITS = 4096  # beyond this many bits a sum from different fields counts as not decided


class Real(Displayed, ABC):
    """A real number.

    Subclasses say what they are by :meth:`enclosure`, :meth:`sign`, :meth:`short` and :meth:`text`; decimals follow.

    Examples
    --------
    >>> third = Rational(fmpq(1, 3))
    >>> isinstance(third, Real), third.decimal(5), round(float(third), 3)
    (True, '0.33333', 0.333)
    """

    __slots__ = ()

    @abstractmethod
    def enclosure(self, bits: int) -> arb:
        """Ball that holds the number, with about `bits` correct bits unless the number is zero."""

    @abstractmethod
    def sign(self) -> int | None:
        """-1, 0 or 1, proved; ``None`` when not decided."""

    @abstractmethod
    def short(self) -> Expr | None:
        """The number as a rational or a short radical; ``None`` where there is none."""

    @abstractmethod
    def text(self) -> str:
        """SymPy-readable: rational, short radical, CRootOf; decimals where nothing exact is affordable."""

    def decimal(self, digits: int = 20) -> str:
        """Correctly rounded decimals, `digits` significant ones."""
        return _decimal(self, digits)

    def brief(self) -> str:
        """A few characters: the exact number where it is short, else eight digits after a tilde.

        Examples
        --------
        >>> Rational(fmpq(1, 3)).brief(), Rational(fmpq(10**30, 7)).brief()
        ('1/3', '~1.4285714e+29')
        """
        short = self.short()
        text = "" if short is None else str(short)
        return text if 0 < len(text) <= _BRIEF else f"~{self.decimal(8)}"

    def __float__(self) -> float:
        return float(self.enclosure(64).mid())


@lru_cache(maxsize=1 << 16)
def _decimal(number: Real, digits: int) -> str:
    bits = 4 * digits + 16
    while True:
        rounded = ball_decimal(number.enclosure(bits), digits)
        if rounded is not None:
            return rounded
        if number.sign() == 0:
            return "0"
        bits *= 2
        if bits > _SIGN_BITS:
            return str(float(number))


@dataclass(frozen=True, slots=True)
class Rational(Real):
    """An exact rational number.

    Examples
    --------
    >>> half = Rational(fmpq(1, 2))
    >>> half.decimal(), half.text(), half.sign()
    ('0.5', '1/2', 1)
    """

    value: fmpq

    def enclosure(self, bits: int) -> arb:
        """Ball that holds the number."""
        with ctx.workprec(bits + 8):
            return arb(self.value)

    def sign(self) -> int:
        """-1, 0 or 1."""
        return int(self.value > 0) - int(self.value < 0)

    def short(self) -> Expr:
        """The number itself."""
        return SympyRational(int(self.value.p), int(self.value.q))

    def text(self) -> str:
        """``p/q``."""
        return str(self.value)

    def decimal(self, digits: int = 20) -> str:
        """Correctly rounded decimals without trailing zeros."""
        return rational_decimal(self.value, digits)


@dataclass(frozen=True, slots=True, eq=False)
class Enclosure(Real):
    """A number known only by a rigorous enclosure, precise enough for its sign and 20 digits.

    Examples
    --------
    >>> Enclosure(arb(2).sqrt()).sign()
    1
    """

    ball: arb

    def enclosure(self, bits: int) -> arb:
        """The ball, however many bits are asked for."""
        return self.ball

    def sign(self) -> int | None:
        """-1, 0 or 1; ``None`` when the ball reaches over zero."""
        return ball_sign(self.ball)

    def short(self) -> None:
        """Nothing exact is known."""

    def text(self) -> str:
        """Decimals."""
        return self.decimal()


@dataclass(frozen=True, slots=True, eq=False)
class RealSum(Real):
    """A sum of numbers that need not lie in one field.

    Examples
    --------
    >>> RealSum((Rational(fmpq(1, 2)), Rational(fmpq(-3, 2)))).text()
    '-1'
    """

    terms: tuple[Real, ...]

    def enclosure(self, bits: int) -> arb:
        """Sum of the terms' balls; cancellation costs bits."""
        with ctx.workprec(bits + 32):
            return sum((term.enclosure(bits + 16) for term in self.terms), arb(0))

    def sign(self) -> int | None:
        """Sign by refinement; zero only where the sum is recognised as the rational 0."""
        exact = self.short()
        if exact is not None and exact.is_Rational:
            return int(bool(exact > 0)) - int(bool(exact < 0))
        bits = 64
        while bits <= _SIGN_BITS:
            sign = ball_sign(self.enclosure(bits))
            if sign is not None:
                return sign
            bits *= 2
        return None

    def short(self) -> Expr | None:
        """The sum of the short terms, where all are short."""
        terms = [term.short() for term in self.terms]
        return None if any(t is None for t in terms) else Add(*terms)

    def text(self) -> str:
        """The short sum, or the terms' texts joined."""
        short = self.short()
        return str(short) if short is not None else " + ".join(f"({t.text()})" for t in self.terms)


def ball_sign(ball: arb) -> int | None:
    """The sign of every number in the ball, or ``None`` when it differs.

    Examples
    --------
    >>> ball_sign(arb(2).sqrt()), ball_sign(arb(0)), ball_sign(arb(0, 1)) is None
    (1, 0, True)
    """
    if ball > 0:
        return 1
    if ball < 0:
        return -1
    return 0 if ball.is_zero() else None
