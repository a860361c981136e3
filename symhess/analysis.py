"""The one pipeline: from a function to its second-order study, as the lecture does it."""

from __future__ import annotations

from symhess.budget import Deadline
from symhess.classify import classify
from symhess.critical_set import CriticalSet
from symhess.differentiate import differentiate
from symhess.errors import TimeLimitReached
from symhess.function import ScalarFunction
from symhess.solve import critical_set
from symhess.study import ClassifiedPoint, Study
from symhess.verdict import Kind, Reason, Verdict

__all__ = ["study"]


def study(function: ScalarFunction, deadline: Deadline) -> Study:
    """Differentiate, solve ∇f = 0, classify every critical point.

    Parameters
    ----------
    function : ScalarFunction
    deadline : Deadline
        What is not finished when it passes is labelled, never left out silently.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> found = study(ScalarFunction(x**3 - 3 * x + y**2, (x, y)), Deadline(10))
    >>> [(p.verdict.kind.value, p.point.value.text()) for p in found.points]
    [('saddle', '2'), ('minimum', '-2')]
    """
    derivatives = differentiate(function)
    critical = critical_set(function, deadline)
    return Study(function, derivatives, critical, _classified(critical, deadline))


def _classified(critical: CriticalSet, deadline: Deadline) -> tuple[ClassifiedPoint, ...]:
    """Every point with its verdict; those that time or the user did not leave are undecided for that reason."""
    points: list[ClassifiedPoint] = []
    stopped = None
    for point in critical.points:
        if stopped is None:
            try:
                deadline.check()
                points.append(ClassifiedPoint(point, classify(point)))
                continue
            except TimeLimitReached:
                stopped = Reason.TIME_LIMIT
            except KeyboardInterrupt:
                stopped = Reason.INTERRUPTED
        points.append(ClassifiedPoint(point, Verdict(Kind.UNDECIDED, None, "", (), stopped)))
    return tuple(points)
