"""Checks of verdicts: the numbers of the Hessian at the point, and whether the kind follows from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial, reduce
from itertools import pairwise
from typing import Any, Final

from flint import arb, ctx, fmpq

from symhess.evidence import Evidence, Inertia, OppositeCurvature, Spectrum, SylvesterMinors
from symhess.exact import Rational, Real
from symhess.verdict import Kind, Reason, Verdict
from symhess.verify.curvature import Curvature
from symhess.verify.places import BITS, agree
from symhess.verify.soundness import fault

__all__ = ["KIND_CHECKERS", "check_verdict"]

_DECIDED_BY: Final[dict[type, str]] = {SylvesterMinors: "sylvester", Inertia: "inertia"}
_SMALL_BITS = 68  # residuals must be smaller than the Hessian by so many bits


def check_verdict(verdict: Verdict, curvature: Curvature) -> Iterator[str]:
    """What is wrong with a verdict: records that do not hold, or a kind that does not follow from them.

    Examples
    --------
    >>> from flint import fmpq_poly
    >>> from sympy.abc import x
    >>> from symhess.exact import AlgebraicPoint
    >>> from symhess.function import ScalarFunction
    >>> from symhess.verify.hessian import hessian_blocks
    >>> from symhess.verify.model import Model
    >>> from symhess.verify.places import Place
    >>> model = Model(ScalarFunction(x**2, (x,)), ("x",), ())
    >>> place = Place([AlgebraicPoint((0,), None, (fmpq_poly(),), fmpq_poly([1]))])
    >>> curvature = Curvature(hessian_blocks(model), place, {})
    >>> minors = SylvesterMinors((Rational(fmpq(2)),), (1,))
    >>> list(check_verdict(Verdict(Kind.MINIMUM, True, "sylvester", (minors,)), curvature))
    []
    >>> list(check_verdict(Verdict(Kind.MAXIMUM, True, "sylvester", (minors,)), curvature))
    ['the kind maximum does not follow from the first record']
    """
    for record in verdict.evidence:
        checker = KIND_CHECKERS.get(type(record))
        if checker is None:
            yield f"{type(record).__name__} is no evidence about a kind"
        else:
            yield from checker(record, curvature, ())
    kinds = [_kind_shown(record) for record in verdict.evidence]
    if verdict.kind is Kind.UNDECIDED:
        yield from _undecided_faults(verdict, kinds, curvature)
        return
    if not kinds or kinds[0] is not verdict.kind:
        yield f"the kind {verdict.kind.value} does not follow from the first record"
    elif verdict.decided_by != _DECIDED_BY.get(type(verdict.evidence[0])):
        yield f"the first record is not what {verdict.decided_by!r} decides by"
    if any(kind not in (None, verdict.kind) for kind in kinds[1:]):
        yield f"a record contradicts the kind {verdict.kind.value}"
    if verdict.strict is not (None if verdict.kind is Kind.SADDLE else True) or verdict.reason is not None:
        yield "strictness or reason does not go with a kind that the Hessian decides"


def _undecided_faults(verdict: Verdict, kinds: Sequence[Kind | None], curvature: Curvature) -> Iterator[str]:
    positive, negative, zero = curvature.inertia
    if verdict.reason is None or verdict.strict is not None or verdict.decided_by:
        yield "an undecided kind needs a reason, and has neither strictness nor a test that decided"
    if any(kind is not None for kind in kinds):
        yield "the records decide a kind that is called undecided"
    if verdict.reason is Reason.SINGULAR_HESSIAN and (not zero or (positive and negative)):
        yield "the Hessian is not singular and semidefinite"


def _kind_shown(record: Evidence) -> Kind | None:
    """The kind that follows from one record, taken as it stands."""
    match record:
        case SylvesterMinors(signs=signs):
            return _kind_by_signs(signs)
        case Inertia(positive=positive, negative=negative, zero=zero):
            return _kind_by_inertia(positive, negative, zero)
        case OppositeCurvature():
            return Kind.SADDLE
    return None


def _kind_by_signs(signs: Sequence[int]) -> Kind | None:
    if not signs or 0 in signs:
        return None
    if all(sign > 0 for sign in signs):
        return Kind.MINIMUM
    alternating = all((sign > 0) == (k % 2 == 0) for k, sign in enumerate(signs, start=1))
    return Kind.MAXIMUM if alternating else Kind.SADDLE


def _kind_by_inertia(positive: int, negative: int, zero: int) -> Kind | None:
    if positive and negative:
        return Kind.SADDLE
    if zero or not positive + negative:
        return None
    return Kind.MINIMUM if positive else Kind.MAXIMUM


def _check_minors(record: SylvesterMinors, curvature: Curvature, premises: object) -> Iterator[str]:
    if not len(record.minors) == len(record.signs) == curvature.size:
        yield "there is not one leading principal minor and one sign for each order"
        return
    for k, (minor, sign) in enumerate(zip(record.minors, record.signs, strict=True), start=1):
        ball, equals = partial(curvature.minor, k), partial(curvature.minor_equals, k)
        if not _is_sound(minor, curvature) or not agree(minor, ball, equals):
            yield f"the leading principal minor of order {k} is not the one given"
        elif not _has_sign(sign, ball, equals):
            yield f"the sign of the leading principal minor of order {k} is not {sign}"


def _is_sound(number: Real, curvature: Curvature) -> bool:
    """Whether a number can be computed with, and speaks of this point only."""
    return fault(number) is None and curvature.place.holds(number)


def _has_sign(sign: int, ball: Callable[[int], arb], equals: Callable[[fmpq], bool]) -> bool:
    """Whether an own number, already known to agree with a claim, has the claimed sign."""
    own = ball(BITS)
    if own.contains(0):
        own = arb(0) if equals(fmpq(0)) else ball(16 * BITS)
    return bool(own * sign > 0) if sign in (1, -1) else bool(sign == 0 and own == 0)


def _check_inertia(record: Inertia, curvature: Curvature, premises: object) -> Iterator[str]:
    polynomial, size = record.characteristic_polynomial, curvature.size
    if len(polynomial) != size + 1:
        yield "the characteristic polynomial does not have one coefficient for each power"
        return
    for k, claimed in enumerate(polynomial):
        ball, equals = partial(curvature.coefficient, k), partial(curvature.coefficient_equals, k)
        if not _is_sound(claimed, curvature) or not agree(claimed, ball, equals):
            yield f"the coefficient of t^{k} in the characteristic polynomial is not the one given"
    if (record.positive, record.negative, record.zero) != curvature.inertia:
        yield f"the inertia is {curvature.inertia}, not {record.positive, record.negative, record.zero}"


def _check_spectrum(record: Spectrum, curvature: Curvature, premises: object) -> Iterator[str]:
    claimed = record.eigenvalues
    numbers = (*claimed, *(c for d in record.directions for c in d), record.condition_number)
    if len(claimed) != curvature.size or any(not _is_sound(n, curvature) for n in numbers if n is not None):
        yield "the spectrum does not give one sound number for each eigenvalue"
        return
    wrong = [k for k, number in enumerate(claimed) if not _is_eigenvalue(number, k, curvature)]
    yield from (f"eigenvalue number {k} in ascending order is not the one given" for k in wrong)
    if any(_is_below(after, before) for before, after in pairwise(claimed)):
        yield "the eigenvalues are not ascending"
    if not wrong:
        yield from _direction_faults(record, curvature)
        yield from _condition_faults(record)


def _is_eigenvalue(number: Real, place: int, curvature: Curvature) -> bool:
    """Whether a number is the eigenvalue at this place of the ascending list: exactly, or to 20 digits."""
    _, negative, zero = curvature.inertia
    if number.sign() == 0:
        return negative <= place < negative + zero
    agrees = curvature.is_eigenvalue_at(number, place)
    return agrees and (not isinstance(number, Rational) or curvature.is_eigenvalue(number.value))


def _is_below(first: Real, second: Real) -> bool:
    return bool(first.enclosure(BITS) < second.enclosure(BITS))


def _direction_faults(record: Spectrum, curvature: Curvature) -> Iterator[str]:
    if not record.directions:
        return
    if [len(direction) for direction in record.directions] != [curvature.size] * curvature.size:
        yield "there is not one direction for each eigenvalue"
        return
    with ctx.workprec(2 * BITS):
        rows = curvature.matrix(2 * BITS)
        scale = max((entry.abs_upper() for row in rows for entry in row), key=float) + 1
        for value, direction in zip(record.eigenvalues, record.directions, strict=True):
            vector, eigenvalue = [c.enclosure(2 * BITS) for c in direction], value.enclosure(2 * BITS)
            images = [sum((a * c for a, c in zip(row, vector, strict=True)), arb(0)) for row in rows]
            residuals = [image - eigenvalue * c for image, c in zip(images, vector, strict=True)]
            length = sum((c * c for c in vector), arb(0))
            if not all(_is_small(r / scale) for r in residuals) or not _is_small(length - 1):
                yield f"the direction of eigenvalue {value.decimal()} is no unit eigenvector"
            elif next(sign for c in direction if (sign := c.sign()) != 0) != 1:
                yield f"the direction of eigenvalue {value.decimal()} does not start with a positive coordinate"


def _is_small(residual: arb) -> bool:
    """Whether an enclosure holds zero and little else."""
    return bool(residual.contains(0)) and bool(residual.abs_upper() < arb(2) ** -_SMALL_BITS)


def _condition_faults(record: Spectrum) -> Iterator[str]:
    claimed, singular = record.condition_number, any(number.sign() == 0 for number in record.eigenvalues)
    if (claimed is None) != singular:
        yield "the condition number exists exactly for a nonsingular Hessian"
    elif claimed is not None and not agree(claimed, partial(_ratio, record), partial(_is_ratio, record)):
        yield "the condition number is not the quotient of the largest and the smallest size of an eigenvalue"


def _ratio(record: Spectrum, bits: int) -> arb:
    with ctx.workprec(bits):
        sizes = [abs(number.enclosure(bits)) for number in record.eigenvalues]
        return reduce(arb.max, sizes) / reduce(arb.min, sizes)


def _is_ratio(record: Spectrum, value: fmpq) -> bool:
    """Exact where all eigenvalues are rational; otherwise the enclosures, which agree, must do."""
    sizes = [abs(number.value) for number in record.eigenvalues if isinstance(number, Rational)]
    return len(sizes) < len(record.eigenvalues) or max(sizes) == value * min(sizes)


def _check_opposite_curvature(record: OppositeCurvature, curvature: Curvature, premises: object) -> Iterator[str]:
    for name, vector, sign in (("up", record.up, 1), ("down", record.down, -1)):
        if len(vector) != curvature.size or curvature.form_sign(vector) != sign:
            yield f"f does not curve {name} along {vector}"


KIND_CHECKERS: Final[dict[type, Callable[[Any, Any, Any], Iterator[str]]]] = {
    SylvesterMinors: _check_minors,
    Inertia: _check_inertia,
    Spectrum: _check_spectrum,
    OppositeCurvature: _check_opposite_curvature,
}
