"""Copies of a study in which exactly one number of the evidence, of a point or of a verdict is changed."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import singledispatch

from flint import arb, fmpq, fmpq_mpoly, fmpq_poly, fmpz_poly
from sympy import Expr, ImmutableDenseMatrix, Number, Symbol

from symhess.critical_set import Certainty, Status
from symhess.derivation import Claim
from symhess.evidence import CountTheorem, FiniteSolutions, OppositeCurvature
from symhess.exact import RealRoot
from symhess.function import ScalarFunction
from symhess.verdict import Reason, Verdict

__all__ = ["tampered"]

# the problem itself, and what is no number; two theorems may both hold
_FIXED = (ScalarFunction, Claim, Status, Certainty, Reason, CountTheorem)


@singledispatch
def tampered(value) -> Iterator[tuple[str, object]]:
    """Every copy of a value with one number changed, with the path to that number."""
    if isinstance(value, _FIXED) or value is None:
        return
    if isinstance(value, Enum):
        yield from ((f" -> {other.value}", other) for other in type(value) if other is not value)
    elif is_dataclass(value):
        for field in fields(value):
            for path, other in tampered(getattr(value, field.name)):
                yield f".{field.name}{path}", replace(value, **{field.name: other})


@tampered.register
def _(value: tuple):
    for k, member in enumerate(value):
        for path, other in tampered(member):
            yield f"[{k}]{path}", (*value[:k], other, *value[k + 1 :])


@tampered.register
def _(value: bool):
    yield f" -> {not value}", not value


@tampered.register
def _(value: int):
    yield from ((f" {value} -> {other}", other) for other in dict.fromkeys((value + 1, -value)) if other != value)


@tampered.register
def _(value: fmpq):
    yield from ((f" {value} -> {other}", other) for other in (value + 1, -value) if other != value)


@tampered.register
def _(value: arb):
    yield from ((f" {value} -> {other}", other) for other in (value + 1, -value) if not other.overlaps(value))


@tampered.register(fmpz_poly)
@tampered.register(fmpq_poly)
def _(value):
    for k in range(value.degree() + 1):
        coefficients = value.coeffs()
        for changed in {coefficients[k] + 1, -coefficients[k]} - {coefficients[k]}:
            coefficients[k] = changed
            yield f" T^{k} -> {changed}", type(value)(coefficients)


@tampered.register
def _(value: fmpq_mpoly):
    terms = value.to_dict()
    context = value.context()
    for exponents, coefficient in terms.items():
        others = {m: c for m, c in terms.items() if m != exponents}
        for changed in (coefficient + 1, -coefficient):
            yield f" {exponents}: {coefficient} -> {changed}", context.from_dict({**others, exponents: changed})
        raised = (exponents[0] + 1, *exponents[1:])
        if raised not in others:
            yield f" {exponents} -> {raised}", context.from_dict({**others, raised: coefficient})


@tampered.register
def _(value: Expr):
    if isinstance(value, Number):
        yield from ((f" {value} -> {other}", other) for other in (value + 1, -value) if other != value)
    for k, part in enumerate(value.args):
        for path, other in tampered(part):
            changed = value.func(*value.args[:k], other, *value.args[k + 1 :])
            if isinstance(changed, Expr) and changed != value and changed.is_finite is not False:
                yield f"({k}){path}", changed


@tampered.register
def _(value: Symbol):
    return iter(())


@tampered.register
def _(value: ImmutableDenseMatrix):
    for k, entry in enumerate(value):
        for path, other in tampered(entry):
            entries = list(value)
            entries[k] = other
            yield f"[{k}]{path}", ImmutableDenseMatrix(*value.shape, entries)


@tampered.register
def _(value: RealRoot):
    """An interval may move as long as it isolates the root: here it never does."""
    for path, other in tampered(value.polynomial):
        yield f".polynomial{path}", replace(value, polynomial=other)
    yield ".index + 1", replace(value, index=value.index + 1)
    yield ".index - 1", replace(value, index=value.index - 1)
    yield ".low <-> .high", replace(value, low=value.high, high=value.low)
    yield ".low = .high", replace(value, low=value.high)
    far = fmpq(2) ** 80
    yield ".low far above", replace(value, low=value.high + far)
    yield ".high far below", replace(value, high=value.low - far)


@tampered.register
def _(value: OppositeCurvature):
    """Vectors may change as long as f still curves up and down: here they are exchanged or lost."""
    yield " exchanged", replace(value, up=value.down, down=value.up)
    yield ".up -> 0", replace(value, up=(0,) * len(value.up))
    yield ".down -> .up", replace(value, down=value.up)


@tampered.register
def _(value: FiniteSolutions):
    """The form's coefficient of an unknown that is zero at all solutions says nothing about them."""
    for field in fields(value):
        for path, other in tampered(getattr(value, field.name)):
            changed = replace(value, **{field.name: other})
            pairs = zip(value.form, changed.form, value.numerators, strict=True)
            if field.name != "form" or any(a != b and not p.is_zero() for a, b, p in pairs):
                yield f".{field.name}{path}", changed


@tampered.register
def _(value: Verdict):
    for field in ("kind", "evidence"):
        for path, other in tampered(getattr(value, field)):
            yield f".{field}{path}", replace(value, **{field: other})
    for strict in {True, False, None} - {value.strict}:
        yield f".strict -> {strict}", replace(value, strict=strict)
    for name in {"sylvester", "inertia", ""} - {value.decided_by}:
        yield f".decided_by -> {name}", replace(value, decided_by=name)
    if value.reason is None:
        yield ".reason given", replace(value, reason=Reason.SINGULAR_HESSIAN)
    else:
        yield ".reason lost", replace(value, reason=None)
