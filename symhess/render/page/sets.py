"""Families, level sets and points without gradient as sentences of the result and of the classification."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from sympy import And, Eq, Mod, Or
from sympy.logic.boolalg import Boolean

from symhess.critical_set import CriticalFamily, LevelPiece, LevelSet
from symhess.render.document import Block, Inline, Math, Paragraph
from symhess.render.formula import Chain, Expression, Fence, Fenced, Formula, Relation
from symhess.render.page.components import level_conditions, levels_of
from symhess.render.page.evidence import record_paragraphs, set_sentence
from symhess.render.page.page import Page
from symhess.render.page.together import residue_words
from symhess.render.phrases import enumerated, phrase, say, sentence, verdict_words
from symhess.study import ClassifiedFamily, ClassifiedPoint
from symhess.verdict import Verdict

__all__ = ["set_evidence", "set_sentences"]

_MOST_LISTED: Final = 24


def set_sentences(page: Page) -> Iterator[Paragraph]:
    """What belongs into the result box beside the points.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> [type(block).__name__ for block in set_sentences(page_of(analyze("x^2"), "brief"))]
    []
    """
    if page.study.families:
        yield Paragraph(say("result.families", page.language))
    for family in page.study.families[:_MOST_LISTED]:
        yield Paragraph(_family(page, family))
    for level in islice(levels_of(page.study), _MOST_LISTED):
        yield Paragraph(_level(page, *level))
    for classified in page.study.nonsmooth_points[:_MOST_LISTED]:
        yield Paragraph(_nonsmooth(page, classified))


def set_evidence(page: Page) -> Iterator[Block]:
    """The same with the evidence.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> list(set_evidence(page_of(analyze("x^2"), "full")))
    []
    """
    for family in page.study.families[:_MOST_LISTED]:
        yield Paragraph(_family(page, family))
        yield from record_paragraphs(page, family.verdict)
    for level_set, piece, verdict in islice(levels_of(page.study), _MOST_LISTED):
        yield Paragraph(_level(page, level_set, piece, verdict))
        yield from record_paragraphs(page, verdict) if verdict is not None else ()
    for classified in page.study.nonsmooth_points[:_MOST_LISTED]:
        yield Paragraph(_nonsmooth(page, classified))
        yield from record_paragraphs(page, classified.verdict)


def _family(page: Page, classified: ClassifiedFamily) -> tuple[Inline, ...]:
    family = classified.family
    point, verdict = Math(_place(page, family)), _words(page, classified.verdict)
    if family.condition == True:  # noqa: E712 - SymPy's own truth
        parameters = enumerated([Expression(parameter) for parameter in family.parameters])
        return say("result.family-all", page.language, point=point, parameters=parameters, verdict=verdict)
    condition = _condition(family.condition, page.language)
    return say("result.family", page.language, point=point, condition=condition, verdict=verdict)


def _place(page: Page, family: CriticalFamily) -> Formula:
    places = tuple(Expression(place) for place in family.at)
    left = tuple(Expression(variable) for variable in family.variables)
    fence = Fence.NONE if page.is_ordinary else Fence.ROUND
    return Chain((Fenced(fence, left), Fenced(fence, places)), (Relation.EQUAL,))


def _condition(condition: Boolean, language: str) -> tuple[Inline, ...]:
    """A condition on residues in words."""
    if isinstance(condition, And | Or):
        separator = phrase("list.and" if isinstance(condition, And) else "list.or", language)
        return enumerated([_condition(part, language) for part in sorted(condition.args, key=str)], separator)
    if isinstance(condition, Eq) and isinstance(condition.lhs, Mod):
        term, modulus = condition.lhs.args
        return residue_words(term, int(condition.rhs), int(modulus), language)
    return (Math(Expression(condition)),)


def _level(
    page: Page, level_set: LevelSet, piece: LevelPiece | None, verdict: Verdict | None
) -> tuple[Inline, ...]:
    conditions = () if piece is None else level_conditions(piece)
    samples = () if piece is None else piece.samples
    return set_sentence(page, level_set.equations, conditions, level_set.dimension, samples, verdict)


def _nonsmooth(page: Page, classified: ClassifiedPoint) -> tuple[Inline, ...]:
    point = page.numbers.point(classified.point.coordinates, named=False)
    return say("result.nonsmooth", page.language, point=point, verdict=_words(page, classified.verdict))


def _words(page: Page, verdict: Verdict) -> str:
    words = verdict_words(verdict, page.language)
    return words if verdict.reason is None else f"{words} ({sentence(verdict.reason, page.language)})"
