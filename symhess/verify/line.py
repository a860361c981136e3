"""Checks of what is claimed about the zeros on a line: they are counted once more, another way.

Around every claimed zero a neighbourhood is looked for in which the derivative of its order keeps its sign; what lies
between the neighbourhoods is cut into cells without zero. Where the ends are infinite, or the function is not regular
there, it is enclosed on the whole rest of the line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

from flint import arb, ctx, fmpq
from sympy import Expr, Mul, Number, Pow, Symbol, cos, cot, csc, exp, pi, sec, sin, tan

from symhess.derivation import Step
from symhess.exact import Enclosure
from symhess.exact.at_infinity import sign_at_infinity
from symhess.exact.enclosing import enclosed_constant
from symhess.exact.expression_enclosure import between, enclosed_function
from symhess.exact.zero_test import is_zero_constant
from symhess.line_evidence import LineFactors, LineZeros, PeriodicZeros

__all__ = ["LINE_CHECKERS", "line_faults"]

_BITS: Final = 320
_HIGHEST_ORDER: Final = 10
_MOST_CELLS: Final = 20_000
_SAMPLES: Final = tuple(fmpq(k, 1009) for k in (37, 211, 402, 613, 801, 977))


def line_faults(step: Step) -> Iterator[str]:
    """What is wrong with a tree of steps about the zeros of an equation.

    Examples
    --------
    >>> from sympy import Integer
    >>> from symhess.derivation import Claim
    >>> x = Symbol("x")
    >>> def tree(*zeros):
    ...     ends = Integer(0), Integer(4), fmpq(1, 2), fmpq(7, 2)
    ...     return Step(Claim.SOLUTIONS, (LineZeros(x**2 - 3 * x + 2, x, *ends, zeros),))
    >>> list(line_faults(tree((Integer(1), 1), (Integer(2), 1))))
    []
    >>> list(line_faults(tree((Integer(1), 1))))
    ['between 2281701377/2147483648 and 7/2 there may be a zero of x**2 - 3*x + 2 that is not listed']
    """
    for record in step.evidence:
        checker = LINE_CHECKERS.get(type(record))
        yield from () if checker is None else checker(record, None, step.premises)
    for premise in step.premises:
        yield from line_faults(premise)


def _ball(number: Expr | Enclosure) -> arb:
    found = number.ball if isinstance(number, Enclosure) else enclosed_constant(number, _BITS)
    return arb("nan") if found is None else found


def _is_infinite(end: Expr | Enclosure) -> bool:
    return isinstance(end, Expr) and bool(end.is_infinite)


def _check_line_zeros(record: LineZeros, subject: object, premises: Sequence[Step]) -> Iterator[str]:
    with ctx.workprec(_BITS):
        for end, side, place in ((record.low, 1, record.left), (record.high, -1, record.right)):
            if not _is_infinite(end) and not (arb(place) - _ball(end)) * side > 0:
                yield f"{place} does not lie on the right side of an end"
            elif not _is_clear(record, end, side, place):
                yield f"between an end and {place} there may be a zero of {record.expression}"
        yield from _middle_faults(record)


def _is_clear(record: LineZeros, end: Expr | Enclosure, side: int, place: fmpq) -> bool:
    """Whether there is no zero between an end and a place, nor there."""
    variable = record.variable
    if _is_infinite(end):
        outward = record.expression.subs(variable, -side * variable)
        return bool(-side * place > 1) and sign_at_infinity(outward, variable, -side * place) is not None
    reach = _ball(end).union(arb(place))
    derivative = record.expression
    for _ in range(_HIGHEST_ORDER):
        if not enclosed_function(derivative, variable)(reach).contains(0):
            return True
        if isinstance(end, Enclosure) or is_zero_constant(derivative.subs(variable, end)) is not True:
            break
        derivative = derivative.diff(variable)
    if isinstance(end, Enclosure):
        return False
    start = fmpq(int(float((1 / abs(arb(place) - _ball(end))).lower()) * 0.999))
    outward = record.expression.subs(variable, end + side / variable)
    return bool(start > 1) and sign_at_infinity(outward, variable, start) is not None


def _middle_faults(record: LineZeros) -> Iterator[str]:
    """The neighbourhoods of the zeros, and what is between them."""
    marks, edge = [arb(record.left)], arb(record.left)
    balls = [_ball(zero) for zero, _ in record.zeros]
    if not all(first < second for first, second in pairwise([edge, *balls, arb(record.right)])):
        yield "the zeros are not ascending between the ends"
        return
    apart = [min(second - first, arb(1), key=float) for first, second in pairwise([edge, *balls, arb(record.right)])]
    for (zero, order), ball, room in zip(record.zeros, balls, map(min, apart, apart[1:]), strict=True):
        near = _neighbourhood(record, ball, order, room)
        if near is None or not _is_zero(record, zero, order, near):
            place = ball.mid().str(10, radius=False)
            yield f"{place} is not proved to be a zero of order {order} of {record.expression}"
            return
        marks += [near.lower(), near.upper()]
    marks.append(arb(record.right))
    for low, high in zip(marks[::2], marks[1::2], strict=True):
        if not _is_free(record, _fraction(low), _fraction(high)):
            words = f"between {_fraction(low)} and {_fraction(high)} there may be a zero"
            yield f"{words} of {record.expression} that is not listed"


def _fraction(ball: arb) -> fmpq:
    mantissa, exponent = ball.mid().man_exp()
    return fmpq(int(mantissa)) * fmpq(2) ** int(exponent)


def _neighbourhood(record: LineZeros, ball: arb, order: int, room: arb) -> arb | None:
    """A ball around a zero on which the derivative of its order is not zero; a power of two wide."""
    derivative = record.expression.diff(record.variable, order)
    width = arb(2) ** -1
    while width > arb(2) ** -120:
        near = arb(ball.mid()) + arb(0, 1) * width
        if width * 4 < room and not enclosed_function(derivative, record.variable)(near).contains(0):
            return near if near.contains(ball) else None
        width /= 2
    return None


def _is_zero(record: LineZeros, zero: Expr | Enclosure, order: int, near: arb) -> bool:
    """Whether there is a zero of this order: by exact values, or by a change of sign."""
    if order < 1:
        return False
    if isinstance(zero, Enclosure):
        value = enclosed_function(record.expression, record.variable)
        ends = [value(arb(end)) for end in (zero.ball.lower(), zero.ball.upper())]
        if zero.ball.rel_accuracy_bits() < 192 or order != 1:
            return False
        outer = [value(near.lower()), value(near.upper())]
        same = [bool(a * b > 0) or a.contains(0) for a, b in zip(ends, outer, strict=True)]
        return bool(outer[0] * outer[1] < 0) and all(same)
    derivatives = [record.expression]
    for _ in range(order - 1):
        derivatives.append(derivatives[-1].diff(record.variable))
    return all(is_zero_constant(part.subs(record.variable, zero)) is True for part in derivatives)


def _is_free(record: LineZeros, low: fmpq, high: fmpq) -> bool:
    """Whether the expression has no zero between two numbers, by cells cut in half."""
    value, slope = (
        enclosed_function(e, record.variable) for e in (record.expression, record.expression.diff(record.variable))
    )
    cells = [(low, high)]
    for _ in range(_MOST_CELLS):
        if not cells:
            return True
        start, end = cells.pop()
        ball, middle = between(start, end), (start + end) / 2
        here = value(arb(middle))
        if value(ball).contains(0) and (here + slope(ball) * (ball - arb(middle))).contains(0):
            if here.contains(0):
                return False
            cells += [(start, middle), (middle, end)]
    return False


def _check_line_factors(record: LineFactors, subject: object, premises: Sequence[Step]) -> Iterator[str]:
    if not _never_vanishes(record.rest, record.variable):
        yield f"{record.rest} may vanish"
    product = record.rest * Mul(*(factor**power for factor, power in record.factors))
    if not _agree(record.expression, product, record.variable, (record.low, record.high)):
        yield f"{record.expression} is not the product of its factors"
    found = [step.evidence[0] for step in premises if step.evidence]
    if not all(_is_about(leaf, factor, record) for leaf, (factor, _) in zip(found, record.factors, strict=False)):
        yield "a premise is not about a factor"
    if len(found) != len(record.factors):
        yield "there is not one premise for each factor"


def _is_about(leaf: object, factor: Expr, record: LineFactors) -> bool:
    if isinstance(leaf, PeriodicZeros):
        return bool(leaf.expression == factor and leaf.variable == record.variable)
    if not isinstance(leaf, LineZeros):
        return False
    ends = (_same(leaf.low, record.low), _same(leaf.high, record.high))
    return bool(leaf.expression == factor and leaf.variable == record.variable and all(ends))


def _same(first: Expr | Enclosure, second: Expr | Enclosure) -> bool:
    if isinstance(first, Enclosure) and isinstance(second, Enclosure):
        return bool(first.ball.overlaps(second.ball))
    if isinstance(first, Enclosure) or isinstance(second, Enclosure):
        return False
    return bool(first == second) or is_zero_constant(first - second) is True


def _never_vanishes(rest: Expr, variable: Symbol) -> bool:
    """Whether the form shows it: constants, exponentials, reciprocals, powers with the variable in the exponent."""
    for part in Mul.make_args(rest):
        if not part.has(variable):
            with ctx.workprec(_BITS):
                if _ball(part).contains(0):
                    return False
        elif not isinstance(part, exp) and not (isinstance(part, Pow) and _is_reciprocal(part, variable)):
            return False
    return True


def _is_reciprocal(part: Pow, variable: Symbol) -> bool:
    return bool(part.exp.has(variable)) or (isinstance(part.exp, Number) and bool(part.exp.is_negative))


def _agree(first: Expr, second: Expr, variable: Symbol, ends: tuple[Expr | Enclosure, Expr | Enclosure]) -> bool:
    """Whether two expressions have the same values where both are defined: at several places, to many digits."""
    seen = 0
    with ctx.workprec(_BITS):
        for share in _SAMPLES:
            at = _place(ends, share)
            values = [enclosed_function(e, variable)(at) for e in (first, second)]
            if all(value.is_finite() for value in values):
                seen += 1
                if not values[0].overlaps(values[1]) or (values[0] - values[1]).rad() > abs(values[0]).upper() + arb(1):
                    return False
    return seen > 0


def _place(ends: tuple[Expr | Enclosure, Expr | Enclosure], share: fmpq) -> arb:
    low, high = (None if _is_infinite(end) else _ball(end) for end in ends)
    if low is None and high is None:
        return arb(share * 6 - 3)
    if low is None or high is None:
        return low + arb(share * 3) if low is not None else arb(high) - arb(share * 3)
    return arb((low + (high - low) * arb(share)).mid())


def _check_periodic_zeros(record: PeriodicZeros, subject: object, premises: Sequence[Step]) -> Iterator[str]:
    if not all(_turns_whole(part, record) for part in _angles(record.expression, record.variable)):
        yield f"{record.period} is not seen to be a period of {record.expression}"
    with ctx.workprec(_BITS):
        value = enclosed_function(record.expression, record.variable)(_ball(record.start))
        if value.is_finite() and value.contains(0):
            yield f"{record.start} may be a zero itself"
    found = [step.evidence[0] for step in premises if step.evidence]
    parts = [leaf for leaf in found if isinstance(leaf, LineFactors) and leaf.variable == record.variable]
    if len(parts) < len(found) or not _covered(record, parts):
        yield "the premises are not about one period"


def _covered(record: PeriodicZeros, parts: Sequence[LineFactors]) -> bool:
    """Whether the premises are about the expression on all of a period where it is defined."""
    at: Expr | Enclosure = record.start
    for part in sorted(parts, key=lambda part: float(_ball(part.low).mid())):
        if not (_same(at, part.low) or _is_undefined(record, (at, part.low))):
            return False
        if not _agree(record.expression, part.expression, record.variable, (part.low, part.high)):
            return False
        at = part.high
    end = record.start + record.period
    return _same(at, end) or _is_undefined(record, (at, end))


def _is_undefined(record: PeriodicZeros, ends: tuple[Expr | Enclosure, Expr | Enclosure]) -> bool:
    """Whether the expression has no value on a gap: at several places."""
    value = enclosed_function(record.expression, record.variable)
    with ctx.workprec(_BITS):
        return not any(value(_place(ends, share)).is_finite() for share in _SAMPLES)


def _angles(part: Expr, variable: Symbol) -> Iterator[Expr]:
    """The outermost parts with the variable that are no sums, products or the like."""
    if not part.has(variable):
        return
    if part == variable or part.func in _TURNING:
        yield part
        return
    for inner in part.args:
        yield from _angles(inner, variable)


def _turns_whole(part: Expr, record: PeriodicZeros) -> bool:
    """Whether the argument grows by whole turns over the period."""
    if part.func not in _TURNING:
        return False
    rate = part.args[0].diff(record.variable)
    return not rate.has(record.variable) and bool((rate * record.period / (2 * pi)).cancel().is_Integer)


_TURNING: Final = frozenset({sin, cos, tan, cot, sec, csc})

LINE_CHECKERS: Final[dict[type, Callable[[Any, Any, Any], Iterator[str]]]] = {
    LineFactors: _check_line_factors,
    LineZeros: _check_line_zeros,
    PeriodicZeros: _check_periodic_zeros,
}
"""For every record about zeros on a line the function that says what is wrong with it."""
