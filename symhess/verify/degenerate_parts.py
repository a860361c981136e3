"""Checks of what follows for f from simpler functions: summands, factors, inner and outer functions.

That f is made up of them is proved as an identity; what an outer function begins with is expanded again. What the
parts do themselves is checked by the function that is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from math import prod
from typing import Final

from flint import arb, ctx, fmpq
from sympy import Add, Expr, Mul, Symbol, expand

from symhess.differentiate.normal_form import Equality, compare
from symhess.evidence import OuterFunction, Part, SideTerm, SignedProduct, Summands
from symhess.verdict import Kind
from symhess.verify.calculus import equal
from symhess.verify.degenerate_curves import begins_with
from symhess.verify.enclosures import enclosed
from symhess.verify.germs import Neighbourhood, Refuted, Shown, sign_around
from symhess.verify.series import is_zero, series_along

__all__ = ["Judge", "check_outer", "check_product", "check_sides", "check_summands"]

_BITS: Final = 1024

Judge = Callable[[Part], Shown]
"""Checks a part and says what its records show."""


def _are_equal(first: Expr, second: Expr) -> bool:
    return compare(first, second) is Equality.PROVED or equal(first, second)


def check_summands(record: Summands, near: Neighbourhood, judge: Judge) -> Shown:
    """The parts add up to f; minima, or maxima, add up, and functions without common variables to a saddle.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess import verify
    >>> bool(verify(analyze("(x^2 + y^2 - z^2)^2 + z^6")))
    True
    """
    parts = record.parts
    whole = Add(*(part.expression for part in parts))
    if not _differ_by_a_constant(near, whole):
        raise Refuted("the parts do not add up to the function")
    shown = [judge(part) for part in parts]
    changing = [s for s in shown if not s.is_constant]
    if shown and not changing:
        return shown[0]
    used = [set(near.of(part.expression).names) for part in parts]
    are_apart = all(not first & second for first, second in combinations(used, 2))
    kinds = {s.kind for s in changing}
    if are_apart and (len(kinds) > 1 or Kind.SADDLE in kinds):
        return Shown(Kind.SADDLE)
    if len(kinds) != 1 or not changing[0].sign:
        raise Refuted("nothing follows from the kinds of the parts")
    sign, results = changing[0].sign, [s.strict for s in shown]
    if not are_apart:
        return Shown.extremum(sign, _sum_is_strict(record, near, shown, used, judge))
    return Shown.extremum(sign, False if False in results else None if None in results else True)


def check_product(record: SignedProduct, near: Neighbourhood, judge: Judge) -> Shown:
    """f is a constant plus unit times parts; the unit keeps its sign in a box around the point, the parts vanish at it.

    Examples
    --------
    >>> import symhess
    >>> bool(symhess.verify(symhess.analyze("x^2 y^2 exp(-x^2 - y)")))
    True
    """
    whole = Mul(record.unit, *(part.expression for part in record.parts))
    if not record.parts or not _differ_by_a_constant(near, whole):
        raise Refuted("f is not the product of these factors")
    if not all(is_zero(near.of(part.expression).base()) for part in record.parts):
        raise Refuted("a factor does not vanish at the point")
    sign, shown = sign_around(near.of(record.unit)), [judge(part) for part in record.parts]
    if not sign:
        raise Refuted("the unit is not seen to keep its sign")
    if any(s.is_constant or s.kind is None for s in shown):
        raise Refuted("the kind of a factor is not shown")
    names = [set(near.of(part.expression).names) for part in record.parts]
    if any(s.kind is Kind.SADDLE for s in shown):
        if len(set().union(*names)) < sum(map(len, names)):
            raise Refuted("a factor that changes its sign shares a variable with another one")
        return Shown(Kind.SADDLE)
    strict = [s.strict and used == set(near.names) for s, used in zip(shown, names, strict=True)]
    joined = False if False in strict else None if None in strict else True
    return Shown.extremum(sign * prod(s.sign for s in shown), joined)


def _differ_by_a_constant(near: Neighbourhood, whole: Expr) -> bool:
    names = tuple(dict.fromkeys((*near.names, *near.of(whole).names)))
    own, other = near.polynomial(names), near.of(whole).polynomial(names)
    if own is not None and other is not None:
        return bool(own == other)
    rest = expand(near.in_variables(whole) - near.expression)
    return not rest.free_symbols or _are_equal(rest, rest.xreplace(near.exact_places()))


def _sum_is_strict(
    record: Summands, near: Neighbourhood, shown: Sequence[Shown], used: Sequence[set[Symbol]], judge: Judge
) -> bool | None:
    """With shared variables one part that is strict in all of them is enough, or what is left beside one."""
    everything = set(near.names)
    if any(s.strict and names == everything for s, names in zip(shown, used, strict=True)):
        return True
    if record.beside is None:
        return None
    for k, (part, names) in enumerate(zip(record.parts, used, strict=True)):
        if len(names) == 1 and shown[k].strict:
            (name,) = names
            others = Add(*(other.expression for other in record.parts if other is not part))
            if _are_equal(record.beside.expression, _restricted(others, name, near)):
                beside = judge(record.beside)
                left = set(near.of(record.beside.expression).names)
                return beside.strict if left == everything - names else False
    raise Refuted("what is left beside a part is not the sum of the others")


def _restricted(expression: Expr, name: Symbol, near: Neighbourhood) -> Expr:
    """The expression where one increment is 0."""
    places = near.exact_places()
    return expression.xreplace({v: places[v] for v in places if near.of(v).names == (name,)})


def check_outer(record: OuterFunction, near: Neighbourhood, part: Part, judge: Judge) -> Shown:
    """f = outer(inner), and the outer function's first term turns the kind of the inner one into f's.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess import verify
    >>> bool(verify(analyze("(x^4 + y^4 + z^4)^3")))
    True
    """
    _require_composed(record.outer, record.unknown, record.inner, part, near)
    moved = {record.unknown: [near.of(record.inner).base(), fmpq(1)]}
    series = series_along(record.outer, moved, record.power)
    if not begins_with([fmpq(0), *series[1:]], record.power, record.coefficient):
        raise Refuted("the outer function does not begin as claimed")
    inner, sign = judge(part), record.coefficient.sign() or 0
    if record.power % 2:
        return Shown(Kind.SADDLE) if inner.kind is Kind.SADDLE else Shown.extremum(sign * inner.sign, inner.strict)
    if inner.kind is Kind.SADDLE:
        return Shown.extremum(sign, len(near.names) == 1)
    return Shown.extremum(sign, inner.strict)


def check_sides(records: Sequence[SideTerm], near: Neighbourhood, part: Part, judge: Judge) -> Shown:
    """f = outer(inner), and the outer function's first terms on the sides that the inner one reaches.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess import verify
    >>> bool(verify(analyze("sqrt(x^2 + y^2)")))
    True
    """
    signs: dict[int, int] = {}
    for record in records:
        _require_composed(record.outer, record.unknown, record.inner, part, near)
        place = near.of(record.inner).base()
        with ctx.workprec(_BITS):
            if not is_zero(arb(place) - enclosed(record.place, {})):
                raise Refuted("the sides are not those of the inner function's value")
        moved = {record.unknown: [place, *[fmpq(0)] * (record.root - 1), fmpq(record.side)]}
        series = series_along(record.outer, moved, record.power)
        if not begins_with([fmpq(0), *series[1:]], record.power, record.coefficient):
            raise Refuted("the outer function does not begin as claimed on a side")
        signs[record.side] = record.coefficient.sign() or 0
    inner = judge(part)
    reached = {Kind.MINIMUM: {1}, Kind.MAXIMUM: {-1}}.get(inner.kind or Kind.SADDLE, {1, -1})
    if not reached <= signs.keys():
        raise Refuted("a side that the inner function reaches is not looked at")
    if len({signs[side] for side in reached}) == 2:
        return Shown(Kind.SADDLE)
    strict = inner.strict if len(reached) == 1 else len(near.names) == 1
    return Shown.extremum(signs[reached.pop()], strict)


def _require_composed(outer: Expr, unknown: Symbol, inner: Expr, part: Part, near: Neighbourhood) -> None:
    if outer.free_symbols - {unknown}:
        raise Refuted("the outer function has more than one variable")
    if part.expression != inner:
        raise Refuted("the part is not the inner function")
    if not _are_equal(outer.xreplace({unknown: inner}), near.expression):
        raise Refuted("f is not the outer function of the inner one")
