"""The closed union of evidence records: every way in which symhess knows something.

Evidence is data. Each record can be rendered, written to JSON and read back, and re-checked by ``symhess.verify``
without the code that produced it. Polynomials are python-flint objects, numbers are :class:`symhess.exact.Real`.

========================  ==========================================================================================
about                     records
========================  ==========================================================================================
derivatives               RuleApplied, MixedPartialsAgree
solving the system        GradientSystem, Blocks, FactorCases, SolvedFor, RealRoots, FiniteSolutions,
                          NoSolution, NotFinite, NotSolved, PowerAlong
kind of a critical point  SylvesterMinors, Inertia, Spectrum, OppositeCurvature
degenerate points         ReducedFunction, LowestTerm, SignChange, ZeroCurve, HalfBranches, NewtonPolygon, DominatedTerms,
                          SquareFactors, OuterFunction, Summands, TangencyPoints
========================  ==========================================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias, get_args

from flint import fmpq, fmpq_mpoly, fmpq_poly, fmpz_poly
from sympy import Expr, Symbol

from symhess.exact import Real

__all__ = [
    "EVIDENCE_TYPES",
    "Blocks",
    "CountTheorem",
    "DominatedTerms",
    "Evidence",
    "FactorCases",
    "FiniteSolutions",
    "GradientSystem",
    "HalfBranches",
    "Inertia",
    "LowestTerm",
    "MixedPartialsAgree",
    "NewtonPolygon",
    "NoSolution",
    "NotFinite",
    "NotSolved",
    "OppositeCurvature",
    "OuterFunction",
    "PowerAlong",
    "RealRoots",
    "ReducedFunction",
    "Rule",
    "RuleApplied",
    "SignChange",
    "SolvedFor",
    "Spectrum",
    "SquareFactors",
    "Summands",
    "SylvesterMinors",
    "TangencyPoints",
    "ZeroCurve",
]


class Rule(Enum):
    """The named rules of differentiation, as the lecture calls them."""

    CONSTANT = "constant"
    VARIABLE = "variable"
    SUM = "sum"
    CONSTANT_MULTIPLE = "constant-multiple"
    PRODUCT = "product"
    QUOTIENT = "quotient"
    POWER = "power"
    GENERAL_POWER = "general-power"
    TABLE = "table"
    CHAIN = "chain"


@dataclass(frozen=True, slots=True)
class RuleApplied:
    """One step of differentiation: d(expression)/d(variable) = result by a named rule.

    ``result`` is written in terms of the results of the premises of the step that carries this record; ``parts``
    are the u, v, w that the rule speaks of (the summands, the factors, outer and inner function).
    """

    rule: Rule
    expression: Expr
    variable: Symbol
    result: Expr
    parts: tuple[Expr, ...] = ()


@dataclass(frozen=True, slots=True)
class MixedPartialsAgree:
    """Both orders of one mixed partial, each really derived, and the set on which f is C² (Clairaut's hypothesis)."""

    first: Symbol
    second: Symbol
    first_then_second: Expr
    second_then_first: Expr
    smooth_on: str


@dataclass(frozen=True, slots=True)
class GradientSystem:
    """∇f = 0 as polynomial equations with rational coefficients in ``unknowns``.

    The unknowns are the variables of f followed by one more for every adjoined irrational constant; ``constants``
    gives these as (name, value), and their defining equations follow the partial derivatives in ``equations``.
    Polynomials in the steps below belong to the same ring, and numbers of unknowns and equations refer to it.
    """

    unknowns: tuple[str, ...]
    equations: tuple[fmpq_mpoly, ...]
    constants: tuple[tuple[str, Expr], ...]


@dataclass(frozen=True, slots=True)
class Blocks:
    """The unknowns fall into groups that no equation joins; the solutions are the product of the groups' solutions.

    The step's premises solve the groups, in this order.
    """

    groups: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class FactorCases:
    """Equation number ``equation`` is, up to a constant, the product of ``factors`` to the given powers.

    The premises solve the cases "factor k is zero and the earlier factors are not", in this order.
    """

    equation: int
    factors: tuple[fmpq_mpoly, ...]
    multiplicities: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SolvedFor:
    """Equation number ``equation`` is c·(x_variable − expression) with a constant c; the premise solves the rest."""

    equation: int
    variable: int
    expression: fmpq_mpoly


@dataclass(frozen=True, slots=True)
class RealRoots:
    """One equation in one unknown: the square-free polynomial has exactly ``count`` real roots (Sturm, Descartes)."""

    variable: int
    polynomial: fmpz_poly
    count: int


class CountTheorem(Enum):
    """Why a system has exactly so many complex solutions, counted with multiplicity."""

    BEZOUT = "bezout"
    BASIS = "basis"


@dataclass(frozen=True, slots=True)
class FiniteSolutions:
    """All solutions of a square system, parametrised by the roots of an eliminant.

    For every root T of ``eliminant``, x_k = numerators[k](T) / derivative(T) for the unknowns k in ``variables``
    solves the system, where ``derivative`` is the eliminant's own; T is the value of the linear form with the
    integer coefficients ``form``. Of the
    ``multiplicity_count`` complex solutions counted with multiplicity exactly ``distinct`` are distinct, as many as
    the eliminant has roots: nothing is missing. ``real`` of them are real.
    """

    variables: tuple[int, ...]
    form: tuple[int, ...]
    eliminant: fmpz_poly
    numerators: tuple[fmpq_poly, ...]
    theorem: CountTheorem
    multiplicity_count: int
    distinct: int
    real: int


@dataclass(frozen=True, slots=True)
class NoSolution:
    """The case has no real solution: ``equation`` is a nonzero constant, or never zero by its even terms' signs."""

    equation: int
    polynomial: fmpq_mpoly


@dataclass(frozen=True, slots=True)
class NotFinite:
    """The case has infinitely many complex solutions: a component of this dimension, given by these equations."""

    equations: tuple[fmpq_mpoly, ...]
    dimension: int


@dataclass(frozen=True, slots=True)
class PowerAlong:
    """On one block f = value + base^power · cofactor, and the cofactor's sign is known where ``base`` is zero.

    An even power makes f an extremum, not strict, where base is zero and the cofactor is not; an odd one, at points
    where base changes sign, a saddle.
    """

    value: fmpq
    base: fmpq_mpoly
    power: int
    cofactor: fmpq_mpoly
    sign: int


@dataclass(frozen=True, slots=True)
class NotSolved:
    """What is not proved about a case: solutions may have been found, but nothing shows that they are all."""

    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class SylvesterMinors:
    """The leading principal minors of the Hessian at the point and their signs."""

    minors: tuple[Real, ...]
    signs: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Inertia:
    """Eigenvalue signs by Descartes' rule, exact because all eigenvalues are real.

    ``characteristic_polynomial`` holds the coefficients of det(t − H) in ascending order, the last one is 1.
    """

    characteristic_polynomial: tuple[Real, ...]
    positive: int
    negative: int
    zero: int


@dataclass(frozen=True, slots=True, eq=False)
class Spectrum:
    """Eigenvalues in ascending order, unit principal directions in the same order, condition number |λ|max/|λ|min.

    ``directions`` is empty where an eigenvalue is multiple or n is large; ``condition_number`` is ``None`` for a
    singular Hessian.
    """

    eigenvalues: tuple[Real, ...]
    directions: tuple[tuple[Real, ...], ...]
    condition_number: Real | None


@dataclass(frozen=True, slots=True)
class OppositeCurvature:
    """Two integer vectors with uᵀHu > 0 and dᵀHd < 0: a saddle, even where H is singular."""

    up: tuple[int, ...]
    down: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReducedFunction:
    """The splitting lemma: ∂f/∂v = 0 is solved by v = φ(u), and f has the type of g(u) = f(u, φ(u)) in v's directions.

    ``solved`` are the v among the increments, ``substitution`` is φ; φ and ``reduced``, which is g − f(p), are known
    up to total degree ``order``, or exactly where it is ``None``.
    """

    increments: tuple[Symbol, ...]
    solved: tuple[Symbol, ...]
    substitution: tuple[Expr, ...]
    reduced: Expr
    order: int | None


@dataclass(frozen=True, slots=True, eq=False)
class LowestTerm:
    """A function of one increment begins with coefficient·increment^power."""

    increment: Symbol
    power: int
    coefficient: Real


@dataclass(frozen=True, slots=True, eq=False)
class SignChange:
    """Two curves out of the point, for small t > 0: f − f(p) is positive on ``up`` and negative on ``down``.

    On either the lowest term is leading·t^power.
    """

    increments: tuple[Symbol, ...]
    up: tuple[Expr, ...]
    up_leading: Real
    up_power: int
    down: tuple[Expr, ...]
    down_leading: Real
    down_power: int


@dataclass(frozen=True, slots=True)
class ZeroCurve:
    """A curve out of the point, for small t > 0, on which f keeps the value f(p)."""

    increments: tuple[Symbol, ...]
    curve: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class HalfBranches:
    """The real half-branches at 0 of a factor of f − f(p), counted in a certified box (Sturm).

    Over 0 < |x| ≤ width the roots y of the factor in |y| < height are simple, and none is ±height; x = 0 meets it in
    the box at 0 only, unless the line itself belongs to it, which makes ``axis`` 2. There are ``right`` roots at
    x = width and ``left`` ones at x = −width.
    """

    increments: tuple[Symbol, ...]
    factor: Expr
    multiplicity: int
    right: int
    left: int
    axis: int
    width: fmpq
    height: fmpq


@dataclass(frozen=True, slots=True)
class NewtonPolygon:
    """The signs that a function of two increments, known up to ``order``, takes near 0 by its Newton polygon."""

    increments: tuple[Symbol, ...]
    function: Expr
    order: int | None
    signs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DominatedTerms:
    """Even powers outweigh every other term, by the inequality of arithmetic and geometric means.

    ``squares`` are exponents of even monomials whose coefficients all have ``sign``. Every other term has exponents
    of at least Σ weights·squares in its rows of ``bounding`` and ``weights``, the weights having sum 1; a term with
    larger exponents is negligible, the others are paid for by shares of their squares.
    """

    increments: tuple[Symbol, ...]
    function: Expr
    sign: int
    squares: tuple[tuple[int, ...], ...]
    terms: tuple[tuple[int, ...], ...]
    bounding: tuple[tuple[tuple[int, ...], ...], ...]
    weights: tuple[tuple[fmpq, ...], ...]


@dataclass(frozen=True, slots=True)
class SquareFactors:
    """f − f(p) is a product of factors; those of even multiplicity do not change the sign, the others do not vanish."""

    increments: tuple[Symbol, ...]
    factors: tuple[Expr, ...]
    multiplicities: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class OuterFunction:
    """f = outer(inner), and outer − outer(inner(p)) begins with coefficient·(unknown − inner(p))^power."""

    outer: Expr
    unknown: Symbol
    inner: Expr
    power: int
    coefficient: Real


@dataclass(frozen=True, slots=True)
class Summands:
    """f is a sum of functions whose kinds at the point are known: minima, or maxima, add up."""

    summands: tuple[Expr, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TangencyPoints:
    """Where f is tangent to the small ellipsoid Σ weights·h² = square: counts of real points with f above and below f(p).

    Between 0 and ``square`` no such point has the value f(p) (Guo and Pham), so the signs are the same on all smaller
    ellipsoids.
    """

    increments: tuple[Symbol, ...]
    function: Expr
    weights: tuple[int, ...]
    square: fmpq
    above: int
    below: int


Evidence: TypeAlias = (
    RuleApplied
    | MixedPartialsAgree
    | GradientSystem
    | Blocks
    | FactorCases
    | SolvedFor
    | RealRoots
    | FiniteSolutions
    | NoSolution
    | NotFinite
    | NotSolved
    | PowerAlong
    | SylvesterMinors
    | Inertia
    | Spectrum
    | OppositeCurvature
    | ReducedFunction
    | LowestTerm
    | SignChange
    | ZeroCurve
    | HalfBranches
    | NewtonPolygon
    | DominatedTerms
    | SquareFactors
    | OuterFunction
    | Summands
    | TangencyPoints
)

EVIDENCE_TYPES: tuple[type, ...] = get_args(Evidence)
