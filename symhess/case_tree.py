"""Evidence records of the case tree that solves ∇f = 0: every node says how its system comes down to its premises'."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from flint import fmpq_mpoly, fmpq_poly, fmpz_poly
from sympy import Expr

__all__ = [
    "Blocks",
    "CountTheorem",
    "FactorCases",
    "FiniteSolutions",
    "GradientSystem",
    "NoSolution",
    "NotFinite",
    "NotSolved",
    "RealRoots",
    "ReducedBy",
    "SolvedFor",
    "ZeroForced",
]


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
    >>> symhess.critical_points("x^3 - x", time_limit=1e-9).derivation.premises[0].evidence
    (NotSolved(reason='time-limit'),)
    """

    reason: str


@dataclass(frozen=True, slots=True)
class ZeroForced:
    """Equation number ``equation`` is a sum of terms of one sign that vanish together only where x_variable = 0.

    Its terms fall into parts without common unknowns. Each part is a sum of even powers with coefficients of one sign,
    a form in two unknowns without real linear factor, or a definite quadratic form; all parts have the same sign. The
    premise solves the rest with x_variable = 0 put into every equation, this one included.

    Examples
    --------
    >>> import symhess
    >>> tree = symhess.critical_points("(x^2 + y^2)^2").derivation.premises[0]
    >>> tree.premises[1].evidence
    (ZeroForced(equation=0, variable=0),)
    """

    equation: int
    variable: int


@dataclass(frozen=True, slots=True)
class ReducedBy:
    """Equation number ``equation`` leaves a shorter remainder modulo equation number ``divisor``; it replaces it.

    Examples
    --------
    >>> import symhess
    >>> tree = symhess.critical_points("(x^2 + y^2 - z^2)^2 + z^6").derivation.premises[0]
    >>> tree.premises[1].evidence
    (ReducedBy(equation=2, divisor=0),)
    """

    equation: int
    divisor: int
