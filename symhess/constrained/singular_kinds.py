"""The kind of a singular point of the constraint set: what f does on all the branches that meet there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from flint import fmpq, fmpq_mpoly, fmpq_poly

from symhess.budget import Deadline
from symhess.classify.field import Unresolved
from symhess.classify.germ import value_germ
from symhess.classify.germ_ladder import decide_germ
from symhess.classify.puiseux import NeedsOrder
from symhess.constrained.branches import half_branches
from symhess.constrained.places import joined_part
from symhess.constrained.problem import Problem, polynomials
from symhess.constraint_evidence import SingularConstraintPoint
from symhess.critical_set import CriticalPoint
from symhess.exact import PolynomialValue, Rational
from symhess.verdict import Kind, Reason, Verdict

__all__ = ["singular_kind"]

_WEIGHTS = (1, 2, 3)
_ENTRIES = (0, 1, -1, 2, -2)
_MOST_CURVES = 40_000


def singular_kind(point: CriticalPoint, problem: Problem, deadline: Deadline) -> Verdict:
    """Minimum, maximum or neither on the constraint set at one of its singular points.

    In the plane the half-branches of the curve decide. Otherwise an extremum of f itself is one on the set, and two
    curves inside the set on which f rises and falls show that there is none.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.constrained.singular import singular_points
    >>> cusp = Problem(x, (x, y), (y**2 - x**3,), (0,))
    >>> [singular_kind(p, cusp, Deadline(10)).kind.value for p in singular_points(cusp, Deadline(10)).points]
    ['minimum']
    """
    read = polynomials((problem.function, *problem.equations), problem.variables)
    place = _rational(point)
    if read is not None and place is not None:
        function, *constraints = read
        for rung in (_by_branches, _by_curves):
            verdict = rung(function, constraints, place)
            if verdict is not None:
                return verdict
    if read is not None:
        verdict = _of_the_function(read[0], point, deadline)
        if verdict is not None:
            return verdict
    return Verdict(Kind.UNDECIDED, None, "", (), Reason.SINGULAR_CONSTRAINTS)


def _rational(point: CriticalPoint) -> tuple[fmpq, ...] | None:
    values = [c.value for c in point.coordinates if isinstance(c, Rational)]
    return tuple(values) if len(values) == len(point.coordinates) else None


def _by_branches(
    function: fmpq_mpoly, constraints: Sequence[fmpq_mpoly], place: tuple[fmpq, ...]
) -> Verdict | None:
    if len(place) != 2 or len(constraints) != 1:
        return None
    found = half_branches(function, constraints[0], (place[0], place[1]))
    if found is None:
        return None
    signs = tuple(branch.sign for branch in found)
    record = SingularConstraintPoint(signs)
    if {1, -1} <= set(signs):
        return Verdict(Kind.SADDLE, None, "constraint-branches", (record,))
    kind = Kind.MAXIMUM if -1 in signs else Kind.MINIMUM
    return Verdict(kind, 0 not in signs, "constraint-branches", (record,))


def _by_curves(function: fmpq_mpoly, constraints: Sequence[fmpq_mpoly], place: tuple[fmpq, ...]) -> Verdict | None:
    """Curves h = e·t^w inside the set on which f − f(p) takes both signs."""
    gens = function.context().gens()
    shift = [g + value for g, value in zip(gens, place, strict=True)]
    local = [p.compose(*shift) for p in constraints]
    rise = function.compose(*shift) - function(*place)
    signs: set[int] = set()
    for count, (entries, weights) in enumerate(_curves(len(place))):
        if count > _MOST_CURVES or signs >= {1, -1}:
            break
        if all(_along(p, entries, weights).is_zero() for p in local):
            series = _along(rise, entries, weights)
            lowest = next((c for c in series.coeffs() if c != 0), fmpq(0))
            signs.add(int(lowest > 0) - int(lowest < 0))
    if not signs >= {1, -1}:
        return None
    return Verdict(Kind.SADDLE, None, "constraint-curves", (SingularConstraintPoint(tuple(sorted(signs))),))


def _curves(size: int) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    weights = sorted(product(_WEIGHTS, repeat=size), key=sum)
    for weight in weights:
        for entries in product(_ENTRIES, repeat=size):
            if any(entries):
                yield entries, weight


def _along(polynomial: fmpq_mpoly, entries: Sequence[int], weights: Sequence[int]) -> fmpq_poly:
    row: dict[int, fmpq] = {}
    for exponents, coefficient in polynomial.terms():
        value = coefficient
        for entry, exponent in zip(entries, exponents, strict=True):
            value *= fmpq(entry) ** int(exponent)
        power = sum(int(w) * int(e) for w, e in zip(weights, exponents, strict=True))
        row[power] = row.get(power, fmpq(0)) + value
    return fmpq_poly([row.get(k, fmpq(0)) for k in range(max(row, default=0) + 1)])


def _of_the_function(function: fmpq_mpoly, point: CriticalPoint, deadline: Deadline) -> Verdict | None:
    """An extremum of f in all of space is one on every subset."""
    part = joined_part(point.parts)
    if part is None:
        return None
    own = replace(
        part,
        unknowns=tuple(range(len(point.variables))),
        numerators=tuple(part.numerators[part.unknowns.index(k)] for k in range(len(point.variables))),
    )
    try:
        found = decide_germ(value_germ(PolynomialValue(function, own), point.variables, point.variables), deadline)
    except (NeedsOrder, Unresolved):
        return None
    if found.kind is Kind.SADDLE:
        return None
    return Verdict(found.kind, found.strict or None, "extremum-of-function", found.evidence)
