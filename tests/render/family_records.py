"""One record of every kind of evidence about families, level sets and points without gradient."""

from flint import fmpq
from sympy import Abs, Integer, exp, pi, sin, sqrt, symbols

from symhess.evidence import (
    DirectionalTerm,
    FactorAlong,
    FamilyMinors,
    MixedPartialsAt,
    OuterCurvature,
    Representative,
    SideTerm,
    TransverseTrace,
)
from symhess.exact import Rational

x, y, n, m, w = symbols("x y n m w")

# record -> what its sentence says, and the steps below it
FAMILY_RECORDS = {
    Representative: (
        Representative(2, (0, 1), (pi / 2, Integer(0)), True),
        "For n even, m odd the points behave alike; (π/2, 0) stands for them.",
        (),
    ),
    FamilyMinors: (
        FamilyMinors(1, (0,), (n,), (n**2 + 1, Integer(-3)), (1, -1)),
        "D₁ = n² + 1, D₂ = −3, with these signs: positive, negative.",
        (),
    ),
    OuterCurvature: (
        OuterCurvature(sin(w), w, x + y, Integer(-1), -1),
        "f = sin(w) with w = x + y: on the set the outer function's first derivative is zero",
        (),
    ),
    MixedPartialsAt: (
        MixedPartialsAt(x, y, (Integer(0), Integer(0)), Integer(-1), None),
        "At the exceptional point (0, 0) the limits of the difference quotients differ",
        (),
    ),
    TransverseTrace: (TransverseTrace(x + 1, -1), "the only other eigenvalue, and it is negative", ()),
    FactorAlong: (FactorAlong(Integer(1), x, 2, exp(y), 1), "and the second factor is positive near the set", ()),
    SideTerm: (
        SideTerm(sqrt(w), w, x**2 + y**2, Integer(0), 1, 1, 2, Rational(fmpq(1))),
        "for w just above 0 the outer function moves away from its value like",
        (),
    ),
    DirectionalTerm: (
        DirectionalTerm((x, y), 1, Abs(x) - y, 0, (0, -1), (0, 1)),
        "up for (0, −1) and down for (0, 1).",
        (),
    ),
}
