"""Evidence records about the whole function: convexity on a domain, bounds, and behaviour far away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from flint import fmpq
from sympy import Expr, Symbol

from symhess.exact import Real

__all__ = [
    "AffineAlong",
    "BoundedRest",
    "CompositionRule",
    "CurvatureWitnesses",
    "CurveToInfinity",
    "GlobalBound",
    "HessianMinors",
    "LeadingForm",
    "LimitAtInfinity",
    "NoFlatSegment",
    "ShapeEvidence",
]


@dataclass(frozen=True, slots=True)
class HessianMinors:
    """On the domain sign·H is positive semidefinite in these variables, which no second derivative joins to others.

    ``minors`` are the leading principal minors of sign·H, all nonnegative and none of them the zero function; or, if
    ``all_principal``, all principal minors, smaller ones first, all nonnegative. They are positive where ``strict``.

    Examples
    --------
    >>> import symhess
    >>> symhess.convexity("x^2 + x y + y^4", domain="y > 1").evidence[0].minors
    (2, 24*y**2 - 1)
    >>> symhess.convexity("(x + y)^4").evidence[0].all_principal
    True
    """

    domain: tuple[Expr, ...]
    variables: tuple[Symbol, ...]
    sign: int
    minors: tuple[Expr, ...]
    all_principal: bool
    strict: bool


@dataclass(frozen=True, slots=True)
class CurvatureWitnesses:
    """Points of the domain and integer vectors: uᵀH(p)u > 0 at the first point, vᵀH(q)v < 0 at the second.

    Examples
    --------
    >>> import symhess
    >>> symhess.convexity("x^3").evidence
    (CurvatureWitnesses(up_at=(1,), up=(1,), down_at=(-1,), down=(1,)),)
    """

    up_at: tuple[fmpq, ...]
    up: tuple[int, ...]
    down_at: tuple[fmpq, ...]
    down: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AffineAlong:
    """f is affine on the part in the domain of the line through ``point`` with this direction.

    With a ``length`` it is affine only on the segment of the points ``point + t·direction`` with 0 < t < length.

    Examples
    --------
    >>> import symhess
    >>> symhess.convexity("(x + y)^4").evidence[-1].direction
    (1, -1)
    """

    point: tuple[fmpq, ...]
    direction: tuple[int, ...]
    length: fmpq | None = None


@dataclass(frozen=True, slots=True)
class NoFlatSegment:
    """The Hessian is singular at most where ``where`` is zero, and f is affine on no segment inside that set.

    Examples
    --------
    >>> import symhess
    >>> symhess.convexity("x^4").evidence[-1]
    NoFlatSegment(where=12*x**2)
    """

    where: Expr


@dataclass(frozen=True, slots=True)
class CompositionRule:
    """One step of composition: ``expression`` has this curvature by the rule, given that of its parts.

    Examples
    --------
    >>> import symhess
    >>> [record.rule for record in symhess.convexity("abs(x) + abs(y)").evidence[:3]]
    ['absolute-value', 'absolute-value', 'sum']
    """

    expression: Expr
    curvature: str
    rule: str
    parts: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class LeadingForm:
    """The terms of highest weighted degree of a part of f; in its variables they have this sign at every point but 0.

    ``weights`` are those of the variables of the part; f is the sum of such parts without common variables.

    Examples
    --------
    >>> import symhess
    >>> symhess.analyze("x^4 + y^4 - x y").extrema.minimum.evidence
    (LeadingForm(form=x**4 + y**4, sign=1, variables=(x, y), weights=(1, 1)),)
    """

    form: Expr
    sign: int
    variables: tuple[Symbol, ...]
    weights: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class GlobalBound:
    """f is nowhere below ``value`` (sign 1), or nowhere above it (sign −1).

    Examples
    --------
    >>> import symhess
    >>> bound = symhess.analyze("(x y - 1)^2 + x^2").extrema.minimum.evidence[0]
    >>> bound.value.text(), bound.sign
    ('0', 1)
    """

    value: Real
    sign: int


@dataclass(frozen=True, slots=True, eq=False)
class CurveToInfinity:
    """Along the curve, for t → ∞, f behaves like coefficient·t^power, or tends to the coefficient where power is 0.

    For the power −1 and the coefficient ±1 all that is known is that ±f outgrows the logarithm of t.

    Examples
    --------
    >>> import symhess
    >>> ray = symhess.analyze("x^3 + y^2").extrema.minimum.evidence[0]
    >>> ray.curve, ray.coefficient.text(), ray.power
    ((-t, 0), '-1', 3)
    """

    curve: tuple[Expr, ...]
    coefficient: Real
    power: int


@dataclass(frozen=True, slots=True)
class BoundedRest:
    """f is a polynomial plus this expression, which nowhere passes the bound: it lies above for sign 1, else below.

    Examples
    --------
    >>> import symhess
    >>> symhess.analyze("x^2 + y^2 + sin(x y)").extrema.minimum.evidence[0]
    BoundedRest(expression=sin(x*y), bound=-1, sign=1)
    """

    expression: Expr
    bound: Expr
    sign: int


@dataclass(frozen=True, slots=True, eq=False)
class LimitAtInfinity:
    """f is continuous and tends to this value as the distance from the origin grows, in whatever direction.

    Examples
    --------
    >>> import symhess
    >>> symhess.analyze("x exp(-x^2 - y^2)").extrema.maximum.evidence[0].value.text()
    '0'
    """

    value: Real


ShapeEvidence: TypeAlias = (
    HessianMinors | CurvatureWitnesses | AffineAlong | NoFlatSegment | CompositionRule
    | LeadingForm | GlobalBound | CurveToInfinity | BoundedRest | LimitAtInfinity
)
