"""Cards of mathematical results: points, sets of points, verdicts, statements, polynomials, numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import singledispatch
from typing import Final

from sympy import Eq, Expr, Integer, Mod, StrictGreaterThan, Symbol, true
from sympy.logic.boolalg import Boolean

from symhess.classify_api import PointVerdict
from symhess.convexity_api import Convexity
from symhess.critical_set import CriticalPoint, CriticalSet, Status
from symhess.differentiate import TaylorPolynomial
from symhess.equivalence import Equivalence
from symhess.equivalence import Status as Answer
from symhess.exact import Real
from symhess.render.document import (
    Align,
    Block,
    Emphasis,
    Equation,
    Equations,
    Inline,
    Marker,
    Math,
    Paragraph,
    ResultBox,
    Row,
    Table,
    Words,
)
from symhess.render.formula import Call, Chain, Expression, Fence, Fenced, Formula, Name, Relation, Sum
from symhess.render.page.numbers import Numbers
from symhess.render.page.together import residue_words
from symhess.render.phrases import completeness_reason, counted, deciding_test, sentence, verdict_words
from symhess.statements import Attained, GlobalExtrema, GlobalStatement
from symhess.study import ClassifiedFamily, ClassifiedPoint
from symhess.verdict import Kind, Verdict
from symhess.verify import Verification

__all__ = ["card", "result"]

_MOST_ROWS: Final = 24
_REASONS: Final = {
    "no-normal-form": "No normal form of the difference was found, and no point at which it is not zero.",
    "domains": "The domains could not be compared.",
    "unknown-function": "An unknown function stands in it.",
    "time-limit": "The time limit was reached.",
}


@singledispatch
def card(value: object) -> tuple[Block, ...]:
    """What a notebook shows of a value.

    Examples
    --------
    >>> import symhess
    >>> (table,) = card(symhess.analyze("x^2").points[0])
    >>> [cell[0].text for cell in table.header[2:]], table.rows[0].cells[2][1].text
    (['kind'], ' strict local minimum')
    >>> card("words")
    Traceback (most recent call last):
    ...
    TypeError: expected a result of symhess, got 'words'
    """
    raise TypeError(f"expected a result of symhess, got {value!r}")


def result(*lines: tuple[Inline, ...], complete: bool = True) -> ResultBox:
    """A framed answer of one paragraph a line.

    Examples
    --------
    >>> result((Words("Yes."),), complete=False).complete
    False
    """
    return ResultBox(tuple(Paragraph(line) for line in lines if line), complete)


@card.register
def _(value: Real) -> tuple[Block, ...]:
    return (Paragraph((Math(_numbers().value(value)),)),)


@card.register
def _(value: CriticalPoint) -> tuple[Block, ...]:
    return (_table([value], [None]),)


@card.register
def _(value: ClassifiedPoint) -> tuple[Block, ...]:
    return (_table([value.point], [value.verdict]),)


@card.register
def _(value: CriticalSet) -> tuple[Block, ...]:
    completeness = value.completeness
    reason = completeness_reason(completeness, value.variables)
    count = counted(len(value.points), "point")
    told = " ".join(part for part in (f"{count}.".capitalize(), sentence(completeness.status), reason) if part)
    beside = [(len(value.families), "families"), (len(value.components) + len(value.level_sets), "curves or surfaces")]
    beside += [(len(value.nonsmooth_points), "points without gradient")]
    others = ", ".join(f"{number} {noun}" for number, noun in beside if number)
    lines = [(Words(told),), (Words(f"Beside them: {others}."),) if others else ()]
    box = result(*lines, complete=completeness.status is not Status.INCOMPLETE)
    return (box, _table(value.points, [None] * len(value.points))) if value.points else (box,)


@card.register
def _(value: ClassifiedFamily) -> tuple[Block, ...]:
    family = value.family
    place = Chain((_listed(family.variables), _listed(family.at)), (Relation.EQUAL,))
    names = ", ".join(parameter.name for parameter in family.parameters)
    condition = () if family.condition == true else (Words(" with "), *_condition(family.condition))
    whose = (Words(f" for all integers {names}"), *condition, Words(": "))
    return (Paragraph((Math(place), *whose, *_told(value.verdict))),)


@card.register
def _(value: Verdict) -> tuple[Block, ...]:
    return (result(_told(value), *_because(value), complete=value.kind is not Kind.UNDECIDED),)


@card.register
def _(value: PointVerdict) -> tuple[Block, ...]:
    place = (Math(_listed(value.at)), Words(": "), *_told(value.verdict))
    return (result(place, *_because(value.verdict), complete=value.verdict.kind is not Kind.UNDECIDED),)


@card.register
def _(value: Convexity) -> tuple[Block, ...]:
    pairs = (("\u03bc", value.mu), ("L", value.L))
    constants = [(Math(_numbers().statement(Name(name), number)),) for name, number in pairs if number is not None]
    conditions = value.statement.domain
    where = _separated([Expression(StrictGreaterThan(term, 0, evaluate=False)) for term in conditions])
    place = (Words(" where "), *where, Words(".")) if conditions else (Words(" on all of space."),)
    head = (Emphasis(value.status.capitalize(), strong=True), *place)
    return (result(head, (Words(value.reason),), *constants, complete=value.status != "undecided"),)


@card.register
def _(value: GlobalExtrema) -> tuple[Block, ...]:
    sides = (("minimum", value.minimum), ("maximum", value.maximum))
    undecided = Attained.UNDECIDED in (value.minimum.status, value.maximum.status)
    return (result(*(_side(name, side) for name, side in sides), complete=not undecided),)


@card.register
def _(value: Equivalence) -> tuple[Block, ...]:
    head = {
        Answer.PROVED: "The two are the same real function.",
        Answer.REFUTED: "The two are different functions.",
        Answer.UNDECIDED: _REASONS.get(value.reason or "", ""),
    }[value.status]
    lead = (Emphasis(f"{value.status.value.capitalize()}.", strong=True), Words(f" {head}"))
    return (result(lead, *_witnessed(value), complete=value.status is not Answer.UNDECIDED),)


@card.register
def _(value: TaylorPolynomial) -> tuple[Block, ...]:
    moved = [Sum((Expression(a), Expression(h))) for a, h in zip(value.at, value.increments, strict=True)]
    terms = tuple(Expression(term) for term in value.terms if term != 0) or (Expression(value.expression),)
    left = Call(Name("T", (Expression(Integer(value.order)),)), tuple(moved))
    return (Equations((Equation(left, Relation.EQUAL, Sum(terms)),)),)


@card.register
def _(value: Verification) -> tuple[Block, ...]:
    if value.accepted:
        return (result((Words("All evidence was checked again and holds."),)),)
    lead = (Emphasis("Not confirmed.", strong=True),)
    return (result(lead, *((Words(failure),) for failure in value.failures), complete=False),)


def _numbers() -> Numbers:
    return Numbers(Symbol("t"), "en")


def _condition(condition: Boolean) -> tuple[Inline, ...]:
    if isinstance(condition, Eq) and isinstance(condition.lhs, Mod):
        term, modulus = condition.lhs.args
        return residue_words(term, int(condition.rhs), int(modulus), "en")
    return (Words(str(condition)),)


def _listed(items: Sequence[Expr]) -> Formula:
    return Fenced(Fence.ROUND if len(items) > 1 else Fence.NONE, tuple(Expression(item) for item in items))


def _table(points: Sequence[CriticalPoint], verdicts: Sequence[Verdict | None]) -> Table:
    """Points, values and, where they are known, kinds."""
    numbers, judged = _numbers(), any(verdicts)
    header: list[tuple[Inline, ...]] = [(Math(_listed(points[0].variables)),), (Math(Name("f")),)]
    rows = []
    for point, verdict in list(zip(points, verdicts, strict=True))[:_MOST_ROWS]:
        place = Math(numbers.point(point.coordinates, named=False))
        cells: list[tuple[Inline, ...]] = [(place,), (Math(numbers.value(point.value)),)]
        rows.append(Row((*cells, _told(verdict)) if verdict else tuple(cells), verdict.kind if verdict else None))
    more = len(points) - len(rows)
    align = (Align.LEFT, Align.RIGHT, *([Align.LEFT] if judged else []))
    head = (*header, (Words("kind"),)) if judged else tuple(header)
    return Table(head, tuple(rows), align, (Words(f"and {more} more"),) if more else ())


def _told(verdict: Verdict) -> tuple[Inline, ...]:
    return Marker(verdict.kind), Words(f" {verdict_words(verdict)}")


def _because(verdict: Verdict) -> Iterator[tuple[Inline, ...]]:
    if verdict.decided_by:
        yield Words("Decided by "), *deciding_test(verdict.decided_by), Words(".")
    if verdict.reason is not None:
        yield (Words(sentence(verdict.reason)),)


def _side(name: str, side: GlobalStatement) -> tuple[Inline, ...]:
    if side.status is Attained.UNBOUNDED:
        return (Words(f"No global {name}: f is unbounded."),)
    if side.value is None:
        return (Words(f"Whether there is a global {name} is not decided."),)
    lead = f"Global {name}: " if side.status is Attained.ATTAINED else f"No global {name}; f only comes near to "
    return Words(lead), Math(_numbers().value(side.value)), Words(".")


def _witnessed(value: Equivalence) -> Iterator[tuple[Inline, ...]]:
    if value.witness is None:
        return
    place = [Chain((Expression(symbol), Expression(at)), (Relation.EQUAL,)) for symbol, at in value.witness.at]
    first, second = (text or "not defined" for text in (value.witness.first, value.witness.second))
    yield Words("At "), *_separated(place), Words(f" the first is {first}, the second is {second}.")


def _separated(formulas: Sequence[Formula]) -> tuple[Inline, ...]:
    return tuple(piece for formula in formulas for piece in (Words(", "), Math(formula)))[1:]
