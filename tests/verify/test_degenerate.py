"""Evidence at degenerate points is accepted as found and refused when anything in it is changed."""

from dataclasses import replace
from functools import cache

import pytest
from flint import fmpq, fmpq_poly
from sympy import Integer, Symbol, sqrt, symbols

import symhess
from symhess.critical_set import CriticalPoint
from symhess.evidence import (
    DirectionalTerm,
    DominatedTerms,
    HalfBranches,
    Inertia,
    LowestTerm,
    NewtonPolygon,
    OuterFunction,
    Part,
    ReducedFunction,
    SideTerm,
    SignChange,
    SignedProduct,
    SquareFactors,
    Summands,
    TangencyPoints,
    ZeroCurve,
)
from symhess.exact import AlgebraicPoint, Rational
from symhess.function import ScalarFunction
from symhess.render.page.degenerate import DEGENERATE
from symhess.render.page.evidence import is_degenerate
from symhess.verdict import Kind, Verdict
from symhess.verify.curvature import Curvature
from symhess.verify.degenerate import Neighbourhood, degenerate_faults
from symhess.verify.hessian import hessian_blocks
from symhess.verify.model import Model
from symhess.verify.places import Place

x, y, z, T = symbols("x y z t")

MEASURED = "x^2 + y^2 + x z^2 + y z^3 + z^4/4 + z^6/8"
ACCEPTED = [
    MEASURED,
    "(x^2 - x - 1)^4 + (x^2 - x - 1)^2 y^2 + 3y^4",
    "(x^2 + y^2)^2",
    "(x^2 - 2)^4 + (y - 1)^2",
    "(x^2 - 2)^4 + (x^2 - 2)^3 y + sqrt(2) y^4",
    "exp(y) - 1 - y - x^4",
    "log(x)^3 + (y - 2)^2",
    "x^4 + sqrt(2) y^4",
]


@pytest.mark.parametrize("text", ACCEPTED)
def test_what_was_found_holds(text):
    study = symhess.analyze(text)

    assert study.points
    assert symhess.verify(study).failures == ()


def tampered(study, number, verdict):
    points = list(study.points)
    points[number] = replace(points[number], verdict=verdict)
    return replace(study, points=tuple(points))


def replaced(evidence, record_type, changes):
    """The evidence with one field of the first such record changed, also inside parts; ``None`` without one."""
    for k, record in enumerate(evidence):
        forged = None
        if type(record) is record_type:
            forged = replace(record, **{name: change(getattr(record, name)) for name, change in changes.items()})
        elif isinstance(record, Part):
            inner = replaced(record.evidence, record_type, changes)
            forged = inner and replace(record, evidence=inner)
        elif isinstance(record, Summands | SignedProduct):
            inner = replaced(record.parts, record_type, changes)
            forged = inner and replace(record, parts=inner)
        if forged:
            return (*evidence[:k], forged, *evidence[k + 1 :])
    return None


def faults_after(text, record_type, **changes):
    """Failures after one field of the first such record was changed."""
    study = studied(text)
    for points in ("points", "nonsmooth_points"):
        for k, found in enumerate(getattr(study, points)):
            evidence = replaced(found.verdict.evidence, record_type, changes)
            if evidence:
                forged = list(getattr(study, points))
                forged[k] = replace(found, verdict=replace(found.verdict, evidence=evidence))
                return symhess.verify(replace(study, **{points: tuple(forged)})).failures
    raise AssertionError(f"{text} has no {record_type.__name__}")


@cache
def studied(text):
    """The study without its global extrema, which other tests look at."""
    return replace(symhess.analyze(text), extrema=None)


def negated(number):
    return Rational(-number.value)


def more(number):
    return number + 1


def first(change):
    """Change the first entry of a tuple."""
    return lambda entries: (change(entries[0]), *entries[1:])


PEANO = "(y - x^2)(y - 3x^2)"
TRAP = "z^2 - 4x y z + x^4 + y^4"
SHARES = "x^4 + y^4 + z^4 - x y z^2"
GOLDEN = "(x^2 - 2)^4 + (x^2 - 2)^2 y^2 + 3y^4"
FACTORS = "(x^2 - x - 1)^4 + (x^2 - x - 1)^2 y^2 + y^4"
FORM = "(x y - z^2)^2 + (x - y)^4 + y^4"
CONE = "(x^2 + y^2 - z^2)^2 + z^6"
SHEET = "(x^2 + y^2 - z^3)^2 - x^2 z^4"
OUTER = "exp(-x^4 - y^4)"
TIP = sqrt(x**2 + y**2) - x / 2
DAMPED = "x^2 y^2 exp(-x^2 - y)"
ROOT = sqrt(x**2 + y**4)
SQUARE = "x^2 y^2 + z^2 + x^2 z + x^4/4"

FORGERIES = [
    (PEANO, SignChange, "down_leading", negated),
    (PEANO, SignChange, "up_power", more),
    (PEANO, SignChange, "down", lambda c: (c[0], 2 * c[1])),
    (TRAP, SignChange, "down", lambda c: (*c[:-1], Integer(0))),
    ("x^5", LowestTerm, "power", lambda n: n - 1),
    ("x^4 + y^4", LowestTerm, "coefficient", negated),
    ("x^4 + y^4", LowestTerm, "power", lambda n: n + 2),
    ("x^4 + y^4", LowestTerm, "side", lambda s: 1),
    ("x^4 + y^4", LowestTerm, "increment", lambda s: Symbol("z")),
    (PEANO, HalfBranches, "right", more),
    (PEANO, HalfBranches, "left", more),
    (PEANO, HalfBranches, "axis", lambda n: 2),
    (PEANO, HalfBranches, "multiplicity", more),
    (PEANO, HalfBranches, "height", lambda h: h / 10**6),
    (PEANO, HalfBranches, "width", lambda w: w * 10**6),
    (PEANO, HalfBranches, "factor", lambda p: p + x**3),
    (GOLDEN, NewtonPolygon, "signs", lambda s: (-1,)),
    (GOLDEN, NewtonPolygon, "signs", lambda s: (0, 1)),
    (GOLDEN, NewtonPolygon, "function", lambda g: g - 7 * y**4),
    (TRAP, ReducedFunction, "substitution", lambda s: (3 * s[0],)),
    (TRAP, ReducedFunction, "reduced", lambda g: -g),
    (TRAP, ReducedFunction, "solved", lambda s: (x,)),
    (SHARES, DominatedTerms, "weights", first(lambda w: (fmpq(1), *w[1:]))),
    (SHARES, DominatedTerms, "sign", lambda s: -s),
    (SHARES, DominatedTerms, "terms", lambda t: ()),
    (SHARES, DominatedTerms, "function", lambda g: g - 3 * x * y * z**2),
    (SHARES, DominatedTerms, "squares", lambda s: s[1:]),
    (FORM, TangencyPoints, "above", more),
    (FORM, TangencyPoints, "below", more),
    (FORM, TangencyPoints, "form", lambda g: -g),
    (FORM, TangencyPoints, "weights", first(more)),
    (FORM, TangencyPoints, "coefficients", first(lambda c: -c)),
    (FORM, TangencyPoints, "exponents", first(more)),
    (SQUARE, ZeroCurve, "curve", lambda c: tuple(part + T**2 for part in c)),
    (SQUARE, ZeroCurve, "curve", lambda c: tuple(0 * part for part in c)),
    (FACTORS, SquareFactors, "multiplicities", first(more)),
    (FACTORS, SquareFactors, "factors", first(lambda p: 2 * p + y**2)),
    (SHEET, SquareFactors, "factors", first(lambda p: -p + x**3)),
    (SHEET, SquareFactors, "multiplicities", lambda m: m[1:]),
    (OUTER, OuterFunction, "coefficient", negated),
    (OUTER, OuterFunction, "power", more),
    (OUTER, OuterFunction, "outer", lambda f: 1 / f),
    (OUTER, OuterFunction, "inner", lambda h: -h),
    (OUTER, Part, "kind", lambda k: "minimum"),
    (OUTER, Part, "strict", lambda s: False),
    (OUTER, Part, "expression", lambda h: h - y**6),
    (OUTER, Part, "evidence", lambda e: ()),
    (CONE, Summands, "parts", first(lambda p: replace(p, expression=2 * p.expression))),
    (CONE, Summands, "parts", first(lambda p: replace(p, kind="saddle", strict=None))),
    (CONE, Summands, "parts", lambda p: p[1:]),
    (CONE, Summands, "beside", lambda p: replace(p, expression=-p.expression)),
    (CONE, Summands, "beside", lambda p: None),
    (CONE, OuterFunction, "coefficient", negated),
    (CONE, Inertia, "positive", more),
    (DAMPED, SignedProduct, "unit", lambda u: -u),
    (DAMPED, SignedProduct, "unit", lambda u: u * (1 + x)),
    (DAMPED, SignedProduct, "parts", lambda p: p[1:]),
    (DAMPED, SignedProduct, "parts", first(lambda p: replace(p, strict=False))),
    (DAMPED, SignedProduct, "parts", first(lambda p: replace(p, kind="maximum"))),
    (DAMPED, SignedProduct, "parts", lambda p: ()),
    (ROOT, SideTerm, "coefficient", negated),
    (ROOT, SideTerm, "power", more),
    (ROOT, SideTerm, "root", more),
    (ROOT, SideTerm, "side", lambda s: -s),
    (ROOT, SideTerm, "place", lambda p: p + 1),
    (ROOT, SideTerm, "outer", lambda f: -f),
    (TIP, DirectionalTerm, "sign", lambda s: -s),
    (TIP, DirectionalTerm, "sign", lambda s: 0),
    (TIP, DirectionalTerm, "degree", more),
    (TIP, DirectionalTerm, "form", lambda g: g + x),
]


@pytest.mark.parametrize(
    ("text", "record", "field", "change"),
    [pytest.param(*case, id=f"{case[1].__name__}-{case[2]}-{k}") for k, case in enumerate(FORGERIES)],
)
def test_a_changed_record_is_refused(text, record, field, change):
    assert symhess.verify(studied(text)).failures == ()
    assert faults_after(text, record, **{field: change})


def test_every_record_about_degenerate_points_is_forged():
    assert {record for _, record, _, _ in FORGERIES} == {*DEGENERATE, SideTerm, DirectionalTerm, Inertia}


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        pytest.param("x^4 + y^4", {"strict": False}, id="not-strict"),
        pytest.param(SQUARE, {"strict": True}, id="strict-along-a-curve"),
        pytest.param(SHARES, {"kind": Kind.SADDLE, "strict": None}, id="no-saddle"),
        pytest.param(OUTER, {"kind": Kind.MINIMUM}, id="elementary"),
        pytest.param("x^4 + y^4", {"kind": Kind.MAXIMUM}, id="maximum"),
        pytest.param(PEANO, {"kind": Kind.MINIMUM, "strict": True}, id="minimum-on-every-line"),
        pytest.param("x^4 + y^4", {"evidence": ()}, id="no-evidence"),
        pytest.param("x^3 - 3x y^2", {"strict": True}, id="strict-saddle"),
    ],
)
def test_a_changed_verdict_is_refused(text, changes):
    study = studied(text)
    number = next(k for k, found in enumerate(study.points) if is_degenerate(found.verdict))
    verdict = replace(study.points[number].verdict, **changes)

    assert not symhess.verify(tampered(study, number, verdict))


def test_evidence_of_another_function_is_refused():
    study, other = symhess.analyze("x^4 - y^6"), symhess.analyze("x^6 - y^4")
    forged = tampered(study, 0, other.points[0].verdict)

    assert not symhess.verify(forged)


def at_origin(expression, verdict):
    """Faults of a verdict at the origin, which need not be a point that the solver lists."""
    variables = tuple(sorted(expression.free_symbols, key=str))
    size = len(variables)
    function = ScalarFunction(expression, variables)
    model = Model(function, tuple(v.name for v in variables), ())
    places = AlgebraicPoint(tuple(range(size)), None, (fmpq_poly(),) * size, fmpq_poly([1]))
    zeros = (Rational(fmpq(0)),) * size
    point = CriticalPoint(variables, (places,), zeros, Rational(fmpq(0)))
    curvature = Curvature(hessian_blocks(model), Place((places,)), {})
    return list(degenerate_faults(verdict, curvature, Neighbourhood(function, point)))


SQUARED = SquareFactors((x, y), (x**2 - y,), (2,))
SHOWN = Part(x**2 - y, "saddle", None, ())


@pytest.mark.parametrize(
    ("records", "strict", "holds"),
    [
        pytest.param((SQUARED, SHOWN, ZeroCurve((x, y), (T, T**2))), False, True, id="zeros"),
        pytest.param((SQUARED, SHOWN, ZeroCurve((x, y), (T, T))), False, False, id="no-zeros"),
        pytest.param((SQUARED, SHOWN, ZeroCurve((x, y), (Integer(0), Integer(0)))), False, False, id="a-point"),
        pytest.param((SQUARED, SHOWN, ZeroCurve((x, y), (T, T**2))), True, False, id="not-strict"),
        pytest.param((SQUARED, SHOWN), False, True, id="factor"),
        pytest.param((SQUARED,), None, True, id="strictness-left-open"),
        pytest.param((SQUARED,), False, False, id="strictness-not-shown"),
        pytest.param((SquareFactors((x, y), (x,), (1,)), SHOWN), False, False, id="other-factor"),
        pytest.param((replace(SQUARED, multiplicities=(2, 1)), SHOWN), False, False, id="multiplicities"),
        pytest.param((ZeroCurve((x, y), (T, T**2)),), False, False, id="no-kind"),
    ],
)
def test_curves_of_zeros_and_factors(records, strict, holds):
    verdict = Verdict(Kind.MINIMUM, strict, "factors", records)

    assert (at_origin((y - x**2) ** 2, verdict) == []) is holds
