"""One record of every kind of evidence about constraint sets and regions."""

from flint import fmpq
from sympy import Integer, Symbol, pi, symbols

from symhess.constraint_evidence import (
    ActiveSet,
    BorderedMinors,
    CompactSet,
    CurveEnds,
    LagrangeSystem,
    MultiplierSigns,
    Periods,
    RayToInfinity,
    RegularConstraints,
    Relaxation,
    SingularConstraintPoint,
    TangentInertia,
)
from symhess.exact import Rational

x, y = symbols("x y")
CIRCLE = x**2 + y**2 - 1

# record -> what its sentence says, and the steps below it
CONSTRAINT_RECORDS = {
    LagrangeSystem: (
        LagrangeSystem((CIRCLE,), (Symbol("lambda"),), x * y),
        "The points are the critical points of L = xy − λ·(x² + y² − 1) in all its unknowns.",
        (),
    ),
    RegularConstraints: (RegularConstraints((CIRCLE,), (2 * x, 2 * y)), "the minors 2x, 2y and the constraints", ()),
    TangentInertia: (TangentInertia(2, 1, 0, 1), "on the tangent space: 2 positive, 1 negative, 0 equal to 0.", ()),
    BorderedMinors: (
        BorderedMinors((Rational(fmpq(-8)),), (-1,), 1),
        "Leading minors of the bordered Hessian, from number 3 on: D₃ = −8.",
        (),
    ),
    SingularConstraintPoint: (SingularConstraintPoint((1, -1)), "at the point: positive, negative.", ()),
    CompactSet: (CompactSet((x,), ((Integer(-1), Integer(1)),), ()), "it is closed, and −1 ≤ x ≤ 1 on it.", ()),
    CurveEnds: (CurveEnds(x, (x, y), (y,), (), (-1, 1)), "Along the ends of the curve f goes to −∞, +∞.", ()),
    ActiveSet: (ActiveSet((x, y), ((), (0,))), "those with these numbers were taken as equations: {}, {1}.", ()),
    MultiplierSigns: (MultiplierSigns((0,), (1,)), "Signs of the multipliers: positive.", ()),
    Periods: (Periods((x,), (2 * pi,)), "f repeats with these periods: 2π.", ()),
    RayToInfinity: (RayToInfinity((2, 0), (1, 0), 1), "The points (2, 0) + t·(1, 0), t ≥ 0, lie in the region", ()),
    Relaxation: (Relaxation(x + 1, (x,), ()), "With the constraints f becomes x + 1", ()),
}
