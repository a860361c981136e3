"""Checks of verdicts at degenerate points: every record again, and whether kind and strictness follow from them.

Nothing of the ladder is used here. Each record is checked by another method than found it and shows something of f;
parts of f are judged in the same way, one inside the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sympy import expand

from symhess.evidence import (
    DirectionalTerm,
    DominatedTerms,
    Evidence,
    HalfBranches,
    Inertia,
    LowestTerm,
    NewtonPolygon,
    OppositeCurvature,
    OuterFunction,
    Part,
    ReducedFunction,
    SideTerm,
    SignChange,
    SignedProduct,
    Spectrum,
    SquareFactors,
    Summands,
    SylvesterMinors,
    TangencyPoints,
    ZeroCurve,
)
from symhess.verdict import Kind, Verdict
from symhess.verify.curvature import Curvature
from symhess.verify.degenerate_counts import check_dominated, check_half_branches, check_newton_polygon, check_tangency
from symhess.verify.degenerate_curves import (
    check_directional,
    check_lowest_terms,
    check_sign_change,
    check_zero_curve,
    squares_and_rest,
)
from symhess.verify.degenerate_factors import check_factors
from symhess.verify.degenerate_parts import check_outer, check_product, check_sides, check_summands
from symhess.verify.enclosed_hessian import EnclosedHessian
from symhess.verify.enclosures import NoEnclosure
from symhess.verify.germs import Neighbourhood, Refuted, Shown, samples
from symhess.verify.kinds import KIND_CHECKERS, check_verdict

__all__ = ["DEGENERATE_CHECKERS", "Neighbourhood", "degenerate_faults", "expression_faults", "verdict_faults"]

_HESSIAN: Final = (SylvesterMinors, Inertia, Spectrum, OppositeCurvature)
_DEEPEST: Final = 12  # parts inside parts
_ALONE: Final[dict[type, Callable[[Any, Neighbourhood], Shown]]] = {
    SignChange: check_sign_change,
    ZeroCurve: check_zero_curve,
    HalfBranches: check_half_branches,
    NewtonPolygon: check_newton_polygon,
    DominatedTerms: check_dominated,
    TangencyPoints: check_tangency,
    DirectionalTerm: check_directional,
}


def verdict_faults(verdict: Verdict, curvature: Curvature, near: Neighbourhood) -> Iterator[str]:
    """What is wrong with a verdict: by the Hessian where it decides or the verdict is open, else by the other records.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess import verify
    >>> bool(verify(analyze("x^4 - y^6"))), bool(verify(analyze("x^2 - y^6")))
    (True, True)
    """
    positive, negative, zero = curvature.inertia
    if verdict.kind is Kind.UNDECIDED or not zero or (positive and negative):
        return check_verdict(verdict, curvature)
    return degenerate_faults(verdict, curvature, near)


def degenerate_faults(
    verdict: Verdict, curvature: Curvature | EnclosedHessian | None, near: Neighbourhood
) -> Iterator[str]:
    """What is wrong with a verdict that the Hessian does not decide, and with its records.

    Parameters
    ----------
    verdict : Verdict
        Of a decided kind.
    curvature : Curvature or EnclosedHessian or None
        Of the Hessian at the point, if there is one.
    near : Neighbourhood
        f there.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess import verify
    >>> bool(verify(analyze("x^4 - y^6")))
    True
    """
    for record in verdict.evidence if curvature is not None else ():
        if type(record) in KIND_CHECKERS:
            yield from KIND_CHECKERS[type(record)](record, curvature, ())
    positive, negative, _ = (0, 0, 0) if curvature is None else curvature.inertia
    if (negative and verdict.kind is Kind.MINIMUM) or (positive and verdict.kind is Kind.MAXIMUM):
        yield f"the Hessian does not allow a {verdict.kind.value}"
    deciding = tuple(record for record in verdict.evidence if type(record) not in KIND_CHECKERS)
    if not deciding:
        yield f"no record shows the kind {verdict.kind.value}"
        return
    try:
        shown = _shown(deciding, near, 0)
        yield from _claim_faults(verdict.kind, verdict.strict, shown)
    except (Refuted, NoEnclosure) as refusal:
        yield str(refusal)
    yield from _sample_faults(verdict.kind, near)


def expression_faults(verdict: Verdict, near: Neighbourhood) -> Iterator[str]:
    """What is wrong with a verdict about a function that need not be a polynomial, at a point with exact coordinates.

    Examples
    --------
    >>> from sympy import exp
    >>> from sympy.abc import x
    >>> import symhess
    >>> from symhess.function import ScalarFunction
    >>> (found,) = symhess.analyze("exp(x^4)").points
    >>> near = Neighbourhood(ScalarFunction(exp(x**4), (x,)), found.point)
    >>> list(expression_faults(found.verdict, near))
    []
    >>> list(expression_faults(found.verdict, near.of(-exp(x**4))))[-1]
    'f takes a value on the other side beside the minimum'
    """
    if verdict.kind is Kind.UNDECIDED:
        if verdict.reason is None or verdict.strict is not None or verdict.decided_by:
            yield "an undecided kind needs a reason, and has neither strictness nor a test that decided"
        return
    hessian: Any = EnclosedHessian(near) if any(type(e) in _HESSIAN for e in verdict.evidence) else None
    if any(type(record) not in _HESSIAN for record in verdict.evidence):
        yield from degenerate_faults(verdict, hessian, near)
    elif verdict.evidence:
        yield from check_verdict(verdict, hessian)
    elif verdict.kind is not Kind.MINIMUM or verdict.strict or not _is_constant(near):
        yield f"no record shows the kind {verdict.kind.value}"


def _sample_faults(kind: Kind, near: Neighbourhood) -> Iterator[str]:
    signs = {near.sign(moved) for moved in samples(near.point.variables)}
    if (kind is Kind.MINIMUM and -1 in signs) or (kind is Kind.MAXIMUM and 1 in signs):
        yield f"f takes a value on the other side beside the {kind.value}"


def _claim_faults(kind: Kind, strict: bool | None, shown: Shown) -> Iterator[str]:
    """What is claimed but not shown."""
    if kind is not shown.kind and not (shown.is_constant and kind in (Kind.MINIMUM, Kind.MAXIMUM)):
        yield f"the kind {kind.value} does not follow from the records"
    elif kind is Kind.SADDLE and strict is not None:
        yield "a saddle is neither strict nor not"
    elif kind is not Kind.SADDLE and strict not in (None, shown.strict):
        yield "the records do not show whether the extremum is strict"


def _shown(evidence: Sequence[Evidence], near: Neighbourhood, depth: int) -> Shown:
    """What the records show of a function; refuses what does not hold.

    What is shown on curves speaks of the function itself, the rest of what is left after the splitting lemma.
    """
    if depth > _DEEPEST:
        raise Refuted("parts are inside each other too deeply")
    reader = _Reader(evidence)
    first = [_shown_alone(kind, reader, near) for kind in (SignChange, ZeroCurve) if reader.has(kind)]
    squares, rest = 0, near
    for record in reader.take(ReducedFunction):
        squares, rest = squares_and_rest(record, near)
    found = list(_shown_by_groups(reader, rest, depth))
    if reader.left:
        raise Refuted(f"{type(reader.left[0]).__name__} is no evidence about a kind")
    if squares:
        if not found and rest.order is None and rest.expression == 0:
            found = [Shown.extremum(squares, False)]
        found = [_with_squares(squares, shown) for shown in found]
    return _together([*found, *first])


@dataclass(slots=True)
class _Reader:
    """Records that are taken out type by type, so that none stays unread."""

    left: Sequence[Evidence]

    def has(self, kind: type) -> bool:
        return any(type(record) is kind for record in self.left)

    def take(self, *kinds: type) -> list[Any]:
        taken = [record for record in self.left if type(record) in kinds]
        self.left = [record for record in self.left if type(record) not in kinds]
        return taken


def _shown_alone(kind: type, reader: _Reader, near: Neighbourhood) -> Shown:
    return _ALONE[kind](reader.take(kind), near)


def _shown_by_groups(reader: _Reader, near: Neighbourhood, depth: int) -> Iterator[Shown]:
    def judge(part: Part) -> Shown:
        return _part_shown(part, near, depth + 1)

    for kind in _ALONE:
        if reader.has(kind):
            yield _shown_alone(kind, reader, near)
    for record in reader.take(Summands):
        yield check_summands(record, near, judge)
    for record in reader.take(SignedProduct):
        yield check_product(record, near, judge)
    parts = reader.take(Part)
    for record in reader.take(SquareFactors):
        yield check_factors(record, near, parts, judge)
        parts = []
    for record in reader.take(OuterFunction):
        yield check_outer(record, near, _only(parts), judge)
        parts = []
    sides = reader.take(LowestTerm, SideTerm)
    if sides and parts:
        yield check_sides(sides, near, _only(parts), judge)
    elif sides:
        yield check_lowest_terms(sides, near)
    elif parts:
        raise Refuted("a part of nothing")


def _only(parts: Sequence[Part]) -> Part:
    if len(parts) != 1:
        raise Refuted("an outer function has one inner function")
    return parts[0]


def _with_squares(squares: int, rest: Shown) -> Shown:
    """The kind of ±(squares) + g."""
    if rest.is_constant:
        return Shown.extremum(squares, False)
    return rest if rest.sign == squares else Shown(Kind.SADDLE)


def _together(found: Sequence[Shown]) -> Shown:
    """One statement from all; they must not contradict each other."""
    kinds = {shown.kind for shown in found if shown.kind is not None}
    strict = {shown.strict for shown in found if shown.strict is not None}
    if len(kinds) != 1 or len(strict) > 1:
        raise Refuted("the records show no kind, or contradict each other")
    kind = kinds.pop()
    return Shown(kind, None if kind is Kind.SADDLE else strict.pop() if strict else None)


def _part_shown(part: Part, near: Neighbourhood, depth: int) -> Shown:
    """What is shown of a part, which must be what it claims."""
    own = near.of(part.expression)
    hessian = [record for record in part.evidence if type(record) in _HESSIAN]
    rest = tuple(record for record in part.evidence if type(record) not in _HESSIAN)
    if not part.evidence:
        shown = _shown_at_once(own)
    elif rest:
        shown = _shown(rest, own, depth)
    else:
        shown = _shown_by_hessian(hessian, own)
    for fault in _claim_faults(Kind(part.kind), part.strict, shown):
        raise Refuted(f"{fault}, of the part {part.expression}")
    return shown


def _shown_at_once(near: Neighbourhood) -> Shown:
    """Without any record: a function that does not change, or one that is not critical."""
    if _is_constant(near):
        return Shown(Kind.MINIMUM, False, is_constant=True)
    if near.is_critical():
        raise Refuted(f"nothing shows the kind of the part {near.expression}")
    return Shown(Kind.SADDLE)


def _is_constant(near: Neighbourhood) -> bool:
    return not expand(near.expression).free_symbols


def _shown_by_hessian(records: Sequence[Evidence], near: Neighbourhood) -> Shown:
    hessian = EnclosedHessian(near)
    for record in records:
        for fault in KIND_CHECKERS[type(record)](record, hessian, ()):
            raise Refuted(fault)
    positive, negative, zero = hessian.inertia
    if not near.is_critical() or (zero and not (positive and negative)):
        raise Refuted("the Hessian does not decide")
    return Shown(Kind.SADDLE) if positive and negative else Shown.extremum(positive - negative, True)


def _alone(record: Evidence, subject: object, premises: object) -> Iterator[str]:
    yield f"{type(record).__name__} speaks of a degenerate point and stands elsewhere"


DEGENERATE_CHECKERS: Final[dict[type, Callable[[Any, Any, Any], Iterator[str]]]] = {
    record: _alone
    for record in (*_ALONE, ReducedFunction, LowestTerm, Summands, SignedProduct, Part, SquareFactors, OuterFunction)
    if record is not DirectionalTerm
}
"""For every record about degenerate points what checks it outside a verdict: such a record has no place there."""
