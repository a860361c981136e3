"""Cards of what was computed or judged step by step: outcomes of minimizations, their traces, marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symhess.grade.marks import Mark, MarkStatus, Piece
from symhess.notebook.cards import card, result
from symhess.numerics import Outcome, Trace
from symhess.numerics.trace import Row as Iterate
from symhess.render.document import Align, Block, Emphasis, Heading, Inline, Math, Row, Table, Words
from symhess.render.formula import Decimal

__all__ = ["NUMERIC_CARDS"]

NUMERIC_CARDS: Final = (Outcome, Trace, Mark)
"""What has its card here."""

_ENDS: Final = 8  # iterates at the beginning and at the end of a long trace
_MOST_COORDINATES: Final = 6


@card.register
def _(value: Outcome) -> tuple[Block, ...]:
    shown = ", ".join(f"{x:.8g}" for x in value.x[:_MOST_COORDINATES])
    place = f"({shown}{', …' if len(value.x) > _MOST_COORDINATES else ''})"
    facts = [
        ("f", _number(value.fun, 12)),
        ("x", (Words(place),)),
        ("iterations", (Words(str(value.nit)),)),
        ("evaluations of f, ∇f, H", (Words(f"{value.nfev}, {value.njev}, {value.nhev}"),)),
    ]
    rows = tuple(Row(((Words(name),), told)) for name, told in facts)
    table = Table(((Words("method"),), (Words(value.trace.method),)), rows, (Align.LEFT, Align.LEFT))
    name = value.status.name.replace("_", " ").capitalize()
    message = value.message[:1].upper() + value.message[1:]
    lead = (Emphasis(f"{name}.", strong=True), Words(f" {message}."))
    return result(lead, complete=value.success), table, Heading((Words("Iterates"),)), _iterates(value.trace)


@card.register
def _(value: Trace) -> tuple[Block, ...]:
    return (_iterates(value),)


@card.register
def _(value: Mark) -> tuple[Block, ...]:
    points = "waits for a person" if value.points is None else f"{value.points} of {value.out_of}"
    lead = (Emphasis(f"{value.field}: {value.status.value}.", strong=True), Words(f" {points.capitalize()}."))
    reasons = (Words(value.reason),) if value.reason else ()
    read = (Words(f"Read as {value.read_as}"),) if value.read_as else ()
    remarks = [tuple(map(_piece, remark.pieces)) for remark in value.remarks]
    return (result(lead, read, reasons, *remarks, complete=value.status is not MarkStatus.REVIEW),)


def _piece(piece: Piece) -> Words:
    return Words(piece if isinstance(piece, str) else piece.formula)


def _iterates(trace: Trace) -> Table:
    """All iterates, or the first and the last ones."""
    every = list(trace)
    left_out = len(every) - 2 * _ENDS if len(every) > 2 * _ENDS + 1 else 0
    shown: Sequence[Iterate | None] = [*every[:_ENDS], None, *every[-_ENDS:]] if left_out else every
    header = tuple((Words(name),) for name in ("k", "f", "gradient", "step", "note"))
    rows = tuple(_iterate(row) if row is not None else Row(((Words("⋮"),),) + ((),) * 4) for row in shown)
    remark = (Words(f"{left_out} iterates are left out"),) if left_out else ()
    return Table(header, rows, (Align.RIGHT,) * 4 + (Align.LEFT,), remark)


def _iterate(row: Iterate) -> Row:
    numbers = (_number(row.fun, 9), _number(row.slope, 3), _number(row.step, 3))
    return Row(((Words(str(row.iteration)),), *numbers, (Words(row.note),)))


def _number(value: float, digits: int) -> tuple[Inline, ...]:
    return (Math(Decimal(f"{value:.{digits}g}")),)
