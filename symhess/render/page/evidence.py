"""The evidence for the kind of a point, record by record, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sympy import Expr

from symhess.critical_set import ComponentPiece, CriticalComponent, CriticalPoint
from symhess.evidence import PowerAlong, Scaling, TransverseHessian
from symhess.render.document import Block, Inline, Paragraph, Words
from symhess.render.formula import Chain, Expression, Formula, Name, Relation
from symhess.render.page.components import component_equations, piece_conditions
from symhess.render.page.degenerate import DEGENERATE
from symhess.render.page.numbers import integer
from symhess.render.page.page import Page
from symhess.render.page.records import record_sentence
from symhess.render.page.together import TOGETHER
from symhess.render.phrases import Slot, deciding_test, enumerated, phrase, say, sentence, verdict_words
from symhess.verdict import Verdict

__all__ = ["component_sentence", "evidence_paragraphs", "is_degenerate", "record_paragraphs", "set_sentence"]

_MORE_THAN_HESSIAN: Final = (PowerAlong, TransverseHessian, Scaling, *DEGENERATE, *TOGETHER)


def evidence_paragraphs(page: Page, verdict: Verdict, point: Formula) -> Iterator[Block]:
    """What decided the kind of a point, and everything that agrees with it.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
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


def is_degenerate(verdict: Verdict) -> bool:
    """Whether a verdict rests on more than the Hessian.

    Examples
    --------
    >>> from symhess import analyze
    >>> is_degenerate(analyze("x^2").points[0].verdict)
    False
    """
    return any(isinstance(record, DEGENERATE) for record in verdict.evidence)


def record_paragraphs(page: Page, verdict: Verdict) -> Iterator[Block]:
    """The records of a verdict as sentences; in full detail all, otherwise those about more than the Hessian.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> page = page_of(analyze("x^2"), "full")
    >>> next(record_paragraphs(page, page.study.points[0].verdict)).pieces[0].text
    'Leading principal minors: '
    """
    for record in verdict.evidence:
        shown = page.detail == "full" or isinstance(record, _MORE_THAN_HESSIAN)
        pieces = record_sentence(record, page) if shown else ()
        if pieces:
            yield Paragraph(pieces)


def component_sentence(
    page: Page, component: CriticalComponent, piece: ComponentPiece | None, verdict: Verdict | None
) -> tuple[Inline, ...]:
    """One piece of a component, its dimension, and what f does there.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> flat = analyze("x^2 y")
    >>> component_sentence(page_of(flat, "brief"), flat.critical_set.components[0], None, None)[-2].text
    'their kind is not decided'
    """
    equations = component_equations(component, page.study)
    conditions = () if piece is None else piece_conditions(piece, page.study)
    samples = () if piece is None else piece.samples
    return set_sentence(page, equations, conditions, component.dimension, samples, verdict)


def set_sentence(
    page: Page,
    left_sides: Sequence[Expr],
    conditions: Sequence[Expr],
    dimension: int,
    samples: Sequence[CriticalPoint],
    verdict: Verdict | None,
) -> tuple[Inline, ...]:
    """A set of critical points by equations and inequalities, its dimension, and what f does there.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> page = page_of(analyze("x^2 y"), "brief")
    >>> set_sentence(page, page.variables[:1], (), 1, (), None)[0].text
    'All points with '
    """
    equations: list[Formula] = [Chain((Expression(left), integer(0)), (Relation.EQUAL,)) for left in left_sides]
    equations += [Expression(condition) for condition in conditions]
    words = phrase("result.component-open", page.language)
    if verdict is not None and verdict.reason is None:
        words = verdict_words(verdict, page.language)
    told: tuple[Inline, ...] = (Words(words),)
    values = {sample.value.text(): sample.value for sample in samples}
    if len(values) == 1:
        value = page.numbers.statement(Name("f"), *values.values())
        told = say("result.component-value", page.language, verdict=told, value=value)
    slots: dict[str, Slot] = {"dimension": dimension, "verdict": told}
    if not equations:
        return say("result.component-all", page.language, **slots)
    return say("result.component", page.language, equations=enumerated(equations), **slots)
