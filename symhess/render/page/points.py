"""The classification: one table of all points, symmetric ones grouped, and the evidence point by point."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Final

from symhess.evidence import Inertia
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
from symhess.render.page.groups import Group, eigenvalues, grouped, minors, most_rows
from symhess.render.page.numbers import integer
from symhess.render.page.page import Page
from symhess.render.page.sets import set_evidence
from symhess.render.phrases import enumerated, phrase, say, verdict_words
from symhess.verdict import Reason, Verdict

__all__ = ["classification_section", "grouped", "placed"]

_BY_CURVATURE: Final = frozenset({"sylvester", "inertia", "opposite-curvature"})
_WITH_DEFINITENESS: Final = (2,)  # variables; with more the row is full of minors
_WIDEST: Final = 4  # variables; beyond, no minors are shown
_MOST_EIGENVALUES: Final = 3  # beyond, only their signs are shown


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
        for component, piece, verdict in islice(pieces_of(page.study), most_rows(page)):
            blocks.append(Paragraph(component_sentence(page, component, piece, verdict)))
            blocks += [] if verdict is None else record_paragraphs(page, verdict)
        blocks += set_evidence(page)
    told = [group for group in groups if _is_told(page, group.verdict)]
    if page.detail == "full" and told:
        blocks.append(Heading((Words(phrase("heading.details", page.language)),), level=2))
    for group in told:
        blocks += evidence_paragraphs(page, group.verdict, placed(page, group.formula))
    return (heading, *blocks) if blocks else ()


def _is_told(page: Page, verdict: Verdict) -> bool:
    """Whether the evidence for a kind says more than the table, as it does not about f″ of one variable."""
    if page.detail == "brief" or is_degenerate(verdict):
        return page.detail != "brief"
    return page.detail == "full" and not (page.is_ordinary and verdict.decided_by in _BY_CURVATURE)


def placed(page: Page, point: Formula) -> Formula:
    """x = 1 for one variable, the point itself for more.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> placed(page_of(analyze("x^2"), "brief"), integer(0)).items
    (Expression(value=x), Expression(value=0))
    """
    if not page.is_ordinary:
        return point
    variable = Expression(page.variables[0])
    if isinstance(point, Prefixed):
        return Chain((variable, point.body), (point.relation,))
    return Chain((variable, point), (Relation.EQUAL,))


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
        open=_compared(second, Relation.EQUAL),
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
    elif size <= _MOST_EIGENVALUES:
        header.append(_words(page, "column.eigenvalues"))
    else:
        header.append(_words(page, "column.inertia"))
    header.append(_words(page, "column.verdict"))
    rows = tuple(_row(page, group, narrow) for group in groups)
    align = (Align.LEFT, *[Align.RIGHT] * (len(header) - 2), Align.LEFT)
    shown, total = sum(len(group.points) for group in groups), len(page.study.points)
    remark: list[tuple[Inline, ...]] = []
    if any(group.permuted for group in groups):
        remark.append(say("table.permuted", page.language))
    if shown < total:
        remark.append(say("table.cut", page.language, shown=shown, total=total))
    return Table(tuple(header), rows, align, enumerated(remark, " "))


def _words(page: Page, key: str) -> tuple[Inline, ...]:
    return (Words(phrase(key, page.language)),)


def _row(page: Page, group: Group, narrow: bool) -> Row:
    verdict, size = group.verdict, len(page.variables)
    point: tuple[Inline, ...] = (Math(group.formula), *((Words("*"),) if group.permuted else ()))
    cells: list[tuple[Inline, ...]] = [point, _number(page, group.points[0].point.value)]
    if narrow and size > 1:
        found = minors(verdict)
        cells += [_number(page, found[k]) if k < len(found) else (Words("–"),) for k in range(size)]
    if size > _MOST_EIGENVALUES:
        cells.append(_signs(verdict))
    elif spectrum := eigenvalues(verdict):
        values = tuple(page.numbers.cell(number) for number in spectrum)
        cells.append((Math(_without_repeated_signs(values)),))
    else:
        cells.append(_number(page, minors(verdict)[0]) if size == 1 and minors(verdict) else (Words("–"),))
    cells.append((Marker(verdict.kind), Words(" "), *_because(page, verdict)))
    return Row(tuple(cells), verdict.kind)


def _number(page: Page, number: Real) -> tuple[Inline, ...]:
    return (Math(page.numbers.cell(number)),)


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
    signs = [value.sign() for value in eigenvalues(verdict)]
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
    if len(page.variables) not in _WITH_DEFINITENESS or not by_curvature or page.detail == "brief":
        return (Words(words),)
    return say(f"because.{verdict.kind.value}", page.language, verdict=words)
