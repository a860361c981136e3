"""The section about the whole function: global extrema with their grounds, and convexity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symhess.critical_set import CriticalPoint
from symhess.render.document import Block, Heading, Inline, Paragraph, Words
from symhess.render.formula import Expression, Formula
from symhess.render.page.page import Page
from symhess.render.page.records import record_sentence
from symhess.render.page.shape import domain_words
from symhess.render.phrases import enumerated, phrase, say, sentence_key
from symhess.statements import Attained, GlobalStatement, Grounds

__all__ = ["because", "global_section", "side_told"]

_MOST_POINTS = 8
_MIRRORED = (Grounds.COERCIVE, Grounds.CONVEX_FUNCTION)  # worded differently for a maximum


def global_section(page: Page) -> Iterator[Block]:
    """Minimum and maximum over all of space, each with why; then the curvature, if it was looked at.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> blocks = list(global_section(page_of(analyze("x^4 - 2x^2"), "brief")))
    >>> blocks[1].pieces[0].text
    'Global minimum'
    >>> list(global_section(page_of(analyze("x", domain="x > 0"), "brief")))
    []
    """
    critical = page.study.critical_set
    extrema, points = page.study.extrema, (*critical.points, *critical.nonsmooth_points)
    sides = [] if extrema is None else [("minimum", extrema.minimum), ("maximum", extrema.maximum)]
    decided = [(name, side) for name, side in sides if side.status is not Attained.UNDECIDED]
    convexity = page.study.convexity
    is_known = convexity is not None and convexity.grounds is not Grounds.NOT_EXAMINED
    if decided or is_known:
        yield Heading((Words(phrase("heading.whole", page.language)),))
    for name, side in decided:
        told = side_told(page, f"constraint.{name}", side, points)
        yield Paragraph((*told, Words(" "), *because(page, f"constraint.{name}", side)))
        yield from _records(page, side.evidence)
    if convexity is not None and is_known:
        curvature = phrase(f"curvature.{convexity.curvature.value.replace(' ', '-')}", page.language)
        told = say(
            "convexity", page.language, domain=domain_words(convexity.domain, page), curvature=curvature,
            reason=say(sentence_key(convexity.grounds), page.language),
        )  # fmt: skip
        yield Paragraph(told)
        yield from _records(page, convexity.evidence)


def _records(page: Page, evidence: Sequence[object]) -> Iterator[Paragraph]:
    for record in evidence if page.detail != "brief" else ():
        pieces = record_sentence(record, page)
        if pieces:
            yield Paragraph(pieces)


def side_told(page: Page, key: str, side: GlobalStatement, points: Sequence[CriticalPoint]) -> tuple[Inline, ...]:
    """What is known of one side: the value and where it is attained, or that there is none.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> study = analyze("x^3")
    >>> side_told(page_of(study, "brief"), "constraint.minimum", study.extrema.minimum, ())[-1].text
    ' is unbounded.'
    """
    words = phrase(key, page.language)
    if side.value is not None and side.status in (Attained.ATTAINED, Attained.NOT_ATTAINED):
        value = page.numbers.value(side.value)
        if side.status is Attained.NOT_ATTAINED:
            return say("constraint.not-attained", page.language, side=words, value=value)
        places = [_place(page, points[k]) for k in side.at]
        if places and len(places) <= _MOST_POINTS:
            return say("constraint.attained", page.language, side=words, value=value, points=enumerated(places))
        where = "family" if page.study.families else "set"
        return say(f"constraint.attained-{where}", page.language, side=words, value=value)
    keys = {Attained.UNBOUNDED: "unbounded", Attained.NOT_ATTAINED: "empty"}
    return say(f"constraint.{keys.get(side.status, 'undecided')}", page.language, side=words)


def because(page: Page, key: str, side: GlobalStatement) -> tuple[Inline, ...]:
    """Why, in one sentence.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> study = analyze("-x^4 - y^4")
    >>> because(page_of(study, "brief"), "constraint.maximum", study.extrema.maximum)[0].text
    'The function tends to −∞ in every direction, so the best critical value is the extreme one.'
    """
    downward = key == "constraint.maximum" and side.grounds in _MIRRORED
    return say(f"{sentence_key(side.grounds)}{'.maximum' if downward else ''}", page.language)


def _place(page: Page, point: CriticalPoint) -> Formula:
    """(1, 2); x = 1 for one variable."""
    if not page.is_ordinary:
        return page.numbers.point(point.coordinates)
    return page.numbers.statement(Expression(page.variables[0]), point.coordinates[0])
