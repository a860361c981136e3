"""All real zeros of one equation in one unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from flint import ctx, fmpq
from sympy import Expr, Rational, Symbol, oo

from symhess.budget import Deadline
from symhess.condition import Condition, Relation
from symhess.derivation import Claim, Step
from symhess.exact import Enclosure
from symhess.exact.enclosing import enclosed_constant
from symhess.exact.expression_enclosure import enclosed_function
from symhess.exact.zero_test import is_zero_constant
from symhess.line_evidence import LineFactors, LineZeros, PeriodicZeros
from symhess.solve.line.angles import angle_solutions
from symhess.solve.line.combining import joined, to_power, together, united
from symhess.solve.line.counting import Counted, count_zeros
from symhess.solve.line.domain import Piece, holds, inner_point, pieces, strictly_between
from symhess.solve.line.ends import End, end_ball, whole_part
from symhess.solve.line.excluding import Undecided, member, where_not_zero, without
from symhess.solve.line.kernels import exact_solutions, simpler_equations
from symhess.solve.line.refining import sign_at
from symhess.solve.line.repeating import families, parameter_for
from symhess.solve.line.rewriting import conditions, is_handled, kinks, numerator_factors, period, rewritten
from symhess.solve.line.zeros import BITS, LineZero, Open, ZeroFamily, Zeros, exact_zero

__all__ = ["real_zeros"]

_STARTS: Final = tuple(Rational(k, 97) - Rational(1, 2) for k in (1, 3, 8, 21, 40))
_MOST_SHIFTS: Final = 1000
_MOST_KNOWN: Final = 200


def real_zeros(expression: Expr, variable: Symbol, interval: tuple[Expr, Expr], deadline: Deadline) -> Zeros:
    """All real zeros of an expression on an open interval, each proved.

    Parameters
    ----------
    expression : Expr
        Made of the variable and constants by arithmetic, real powers, exponentials, logarithms, trigonometric and
        hyperbolic functions and their inverses, absolute values. It is taken on its natural domain.
    variable : Symbol
    interval : tuple of Expr
        Ends, not counted: exact numbers, or ±oo.
    deadline : Deadline

    Returns
    -------
    Zeros
        With the reasons, should it not be complete: zeros may then be missing.

    Raises
    ------
    TimeLimitReached
        When the deadline has passed.

    Examples
    --------
    >>> from sympy import cos, log, sin
    >>> x = Symbol("x")
    >>> found = real_zeros(x**2 - 2**x, x, (-oo, oo), Deadline(10))
    >>> found.complete, [zero.number.decimal(8) for zero in found.points]
    (True, ['-0.76666470', '2', '4'])
    >>> [family.at for family in real_zeros(2 * cos(x) - 1, x, (-oo, oo), Deadline(10)).families]
    [2*pi*n - pi/3, 2*pi*n + pi/3]
    >>> real_zeros(x * log(x), x, (-oo, oo), Deadline(10)).points[0].exact
    1
    >>> real_zeros(sin(x) - x * cos(x), x, (-oo, oo), Deadline(10)).reasons[0].value
    'no bound shows where the zeros end'
    """
    deadline.check()
    if not expression.has(variable):
        zero = is_zero_constant(expression) if not expression.free_symbols else None
        return Zeros((), (), () if zero is False else (Open.EVERYWHERE if zero else Open.FUNCTION,))
    if not is_handled(expression, variable):
        return Zeros((), (), (Open.FUNCTION,))
    ends = interval
    turn = period(rewritten(expression), variable)
    if turn is not None and any(end.is_infinite for end in ends):
        return _periodic(expression, variable, turn, ends, deadline)
    return _on_interval(expression, variable, ends, deadline)


def _periodic(expression: Expr, variable: Symbol, turn: Expr, ends: tuple[End, End], deadline: Deadline) -> Zeros:
    """One period decides all."""
    start = next((share * turn for share in _STARTS if _is_no_zero(expression, variable, share * turn)), None)
    if start is None:
        return Zeros((), (), (Open.EVERYWHERE,))
    found = _on_interval(expression, variable, (start, start + turn), deadline)
    offsets = [(zero.exact, zero.order) for zero in found.points if zero.exact is not None]
    if not found.complete or len(offsets) < len(found.points):
        return Zeros(found.points, (), found.reasons or (Open.REPEATING,), found.steps)
    repeated = families(offsets, turn, ends, parameter_for(variable))
    if repeated is None:
        return Zeros(found.points, (), (Open.REPEATING,), found.steps)
    step = Step(Claim.SOLUTIONS, (PeriodicZeros(expression, variable, turn, start),), found.steps)
    return Zeros((), repeated, (), (step,))


def _is_no_zero(expression: Expr, variable: Symbol, at: Expr) -> bool:
    if holds(conditions(expression, variable), variable, exact_zero(at, None)) is False:
        return True
    with ctx.workprec(BITS):
        value = enclosed_function(expression, variable)(end_ball(at))
    return bool(value.is_finite()) and not value.contains(0)


def _on_interval(expression: Expr, variable: Symbol, ends: tuple[Expr, Expr], deadline: Deadline) -> Zeros:
    """The intervals of analyticity one after the other, and the points between them."""
    asked = tuple(conditions(expression, variable))
    origins = _breaks(expression, variable, ends, asked, deadline)
    breaks = None if origins is None else united(origins)
    if origins is None or breaks is None:
        return Zeros((), (), (Open.FUNCTION,))
    found = [_on_piece(piece, variable, asked, deadline) for piece in pieces(expression, variable, ends, asked, breaks)]
    found.append(_at_breaks(expression, variable, asked, {zero: origins.get(zero) for zero in breaks}))
    points = sorted(chain.from_iterable(zeros.points for zeros in found), key=lambda zero: float(zero.ball.mid()))
    reasons = dict.fromkeys(chain.from_iterable(zeros.reasons for zeros in found))
    repeated = tuple(chain.from_iterable(zeros.families for zeros in found))
    return Zeros(tuple(points), repeated, tuple(reasons), tuple(chain.from_iterable(zeros.steps for zeros in found)))


def _breaks(
    expression: Expr, variable: Symbol, ends: tuple[Expr, Expr], asked: Sequence[Condition], deadline: Deadline
) -> dict[LineZero, Expr] | None:
    """Where the domain may end or the expression may not be analytic, with the term that vanishes there."""
    plain = rewritten(expression)
    factors = [factor for factor, _ in numerator_factors(plain, variable)[0]]
    terms = [condition.term for condition in asked if condition.relation is not Relation.NONZERO]
    terms += kinks(expression, variable)
    terms += [condition.term for factor in factors for condition in conditions(factor, variable)]
    found: dict[LineZero, Expr] = {}
    for term in dict.fromkeys(terms):
        zeros = real_zeros(term, variable, ends, deadline)
        if not zeros.complete or zeros.families:
            return None
        found |= dict.fromkeys(zeros.points, term)
    return found


def _at_breaks(
    expression: Expr, variable: Symbol, asked: Sequence[Condition], breaks: Mapping[LineZero, Expr | None]
) -> Zeros:
    """The breaks that are zeros themselves."""
    vanishing = [Condition(sign * expression, Relation.NONNEGATIVE) for sign in (1, -1)]
    found, reasons = [], []
    for zero, term in breaks.items():
        here = replace(zero, order=None)
        mine = [condition for condition in asked if condition.term == term]
        if any(condition.relation is not Relation.NONNEGATIVE for condition in mine):
            continue
        is_zero = holds([condition for condition in asked if condition not in mine], variable, here)
        is_zero = is_zero and holds(vanishing, variable, here)
        reasons += [Open.CLUSTER] if is_zero is None else []
        found += [here] if is_zero else []
    return Zeros(tuple(found), (), tuple(dict.fromkeys(reasons)))


def _on_piece(piece: Piece, variable: Symbol, asked: Sequence[Condition], deadline: Deadline) -> Zeros:
    """The zeros of all factors, where the expression itself is defined."""
    plain = rewritten(piece.expression)
    if is_zero_constant(plain) if not plain.has(variable) else plain.is_zero:
        return Zeros((), (), (Open.EVERYWHERE,))
    parts, rest = numerator_factors(plain, variable)
    factors = joined(parts, variable, piece.ends)
    nonzero = [condition for condition in asked if condition.relation is Relation.NONZERO]
    hints = exact_solutions(piece.expression, variable) if len(factors) == 1 and not nonzero else None
    found = [_of_factor(factor, variable, piece.ends, hints, deadline) for factor, _ in factors]
    powered = [to_power(zeros, power) for zeros, (_, power) in zip(found, factors, strict=True)]
    premises = tuple(chain.from_iterable(zeros.steps for zeros in found))
    low, high = map(_recorded, piece.ends)
    record = LineFactors(piece.expression, variable, low, high, factors, rest)
    steps = (Step(Claim.SOLUTIONS, (record,), premises),) if all(zeros.steps for zeros in found) else premises
    return _defined(together(powered, steps), variable, piece.ends, nonzero, deadline)


def _defined(
    zeros: Zeros, variable: Symbol, ends: tuple[End, End], nonzero: Sequence[Condition], deadline: Deadline
) -> Zeros:
    """Only the zeros at which the denominators do not vanish."""
    reasons = list(zeros.reasons)
    held = [(zero, holds(nonzero, variable, zero)) for zero in zeros.points]
    if any(known is None for _, known in held):
        reasons.append(Open.CLUSTER)
    repeated = []
    for family in zeros.families:
        left: ZeroFamily | None = family
        try:
            for condition in nonzero:
                left = left and _restricted(left, condition.term, variable, deadline)
        except Undecided:
            left, reasons = None, [*reasons, Open.CLUSTER]
        repeated += [left] if left is not None else []
    points = tuple(zero for zero, known in held if known)
    return Zeros(points, tuple(repeated), tuple(dict.fromkeys(reasons)), zeros.steps)


def _restricted(family: ZeroFamily, term: Expr, variable: Symbol, deadline: Deadline) -> ZeroFamily | None:
    if period(rewritten(term), variable) is not None:
        return where_not_zero(family, rewritten(term), variable)
    zeros = real_zeros(term, variable, (-oo, oo), deadline)
    if not zeros.complete or zeros.families:
        raise Undecided(str(term))
    numbers = [member(family, zero) for zero in zeros.points]
    return without(family, [number for number in numbers if number is not None])


def _recorded(end: End) -> Expr | Enclosure:
    return end if isinstance(end, Expr) else Enclosure(end.ball)


def _of_factor(
    factor: Expr, variable: Symbol, ends: tuple[End, End], hints: Sequence[Expr] | None, deadline: Deadline
) -> Zeros:
    """By counting, helped by exact solutions; by these alone where no bound for the ends is found."""
    turn = period(factor, variable)
    if turn is not None and any(isinstance(end, Expr) and end.is_infinite for end in ends):
        return _periodic(factor, variable, turn, ends, deadline)
    if all(sign_at(factor, variable, inner_point(ends) + shift) is None for shift in (0, fmpq(1, 2**40))):
        return Zeros((), (), (Open.EVERYWHERE,))
    known = hints if hints is not None else exact_solutions(factor, variable)
    listed = [v for v in dict.fromkeys(known or _shifted_angles(factor, variable, ends)) if _is_real(v)]
    counted = count_zeros(factor, variable, ends, listed, deadline, known is not None)
    if counted.is_complete:
        return Zeros(counted.zeros, (), (), _counted_step(factor, variable, ends, counted))
    return (
        _by_solutions(factor, variable, known, ends)
        or _by_equations(factor, variable, ends, deadline)
        or Zeros(counted.zeros, (), counted.reasons)
    )


def _by_solutions(
    factor: Expr, variable: Symbol, known: Sequence[Expr] | None, ends: tuple[End, End]
) -> Zeros | None:
    """The exact solutions between the ends, if all are known."""
    zeros = [exact_zero(value, None) for value in known or () if _is_real(value)]
    placed = [(zero, strictly_between(zero, ends)) for zero in zeros]
    listed = united(zero for zero, inside in placed if inside)
    if known is None or listed is None or any(inside is None for _, inside in placed):
        return None
    return Zeros(tuple(replace(zero, order=_order(factor, variable, zero)) for zero in listed), ())


def _order(factor: Expr, variable: Symbol, zero: LineZero) -> int | None:
    """1 where the derivative is not zero; ``None`` where that is not seen."""
    with ctx.workprec(BITS):
        slope = enclosed_function(factor.diff(variable), variable)(zero.ball)
    return 1 if slope.is_finite() and not slope.contains(0) else None


def _by_equations(factor: Expr, variable: Symbol, ends: tuple[End, End], deadline: Deadline) -> Zeros | None:
    """Simpler equations with the same zeros, whose multiplicities may be others."""
    simpler = simpler_equations(factor, variable)
    if simpler is None:
        return None
    parts = [part for equation in simpler for part, _ in numerator_factors(equation, variable)[0]]
    zeros = together([_of_factor(part, variable, ends, None, deadline) for part in parts], ())
    points = tuple(replace(zero, order=None) for zero in zeros.points)
    return Zeros(points, zeros.families) if zeros.complete else None


def _is_real(value: Expr) -> bool:
    return enclosed_constant(value, BITS) is not None


def _shifted_angles(factor: Expr, variable: Symbol, ends: tuple[End, End]) -> list[Expr]:
    """The exact solutions of a trigonometric equation between two finite ends."""
    turn = period(factor, variable)
    offsets = None if turn is None else angle_solutions(factor, variable)
    if turn is None or not offsets or any(isinstance(end, Expr) and end.is_infinite for end in ends):
        return []
    found: list[Expr] = []
    for offset in offsets:
        places = [(end_ball(end) - end_ball(offset)) / end_ball(turn) for end in ends]
        first, last = (whole_part(place) for place in places)
        if last - first < _MOST_SHIFTS:
            found += [offset + k * turn for k in range(first, last + 2)]
    return found[:_MOST_KNOWN]


def _counted_step(factor: Expr, variable: Symbol, ends: tuple[End, End], counted: Counted) -> tuple[Step, ...]:
    if counted.low is None or counted.high is None:
        return ()
    zeros = tuple((_recorded_zero(factor, variable, zero), int(zero.order or 0)) for zero in counted.zeros)
    low, high = map(_recorded, ends)
    record = LineZeros(factor, variable, low, high, counted.low, counted.high, zeros)
    return (Step(Claim.SOLUTIONS, (record,)),)


def _recorded_zero(factor: Expr, variable: Symbol, zero: LineZero) -> Expr | Enclosure:
    """The exact number only where putting it into the equation shows that it is a zero."""
    if zero.exact is not None and is_zero_constant(factor.subs(variable, zero.exact)) is True:
        return zero.exact
    return Enclosure(zero.ball)
