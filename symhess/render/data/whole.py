"""What is known of the whole function as plain data: the blocks ``global`` and ``convexity``."""

from __future__ import annotations

from typing import Any, TypeAlias

from symhess.render.phrases import sentence
from symhess.statements import Attained, ConvexityStatement, GlobalExtrema, GlobalStatement, Grounds
from symhess.verdict import Kind

__all__ = ["convexity_data", "global_data", "global_kind"]

Json: TypeAlias = Any


def global_data(extrema: GlobalExtrema | None, places: list[dict[str, str]]) -> dict[str, Json]:
    """Both global statements; ``places`` are the coordinates of all listed points.

    Examples
    --------
    >>> from symhess import analyze
    >>> data = global_data(analyze("x^2").extrema, [{"x": "0"}])
    >>> data["minimum"]["status"], data["minimum"]["at"], data["maximum"]["status"]
    ('attained', [{'x': '0'}], 'unbounded')
    >>> global_data(None, [])["minimum"]["status"]
    'undecided'
    """
    if extrema is None:
        unknown = GlobalStatement(Attained.UNDECIDED, None, (), Grounds.NO_METHOD)
        extrema = GlobalExtrema(unknown, unknown)
    return {"minimum": _statement(extrema.minimum, places), "maximum": _statement(extrema.maximum, places)}


def _statement(side: GlobalStatement, places: list[dict[str, str]]) -> dict[str, Json]:
    return {
        "status": side.status.value,
        "value": None if side.value is None else side.value.text(),
        "at": [places[number] for number in side.at],
        "reason": sentence(side.grounds),
    }


def global_kind(extrema: GlobalExtrema | None, number: int, kind: Kind) -> str:
    """Whether critical point number `number` is a global extremum: minimum, maximum, no or undecided.

    Examples
    --------
    >>> from symhess import analyze
    >>> extrema = analyze("x^4 - 2x^2").extrema
    >>> [global_kind(extrema, k, kind) for k, kind in enumerate((Kind.MINIMUM, Kind.MAXIMUM))]
    ['minimum', 'no']
    >>> global_kind(None, 0, Kind.MINIMUM), global_kind(None, 0, Kind.SADDLE)
    ('undecided', 'no')
    """
    if kind is Kind.SADDLE:
        return "no"
    if extrema is not None:
        for side in (extrema.minimum, extrema.maximum):
            if number in side.at:
                return "minimum" if side is extrema.minimum else "maximum"
        sides = {Kind.MINIMUM: extrema.minimum, Kind.MAXIMUM: extrema.maximum}
        if kind in sides and _excludes(sides[kind]):
            return "no"
    return "undecided"


def _excludes(side: GlobalStatement) -> bool:
    """Whether points that are not named cannot attain the global extremum."""
    return side.value is not None or side.status in (Attained.UNBOUNDED, Attained.NOT_ATTAINED)


def convexity_data(statement: ConvexityStatement | None) -> dict[str, Json]:
    """The statement about convexity.

    Examples
    --------
    >>> import symhess
    >>> convexity_data(symhess.convexity("x^2").statement)["status"], convexity_data(None)["status"]
    ('strictly convex', 'undecided')
    """
    if statement is None:
        return {"status": "undecided", "domain": None, "reason": sentence(Grounds.NOT_EXAMINED)}
    domain = " and ".join(f"{condition} > 0" for condition in statement.domain)
    return {"status": statement.curvature.value, "domain": domain or None, "reason": sentence(statement.grounds)}
