"""The one pipeline: from a function to its second-order study, as the lecture does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from symhess.budget import Deadline
from symhess.classify import classify, classify_piece
from symhess.differentiate import differentiate
from symhess.errors import TimeLimitReached
from symhess.function import ScalarFunction
from symhess.solve import critical_set
from symhess.study import ClassifiedPiece, ClassifiedPoint, Study
from symhess.verdict import Kind, Reason, Verdict

__all__ = ["study"]

_Subject = TypeVar("_Subject")


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
    judge = _Judge(deadline)
    points = tuple(ClassifiedPoint(point, judge(classify, point)) for point in critical.points)
    pieces = tuple(
        ClassifiedPiece(component, piece, judge(classify_piece, piece))
        for component in critical.components
        for piece in component.pieces
    )
    return Study(function, derivatives, critical, points, pieces)


class _Judge:
    """Classifies one thing after another; what time or the user does not leave is undecided for that reason."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        self._stopped: Reason | None = None

    def __call__(self, classifier: Callable[[_Subject, Deadline], Verdict], subject: _Subject) -> Verdict:
        if self._stopped is None:
            try:
                self._deadline.check()
                return classifier(subject, self._deadline)
            except TimeLimitReached:
                self._stopped = Reason.TIME_LIMIT
            except KeyboardInterrupt:
                self._stopped = Reason.INTERRUPTED
        return Verdict(Kind.UNDECIDED, None, "", (), self._stopped)
