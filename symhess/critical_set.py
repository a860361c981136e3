"""The solutions of ∇f = 0 and how much is known of them: points, components, completeness."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from flint import fmpq_mpoly
from sympy import Symbol

from symhess.derivation import Step
from symhess.exact import AlgebraicPoint, Real
from symhess.verdict import Reason

__all__ = ["Certainty", "Completeness", "CriticalComponent", "CriticalPoint", "CriticalSet", "Status"]


class Status(Enum):
    """How much of the critical set the list shows."""

    COMPLETE = "complete"
    COMPLETE_IN_BOX = "complete-in-box"
    INCOMPLETE = "incomplete"


class Certainty(Enum):
    """How a listed point is known."""

    EXACT = "exact"
    PROVED_UNIQUE = "proved-unique"
    NUMERIC = "numeric"


@dataclass(frozen=True, slots=True)
class Completeness:
    """Whether the list is the whole critical set; ``reason`` is set exactly when the status is incomplete."""

    status: Status
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, eq=False)
class CriticalPoint:
    """One real solution of ∇f = 0.

    Attributes
    ----------
    variables : tuple of Symbol
        The n variables of f.
    parts : tuple of AlgebraicPoint
        The point as a product: each part fixes the variables of one block that the equations do not join.
    coordinates : tuple of Real, length n
        The exact coordinates in the order of the variables.
    value : Real
        f at the point.
    """

    variables: tuple[Symbol, ...]
    parts: tuple[AlgebraicPoint, ...]
    coordinates: tuple[Real, ...]
    value: Real
    certainty: Certainty = Certainty.EXACT


@dataclass(frozen=True, slots=True, eq=False)
class CriticalComponent:
    """A positive-dimensional piece of the critical set, as the common zeros of equations."""

    equations: tuple[fmpq_mpoly, ...]
    dimension: int


@dataclass(frozen=True, slots=True, eq=False)
class CriticalSet:
    """All real critical points, or what was found of them, with the derivation that shows which."""

    variables: tuple[Symbol, ...]
    points: tuple[CriticalPoint, ...]
    components: tuple[CriticalComponent, ...]
    completeness: Completeness
    derivation: Step
