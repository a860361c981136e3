"""The evidence about constraint sets and regions in sentences."""

from __future__ import annotations

from typing import Final

from sympy import Eq, Expr, Le, oo

from symhess import constraint_evidence
from symhess.constraint_evidence import (
    ActiveSet,
    BorderedMinors,
    CompactSet,
    CurveEnds,
    LagrangeSystem,
    MultiplierSigns,
    Periods,
    RayToInfinity,
    RegularConstraints,
    Relaxation,
    SingularConstraintPoint,
    TangentInertia,
)
from symhess.render.document import Inline
from symhess.render.formula import Chain, Expression, Fence, Fenced, Formula, Name, Relation
from symhess.render.page.degenerate import short
from symhess.render.page.numbers import integer
from symhess.render.page.page import Page
from symhess.render.page.records import record_sentence
from symhess.render.phrases import enumerated, phrase, say

__all__ = ["CONSTRAINT_RECORDS", "signs_of"]

CONSTRAINT_RECORDS: Final = tuple(
    record for name in constraint_evidence.__all__ if isinstance(record := getattr(constraint_evidence, name), type)
)


def signs_of(signs: tuple[int, ...], language: str) -> tuple[Inline, ...]:
    """Positive, negative, zero.

    Examples
    --------
    >>> signs_of((1, 0), "en")[0].text
    'positive'
    """
    return enumerated([phrase(f"sign.{sign}", language) for sign in signs])


@record_sentence.register
def _(record: LagrangeSystem, page: Page) -> tuple[Inline, ...]:
    lagrangian = Chain((Name("L"), short(record.lagrangian())), (Relation.EQUAL,))
    if record.chart is not None:
        return say("evidence.lagrange-chart", page.language, chart=short(record.chart), lagrangian=lagrangian)
    return say("evidence.lagrange-system", page.language, lagrangian=lagrangian)


@record_sentence.register
def _(record: RegularConstraints, page: Page) -> tuple[Inline, ...]:
    return say("evidence.regular-constraints", page.language, minors=enumerated([short(m) for m in record.minors]))


@record_sentence.register
def _(record: TangentInertia, page: Page) -> tuple[Inline, ...]:
    counts = {"positive": record.positive, "negative": record.negative, "zero": record.zero}
    return say("evidence.tangent-inertia", page.language, **counts)


@record_sentence.register
def _(record: BorderedMinors, page: Page) -> tuple[Inline, ...]:
    first = 2 * record.constraints + 1
    stated = [page.numbers.statement(Name("D", (integer(first + k),)), m) for k, m in enumerate(record.minors)]
    return say("evidence.bordered-minors", page.language, first=first, minors=enumerated(stated)) if stated else ()


@record_sentence.register
def _(record: SingularConstraintPoint, page: Page) -> tuple[Inline, ...]:
    if not record.signs:
        return say("evidence.singular-alone", page.language)
    return say("evidence.singular-constraint", page.language, signs=signs_of(record.signs, page.language))


@record_sentence.register
def _(record: CompactSet, page: Page) -> tuple[Inline, ...]:
    part = "-part" if record.extra else ""
    if record.forms:
        forms = enumerated([short(form) for form in record.forms])
        return say(f"evidence.compact-forms{part}", page.language, forms=forms)
    told = [_between(v, low, high) for v, (low, high) in zip(record.variables, record.bounds, strict=True)]
    return say(f"evidence.compact-bounds{part}", page.language, bounds=enumerated(told))


def _between(variable: Expr, low: Expr, high: Expr) -> Formula:
    if low in (-oo, oo) or high in (-oo, oo):
        return Expression(Le(variable, high) if low in (-oo, oo) else Le(low, variable))
    return Chain((Expression(low), Expression(variable), Expression(high)), (Relation.AT_MOST, Relation.AT_MOST))


@record_sentence.register
def _(record: CurveEnds, page: Page) -> tuple[Inline, ...]:
    limits = enumerated([phrase(f"limit.{sign}", page.language) for sign in record.signs])
    if record.cut:
        cut = enumerated([Expression(Eq(term, 0)) for term in record.cut])
        return say("evidence.curve-cut", page.language, cut=cut, limits=limits)
    if not record.signs:
        return say("evidence.curve-ends-none", page.language)
    return say("evidence.curve-ends", page.language, limits=limits)


@record_sentence.register
def _(record: ActiveSet, page: Page) -> tuple[Inline, ...]:
    sets = enumerated([Fenced(Fence.BRACES, tuple(integer(k + 1) for k in active)) for active in record.active])
    return say("evidence.active-sets", page.language, count=len(record.inequalities), sets=sets)


@record_sentence.register
def _(record: MultiplierSigns, page: Page) -> tuple[Inline, ...]:
    return say("evidence.multiplier-signs", page.language, signs=signs_of(record.signs, page.language))


@record_sentence.register
def _(record: Periods, page: Page) -> tuple[Inline, ...]:
    return say("evidence.periods", page.language, periods=enumerated([Expression(p) for p in record.periods]))


@record_sentence.register
def _(record: RayToInfinity, page: Page) -> tuple[Inline, ...]:
    point, direction = (Fenced(Fence.ROUND, tuple(map(integer, v))) for v in (record.point, record.direction))
    return say("evidence.ray", page.language, point=point, direction=direction)


@record_sentence.register
def _(record: Relaxation, page: Page) -> tuple[Inline, ...]:
    return say("evidence.relaxation", page.language, function=short(record.function))
