"""The evidence for the kind of a point, record by record, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch

from sympy import Expr, Rational

from symhess.critical_set import ComponentPiece, CriticalComponent
from symhess.evidence import Inertia, OppositeCurvature, PowerAlong, Spectrum, SylvesterMinors
from symhess.render.build_components import component_equations, piece_conditions, written
from symhess.render.build_numbers import integer, short_form
from symhess.render.build_page import Page
from symhess.render.document import Block, Inline, Paragraph, Words
from symhess.render.formula import (
    Chain,
    Expression,
    Fence,
    Fenced,
    Formula,
    Name,
    Power,
    Product,
    Relation,
    Sum,
)
from symhess.render.phrases import Slot, deciding_test, enumerated, phrase, say, sentence, verdict_words
from symhess.verdict import Verdict

__all__ = ["component_sentence", "evidence_paragraphs", "record_paragraphs"]


def evidence_paragraphs(page: Page, verdict: Verdict, point: Formula) -> Iterator[Block]:
    """What decided the kind of a point, and everything that agrees with it.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.build_page import page_of
    >>> page = page_of(analyze("x^2"), "full")
    >>> next(evidence_paragraphs(page, page.study.points[0].verdict, Name("P"))).pieces[0].formula.text
    'P'
    """
    if verdict.reason is not None:
        reason = sentence(verdict.reason, page.language)
        yield Paragraph(say("details.undecided", page.language, point=point, reason=reason))
    else:
        test = deciding_test(verdict.decided_by, page.language)
        yield Paragraph(say("details.point", page.language, point=point, test=test))
    yield from record_paragraphs(page, verdict)


def record_paragraphs(page: Page, verdict: Verdict) -> Iterator[Block]:
    """Every record of a verdict as a sentence.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.build_page import page_of
    >>> page = page_of(analyze("x^2"), "full")
    >>> next(record_paragraphs(page, page.study.points[0].verdict)).pieces[0].text
    'Leading principal minors: '
    """
    for record in verdict.evidence:
        pieces = _record(record, page)
        if pieces:
            yield Paragraph(pieces)


def component_sentence(
    page: Page, component: CriticalComponent, piece: ComponentPiece | None, verdict: Verdict | None
) -> tuple[Inline, ...]:
    """One piece of a component, its dimension, and what f does there.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.build_page import page_of
    >>> flat = analyze("x^2 y")
    >>> component_sentence(page_of(flat, "brief"), flat.critical_set.components[0], None, None)[-1].text
    ' are critical (dimension 1); their kind is not decided.'
    """
    equations: list[Formula] = [
        Chain((Expression(left), integer(0)), (Relation.EQUAL,)) for left in component_equations(component, page.study)
    ]
    equations += [] if piece is None else [Expression(c) for c in piece_conditions(piece, page.study)]
    words = phrase("result.component-open", page.language)
    if verdict is not None and verdict.reason is None:
        words = verdict_words(verdict, page.language)
    told: tuple[Inline, ...] = (Words(words),)
    values = {sample.value.text(): sample.value for sample in (piece.samples if piece else ())}
    if len(values) == 1:
        value = page.numbers.statement(Name("f"), *values.values())
        told = say("result.component-value", page.language, verdict=told, value=value)
    slots: dict[str, Slot] = {"dimension": component.dimension, "verdict": told}
    if not equations:
        return say("result.component-all", page.language, **slots)
    return say("result.component", page.language, equations=enumerated(equations), **slots)


@singledispatch
def _record(record: object, page: Page) -> tuple[Inline, ...]:
    """One record as a sentence; records of other sections say nothing here."""
    return ()


@_record.register
def _(record: SylvesterMinors, page: Page) -> tuple[Inline, ...]:
    stated = [page.numbers.statement(Name("D", (integer(k + 1),)), minor) for k, minor in enumerate(record.minors)]
    return say("evidence.minors", page.language, minors=enumerated(stated))


@_record.register
def _(record: Inertia, page: Page) -> tuple[Inline, ...]:
    unknown = page.numbers.unknown
    terms = [
        _term(short_form(coefficient), unknown**k)
        for k, coefficient in enumerate(record.characteristic_polynomial)
        if coefficient.sign() != 0
    ]
    counts = {"positive": record.positive, "negative": record.negative, "zero": record.zero}
    if any(term is None for term in terms):
        return say("evidence.inertia-long", page.language, **counts)
    polynomial = Sum(tuple(term for term in reversed(terms) if term is not None))
    return say("evidence.inertia", page.language, polynomial=polynomial, **counts)


@_record.register
def _(record: Spectrum, page: Page) -> tuple[Inline, ...]:
    values = [page.numbers.value(value) for value in record.eigenvalues]
    pieces = say("evidence.spectrum", page.language, eigenvalues=enumerated(values))
    if record.directions:
        vectors = [
            Fenced(Fence.ROUND, tuple(page.numbers.value(c) for c in direction)) for direction in record.directions
        ]
        pieces += (Words(" "),) + say("evidence.directions", page.language, directions=enumerated(vectors))
    if record.condition_number is not None:
        number = page.numbers.value(record.condition_number)
        pieces += (Words(" "),) + say("evidence.condition", page.language, number=number)
    return pieces


@_record.register
def _(record: PowerAlong, page: Page) -> tuple[Inline, ...]:
    base, cofactor = (written(polynomial, page.study) for polynomial in (record.base, record.cofactor))
    value = Rational(int(record.value.p), int(record.value.q))
    power = Power(Expression(base), integer(record.power)) if record.power > 1 else Expression(base)
    terms = (Product((power, Expression(cofactor))), *((Expression(value),) if value != 0 else ()))
    formula = Chain((Name("f"), Sum(terms)), (Relation.EQUAL,))
    sign = phrase(f"evidence.power.{'positive' if record.sign > 0 else 'negative'}", page.language)
    return say("evidence.power", page.language, formula=formula, sign=sign)


@_record.register
def _(record: OppositeCurvature, page: Page) -> tuple[Inline, ...]:
    up, down = (Fenced(Fence.ROUND, tuple(integer(c) for c in v)) for v in (record.up, record.down))
    return say("evidence.curvature", page.language, up=up, down=down)


def _term(coefficient: Expr | None, power: Expr) -> Expression | None:
    return None if coefficient is None else Expression(coefficient * power)
