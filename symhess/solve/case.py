"""Case and Solved: one system on the way to its solutions, and what is known once a strategy has answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from flint import fmpq_mpoly

from symhess.budget import Deadline
from symhess.critical_set import CriticalComponent
from symhess.derivation import Claim, Step
from symhess.evidence import Evidence, NotSolved
from symhess.exact import AlgebraicPoint, RealRoot
from symhess.verdict import Reason

__all__ = ["Case", "Solve", "Solved", "Strategy", "solved", "unsolved"]


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """Equations in the unknowns that are not yet expressed by others.

    Attributes
    ----------
    unknowns : tuple of int
        Numbers of the unknowns to solve for.
    equations : mapping of int to fmpq_mpoly
        The current form of every equation that is left, by its number.
    constants : mapping of int to RealRoot
        True values of those unknowns that stand for irrational constants.
    deadline : Deadline
    irreducible : frozenset of int
        Numbers of equations that are known not to factor.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> case = Case((0, 1), {0: x * y, 1: x - y}, {}, Deadline(None))
    >>> case.with_equation(0, y).irreducible
    frozenset({0})
    """

    unknowns: tuple[int, ...]
    equations: Mapping[int, fmpq_mpoly]
    constants: Mapping[int, RealRoot]
    deadline: Deadline
    irreducible: frozenset[int] = field(default_factory=frozenset)

    def with_equation(self, number: int, polynomial: fmpq_mpoly) -> Case:
        """The case with one equation replaced by an irreducible factor of it."""
        equations = {**self.equations, number: polynomial}
        return replace(self, equations=equations, irreducible=self.irreducible | {number})


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """The real solutions of a case, the step that says why, and what remains open.

    Examples
    --------
    >>> unsolved(Reason.TIME_LIMIT).points
    ()
    """

    step: Step
    points: tuple[AlgebraicPoint, ...]
    components: tuple[CriticalComponent, ...] = ()
    open_reason: Reason | None = None


Solve = Callable[[Case], Solved]
Strategy = Callable[[Case, Solve], Solved | None]


def solved(
    evidence: Evidence,
    points: tuple[AlgebraicPoint, ...] = (),
    *,
    premises: tuple[Solved, ...] = (),
    components: tuple[CriticalComponent, ...] | None = None,
    open_reason: Reason | None = None,
) -> Solved:
    """A result that takes over its premises' open questions, and their components where it gives none itself.

    Examples
    --------
    >>> from symhess.evidence import Blocks
    >>> solved(Blocks(((0,),)), premises=(unsolved(Reason.TOO_LARGE),)).open_reason.value
    'too-large'
    """
    step = Step(Claim.SOLUTIONS, (evidence,), tuple(p.step for p in premises))
    inherited = (p.open_reason for p in premises if p.open_reason is not None)
    if components is None:
        components = tuple(c for p in premises for c in p.components)
    return Solved(step, points, components, open_reason or next(inherited, None))


def unsolved(reason: Reason, points: tuple[AlgebraicPoint, ...] = ()) -> Solved:
    """A case that stays open; the points found are solutions, but perhaps not all.

    Examples
    --------
    >>> unsolved(Reason.TIME_LIMIT).step.evidence
    (NotSolved(reason='time-limit'),)
    """
    return solved(NotSolved(reason.value), points, open_reason=reason)
