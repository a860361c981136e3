"""What a rung of the ladder finds: a kind, whether it is strict, and the records that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sympy import Expr, Integer, Symbol

from symhess.classify.curves import Curve
from symhess.classify.germ import Germ
from symhess.evidence import Evidence, Part, SignChange, Summands, ZeroCurve
from symhess.verdict import Kind

__all__ = [
    "Finding",
    "curve_expressions",
    "extremum",
    "increments_of",
    "is_constant",
    "opposite",
    "part_of",
    "saddle",
    "sign_change",
    "sum_of_parts",
    "zero_curve",
]

T = Symbol("t")


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """A decided kind.

    Attributes
    ----------
    kind : Kind
    strict : bool or None
        ``None`` for saddles and where it is not known.
    decided_by : str
    evidence : tuple of Evidence

    Examples
    --------
    >>> Finding(Kind.SADDLE, None, "half-branches", ()).strict is None
    True
    >>> extremum(1, False, "half-branches").strict
    False
    """

    kind: Kind
    strict: bool | None
    decided_by: str
    evidence: tuple[Evidence, ...]


def extremum(sign: int, strict: bool | None, decided_by: str, *evidence: Evidence) -> Finding:
    """A minimum for a positive sign, a maximum for a negative one.

    Examples
    --------
    >>> extremum(-1, True, "corank-one").kind.value
    'maximum'
    """
    return Finding(Kind.MINIMUM if sign > 0 else Kind.MAXIMUM, strict, decided_by, evidence)


def saddle(decided_by: str, *evidence: Evidence) -> Finding:
    """Neither minimum nor maximum.

    Examples
    --------
    >>> saddle("half-branches").strict is None
    True
    """
    return Finding(Kind.SADDLE, None, decided_by, evidence)


def opposite(finding: Finding) -> Finding:
    """What −f is where f is as found; the evidence speaks of f still.

    Examples
    --------
    >>> opposite(extremum(1, True, "corank-one")).kind.value
    'maximum'
    """
    swapped = {Kind.MINIMUM: Kind.MAXIMUM, Kind.MAXIMUM: Kind.MINIMUM}
    return replace(finding, kind=swapped.get(finding.kind, finding.kind))


def part_of(expression: Expr, finding: Finding) -> Part:
    """The record of what was found about a simpler function.

    Examples
    --------
    >>> from sympy.abc import x
    >>> part_of(x**4, extremum(1, True, "corank-one")).kind
    'minimum'
    """
    return Part(expression, finding.kind.value, finding.strict, finding.evidence)


def is_constant(part: Part) -> bool:
    """Whether a part is a function that does not change: it is called a minimum without any evidence.

    Examples
    --------
    >>> from sympy import Integer
    >>> is_constant(part_of(Integer(2), extremum(1, False, "constant")))
    True
    """
    return not part.evidence and part.kind == Kind.MINIMUM.value


def sum_of_parts(parts: Sequence[Part]) -> Finding:
    """The sum of functions without common variables: minima, or maxima, add up, and one that differs makes a saddle.

    The sum is strict if every part is. A constant, which has no evidence, goes with either kind.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> low, high = (part_of(s * x**4, extremum(s, True, "", ZeroCurve((y,), (x,)))) for s in (1, -1))
    >>> sum_of_parts((low, low)).strict, sum_of_parts((low, high)).kind.value
    (True, 'saddle')
    """
    record = Summands(tuple(parts))
    kinds = {part.kind for part in parts if not is_constant(part)} or {Kind.MINIMUM.value}
    if len(kinds) > 1 or Kind.SADDLE.value in kinds:
        return saddle("summands", record)
    strict = [part.strict for part in parts]
    joined = False if False in strict else None if None in strict else True
    return extremum(1 if kinds == {Kind.MINIMUM.value} else -1, joined, "summands", record)


def curve_expressions(germ: Germ, curve: Curve) -> tuple[Expr, ...]:
    """The curve as expressions in t, one for each increment that the germ depends on.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.classify.germ import polynomial_germ
    >>> germ = polynomial_germ(x * y, (x, y), (0, 0), (x, y))
    >>> curve_expressions(germ, Curve((1, -2), (1, 2), germ.field.number(-2), 3))
    (t, -2*t**2)
    """
    return tuple(Integer(e) * T**w for e, w in zip(curve.entries, curve.weights, strict=True))


def sign_change(germ: Germ, curves: dict[int, Curve]) -> SignChange | None:
    """The record of two curves with opposite signs, if both are there.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.budget import Deadline
    >>> from symhess.classify.curves import find_curves
    >>> from symhess.classify.germ import polynomial_germ
    >>> germ = polynomial_germ(x**3, (x,), (0,), (x,))
    >>> record = sign_change(germ, find_curves(germ, Deadline(None)))
    >>> record.up, record.down, record.down_power
    ((t,), (-t,), 3)
    """
    if 1 not in curves or -1 not in curves:
        return None
    up, down = curves[1], curves[-1]
    names = increments_of(germ)
    ends = [(curve_expressions(germ, c), germ.field.real(c.coefficient), c.power or 0) for c in (up, down)]
    return SignChange(names, *ends[0], *ends[1])


def zero_curve(germ: Germ, curves: dict[int, Curve]) -> ZeroCurve | None:
    """The record of a curve on which the germ vanishes, if one is there.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.classify.germ import polynomial_germ
    >>> germ = polynomial_germ(x**2 * y**2, (x, y), (0, 0), (x, y))
    >>> zero_curve(germ, {0: Curve((1, 0), (1, 1), germ.field.number(0), None)}).curve
    (t, 0)
    """
    if 0 not in curves:
        return None
    names = increments_of(germ)
    return ZeroCurve(names, curve_expressions(germ, curves[0]))


def increments_of(germ: Germ) -> tuple[Symbol, ...]:
    """Names of the increments that the germ depends on.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.classify.germ import polynomial_germ
    >>> increments_of(polynomial_germ(x * y, (x, y), (0, 0), (x, y)))
    (x, y)
    """
    return tuple(germ.increments[k] for k in germ.variables)
