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
degenerate points         ReducedFunction, LowestTerm, SignChange, ZeroCurve, HalfBranches, NewtonPolygon,
                          DominatedTerms, SquareFactors, OuterFunction, Summands, TangencyPoints
========================  ==========================================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias, get_args

from flint import fmpq, fmpq_mpoly, fmpq_poly, fmpz_poly
from sympy import Expr, Symbol

from symhess.degeneracy import (
    DominatedTerms,
    HalfBranches,
    LowestTerm,
    NewtonPolygon,
    OuterFunction,
    ReducedFunction,
    SignChange,
    SquareFactors,
    Summands,
    TangencyPoints,
    ZeroCurve,
)
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
