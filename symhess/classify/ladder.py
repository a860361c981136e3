"""The ladder: the ordered tests for one critical point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sympy import Expr, Symbol

from symhess.budget import Deadline
from symhess.classify.curvature import Curvature, curvature_at
from symhess.classify.elementary_curvature import exact_expression
from symhess.classify.field import Unresolved
from symhess.classify.findings import Finding, part_of, sum_of_parts
from symhess.classify.germ import value_germ
from symhess.classify.germ_ladder import decide_germ, is_degenerate, name_of
from symhess.classify.puiseux import NeedsOrder
from symhess.classify.second_order import inertia_test, sylvester_test
from symhess.critical_set import CriticalPoint
from symhess.errors import TimeLimitReached
from symhess.evidence import Evidence
from symhess.exact import PolynomialValue, RealSum
from symhess.exact.polynomial import expression_of
from symhess.verdict import Kind, Reason, Verdict

__all__ = ["TESTS", "classify", "second_order_verdict", "with_curvature"]

TESTS = (sylvester_test, inertia_test)

_SECONDS = 5.0  # for one degenerate point, where the caller sets no limit


def classify(point: CriticalPoint, deadline: Deadline | None = None) -> Verdict:
    """The kind of a critical point, with the deciding evidence first and the agreeing evidence after it.

    Parameters
    ----------
    point : CriticalPoint
        With exact coordinates.
    deadline : Deadline, optional
        For the ladder at a degenerate point; by default five seconds.

    Returns
    -------
    Verdict
        Undecided, with the reason, where neither the Hessian nor the ladder decides.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.function import ScalarFunction
    >>> from symhess.solve import critical_set
    >>> wells = ScalarFunction(x**4 - 2 * x**2 + y**2, (x, y))
    >>> [classify(p).kind.value for p in critical_set(wells, Deadline(10)).points]
    ['minimum', 'saddle', 'minimum']
    >>> flat = ScalarFunction((x**2 - 2)**4 + y**2, (x, y))
    >>> [classify(p).singularity for p in critical_set(flat, Deadline(10)).points]
    ['A3+', None, 'A3+']
    """
    curvature = curvature_at(point)
    verdict = second_order_verdict(curvature)
    deadline = deadline or Deadline(_SECONDS)
    if verdict is None:
        return _degenerate(point, curvature, deadline)
    return replace(verdict, singularity=_name(point, deadline) if curvature.inertia.zero else None)


def second_order_verdict(curvature: Curvature) -> Verdict | None:
    """What the Hessian alone decides, with all its data as evidence.

    Raises
    ------
    ArithmeticError
        If two tests contradict each other, which would be an error of this package.

    Examples
    --------
    >>> from symhess import critical_points
    >>> (origin,) = critical_points("x^2 - y^4").points
    >>> second_order_verdict(curvature_at(origin)) is None
    True
    """
    verdicts = [verdict for test in TESTS if (verdict := test(curvature)) is not None]
    if len({verdict.kind for verdict in verdicts}) > 1:
        raise ArithmeticError(f"the second-order tests contradict each other: {[v.kind for v in verdicts]}")
    if not verdicts:
        return None
    first = verdicts[0]
    evidence = with_curvature(tuple(e for verdict in verdicts for e in verdict.evidence), curvature)
    return Verdict(first.kind, first.strict, first.decided_by, evidence)


def _degenerate(point: CriticalPoint, curvature: Curvature, deadline: Deadline) -> Verdict:
    reason = Reason.FLAT_TO_ORDER if curvature.inertia.zero < 3 else Reason.SEMIDEFINITE_FORM
    try:
        found = _joined(point, [decide_germ(value_germ(v, *_names(point)), deadline) for v in _values(point)])
    except Unresolved:
        reason = Reason.ZERO_TEST
    except TimeLimitReached:
        reason = Reason.TIME_LIMIT
    except NeedsOrder:
        pass
    else:
        evidence = with_curvature(found.evidence, curvature)
        return Verdict(found.kind, found.strict, found.decided_by, evidence, singularity=_name(point, deadline))
    return Verdict(Kind.UNDECIDED, None, "", with_curvature((), curvature), reason)


def _values(point: CriticalPoint) -> list[PolynomialValue]:
    """f's parts in the variables of each block."""
    terms = point.value.terms if isinstance(point.value, RealSum) else (point.value,)
    return [value for value in terms if isinstance(value, PolynomialValue)]


def _names(point: CriticalPoint) -> tuple[tuple[Symbol, ...], tuple[Symbol, ...]]:
    """The variables, and the names of the increments: the variable itself where its coordinate is 0."""
    increments = (
        v if c.sign() == 0 else Symbol(f"h_{v.name}") for v, c in zip(point.variables, point.coordinates, strict=True)
    )
    return point.variables, tuple(increments)


def _joined(point: CriticalPoint, findings: Sequence[Finding]) -> Finding:
    """The kind of a sum of functions of different variables."""
    if len(findings) == 1:
        return findings[0]
    summands = (_expression(point, value) for value in _values(point))
    return sum_of_parts([part_of(summand, found) for summand, found in zip(summands, findings, strict=True)])


def _expression(point: CriticalPoint, value: PolynomialValue) -> Expr:
    """One of f's parts in the variables; irrational constants, which are unknowns of the polynomial, written out."""
    names = value.polynomial.context().names()
    symbols = (*point.variables, *(Symbol(name) for name in names[len(point.variables) :]))
    fixed = dict(zip(value.point.unknowns, value.point.coordinates(), strict=True))
    constants = {symbols[k]: exact_expression(fixed[k]) for k in fixed if k >= len(point.variables)}
    return expression_of(value.polynomial, symbols).xreplace(constants)


def _name(point: CriticalPoint, deadline: Deadline) -> str | None:
    """Arnold's name; blocks that are not degenerate add squares, which do not change it."""
    try:
        germs = [value_germ(value, *_names(point)) for value in _values(point)]
        degenerate = [germ for germ in germs if is_degenerate(germ)]
        if len(degenerate) > 1 and all(germ.is_rational for germ in degenerate):
            whole = sum((germ.polynomial for germ in degenerate[1:]), degenerate[0].polynomial)
            variables = sorted(k for germ in degenerate for k in germ.variables)
            degenerate = [replace(degenerate[0], polynomial=whole, variables=tuple(variables), factors=None)]
        return name_of(degenerate[0], deadline) if len(degenerate) == 1 else None
    except (Unresolved, TimeLimitReached):
        return None


def with_curvature(deciding: tuple[Evidence, ...], curvature: Curvature) -> tuple[Evidence, ...]:
    """The deciding records, then the data of the Hessian that go with them.

    Examples
    --------
    >>> from symhess import critical_points
    >>> curvature = curvature_at(critical_points("x^2").points[0])
    >>> [type(record).__name__ for record in with_curvature((curvature.inertia,), curvature)]
    ['Inertia', 'SylvesterMinors', 'Spectrum']
    """
    data = (curvature.minors, curvature.inertia, curvature.spectrum)
    return (*deciding, *(record for record in data if record is not None and record not in deciding))
