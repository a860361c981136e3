"""Zeros of several factors as the zeros of their product."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, product

from sympy import Expr, Integer, Mul, Symbol

from symhess.derivation import Step
from symhess.exact.zero_test import is_zero_constant
from symhess.solve.line.ends import End
from symhess.solve.line.excluding import Undecided, member, without
from symhess.solve.line.rewriting import period
from symhess.solve.line.zeros import LineZero, Open, Zeros, exact_zero

__all__ = ["joined", "to_power", "together", "united"]


def united(zeros: Iterable[LineZero]) -> list[LineZero] | None:
    """Ascending, equal ones once with the sum of their orders; ``None`` where it is not decided what is equal.

    Examples
    --------
    >>> [(zero.exact, zero.order) for zero in united([exact_zero(Integer(2), 1), exact_zero(Integer(2), 3)])]
    [(2, 4)]
    """
    found: list[LineZero] = []
    for zero in sorted(zeros, key=lambda zero: float(zero.ball.mid())):
        if not found or not zero.ball.overlaps(found[-1].ball):
            found.append(zero)
            continue
        last = found.pop()
        if zero.exact is None or last.exact is None or is_zero_constant(zero.exact - last.exact) is not True:
            return None
        found.append(exact_zero(last.exact, _sum(zero.order, last.order)))
    return found


def _sum(first: int | None, second: int | None) -> int | None:
    return None if first is None or second is None else first + second


def joined(
    factors: tuple[tuple[Expr, Expr], ...], variable: Symbol, ends: tuple[End, End]
) -> tuple[tuple[Expr, Expr], ...]:
    """Periodic factors as one where the periods fit and an end is infinite: their families may overlap.

    Examples
    --------
    >>> from sympy import cos, oo, sin
    >>> x, one = Symbol("x"), Integer(1)
    >>> joined(((x, one), (sin(x), one), (cos(x), one)), x, (-oo, oo))
    ((x, 1), (sin(x)*cos(x), 1))
    """
    if not any(isinstance(end, Expr) and end.is_infinite for end in ends):
        return factors
    repeating = [(factor, power) for factor, power in factors if period(factor, variable) is not None]
    whole = Mul(*(factor**power for factor, power in repeating))
    if len(repeating) < 2 or period(whole, variable) is None:
        return factors
    return (*(pair for pair in factors if pair not in repeating), (whole, Integer(1)))


def to_power(zeros: Zeros, power: Expr) -> Zeros:
    """The zeros of a factor as those of its power.

    Examples
    --------
    >>> to_power(Zeros((exact_zero(Integer(2), 1),), ()), Integer(3)).points[0].order
    3
    """
    points = tuple(replace(zero, order=_times(zero.order, power)) for zero in zeros.points)
    repeated = tuple(replace(family, order=_times(family.order, power)) for family in zeros.families)
    return replace(zeros, points=points, families=repeated)


def _times(order: int | None, power: Expr) -> int | None:
    return int(order * power) if order is not None and (order * power).is_Integer else None


def together(found: Sequence[Zeros], steps: tuple[Step, ...]) -> Zeros:
    """The zeros of a product; a point that belongs to a family is taken out of it.

    Examples
    --------
    >>> from sympy import pi
    >>> from symhess.solve.line.zeros import ZeroFamily
    >>> n = Symbol("n")
    >>> product = together([Zeros((exact_zero(pi, 1),), ()), Zeros((), (ZeroFamily(pi * n, n, 1),))], ())
    >>> product.points[0].order, product.families[0].condition
    (2, Ne(n, 1))
    """
    reasons = list(chain.from_iterable(zeros.reasons for zeros in found))
    repeated = list(chain.from_iterable(zeros.families for zeros in found))
    points = list(chain.from_iterable(zeros.points for zeros in found))
    ascending = united(points)
    if ascending is None:
        ascending, reasons = points, [*reasons, Open.CLUSTER]
    for j, k in product(range(len(repeated)), range(len(ascending))):
        try:
            number = member(repeated[j], ascending[k])
        except Undecided:
            reasons.append(Open.CLUSTER)
            continue
        if number is not None:
            ascending[k] = replace(ascending[k], order=_sum(repeated[j].order, ascending[k].order))
            repeated[j] = without(repeated[j], [number])
    return Zeros(tuple(ascending), tuple(repeated), tuple(dict.fromkeys(reasons)), steps)
