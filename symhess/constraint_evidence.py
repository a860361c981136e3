"""Evidence about functions on constraint sets and regions; a part of the closed union of ``evidence``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from sympy import Expr, Symbol

from symhess.exact import Real

__all__ = [
    "ActiveSet",
    "BorderedMinors",
    "CompactSet",
    "ConstraintEvidence",
    "CurveEnds",
    "LagrangeSystem",
    "MultiplierSigns",
    "Periods",
    "RayToInfinity",
    "Relaxation",
    "RegularConstraints",
    "SingularConstraintPoint",
    "TangentInertia",
]


@dataclass(frozen=True, slots=True)
class LagrangeSystem:
    """The critical points of f on the constraint set are those of L = f − Σ λ·g, in the variables and the multipliers.

    Where ``chart`` is not None, only points at which that minor of the constraints' Jacobian is not zero are meant;
    then the last multiplier belongs to the equation 1 − s·minor = 0 with one more unknown s.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> LagrangeSystem((x**2 + y**2 - 1,), (Symbol("lambda"),), x).lagrangian()
    -lambda*(x**2 + y**2 - 1) + x
    """

    constraints: tuple[Expr, ...]
    multipliers: tuple[Symbol, ...]
    function: Expr
    chart: Expr | None = None

    def lagrangian(self) -> Expr:
        """L."""
        return self.function - sum(m * g for m, g in zip(self.multipliers, self.constraints, strict=True))


@dataclass(frozen=True, slots=True)
class RegularConstraints:
    """The gradients of the constraints are linearly independent wherever the constraints hold.

    ``minors`` are the maximal minors of the Jacobian; they and the constraints have no common zero, not even a
    complex one.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> RegularConstraints((x**2 + y**2 - 1,), (2 * x, 2 * y)).minors
    (2*x, 2*y)
    """

    constraints: tuple[Expr, ...]
    minors: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class TangentInertia:
    """Signs of the eigenvalues of the Hessian of the Lagrange function on the tangent space of the constraint set.

    The bordered Hessian, of the Lagrange function in variables and multipliers, has as many eigenvalues of each sign
    and one more of either for every constraint.

    Examples
    --------
    >>> TangentInertia(1, 0, 0, 1).positive
    1
    """

    positive: int
    negative: int
    zero: int
    constraints: int


@dataclass(frozen=True, slots=True, eq=False)
class BorderedMinors:
    """The last n − k leading principal minors of the bordered Hessian, multipliers first, and their signs.

    A strict minimum where all have the sign of (−1)^k, a strict maximum where they alternate and the last one has the
    sign of (−1)^n.

    Examples
    --------
    >>> from flint import fmpq
    >>> from symhess.exact import Rational
    >>> BorderedMinors((Rational(fmpq(-8)),), (-1,), 1).signs
    (-1,)
    """

    minors: tuple[Real, ...]
    signs: tuple[int, ...]
    constraints: int


@dataclass(frozen=True, slots=True)
class SingularConstraintPoint:
    """Signs of f − f(p) on the half-branches of the constraint set at a singular point p.

    In the plane one for each half-branch, none where the point is alone; in space the signs on curves in the set.

    Examples
    --------
    >>> SingularConstraintPoint((1, 1)).signs
    (1, 1)
    """

    signs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CompactSet:
    """The set is closed and bounded, so that a continuous function attains its extrema.

    Attributes
    ----------
    variables : tuple of Symbol
    bounds : tuple of (Expr, Expr)
        Numbers between which the variables lie, as far as they are known; else infinite.
    forms : tuple of Expr
        Polynomials, nonpositive on the set, that go to +∞ with the variables for which no numbers are given.
    extra : tuple of Expr
        Where it is only a part of the set, polynomials that are nonnegative on that part: it holds the extremum.

    Examples
    --------
    >>> from sympy import oo
    >>> from sympy.abc import x
    >>> CompactSet((x,), ((-oo, oo),), (x**4 - x - 1,)).forms
    (x**4 - x - 1,)
    """

    variables: tuple[Symbol, ...]
    bounds: tuple[tuple[Expr, Expr], ...]
    forms: tuple[Expr, ...]
    extra: tuple[Expr, ...] = ()


@dataclass(frozen=True, slots=True)
class CurveEnds:
    """Where a function goes along the ends of a curve: 1 to +∞, -1 to −∞, 0 to a finite limit.

    The curve is where the equations and ``cut`` are zero; all of the set where ``cut`` is empty.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> CurveEnds(x * y, (x, y), (x**3 + y**3 - 16,), (), (-1, -1)).signs
    (-1, -1)
    """

    function: Expr
    variables: tuple[Symbol, ...]
    equations: tuple[Expr, ...]
    cut: tuple[Expr, ...]
    signs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ActiveSet:
    """The sets of inequalities that were taken as equations, with f studied on the common zeros of each.

    Sets that are not among them have no common zero, or hold one that has finitely many.

    Examples
    --------
    >>> from sympy.abc import x
    >>> ActiveSet((x, 1 - x), ((), (0,), (1,))).active
    ((), (0,), (1,))
    """

    inequalities: tuple[Expr, ...]
    active: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class MultiplierSigns:
    """Signs of the multipliers of the active inequalities h ≥ 0: where all are positive, f rises into the region.

    Examples
    --------
    >>> MultiplierSigns((0, 2), (1, -1)).signs
    (1, -1)
    """

    active: tuple[int, ...]
    signs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RayToInfinity:
    """The points point + t·direction, t ≥ 0, lie in the set, and sign·f goes to +∞ along them.

    Examples
    --------
    >>> RayToInfinity((2, 0), (1, 0), 1).direction
    (1, 0)
    """

    point: tuple[int, ...]
    direction: tuple[int, ...]
    sign: int


@dataclass(frozen=True, slots=True)
class Relaxation:
    """On the set f is ``function``, whose extremum on the larger set of ``equations`` is attained in the set itself.

    Examples
    --------
    >>> from sympy.abc import y, z
    >>> Relaxation(y * z + 1, (y, z), (y**2 + z**2 - 1,)).variables
    (y, z)
    """

    function: Expr
    variables: tuple[Symbol, ...]
    equations: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Periods:
    """f repeats in every variable, so that it has its extrema within one period.

    Examples
    --------
    >>> from sympy import pi
    >>> from sympy.abc import x
    >>> Periods((x,), (2 * pi,)).periods
    (2*pi,)
    """

    variables: tuple[Symbol, ...]
    periods: tuple[Expr, ...]


ConstraintEvidence: TypeAlias = (
    LagrangeSystem | RegularConstraints | TangentInertia | BorderedMinors | SingularConstraintPoint
    | CompactSet | CurveEnds | ActiveSet | MultiplierSigns | Periods | RayToInfinity | Relaxation
)
