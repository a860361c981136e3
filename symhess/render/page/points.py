"""The classification: one table of all points, symmetric ones grouped, and the evidence point by point."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from sympy import Expr

from symhess.evidence import Inertia, Spectrum, SylvesterMinors
from symhess.exact import Real
from symhess.render.document import (
    Align,
    Block,
    Heading,
    Inline,
    Marker,
    Math,
    Paragraph,
    Row,
    Table,
    Words,
)
from symhess.render.formula import (
    Chain,
    Expression,
    Fence,
    Fenced,
    Formula,
    Name,
    Negative,
    PlusMinus,
    Power,
    Prefixed,
    Product,
    Relation,
    Sum,
)
from symhess.render.page.components import pieces_of
from symhess.render.page.evidence import (
    component_sentence,
    evidence_paragraphs,
    is_degenerate,
    record_paragraphs,
)
from symhess.render.page.numbers import integer, short_form
from symhess.render.page.page import Page
from symhess.render.page.sets import set_evidence
from symhess.render.phrases import phrase, say, verdict_words
from symhess.study import ClassifiedPoint
from symhess.verdict import Kind, Reason, Verdict

__all__ = ["Group", "classification_section", "grouped", "point_formula"]

MOST_ROWS: Final = 50
_MOST_GROUPED: Final = 200  # among more points no symmetric ones are looked for
_BY_CURVATURE: Final = frozenset({"sylvester", "inertia", "opposite-curvature"})
_KIND_ORDER: Final = {kind: k for k, kind in enumerate(Kind)}
_WIDEST: Final = 4  # variables; beyond, signs are shown instead of minors and eigenvalues


@dataclass(frozen=True, slots=True)
class Group:
    """Points whose data are all equal, as one formula such as (±1, 0).

    Examples
    --------
    >>> Group(Name("P"), ()).points
    ()
    """

    formula: Formula
    points: tuple[ClassifiedPoint, ...]

    @property
    def verdict(self) -> Verdict:
        """The verdict about all of them."""
        return self.points[0].verdict


def grouped(page: Page) -> tuple[Group, ...]:
    """The points of the page's table in their order; at most as many as it shows.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> groups = grouped(page_of(analyze("x^4 - 2 x^2"), "brief"))
    >>> [type(group.formula.items[0]).__name__ for group in groups]
    ['PlusMinus', 'Expression']
    """
    points = page.study.points
    if len(points) > _MOST_GROUPED:
        return tuple(Group(point_formula(page, c), (c,)) for c in points[:MOST_ROWS])
    families: dict[Hashable, list[ClassifiedPoint]] = {}
    for classified in points:
        families.setdefault(_data(page, classified), []).append(classified)
    groups = [group for family in families.values() for group in _groups(page, family)]
    order = {id(classified): k for k, classified in enumerate(points)}
    groups.sort(key=lambda group: (_KIND_ORDER[group.verdict.kind], order[id(group.points[0])]))
    return tuple(groups[:MOST_ROWS])


def point_formula(page: Page, classified: ClassifiedPoint) -> Formula:
    """(x, y) of a point; without brackets for one variable.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> page = page_of(analyze("x^2"), "brief")
    >>> point_formula(page, page.study.points[0])
    Fenced(fence=<Fence.NONE: ''>, items=(Expression(value=0),))
    """
    return page.numbers.point(classified.point.coordinates)


def classification_section(page: Page, groups: Sequence[Group]) -> tuple[Block, ...]:
    """The table and, in full detail, the evidence for every point.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> page = page_of(analyze("x^2"), "brief")
    >>> [type(block).__name__ for block in classification_section(page, grouped(page))]
    ['Heading', 'Table']
    """
    heading = Heading((Words(phrase("heading.classification", page.language)),))
    blocks: list[Block] = []
    if groups:
        blocks += [Paragraph(_lead(page))] if page.detail != "brief" else []
        blocks.append(_table(page, groups))
    if page.detail != "brief":
        for component, piece, verdict in islice(pieces_of(page.study), MOST_ROWS):
            blocks.append(Paragraph(component_sentence(page, component, piece, verdict)))
            blocks += [] if verdict is None else record_paragraphs(page, verdict)
        blocks += set_evidence(page)
    if page.detail == "worked":
        for group in groups:
            blocks += evidence_paragraphs(page, group.verdict, group.formula) if is_degenerate(group.verdict) else ()
    if page.detail == "full" and groups:
        blocks.append(Heading((Words(phrase("heading.details", page.language)),), level=2))
        for group in groups:
            blocks += evidence_paragraphs(page, group.verdict, group.formula)
    return (heading, *blocks) if blocks else ()


def _fenced(items: tuple[Formula, ...]) -> Formula:
    return Fenced(Fence.ROUND if len(items) > 1 else Fence.NONE, items)


def _data(page: Page, classified: ClassifiedPoint) -> Hashable:
    """Everything the page shows of a point but the point itself."""
    verdict = classified.verdict
    numbers = [classified.point.value, *_minors(verdict), *_eigenvalues(verdict)]
    if page.detail == "full":
        numbers += [c for r in verdict.evidence if isinstance(r, Spectrum) for d in r.directions for c in d]
    keys = tuple(short_form(number) or number.decimal() for number in numbers)
    return verdict.kind, verdict.strict, verdict.decided_by, verdict.singularity, keys


def _groups(page: Page, family: Sequence[ClassifiedPoint]) -> Iterator[Group]:
    """Split points with equal data into those that differ by signs in all combinations, and single ones."""
    by_size: dict[Hashable, list[ClassifiedPoint]] = {}
    for classified in family:
        by_size.setdefault(_sizes(classified) or id(classified), []).append(classified)
    for members in by_size.values():
        sizes = _sizes(members[0])
        free = [] if sizes is None else [k for k, value in enumerate(sizes) if value != 0]
        if sizes is not None and len(members) == 2 ** len(free) > 1:
            items = [PlusMinus(Expression(s)) if k in free else Expression(s) for k, s in enumerate(sizes)]
            yield Group(_fenced(tuple(items)), tuple(members))
        else:
            yield from (Group(point_formula(page, member), (member,)) for member in members)


def _sizes(classified: ClassifiedPoint) -> tuple[Expr, ...] | None:
    """The absolute values of the coordinates, where they are all short."""
    sizes = []
    for coordinate in classified.point.coordinates:
        short, sign = short_form(coordinate), coordinate.sign()
        if short is None or sign is None:
            return None
        sizes.append(short if sign >= 0 else -short)
    return tuple(sizes)


def _minors(verdict: Verdict) -> tuple[Real, ...]:
    return next((r.minors for r in verdict.evidence if isinstance(r, SylvesterMinors)), ())


def _eigenvalues(verdict: Verdict) -> tuple[Real, ...]:
    return next((r.eigenvalues for r in verdict.evidence if isinstance(r, Spectrum)), ())


def _lead(page: Page) -> tuple[Inline, ...]:
    """The second-derivative test as the lecture words it for this number of variables."""
    size = len(page.variables)
    first = page.partial(0, 0) if size == 1 else Name("D", (integer(1),))
    second = Name("D", (integer(2),))
    if size == 1:
        signs = {"minimum": _compared(first, Relation.GREATER), "maximum": _compared(first, Relation.LESS)}
        return say("table.lead-one", page.language, **signs)
    if size > 2:
        return say("table.lead", page.language, minors=Name("D", (Name("k"),)))
    mixed = Negative(Power(page.partial(0, 1), integer(2)))
    expanded = Sum((Product((page.partial(0, 0), page.partial(1, 1))), mixed))
    return say(
        "table.lead-two",
        page.language,
        first=Chain((first, page.partial(0, 0)), (Relation.EQUAL,)),
        second=Chain((second, expanded), (Relation.EQUAL,)),
        minimum=Fenced(Fence.NONE, (_compared(first, Relation.GREATER), _compared(second, Relation.GREATER))),
        maximum=Fenced(Fence.NONE, (_compared(first, Relation.LESS), _compared(second, Relation.GREATER))),
        saddle=_compared(second, Relation.LESS),
    )


def _compared(left: Formula, relation: Relation) -> Formula:
    return Chain((left, integer(0)), (relation,))


def _table(page: Page, groups: Sequence[Group]) -> Table:
    size = len(page.variables)
    narrow = size <= _WIDEST
    header: list[tuple[Inline, ...]] = [_words(page, "column.point" if size > 1 else "column.points")]
    header[0] = (Math(Expression(page.variables[0])),) if size == 1 else header[0]
    header.append((Math(Name("f")),))
    if narrow and size > 1:
        header += [(Math(Name("D", (integer(k + 1),))),) for k in range(size)]
    if size == 1:
        header.append((Math(page.partial(0, 0)),))
    elif narrow:
        header.append(_words(page, "column.eigenvalues"))
    else:
        header.append(_words(page, "column.inertia"))
    header.append(_words(page, "column.verdict"))
    rows = tuple(_row(page, group, narrow) for group in groups)
    align = (Align.LEFT, *[Align.RIGHT] * (len(header) - 2), Align.LEFT)
    shown, total = sum(len(group.points) for group in groups), len(page.study.points)
    cut = say("table.cut", page.language, shown=shown, total=total) if shown < total else ()
    return Table(tuple(header), rows, align, cut)


def _words(page: Page, key: str) -> tuple[Inline, ...]:
    return (Words(phrase(key, page.language)),)


def _row(page: Page, group: Group, narrow: bool) -> Row:
    verdict, size = group.verdict, len(page.variables)
    cells: list[tuple[Inline, ...]] = [(Math(group.formula),), _number(page, group.points[0].point.value)]
    if narrow and size > 1:
        minors = _minors(verdict)
        cells += [_number(page, minors[k]) if k < len(minors) else (Words("–"),) for k in range(size)]
    if not narrow:
        cells.append(_signs(verdict))
    elif eigenvalues := _eigenvalues(verdict):
        values = tuple(page.numbers.value(number) for number in eigenvalues)
        cells.append((Math(_without_repeated_signs(values)),))
    else:
        cells.append(_number(page, _minors(verdict)[0]) if size == 1 and _minors(verdict) else (Words("–"),))
    cells.append((Marker(verdict.kind), Words(" "), *_because(page, verdict)))
    return Row(tuple(cells), verdict.kind)


def _number(page: Page, number: Real) -> tuple[Inline, ...]:
    return (Math(page.numbers.value(number)),)


def _without_repeated_signs(values: tuple[Formula, ...]) -> Formula:
    """Approximate values after one ≈ where all are approximate."""
    bodies = tuple(value.body for value in values if isinstance(value, Prefixed))
    if len(bodies) == len(values) > 1:
        return Prefixed(Relation.APPROXIMATELY, Fenced(Fence.NONE, bodies))
    return Fenced(Fence.NONE, values)


def _inertia(verdict: Verdict) -> tuple[int, int, int] | None:
    """Numbers of positive, negative and zero eigenvalues, from whichever record has them."""
    for record in verdict.evidence:
        if isinstance(record, Inertia):
            return record.positive, record.negative, record.zero
    signs = [value.sign() for value in _eigenvalues(verdict)]
    if not signs or None in signs:
        return None
    return signs.count(1), signs.count(-1), signs.count(0)


def _signs(verdict: Verdict) -> tuple[Inline, ...]:
    inertia = _inertia(verdict)
    if inertia is None:
        return (Words("–"),)
    return (Math(Fenced(Fence.ROUND, tuple(integer(count) for count in inertia))),)


def _because(page: Page, verdict: Verdict) -> tuple[Inline, ...]:
    words = verdict_words(verdict, page.language)
    by_curvature = verdict.decided_by in _BY_CURVATURE or verdict.reason is Reason.SINGULAR_HESSIAN
    if page.is_ordinary or not by_curvature:
        return (Words(words),)
    return say(f"because.{verdict.kind.value}", page.language, verdict=words)
