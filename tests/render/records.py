"""One record of every kind of evidence, and a study that holds it where the finders would put it."""

from dataclasses import replace
from typing import get_args

from flint import arb, fmpq, fmpq_poly, fmpz_poly
from sympy import Integer, exp, oo, pi, sin, sqrt, symbols

from symhess import analyze
from symhess.derivation import Claim, Step
from symhess.evidence import (
    EVIDENCE_TYPES,
    Blocks,
    CountTheorem,
    DominatedTerms,
    ExpressionSystem,
    FactorCases,
    FiniteSolutions,
    GradientSystem,
    HalfBranches,
    Inertia,
    LineFactors,
    LineZeros,
    LowestTerm,
    MixedPartialsAgree,
    MixedPartialsAt,
    NewtonPolygon,
    NoSolution,
    NotFinite,
    NotSolved,
    OppositeCurvature,
    OuterFunction,
    Part,
    PeriodicZeros,
    PowerAlong,
    RealRoots,
    ReducedBy,
    ReducedFunction,
    Rule,
    RuleApplied,
    Scaling,
    SignChange,
    SignedProduct,
    SolvedFor,
    Spectrum,
    SquareFactors,
    Summands,
    SylvesterMinors,
    TangencyPoints,
    TransverseHessian,
    ZeroCurve,
    ZeroForced,
)
from symhess.exact import Enclosure, Rational, real_roots
from symhess.exact.algebraic import algebraic_number
from symhess.exact.polynomial import ring
from symhess.render.page.degenerate import DEGENERATE
from symhess.render.page.together import TOGETHER
from symhess.shape import (
    AffineAlong,
    BoundedRest,
    CompositionRule,
    CurvatureWitnesses,
    CurveToInfinity,
    GlobalBound,
    HessianMinors,
    LeadingForm,
    LimitAtInfinity,
    NoFlatSegment,
    ShapeEvidence,
)
from symhess.study import Study

from .constraint_records import CONSTRAINT_RECORDS
from .elementary_records import ELEMENTARY_RECORDS
from .family_records import FAMILY_RECORDS

x, y = symbols("x y")
H, K, T = symbols("h k t")
X, Y = ring(("x", "y")).gens()
ROOT = real_roots(fmpz_poly([-1, -1, 0, 1]))[0]
ALGEBRAIC = algebraic_number(ROOT, fmpq_poly([0, 1]), fmpq_poly([1]))
TWO = Rational(fmpq(2))

LEAF = Step(Claim.SOLUTIONS, (RealRoots(0, fmpz_poly([-1, 0, 1]), 2),))

# record -> what its sentence says, and the steps below it
RECORDS = {
    **ELEMENTARY_RECORDS,
    **FAMILY_RECORDS,
    RuleApplied: (RuleApplied(Rule.POWER, x**2, x, 2 * x), "[power rule]", ()),
    MixedPartialsAgree: (MixedPartialsAgree(x, y, Integer(0), Integer(0), "x > 0"), "points with x > 0.", ()),
    GradientSystem: (
        GradientSystem(("x", "y"), (2 * X, 2 * Y), (("c", sqrt(2)),)),
        "the real solutions of ∇f = 0",
        (LEAF,),
    ),
    Blocks: (Blocks(((0,), (1,))), "Group y:", (LEAF, LEAF)),
    FactorCases: (FactorCases(0, (X, X - Y), (2, 1)), "Case 2: x − y = 0 and x ≠ 0.", (LEAF, LEAF)),
    SolvedFor: (SolvedFor(1, 1, X**2), "Equation f_y = 0 gives y = x²", (LEAF,)),
    ZeroForced: (ZeroForced(1, 1), "have the same sign; their sum vanishes only for y = 0.", (LEAF,)),
    ReducedBy: (ReducedBy(1, 0), "A multiple of equation f_x = 0 is subtracted from equation f_y = 0", (LEAF,)),
    RealRoots: (RealRoots(0, fmpz_poly([-1, -1, 0, 1]), 1), "x³ − x − 1 = 0 has exactly one real root", ()),
    FiniteSolutions: (
        FiniteSolutions(
            (0, 1),
            (1, 2),
            fmpz_poly([-1, -1, 0, 1]),
            (fmpq_poly([1, 2]), fmpq_poly([fmpq(1, 2)])),
            CountTheorem.BEZOUT,
            4,
            3,
            1,
        ),
        "By Bézout's theorem the system has exactly four complex solutions",
        (),
    ),
    NoSolution: (NoSolution(0, X**2 + 1), "has no real solution: x² + 1 = 0 is impossible", ()),
    NotFinite: (NotFinite((X - Y,), 1), "infinitely many solutions: the set with x − y = 0", ()),
    NotSolved: (NotSolved("too-large"), "This case is not settled. The system is too large", ()),
    SylvesterMinors: (SylvesterMinors((TWO, ALGEBRAIC), (1, 1)), "D₁ = 2, D₂ ≈ 1.32472", ()),
    Inertia: (Inertia((TWO, TWO, Rational(fmpq(1))), 0, 2, 0), "multiplicity: 0 positive, 2 negative, 0 equal", ()),
    Spectrum: (Spectrum((TWO, TWO), ((TWO, ALGEBRAIC),), TWO), "Eigenvalues: 2, 2. Principal directions", ()),
    ReducedFunction: (
        ReducedFunction((H, K), (K,), (H**2,), H**4, None),
        "vanish for k = h²; what remains is the reduced function h⁴.",
        (),
    ),
    LowestTerm: (LowestTerm(H, 4, ALGEBRAIC), "Its lowest term in h is 1.32472h⁴.", ()),
    SignChange: (
        SignChange((H, K), (T, Integer(0)), TWO, 3, (-T, T**2), Rational(fmpq(-1)), 4),
        "Along the curve (h, k) = (t, 0), t > 0, f rises above its value like 2t³; along (h, k) = (−t, t²)",
        (),
    ),
    ZeroCurve: (ZeroCurve((H, K), (T, T)), "Along the curve (h, k) = (t, t), t > 0, f keeps its value", ()),
    HalfBranches: (
        HalfBranches((H, K), H**2 - K**3, 1, 1, 1, 0, fmpq(1, 2), fmpq(1)),
        "of multiplicity 1, has two real half-branches at the point (Sturm's theorem in the box |h| ≤ 1/2, |k| ≤ 1).",
        (),
    ),
    NewtonPolygon: (
        NewtonPolygon((H, K), H**2 + K**4, 6, (0, 1)),
        "takes near 0 only these signs: zero, positive.",
        (),
    ),
    DominatedTerms: (
        DominatedTerms((H, K), H**4 + K**4 - H**2 * K, 1, ((4, 0), (0, 4)), ((2, 1),), (((4, 0),),), ((fmpq(1),),)),
        "The even powers h⁴, k⁴ outweigh all other terms of",
        (),
    ),
    SquareFactors: (
        SquareFactors((H, K), (H, 1 + K**2), (2, 1)),
        "the difference to the value at the point is h²·(k² + 1); factors of even multiplicity",
        (),
    ),
    OuterFunction: (
        OuterFunction(exp(T), T, x**4 + y**4, 1, TWO),
        "The function is e^t with t = x⁴ + y⁴, and the outer function begins with the power 1",
        (),
    ),
    Summands: (
        Summands((Part(x**4, "minimum", True, (LowestTerm(x, 4, TWO),)), Part(y**4, "minimum", True, ()))),
        "whose kinds at the point are known: x⁴ (minimum), y⁴ (minimum).",
        (),
    ),
    SignedProduct: (
        SignedProduct(
            exp(x), (Part(x**4, "minimum", True, (LowestTerm(x, 4, TWO),)), Part(sin(y), "saddle", None, ()))
        ),
        "e^x keeps its sign near the point, and these factors vanish at it: x⁴ (minimum), sin(y) (saddle).",
        (),
    ),
    Part: (
        Part(x**4, "minimum", True, (LowestTerm(x, 4, TWO),)),
        "At the point x⁴ has this kind: minimum. Its lowest term in x is 2x⁴.",
        (),
    ),
    TangencyPoints: (
        TangencyPoints((H, K), H**4 + K**2, (1, 2), (1, 3), (4, 2), 8, 0),
        "touches the level sets of h⁴ + 3k²: 8 where it is positive, 0 where it is negative.",
        (),
    ),
    TransverseHessian: (
        TransverseHessian((X - Y,), (0, 1), 2 * X**2, 1, 0),
        "there: 1 positive, 0 negative, with the product 2x²",
        (),
    ),
    Scaling: (Scaling((0, 1), (1, 2), 4), "Putting sx, s²y for the variables, s > 0", ()),
    PowerAlong: (
        PowerAlong(fmpq(1), X, 2, Y**2 + 1, 1),
        "f = x²·(y² + 1) + 1 up to terms in other variables, and the second factor is positive",
        (),
    ),
    LineFactors: (
        LineFactors(x**2 * exp(x) - x * exp(x), x, -oo, Integer(3), ((x, Integer(1)), (x - 1, Integer(1))), exp(x)),
        "vanishes exactly where one of its factors does: x = 0, x − 1 = 0.",
        (),
    ),
    LineZeros: (
        LineZeros(x**2 - 2, x, Integer(0), oo, fmpq(1, 2), fmpq(2), ((Enclosure(arb(2).sqrt()), 1),)),
        "has exactly one zero: ≈ 1.41421",
        (),
    ),
    PeriodicZeros: (PeriodicZeros(sin(x), x, 2 * pi, -pi / 3), "has the period 2π", ()),
    OppositeCurvature: (OppositeCurvature((1, 0), (0, -1)), "(1, 0) and (0, −1): the Hessian takes both", ()),
}

_DERIVATIVES = (RuleApplied, MixedPartialsAgree)
_BY_HESSIAN = (SylvesterMinors, Inertia, Spectrum, OppositeCurvature)
_KINDS = (*DEGENERATE, *TOGETHER, PowerAlong, TransverseHessian, Scaling, *_BY_HESSIAN)


def study_with(kind: type) -> Study:
    """A study of x² + y² in which one record of this type stands in its place."""
    record, _, premises = RECORDS[kind]
    study = analyze("x^2 + y^2")
    if kind in _KINDS:
        (classified,) = study.points
        verdict = replace(classified.verdict, evidence=(record,))
        return replace(study, points=(replace(classified, verdict=verdict),))
    if kind in CONSTRAINT_RECORDS:
        study = analyze("x^2 + y^2", constraints="x + y = 1")
        found = study.constraint_study
        lowest = replace(found.extrema.minimum, evidence=(record,))
        extrema = replace(found.extrema, minimum=lowest)
        return replace(study, constraint_study=replace(found, extrema=extrema))
    if kind in get_args(ShapeEvidence):
        lowest = replace(study.extrema.minimum, evidence=(record,))
        return replace(study, extrema=replace(study.extrema, minimum=lowest))
    step = Step(Claim.SOLUTIONS, (record,), premises)
    if kind is RuleApplied:
        steps = (step, *study.derivatives.gradient_steps[1:])
        return replace(study, derivatives=replace(study.derivatives, gradient_steps=steps))
    if kind in (MixedPartialsAgree, MixedPartialsAt):
        return replace(study, derivatives=replace(study.derivatives, clairaut=replace(step, claim=Claim.CLAIRAUT)))
    found = study.critical_set
    root = step if kind in (GradientSystem, ExpressionSystem) else replace(found.derivation, premises=(step,))
    return replace(study, critical_set=replace(found, derivation=root))


RECORDS |= {
    HessianMinors: (
        HessianMinors((x,), (x, y), -1, (x, x * y), False, True),
        "In x, y the leading principal minors x, xy of the Hessian of −f are positive on x > 0.",
        (),
    ),
    CurvatureWitnesses: (
        CurvatureWitnesses((fmpq(1, 2), fmpq(0)), (1, 0), (fmpq(0), fmpq(0)), (1, -1)),
        "positive at (1/2, 0) in the direction (1, 0) and negative at (0, 0)",
        (),
    ),
    AffineAlong: (
        AffineAlong((fmpq(0), fmpq(1)), (1, -1)),
        "affine along the line through (0, 1) in the direction (1, −1)",
        (),
    ),
    NoFlatSegment: (NoFlatSegment(x**2), "singular at most where x² = 0", ()),
    CompositionRule: (CompositionRule(exp(x**2), "convex", "exponential", (x**2,)), "is convex: the exponential", ()),
    LeadingForm: (LeadingForm(x**6 + y**4, 1, (x, y), (2, 3)), "With the weights 2, 3 of x, y", ()),
    BoundedRest: (BoundedRest(sin(x), Integer(-1), 1), "The term sin(x) is nowhere below −1.", ()),
    LimitAtInfinity: (LimitAtInfinity(TWO), "the function tends to 2 in every direction.", ()),
    GlobalBound: (GlobalBound(TWO, 1), "The function is nowhere below 2.", ()),
    CurveToInfinity: (CurveToInfinity((T, -T), TWO, 3), "the function behaves like 2t³", ()),
}

RECORDS |= CONSTRAINT_RECORDS

assert RECORDS.keys() == set(EVIDENCE_TYPES), "every record has an example"
