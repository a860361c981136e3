"""The closed union of evidence records: every way in which symhess knows something.

Evidence is data. Each record can be rendered, written to JSON and read back, and re-checked by ``symhess.verify``
without the code that produced it. Polynomials are python-flint objects, numbers are :class:`symhess.exact.Real`.

========================  ==========================================================================================
about                     records
========================  ==========================================================================================
derivatives               RuleApplied, MixedPartialsAgree, MixedPartialsAt
solving the system        GradientSystem, Blocks, FactorCases, SolvedFor, RealRoots, FiniteSolutions,
                          ReducedBy, NoSolution, ZeroForced, NotFinite, NotSolved
elementary equations      ExpressionSystem, ExpressionCases, IndependentEquations, SolvedForExpression,
                          VanishingTerms, ImpliedEquations, KernelSubstitution, InvertedKernel, SumOfLogarithms,
                          LineSolutions, OutsideDomain, LevelSetLeft, BoxSearch, ZerosWithin
kind of a critical point  SylvesterMinors, Inertia, Spectrum, OppositeCurvature
critical manifolds        PowerAlong, TransverseHessian, Scaling
zeros on a line           LineFactors, LineZeros, PeriodicZeros
families, level sets      Representative, FamilyMinors, OuterCurvature, FactorAlong, TransverseTrace
points without gradient   SideTerm, DirectionalTerm
degenerate points         ReducedFunction, LowestTerm, SignChange, ZeroCurve, HalfBranches, NewtonPolygon,
                          DominatedTerms, SquareFactors, OuterFunction, TangencyPoints, Part, Summands, SignedProduct
========================  ==========================================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias, get_args

from sympy import Expr, Symbol

from symhess.case_tree import (
    Blocks,
    CountTheorem,
    FactorCases,
    FiniteSolutions,
    GradientSystem,
    NoSolution,
    NotFinite,
    NotSolved,
    RealRoots,
    ReducedBy,
    SolvedFor,
    ZeroForced,
)
from symhess.constraint_evidence import ConstraintEvidence
from symhess.degeneracy import (
    DominatedTerms,
    HalfBranches,
    LowestTerm,
    NewtonPolygon,
    OuterFunction,
    ReducedFunction,
    SignChange,
    SquareFactors,
    TangencyPoints,
    ZeroCurve,
)
from symhess.exact import Real
from symhess.families import FactorAlong, FamilyMinors, OuterCurvature, Representative, TransverseTrace
from symhess.line_evidence import LineFactors, LineZeros, PeriodicZeros
from symhess.manifolds import PowerAlong, Scaling, TransverseHessian
from symhess.nonsmoothness import DirectionalTerm, MixedPartialsAt, SideTerm
from symhess.shape import ShapeEvidence
from symhess.transcendence import (
    BoxSearch,
    CommonFactor,
    ExpressionCases,
    ExpressionSystem,
    ImpliedEquations,
    IndependentEquations,
    InvertedKernel,
    KernelSubstitution,
    LevelSetLeft,
    LineSolutions,
    OutsideDomain,
    SolvedForExpression,
    SumOfLogarithms,
    VanishingTerms,
    ZerosWithin,
)

__all__ = [
    "EVIDENCE_TYPES",
    "Blocks",
    "BoxSearch",
    "CommonFactor",
    "CountTheorem",
    "DirectionalTerm",
    "DominatedTerms",
    "Evidence",
    "ExpressionCases",
    "ExpressionSystem",
    "FactorAlong",
    "FactorCases",
    "FamilyMinors",
    "FiniteSolutions",
    "GradientSystem",
    "HalfBranches",
    "ImpliedEquations",
    "IndependentEquations",
    "Inertia",
    "InvertedKernel",
    "KernelSubstitution",
    "LevelSetLeft",
    "LineFactors",
    "LineSolutions",
    "LineZeros",
    "LowestTerm",
    "MixedPartialsAgree",
    "MixedPartialsAt",
    "NewtonPolygon",
    "NoSolution",
    "NotFinite",
    "NotSolved",
    "OppositeCurvature",
    "OuterCurvature",
    "OuterFunction",
    "OutsideDomain",
    "Part",
    "PeriodicZeros",
    "PowerAlong",
    "RealRoots",
    "ReducedBy",
    "ReducedFunction",
    "Representative",
    "Rule",
    "RuleApplied",
    "Scaling",
    "SideTerm",
    "SignChange",
    "SignedProduct",
    "SolvedFor",
    "SolvedForExpression",
    "Spectrum",
    "SquareFactors",
    "SumOfLogarithms",
    "Summands",
    "SylvesterMinors",
    "TangencyPoints",
    "TransverseHessian",
    "TransverseTrace",
    "VanishingTerms",
    "ZeroCurve",
    "ZeroForced",
    "ZerosWithin",
]


class Rule(Enum):
    """The named rules of differentiation, as the lecture calls them.

    Examples
    --------
    >>> import symhess
    >>> [step] = symhess.analyze("exp(x^2)").derivatives.gradient_steps
    >>> step.evidence[0].rule
    <Rule.CHAIN: 'chain'>
    """

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

    Examples
    --------
    >>> import symhess
    >>> [step] = symhess.analyze("x sin(x)").derivatives.gradient_steps
    >>> record = step.evidence[0]
    >>> record.rule.value, record.parts, record.result
    ('product', (x, sin(x)), x*cos(x) + sin(x))
    """

    rule: Rule
    expression: Expr
    variable: Symbol
    result: Expr
    parts: tuple[Expr, ...] = ()


@dataclass(frozen=True, slots=True)
class MixedPartialsAgree:
    """Both orders of one mixed partial, each really derived, and the set on which f is C² (Clairaut's hypothesis).

    Examples
    --------
    >>> import symhess
    >>> [record] = symhess.analyze("x^2 / y").derivatives.clairaut.evidence
    >>> record.first_then_second, record.second_then_first, record.smooth_on
    (-2*x/y**2, -2*x/y**2, 'y != 0')
    """

    first: Symbol
    second: Symbol
    first_then_second: Expr
    second_then_first: Expr
    smooth_on: str


@dataclass(frozen=True, slots=True, eq=False)
class SylvesterMinors:
    """The leading principal minors of the Hessian at the point and their signs.

    Examples
    --------
    >>> import symhess
    >>> symhess.analyze("x^2 + x y + y^2").points[0].verdict.evidence[0]
    SylvesterMinors(minors=(Rational(value=2), Rational(value=3)), signs=(1, 1))
    """

    minors: tuple[Real, ...]
    signs: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Inertia:
    """Eigenvalue signs by Descartes' rule, exact because all eigenvalues are real.

    ``characteristic_polynomial`` holds the coefficients of det(t − H) in ascending order, the last one is 1.

    Examples
    --------
    >>> import symhess
    >>> record = symhess.analyze("x y").points[0].verdict.evidence[0]
    >>> [number.text() for number in record.characteristic_polynomial], record.positive, record.negative, record.zero
    (['-1', '0', '1'], 1, 1, 0)
    """

    characteristic_polynomial: tuple[Real, ...]
    positive: int
    negative: int
    zero: int


@dataclass(frozen=True, slots=True, eq=False)
class Spectrum:
    """Eigenvalues in ascending order, unit principal directions in the same order, condition number ``|λ|max/|λ|min``.

    ``directions`` is empty where they are not short; ``condition_number`` is ``None`` for a singular Hessian.

    Examples
    --------
    >>> import symhess
    >>> record = symhess.analyze("x^2 + 4y^2").points[0].verdict.evidence[2]
    >>> [number.text() for number in record.eigenvalues], record.condition_number.text()
    (['2', '8'], '4')
    >>> symhess.analyze("x^2 + x y + 2y^2").points[0].verdict.evidence[2].directions
    ()
    """

    eigenvalues: tuple[Real, ...]
    directions: tuple[tuple[Real, ...], ...]
    condition_number: Real | None


@dataclass(frozen=True, slots=True)
class OppositeCurvature:
    """Two integer vectors with uᵀHu > 0 and dᵀHd < 0: a saddle, even where H is singular.

    Examples
    --------
    >>> import symhess
    >>> evidence = symhess.analyze("x^2 - y^2 + z^4").points[0].verdict.evidence
    >>> [record for record in evidence if isinstance(record, OppositeCurvature)]
    [OppositeCurvature(up=(1, 0, 0), down=(0, 1, 0))]
    """

    up: tuple[int, ...]
    down: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What a simpler function does at the point, with its own evidence: a summand, a factor, an inner function.

    It is written in the variables or in their increments, and judged in those that occur in it; the point need not be
    critical for it. ``kind`` is the value of a :class:`symhess.verdict.Kind`; constants count as minima.

    Examples
    --------
    >>> import symhess
    >>> inner = symhess.classify("exp(-x^4 - y^6)", at=(0, 0)).evidence[1]
    >>> inner.expression, inner.kind, inner.strict, [type(record).__name__ for record in inner.evidence]
    (-x**4 - y**6, 'maximum', True, ['HalfBranches'])
    """

    expression: Expr
    kind: str
    strict: bool | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Summands:
    """f is a constant plus the parts: minima, or maxima, add up; without common variables one other makes a saddle.

    ``beside`` is the sum of the other parts where a part of one variable keeps its value: it tells whether f is strict
    if no part does.

    Examples
    --------
    >>> import symhess
    >>> record = symhess.classify("sin(x) - x + y^2", at=(0, 0)).evidence[0]
    >>> [(part.expression, part.kind) for part in record.parts], record.beside
    ([(y**2, 'minimum'), (-x + sin(x), 'saddle')], None)
    >>> symhess.classify("(x^2 + y^2 - z^2)^2 + z^6", at=(0, 0, 0)).evidence[0].beside.expression
    (x**2 + y**2)**2
    """

    parts: tuple[Part, ...]
    beside: Part | None = None


@dataclass(frozen=True, slots=True, eq=False)
class SignedProduct:
    """f is a constant plus the unit, which keeps its sign near the point, times the parts, which vanish there.

    Parts of one sign each make an extremum, which is strict if all of them are; a part that changes its sign makes a
    saddle if it shares no variable with the others.

    Examples
    --------
    >>> import symhess
    >>> record = symhess.classify("x^2 sin(y)^2 exp(x)", at=(0, 0)).evidence[0]
    >>> record.unit, [(part.expression, part.kind) for part in record.parts]
    (exp(x), [(x**2, 'minimum'), (sin(y)**2, 'minimum')])
    >>> symhess.classify("x^3 sin(y)^2", at=(0, 0)).kind
    'saddle'
    """

    unit: Expr
    parts: tuple[Part, ...]


Evidence: TypeAlias = (
    RuleApplied | MixedPartialsAgree | MixedPartialsAt
    | GradientSystem | Blocks | FactorCases | SolvedFor | RealRoots | FiniteSolutions
    | ReducedBy | NoSolution | ZeroForced | NotFinite | NotSolved | PowerAlong | TransverseHessian | Scaling
    | ExpressionSystem | ExpressionCases | CommonFactor | IndependentEquations | SolvedForExpression | VanishingTerms
    | ImpliedEquations | KernelSubstitution | InvertedKernel | SumOfLogarithms | LineSolutions
    | OutsideDomain | LevelSetLeft | BoxSearch | ZerosWithin
    | SylvesterMinors | Inertia | Spectrum | OppositeCurvature
    | ReducedFunction | LowestTerm | SignChange | ZeroCurve | HalfBranches | NewtonPolygon
    | DominatedTerms | SquareFactors | OuterFunction | TangencyPoints | Part | Summands | SignedProduct
    | LineFactors | LineZeros | PeriodicZeros
    | ConstraintEvidence
    | ShapeEvidence
    | Representative | FamilyMinors | OuterCurvature | FactorAlong | TransverseTrace
    | SideTerm | DirectionalTerm
)

EVIDENCE_TYPES: tuple[type, ...] = get_args(Evidence)
