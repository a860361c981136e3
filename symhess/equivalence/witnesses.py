"""Points at which two expressions differ, by enclosures that do not overlap, in all sign patterns, at many scales."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from flint import arb, ctx, fmpq
from sympy import Expr, Rational, Symbol

from symhess.budget import Deadline
from symhess.condition import Condition, Relation
from symhess.exact.decimals import ball_decimal
from symhess.exact.enclosing import enclosed_value

__all__ = ["Domains", "Witness", "conditions_hold", "find_witness", "sample_points"]

_BITS: Final = (96, 384)
_SCALES: Final = (fmpq(1), fmpq(3), fmpq(1, 4), fmpq(12), fmpq(1, 40), fmpq(150), fmpq(5000))
# where the first is defined, where the second is, and what is assumed
Domains = tuple[Sequence[Condition], Sequence[Condition], Sequence[Condition]]

_LARGEST_EXPONENT: Final = 20_000  # bits of a value that a point is used for


@dataclass(frozen=True, slots=True)
class Witness:
    """A point at which two functions differ; a value is ``None`` where the function is not defined there.

    Attributes
    ----------
    at : tuple of (Symbol, Rational)
    first, second : str or None
        The values, eight digits.

    Examples
    --------
    >>> from sympy.abc import x
    >>> Witness(((x, Rational(-1, 2)),), "0.5", None).second is None
    True
    """

    at: tuple[tuple[Symbol, Expr], ...]
    first: str | None
    second: str | None


def sample_points(variables: Sequence[Symbol], count: int) -> Iterator[dict[Symbol, fmpq]]:
    """Rational points in all sign patterns, at several scales, never on a coordinate plane or a diagonal.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> points = list(sample_points((x, y), 8))
    >>> {(at[x] > 0, at[y] > 0) for at in points[:4]} == {(True, True), (True, False), (False, True), (False, False)}
    True
    """
    random, size = Random(20), max(1, len(variables))
    for number in range(count):
        scale = _SCALES[number // 2**size % len(_SCALES)]
        yield {
            variable: (-1 if number >> k & 1 else 1) * scale * fmpq(random.randrange(10**5, 10**6), 499_979)
            for k, variable in enumerate(variables)
        }


def find_witness(
    first: Expr,
    second: Expr,
    domains: Domains,
    points: Iterable[Mapping[Symbol, fmpq]],
    deadline: Deadline,
) -> Witness | None:
    """One of the points at which the values differ, or at which, and all around which, only one is defined.

    Parameters
    ----------
    domains : three sequences of Condition
        Where the first is defined, where the second is, and what is assumed.

    Examples
    --------
    >>> from sympy.abc import x
    >>> points = list(sample_points((x,), 4))
    >>> found = find_witness(x**2, x**4, ((), (), ()), points, Deadline(None))
    >>> abs(found.at[0][1]) != 1, found.first == found.second
    (True, False)
    >>> find_witness(x, x + 0, ((), (), ()), points, Deadline(None)) is None
    True
    """
    for values in points:
        deadline.check()
        inside = [conditions_hold(conditions, values) for conditions in domains]
        if None in inside or not inside[2] or not (inside[0] or inside[1]):
            continue
        found = _difference(first if inside[0] else None, second if inside[1] else None, values)
        if found is not None:
            return found
    return None


def conditions_hold(conditions: Sequence[Condition], values: Mapping[Symbol, fmpq]) -> bool | None:
    """Whether the conditions hold at a point and near it; ``None`` where that cannot be told.

    Examples
    --------
    >>> from sympy.abc import x
    >>> positive = [Condition(x, Relation.POSITIVE)]
    >>> [conditions_hold(positive, {x: fmpq(k)}) for k in (2, -2, 0)]
    [True, False, None]
    """
    balls = {symbol: arb(value) for symbol, value in values.items()}
    undefined = False
    for condition in conditions:
        ball = enclosed_value(condition.term, balls, _BITS[0])
        if ball is None:
            undefined = True
        elif condition.relation is Relation.NONZERO:
            if ball.contains(0):
                return None
        elif ball < 0:
            return False
        elif not ball > 0:
            return None
    return None if undefined else True


def _difference(first: Expr | None, second: Expr | None, values: Mapping[Symbol, fmpq]) -> Witness | None:
    for bits in _BITS:
        with ctx.workprec(bits):
            balls = {symbol: arb(value) for symbol, value in values.items()}
        found = [None if f is None else enclosed_value(f, balls, bits) for f in (first, second)]
        wanted = [f is not None for f in (first, second)]
        if any(w and (b is None or not _is_moderate(b)) for w, b in zip(wanted, found, strict=True)):
            return None
        one, other = found
        if one is None or other is None or not one.overlaps(other):
            break
    else:
        return None
    texts = [None if ball is None else ball_decimal(ball, 8) or str(float(ball.mid())) for ball in found]
    at = tuple((symbol, Rational(int(v.p), int(v.q))) for symbol, v in values.items())
    return Witness(at, texts[0], texts[1])


def _is_moderate(ball: arb) -> bool:
    return bool(abs(ball) < arb(2) ** _LARGEST_EXPONENT)
