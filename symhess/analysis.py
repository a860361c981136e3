"""The one pipeline: from a function to its second-order study, as the lecture does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from symhess.budget import Deadline
from symhess.classify import (
    classify_elementary,
    classify_family,
    classify_level,
    classify_listed,
    classify_nonsmooth,
    classify_piece,
)
from symhess.critical_set import CriticalFamily, CriticalPoint, CriticalSet
from symhess.differentiate import differentiate, with_exceptional_points
from symhess.errors import TimeLimitReached
from symhess.extrema import global_extrema
from symhess.function import ScalarFunction
from symhess.solve import critical_set
from symhess.study import ClassifiedFamily, ClassifiedLevel, ClassifiedPiece, ClassifiedPoint, Derivatives, Study
from symhess.verdict import Kind, Reason, Verdict

__all__ = ["study"]

_Subject = TypeVar("_Subject")
_Answer = TypeVar("_Answer")


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
    derivatives = with_exceptional_points(differentiate(function), function, deadline)
    critical = critical_set(function, deadline)
    judge = _Judge(function, derivatives, deadline)
    return Study(
        function,
        derivatives,
        critical,
        judge.points(critical.points),
        judge.pieces(critical),
        judge.families(critical.families),
        judge.levels(critical),
        judge.nonsmooth_points(critical.nonsmooth_points),
        extrema=global_extrema(function, critical, deadline),
    )


class _Judge:
    """Classifies one thing after another; what time or the user does not leave is undecided for that reason."""

    def __init__(self, function: ScalarFunction, derivatives: Derivatives, deadline: Deadline) -> None:
        self._function = function
        self._hessian = derivatives.hessian
        self._deadline = deadline
        self._stopped: Reason | None = None

    def points(self, points: Iterable[CriticalPoint]) -> tuple[ClassifiedPoint, ...]:
        listed = partial(classify_listed, self._function)
        elementary = partial(classify_elementary, self._function, self._hessian)
        judged = ((point, self._verdict(listed if point.parts else elementary, point)) for point in points)
        return tuple(ClassifiedPoint(point, verdict) for point, verdict in judged)

    def pieces(self, critical: CriticalSet) -> tuple[ClassifiedPiece, ...]:
        return tuple(
            ClassifiedPiece(component, piece, self._verdict(classify_piece, piece))
            for component in critical.components
            for piece in component.pieces
        )

    def families(self, families: Iterable[CriticalFamily]) -> tuple[ClassifiedFamily, ...]:
        classifier = partial(classify_family, self._function, self._hessian)

        def parts(family: CriticalFamily) -> tuple[ClassifiedFamily, ...]:
            return self._answer(classifier, family, lambda verdict: (ClassifiedFamily(family, verdict),))

        return tuple(part for family in families for part in parts(family))

    def levels(self, critical: CriticalSet) -> tuple[ClassifiedLevel, ...]:
        return tuple(
            ClassifiedLevel(level, piece, self._verdict(partial(classify_level, self._function, level), piece))
            for level in critical.level_sets
            for piece in level.pieces
        )

    def nonsmooth_points(self, points: Iterable[CriticalPoint]) -> tuple[ClassifiedPoint, ...]:
        classifier = partial(classify_nonsmooth, self._function)
        return tuple(ClassifiedPoint(point, self._verdict(classifier, point)) for point in points)

    def _verdict(self, classifier: Callable[[_Subject, Deadline], Verdict], subject: _Subject) -> Verdict:
        return self._answer(classifier, subject, lambda verdict: verdict)

    def _answer(
        self,
        classifier: Callable[[_Subject, Deadline], _Answer],
        subject: _Subject,
        without: Callable[[Verdict], _Answer],
    ) -> _Answer:
        """What the classifier says; what `without` makes of an undecided verdict where it is not asked to the end."""
        if self._stopped is None:
            try:
                self._deadline.check()
                return classifier(subject, self._deadline)
            except TimeLimitReached:
                self._stopped = Reason.TIME_LIMIT
            except KeyboardInterrupt:
                self._stopped = Reason.INTERRUPTED
        return without(Verdict(Kind.UNDECIDED, None, "", (), self._stopped))
