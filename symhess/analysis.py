"""The one pipeline: from a function to its second-order study, as the lecture does it."""

from __future__ import annotations

from symhess.budget import Deadline
from symhess.classify import classify
from symhess.differentiate import differentiate
from symhess.function import ScalarFunction
from symhess.solve import critical_set
from symhess.study import ClassifiedPoint, Study

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
    points = tuple(ClassifiedPoint(point, classify(point)) for point in critical.points)
    return Study(function, derivatives, critical, points)
