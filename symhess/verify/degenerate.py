"""Checks of verdicts at degenerate points: f is evaluated in rigorous balls near the point, counts are made anew.

Nothing of the ladder is used here. A record that speaks of curves is compared with f on the curves; one that counts
roots is counted again by isolation; inequalities between exponents are added up again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

from flint import arb, ctx, fmpq, fmpq_poly
from sympy import Expr, Poly, Symbol

from symhess.critical_set import CriticalPoint
from symhess.evidence import (
    DominatedTerms,
    Evidence,
    HalfBranches,
    LowestTerm,
    NewtonPolygon,
    OuterFunction,
    ReducedFunction,
    SignChange,
    SquareFactors,
    Summands,
    TangencyPoints,
    ZeroCurve,
)
from symhess.exact import isolate_real_roots
from symhess.function import ScalarFunction
from symhess.verdict import Kind, Verdict
from symhess.verify.curvature import Curvature
from symhess.verify.enclosures import enclosed
from symhess.verify.kinds import KIND_CHECKERS, check_verdict

__all__ = ["DEGENERATE_CHECKERS", "Neighbourhood", "degenerate_faults", "verdict_faults"]

_T: Final = Symbol("t")
_BITS: Final = 2048
_STEP: Final = fmpq(1, 2**24)
_RADIUS: Final = fmpq(1, 2**10)
_TOLERANCE: Final = fmpq(1, 8)
_MOST_SAMPLES: Final = 3


@dataclass(frozen=True, slots=True, eq=False)
class Neighbourhood:
    """f near a point.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess import critical_points
    >>> (point,) = critical_points("x^4").points
    >>> near = Neighbourhood(ScalarFunction(x**4, (x,)), point)
    >>> near.sign({x: fmpq(1, 2)}), near.sign({})
    (1, 0)
    """

    function: ScalarFunction
    point: CriticalPoint

    def increment(self, values: dict[Symbol, fmpq]) -> arb:
        """f(p + h) − f(p) in a ball; increments that are not named are 0."""
        places: dict[Symbol, arb] = {}
        with ctx.workprec(_BITS):
            for variable, coordinate in zip(self.point.variables, self.point.coordinates, strict=True):
                step = values.get(variable, values.get(Symbol(f"h_{variable.name}"), fmpq(0)))
                places[variable] = coordinate.enclosure(_BITS) + step
            return enclosed(self.function.expression, places) - self.point.value.enclosure(_BITS)

    def sign(self, values: dict[Symbol, fmpq]) -> int:
        """Sign of f(p + h) − f(p); 0 where the ball holds 0."""
        ball = self.increment(values)
        return 1 if ball > 0 else -1 if ball < 0 else 0


def verdict_faults(verdict: Verdict, curvature: Curvature, near: Neighbourhood) -> Iterator[str]:
    """What is wrong with a verdict: by the Hessian where it decides or the verdict is open, else by the other records.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess import verify
    >>> bool(verify(analyze("x^4 - y^6"))), bool(verify(analyze("x^2 - y^6")))
    (True, True)
    """
    positive, negative, zero = curvature.inertia
    if verdict.kind is Kind.UNDECIDED or not zero or (positive and negative):
        return check_verdict(verdict, curvature)
    return degenerate_faults(verdict, curvature, near)


def degenerate_faults(verdict: Verdict, curvature: Curvature, near: Neighbourhood) -> Iterator[str]:
    """What is wrong with a verdict that the Hessian does not decide, and with its records.

    Parameters
    ----------
    verdict : Verdict
        Of a decided kind.
    curvature : Curvature
        Of the Hessian at the point.
    near : Neighbourhood
        f there.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess import verify
    >>> bool(verify(analyze("x^4 - y^6")))
    True
    """
    for record in verdict.evidence:
        yield from _record_faults(record, verdict, curvature, near)
    positive, negative, _ = curvature.inertia
    if (negative and verdict.kind is Kind.MINIMUM) or (positive and verdict.kind is Kind.MAXIMUM):
        yield f"the Hessian does not allow a {verdict.kind.value}"
    if not any(type(record) in DEGENERATE_CHECKERS for record in verdict.evidence):
        yield f"no record shows the kind {verdict.kind.value}"
    signs = {near.sign(values) for values in _samples(near.point.variables)}
    if verdict.kind is Kind.MINIMUM and -1 in signs or verdict.kind is Kind.MAXIMUM and 1 in signs:
        yield f"f takes a value on the other side beside the {verdict.kind.value}"
    if verdict.kind is Kind.SADDLE and verdict.strict is not None:
        yield "a saddle is neither strict nor not"
    if verdict.kind is not Kind.SADDLE and any(isinstance(record, SignChange) for record in verdict.evidence):
        yield "a change of sign contradicts the kind"
    if verdict.strict and any(isinstance(record, ZeroCurve) for record in verdict.evidence):
        yield "a curve of equal values contradicts strictness"


def _record_faults(
    record: Evidence, verdict: Verdict, curvature: Curvature, near: Neighbourhood
) -> Iterator[str]:
    if type(record) in KIND_CHECKERS:
        yield from KIND_CHECKERS[type(record)](record, curvature, ())
    elif isinstance(record, LowestTerm):
        yield from _check_lowest_term(record, verdict, near)
    elif type(record) in _CHECKERS:
        yield from _CHECKERS[type(record)](record, near)
    else:
        yield f"{type(record).__name__} is no evidence about a kind"


def _samples(variables: Sequence[Symbol]) -> Iterator[dict[Symbol, fmpq]]:
    """Points of a small grid around the point."""
    numbers = (-2, -1, 0, 1, 2) if len(variables) <= _MOST_SAMPLES else (-2, 2)
    steps = [_RADIUS * fmpq(k, 2) for k in numbers]
    for values in product(steps, repeat=len(variables)) if len(variables) <= 8 else ():
        yield dict(zip(variables, values, strict=True))


def _on_curve(increments: Sequence[Symbol], curve: Sequence[Expr], at: fmpq) -> dict[Symbol, fmpq]:
    """The rational point of a monomial curve."""
    point = {}
    for name, part in zip(increments, curve, strict=True):
        polynomial = Poly(part, _T)
        total = fmpq(0)
        for (power,), coefficient in polynomial.terms():
            total += fmpq(int(coefficient.p), int(coefficient.q)) * at ** int(power)
        point[name] = total
    return point


def _check_sign_change(record: SignChange, near: Neighbourhood) -> Iterator[str]:
    sides = (
        ("up", record.up, record.up_leading, record.up_power, 1),
        ("down", record.down, record.down_leading, record.down_power, -1),
    )
    for name, curve, leading, power, sign in sides:
        value = near.increment(_on_curve(record.increments, curve, _STEP)) / _STEP**power
        with ctx.workprec(_BITS):
            claimed = leading.enclosure(_BITS)
            close = abs(value - claimed) < _TOLERANCE * abs(claimed)
        if leading.sign() != sign or not close:
            yield f"f does not behave as claimed on the curve {name}"


def _check_zero_curve(record: ZeroCurve, near: Neighbourhood) -> Iterator[str]:
    if not any(part != 0 for part in record.curve):
        yield "the curve is a point"
    for at in (_STEP, 3 * _STEP, _RADIUS):
        if near.sign(_on_curve(record.increments, record.curve, at)):
            yield "f does not keep its value on the curve"
            return


def _check_lowest_term(record: LowestTerm, verdict: Verdict, near: Neighbourhood) -> Iterator[str]:
    """Against the reduced function in this increment, or f itself where nothing was solved for."""
    reduced = next((r for r in verdict.evidence if isinstance(r, ReducedFunction) and _is_left(r, record)), None)
    for side in (1, -1):
        at = {record.increment: side * _STEP}
        with ctx.workprec(_BITS):
            value = near.increment(at) if reduced is None else enclosed(reduced.reduced, at)
            claimed = record.coefficient.enclosure(_BITS) * side**record.power
            close = abs(value / _STEP**record.power - claimed) < _TOLERANCE * abs(claimed)
        if not close:
            yield "the function does not begin with the lowest term"
            return


def _is_left(reduced: ReducedFunction, record: LowestTerm) -> bool:
    return set(reduced.increments) - set(reduced.solved) == {record.increment}


def _check_half_branches(record: HalfBranches, near: Neighbourhood) -> Iterator[str]:
    x, y = record.increments
    polynomial = Poly(record.factor, x, y)
    for side, claimed in ((1, record.right), (-1, record.left)):
        for share in (fmpq(1), fmpq(1, 3)):
            row = _restricted(polynomial, side * record.width * share)
            if _roots_within(row, record.height) != claimed:
                yield "the half-branches are not as many as claimed"
                return


def _restricted(polynomial: Poly, at: fmpq) -> fmpq_poly:
    """The polynomial in y at one x."""
    row = [fmpq(0)] * (polynomial.degree(1) + 1)
    for (i, j), coefficient in polynomial.terms():
        row[j] += fmpq(int(coefficient.p), int(coefficient.q)) * at**i
    return fmpq_poly(row)


def _roots_within(polynomial: fmpq_poly, height: fmpq) -> int:
    """Distinct real roots in (−height, height), by isolation of the roots of p(height·y)."""
    common = polynomial.gcd(polynomial.derivative())
    scaled = (polynomial // common if common.degree() > 0 else polynomial)(fmpq_poly([0, height])).numer()
    if scaled.degree() < 1:
        return 0
    count = 0
    for low, high in isolate_real_roots(scaled):
        while low < high and (low < -1 < high or low < 1 < high):
            middle = (low + high) / 2
            left = scaled(low) * scaled(middle) < 0
            low, high = (low, middle) if left else (middle, high)
        count += -1 <= low and high <= 1
    return count


def _check_newton_polygon(record: NewtonPolygon, near: Neighbourhood) -> Iterator[str]:
    if not record.signs or not set(record.signs) <= {-1, 0, 1}:
        yield "these are no signs"
        return
    scale = _RADIUS**2
    for first, second in product((-2, -1, 0, 1, 2), repeat=2):
        if first or second:
            values = {record.increments[0]: first * scale, record.increments[1]: second * scale}
            sign = _sign_at(record.function, values)
            if sign and sign not in record.signs:
                yield "the function takes a sign that the polygon does not show"
                return


def _sign_at(function: Expr, values: dict[Symbol, fmpq]) -> int:
    with ctx.workprec(_BITS):
        ball = enclosed(function, values)
    return 1 if ball > 0 else -1 if ball < 0 else 0


def _check_dominated(record: DominatedTerms, near: Neighbourhood) -> Iterator[str]:
    terms = dict(Poly(record.function, *record.increments).terms())
    for square in record.squares:
        if any(e % 2 for e in square) or square not in terms or terms[square] * record.sign <= 0:
            yield f"{square} is no even power with the right sign"
    if set(terms) != set(record.squares) | set(record.terms):
        yield "not every term is bounded"
    for term, squares, weights in zip(record.terms, record.bounding, record.weights, strict=True):
        sums = [sum((w * s[k] for w, s in zip(weights, squares, strict=True)), fmpq(0)) for k in range(len(term))]
        is_below = all(total <= e for total, e in zip(sums, term, strict=True))
        if sum(weights, fmpq(0)) != 1 or not is_below or not set(squares) <= set(record.squares):
            yield f"{term} is not bounded by its squares"


def _check_reduced(record: ReducedFunction, near: Neighbourhood) -> Iterator[str]:
    free = [name for name in record.increments if name not in record.solved]
    scale = _STEP**2 * 8
    values = {name: _STEP * fmpq(k + 2, k + 1) for k, name in enumerate(free)}
    with ctx.workprec(_BITS):
        solved = [enclosed(value, values) for value in record.substitution]
        expected = enclosed(record.reduced, values)
    if any(abs(value.mid()) > 1 for value in solved):
        yield "the substitution does not go to the point"
        return
    point = values | {name: _rational(value) for name, value in zip(record.solved, solved, strict=True)}
    order = record.order if record.order is not None else 10**6
    error = scale ** min((order + 1) // 2, 40)
    found = near.increment(point)
    if not abs(found - expected) < error and not (found - expected).contains(0):
        yield "f on the solved directions is not the reduced function"


def _rational(ball: arb) -> fmpq:
    """The ball's midpoint as a rational, cut to the working precision."""
    mantissa, exponent = ball.mid().man_exp()
    return fmpq(int(mantissa)) * fmpq(2) ** int(exponent)


def _check_square_factors(record: SquareFactors, near: Neighbourhood) -> Iterator[str]:
    if len(record.factors) != len(record.multiplicities) or min(record.multiplicities, default=1) < 1:
        yield "not every factor has a multiplicity"
        return
    signs = set()
    for values in _samples(record.increments):
        sign = near.sign(values)
        for factor, multiplicity in zip(record.factors, record.multiplicities, strict=True):
            sign *= _sign_at(factor, values) ** multiplicity
        signs.add(sign)
    if {1, -1} <= signs:
        yield "f is not the product of these factors"


def _check_summands(record: Summands, near: Neighbourhood) -> Iterator[str]:
    if len(record.summands) != len(record.kinds):
        yield "not every summand has a kind"


def _check_tangency(record: TangencyPoints, near: Neighbourhood) -> Iterator[str]:
    signs = {_sign_at(record.form, values) for values in _samples(record.increments)}
    if (1 in signs) > (record.above > 0) or (-1 in signs) > (record.below > 0):
        yield "the form takes a sign that no tangency point shows"


def _alone(record: Evidence, subject: object, premises: object) -> Iterator[str]:
    yield f"{type(record).__name__} speaks of a degenerate point and stands elsewhere"


_CHECKERS: Final[dict[type, Callable[[Any, Neighbourhood], Iterator[str]]]] = {
    SignChange: _check_sign_change,
    ZeroCurve: _check_zero_curve,
    HalfBranches: _check_half_branches,
    NewtonPolygon: _check_newton_polygon,
    DominatedTerms: _check_dominated,
    ReducedFunction: _check_reduced,
    SquareFactors: _check_square_factors,
    Summands: _check_summands,
    TangencyPoints: _check_tangency,
}

DEGENERATE_CHECKERS: Final[dict[type, Callable[[Any, Any, Any], Iterator[str]]]] = {
    record: _alone for record in (LowestTerm, OuterFunction, *_CHECKERS)
}
"""For every record about degenerate points what checks it outside a verdict: such a record has no place there."""
