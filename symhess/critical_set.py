"""The solutions of ∇f = 0 and how much is known of them: points, components, completeness."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from flint import fmpq_mpoly
from sympy import Expr, Symbol, true
from sympy.logic.boolalg import Boolean

from symhess.derivation import Step
from symhess.displayed import Displayed
from symhess.evidence import PowerAlong, Scaling, TransverseHessian
from symhess.exact import AlgebraicPoint, Real
from symhess.verdict import Reason

__all__ = [
    "Certainty",
    "Completeness",
    "ComponentPiece",
    "CriticalComponent",
    "CriticalFamily",
    "CriticalPoint",
    "CriticalSet",
    "LevelPiece",
    "LevelSet",
    "Status",
]


Law: TypeAlias = PowerAlong | TransverseHessian | Scaling
"""What decides the kind of all points of a piece of a component."""


class Status(Enum):
    """How much of the critical set the list shows.

    Examples
    --------
    >>> import symhess
    >>> symhess.critical_points("x exp(x)").completeness.status
    <Status.COMPLETE: 'complete'>
    >>> symhess.critical_points("x^2", box=[(-1, 1)]).completeness.status.value
    'complete-in-box'
    >>> symhess.critical_points("x^2", time_limit=1e-9).completeness.status.value
    'incomplete'
    """

    COMPLETE = "complete"
    COMPLETE_IN_BOX = "complete-in-box"
    INCOMPLETE = "incomplete"


class Certainty(Enum):
    """How a listed point is known.

    Examples
    --------
    >>> import symhess
    >>> symhess.critical_points("x^5 - x").points[0].certainty
    <Certainty.EXACT: 'exact'>
    >>> Certainty("numeric") is Certainty.EXACT
    False
    """

    EXACT = "exact"
    PROVED_UNIQUE = "proved-unique"
    NUMERIC = "numeric"


@dataclass(frozen=True, slots=True)
class Completeness:
    """Whether the list is the whole critical set; ``reason`` is set exactly when the status is incomplete.

    ``box`` is the closed box that was searched, by exact ends in the order of the variables, where the list is complete
    in a box only, or would be if that box were not a part of the domain.

    Examples
    --------
    >>> import symhess
    >>> symhess.critical_points("x^3 + x").completeness.status
    <Status.COMPLETE: 'complete'>
    >>> symhess.critical_points("x^3 + x", time_limit=1e-9).completeness.reason.value
    'time-limit'
    """

    status: Status
    reason: Reason | None = None
    box: tuple[tuple[Expr, Expr], ...] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class CriticalPoint(Displayed):
    """One real solution of ∇f = 0.

    Attributes
    ----------
    variables : tuple of Symbol
        The n variables of f.
    parts : tuple of AlgebraicPoint
        The point as a product: each part fixes the variables of one block that the equations do not join. Empty where
        f is not a polynomial.
    coordinates : tuple of Real, length n
        In the order of the variables; exact, or enclosures to at least 192 bits where the point is proved to be the
        only one in a box.
    value : Real
        f at the point.

    Examples
    --------
    >>> import symhess
    >>> point = symhess.critical_points("x^3 - 2x + y^2").points[1]
    >>> [coordinate.text() for coordinate in point.coordinates], point.value.text(), len(point.parts)
    (['sqrt(6)/3', '0'], '-4*sqrt(6)/9', 2)
    >>> root = symhess.critical_points("x^6 - 15x^2 - 6x").points[0].coordinates[0]
    >>> root.text()
    'CRootOf(x**5 - 5*x - 1, 0)'
    """

    variables: tuple[Symbol, ...]
    parts: tuple[AlgebraicPoint, ...]
    coordinates: tuple[Real, ...]
    value: Real
    certainty: Certainty = Certainty.EXACT

    def __repr__(self) -> str:
        pairs = zip(self.variables, self.coordinates, strict=True)
        place = ", ".join(f"{variable} = {number.brief()}" for variable, number in pairs)
        return f"<{place}: f = {self.value.brief()}>"


@dataclass(frozen=True, slots=True, eq=False)
class ComponentPiece:
    """The part of a component on which f behaves alike.

    Attributes
    ----------
    where : tuple of (fmpq_mpoly, int)
        Polynomials with the sign, 1 or -1, that they have on the piece.
    law : PowerAlong, TransverseHessian, Scaling or None
        What the block of f that the component belongs to does there; ``None`` where that is not known.
    samples : tuple of CriticalPoint
        At least one real point of the piece, of every arc where arcs could be told apart.

    Examples
    --------
    >>> import symhess
    >>> (line,) = symhess.critical_points("x^2 y").components
    >>> [(piece.where, piece.law.sign) for piece in line.pieces]
    [(((y, 1),), 1), (((y, -1),), -1)]
    >>> (circle,) = symhess.critical_points("(x^2 + y^2 - 1)^2").components
    >>> circle.pieces[0].where
    ()
    """

    where: tuple[tuple[fmpq_mpoly, int], ...]
    law: Law | None
    samples: tuple[CriticalPoint, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CriticalComponent:
    """A positive-dimensional part of the critical set, as the common zeros of equations.

    ``pieces`` cover it up to points that are listed apart; without pieces nothing more is known of it.

    Examples
    --------
    >>> import symhess
    >>> (circle,) = symhess.critical_points("(x^2 + y^2 - 1)^2").components
    >>> circle.equations, circle.dimension, len(circle.pieces)
    ((x^2 + y^2 - 1,), 1, 1)
    >>> symhess.critical_points("(x^2 + y^2 + 1)^2").components
    ()
    """

    equations: tuple[fmpq_mpoly, ...]
    dimension: int
    pieces: tuple[ComponentPiece, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class CriticalFamily:
    """Isolated critical points that repeat, such as x = π/2 + π·n for all integers n.

    Attributes
    ----------
    variables : tuple of Symbol
    parameters : tuple of Symbol
        Plain symbols that stand for integers; none is a variable.
    at : tuple of Expr, length n
        The coordinates in terms of the parameters, in the order of the variables.
    condition : Boolean
        On the parameters, for example ``Eq(Mod(n + m, 2), 0)``; ``true`` where all integers are meant.

    Examples
    --------
    >>> from sympy import Eq, Mod, pi, symbols
    >>> x, n = symbols("x n")
    >>> CriticalFamily((x,), (n,), (pi * n,), Eq(Mod(n, 2), 0)).condition.subs(n, 4)
    True
    >>> CriticalFamily((x,), (n,), (pi * n,)).condition
    True
    """

    variables: tuple[Symbol, ...]
    parameters: tuple[Symbol, ...]
    at: tuple[Expr, ...]
    condition: Boolean = true


@dataclass(frozen=True, slots=True, eq=False)
class LevelPiece:
    """The part of a level set on which f behaves alike.

    Attributes
    ----------
    where : tuple of (Expr, int)
        Expressions with the sign, 1 or -1, that they have on the piece.
    samples : tuple of CriticalPoint
        Some real points of the piece.

    Examples
    --------
    >>> from sympy import Symbol
    >>> LevelPiece(((Symbol("x"), -1),), ()).samples
    ()
    """

    where: tuple[tuple[Expr, int], ...]
    samples: tuple[CriticalPoint, ...]


@dataclass(frozen=True, slots=True, eq=False)
class LevelSet:
    """A positive-dimensional part of the critical set of a function that is no polynomial, such as cos(x + y) = 0.

    Its points are the common zeros of ``equations`` in the domain of f; ``pieces`` cover it up to points that are
    listed apart, and without pieces nothing more is known of it.

    Examples
    --------
    >>> from sympy import cos, sin, symbols
    >>> x, y = symbols("x y")
    >>> crests = LevelPiece(((sin(x + y), 1),), ())
    >>> troughs = LevelPiece(((sin(x + y), -1),), ())
    >>> LevelSet((x, y), (cos(x + y),), 1, (crests, troughs)).dimension
    1
    >>> LevelSet((x, y), (x,), 1).pieces
    ()
    """

    variables: tuple[Symbol, ...]
    equations: tuple[Expr, ...]
    dimension: int
    pieces: tuple[LevelPiece, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class CriticalSet(Displayed):
    """All real critical points, or what was found of them, with the derivation that shows which.

    Points where f has a value but no gradient are listed apart, as ``nonsmooth_points``. Critical points of a
    polynomial outside of the function's domain or box are ``excluded``: they count for the proof that nothing is
    missing.

    Examples
    --------
    >>> import symhess
    >>> found = symhess.critical_points("x^2 y")
    >>> found.variables, len(found.points), len(found.components), found.completeness.status.value
    ((x, y), 1, 1, 'complete')
    >>> len(symhess.critical_points("x + y").points)
    0
    """

    variables: tuple[Symbol, ...]
    points: tuple[CriticalPoint, ...]
    components: tuple[CriticalComponent, ...]
    completeness: Completeness
    derivation: Step
    families: tuple[CriticalFamily, ...] = ()
    level_sets: tuple[LevelSet, ...] = ()
    nonsmooth_points: tuple[CriticalPoint, ...] = ()
    excluded: tuple[CriticalPoint, ...] = ()

    def __repr__(self) -> str:
        names = ", ".join(variable.name for variable in self.variables)
        counts = {
            "points": len(self.points),
            "families": len(self.families),
            "components": len(self.components) + len(self.level_sets),
            "without gradient": len(self.nonsmooth_points),
        }
        found = ", ".join(f"{noun}: {number}" for noun, number in counts.items() if number) or "no points"
        return f"<CriticalSet in {names}; {found}; {self.completeness.status.value}>"
