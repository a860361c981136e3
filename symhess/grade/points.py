"""Point sets: which claimed point is which right one, exactly; what is missing and what is too much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sympy import Tuple

from symhess.budget import Deadline
from symhess.equivalence import Status
from symhess.grade.compare import compare_values

__all__ = ["Matching", "match_points", "same_point"]


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs of indices (claimed, right), and the indices without a partner; ``open`` where equality is not decided.

    Examples
    --------
    >>> Matching(pairs=((0, 1),), extra=(), missing=(0,)).open
    ()
    """

    pairs: tuple[tuple[int, int], ...]
    extra: tuple[int, ...]
    missing: tuple[int, ...]
    open: tuple[int, ...] = ()


def same_point(one: Tuple, other: Tuple, deadline: Deadline, tolerance: Fraction = Fraction(0)) -> Status:
    """Whether two points have the same coordinates.

    Examples
    --------
    >>> from sympy import sqrt
    >>> same_point(Tuple(sqrt(2) / 2), Tuple(1 / sqrt(2)), Deadline(2)).value
    'proved'
    >>> same_point(Tuple(1), Tuple(2), Deadline(2)).value
    'refuted'
    """
    if len(one) != len(other):
        return Status.REFUTED
    deadline.check()
    found = {compare_values(a, b, (), deadline, tolerance).status for a, b in zip(one, other, strict=True)}
    if Status.REFUTED in found:
        return Status.REFUTED
    return Status.UNDECIDED if Status.UNDECIDED in found else Status.PROVED


def match_points(
    claimed: Sequence[Tuple], right: Sequence[Tuple], deadline: Deadline, tolerance: Fraction = Fraction(0)
) -> Matching:
    """Match claimed with right points; each right one is matched once, a repetition is neither right nor extra.

    Examples
    --------
    >>> found = match_points((Tuple(0, 0), Tuple(5, 5), Tuple(0, 0)), (Tuple(0, 0), Tuple(1, 1)), Deadline(2))
    >>> found.pairs, found.extra, found.missing, found.open
    (((0, 0),), (1,), (1,), ())
    """
    pairs: dict[int, int] = {}
    extra, unsure = [], []
    for k, point in enumerate(claimed):
        status = [same_point(point, other, deadline, tolerance) for other in right]
        if Status.PROVED in status:
            pairs.setdefault(status.index(Status.PROVED), k)
        elif Status.UNDECIDED in status:
            unsure.append(k)
        else:
            extra.append(k)
    missing = tuple(k for k in range(len(right)) if k not in pairs)
    return Matching(tuple((k, j) for j, k in sorted(pairs.items())), tuple(extra), missing, tuple(unsure))
