"""The solutions of ∇f = 0 and how much is known of them: points, components, completeness."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from flint import fmpq_mpoly
from sympy import Symbol

from symhess.derivation import Step
from symhess.evidence import PowerAlong
from symhess.exact import AlgebraicPoint, Real
from symhess.verdict import Reason

__all__ = ["Certainty", "Completeness", "ComponentPiece", "CriticalComponent", "CriticalPoint", "CriticalSet", "Status"]


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
class ComponentPiece:
    """The part of a component on which f behaves alike.

    Attributes
    ----------
    where : tuple of (fmpq_mpoly, int)
        Polynomials with the sign, 1 or -1, that they have on the piece.
    power : PowerAlong or None
        How the block of f that the component belongs to leaves its value there; ``None`` where that is not known.
    samples : tuple of CriticalPoint
        At least one real point of the piece, of every arc where arcs could be told apart.
    """

    where: tuple[tuple[fmpq_mpoly, int], ...]
    power: PowerAlong | None
    samples: tuple[CriticalPoint, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CriticalComponent:
    """A positive-dimensional part of the critical set, as the common zeros of equations.

    ``pieces`` cover it up to points that are listed apart; without pieces nothing more is known of it.
    """

    equations: tuple[fmpq_mpoly, ...]
    dimension: int
    pieces: tuple[ComponentPiece, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class CriticalSet:
    """All real critical points, or what was found of them, with the derivation that shows which."""

    variables: tuple[Symbol, ...]
    points: tuple[CriticalPoint, ...]
    components: tuple[CriticalComponent, ...]
    completeness: Completeness
    derivation: Step
