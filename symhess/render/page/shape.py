"""The evidence about the whole function in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from flint import fmpq
from sympy import Expr, Rational, StrictGreaterThan, Symbol

from symhess.render.document import Inline
from symhess.render.formula import Chain, Expression, Fence, Fenced, Formula, Relation
from symhess.render.page.degenerate import short
from symhess.render.page.numbers import integer
from symhess.render.page.page import Page
from symhess.render.page.records import record_sentence
from symhess.render.phrases import Slot, enumerated, phrase, say
from symhess.shape import (
    AffineAlong,
    BoundedRest,
    CompositionRule,
    CurvatureWitnesses,
    CurveToInfinity,
    GlobalBound,
    HessianMinors,
    LeadingForm,
    LimitAtInfinity,
    NoFlatSegment,
)

__all__ = ["domain_words"]

_T: Final = Symbol("t")
_MINORS: Final = {
    (False, False): "evidence.hessian-minors",
    (False, True): "evidence.hessian-minors-concave",
    (True, False): "evidence.hessian-minors-all",
    (True, True): "evidence.hessian-minors-all-concave",
}


def domain_words(conditions: Sequence[Expr], page: Page) -> tuple[Inline, ...]:
    """The inequalities of a domain, or the whole space.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> domain_words((), page_of(analyze("x^2"), "full"))[0].text
    'all of space'
    """
    if not conditions:
        return enumerated([phrase("domain.whole", page.language)])
    return enumerated([Expression(StrictGreaterThan(condition, 0)) for condition in conditions])


@record_sentence.register
def _(record: HessianMinors, page: Page) -> tuple[Inline, ...]:
    return say(
        _MINORS[record.all_principal, record.sign < 0],
        page.language,
        variables=enumerated([Expression(variable) for variable in record.variables]),
        minors=enumerated([short(minor) for minor in record.minors]),
        domain=domain_words(record.domain, page),
        sign=phrase("minors.positive" if record.strict else "minors.nonnegative", page.language),
    )


@record_sentence.register
def _(record: CurvatureWitnesses, page: Page) -> tuple[Inline, ...]:
    slots: dict[str, Slot] = {
        "up": _vector(record.up),
        "up_at": _point(record.up_at),
        "down": _vector(record.down),
        "down_at": _point(record.down_at),
    }
    return say("evidence.curvature-witnesses", page.language, **slots)


@record_sentence.register
def _(record: AffineAlong, page: Page) -> tuple[Inline, ...]:
    slots: dict[str, Slot] = {"point": _point(record.point), "direction": _vector(record.direction)}
    if record.length is None:
        return say("evidence.affine-line", page.language, **slots)
    return say("evidence.affine-segment", page.language, length=Expression(_rational(record.length)), **slots)


@record_sentence.register
def _(record: NoFlatSegment, page: Page) -> tuple[Inline, ...]:
    return say("evidence.no-flat-segment", page.language, where=_equation(short(record.where), integer(0)))


@record_sentence.register
def _(record: CompositionRule, page: Page) -> tuple[Inline, ...]:
    return say(
        "evidence.composition",
        page.language,
        expression=short(record.expression),
        curvature=phrase(f"curvature.{record.curvature}", page.language),
        rule=phrase(f"composition.{record.rule}", page.language),
    )


@record_sentence.register
def _(record: LeadingForm, page: Page) -> tuple[Inline, ...]:
    sign = phrase(f"sign.{record.sign}", page.language)
    variables = enumerated([Expression(variable) for variable in record.variables])
    if len(set(record.weights)) == 1:
        return say("evidence.leading-form", page.language, form=short(record.form), variables=variables, sign=sign)
    weights = enumerated([integer(weight) for weight in record.weights])
    slots: dict[str, Slot] = {"form": short(record.form), "variables": variables, "weights": weights, "sign": sign}
    return say("evidence.leading-form-weighted", page.language, **slots)


@record_sentence.register
def _(record: GlobalBound, page: Page) -> tuple[Inline, ...]:
    key = "evidence.lower-bound" if record.sign > 0 else "evidence.upper-bound"
    return say(key, page.language, value=page.numbers.value(record.value))


@record_sentence.register
def _(record: BoundedRest, page: Page) -> tuple[Inline, ...]:
    key = "evidence.rest-above" if record.sign > 0 else "evidence.rest-below"
    return say(key, page.language, expression=short(record.expression), bound=short(record.bound))


@record_sentence.register
def _(record: LimitAtInfinity, page: Page) -> tuple[Inline, ...]:
    return say("evidence.limit-at-infinity", page.language, value=page.numbers.value(record.value))


@record_sentence.register
def _(record: CurveToInfinity, page: Page) -> tuple[Inline, ...]:
    fence = Fence.NONE if page.is_ordinary else Fence.ROUND
    names = Fenced(fence, tuple(Expression(variable) for variable in page.variables))
    curve = _equation(names, Fenced(fence, tuple(short(c) for c in record.curve)))
    if record.power < 0:
        falls = "evidence.curve-falls" if (record.coefficient.sign() or 0) < 0 else "evidence.curve-rises"
        return say(falls, page.language, curve=curve)
    if record.power == 0:
        return say("evidence.curve-limit", page.language, curve=curve, value=page.numbers.value(record.coefficient))
    exact = record.coefficient.short()
    term = short(exact * _T**record.power) if exact is not None else Expression(_T**record.power)
    return say("evidence.curve-term", page.language, curve=curve, term=term)


def _equation(left: Formula, right: Formula) -> Formula:
    return Chain((left, right), (Relation.EQUAL,))


def _vector(entries: Sequence[int]) -> Formula:
    return Fenced(Fence.ROUND, tuple(map(integer, entries)))


def _point(entries: Sequence[fmpq]) -> Formula:
    return Fenced(Fence.ROUND, tuple(Expression(_rational(entry)) for entry in entries))


def _rational(number: fmpq) -> Expr:
    return Rational(int(number.p), int(number.q))
