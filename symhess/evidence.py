"""The closed union of evidence records: every way in which symhess knows something.

Evidence is data. Each record can be rendered, written to JSON and read back, and re-checked by ``symhess.verify``
without the code that produced it. Polynomials are python-flint objects, numbers are :class:`symhess.exact.Real`.

========================  ==========================================================================================
about                     records
========================  ==========================================================================================
derivatives               RuleApplied, MixedPartialsAgree
solving the system        GradientSystem, Blocks, FactorCases, SolvedFor, RealRoots, FiniteSolutions,
                          NoSolution, NotFinite, NotSolved
kind of a critical point  SylvesterMinors, Inertia, Spectrum, OppositeCurvature
degenerate points         PowerAlong, ReducedFunction, LowestTerm, SignChange, ZeroCurve, HalfBranches, NewtonPolygon,
                          DominatedTerms, SquareFactors, OuterFunction, Summands, TangencyPoints
========================  ==========================================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias, get_args

from flint import fmpq_mpoly, fmpq_poly, fmpz_poly
from sympy import Expr, Symbol

from symhess.degeneracy import (
    DominatedTerms,
    HalfBranches,
    LowestTerm,
    NewtonPolygon,
    OuterFunction,
    PowerAlong,
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


@dataclass(frozen=True, slots=True)
class GradientSystem:
    """∇f = 0 as polynomial equations with rational coefficients in ``unknowns``.

    The unknowns are the variables of f followed by one more for every adjoined irrational constant; ``constants``
    gives these as (name, value), and their defining equations follow the partial derivatives in ``equations``.
    Polynomials in the steps below belong to the same ring, and numbers of unknowns and equations refer to it.

    Examples
    --------
    >>> import symhess
    >>> record = symhess.critical_points("x^2 + sqrt(2)x").derivation.evidence[0]
    >>> record.unknowns, record.equations, record.constants
    (('x', '_c1'), (2*x + _c1, _c1^2 - 2), (('_c1', sqrt(2)),))
    """

    unknowns: tuple[str, ...]
    equations: tuple[fmpq_mpoly, ...]
    constants: tuple[tuple[str, Expr], ...]


@dataclass(frozen=True, slots=True)
class Blocks:
    """The unknowns fall into groups that no equation joins; the solutions are the product of the groups' solutions.

    The step's premises solve the groups, in this order.

    Examples
    --------
    >>> import symhess
    >>> symhess.critical_points("x^4 + y^2 + y z + z^4").derivation.premises[0].evidence
    (Blocks(groups=((0,), (1, 2))),)
    """

    groups: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class FactorCases:
    """Equation number ``equation`` is, up to a constant, the product of ``factors`` to the given powers.

    The premises solve the cases "factor k is zero and the earlier factors are not", in this order.

    Examples
    --------
    >>> import symhess
    >>> [solved] = symhess.critical_points("x^2 y^2").derivation.premises
    >>> solved.evidence[0].equation, solved.evidence[0].factors, solved.evidence[0].multiplicities
    (0, (x, y), (1, 2))
    >>> len(solved.premises)
    2
    """

    equation: int
    factors: tuple[fmpq_mpoly, ...]
    multiplicities: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SolvedFor:
    """Equation number ``equation`` is c·(x_variable − expression) with a constant c; the premise solves the rest.

    Examples
    --------
    >>> import symhess
    >>> symhess.critical_points("x^2 + x y + y^4").derivation.premises[0].evidence
    (SolvedFor(equation=0, variable=0, expression=-1/2*y),)
    """

    equation: int
    variable: int
    expression: fmpq_mpoly


@dataclass(frozen=True, slots=True)
class RealRoots:
    """One equation in one unknown: the square-free polynomial has exactly ``count`` real roots (Sturm, Descartes).

    Examples
    --------
    >>> import symhess
    >>> symhess.critical_points("(x^2 - 1)^3").derivation.premises[0].evidence
    (RealRoots(variable=0, polynomial=x^3 + (-1)*x, count=3),)
    """

    variable: int
    polynomial: fmpz_poly
    count: int


class CountTheorem(Enum):
    """Why a system has exactly so many complex solutions, counted with multiplicity.

    Examples
    --------
    >>> import symhess
    >>> symhess.critical_points("x^4 + y^4 + x^2 y + x y + y").derivation.premises[0].evidence[0].theorem
    <CountTheorem.BEZOUT: 'bezout'>
    """

    BEZOUT = "bezout"
    BASIS = "basis"


@dataclass(frozen=True, slots=True)
class FiniteSolutions:
    """All solutions of a square system, parametrised by the roots of an eliminant.

    For every root T of ``eliminant``, x_k = numerators[k](T) / derivative(T) for the unknowns k in ``variables``
    solves the system, where ``derivative`` is the eliminant's own; T is the value of the linear form with the
    integer coefficients ``form``. Of the ``multiplicity_count`` complex solutions counted with multiplicity exactly
    ``distinct`` are distinct, as many as the eliminant has roots: nothing is missing. ``real`` of them are real.

    Examples
    --------
    >>> import symhess
    >>> record = symhess.critical_points("x^4 + y^4 + x^2 y + x y + y").derivation.premises[0].evidence[0]
    >>> record.theorem.value, record.multiplicity_count, record.distinct, record.eliminant.degree(), record.real
    ('bezout', 9, 9, 9, 1)
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
    """The case has no real solution: ``equation`` is a nonzero constant, or never zero by its even terms' signs.

    Examples
    --------
    >>> import symhess
    >>> symhess.critical_points("x^3 + x").derivation.premises[0].evidence
    (NoSolution(equation=0, polynomial=3*x^2 + 1),)
    """

    equation: int
    polynomial: fmpq_mpoly


@dataclass(frozen=True, slots=True)
class NotFinite:
    """The case has infinitely many complex solutions: a component of this dimension, given by these equations.

    Examples
    --------
    >>> import symhess
    >>> symhess.critical_points("x^2 y^2").derivation.premises[0].premises[1].evidence
    (NotFinite(equations=(y,), dimension=1),)
    """

    equations: tuple[fmpq_mpoly, ...]
    dimension: int


@dataclass(frozen=True, slots=True)
class NotSolved:
    """What is not proved about a case: solutions may have been found, but nothing shows that they are all.

    Examples
    --------
    >>> import symhess
    >>> symhess.critical_points("sin(x)").derivation.evidence
    (NotSolved(reason='not-polynomial'),)
    """

    reason: str


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


Evidence: TypeAlias = (
    RuleApplied | MixedPartialsAgree
    | GradientSystem | Blocks | FactorCases | SolvedFor | RealRoots | FiniteSolutions
    | NoSolution | NotFinite | NotSolved | PowerAlong
    | SylvesterMinors | Inertia | Spectrum | OppositeCurvature
    | ReducedFunction | LowestTerm | SignChange | ZeroCurve | HalfBranches | NewtonPolygon
    | DominatedTerms | SquareFactors | OuterFunction | Summands | TangencyPoints
)

EVIDENCE_TYPES: tuple[type, ...] = get_args(Evidence)
