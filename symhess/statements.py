"""Statements about the whole function: convexity on a domain, global extrema."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sympy import Expr, Symbol

from symhess.constraint_evidence import ConstraintEvidence
from symhess.displayed import Displayed
from symhess.exact import Real
from symhess.shape import ShapeEvidence

__all__ = ["Attained", "ConvexityStatement", "Curvature", "GlobalExtrema", "GlobalStatement", "Grounds"]


class Curvature(Enum):
    """What a function is on its domain; an affine function counts as convex.

    Examples
    --------
    >>> import symhess
    >>> symhess.convexity("x^3", domain="x < 0").status
    'strictly concave'
    >>> Curvature("neither") is Curvature.UNDECIDED
    False
    """

    STRICTLY_CONVEX = "strictly convex"
    CONVEX = "convex"
    STRICTLY_CONCAVE = "strictly concave"
    CONCAVE = "concave"
    NEITHER = "neither"
    UNDECIDED = "undecided"


class Grounds(Enum):
    """Why a statement about the whole function holds, or is open; ``render.phrases`` has the sentences.

    Examples
    --------
    >>> import symhess
    >>> symhess.convexity("x y").statement.grounds
    <Grounds.OPPOSITE_CURVATURE: 'opposite-curvature'>
    """

    AFFINE = "affine"
    HESSIAN = "hessian"
    HESSIAN_STRICTNESS_OPEN = "hessian-strictness-open"
    AFFINE_SEGMENT = "affine-segment"
    COMPOSITION = "composition"
    COMPOSITION_STRICTNESS_OPEN = "composition-strictness-open"
    OPPOSITE_CURVATURE = "opposite-curvature"
    DOMAIN_NOT_CONVEX = "domain-not-convex"
    NO_POINT = "no-point"
    NOT_SMOOTH = "not-smooth"
    SIGN_NOT_FOUND = "sign-not-found"
    TIME_LIMIT = "time-limit"
    NOT_EXAMINED = "not-examined"
    COERCIVE = "coercive"
    CONVEX_FUNCTION = "convex-function"
    TAILS = "tails"
    COMPACT = "compact"
    CURVE_ENDS = "curve-ends"
    EMPTY_SET = "empty-set"
    OPEN_FACE = "open-face"
    PERIODIC = "periodic"
    BOUND_ATTAINED = "bound-attained"
    BOUND_APPROACHED = "bound-approached"
    UNBOUNDED_CURVE = "unbounded-curve"
    LIMIT_PASSED = "limit-passed"
    LIMIT_APPROACHED = "limit-approached"
    NO_BOUND = "no-bound"
    SET_INCOMPLETE = "set-incomplete"
    NO_METHOD = "no-method"


@dataclass(frozen=True, slots=True, eq=False)
class ConvexityStatement:
    """What f is on an open convex domain, and why.

    Attributes
    ----------
    curvature : Curvature
    variables : tuple of Symbol
    domain : tuple of Expr
        The domain is where all of them are positive; empty for the whole space.
    grounds : Grounds
    evidence : tuple of records
    modulus : Real or None
        The largest μ for which sign·H − μ·I is positive semidefinite on the domain (strong convexity), where known.
    smoothness : Real or None
        The smallest L for which L·I − sign·H is positive semidefinite on the domain, where it exists and is known.

    Examples
    --------
    >>> import symhess
    >>> found = symhess.convexity("x^2 + x y + y^2").statement
    >>> found.curvature.value, found.modulus.text(), found.smoothness.text()
    ('strictly convex', '1', '3')
    """

    curvature: Curvature
    variables: tuple[Symbol, ...]
    domain: tuple[Expr, ...]
    grounds: Grounds
    evidence: tuple[ShapeEvidence, ...] = ()
    modulus: Real | None = None
    smoothness: Real | None = None


class Attained(Enum):
    """Whether a function has a smallest (or a largest) value.

    Examples
    --------
    >>> import symhess
    >>> symhess.analyze("x^3").extrema.minimum.status
    <Attained.UNBOUNDED: 'unbounded'>
    """

    ATTAINED = "attained"
    NOT_ATTAINED = "not-attained"
    UNBOUNDED = "unbounded"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, eq=False)
class GlobalStatement:
    """What is known of the global minimum, or of the global maximum.

    Attributes
    ----------
    status : Attained
    value : Real or None
        The extremal value, or the bound that is only approached.
    at : tuple of int
        Numbers of the critical points that attain it, counted on through the points without gradient; empty where a
        family or a component does.
    grounds : Grounds
    evidence : tuple of records

    Examples
    --------
    >>> import symhess
    >>> lowest = symhess.analyze("x^4 - 2x^2").extrema.minimum
    >>> lowest.value.text(), lowest.at
    ('-1', (0, 2))
    >>> symhess.analyze("x^2 + y^2").extrema.maximum.value is None
    True
    """

    status: Attained
    value: Real | None
    at: tuple[int, ...]
    grounds: Grounds
    evidence: tuple[ShapeEvidence | ConstraintEvidence, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class GlobalExtrema(Displayed):
    """Both global statements.

    Examples
    --------
    >>> import symhess
    >>> extrema = symhess.analyze("x^2 + y^2").extrema
    >>> extrema.minimum.status.value, extrema.maximum.status.value
    ('attained', 'unbounded')
    """

    minimum: GlobalStatement
    maximum: GlobalStatement

    def __repr__(self) -> str:
        sides = (("minimum", self.minimum), ("maximum", self.maximum))
        told = (
            f"{name} {side.status.value}" + (f" {side.value.brief()}" if side.value is not None else "")
            for name, side in sides
        )
        return f"<{'; '.join(told)}>"
