"""The ends of the domain in one variable, each turned into t → ∞."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from sympy import Expr, Rational, Symbol

from symhess.condition import Condition, Relation
from symhess.convexity.domain import constant_sign
from symhess.differentiate.smoothness import smoothness_conditions

__all__ = ["ends_of"]


def ends_of(
    expression: Expr, variable: Symbol, fixed: Mapping[Symbol, Expr] = MappingProxyType({})
) -> tuple[Expr, ...] | None:
    """The variable near each end of the intervals on which f is smooth, the variable's own name standing for t → ∞.

    With ``fixed`` values of the other variables, on that line: the conditions are those of f before they are put in.
    ``None`` where the domain on the line is not the line cut at rational places, or where f may jump.

    Examples
    --------
    >>> from sympy import log
    >>> from sympy.abc import x
    >>> ends_of(log(x) / (x - 2), x)
    (1/x, 2 - 1/x, 2 + 1/x, x)
    >>> ends_of(x**2, x)
    (-x, x)
    >>> from sympy import Integer
    >>> from sympy.abc import y
    >>> ends_of(x * log(y) + y, y, {x: Integer(0)})
    (1/y, y)
    """
    natural = smoothness_conditions(expression)
    if natural is None:
        return None
    conditions = [replace(each, term=each.term.xreplace(dict(fixed))) for each in natural]
    left = [each for each in conditions if each.term.free_symbols]
    if not all(_holds(each) for each in conditions if each not in left):
        return None
    cuts = _cuts(left, variable)
    if cuts is None:
        return None
    low, high, inner = cuts
    return tuple(_places(low, high, inner, variable))


def _holds(condition: Condition) -> bool:
    """Whether a condition on a constant is seen to hold."""
    sign = constant_sign(condition.term)
    return sign == 1 or (sign == -1 and condition.relation is Relation.NONZERO)


def _cuts(
    conditions: Sequence[Condition], variable: Symbol
) -> tuple[Rational | None, Rational | None, list[Rational]] | None:
    """The ends of the domain and the places left out, from conditions that are linear in the variable."""
    lows: list[Rational] = []
    highs: list[Rational] = []
    inner: list[Rational] = []
    for condition in conditions:
        slope = condition.term.diff(variable)
        place = variable - condition.term / slope if slope != 0 and not slope.free_symbols else None
        place = None if place is None else place.expand()
        if not isinstance(place, Rational):
            return None
        if condition.relation is Relation.NONZERO:
            inner.append(place)
        else:
            (lows if slope > 0 else highs).append(place)
    low, high = max(lows, default=None), min(highs, default=None)
    inside = [p for p in sorted(set(inner)) if (low is None or p > low) and (high is None or p < high)]
    return None if low is not None and high is not None and low >= high else (low, high, inside)


def _places(
    low: Rational | None, high: Rational | None, inner: Sequence[Rational], t: Symbol
) -> Iterator[Expr]:
    yield -t if low is None else low + 1 / t
    for place in inner:
        yield place - 1 / t
        yield place + 1 / t
    yield t if high is None else high - 1 / t
