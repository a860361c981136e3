"""The kind of a regular critical point relative to the constraint set."""

from __future__ import annotations

from collections.abc import Iterator

from flint import fmpq_mpoly
from sympy import Symbol

from symhess.budget import Deadline
from symhess.classify.curvature import curvature_at
from symhess.classify.field import Unresolved
from symhess.classify.findings import Finding
from symhess.classify.germ import value_germ
from symhess.classify.germ_ladder import ORDERS, decide_germ
from symhess.classify.ladder import classify
from symhess.classify.puiseux import NeedsOrder
from symhess.constrained.lagrange import LagrangePoint
from symhess.constrained.places import joined_part
from symhess.constrained.substitution import on_constraints
from symhess.constraint_evidence import BorderedMinors, TangentInertia
from symhess.critical_set import CriticalPoint
from symhess.errors import TimeLimitReached
from symhess.evidence import Evidence
from symhess.exact import PolynomialValue, RealSum
from symhess.exact.matrix import SymmetricMatrix, leading_minors
from symhess.verdict import Kind, Reason, Verdict

__all__ = ["regular_kind"]


def regular_kind(found: LagrangePoint, deadline: Deadline) -> Verdict:
    """Minimum, maximum or saddle on the constraint set, by the Lagrange function's Hessian on the tangent space.

    Where that is singular and not indefinite, the constraints are solved for as many increments by power series, and
    the ladder for degenerate points decides about the function that is left.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.constrained.lagrange import lagrange_points
    >>> from symhess.constrained.problem import Problem
    >>> problem = Problem(x**2 * y**3, (x, y), (x + y - 5,), (0,))
    >>> [regular_kind(p, Deadline(10)).kind.value for p in lagrange_points(problem, Deadline(10)).points]
    ['minimum', 'maximum', 'saddle']
    """
    count = len(found.record.constraints)
    if not count:
        return classify(found.whole, deadline)
    inertia = curvature_at(found.whole).inertia
    tangent = TangentInertia(inertia.positive - count, inertia.negative - count, inertia.zero, count)
    minors = _bordered_minors(found, count)
    evidence = (tangent,) if minors is None else (tangent, minors)
    kind = _second_order(tangent)
    if kind is None:
        return _degenerate(found, evidence, deadline)
    if minors is not None and _by_minors(minors, count) not in (None, kind):
        raise ArithmeticError("the bordered minors contradict the inertia on the tangent space")
    return Verdict(kind, None if kind is Kind.SADDLE else True, "tangent-inertia", evidence)


def _second_order(tangent: TangentInertia) -> Kind | None:
    if tangent.positive and tangent.negative:
        return Kind.SADDLE
    if tangent.zero:
        return None
    return Kind.MAXIMUM if tangent.negative else Kind.MINIMUM


def _bordered_minors(found: LagrangePoint, count: int) -> BorderedMinors | None:
    """The bordered Hessian with the multipliers first; its minors from number 2k + 1 on."""
    part, function = joined_part(found.whole.parts), _lagrange_polynomial(found.whole)
    if part is None or function is None:
        return None
    size = len(found.whole.variables)
    names = function.context().names()
    order = (*range(size - count, size), *range(size - count))
    firsts = [function.derivative(names[i]) for i in range(size)]
    entries = tuple(tuple(firsts[min(i, j)].derivative(names[max(i, j)]) for j in order) for i in order)
    minors = leading_minors(SymmetricMatrix(entries, part))[2 * count :]
    return BorderedMinors(minors, tuple(minor.sign() or 0 for minor in minors), count)


def _by_minors(record: BorderedMinors, count: int) -> Kind | None:
    """What the signs of the bordered minors say; ``None`` where one is zero."""
    if not record.signs or 0 in record.signs:
        return None
    relative = [sign * (-1) ** count for sign in record.signs]
    if all(sign > 0 for sign in relative):
        return Kind.MINIMUM
    if all(sign == (-1) ** (k + 1) for k, sign in enumerate(relative)):
        return Kind.MAXIMUM
    return Kind.SADDLE


def _lagrange_polynomial(whole: CriticalPoint) -> fmpq_mpoly | None:
    terms = whole.value.terms if isinstance(whole.value, RealSum) else (whole.value,)
    values = [term for term in terms if isinstance(term, PolynomialValue)]
    return sum((value.polynomial for value in values[1:]), values[0].polynomial) if values else None


def _degenerate(found: LagrangePoint, evidence: tuple[Evidence, ...], deadline: Deadline) -> Verdict:
    reason = Reason.FLAT_TO_ORDER
    try:
        decided = _by_series(found, deadline)
    except Unresolved:
        reason = Reason.ZERO_TEST
    except TimeLimitReached:
        reason = Reason.TIME_LIMIT
    except NeedsOrder:
        pass
    else:
        return Verdict(decided.kind, decided.strict, decided.decided_by, (*evidence, *decided.evidence))
    return Verdict(Kind.UNDECIDED, None, "", evidence, reason)


def _by_series(found: LagrangePoint, deadline: Deadline) -> Finding:
    """The ladder for f on the constraint set, in as many increments as the set has dimensions."""
    part, function = joined_part(found.whole.parts), _lagrange_polynomial(found.whole)
    if part is None or function is None:
        raise Unresolved("coordinates of different fields")
    germ = value_germ(PolynomialValue(function, part), found.whole.variables, tuple(_increments(found.whole)))
    size = len(found.whole.variables)
    constraints = range(size - len(found.record.constraints), size)
    for order in ORDERS:
        deadline.check()
        reduced = on_constraints(germ, constraints, order, deadline)
        try:
            return decide_germ(reduced, deadline)
        except NeedsOrder:
            if order == ORDERS[-1] or reduced.order is None:
                raise
    raise NeedsOrder("no order left")


def _increments(point: CriticalPoint) -> Iterator[Symbol]:
    for variable, coordinate in zip(point.variables, point.coordinates, strict=True):
        yield variable if coordinate.sign() == 0 else Symbol(f"h_{variable.name}")


