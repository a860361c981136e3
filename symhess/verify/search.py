"""Checks of a certified search: every zero is proved once more, and the box is covered once more, in other arithmetic.

Derivatives come from SymPy, values from arb at other precisions than the search used. A part of the box is done when an
equation, or a combination of the equations, has no zero on it, or when it lies in the box of a zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from flint import arb, ctx, fmpq
from sympy import DiracDelta, Dummy, Expr, Integer, Symbol, fraction, together

from symhess.condition import Condition, Relation
from symhess.derivation import Step
from symhess.exact.enclosing import enclosed_constant
from symhess.exact.zero_test import is_zero_constant
from symhess.transcendence import BoxSearch, UniqueRoot
from symhess.verify.balls import BallFunctions, krawczyk
from symhess.verify.covering import first_gap
from symhess.verify.neighbourhoods import cube, is_alone, is_puncture

__all__ = ["check_box_search", "named_point"]

_PROOF_BITS: Final = 160
_FINE_BITS: Final = 640
_FINE: Final = 2.0**-120


def check_box_search(record: BoxSearch, subject: object, premises: Sequence[Step]) -> Iterator[str]:
    """What is wrong with the claim that a box has these zeros and, outside of the undecided boxes, no others.

    Examples
    --------
    >>> from sympy import Integer
    >>> from dataclasses import replace
    >>> x = Symbol("x")
    >>> root = UniqueRoot(((fmpq(1), fmpq(2)),), (arb("1.41421356237309504880168872421 +/- 1e-25"),), (None,))
    >>> claim = BoxSearch((x,), (x**2 - 2,), (), ((Integer(0), Integer(2)),), (root,), (), (), (), 1)
    >>> list(check_box_search(claim, None, ()))
    []
    >>> list(check_box_search(replace(claim, roots=()), None, ()))
    ['near x = 1.4142 there may be a zero that is not listed']
    """
    system = _System.of(record)
    with ctx.workprec(_PROOF_BITS):
        for root in (*record.roots, *record.outside):
            yield from _root_faults(root, system)
        yield from _place_faults(record, system)
        yield from _coincidences(record)
        for point, radius in record.punctured:
            if not is_puncture(system.equations, system.variables, point, radius):
                yield f"around {point} other zeros are not excluded"
    done = [*(root.box for root in (*record.roots, *record.outside)), *record.undecided]
    done += [cube(point, radius) for point, radius in record.punctured]
    signed = [each.term for each in system.conditions if each.relation is not Relation.NONZERO]
    numerators = [fraction(together(equation))[0] for equation in system.equations]
    rest = (BallFunctions(expressions, system.variables) for expressions in (signed, numerators))
    part = first_gap(record.box, done, system.values, system.slopes, *rest)
    if part is not None:
        yield f"near {named_point(system.variables, part)} there may be a zero that is not listed"


@dataclass(frozen=True, slots=True)
class _System:
    variables: tuple[Symbol, ...]
    equations: tuple[Expr, ...]
    values: BallFunctions
    slopes: BallFunctions
    terms: BallFunctions
    conditions: tuple[Condition, ...]

    @classmethod
    def of(cls, record: BoxSearch) -> _System:
        real = {x: Dummy(x.name, real=True) for x in record.variables}
        symbols = tuple(real.values())
        equations = tuple(equation.xreplace(real) for equation in record.equations)
        slopes = [_slope(equation, x) for equation in equations for x in symbols]
        conditions = tuple(Condition(each.term.xreplace(real), each.relation) for each in record.conditions)
        terms = [condition.term for condition in conditions]
        values, jacobian, signed = (BallFunctions(each, symbols) for each in (equations, slopes, terms))
        return cls(symbols, equations, values, jacobian, signed, conditions)


def _slope(expression: Expr, variable: Symbol) -> Expr:
    """A derivative of what does not jump: beside its jumps the sign of a term has none."""
    result: Expr = expression.diff(variable).replace(DiracDelta, lambda *_: Integer(0))
    return result


def named_point(variables: Sequence[Symbol], balls: Sequence[arb]) -> str:
    """A point in words, to five digits.

    Examples
    --------
    >>> named_point((Symbol("x"),), [arb(1.5)])
    'x = 1.5'
    """
    return ", ".join(f"{x.name} = {float(ball.mid()):.5g}" for x, ball in zip(variables, balls, strict=True))


def _hull(low: fmpq, high: fmpq) -> arb:
    return arb(low).union(arb(high))


def _is_inside(ball: arb, low: fmpq, high: fmpq) -> bool:
    return bool(arb(low) < ball) and bool(ball < arb(high))


def _root_faults(root: UniqueRoot, system: _System) -> Iterator[str]:
    name = named_point(system.variables, root.enclosures)
    if not all(_is_inside(ball, *side) for ball, side in zip(root.enclosures, root.box, strict=True)):
        yield f"the zero {name} does not lie in its box"
    elif not root.regular:
        if not is_alone(system.equations, system.variables, root):
            yield f"that {name} is a zero and the only one in its box is not confirmed"
    elif not _is_unique(root, system):
        yield f"the box of {name} is not proved to hold exactly one zero"
    elif not _has_zero(root.enclosures, system.values, system.slopes):
        yield f"the digits of {name} are not confirmed"
    elif any(value is not None for value in root.exact) and not _is_exact(root, system):
        yield f"the exact coordinates of {name} are not confirmed"


def _is_unique(root: UniqueRoot, system: _System) -> bool:
    box = [_hull(*side) for side in root.box]
    image = krawczyk(system.values, system.slopes, box, _PROOF_BITS)
    return image is not None and all(a.contains_interior(b) for a, b in zip(box, image, strict=True))


def _has_zero(balls: Sequence[arb], values: BallFunctions, slopes: BallFunctions) -> bool:
    """Whether a zero is proved to lie in the balls: Krawczyk's operator on larger ones goes into them."""
    with ctx.workprec(_FINE_BITS):
        larger = [arb(ball.mid(), ball.rad() + arb(_FINE)) for ball in balls]
    image = krawczyk(values, slopes, larger, _FINE_BITS)
    if image is None:
        return False
    pairs = zip(larger, image, balls, strict=True)
    return all(a.contains_interior(b) and ball.contains(b) for a, b, ball in pairs)


def _is_exact(root: UniqueRoot, system: _System) -> bool:
    """Whether the equations have a zero in the box when the exact coordinates are put in."""
    known = {x: value for x, value in zip(system.variables, root.exact, strict=True) if value is not None}
    for x, value in known.items():
        ball = enclosed_constant(value, _FINE_BITS)
        if ball is None or not root.enclosures[system.variables.index(x)].overlaps(ball):
            return False
    left = [x for x in system.variables if x not in known]
    reduced = [equation.subs(known, simultaneous=True) for equation in system.equations]
    if not left:
        return all(is_zero_constant(equation) is True for equation in reduced)
    reduced = [equation for equation in reduced if not equation.expand().is_zero]
    if len(reduced) != len(left):
        return False
    slopes = BallFunctions([_slope(equation, x) for equation in reduced for x in left], left)
    balls = [ball for x, ball in zip(system.variables, root.enclosures, strict=True) if x in left]
    return _has_zero(balls, BallFunctions(reduced, left), slopes)


def _place_faults(record: BoxSearch, system: _System) -> Iterator[str]:
    """Zeros that are said to lie in the box but do not, or the other way round."""
    for roots, wanted in ((record.roots, True), (record.outside, False)):
        for root in roots:
            sides = [_is_between(*each) for each in zip(root.enclosures, root.exact, record.box, strict=True)]
            answers = [*sides, *_conditions_hold(root, system)]
            if (not all(answer is True for answer in answers)) if wanted else (False not in answers):
                place = "in the box" if wanted else "outside the box"
                yield f"that {named_point(system.variables, root.enclosures)} lies {place} is not confirmed"


def _is_between(ball: arb, value: Expr | None, side: tuple[Expr, Expr]) -> bool | None:
    ends = [enclosed_constant(end, _FINE_BITS) for end in side]
    signs = [None if end is None else _sign(ball - end) for end in ends]
    for k, end in enumerate(side):
        if signs[k] is None and value is not None and is_zero_constant(value - end):
            signs[k] = 0
    low, high = signs
    if low == -1 or high == 1:
        return False
    return None if low is None or high is None else True


def _sign(ball: arb) -> int | None:
    return 1 if ball > 0 else -1 if ball < 0 else 0 if ball == 0 else None


def _conditions_hold(root: UniqueRoot, system: _System) -> Iterator[bool | None]:
    exact = {x: value for x, value in zip(system.variables, root.exact, strict=True) if value is not None}
    for condition, ball in zip(system.conditions, system.terms(root.enclosures, _FINE_BITS), strict=True):
        sign = _sign(ball) if ball.is_finite() else None
        if sign is None and len(exact) == len(system.variables):
            sign = 0 if is_zero_constant(condition.term.subs(exact, simultaneous=True)) else None
        if sign is None:
            yield None
        elif condition.relation is Relation.NONZERO:
            yield sign != 0
        else:
            yield sign > 0 or sign == 0 and condition.relation is Relation.NONNEGATIVE


def _coincidences(record: BoxSearch) -> Iterator[str]:
    """Zeros that are listed twice, which their enclosures would show by touching."""
    roots = sorted((*record.roots, *record.outside), key=lambda root: float(root.enclosures[0].mid()))
    for k, root in enumerate(roots):
        for other in roots[k + 1 :]:
            if other.enclosures[0] > root.enclosures[0]:
                break
            if all(a.overlaps(b) for a, b in zip(root.enclosures, other.enclosures, strict=True)):
                yield f"{named_point(record.variables, root.enclosures)} is listed twice"
