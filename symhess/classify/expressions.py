"""The ladder for an expression at an exact point: parts without common variables, outer functions, sums of extrema.

Polynomials and functions that are analytic at the point end in the ladder for germs; where f is not smooth, one
variable is looked at from either side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sympy import Add, Dummy, Expr, Integer, Symbol, expand

from symhess.budget import Deadline
from symhess.classify.cones import decide_cone
from symhess.classify.expansions import At, NotAnalytic, compositions, germ_at, one_variable_law
from symhess.classify.findings import Finding, extremum, opposite, part_of, saddle, sum_of_parts
from symhess.classify.germ import element_of
from symhess.classify.germ_ladder import ORDERS, decide_germ, name_of
from symhess.classify.puiseux import NeedsOrder
from symhess.classify.sides import side_law
from symhess.evidence import LowestTerm, OuterFunction, Part, SideTerm, Summands
from symhess.verdict import Kind

__all__ = ["decide_expression", "name_at"]

_W = Symbol("w")


def decide_expression(expression: Expr, at: At, increments: Mapping[Symbol, Symbol], deadline: Deadline) -> Finding:
    """The kind of the point, which need not be critical (then f takes both signs).

    Raises
    ------
    NotAnalytic, NeedsOrder, Unresolved
        If nothing decides.

    Examples
    --------
    >>> from sympy import Abs, cos, exp
    >>> x, y, z = symbols = [Symbol(name) for name in "xyz"]
    >>> def kind(f):
    ...     at = {symbol: Integer(0) for symbol in symbols if symbol in f.free_symbols}
    ...     found = decide_expression(f, at, {s: s for s in symbols}, Deadline(None))
    ...     return found.kind.value, found.strict, found.decided_by
    >>> kind(exp(x * y) - 1 - x * y), kind(Abs(x)**3 + y**2)
    (('minimum', False, 'outer-function'), ('minimum', True, 'summands'))
    >>> kind(cos(x) + x**2 / 2 + y**4)
    ('minimum', True, 'summands')
    """
    deadline.check()
    variables = tuple(v for v in at if v in expression.free_symbols)
    if not variables:
        return extremum(1, False, "constant")
    if len(variables) < len(at):
        found = decide_expression(expression, {v: at[v] for v in variables}, increments, deadline)
        return found if found.kind is Kind.SADDLE else replace(found, strict=False)
    is_polynomial = expression.is_polynomial(*variables)
    if len(variables) == 1 and not is_polynomial:
        return _one_variable(expression, at, increments, deadline)
    if not is_polynomial or len(variables) > 2:
        for rung in (_separated, _outer, _sum_of_extrema):
            decided = rung(expression, at, increments, deadline)
            if decided is not None:
                return _settled(decided, expression, at, increments, deadline)
    try:
        return _by_germs(expression, at, increments, deadline)
    except NotAnalytic:
        cone = decide_cone(expression, at, increments, deadline)
        if cone is None:
            raise
        return cone


def _settled(
    found: Finding, expression: Expr, at: At, increments: Mapping[Symbol, Symbol], deadline: Deadline
) -> Finding:
    """An extremum whose strictness the germ may tell."""
    if found.kind is Kind.SADDLE or found.strict is not None:
        return found
    try:
        again = _by_germs(expression, at, increments, deadline)
    except (NotAnalytic, NeedsOrder):
        return found
    return again if again.strict is not None else found


def _by_germs(expression: Expr, at: At, increments: Mapping[Symbol, Symbol], deadline: Deadline) -> Finding:
    names = tuple(increments[v] for v in at)
    for order in ORDERS:
        germ = germ_at(expression, at, order, names)
        try:
            return decide_germ(germ, deadline)
        except NeedsOrder:
            if order == ORDERS[-1] or germ.order is None:
                raise
    raise NeedsOrder("no order left")


def name_at(expression: Expr, at: At, increments: Sequence[Symbol], deadline: Deadline) -> str | None:
    """Arnold's name at a degenerate point, if the reduced function has one and it is found.

    Examples
    --------
    >>> from sympy import sin
    >>> x, y = Symbol("x"), Symbol("y")
    >>> name_at(sin(x)**4 + y**2, {x: Integer(0), y: Integer(0)}, (x, y), Deadline(None))
    'A3+'
    """
    for order in ORDERS[:-1]:
        germ = germ_at(expression, at, order, increments)
        name = name_of(germ, deadline)
        if name is not None or germ.order is None:
            return name
    return None


def _one_variable(expression: Expr, at: At, increments: Mapping[Symbol, Symbol], deadline: Deadline) -> Finding:
    """The first derivative that does not vanish; from either side where f is not smooth."""
    try:
        return _by_germs(expression, at, increments, deadline)
    except NotAnalytic:
        ((variable, place),) = at.items()
        right, left = (
            _one_sided(expression, variable, place, side, increments[variable])
            or _side_term(expression, variable, variable, place, side)
            for side in (1, -1)
        )
        signs = {term.coefficient.sign() for term in (right, left)}
        if len(signs) == 2:
            return saddle("sides", right, left)
        return extremum(signs.pop() or 0, True, "sides", right, left)


def _one_sided(expression: Expr, variable: Symbol, place: Expr, side: int, name: Symbol) -> LowestTerm | None:
    """The first term of f(place ± s) − f(place) for s > 0, if this side is analytic up to the point."""
    step, plain = Dummy("s", positive=True), Symbol(f"{name.name}_side")
    moved = expression.xreplace({variable: place + side * step}).doit().xreplace({step: plain})
    jump = moved.xreplace({plain: Integer(0)}) - expression.xreplace({variable: place})
    try:
        germ = germ_at(moved, {plain: Integer(0)}, ORDERS[-1], (name,))
    except NotAnalytic:
        return None
    if _sign_of(jump):
        return None
    powers = {m[0]: c for m, c in germ.field.terms(germ.polynomial).items() if germ.field.sign(c)}
    if not powers:
        return None
    power = min(powers)
    return LowestTerm(name, power, germ.field.real(powers[power]), side)


def _sign_of(number: Expr) -> int:
    """Exact sign of a constant."""
    field, element = element_of(number)
    return field.sign(element)


def _separated(expression: Expr, at: At, increments: Mapping[Symbol, Symbol], deadline: Deadline) -> Finding | None:
    """Summands without common variables: each is judged in its own variables."""
    groups = _groups(expand(expression, deep=False), at)
    if len(groups) < 2:
        return None
    parts = []
    for variables, part in groups:
        own = {v: at[v] for v in at if v in variables}
        parts.append(part_of(part, decide_expression(part, own, increments, deadline)))
    return sum_of_parts(parts)


def _groups(expression: Expr, at: At) -> list[tuple[set[Symbol], Expr]]:
    """The summands joined as long as they share a variable; constants left out."""
    groups: list[tuple[set[Symbol], Expr]] = []
    for term in Add.make_args(expression):
        used = term.free_symbols & at.keys()
        if not used:
            continue
        touching = [group for group in groups if group[0] & used]
        joined = (set().union(used, *(g[0] for g in touching)), Add(term, *(g[1] for g in touching)))
        groups = [group for group in groups if not group[0] & used] + [joined]
    return groups


def _sum_of_extrema(
    expression: Expr, at: At, increments: Mapping[Symbol, Symbol], deadline: Deadline
) -> Finding | None:
    """Summands that all have a minimum there, or all a maximum."""
    terms = [term for term in Add.make_args(expression) if term.free_symbols & at.keys()]
    if len(terms) < 2:
        return None
    parts: list[Part] = []
    for term in terms:
        own = {v: at[v] for v in at if v in term.free_symbols}
        try:
            part = part_of(term, decide_expression(term, own, increments, deadline))
        except (NotAnalytic, NeedsOrder):
            return None
        if part.kind == Kind.SADDLE.value or any(part.kind != other.kind for other in parts):
            return None
        parts.append(part)
    if any(part.strict and at.keys() <= part.expression.free_symbols for part in parts):
        return _extremum_of(parts, True)
    found = _beside(parts, at, increments, deadline)
    return _extremum_of(parts, *(found or (None, None)))


def _extremum_of(parts: Sequence[Part], strict: bool | None, beside: Part | None = None) -> Finding:
    sign = 1 if parts[0].kind == Kind.MINIMUM.value else -1
    return extremum(sign, strict, "summands", Summands(tuple(parts), beside))


def _beside(
    parts: Sequence[Part], at: At, increments: Mapping[Symbol, Symbol], deadline: Deadline
) -> tuple[bool | None, Part] | None:
    """Strictness, and what shows it: the other parts where one part, strict in one variable, keeps its value."""
    for part in parts:
        used = at.keys() & part.expression.free_symbols
        if len(used) != 1 or not part.strict:
            continue
        (variable,) = used
        rest = Add(*(other.expression for other in parts if other is not part)).xreplace({variable: at[variable]})
        own = {v: a for v, a in at.items() if v in rest.free_symbols}
        try:
            beside = part_of(rest, decide_expression(rest, own, increments, deadline))
        except (NotAnalytic, NeedsOrder):
            return None
        return (beside.strict if len(own) == len(at) - 1 else False), beside
    return None


def _outer(expression: Expr, at: At, increments: Mapping[Symbol, Symbol], deadline: Deadline) -> Finding | None:
    """f = F(h): F's first term turns h's kind into f's."""
    for outer, inner in compositions(expression, at, _W):
        place = _value_of(inner, at)
        try:
            law = one_variable_law(outer, place, _W)
        except NotAnalytic:
            found = _outer_sides(outer, inner, place, at, increments, deadline)
            if found is not None:
                return found
            continue
        if law is None:
            continue
        power, coefficient, field_sign = law
        record = OuterFunction(outer, _W, inner, power, coefficient)
        found = decide_expression(inner, at, increments, deadline)
        evidence = (record, part_of(inner, found))
        if power % 2:
            found = found if field_sign > 0 else opposite(found)
            return replace(found, decided_by="outer-function", evidence=evidence)
        strict = found.kind is not Kind.SADDLE and found.strict if len(at) > 1 else True
        return extremum(field_sign, strict, "outer-function", *evidence)
    return None


def _outer_sides(
    outer: Expr, inner: Expr, place: Expr, at: At, increments: Mapping[Symbol, Symbol], deadline: Deadline
) -> Finding | None:
    """f = F(h) with an F that is not smooth at h(p): its first term on the sides that h reaches."""
    try:
        found = decide_expression(inner, at, increments, deadline)
        sides = {Kind.MINIMUM: (1,), Kind.MAXIMUM: (-1,)}.get(found.kind, (1, -1))
        terms = [_side_term(outer, _W, inner, place, side) for side in sides]
    except (NotAnalytic, NeedsOrder):
        return None
    records: tuple[SideTerm | Part, ...] = (*terms, part_of(inner, found))
    signs = {term.coefficient.sign() or 0 for term in terms}
    if len(signs) == 2:
        return saddle("sides", *records)
    strict = found.strict if len(sides) == 1 else len(at) == 1
    return extremum(signs.pop(), strict, "sides", *records)


def _side_term(outer: Expr, unknown: Symbol, inner: Expr, place: Expr, side: int) -> SideTerm:
    law = side_law(outer, unknown, place, side)
    if law is None:
        raise NotAnalytic(str(outer))
    power, root, coefficient, _ = law
    return SideTerm(outer, unknown, inner, place, side, power, root, coefficient)


def _value_of(inner: Expr, at: At) -> Expr:
    """The exact value of h at the point, simplified as far as the field goes."""
    value = inner.xreplace(dict(at))
    field, element = element_of(value)
    return field.expression(element, ())
