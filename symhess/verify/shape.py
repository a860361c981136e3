"""Checks of evidence about the whole function: second differences, values on curves, forms on the faces of a cube.

Signs over a domain are decided once more with the unknowns eliminated in the opposite order where they are those of
polynomials; what else is claimed of a domain is tried at many of its points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, islice, product
from typing import Any, Final

from flint import arb, arb_mat, ctx, fmpq
from sympy import Add, Dummy, Expr, Poly, Symbol, expand
from sympy.polys.polyerrors import PolynomialError

from symhess.budget import Deadline
from symhess.errors import TimeLimitReached
from symhess.exact import Rational
from symhess.exact.cells import TooManyCells, sample_below
from symhess.exact.polynomial import NotPolynomial, polynomial_of, ring
from symhess.shape import (
    AffineAlong,
    BoundedRest,
    CompositionRule,
    CurvatureWitnesses,
    CurveToInfinity,
    GlobalBound,
    HessianMinors,
    LeadingForm,
    NoFlatSegment,
)
from symhess.verify.calculus import derivative
from symhess.verify.clock import check_clock
from symhess.verify.enclosures import NoEnclosure, enclosed
from symhess.verify.far import FAR_CHECKERS
from symhess.verify.whole import Whole

__all__ = ["SHAPE_CHECKERS", "check_records"]

_T: Final = Symbol("t")
_STEP: Final = Dummy("t")
_BITS: Final = 512
_POINTS: Final = 40
_SECONDS: Final = 3
_MOST_UNKNOWNS: Final = 3
_TINY: Final = arb(2) ** -150
_FAR: Final = (fmpq(2) ** 40, fmpq(2) ** 60)
_DEEPEST: Final = 12
_SEED: Final = 7
_RULES: Final = {
    "sum", "multiple", "one-variable", "absolute-value", "maximum", "minimum", "exponential", "logarithm",
    "log-sum-exp", "norm", "power", "quadratic-over-linear",
}  # fmt: skip


def check_records(records: Sequence[object], whole: Whole) -> Iterator[str]:
    """What is wrong with records about the whole function.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.function import ScalarFunction
    >>> cubic = Whole(ScalarFunction(x**3, (x,)))
    >>> true = CurvatureWitnesses((fmpq(1),), (1,), (fmpq(-1),), (1,))
    >>> list(check_records([true], cubic))
    []
    >>> list(check_records([CurvatureWitnesses((fmpq(1),), (1,), (fmpq(2),), (1,))], cubic))
    ['the curvature at a point has not the sign that is claimed']
    """
    for record in records:
        checker = SHAPE_CHECKERS.get(type(record))
        if checker is None:
            yield f"{type(record).__name__} is no evidence about the whole function"
        else:
            yield from checker(record, whole, records)


def _check_minors(record: HessianMinors, whole: Whole, premises: Sequence[object]) -> Iterator[str]:
    own = Whole(whole.function, record.domain)
    first = [derivative(whole.function.expression, v) for v in whole.variables]
    second = [[derivative(slope, w) for w in whole.variables] for slope in first]
    numbers = [whole.variables.index(v) for v in record.variables]
    size = len(numbers)
    rows = [tuple(range(k + 1)) for k in range(size)]
    if record.all_principal:
        rows = [chosen for k in range(1, size + 1) for chosen in combinations(range(size), k)]
    if len(rows) != len(record.minors) or record.sign not in (1, -1) or not set(own.domain) <= set(whole.domain):
        yield "the minors are not those of the block on the domain"
        return
    others = [k for k in range(len(whole.variables)) if k not in numbers]
    if any(second[i][j] != 0 for i in numbers for j in others):
        yield "the block is joined to other variables"
    for point in own.points():
        with ctx.workprec(_BITS):
            entries = {(i, j): own.value(point, second[i][j]) * record.sign for i in numbers for j in numbers}
            for chosen, minor in zip(rows, record.minors, strict=True):
                matrix = arb_mat([[entries[numbers[i], numbers[j]] for j in chosen] for i in chosen])
                value = own.value(point, minor)
                if not value.overlaps(matrix.det()) or value < 0 or (record.strict and not value > 0):
                    yield "a minor is not what it is said to be at a point of the domain"
                    return
    yield from _negative_somewhere(record.minors, own)


def _negative_somewhere(terms: Sequence[Expr], own: Whole) -> Iterator[str]:
    """Polynomials on a domain of polynomials are decided once more; of others nothing is said."""
    if len(own.variables) > _MOST_UNKNOWNS:
        return
    context = ring([v.name for v in own.variables])
    for term in terms:
        try:
            polynomial = polynomial_of(term, context)
            constraints = [polynomial_of(condition, context) for condition in own.domain]
            if sample_below(polynomial, constraints, Deadline(_SECONDS), reverse=True) is not None:
                yield "a minor is negative somewhere in the domain"
        except (NotPolynomial, TooManyCells, TimeLimitReached):
            continue


def _check_witnesses(record: CurvatureWitnesses, whole: Whole, premises: Sequence[object]) -> Iterator[str]:
    pairs = ((record.up_at, record.up, 1), (record.down_at, record.down, -1))
    if any(not whole.holds(point) or not whole.curvature(point, vector) * sign > 0 for point, vector, sign in pairs):
        yield "the curvature at a point has not the sign that is claimed"


def _check_affine(record: AffineAlong, whole: Whole, premises: Sequence[object]) -> Iterator[str]:
    scale = record.length or fmpq(1, 2**10)
    places = [
        tuple(p + scale * fmpq(k, 8) * d for p, d in zip(record.point, record.direction, strict=True))
        for k in (1, 2, 3, 4, 5)
    ]
    if not any(record.direction) or not all(map(whole.holds, places)):
        yield "the segment does not lie in the domain"
        return
    values = [whole.value(place) for place in places]
    with ctx.workprec(_BITS):
        bends = [a - 2 * b + c for a, b, c in zip(values, values[1:], values[2:], strict=False)]
    if any(not bend.contains(0) or not bend.rad() < _TINY for bend in bends):
        yield "f is not affine on the segment"


def _check_no_segment(record: NoFlatSegment, whole: Whole, premises: Sequence[object]) -> Iterator[str]:
    """At points where the determinant is not zero, no direction among many is flat."""
    size = len(whole.variables)
    directions = [d for d in product((-2, -1, 0, 1, 2), repeat=min(size, 3)) if any(d)]
    for point in islice(whole.points(), 5):
        if whole.value(point, record.where).contains(0):
            continue
        for direction in directions:
            if whole.curvature(point, (*direction, *[0] * (size - len(direction)))).is_zero():
                yield "the function has a flat direction outside that set"
                return


def _check_rule(record: CompositionRule, whole: Whole, premises: Sequence[object]) -> Iterator[str]:
    """The name of the rule, and the inequality of convexity at midpoints."""
    if record.rule not in _RULES or record.curvature not in ("convex", "concave"):
        yield f"{record.rule!r} is no rule of composition"
        return
    sign = 1 if record.curvature == "convex" else -1
    points = list(whole.points())
    for left, right in zip(points, reversed(points), strict=True):
        middle = [(a + b) / 2 for a, b in zip(left, right, strict=True)]
        with ctx.workprec(_BITS):
            try:
                ends = whole.value(left, record.expression) + whole.value(right, record.expression)
                gap = ends - 2 * whole.value(middle, record.expression)
            except NoEnclosure:
                continue
        if gap * sign < 0:
            yield "a composed function has not the curvature that is claimed"
            return


def _check_leading_form(record: LeadingForm, whole: Whole, premises: Sequence[object]) -> Iterator[str]:
    weights = dict(zip(record.variables, record.weights, strict=True))
    rest = Add(*(other.expression for other in premises if isinstance(other, BoundedRest)))
    try:
        terms = Poly(expand(whole.function.expression - rest), *whole.variables).terms()
    except PolynomialError:
        yield "the function is no polynomial"
        return
    own = [(m, c) for m, c in terms if any(e for v, e in zip(whole.variables, m, strict=True) if v in weights)]
    if any(e for m, _ in own for v, e in zip(whole.variables, m, strict=True) if v not in weights):
        yield "the part has terms in other variables"
        return
    degree = {m: sum(e * weights.get(v, 0) for v, e in zip(whole.variables, m, strict=True)) for m, _ in own}
    top = {m: c for m, c in own if degree[m] == max(degree.values())}
    if min(record.weights) < 1 or Poly(top, *whole.variables).as_expr() - record.form != 0:
        yield "these are not the terms of highest degree"
    elif not _is_definite(record):
        yield "the leading form is not definite"


def _is_definite(record: LeadingForm) -> bool:
    """By bisection of the faces of the cube max |x| = 1, on which every curve of scaling meets once."""
    terms = [(m, enclosed(c, {})) for m, c in Poly(record.form, *record.variables).terms()]
    for k in range(len(record.variables)):
        for side in (1, -1):
            waiting = [(tuple((fmpq(-1), fmpq(1)) for _ in record.variables[1:]), 0)]
            while waiting:
                box, depth = waiting.pop()
                balls = [arb(low).union(arb(high)) for low, high in box]
                balls.insert(k, arb(side))
                if _form_ball(terms, balls) * record.sign > 0:
                    continue
                if depth >= _DEEPEST * max(1, len(box)) or not box:
                    return False
                i = max(range(len(box)), key=lambda j: box[j][1] - box[j][0])
                middle = (box[i][0] + box[i][1]) / 2
                waiting += [((*box[:i], (box[i][0], middle), *box[i + 1 :]), depth + 1)]
                waiting += [((*box[:i], (middle, box[i][1]), *box[i + 1 :]), depth + 1)]
    return True


def _form_ball(terms: Sequence[tuple[tuple[int, ...], arb]], balls: Sequence[arb]) -> arb:
    check_clock()
    total = arb(0)
    for monomial, coefficient in terms:
        term = coefficient
        for exponent, ball in zip(monomial, balls, strict=True):
            for _ in range(exponent // 2):
                term *= _square(ball)
            if exponent % 2:
                term *= ball
        total += term
    return total


def _square(ball: arb) -> arb:
    """x² over a ball around zero is not negative."""
    return (ball * ball).max(arb(0)) if ball.contains(0) else ball * ball


def _check_bound(record: GlobalBound, whole: Whole, premises: Sequence[object]) -> Iterator[str]:
    bound = record.value.enclosure(_BITS)
    if any((value - bound) * record.sign < 0 for value in whole.values()):
        yield "the function passes the bound"
        return
    if isinstance(record.value, Rational):
        value = record.value.short()
        for _ in _negative_somewhere([record.sign * (whole.function.expression - value)], Whole(whole.function)):
            yield "the function passes the bound"


def _check_curve(record: CurveToInfinity, whole: Whole, premises: Sequence[object]) -> Iterator[str]:
    gaps = [_gap_on_curve(record, whole, t) for t in _FAR]
    if not all(gap < arb(2) ** -8 for gap in gaps):
        yield "the function does not behave like that on the curve"


def _gap_on_curve(record: CurveToInfinity, whole: Whole, t: fmpq) -> arb:
    """How far f is from what is claimed of it, at one point of the curve."""
    with ctx.workprec(4 * _BITS):
        places = {v: enclosed(c, {_T: t}) for v, c in zip(whole.variables, record.curve, strict=True)}
        if record.power >= 0 and all(abs(place) < 2**10 for place in places.values()):
            return arb(1)
        value, coefficient = enclosed(whole.function.expression, places), record.coefficient.enclosure(_BITS)
        if record.power < 0:
            return arb(0) if value * coefficient > arb(t).log() else arb(1)
        return abs(value / arb(t) ** record.power - coefficient)


SHAPE_CHECKERS: Final[dict[type, Callable[[Any, Any, Sequence[Any]], Iterator[str]]]] = {
    HessianMinors: _check_minors,
    CurvatureWitnesses: _check_witnesses,
    AffineAlong: _check_affine,
    NoFlatSegment: _check_no_segment,
    CompositionRule: _check_rule,
    LeadingForm: _check_leading_form,
    GlobalBound: _check_bound,
    CurveToInfinity: _check_curve,
    **FAR_CHECKERS,
}
