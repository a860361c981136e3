"""Study: everything that one analysis found, as one immutable value."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import ImmutableDenseMatrix

from symhess.critical_set import ComponentPiece, CriticalComponent, CriticalPoint, CriticalSet
from symhess.derivation import Step
from symhess.function import ScalarFunction
from symhess.verdict import Verdict

__all__ = ["ClassifiedPiece", "ClassifiedPoint", "Derivatives", "Study"]


@dataclass(frozen=True, slots=True, eq=False)
class Derivatives:
    """Gradient and Hessian with the steps that derive them.

    Attributes
    ----------
    gradient : ImmutableDenseMatrix, shape (n, 1)
    hessian : ImmutableDenseMatrix, shape (n, n)
        Entry (i, j) is ∂/∂x_j of ∂f/∂x_i, derived in this order, above and below the diagonal alike.
    gradient_steps : tuple of Step, length n
    hessian_steps : tuple of tuple of Step, shape (n, n)
    clairaut : Step
        Claim CLAIRAUT with one MixedPartialsAgree record for each pair of variables.
    """

    gradient: ImmutableDenseMatrix
    hessian: ImmutableDenseMatrix
    gradient_steps: tuple[Step, ...]
    hessian_steps: tuple[tuple[Step, ...], ...]
    clairaut: Step


@dataclass(frozen=True, slots=True, eq=False)
class ClassifiedPoint:
    """A critical point and the verdict about it."""

    point: CriticalPoint
    verdict: Verdict


@dataclass(frozen=True, slots=True, eq=False)
class ClassifiedPiece:
    """A piece of a critical component and the verdict about all its points."""

    component: CriticalComponent
    piece: ComponentPiece
    verdict: Verdict


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """The second-order study of one function."""

    function: ScalarFunction
    derivatives: Derivatives
    critical_set: CriticalSet
    points: tuple[ClassifiedPoint, ...]
    pieces: tuple[ClassifiedPiece, ...] = ()
