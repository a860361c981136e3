"""Condition: one inequality that cuts a set out of space."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sympy import Expr

__all__ = ["Condition", "Relation"]


class Relation(Enum):
    """How the term of a condition lies to zero.

    Examples
    --------
    >>> Relation.NONZERO.value, Relation(">= 0").name
    ('!= 0', 'NONNEGATIVE')
    """

    POSITIVE = "> 0"
    NONZERO = "!= 0"
    NONNEGATIVE = ">= 0"


@dataclass(frozen=True, slots=True)
class Condition:
    """One inequality: a term lies to zero as the relation says.

    Examples
    --------
    >>> from sympy import Symbol
    >>> print(Condition(Symbol("x") + 1, Relation.POSITIVE))
    x + 1 > 0
    """

    term: Expr
    relation: Relation

    def __str__(self) -> str:
        return f"{self.term} {self.relation.value}"
