"""The values of a function that repeats in every variable on families of critical points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod
from typing import Final

from sympy import Add, Expr, Integer, Rational, Symbol, expand, expand_trig, gcd

from symhess.critical_set import CriticalFamily

__all__ = ["family_values"]

_MOST_MEMBERS: Final = 64


def family_values(
    expression: Expr, family: CriticalFamily, periods: Sequence[Expr], variables: Sequence[Symbol]
) -> Iterator[Expr] | None:
    """All values of a periodic function on a family; ``None`` where the family has a condition or other steps.

    Examples
    --------
    >>> from sympy import cos, pi
    >>> from sympy.abc import n, x
    >>> family = CriticalFamily((x,), (n,), (pi * n,))
    >>> sorted(family_values(cos(x), family, (2 * pi,), (x,)))
    [-1, 1]
    """
    if family.condition != True:  # noqa: E712 - a SymPy truth value
        return None
    counts = [_members(parameter, family, periods) for parameter in family.parameters]
    sizes = [count for count in counts if count is not None]
    if len(sizes) < len(counts) or prod(sizes) > _MOST_MEMBERS:
        return None
    members = (dict(zip(family.parameters, map(Integer, k), strict=True)) for k in product(*map(range, sizes)))
    places = (dict(zip(variables, (e.xreplace(m) for e in family.at), strict=True)) for m in members)
    return (expand(expand_trig(expression.xreplace(place).doit())) for place in places)


def _members(parameter: Symbol, family: CriticalFamily, periods: Sequence[Expr]) -> int | None:
    """After how many steps of a parameter the family repeats up to periods."""
    count = 1
    for coordinate, period in zip(family.at, periods, strict=True):
        step = expand(Add(coordinate.xreplace({parameter: parameter + 1}), -coordinate))
        ratio = step / period
        if not isinstance(ratio, Rational):
            return None
        count = count * int(ratio.q) // int(gcd(count, ratio.q))
    return count
