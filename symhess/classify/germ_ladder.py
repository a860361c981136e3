"""The ladder for a germ: first order, inertia, factors, splitting lemma, the rungs for what is left, Arnold's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from flint import fmpq, fmpq_mpoly
from sympy import Expr, Integer, Symbol, expand

from symhess.budget import Deadline
from symhess.classify.curves import find_curves
from symhess.classify.findings import (
    Finding,
    T,
    curve_expressions,
    extremum,
    increments_of,
    part_of,
    saddle,
    sign_change,
    zero_curve,
)
from symhess.classify.germ import Germ
from symhess.classify.names import arnold_name
from symhess.classify.puiseux import NeedsOrder
from symhess.classify.reduced import decide
from symhess.classify.splitting import Split, characteristic_coefficients, hessian_rows, inertia_of, split
from symhess.evidence import (
    Evidence,
    Inertia,
    OppositeCurvature,
    Part,
    ReducedFunction,
    SignChange,
    SquareFactors,
    ZeroCurve,
)
from symhess.verdict import Kind

__all__ = ["ORDERS", "decide_germ", "is_critical", "is_degenerate", "name_of"]

ORDERS = (3, 4, 6, 8, 12, 16)
"""The orders to which a reduced function is expanded, one after another."""

_NAME_ORDERS = (3, 4, 6, 8, 12)
_VECTORS = 3


def is_critical(germ: Germ) -> bool:
    """Whether all first derivatives vanish at the point.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.classify.germ import polynomial_germ
    >>> is_critical(polynomial_germ(x**2, (x,), (0,), (x,))), is_critical(polynomial_germ(x**2, (x,), (1,), (x,)))
    (True, False)
    """
    linear = germ.field.terms(germ.field.truncated(germ.polynomial, 1))
    return not any(germ.field.sign(c) for c in linear.values())


def is_degenerate(germ: Germ) -> bool:
    """Whether the Hessian is singular.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.classify.germ import polynomial_germ
    >>> is_degenerate(polynomial_germ(x**4, (x,), (0,), (x,)))
    True
    """
    return not germ.field.sign(characteristic_coefficients(germ.field, hessian_rows(germ))[0])


def decide_germ(germ: Germ, deadline: Deadline) -> Finding:
    """The kind of the point for a germ that need not be critical there (then f takes both signs).

    Raises
    ------
    NeedsOrder
        If the known terms do not decide.
    Unresolved
        If a number cannot be told from zero.
    TimeLimitReached

    Examples
    --------
    >>> from sympy.abc import x, y, z
    >>> from symhess.classify.germ import polynomial_germ
    >>> def kind(f):
    ...     found = decide_germ(polynomial_germ(f, (x, y, z), (0, 0, 0), (x, y, z)), Deadline(None))
    ...     return found.kind.value, found.strict, found.decided_by
    >>> kind(z**2 - 4 * x * y * z + x**4 + y**4)
    ('saddle', None, 'half-branches')
    >>> kind((z - x**2 - y**2)**2)
    ('minimum', False, 'factors')
    """
    deadline.check()
    if not is_critical(germ):
        return saddle("first-order")
    if germ.is_rational and len(germ.variables) == 2:
        return decide(germ, deadline)
    by_factors = _by_factors(germ, deadline)
    if by_factors is not None:
        return by_factors
    coefficients = characteristic_coefficients(germ.field, hessian_rows(germ))
    inertia = inertia_of(germ.field, coefficients)
    by_inertia = _by_inertia(germ, coefficients, inertia)
    return by_inertia if by_inertia is not None else _by_splitting(germ, inertia, deadline)


def _by_inertia(germ: Germ, coefficients: list[fmpq_mpoly], inertia: tuple[int, int, int]) -> Finding | None:
    positive, negative, zero = inertia
    record = Inertia(tuple(germ.field.real(c) for c in coefficients), positive, negative, zero)
    if positive and negative:
        vectors = _opposite_curvature(germ)
        return saddle("inertia", record, *([vectors] if vectors else []))
    return None if zero else extremum(positive - negative, True, "inertia", record)


def _opposite_curvature(germ: Germ) -> OppositeCurvature | None:
    """Two short integer vectors, in the order of the variables, on which the Hessian has opposite signs."""
    rows, size = hessian_rows(germ), len(germ.variables)
    found: dict[int, tuple[int, ...]] = {}
    vectors = product(range(-1, 2), repeat=min(size, 5))
    for vector in sorted(vectors, key=lambda v: (sum(map(abs, v)), tuple(-c for c in v))):
        pairs = product(range(len(vector)), repeat=2)
        form = sum((rows[i][j] * (vector[i] * vector[j]) for i, j in pairs), germ.field.number(0))
        found.setdefault(germ.field.sign(form), (*vector, *(0,) * (size - len(vector))))
    if 1 not in found or -1 not in found:
        return None
    order = sorted(range(size), key=lambda k: germ.variables[k])
    return OppositeCurvature(*(tuple(found[sign][k] for k in order) for sign in (1, -1)))


def _by_factors(germ: Germ, deadline: Deadline) -> Finding | None:
    """A product of coprime irreducible factors changes its sign just where one of odd multiplicity does.

    Another factor vanishes on at most an (n−2)-dimensional part of the zeros of such a one, too little to hide it.
    """
    if germ.factors is None or len(germ.variables) == 1 or [m for _, m in germ.factors.vanishing] in ([], [1]):
        return None
    vanishing = germ.factors.vanishing
    record = SquareFactors(
        increments_of(germ),
        tuple(germ.field.expression(p, germ.increments) for p, _ in vanishing),
        tuple(m for _, m in vanishing),
    )
    odd = [_factor_finding(germ, p, deadline) for p, m in vanishing if m % 2]
    parts = _factor_parts(record, odd, odd=True)
    changing = [part for part in parts if part.kind == Kind.SADDLE.value][:1]
    if changing:
        return saddle("factors", record, *changing, *_curve_records(germ, None, deadline))
    if None in odd:
        return None
    sign = germ.factors.sign * (-1) ** sum(found is not None and found.kind is Kind.MAXIMUM for found in odd)
    even = [_factor_finding(germ, p, deadline) for p, m in vanishing if m % 2 == 0]
    strict = _all_strict([*odd, *even])
    parts += _factor_parts(record, even, odd=False)
    return extremum(sign, strict, "factors", record, *parts, *_curve_records(germ, strict, deadline))


def _factor_parts(record: SquareFactors, findings: Sequence[Finding | None], *, odd: bool) -> list[Part]:
    """What is known of the factors of odd, or of even, multiplicity."""
    chosen = [f for f, m in zip(record.factors, record.multiplicities, strict=True) if m % 2 == odd]
    return [part_of(f, found) for f, found in zip(chosen, findings, strict=True) if found is not None]


def _factor_finding(germ: Germ, factor: fmpq_mpoly, deadline: Deadline) -> Finding | None:
    """The kind of a factor, which need not be critical; ``None`` where it is not decided."""
    try:
        return decide_germ(replace(germ, polynomial=factor, factors=None), deadline)
    except NeedsOrder:
        return None


def _all_strict(findings: list[Finding | None]) -> bool | None:
    """Whether no factor vanishes beside the point; one that changes its sign does."""
    results = [None if f is None else False if f.kind is Kind.SADDLE else f.strict for f in findings]
    return False if False in results else None if None in results else True


def _curve_records(germ: Germ, strict: bool | None, deadline: Deadline) -> tuple[Evidence, ...]:
    """Curves on which f changes its sign or keeps its value, as far as short ones are found."""
    if strict:
        return ()
    curves = find_curves(germ, deadline)
    record = sign_change(germ, curves) or zero_curve(germ, curves)
    return () if record is None else (record,)


def _by_splitting(germ: Germ, inertia: tuple[int, int, int], deadline: Deadline) -> Finding:
    """Raise the order until what is left after the splitting lemma is decided."""
    orders = ORDERS if germ.order is None else (germ.order,)
    for order in orders:
        deadline.check()
        parts = split(germ, order, inertia)
        try:
            return _with_sign(germ, parts, decide(parts.germ, deadline), deadline)
        except NeedsOrder:
            against = _against_squares(germ, parts, deadline) if parts.sign else None
            if against is not None:
                return saddle("curves", *_split_record(parts), against)
            if order == orders[-1] or parts.germ.order is None:
                raise
    raise NeedsOrder("no order left")


def _with_sign(germ: Germ, parts: Split, found: Finding, deadline: Deadline) -> Finding:
    """The kind of ±(squares) + g."""
    evidence = (*_split_record(parts), *(_lifted(parts, record) for record in found.evidence))
    is_constant = found.decided_by == "constant"
    kind_sign = {Kind.MINIMUM: 1, Kind.MAXIMUM: -1}.get(found.kind, 0)
    if parts.sign and not is_constant and kind_sign != parts.sign:
        against = None if found.kind is Kind.SADDLE else _against_squares(germ, parts, deadline)
        return saddle(found.decided_by, *evidence, *([] if against is None else [against]))
    if is_constant:
        return extremum(parts.sign or 1, False, "splitting" if parts.sign else "constant", *evidence)
    return replace(found, evidence=evidence)


def _against_squares(germ: Germ, parts: Split, deadline: Deadline) -> SignChange | None:
    """A curve on which g goes against the squares, beside a line on which a square is seen."""
    curve = find_curves(parts.germ, deadline).get(-parts.sign)
    if curve is None:
        return None
    place = parts.solved[0][0]
    row = germ.variables.index(place)
    steep = germ.field.real(hessian_rows(germ)[row][row] * fmpq(1, 2))
    line = [Integer(int(k == place)) * T for k in (*parts.germ.variables, *(k for k, _ in parts.solved))]
    along = (tuple(line), steep, 2)
    across = (
        _on_graph(parts, curve_expressions(parts.germ, curve)),
        parts.germ.field.real(curve.coefficient),
        curve.power or 0,
    )
    first, second = (along, across) if parts.sign > 0 else (across, along)
    return SignChange(_all_increments(parts), *first, *second)


def _all_increments(parts: Split) -> tuple[Symbol, ...]:
    """Those of the kernel, then the solved ones."""
    return (*increments_of(parts.germ), *(parts.germ.increments[k] for k, _ in parts.solved))


def _on_graph(parts: Split, curve: tuple[Expr, ...]) -> tuple[Expr, ...]:
    """The curve (u, φ(u)) over a curve u."""
    field, names = parts.germ.field, parts.germ.increments
    on_curve = dict(zip(increments_of(parts.germ), curve, strict=True))
    return (*curve, *(expand(field.expression(value, names).subs(on_curve)) for _, value in parts.solved))


def _lifted(parts: Split, record: Evidence) -> Evidence:
    """A record about curves of the reduced function as one about curves of f."""
    match record:
        case SignChange():
            up, down = _on_graph(parts, record.up), _on_graph(parts, record.down)
            return replace(record, increments=_all_increments(parts), up=up, down=down)
        case ZeroCurve():
            return ZeroCurve(_all_increments(parts), _on_graph(parts, record.curve))
    return record


def _split_record(parts: Split) -> tuple[Evidence, ...]:
    if not parts.solved:
        return ()
    germ = parts.germ
    return (
        ReducedFunction(
            tuple(germ.increments[k] for k in sorted((*germ.variables, *(k for k, _ in parts.solved)))),
            tuple(germ.increments[k] for k, _ in parts.solved),
            tuple(germ.field.expression(value, germ.increments) for _, value in parts.solved),
            germ.expression(),
            germ.order,
        ),
    )


def name_of(germ: Germ, deadline: Deadline) -> str | None:
    """Arnold's name of a degenerate critical germ, by its reduced function; ``None`` where it is not found.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.classify.germ import polynomial_germ
    >>> name_of(polynomial_germ((y - x**2) * (y - 3 * x**2), (x, y), (0, 0), (x, y)), Deadline(None))
    'A3-'
    >>> name_of(polynomial_germ(x**2 * y**2, (x, y), (0, 0), (x, y)), Deadline(None)) is None
    True
    """
    inertia = inertia_of(germ.field, characteristic_coefficients(germ.field, hessian_rows(germ)))
    if not 0 < inertia[2] <= 3:
        return None
    for order in _NAME_ORDERS if germ.order is None else (germ.order,):
        deadline.check()
        parts = split(germ, order, inertia)
        name = arnold_name(parts.germ)
        if name is not None or parts.germ.order is None:
            return name
    return None
