"""Checks of what a function does far away: limits in all directions, periods, terms that stay bounded.

Continuity and periods are proved as identities; limits and bounds are tried at many points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import Any, Final

from flint import arb, fmpq
from sympy import Expr, Piecewise, expand, expand_trig, sign

from symhess.constraint_evidence import Periods
from symhess.differentiate.smoothness import smoothness_conditions
from symhess.shape import BoundedRest, LimitAtInfinity
from symhess.verify.enclosures import enclosed
from symhess.verify.whole import Whole

__all__ = ["FAR_CHECKERS", "period_faults"]

_BITS: Final = 512
_RADII: Final = (fmpq(2) ** 12, fmpq(2) ** 24)
_MOST_DIRECTIONS: Final = 4


def _check_bounded(record: BoundedRest, whole: Whole, premises: Sequence[object]) -> Iterator[str]:
    bound = enclosed(record.bound, {})
    if not _is_continuous(whole) or any((value - bound) * record.sign < 0 for value in whole.values(record.expression)):
        yield f"{record.expression} is not bounded by {record.bound}, or jumps"


def _check_limit(record: LimitAtInfinity, whole: Whole, premises: Sequence[object]) -> Iterator[str]:
    """On rays in many directions the distance to the limit becomes small, and smaller."""
    value = record.value.enclosure(_BITS)
    for direction in product((-1, 0, 1), repeat=min(len(whole.variables), _MOST_DIRECTIONS)):
        whole_direction = (*direction, *(1 for _ in whole.variables[len(direction) :]))
        if any(whole_direction):
            gaps = [abs(whole.value([fmpq(k) * far for k in whole_direction]) - value) for far in _RADII]
            if not gaps[-1] < arb(2) ** -8 or gaps[-1] > gaps[0]:
                yield "the function does not tend to this value in every direction"
                return
    if not _is_continuous(whole):
        yield "the function is not seen to be continuous"


def _check_periods(record: Periods, whole: Whole, premises: Sequence[object]) -> Iterator[str]:
    if record.variables != whole.variables or not _is_continuous(whole):
        yield "the function is not seen to be continuous and to repeat in all its variables"
    yield from period_faults(record, whole.function.expression)


def period_faults(record: Periods, expression: Expr) -> Iterator[str]:
    """What is wrong with the periods of an expression.

    Examples
    --------
    >>> from sympy import cos, pi
    >>> from sympy.abc import x
    >>> list(period_faults(Periods((x,), (pi,)), cos(2 * x))), list(period_faults(Periods((x,), (pi,)), cos(x)))
    ([], ['the function does not repeat in x after pi'])
    """
    for variable, period in zip(record.variables, record.periods, strict=True):
        moved = expression.xreplace({variable: variable + period})
        if not enclosed(period, {}) > 0 or expand(expand_trig(expand(moved) - expand(expression))) != 0:
            yield f"the function does not repeat in {variable} after {period}"


def _is_continuous(whole: Whole) -> bool:
    expression = whole.function.expression
    return smoothness_conditions(expression) == () and not expression.has(Piecewise, sign)


FAR_CHECKERS: Final[dict[type, Callable[[Any, Any, Sequence[Any]], Iterator[str]]]] = {
    BoundedRest: _check_bounded,
    LimitAtInfinity: _check_limit,
    Periods: _check_periods,
}
