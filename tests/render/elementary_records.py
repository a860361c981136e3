"""One record of every kind about equations that are no polynomials."""

from flint import arb, fmpq
from sympy import Integer, cos, exp, log, pi, sin, symbols

from symhess.condition import Condition, Relation
from symhess.derivation import Claim, Step
from symhess.evidence import (
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
    NotSolved,
    OutsideDomain,
    SolvedForExpression,
    SumOfLogarithms,
    VanishingTerms,
    ZerosWithin,
)
from symhess.exact.polynomial import ring
from symhess.transcendence import UniqueRoot

x, y, n = symbols("x y n_1")
C, S = ring(("x0", "x1")).gens()
OPEN = Step(Claim.SOLUTIONS, (NotSolved("too-large"),))

# record -> what its sentence says, and the steps below it
ELEMENTARY_RECORDS = {
    ZerosWithin: (
        ZerosWithin((x, y), (x - sin(y), y - x), (fmpq(2), fmpq(5, 2)), ((0, 0), (1, 1))),
        "All solutions satisfy −2 < x < 2, −5/2 < y < 5/2: farther out",
        (),
    ),
    BoxSearch: (
        BoxSearch(
            (x, y),
            (x * exp(y), y - x),
            (Condition(x + 1, Relation.POSITIVE),),
            ((Integer(-1), pi), (Integer(0), Integer(2))),
            (UniqueRoot(((fmpq(-1, 2), fmpq(1, 2)),) * 2, (arb(0), arb(0)), (Integer(0), None)),),
            (),
            (((pi, Integer(1)), fmpq(1, 8)),),
            (((fmpq(1), fmpq(2)), (fmpq(1, 4), fmpq(2))),),
            17,
        ),
        "In the box −1 ≤ x ≤ π, 0 ≤ y ≤ 2 interval arithmetic finds one solution; parts of it stay",
        (),
    ),
    ExpressionSystem: (
        ExpressionSystem((x, y), (1 / x, y), (Condition(x, Relation.POSITIVE),)),
        "Only points with x > 0 are admitted.",
        (OPEN,),
    ),
    ExpressionCases: (
        ExpressionCases(x * y * exp(x), (x, y), (exp(x),), (1, 1, 1)),
        "since e^x > 0, this means x = 0 or y = 0.",
        (OPEN, OPEN),
    ),
    CommonFactor: (
        CommonFactor((x * cos(x), y * cos(x)), cos(x), (x, y)),
        "All equations have the common factor cos(x): either it vanishes, or x = 0, y = 0.",
        (OPEN, OPEN),
    ),
    IndependentEquations: (IndependentEquations(((x,), (y,))), "equations for {x}, {y}, which are", (OPEN, OPEN)),
    SolvedForExpression: (SolvedForExpression(y - sin(x), y, sin(x)), "gives y = sin(x), which is", (OPEN,)),
    VanishingTerms: (VanishingTerms(x**2 + y**4, (x, y)), "have the same sign; their sum vanishes only where", (OPEN,)),
    ImpliedEquations: (ImpliedEquations((x + y, x - y), (x, y)), "are equivalent to x = 0, y = 0.", (OPEN,)),
    KernelSubstitution: (
        KernelSubstitution(
            (cos(x), sin(x)), (C,), (C**2 + S**2 - 1,), (0, 1), ((Integer(0), Integer(-1)), (Integer(0), Integer(1)))
        ),
        "With cos(x), sin(x) as unknowns the equations are polynomial and have two solutions that",
        (OPEN, OPEN, OPEN),
    ),
    InvertedKernel: (
        InvertedKernel(sin(x), (x - 2 * pi * n, x - pi - 2 * pi * n)),
        "stands for any integer.",
        (OPEN, OPEN),
    ),
    SumOfLogarithms: (SumOfLogarithms(log(x) - log(y), x - y), "gives x − y = 0.", (OPEN,)),
    LineSolutions: (LineSolutions(exp(x) - 1, x, (Integer(0),), ()), "holds exactly for x = 0.", ()),
    OutsideDomain: (
        OutsideDomain(Condition(Integer(-1), Relation.POSITIVE)),
        "Here −1 > 0 does not hold: there is no such point in the domain.",
        (),
    ),
    LevelSetLeft: (LevelSetLeft((cos(x + y),), 1), "the set with cos(x + y) = 0, of dimension 1.", ()),
}
