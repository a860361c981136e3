"""The answer to one problem: candidates, components, families, how far they are complete, and why."""

from __future__ import annotations

from dataclasses import dataclass

from symhess.constrained.cores import Core
from symhess.constrained.problem import Problem
from symhess.constraints import Candidate, ConstrainedComponent
from symhess.critical_set import Completeness
from symhess.derivation import Step
from symhess.study import ClassifiedFamily

__all__ = ["Stratum"]


@dataclass(frozen=True, slots=True, eq=False)
class Stratum:
    """f on the common zeros of some equations.

    Attributes
    ----------
    problem : Problem
    candidates : tuple of Candidate
        All points at which f can have an extremum on the set, if complete: regular critical points, singular points.
    components : tuple of ConstrainedComponent
    completeness : Completeness
    step : Step
    is_empty : bool
        Whether no point satisfies the equations, as far as that was seen at once.
    families : tuple of ClassifiedFamily
    core : Core or None
        The outer function that was taken off.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.budget import Deadline
    >>> from symhess.constrained.strata import stratum
    >>> stratum(Problem(x, (x, y), (x**2 + y**2 - 1,), (0,)), Deadline(10)).completeness.status.value
    'complete'
    """

    problem: Problem
    candidates: tuple[Candidate, ...]
    components: tuple[ConstrainedComponent, ...]
    completeness: Completeness
    step: Step
    is_empty: bool = False
    families: tuple[ClassifiedFamily, ...] = ()
    core: Core | None = None
