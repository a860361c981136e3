"""The rungs for a function whose Hessian is zero at the point, or that is taken as it is: one finding or none."""

from __future__ import annotations

from collections.abc import Iterator
from math import lcm

from flint import fmpq_mpoly

from symhess.budget import Deadline
from symhess.classify.curves import find_curves
from symhess.classify.dominance import Dominance, dominance
from symhess.classify.findings import Finding, extremum, increments_of, saddle, sign_change, zero_curve
from symhess.classify.germ import Germ
from symhess.classify.half_branches import BranchCount, count_half_branches, vanishing_factors
from symhess.classify.puiseux import NeedsOrder, signs_near_origin
from symhess.classify.tangency import tangency
from symhess.evidence import (
    DominatedTerms,
    Evidence,
    HalfBranches,
    LowestTerm,
    NewtonPolygon,
    TangencyPoints,
    ZeroCurve,
)

__all__ = ["decide"]


def decide(germ: Germ, deadline: Deadline) -> Finding:
    """The kind of the origin for a germ, by the rung that fits the number of its variables.

    Raises
    ------
    NeedsOrder
        If no rung decides with the terms that are known.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.classify.germ import polynomial_germ
    >>> def kind(f):
    ...     found = decide(polynomial_germ(f, (x, y), (0, 0), (x, y)), Deadline(None))
    ...     return found.kind.value, found.strict
    >>> kind((x**2 - y**3)**2 + y**7), kind(x**2 * y**2), kind((x**2 - y**3)**2 - x**2 * y**4)
    (('minimum', True), ('minimum', False), ('saddle', None))
    """
    if germ.polynomial.is_zero():
        if germ.order is None:
            return extremum(1, False, "constant")
        raise NeedsOrder(f"zero to order {germ.order}")
    if len(germ.variables) == 1:
        return _first_term(germ)
    if len(germ.variables) == 2:
        return _in_the_plane(germ, deadline)
    return _in_space(germ, deadline)


def _first_term(germ: Germ) -> Finding:
    """One variable: the first term that does not vanish."""
    (place,) = germ.variables
    field = germ.field
    powers = {m[place]: c for m, c in field.terms(germ.polynomial).items()}
    for power in sorted(powers):
        sign = field.sign(powers[power])
        if sign:
            record = LowestTerm(germ.increments[place], power, field.real(powers[power]))
            return saddle("corank-one", record) if power % 2 else extremum(sign, True, "corank-one", record)
    raise NeedsOrder("no term")


def _in_the_plane(germ: Germ, deadline: Deadline) -> Finding:
    if germ.is_rational:
        return _by_branches(germ, deadline)
    try:
        return _by_polygon(germ)
    except NeedsOrder:
        change = sign_change(germ, find_curves(germ, deadline))
        if change is None:
            raise
        return saddle("curves", change)


def _by_branches(germ: Germ, deadline: Deadline) -> Finding:
    """Two variables, rational: half-branches of odd multiplicity are changes of sign, those of even ones zeros."""
    counts = [(p, m, _count(germ, p)) for p, m in vanishing_factors(germ.polynomial)]
    evidence = tuple(_branch_record(germ, *entry) for entry in counts)
    curves = find_curves(germ, deadline)
    if any(count.total for _, multiplicity, count in counts if multiplicity % 2):
        change = sign_change(germ, curves)
        return saddle("half-branches", *([change] if change else []), *evidence)
    sign = next((s for s in (1, -1) if s in curves), 0) or _sign_beside(germ)
    strict = not any(count.total for _, _, count in counts)
    zero = zero_curve(germ, curves)
    return extremum(sign, strict, "half-branches", *evidence, *([zero] if zero else []))


def _sign_beside(germ: Germ) -> int:
    """The sign on curves (t, k·t^k) for growing k; some of them is no zero of the polynomial."""
    x, y = germ.variables
    field = germ.field
    terms = {(m[x], m[y]): c for m, c in field.terms(germ.polynomial).items()}
    k = 1
    while True:
        sums: dict[int, fmpq_mpoly] = {}
        for (i, j), c in terms.items():
            sums[i + k * j] = sums.get(i + k * j, field.number(0)) + c * k**j
        for power in sorted(sums):
            if field.sign(sums[power]):
                return field.sign(sums[power])
        k += 1


def _count(germ: Germ, factor: fmpq_mpoly) -> BranchCount:
    x, y = germ.variables
    return count_half_branches(factor, x, y)


def _branch_record(germ: Germ, factor: fmpq_mpoly, multiplicity: int, count: BranchCount) -> Evidence:
    expression = germ.field.expression(factor, germ.increments)
    sides = (count.right, count.left, count.axis, count.width, count.height)
    return HalfBranches(increments_of(germ), expression, multiplicity, *sides)


def _by_polygon(germ: Germ) -> Finding:
    signs = signs_near_origin(germ)
    record = NewtonPolygon(increments_of(germ), germ.expression(), germ.order, tuple(sorted(signs)))
    if signs >= {1, -1}:
        return saddle("newton-polygon", record)
    return extremum(1 if 1 in signs else -1, 0 not in signs, "newton-polygon", record)


def _in_space(germ: Germ, deadline: Deadline) -> Finding:
    """Three and more variables: curves show a saddle, outweighing squares or the tangency points an extremum."""
    curves = find_curves(germ, deadline)
    change = sign_change(germ, curves)
    if change is not None:
        return saddle("curves", change)
    zero = zero_curve(germ, curves)
    found = dominance(germ, deadline)
    if found is not None:
        strict = True if found.is_strict else False if zero else None
        return extremum(found.sign, strict, "dominance", _dominance_record(germ, found), *([zero] if zero else []))
    for weights in _weights(germ):
        by_tangency = _by_tangency(germ, weights, zero, deadline)
        if by_tangency is not None:
            return by_tangency
    raise NeedsOrder("a semidefinite form")


def _dominance_record(germ: Germ, found: Dominance) -> DominatedTerms:
    return DominatedTerms(
        increments_of(germ),
        germ.expression(),
        found.sign,
        found.squares,
        tuple(b.term for b in found.bounds),
        tuple(b.squares for b in found.bounds),
        tuple(b.weights for b in found.bounds),
    )


def _weights(germ: Germ) -> Iterator[tuple[int, ...]]:
    """Equal weights, and those for which the lowest pure powers have the same weight."""
    size = len(germ.variables)
    yield (1,) * size
    pure: dict[int, int] = {}
    for exponents in germ.polynomial.monoms():
        used = [k for k in germ.variables if exponents[k]]
        if len(used) == 1:
            pure[used[0]] = min(int(exponents[used[0]]), pure.get(used[0], int(exponents[used[0]])))
    if len(pure) == size and len(set(pure.values())) > 1:
        scale = lcm(*pure.values())
        yield tuple(scale // pure[k] for k in germ.variables)


def _by_tangency(
    germ: Germ, weights: tuple[int, ...], zero: ZeroCurve | None, deadline: Deadline
) -> Finding | None:
    found = tangency(germ, weights, deadline)
    if found is None:
        return None
    form = germ.field.expression(found.form, germ.increments)
    record = TangencyPoints(
        increments_of(germ), form, weights, found.coefficients, found.exponents, found.above, found.below
    )
    if found.above and found.below:
        return saddle("tangency", record)
    sign = 1 if found.above else -1
    if found.zeros == 0:
        return extremum(sign, True, "tangency", record)
    if found.is_whole:
        strict = False if zero or found.zeros else None
        return extremum(sign, strict, "tangency", record, *([zero] if zero else []))
    return None
