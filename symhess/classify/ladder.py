"""The ladder: the ordered tests for one critical point."""

from __future__ import annotations

from symhess.classify.curvature import Curvature, curvature_at
from symhess.classify.second_order import inertia_test, sylvester_test
from symhess.critical_set import CriticalPoint
from symhess.evidence import Evidence
from symhess.verdict import Kind, Reason, Verdict

__all__ = ["TESTS", "classify"]

TESTS = (sylvester_test, inertia_test)


def classify(point: CriticalPoint) -> Verdict:
    """The kind of a critical point, with the deciding evidence first and the agreeing evidence after it.

    Parameters
    ----------
    point : CriticalPoint
        With exact coordinates.

    Returns
    -------
    Verdict
        Undecided, with the reason, where the Hessian is singular and semidefinite.

    Raises
    ------
    ArithmeticError
        If two tests contradict each other, which would be an error of this package.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.budget import Deadline
    >>> from symhess.function import ScalarFunction
    >>> from symhess.solve import critical_set
    >>> wells = ScalarFunction(x**4 - 2 * x**2 + y**2, (x, y))
    >>> [classify(p).kind.value for p in critical_set(wells, Deadline(10)).points]
    ['minimum', 'saddle', 'minimum']
    >>> flat = ScalarFunction(x**4 + y**2, (x, y))
    >>> [classify(p).reason.value for p in critical_set(flat, Deadline(10)).points]
    ['singular-hessian']
    """
    curvature = curvature_at(point)
    verdicts = [verdict for test in TESTS if (verdict := test(curvature)) is not None]
    if len({verdict.kind for verdict in verdicts}) > 1:
        raise ArithmeticError(f"the second-order tests contradict each other: {[v.kind for v in verdicts]}")
    if not verdicts:
        return Verdict(Kind.UNDECIDED, None, "", _all_evidence((), curvature), Reason.SINGULAR_HESSIAN)
    first = verdicts[0]
    evidence = _all_evidence(tuple(e for verdict in verdicts for e in verdict.evidence), curvature)
    return Verdict(first.kind, first.strict, first.decided_by, evidence)


def _all_evidence(deciding: tuple[Evidence, ...], curvature: Curvature) -> tuple[Evidence, ...]:
    """The deciding records, then the data that go with them."""
    data = (curvature.minors, curvature.inertia, curvature.spectrum)
    return (*deciding, *(record for record in data if record is not None and record not in deciding))
