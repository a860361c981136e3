"""Evidence records about equations that are no polynomials: how ∇f = 0 was rewritten until it could be solved.

Every record speaks of equations "expression = 0"; its step's premises solve what is left. All rewritings lose no
solution inside the domain; that the points found are solutions is checked on the gradient itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from flint import arb, fmpq, fmpq_mpoly
from sympy import Expr, Symbol

from symhess.condition import Condition

__all__ = [
    "CommonFactor",
    "Box",
    "BoxSearch",
    "ExpressionCases",
    "ExpressionSystem",
    "ImpliedEquations",
    "IndependentEquations",
    "InvertedKernel",
    "KernelSubstitution",
    "LevelSetLeft",
    "LineSolutions",
    "OutsideDomain",
    "SolvedForExpression",
    "UniqueRoot",
    "SumOfLogarithms",
    "VanishingTerms",
    "ZerosWithin",
]


@dataclass(frozen=True, slots=True)
class ExpressionSystem:
    """∇f = 0 as expressions in the variables, on the set where all conditions hold; the premise solves it.

    Examples
    --------
    >>> import symhess
    >>> record = symhess.critical_points("x log(x)").derivation.evidence[0]
    >>> record.equations, [str(condition) for condition in record.conditions]
    ((log(x) + 1,), ['x > 0'])
    """

    variables: tuple[Symbol, ...]
    equations: tuple[Expr, ...]
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class ExpressionCases:
    """An equation is a constant times the product of ``factors`` and of ``nonzero`` to the given powers.

    The second vanish nowhere in the domain, or are denominators. The premises solve the cases "factor k is zero", in
    this order; without factors there is no solution, and the single factor 0 means that the equation says nothing.

    Examples
    --------
    >>> import symhess
    >>> record = symhess.critical_points("x exp(x)").derivation.premises[0].evidence[0]
    >>> record.equation, record.factors, record.nonzero, record.powers
    (x*exp(x) + exp(x), (x + 1,), (exp(x),), (1, 1))
    """

    equation: Expr
    factors: tuple[Expr, ...]
    nonzero: tuple[Expr, ...]
    powers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CommonFactor:
    """All equations vanish where ``factor`` does, and elsewhere where ``cofactors`` do; the premises are these cases.

    Every equation is the factor times its cofactor times something that vanishes nowhere in the domain.

    Examples
    --------
    >>> import symhess
    >>> record = symhess.critical_points("sin(x y)").derivation.premises[0].evidence[0]
    >>> record.factor, record.cofactors
    (cos(x*y), (y, x))
    """

    equations: tuple[Expr, ...]
    factor: Expr
    cofactors: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class IndependentEquations:
    """The unknowns fall into groups that no equation joins; the premises solve the groups, in this order.

    Examples
    --------
    >>> import symhess
    >>> symhess.critical_points("exp(x) - x + y log(y)").derivation.premises[0].evidence
    (IndependentEquations(groups=((x,), (y,))),)
    """

    groups: tuple[tuple[Symbol, ...], ...]


@dataclass(frozen=True, slots=True)
class SolvedForExpression:
    """An equation means unknown = expression; the premise solves the others with that put in.

    Examples
    --------
    >>> SolvedForExpression(Symbol("x") - Symbol("y") ** 2, Symbol("x"), Symbol("y") ** 2).expression
    y**2
    """

    equation: Expr
    unknown: Symbol
    expression: Expr


@dataclass(frozen=True, slots=True)
class VanishingTerms:
    """An equation is a sum of terms of one sign, so every one is zero; the premise puts them in its place.

    Examples
    --------
    >>> x, y = Symbol("x"), Symbol("y")
    >>> VanishingTerms(x**2 + 3 * y**4, (x, y)).terms
    (x, y)
    """

    equation: Expr
    terms: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class ImpliedEquations:
    """The equations, as polynomials in unknowns and kernels, generate the ideal with ``implied`` as Gröbner basis.

    Examples
    --------
    >>> x, y = Symbol("x"), Symbol("y")
    >>> ImpliedEquations((x + y, x - y), (x, y)).implied
    (x, y)
    """

    equations: tuple[Expr, ...]
    implied: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class KernelSubstitution:
    """The equations become polynomials when each kernel is an unknown of its own.

    Generator k of the polynomials stands for ``kernels[k]``. The first premise solves ``equations`` together with
    ``relations``, which hold between the kernels; equation number len(kernels) + i is ``equations[i]``. Of its real
    solutions ``values`` are those that the generators with the given ``numbers`` can take; the other premises solve
    "every kernel has its value", one after the other, unless only unknowns and roots are among the kernels.

    Examples
    --------
    >>> import symhess
    >>> record = symhess.critical_points("sin(x)").derivation.premises[0].evidence[0]
    >>> record.kernels, record.numbers, record.values
    ((x, cos(x), sin(x)), (1, 2), ((0, 1), (0, -1)))
    """

    kernels: tuple[Expr, ...]
    equations: tuple[fmpq_mpoly, ...]
    relations: tuple[fmpq_mpoly, ...]
    numbers: tuple[int, ...]
    values: tuple[tuple[Expr, ...], ...]


@dataclass(frozen=True, slots=True)
class InvertedKernel:
    """An equation in one function of one argument means that the argument has one of some values, as ``cases`` say.

    The premises solve the cases, in this order; integers in them are arbitrary.

    Examples
    --------
    >>> from sympy import exp, log
    >>> x = Symbol("x")
    >>> InvertedKernel(exp(x) - 2, (x - log(2),)).cases
    (x - log(2),)
    """

    equation: Expr
    cases: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class SumOfLogarithms:
    """A sum of logarithms and a constant is zero where a product of powers of their arguments is 1: ``product`` = 0.

    Examples
    --------
    >>> from sympy import log
    >>> x, y = Symbol("x"), Symbol("y")
    >>> SumOfLogarithms(log(x) - log(y), x - y).product
    x - y
    """

    equation: Expr
    product: Expr


@dataclass(frozen=True, slots=True)
class LineSolutions:
    """One equation in one unknown: its zeros are ``zeros``, and those of families with integer parameters.

    Examples
    --------
    >>> from sympy import pi, sin
    >>> LineSolutions(sin(Symbol("x")), Symbol("x"), (), (pi * Symbol("n"),)).families
    (pi*n,)
    """

    equation: Expr
    unknown: Symbol
    zeros: tuple[Expr, ...]
    families: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class OutsideDomain:
    """What is left does not meet the condition, so that nothing here belongs to the domain.

    Examples
    --------
    >>> from symhess.condition import Relation
    >>> print(OutsideDomain(Condition(Symbol("x") - 2 * Symbol("x"), Relation.POSITIVE)).condition)
    -x > 0
    """

    condition: Condition


@dataclass(frozen=True, slots=True)
class LevelSetLeft:
    """Fewer equations than unknowns are left: their common zeros are a set of this dimension.

    Examples
    --------
    >>> import symhess
    >>> record = symhess.critical_points("sin(x + y)").derivation.premises[0].evidence[0]
    >>> record.equations, record.dimension
    ((cos(x + y),), 1)
    """

    equations: tuple[Expr, ...]
    dimension: int


Box: TypeAlias = tuple[tuple[fmpq, fmpq], ...]
"""The ends of a closed box, a pair for each variable."""


@dataclass(frozen=True, slots=True, eq=False)
class UniqueRoot:
    """A box that holds exactly one common zero of the equations.

    Attributes
    ----------
    box : Box
    enclosures : tuple of arb
        Balls around the zero's coordinates, with at least 192 correct bits.
    exact : tuple of Expr or None
        The coordinates that are known exactly.
    regular : bool
        Whether the Jacobian is regular on the box, so that Krawczyk's operator proves the zero; otherwise all
        coordinates are exact, and the box is a cube around the zero in which nothing else is one.

    Examples
    --------
    >>> root = UniqueRoot(((fmpq(1), fmpq(2)),), (arb(2).sqrt(),), (None,))
    >>> root.regular, root.exact
    (True, (None,))
    """

    box: Box
    enclosures: tuple[arb, ...]
    exact: tuple[Expr | None, ...]
    regular: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class BoxSearch:
    """All common zeros of the equations in a closed box, as far as interval arithmetic isolates them.

    Attributes
    ----------
    variables, equations, conditions
        What is searched: zeros of the equations where all conditions hold.
    box : tuple of (Expr, Expr)
        The exact ends.
    roots : tuple of UniqueRoot
        The zeros in the box.
    outside : tuple of UniqueRoot
        Zeros that a part of the box had to be compared with but that lie beyond its faces or violate a condition.
    punctured : tuple of (point, radius)
        Points where the equations have no value, each with a cube in which there is no zero either.
    undecided : tuple of Box
        Boxes of which nothing is proved; without any the list of roots is complete.
    boxes : int
        How many boxes were looked at.

    Examples
    --------
    >>> from sympy import Integer
    >>> x = Symbol("x")
    >>> record = BoxSearch((x,), (x**2 + 1,), (), ((Integer(0), Integer(1)),), (), (), (), (), 1)
    >>> len(record.roots), record.undecided
    (0, ())
    """

    variables: tuple[Symbol, ...]
    equations: tuple[Expr, ...]
    conditions: tuple[Condition, ...]
    box: tuple[tuple[Expr, Expr], ...]
    roots: tuple[UniqueRoot, ...]
    outside: tuple[UniqueRoot, ...]
    punctured: tuple[tuple[tuple[Expr, ...], fmpq], ...]
    undecided: tuple[Box, ...]
    boxes: int


@dataclass(frozen=True, slots=True)
class ZerosWithin:
    """All common zeros of the equations have coordinates of absolute value less than ``radii``.

    Each of the ``steps`` (variable, equation) shows it for one variable: beyond the radius a power of the variable
    outweighs all other terms of the equation, where the variables of earlier steps are within theirs.

    Examples
    --------
    >>> from sympy import sin
    >>> x = Symbol("x")
    >>> ZerosWithin((x,), (x - sin(x),), (fmpq(2),), ((0, 0),)).radii
    (2,)
    """

    variables: tuple[Symbol, ...]
    equations: tuple[Expr, ...]
    radii: tuple[fmpq, ...]
    steps: tuple[tuple[int, int], ...]
