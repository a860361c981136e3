"""Checks of what is said about f on curves: opposite signs, equal values, lowest terms, the reduced function.

The curves are put into f as power series; every coefficient that is claimed, and every zero before it, is compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Final

from flint import arb, arb_mat, ctx, fmpq
from sympy import Expr, Integer, Symbol

from symhess.evidence import DirectionalTerm, LowestTerm, ReducedFunction, SideTerm, SignChange, ZeroCurve
from symhess.exact import Real
from symhess.exact.number import ball_sign
from symhess.verdict import Kind
from symhess.verify.agreement import require
from symhess.verify.enclosures import NoEnclosure, enclosed
from symhess.verify.germs import Neighbourhood, Refuted, Shown
from symhess.verify.series import Coefficient, is_zero
from symhess.verify.soundness import fault

__all__ = [
    "begins_with",
    "check_directional",
    "check_lowest_terms",
    "check_sign_change",
    "check_zero_curve",
    "squares_and_rest",
]

_T: Final = Symbol("t")
_BITS: Final = 1024
_MANY_TERMS: Final = 40
_MOST_CELLS: Final = 20_000


def begins_with(series: Sequence[Coefficient], power: int, coefficient: Real) -> bool:
    """Whether a series has this first term, which is not zero.

    Examples
    --------
    >>> from symhess.exact import Rational
    >>> begins_with([fmpq(0), fmpq(2)], 1, Rational(fmpq(2))), begins_with([fmpq(1), fmpq(2)], 1, Rational(fmpq(2)))
    (True, False)
    """
    if not 0 < power < len(series) or fault(coefficient) or coefficient.sign() not in (1, -1):
        return False
    with ctx.workprec(_BITS):
        own, claimed = arb(series[power]), coefficient.enclosure(_BITS)
    return own.overlaps(claimed) and ball_sign(own) == coefficient.sign() and all(is_zero(c) for c in series[:power])


def check_sign_change(records: Sequence[SignChange], near: Neighbourhood) -> Shown:
    """A saddle: f has the claimed first terms on both curves, which have opposite signs.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess import verify
    >>> bool(verify(analyze("(y - x^2)(y - 3x^2)")))
    True
    """
    for record in records:
        sides = (
            ("up", record.up, record.up_leading, record.up_power, 1),
            ("down", record.down, record.down_leading, record.down_power, -1),
        )
        for name, curve, leading, power, sign in sides:
            series = near.along(_moved(record.increments, curve), power)
            if leading.sign() != sign or not begins_with(series, power, leading):
                raise Refuted(f"f does not behave as claimed on the curve {name}")
    return Shown(Kind.SADDLE)


def _moved(increments: Sequence[Symbol], curve: Sequence[Expr]) -> Mapping[Symbol, Expr]:
    """The curve by increments; it must begin at the point."""
    if any(part.subs(_T, 0) != 0 for part in curve) or len(increments) != len(set(increments)):
        raise Refuted("a curve does not begin at the point")
    return dict(zip(increments, curve, strict=True))


def check_zero_curve(records: Sequence[ZeroCurve], near: Neighbourhood) -> Shown:
    """Not strict: f keeps its value on the curve, which is more than a point.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess import verify
    >>> bool(verify(analyze("(x - y^2)^2")))
    True
    """
    for record in records:
        if not any(part != 0 for part in record.curve):
            raise Refuted("the curve is a point")
        if not all(is_zero(c) for c in near.along(_moved(record.increments, record.curve), _MANY_TERMS)):
            raise Refuted("f does not keep its value on the curve")
    return Shown(None, False)


def check_lowest_terms(records: Sequence[LowestTerm | SideTerm], near: Neighbourhood) -> Shown:
    """One variable: the first term on both sides at once, or those on either side.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess import verify
    >>> bool(verify(analyze("x^4 - x^5")))
    True
    """
    (name,) = near.names
    signs: dict[int, int] = {}
    for record in records:
        side, root = record.side or 1, record.root if isinstance(record, SideTerm) else 1
        if isinstance(record, LowestTerm) and record.increment != name:
            raise Refuted("the lowest term is not one of this function")
        if near.order is not None and record.power > near.order:
            raise Refuted("the lowest term is not known")
        series = near.along({name: side * _T**root}, record.power)
        if not begins_with(series, record.power, record.coefficient):
            raise Refuted("the function does not begin with the lowest term")
        signs[side] = record.coefficient.sign() or 0
        if not record.side:
            signs[-1] = signs[1] * (-1) ** record.power
    if signs.keys() != {1, -1}:
        raise Refuted("one side is not looked at")
    return Shown.extremum(signs[1], True) if signs[1] == signs[-1] else Shown(Kind.SADDLE)


def squares_and_rest(record: ReducedFunction, near: Neighbourhood) -> tuple[int, Neighbourhood]:
    """The sign of the squares that are split off, and the reduced function, after a check of the splitting.

    On the graph v = φ(u) the derivatives by v vanish to one order below that of the reduced function, which is f on
    the graph; and the Hessian is definite in the directions of v.

    Raises
    ------
    Refuted

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess import verify
    >>> bool(verify(analyze("z^2 - 4x y z + x^4 + y^4")))
    True
    """
    order, rest = record.order, near.of(record.reduced, record.order)
    if len(record.solved) != len(record.substitution) or not set(record.solved) < set(record.increments):
        raise Refuted("not every solved increment has a value")
    free = [name for name in record.increments if name not in record.solved]
    if not record.reduced.free_symbols | _symbols(record.substitution) <= set(free):
        raise Refuted("the reduced function is not one of the increments that are left")
    graph = dict(zip(record.solved, record.substitution, strict=True))
    require(near, record.reduced, order, "f on the solved directions is not the reduced function", graph)
    below = None if order is None else order - 1
    for name in record.solved:
        words = f"the derivative by {name} does not vanish where it is solved for"
        require(near.derivative(name), Integer(0), below, words, graph)
    return _definite(record.solved, near), rest


def _symbols(expressions: Sequence[Expr]) -> set[Symbol]:
    return {symbol for expression in expressions for symbol in expression.free_symbols}


def _definite(names: Sequence[Symbol], near: Neighbourhood) -> int:
    """The sign of the Hessian in some directions, by Sylvester's minors in balls."""
    with ctx.workprec(_BITS):
        rows = [[near.rate(a, b) for b in names] for a in names]
        for sign in (1, -1):
            minors = [(arb_mat([row[:k] for row in rows[:k]]) * sign).det() for k in range(1, len(names) + 1)]
            if all(minor > 0 for minor in minors):
                return sign
    raise Refuted("the Hessian is not definite in the solved directions")


def check_directional(records: Sequence[DirectionalTerm], near: Neighbourhood) -> Shown:
    """The first form along rays: f on rays, the form on the claimed directions, and its sign on the sphere's cells.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess import verify
    >>> bool(verify(analyze("sqrt(x^2 + y^2) - x/2")))
    True
    """
    (record,) = records
    for direction in (*product((-1, 0, 1), repeat=len(record.increments)), tuple(range(2, 2 + len(record.increments)))):
        if any(direction):
            _check_ray(record, direction, near)
    if not record.sign:
        if not (record.up and record.down):
            raise Refuted("a form with both signs is not shown to have them")
        return Shown(Kind.SADDLE)
    if not all(_keeps_sign(record, chart) for chart in product((1, -1), repeat=len(record.increments))):
        raise Refuted("the form is not shown to have one sign in all directions")
    return Shown.extremum(record.sign, True)


def _check_ray(record: DirectionalTerm, direction: Sequence[int], near: Neighbourhood) -> None:
    names = record.increments
    series = near.along({n: Integer(u) * _T for n, u in zip(names, direction, strict=True)}, record.degree)
    with ctx.workprec(_BITS):
        form = enclosed(record.form, {n: fmpq(u) for n, u in zip(names, direction, strict=True)})
        agrees = is_zero(arb(series[record.degree]) - form) and all(is_zero(c) for c in series[: record.degree])
    claimed = 1 if tuple(direction) == record.up else -1 if tuple(direction) == record.down else record.sign
    if not agrees or not (form * claimed > 0 if claimed else True):
        raise Refuted(f"f does not begin with the form in the direction {tuple(direction)}")


def _keeps_sign(record: DirectionalTerm, chart: Sequence[int]) -> bool:
    """On the part of the octahedron Σ|u| = 1 in one orthant, cut until every cell has the sign."""
    size = len(chart)
    waiting = [[(fmpq(0), fmpq(1))] * (size - 1)]
    for _ in range(_MOST_CELLS):
        if not waiting:
            return True
        cell = waiting.pop()
        if sum((low for low, _ in cell), fmpq(0)) > 1:
            continue
        with ctx.workprec(64):
            shares = [arb(low).union(arb(high)) for low, high in cell]
            last = (1 - sum(shares, arb(0))).intersection(arb(0).union(arb(1)))
            balls = {n: s * u for n, s, u in zip(record.increments, chart, [*shares, last], strict=True)}
            try:
                if enclosed(record.form, balls) * record.sign > 0:
                    continue
            except NoEnclosure:
                pass
        widest = max(range(size - 1), key=lambda k: cell[k][1] - cell[k][0])
        low, high = cell[widest]
        middle = (low + high) / 2
        waiting += [[*cell[:widest], half, *cell[widest + 1 :]] for half in ((low, middle), (middle, high))]
    return False
