"""The sections of a page that belong to constraints: the set, the Lagrange system, candidates, global extrema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from symhess.constraint_evidence import LagrangeSystem
from symhess.constraints import Candidate, ConstraintStudy
from symhess.critical_set import Status
from symhess.derivation import Step
from symhess.render.document import (
    Align,
    Block,
    Emphasis,
    Equation,
    Equations,
    Heading,
    Inline,
    Marker,
    Math,
    Paragraph,
    ResultBox,
    Row,
    Table,
    Words,
)
from symhess.render.formula import Chain, Expression, Fence, Fenced, Formula, Name, Product, Relation, Sum
from symhess.render.page.components import inequality
from symhess.render.page.constraint_records import CONSTRAINT_RECORDS
from symhess.render.page.evidence import evidence_paragraphs, set_sentence
from symhess.render.page.extrema import because, side_told
from symhess.render.page.groups import most_rows
from symhess.render.page.numbers import integer
from symhess.render.page.page import Page, equal
from symhess.render.page.records import record_sentence
from symhess.render.page.sets import set_sentences
from symhess.render.phrases import completeness_told, enumerated, phrase, say, verdict_words
from symhess.statements import Attained, GlobalStatement

__all__ = ["constrained_result", "constrained_sections", "constrained_title", "subject"]

_BY_SIGNS: Final = ("tangent-inertia", "sylvester", "inertia")


def constrained_title(page: Page) -> tuple[Inline, ...]:
    """Extrema of f(x, y) under constraints, or on a region.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> constrained_title(page_of(analyze("x + y", constraints="x y = 1"), "brief"))[-1].text
    ' under constraints'
    """
    key = "title.region" if _found(page).region else "title.constrained"
    return say(key, page.language, function=page.function())


def subject(page: Page) -> Paragraph:
    """Subject to the equations and inequalities.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> subject(page_of(analyze("x + y", constraints="x y = 1"), "brief")).pieces[1].formula.items[0].value
    x*y - 1
    """
    found = _found(page)
    conditions: list[Formula] = [Chain((Expression(g), integer(0)), (Relation.EQUAL,)) for g in found.equations]
    conditions += [Expression(inequality(condition)) for condition in found.region]
    return Paragraph(say("constraint.subject", page.language, conditions=enumerated(conditions)))


def constrained_result(page: Page) -> ResultBox:
    """Both global extrema, and what is not known.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> box = constrained_result(page_of(analyze("x + y", constraints="x y = 1"), "brief"))
    >>> box.paragraphs[0].pieces[-1].text
    ' is unbounded.'
    """
    found = _found(page)
    lead: tuple[Inline, ...] = (Emphasis(phrase("result.lead", page.language), strong=True), Words(" "))
    sides = [("constraint.minimum", found.extrema.minimum), ("constraint.maximum", found.extrema.maximum)]
    told = [_told(page, key, side) for key, side in sides]
    paragraphs = [Paragraph(lead + told[0]), Paragraph(told[1])]
    complete = page.study.critical_set.completeness.status is not Status.INCOMPLETE
    if not complete:
        told_set = completeness_told(page.study.critical_set.completeness, page.variables, page.language)
        paragraphs.append(Paragraph(told_set))
    decided = all(side.status is not Attained.UNDECIDED for _, side in sides)
    return ResultBox(tuple(paragraphs), complete and decided)


def _told(page: Page, key: str, side: GlobalStatement) -> tuple[Inline, ...]:
    return side_told(page, key, side, [candidate.point for candidate in _found(page).candidates])


def constrained_sections(page: Page) -> Iterator[Block]:
    """The Lagrange system or the faces, the candidates with their multipliers, and the grounds of the extrema.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> page = page_of(analyze("x + y", constraints="x^2 + y^2 = 2"), "worked")
    >>> [block.pieces[0].text for block in constrained_sections(page) if type(block).__name__ == "Heading"]
    ['Lagrange multipliers', 'Candidates', 'Global extrema']
    """
    found = _found(page)
    if page.detail != "brief":
        yield from _faces(page, found) if found.region else _system(page, found)
    yield _heading(page, "constraint.heading.candidates")
    yield from _candidates(page, found)
    if page.detail != "brief":
        yield _heading(page, "constraint.heading.extrema")
        told: list[tuple[Inline, ...]] = [()]  # what shows both extrema is said once
        for key, side in (("constraint.minimum", found.extrema.minimum), ("constraint.maximum", found.extrema.maximum)):
            yield Paragraph((*_told(page, key, side), Words(" "), *because(page, key, side)))
            for record in side.evidence:
                pieces = record_sentence(record, page)
                if pieces not in told:
                    told.append(pieces)
                    yield Paragraph(pieces)


def _found(page: Page) -> ConstraintStudy:
    found = page.study.constraint_study
    assert found is not None
    return found


def _heading(page: Page, key: str) -> Heading:
    return Heading((Words(phrase(key, page.language)),))


def _system(page: Page, found: ConstraintStudy) -> Iterator[Block]:
    """∂f/∂x = Σ λ·∂g/∂x for every variable, and the constraints."""
    yield _heading(page, "constraint.heading.lagrange")
    records = [record for step in _steps(found.step) for record in step.evidence]
    system = next((r for r in records if isinstance(r, LagrangeSystem) and r.chart is None), None)
    if system is None:
        yield Paragraph(say("constraint.elimination", page.language))
    else:
        yield Paragraph(say("constraint.system", page.language))
        yield Equations(tuple(_equations(page, system)))
    if page.detail == "full":
        yield from _paragraphs(page, records)


def _equations(page: Page, system: LagrangeSystem) -> Iterator[Equation]:
    for k, variable in enumerate(page.variables):
        terms = [
            Expression(m) if slope == 1 else Product((Expression(m), Expression(slope)))
            for m, g in zip(system.multipliers, system.constraints, strict=True)
            if (slope := g.diff(variable)) != 0
        ]
        right: Formula = Sum(tuple(terms)) if terms else integer(0)
        left = page.partial(k)
        yield equal(Chain((left, Expression(system.function.diff(variable))), (Relation.EQUAL,)), right)
    for g in system.constraints:
        yield equal(Expression(g), integer(0))


def _steps(step: Step) -> Iterator[Step]:
    yield step
    for premise in step.premises:
        yield from _steps(premise)


def _faces(page: Page, found: ConstraintStudy) -> Iterator[Block]:
    yield _heading(page, "constraint.heading.faces")
    records = [record for step in _steps(found.step) for record in step.evidence]
    yield from _paragraphs(page, records if page.detail == "full" else found.step.evidence)


def _paragraphs(page: Page, records: Iterable[object]) -> Iterator[Block]:
    for record in records:
        pieces = record_sentence(record, page) if isinstance(record, CONSTRAINT_RECORDS) else ()
        if pieces:
            yield Paragraph(pieces)


def _candidates(page: Page, found: ConstraintStudy) -> Iterator[Block]:
    regular = [candidate for candidate in found.candidates if candidate.is_regular]
    if regular:
        yield _table(page, regular[: most_rows(page)], len(regular))
    elif not (found.candidates or found.components or page.study.families):
        yield Paragraph(say("constraint.no-candidate", page.language))
    if page.detail != "brief" and any(candidate.multipliers for candidate in regular):
        yield Paragraph(say("constraint.positive" if found.region else "constraint.sensitivity", page.language))
    for candidate in found.candidates[: most_rows(page)]:
        if not candidate.is_regular:
            point = page.numbers.point(candidate.point.coordinates)
            value = page.numbers.value(candidate.point.value)
            verdict = verdict_words(candidate.verdict, page.language)
            yield Paragraph(say("constraint.singular", page.language, point=point, value=value, verdict=verdict))
    for component in found.components:
        where = [term > 0 if sign > 0 else term < 0 for term, sign in component.where]
        pieces = set_sentence(
            page, component.equations, where, component.dimension, component.samples, component.verdict
        )
        yield Paragraph(pieces)
    yield from set_sentences(page)
    yield from page.numbers.definitions()
    if page.detail == "brief":
        return
    if page.study.critical_set.completeness.status is Status.COMPLETE:
        yield Paragraph(say("constraint.complete", page.language))
    for candidate in found.candidates[: most_rows(page)]:
        if page.detail == "full" or candidate.verdict.decided_by not in (*_BY_SIGNS, "multiplier-signs"):
            yield from evidence_paragraphs(page, candidate.verdict, page.numbers.point(candidate.point.coordinates))


def _table(page: Page, candidates: list[Candidate], total: int) -> Table:
    header: tuple[tuple[Inline, ...], ...] = (
        (Words(phrase("column.point", page.language)),),
        (Math(Name("f")),),
        (Words(phrase("constraint.column.multipliers", page.language)),),
        (Words(phrase("column.verdict", page.language)),),
    )
    rows = tuple(_row(page, candidate) for candidate in candidates)
    cut = say("table.cut", page.language, shown=len(rows), total=total) if len(rows) < total else ()
    return Table(header, rows, (Align.LEFT, Align.RIGHT, Align.RIGHT, Align.LEFT), cut)


def _row(page: Page, candidate: Candidate) -> Row:
    numbers = tuple(page.numbers.value(number) for number in candidate.multipliers)
    multipliers: tuple[Inline, ...] = (Math(Fenced(Fence.NONE, numbers)),) if numbers else (Words("–"),)
    verdict = candidate.verdict
    return Row(
        (
            (Math(page.numbers.point(candidate.point.coordinates)),),
            (Math(page.numbers.value(candidate.point.value)),),
            multipliers,
            (Marker(verdict.kind), Words(" "), Words(verdict_words(verdict, page.language))),
        ),
        verdict.kind,
    )

