"""Whether two values are built alike, number for number."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from flint import arb

__all__ = ["are_alike"]


def are_alike(first: Any, second: Any) -> bool:
    """Whether two values of the package have the same structure and the same numbers in it.

    Examples
    --------
    >>> from symhess.evidence import OppositeCurvature
    >>> are_alike(OppositeCurvature((1, 0), (0, 1)), OppositeCurvature((1, 0), (0, 1)))
    True
    >>> are_alike(OppositeCurvature((1, 0), (0, 1)), OppositeCurvature((1, 0), (0, 2)))
    False
    """
    if first is second:
        return True
    if type(first) is not type(second):
        return False
    if is_dataclass(first):
        return all(are_alike(getattr(first, field.name), getattr(second, field.name)) for field in fields(first))
    if isinstance(first, tuple):
        return len(first) == len(second) and all(map(are_alike, first, second))
    if isinstance(first, arb):
        return bool(first.mid() == second.mid() and first.rad() == second.rad())
    return bool(first == second)
