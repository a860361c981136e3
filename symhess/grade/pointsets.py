"""Point sets and classified points against the right ones, with the mistakes that are typical of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from sympy import Expr, MatrixBase, Rational, Tuple

from symhess.budget import Deadline
from symhess.equivalence import Status
from symhess.exact import is_zero_constant, real_number
from symhess.grade.compare import compare_values
from symhess.grade.fields import Asks, Field
from symhess.grade.judgement import Judgement
from symhess.grade.marks import Part, Remark, remark
from symhess.grade.mistakes import EXPLANATIONS
from symhess.grade.points import Matching, match_points, same_point
from symhess.grade.reference import derivatives_of, determinant

__all__ = ["judge_classified", "judge_points", "kind_by_test"]

Points = Sequence[Tuple]
Classified = Sequence[tuple[Tuple, str]]

_NEAR: Final = Fraction(1, 100)
_EXTREMA: Final = ("minimum", "maximum")


def judge_points(claimed: Points, right: Points, field: Field, deadline: Deadline) -> Judgement:
    """A set of points: right ones count, extra ones take away.

    Examples
    --------
    >>> from symhess.grade import make_field
    >>> field = make_field("critical_points", "x^3 - 3x + y^2")
    >>> found = judge_points((Tuple(1, 0), Tuple(0, 1)), field.reference, field, Deadline(2))
    >>> found.share, found.codes
    (Fraction(1, 2), ('not-critical', 'missed-point'))
    """
    found = match_points(claimed, right, deadline, field.tolerance)
    missing = [right[k] for k in found.missing]
    remarks = [_about_extra(claimed[k], missing, field, deadline) for k in found.extra]
    return Judgement(
        _share(len(found.pairs), found, len(right)),
        tuple(_parts(claimed, found)),
        (*remarks, *_about_missing(found)),
        "whether two points are equal" if found.open else None,
    )


def _share(correct: int, found: Matching, right: int) -> Fraction:
    total = max(right, len(found.pairs) + len(found.extra))
    return Fraction(correct, total) if total else Fraction(1)


def _parts(claimed: Points, found: Matching) -> Iterator[Part]:
    matched = {k for k, _ in found.pairs}
    for k, point in enumerate(claimed):
        yield Part(str(point), True if k in matched else None if k in found.open else False)


def _about_missing(found: Matching) -> Iterator[Remark]:
    if found.missing and not found.open:
        count = len(found.missing)
        yield remark("missed-point", f"{count} point is missing" if count == 1 else f"{count} points are missing")


def _about_extra(point: Tuple, missing: Points, field: Field, deadline: Deadline) -> Remark:
    """Why a point is wrong: a slip that leads from a missing one, or the gradient there."""
    for code, other in _slips(point):
        if any(same_point(other, one, deadline) is Status.PROVED for one in missing):
            return remark(code, point, ": ", EXPLANATIONS[code])
    if any(_is_near(point, one) for one in missing):
        return remark("rounded", point, ": ", EXPLANATIONS["rounded"])
    if field.asks in (Asks.POINTS, Asks.CLASSIFICATION) and len(point) == len(field.function.variables):
        places = dict(zip(field.function.variables, point, strict=True))
        value = Tuple(*(entry.xreplace(places) for entry in derivatives_of(field.function)[0]))
        if any(is_zero_constant(entry) is False for entry in value):
            return remark("not-critical", point, " is not a critical point: the gradient there is ", value)
    return remark("extra-point", point, ": ", EXPLANATIONS["extra-point"])


def _slips(point: Tuple) -> Iterator[tuple[str, Tuple]]:
    if len(point) > 1:
        yield "swapped-coordinates", Tuple(*reversed(point))
    for k in range(len(point)):
        yield "sign-of-coordinate", Tuple(*(-c if j == k else c for j, c in enumerate(point)))


def _is_near(point: Tuple, right: Tuple) -> bool:
    """Whether a point looks like a right one, rounded."""
    if len(point) != len(right) or not all(isinstance(c, Rational) for c in point):
        return False
    pairs = zip(point, right, strict=True)
    return all(compare_values(a, b, (), Deadline(None), _NEAR).status is Status.PROVED for a, b in pairs)


def kind_by_test(hessian: MatrixBase) -> str:
    """The kind by the second-derivative test on a symmetric matrix of exact numbers; "inconclusive" where it is silent.

    Examples
    --------
    >>> from sympy import ImmutableMatrix
    >>> [kind_by_test(ImmutableMatrix(rows)) for rows in ([[2, 1], [1, 2]], [[1, 2], [2, 1]], [[1, 0], [0, 0]])]
    ['minimum', 'saddle', 'inconclusive']
    """
    minors = [_sign(determinant(hessian[:k, :k])) for k in range(1, hessian.rows + 1)]
    if minors[-1] in (0, None):
        return "inconclusive"
    if all(sign == 1 for sign in minors):
        return "minimum"
    if all(sign == (-1) ** k for k, sign in enumerate(minors, start=1)):
        return "maximum"
    return "inconclusive" if None in minors else "saddle"


def _sign(number: Expr) -> int | None:
    try:
        return real_number(number).sign()
    except ValueError:
        return None


def judge_classified(claimed: Classified, right: Classified, field: Field, deadline: Deadline) -> Judgement:
    """Classified points: a point counts where its kind is right too.

    Examples
    --------
    >>> from symhess.grade import make_field
    >>> field = make_field("classification", "x^2 - y^2")
    >>> judge_classified(((Tuple(0, 0), "minimum"),), field.reference, field, Deadline(2)).codes
    ('negative-D-called-extremum',)
    """
    points, kinds = [p for p, _ in claimed], [kind for _, kind in claimed]
    places, wanted = [p for p, _ in right], [kind for _, kind in right]
    found = match_points(points, places, deadline, field.tolerance)
    named = {j: _kinds_of(places[j], claimed, field, deadline) for _, j in found.pairs}
    correct = [j for _, j in found.pairs if named[j] == {wanted[j]}]
    remarks = [_about_kind(places[j], named[j], wanted[j], field) for _, j in found.pairs if j not in correct]
    missing = [places[k] for k in found.missing]
    remarks += [_about_extra(points[k], missing, field, deadline) for k in found.extra]
    parts = [Part(f"{points[k]} {kinds[k]}", j in correct) for k, j in found.pairs]
    parts += [Part(f"{points[k]} {kinds[k]}", False) for k in found.extra]
    open_reason = "whether two points are equal" if found.open else None
    share = _share(len(correct), found, len(right))
    return Judgement(share, tuple(parts), (*remarks, *_about_missing(found)), open_reason)


def _kinds_of(right: Tuple, claimed: Classified, field: Field, deadline: Deadline) -> set[str]:
    same = (same_point(point, right, deadline, field.tolerance) for point, _ in claimed)
    return {kind for (_, kind), status in zip(claimed, same, strict=True) if status is Status.PROVED}


def _about_kind(point: Tuple, named: set[str], wanted: str, field: Field) -> Remark:
    if len(named) > 1:
        return remark("twice-contradictory", point, ": ", EXPLANATIONS["twice-contradictory"])
    kind = next(iter(named))
    hessian = derivatives_of(field.function)[1].xreplace(dict(zip(field.function.variables, point, strict=True)))
    size, value = hessian.rows, determinant(hessian)
    sign = _sign(value)
    if {kind, wanted} == set(_EXTREMA):
        code = "minimum-maximum-swapped"
    elif size == 2 and sign == -1 and kind in _EXTREMA:
        code = "negative-D-called-extremum"
    elif sign == 0 and kind == "saddle":
        code = "zero-D-called-saddle"
    elif sign == 0 and kind == "inconclusive":
        code = "zero-D-not-decided"
    elif size == 2 and sign == 1 and kind == "saddle":
        code = "extremum-called-saddle"
    else:
        return remark("kind-wrong", point, " is no ", kind)
    shown = (" (D = ", value, ")") if size == 2 else ()
    return remark(code, "at ", point, *shown, ": ", EXPLANATIONS[code])
