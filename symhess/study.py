"""Study: everything that one analysis found, as one immutable value."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import ImmutableDenseMatrix

from symhess.constraints import ConstraintStudy
from symhess.critical_set import (
    ComponentPiece,
    CriticalComponent,
    CriticalFamily,
    CriticalPoint,
    CriticalSet,
    LevelPiece,
    LevelSet,
)
from symhess.derivation import Step
from symhess.displayed import Displayed
from symhess.function import ScalarFunction
from symhess.statements import ConvexityStatement, GlobalExtrema
from symhess.verdict import Verdict

__all__ = ["ClassifiedFamily", "ClassifiedLevel", "ClassifiedPiece", "ClassifiedPoint", "Derivatives", "Study"]


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

    Examples
    --------
    >>> import symhess
    >>> derivatives = symhess.analyze("x^2 y + sin(x y)").derivatives
    >>> derivatives.gradient
    Matrix([
    [2*x*y + y*cos(x*y)],
    [ x**2 + x*cos(x*y)]])
    >>> symhess.analyze("x^2").derivatives.clairaut.evidence
    ()
    """

    gradient: ImmutableDenseMatrix
    hessian: ImmutableDenseMatrix
    gradient_steps: tuple[Step, ...]
    hessian_steps: tuple[tuple[Step, ...], ...]
    clairaut: Step


@dataclass(frozen=True, slots=True, eq=False)
class ClassifiedPoint(Displayed):
    """A critical point and the verdict about it.

    Examples
    --------
    >>> import symhess
    >>> found = symhess.analyze("x^2 - y^2").points[0]
    >>> [number.text() for number in found.point.coordinates], found.verdict.kind.value
    (['0', '0'], 'saddle')
    >>> symhess.analyze("x - y").points
    ()
    """

    point: CriticalPoint
    verdict: Verdict

    def __repr__(self) -> str:
        return f"<{self.verdict.brief()} at {repr(self.point)[1:]}"


@dataclass(frozen=True, slots=True, eq=False)
class ClassifiedPiece:
    """A piece of a critical component and the verdict about all its points.

    Examples
    --------
    >>> import symhess
    >>> for found in symhess.analyze("x^2 y").pieces:
    ...     print(found.component.equations, found.piece.where, found.verdict.kind.value, found.verdict.strict)
    (x,) ((y, 1),) minimum False
    (x,) ((y, -1),) maximum False
    """

    component: CriticalComponent
    piece: ComponentPiece
    verdict: Verdict


@dataclass(frozen=True, slots=True, eq=False)
class ClassifiedFamily(Displayed):
    """Repeating critical points of one kind and the verdict about all of them.

    A family whose points differ is split by its condition, so that each part is of one kind.

    Examples
    --------
    >>> from sympy import Symbol, pi
    >>> from symhess.verdict import Kind, Verdict
    >>> family = CriticalFamily((Symbol("x"),), (Symbol("n"),), (pi * Symbol("n"),))
    >>> ClassifiedFamily(family, Verdict(Kind.UNDECIDED, None, "", ())).verdict.kind.value
    'undecided'
    """

    family: CriticalFamily
    verdict: Verdict

    def __repr__(self) -> str:
        at = ", ".join(map(str, self.family.at))
        where = "" if self.family.condition == True else f" with {self.family.condition}"  # noqa: E712 - SymPy's truth
        return f"<{self.verdict.brief()} at ({at}){where}>"


@dataclass(frozen=True, slots=True, eq=False)
class ClassifiedLevel:
    """A piece of a level set and the verdict about all its points.

    Examples
    --------
    >>> from sympy import Symbol
    >>> from symhess.verdict import Kind, Verdict
    >>> piece = LevelPiece((), ())
    >>> level = LevelSet((Symbol("x"), Symbol("y")), (Symbol("x"),), 1, (piece,))
    >>> ClassifiedLevel(level, piece, Verdict(Kind.MINIMUM, False, "outer-function", ())).verdict.strict
    False
    """

    level_set: LevelSet
    piece: LevelPiece
    verdict: Verdict


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """The second-order study of one function.

    Examples
    --------
    >>> import symhess
    >>> study = symhess.analyze("x^3 - 3x")
    >>> isinstance(study, Study), study.gradient, study.hessian
    (True, Matrix([[3*x**2 - 3]]), Matrix([[6*x]]))
    >>> [found.verdict.kind.value for found in study.points], study.pieces
    (['maximum', 'minimum'], ())
    """

    function: ScalarFunction
    derivatives: Derivatives
    critical_set: CriticalSet
    points: tuple[ClassifiedPoint, ...]
    pieces: tuple[ClassifiedPiece, ...] = ()
    families: tuple[ClassifiedFamily, ...] = ()
    levels: tuple[ClassifiedLevel, ...] = ()
    nonsmooth_points: tuple[ClassifiedPoint, ...] = ()
    constraint_study: ConstraintStudy | None = None
    extrema: GlobalExtrema | None = None
    convexity: ConvexityStatement | None = None

    @property
    def gradient(self) -> ImmutableDenseMatrix:
        """The gradient, shape (n, 1)."""
        return self.derivatives.gradient

    @property
    def hessian(self) -> ImmutableDenseMatrix:
        """The Hessian, shape (n, n), every entry derived by itself."""
        return self.derivatives.hessian
