"""The evidence for the kind of a point, record by record, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch

from sympy import Expr

from symhess.evidence import Inertia, OppositeCurvature, Spectrum, SylvesterMinors
from symhess.render.build_numbers import integer, short_form
from symhess.render.build_page import Page
from symhess.render.document import Block, Inline, Paragraph, Words
from symhess.render.formula import Expression, Fence, Fenced, Formula, Name, Sum
from symhess.render.phrases import enumerated, phrase, say, sentence
from symhess.verdict import Verdict

__all__ = ["evidence_paragraphs"]


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
        test = phrase(f"test.{verdict.decided_by}", page.language)
        yield Paragraph(say("details.point", page.language, point=point, test=test))
    for record in verdict.evidence:
        pieces = _record(record, page)
        if pieces:
            yield Paragraph(pieces)


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
def _(record: OppositeCurvature, page: Page) -> tuple[Inline, ...]:
    up, down = (Fenced(Fence.ROUND, tuple(integer(c) for c in v)) for v in (record.up, record.down))
    return say("evidence.curvature", page.language, up=up, down=down)


def _term(coefficient: Expr | None, power: Expr) -> Expression | None:
    return None if coefficient is None else Expression(coefficient * power)
