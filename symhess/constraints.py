"""What is found about a function on a constraint set or a region: candidates with multipliers, components."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Symbol

from symhess.condition import Condition
from symhess.critical_set import CriticalPoint
from symhess.derivation import Step
from symhess.exact import Real
from symhess.statements import GlobalExtrema
from symhess.verdict import Verdict

__all__ = ["Candidate", "ConstrainedComponent", "ConstraintStudy"]


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A point at which f can have an extremum on the set.

    Attributes
    ----------
    point : CriticalPoint
    verdict : Verdict
        The kind relative to the set.
    active : tuple of int
        Numbers of the constraints that are zero there: the equations first, then the inequalities.
    multipliers : tuple of Real
        One for each active constraint, with ∇f = Σ λ·∇g; empty where they are not determined.
    is_regular : bool
        Whether the gradients of the active constraints are linearly independent.

    Examples
    --------
    >>> import symhess
    >>> top = symhess.analyze("x + y", constraints="x^2 + y^2 = 2").constraint_study.candidates[1]
    >>> top.verdict.kind.value, [number.text() for number in top.multipliers], top.is_regular
    ('maximum', ['1/2'], True)
    """

    point: CriticalPoint
    verdict: Verdict
    active: tuple[int, ...]
    multipliers: tuple[Real, ...]
    is_regular: bool


@dataclass(frozen=True, slots=True, eq=False)
class ConstrainedComponent:
    """Infinitely many critical points of f on the set: the points where the equations are zero.

    ``samples`` are some of them. ``where`` has expressions with the sign, 1 or -1, that they have on this part.

    Examples
    --------
    >>> import symhess
    >>> (edge,) = symhess.analyze("x^2 + y^2", constraints="x^2 + y^2 = 1").constraint_study.components
    >>> edge.equations, edge.dimension, edge.verdict.strict
    ((x**2 + y**2 - 1,), 1, False)
    """

    variables: tuple[Symbol, ...]
    equations: tuple[Expr, ...]
    dimension: int
    active: tuple[int, ...]
    verdict: Verdict
    samples: tuple[CriticalPoint, ...]
    where: tuple[tuple[Expr, int], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class ConstraintStudy:
    """The set and everything found on it; a part of :class:`symhess.study.Study`.

    Attributes
    ----------
    equations : tuple of Expr
        Zero on the set, as the user gave them.
    region : tuple of Condition
        Inequalities that hold on the set.
    candidates : tuple of Candidate
        In the order of the study's points, then the singular ones.
    components : tuple of ConstrainedComponent
    extrema : GlobalExtrema
        Its statements number the candidates.
    step : Step
        How they were found.

    Examples
    --------
    >>> import symhess
    >>> found = symhess.analyze("x", region="x^2 + y^2 <= 1").constraint_study
    >>> found.region[0].term, len(found.candidates)
    (-x**2 - y**2 + 1, 2)
    """

    equations: tuple[Expr, ...]
    region: tuple[Condition, ...]
    candidates: tuple[Candidate, ...]
    components: tuple[ConstrainedComponent, ...]
    extrema: GlobalExtrema
    step: Step
