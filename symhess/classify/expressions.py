"""The ladder for an expression at an exact point: separate parts, outer functions, products, sums of extrema.

Polynomials and functions that are analytic at the point end in the ladder for germs; where f is not smooth, one
variable is looked at from either side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import prod

from sympy import Add, Dummy, Expr, Integer, Mul, Symbol, expand, nan, oo, zoo

from symhess.budget import Deadline
from symhess.classify.cones import decide_cone
from symhess.classify.expansions import At, NotAnalytic, compositions, germ_at, one_variable_law
from symhess.classify.field import Unresolved
from symhess.classify.findings import Finding, extremum, is_constant, opposite, part_of, saddle, sum_of_parts
from symhess.classify.germ import element_of
from symhess.classify.germ_ladder import ORDERS, decide_germ, name_of
from symhess.classify.puiseux import NeedsOrder
from symhess.classify.sides import side_law
from symhess.evidence import LowestTerm, OuterFunction, Part, SideTerm, SignedProduct, Summands
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
    >>> kind(cos(x) + x**2 / 2 + y**4), kind(x**2 * y**2 * cos(x))
    (('minimum', True, 'summands'), ('minimum', False, 'product'))
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
        for rung in (_separated, _outer, _product, _sum_of_extrema):
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
    for _, part in groups:
        parts.append(_part(part, at, increments, deadline))
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
        try:
            part = _part(term, at, increments, deadline)
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
        try:
            beside = _part(rest, at, increments, deadline)
        except (NotAnalytic, NeedsOrder):
            return None
        return (beside.strict if len(at.keys() & rest.free_symbols) == len(at) - 1 else False), beside
    return None


def _product(expression: Expr, at: At, increments: Mapping[Symbol, Symbol], deadline: Deadline) -> Finding | None:
    """f = c + u·g₁⋯gₖ where u keeps its sign and every g vanishes: their signs multiply."""
    terms = [term for term in Add.make_args(expression) if term.free_symbols & at.keys()]
    if len(terms) != 1 or expression.is_polynomial(*at):
        return None
    values = {factor: factor.xreplace(dict(at)) for factor in Mul.make_args(terms[0])}
    if len(values) < 2 or any(value.has(oo, zoo, nan) for value in values.values()):
        return None
    try:
        signs = {factor: _sign_of(value) for factor, value in values.items()}
    except (NotAnalytic, Unresolved):
        return None
    unit = Mul(*(factor for factor, sign in signs.items() if sign))
    sign = prod(sign for sign in signs.values() if sign)
    vanishing = [factor for factor, sign in signs.items() if not sign]
    try:
        germ_at(unit, at, 1, tuple(increments[v] for v in at))
        parts = [_part(factor, at, increments, deadline) for factor in vanishing]
    except (NotAnalytic, NeedsOrder):
        return None
    record = SignedProduct(unit, tuple(parts))
    used = [part.expression.free_symbols & at.keys() for part in parts]
    if not parts or any(is_constant(part) for part in parts):
        return None
    if all(part.kind != Kind.SADDLE.value for part in parts):
        sign *= (-1) ** sum(part.kind == Kind.MAXIMUM.value for part in parts)
        return extremum(sign, _is_strict_product(parts, at), "product", record)
    are_apart = len(set().union(*used)) == sum(map(len, used))
    return saddle("product", record) if are_apart else None


def _part(expression: Expr, at: At, increments: Mapping[Symbol, Symbol], deadline: Deadline) -> Part:
    """A simpler function, judged in its own variables."""
    own = {v: place for v, place in at.items() if v in expression.free_symbols}
    return part_of(expression, decide_expression(expression, own, increments, deadline))


def _is_strict_product(parts: Sequence[Part], at: At) -> bool | None:
    """Strict if every factor is, in all variables: the product is zero wherever one of them is."""
    strict = [part.strict and at.keys() <= part.expression.free_symbols for part in parts]
    return False if False in strict else None if None in strict else True


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
