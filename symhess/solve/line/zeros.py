"""The nouns of the room: zeros on a line, families of them, and what is known about all of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from flint import arb
from sympy import Expr, Symbol
from sympy.logic.boolalg import Boolean, true

from symhess.derivation import Step
from symhess.exact.enclosing import enclosed_constant
from symhess.exact.number import Enclosure, Real
from symhess.exact.symbolic import real_number

__all__ = ["BITS", "LineZero", "Open", "ZeroFamily", "Zeros", "exact_zero"]

BITS = 256  # of the enclosures of zeros


class Open(Enum):
    """What keeps a list of zeros from being complete.

    Examples
    --------
    >>> Open.TAIL.value
    'no bound shows where the zeros end'
    """

    TAIL = "no bound shows where the zeros end"
    CLUSTER = "zeros too close to be told apart, or one of higher multiplicity that is not exact"
    FUNCTION = "the equation has a part that is not handled"
    EVERYWHERE = "the equation holds on an interval"
    REPEATING = "zeros that repeat and have no exact form"


@dataclass(frozen=True, slots=True, eq=False)
class LineZero:
    """One zero of an equation: exact, or the only one of its enclosure.

    Attributes
    ----------
    exact : Expr or None
    ball : arb
        Holds the zero; at least 192 bits are right.
    order : int or None
        Its multiplicity; ``None`` where it is not known.

    Examples
    --------
    >>> from sympy import log
    >>> zero = exact_zero(log(2), 1)
    >>> zero.number.text(), zero.is_simple
    ('log(2)', True)
    """

    exact: Expr | None
    ball: arb
    order: int | None

    @property
    def number(self) -> Real:
        """The zero as a number."""
        return Enclosure(self.ball) if self.exact is None else real_number(self.exact)

    @property
    def is_simple(self) -> bool | None:
        """Whether the derivative is not zero there; ``None`` where that is not known."""
        return None if self.order is None else self.order == 1


def exact_zero(value: Expr, order: int | None) -> LineZero:
    """A zero given by an exact number.

    Examples
    --------
    >>> from sympy import Integer
    >>> exact_zero(Integer(2), 2).ball
    2.00000000000000
    """
    ball = enclosed_constant(value, BITS)
    if ball is None:
        raise ValueError(f"{value} has no enclosure")
    return LineZero(value, ball, order)


@dataclass(frozen=True, slots=True)
class ZeroFamily:
    """Infinitely many zeros: `at` for all integers `parameter` with the condition.

    Examples
    --------
    >>> from sympy import pi
    >>> n = Symbol("n")
    >>> print(ZeroFamily(pi * n, n, 1).at)
    pi*n
    """

    at: Expr
    parameter: Symbol
    order: int | None
    condition: Boolean = true


@dataclass(frozen=True, slots=True)
class Zeros:
    """The real zeros of one equation on an open interval.

    Attributes
    ----------
    points : tuple of LineZero
        Ascending; none of them belongs to a family.
    families : tuple of ZeroFamily
    reasons : tuple of Open
        Empty where points and families together are all zeros.
    steps : tuple of Step
        Evidence, one tree for each interval on which the equation is analytic; zeros that only the exact
        rewriting proves have none.

    Examples
    --------
    >>> Zeros((), ()).complete
    True
    """

    points: tuple[LineZero, ...]
    families: tuple[ZeroFamily, ...]
    reasons: tuple[Open, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.reasons
