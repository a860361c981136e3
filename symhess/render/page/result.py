"""Title, result box, notes and footer of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from symhess._version import __version__
from symhess.critical_set import Status
from symhess.render.document import (
    Block,
    Emphasis,
    Equations,
    Figure,
    Footer,
    Heading,
    Inline,
    Note,
    Paragraph,
    Picture,
    ResultBox,
    Words,
)
from symhess.render.formula import Expression, Formula, Name
from symhess.render.layout.layout import Node
from symhess.render.layout.names import name_node
from symhess.render.page.components import levels_of, pieces_of, restriction_conditions
from symhess.render.page.evidence import component_sentence
from symhess.render.page.groups import Group
from symhess.render.page.page import Page, equal
from symhess.render.page.points import placed
from symhess.render.page.sets import set_sentences
from symhess.render.phrases import (
    capitalised,
    completeness_told,
    counted,
    enumerated,
    phrase,
    say,
    sentence,
    verdict_key,
)
from symhess.render.retelling import retold
from symhess.verdict import Kind, Reason

__all__ = ["figures", "notes", "result_box", "statement", "title"]

_MOST_LISTED: Final = 8  # formulas of points of one kind; more are only counted
_MOST_NOTES: Final = 20


def title(page: Page) -> tuple[Inline, ...]:
    """Critical points of f(x, y).

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> title(page_of(analyze("x^2"), "brief"))[0].text
    'Critical points of '
    """
    return say("title", page.language, function=page.function())


def statement(page: Page) -> Equations:
    """f(x, y) = the function term in the user's order.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> statement(page_of(analyze("x^2"), "brief")).rows[0].right.value
    x**2
    """
    return Equations((equal(page.function(), page.body()),))


def result_box(page: Page, groups: Sequence[Group]) -> ResultBox:
    """The answer: how many points of which kind, where, with which value; and what is not known.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> page = page_of(analyze("x + 1"), "brief")
    >>> [piece.text for piece in result_box(page, ()).paragraphs[0].pieces]
    ['Result.', ' ', 'There is no critical point.']
    """
    points, found = page.study.points, page.study.critical_set
    undecided = [classified for classified in points if classified.verdict.kind is Kind.UNDECIDED]
    complete = found.completeness.status is not Status.INCOMPLETE
    paragraphs = [Paragraph(_lead(page) + _answer(page, groups))]
    paragraphs += _undecided(page)
    paragraphs += _components(page)
    paragraphs += set_sentences(page)
    boxed = found.completeness.status is Status.COMPLETE_IN_BOX
    if points or found.families or found.nonsmooth_points or boxed or not complete:
        paragraphs.append(Paragraph(_completeness(page)))
    return ResultBox(tuple(paragraphs), complete and not undecided and not _has_open_sets(page))


def _has_open_sets(page: Page) -> bool:
    study = page.study
    verdicts = [verdict for _, _, verdict in pieces_of(study)] + [verdict for _, _, verdict in levels_of(study)]
    verdicts += [classified.verdict for classified in study.families]
    verdicts += [classified.verdict for classified in study.nonsmooth_points]
    return any(verdict is None or verdict.kind is Kind.UNDECIDED for verdict in verdicts)


def notes(page: Page) -> tuple[Block, ...]:
    """How the input was read, what the page leaves out, and the footer.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> [type(b).__name__ for b in notes(page_of(analyze("x^2"), "brief"))]
    ['Footer']
    """
    readings = page.study.function.notes[:_MOST_NOTES]
    said = [Note((Words(retold(reading, "reading", page.language) or capitalised(reading)),)) for reading in readings]
    said += [Note(say("note.alike", page.language, names=names)) for names in _look_alike(page)]
    if page.is_cut:
        said.append(Note((Words(phrase("note.cut", page.language)),)))
    if page.study.function.domain:
        conditions = restriction_conditions(page.study)[: len(page.study.function.domain)]
        shown = enumerated([Expression(condition) for condition in conditions])
        said.append(Note(say("note.domain", page.language, conditions=shown)))
    headings = [Heading((Words(phrase("heading.notes", page.language)),))] if said else []
    footer = Footer(say("footer", page.language, version=__version__))
    return *headings, *said, footer


def _look_alike(page: Page) -> Iterator[str]:
    """The names of variables that are printed alike: x1 and x_1."""
    printed: dict[Node, list[str]] = {}
    for variable in page.variables:
        printed.setdefault(name_node(variable.name), []).append(variable.name)
    yield from (", ".join(names) for names in printed.values() if len(names) > 1)


def figures(page: Page) -> tuple[Figure, ...]:
    """Places for pictures, for one and two variables.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> figures(page_of(analyze("x^2"), "brief"))[0].alternative
    'Graph of f with its critical points: one strict local minimum'
    """
    pictures = {1: (Picture.CURVE,), 2: (Picture.LEVELS, Picture.SURFACE)}
    return tuple(_figure(page, picture) for picture in pictures.get(len(page.variables), ()))


def _figure(page: Page, picture: Picture) -> Figure:
    points = ", ".join(counted(count, noun, page.language) for noun, count in _counts(page)) or counted(
        0, "point", page.language
    )
    verdicts = [point.verdict for point in page.study.points] + [family.verdict for family in page.study.families]
    dashed = picture is Picture.LEVELS and any(verdict.kind is Kind.SADDLE for verdict in verdicts)
    caption = say("figure.levels-dashed" if dashed else f"figure.{picture.value}", page.language)
    alternative = phrase(f"figure.alternative.{picture.value}", page.language).format(points=points)
    return Figure(picture, caption, alternative, small=page.detail == "brief")


def _lead(page: Page) -> tuple[Inline, ...]:
    return Emphasis(phrase("result.lead", page.language), strong=True), Words(" ")


def _answer(page: Page, groups: Sequence[Group]) -> tuple[Inline, ...]:
    points = page.study.points
    complete = page.study.critical_set.completeness.status is not Status.INCOMPLETE
    if not points:
        found = page.study.critical_set
        if found.families:
            key = "result.repeating"
        elif found.components or found.level_sets:
            key = "result.none-isolated"
        else:
            key = "result.none" if complete else "result.none-found"
        return say(key, page.language)
    count = capitalised(counted(len(points), "point", page.language))
    parts = [
        part
        for noun, number in _counts(page)
        for part in _kind(page, noun, number, [group for group in groups if _noun(group) == noun])
    ]
    beside = page.study.critical_set.components or page.study.critical_set.level_sets
    key = "result.count-beside" if beside else "result.count"
    return say(key, page.language, count=count) + enumerated(parts, "; ") + (Words("."),)


def _counts(page: Page) -> list[tuple[str, int]]:
    """How many points of each kind and strictness, in the order of the kinds."""
    found: dict[str, int] = {}
    order = list(Kind)
    for classified in sorted(page.study.points, key=lambda c: order.index(c.verdict.kind)):
        noun = verdict_key(classified.verdict.kind, classified.verdict.strict)
        found[noun] = found.get(noun, 0) + 1
    return list(found.items())


def _noun(group: Group) -> str:
    return verdict_key(group.verdict.kind, group.verdict.strict)


def _kind(page: Page, noun: str, number: int, groups: Sequence[Group]) -> Iterator[tuple[Inline, ...]]:
    """Points of one kind, told apart by the value of f there."""
    shown = sum(len(group.points) for group in groups)
    if shown < number or len(groups) > _MOST_LISTED or any(group.permuted for group in groups):
        yield (Words(counted(number, noun, page.language)),)
        return
    by_value: dict[Formula, list[Group]] = {}
    for group in groups:
        by_value.setdefault(page.numbers.value(group.points[0].point.value), []).append(group)
    places = [
        {"points": enumerated([_placed(page, group) for group in members]), "value": _value(page, members[0])}
        for members in by_value.values()
    ]
    count = counted(number, noun, page.language)
    if len(places) == 1:
        yield say("result.at", page.language, count=count, **places[0])
    else:
        listed = enumerated([say("result.place", page.language, **place) for place in places])
        yield say("result.at-several", page.language, count=count, places=listed)


def _value(page: Page, group: Group) -> Formula:
    return page.numbers.statement(Name("f"), group.points[0].point.value)


def _placed(page: Page, group: Group) -> Formula:
    """x = 1 for one variable, (1, 2) for more; in decimals where the page names the numbers further below."""
    formula = group.formula
    if len(group.points) == 1:
        formula = page.numbers.point(group.points[0].point.coordinates, named=False)
    return placed(page, formula)


def _undecided(page: Page) -> Iterator[Paragraph]:
    found: dict[Reason, int] = {}
    for classified in page.study.points:
        verdict = classified.verdict
        if verdict.kind is Kind.UNDECIDED and verdict.reason is not None:
            found[verdict.reason] = found.get(verdict.reason, 0) + 1
    for reason, number in found.items():
        count = counted(number, "point", page.language)
        yield Paragraph(say("result.undecided", page.language, count=count, reason=sentence(reason, page.language)))


def _components(page: Page) -> Iterator[Paragraph]:
    for component, piece, verdict in islice(pieces_of(page.study), _MOST_LISTED):
        yield Paragraph(component_sentence(page, component, piece, verdict))


def _completeness(page: Page) -> tuple[Inline, ...]:
    return completeness_told(page.study.critical_set.completeness, page.variables, page.language)
