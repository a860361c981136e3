"""Evidence at degenerate points is accepted as found and refused when anything in it is changed."""

from dataclasses import replace

import pytest
from flint import fmpq, fmpq_poly
from sympy import Integer, symbols

import symhess
from symhess.critical_set import CriticalPoint
from symhess.evidence import (
    DominatedTerms,
    HalfBranches,
    LowestTerm,
    NewtonPolygon,
    ReducedFunction,
    SignChange,
    SquareFactors,
    Summands,
    TangencyPoints,
    ZeroCurve,
)
from symhess.exact import AlgebraicPoint, Rational
from symhess.function import ScalarFunction
from symhess.verdict import Kind, Verdict
from symhess.verify.curvature import Curvature
from symhess.verify.degenerate import Neighbourhood, degenerate_faults
from symhess.verify.hessian import hessian_blocks
from symhess.verify.model import Model
from symhess.verify.places import Place

x, y, T = symbols("x y t")

PEANO = "(y - x^2)(y - 3x^2)"
TRAP = "z^2 - 4x y z + x^4 + y^4"
SHARES = "x^4 + y^4 + z^4 - x y z^2"
MEASURED = "x^2 + y^2 + x z^2 + y z^3 + z^4/4 + z^6/8"
GOLDEN = "(x^2 - x - 1)^4 + (x^2 - x - 1)^2 y^2 + 3y^4"
FORM = "(x y - z^2)^2 + (x - y)^4 + y^4"
ACCEPTED = [PEANO, TRAP, SHARES, MEASURED, GOLDEN, FORM, "x^4 + y^4", "x^5", "(x^2 + y^2)^2", "(x^2-2)^4 + (y-1)^2"]


@pytest.mark.parametrize("text", ACCEPTED)
def test_what_was_found_holds(text):
    study = symhess.analyze(text)

    assert study.points
    assert symhess.verify(study).failures == ()


def tampered(study, number, verdict):
    points = list(study.points)
    points[number] = replace(points[number], verdict=verdict)
    return replace(study, points=tuple(points))


def faults_after(text, record_type, **changes):
    """Failures after one field of the first such record was changed."""
    study = symhess.analyze(text)
    number, verdict = next(
        (k, p.verdict) for k, p in enumerate(study.points) if record_type in map(type, p.verdict.evidence)
    )
    record = next(e for e in verdict.evidence if type(e) is record_type)
    forged = replace(record, **{name: change(getattr(record, name)) for name, change in changes.items()})
    evidence = tuple(forged if e is record else e for e in verdict.evidence)
    return symhess.verify(tampered(study, number, replace(verdict, evidence=evidence))).failures


def negated(number):
    return Rational(-number.value)


@pytest.mark.parametrize(
    ("text", "record", "changes"),
    [
        pytest.param(PEANO, SignChange, {"down_leading": negated}, id="sign-of-a-leading-term"),
        pytest.param(PEANO, SignChange, {"up_power": lambda n: n + 1}, id="power"),
        pytest.param(PEANO, SignChange, {"down": lambda c: (c[0], 2 * c[1])}, id="curve"),
        pytest.param(TRAP, SignChange, {"down": lambda c: (*c[:-1], Integer(0))}, id="lifted-coordinate"),
        pytest.param("x^5", LowestTerm, {"power": lambda n: n - 1}, id="lowest-power"),
        pytest.param(MEASURED, LowestTerm, {"coefficient": negated}, id="lowest-coefficient"),
        pytest.param(PEANO, HalfBranches, {"right": lambda n: n + 1}, id="one-branch-more"),
        pytest.param(PEANO, HalfBranches, {"left": lambda n: n + 1}, id="one-on-the-left"),
        pytest.param(PEANO, HalfBranches, {"height": lambda h: h / 10**6}, id="smaller-box"),
        pytest.param(GOLDEN, NewtonPolygon, {"signs": lambda s: (-1,)}, id="other-sign"),
        pytest.param(TRAP, ReducedFunction, {"substitution": lambda s: (3 * s[0],)}, id="substitution"),
        pytest.param(TRAP, ReducedFunction, {"reduced": lambda g: -g}, id="reduced-function"),
        pytest.param(SHARES, DominatedTerms, {"weights": lambda w: ((fmpq(1), *w[0][1:]), *w[1:])}, id="weights"),
        pytest.param(SHARES, DominatedTerms, {"sign": lambda s: -s}, id="sign"),
        pytest.param(SHARES, DominatedTerms, {"terms": lambda t: ()}, id="a-term-forgotten"),
        pytest.param("x^4 + y^4", Summands, {"kinds": lambda k: k[:-1]}, id="a-kind-forgotten"),
        pytest.param(FORM, TangencyPoints, {"above": lambda n: 0, "below": lambda n: 3}, id="counts"),
    ],
)
def test_a_changed_record_is_refused(text, record, changes):
    assert faults_after(text, record, **changes)


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        pytest.param("x^4 + y^4", {"kind": Kind.MAXIMUM}, id="maximum"),
        pytest.param(PEANO, {"kind": Kind.MINIMUM, "strict": True}, id="minimum-on-every-line"),
        pytest.param("x^4 + y^4", {"evidence": ()}, id="no-evidence"),
        pytest.param("x^3 - 3x y^2", {"strict": True}, id="strict-saddle"),
    ],
)
def test_a_changed_verdict_is_refused(text, changes):
    study = symhess.analyze(text)
    verdict = replace(study.points[0].verdict, **changes)

    assert not symhess.verify(tampered(study, 0, verdict))


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


@pytest.mark.parametrize(
    ("record", "strict", "holds"),
    [
        pytest.param(ZeroCurve((x, y), (T, T**2)), False, True, id="zeros"),
        pytest.param(ZeroCurve((x, y), (T, T)), False, False, id="no-zeros"),
        pytest.param(ZeroCurve((x, y), (Integer(0), Integer(0))), False, False, id="a-point"),
        pytest.param(ZeroCurve((x, y), (T, T**2)), True, False, id="not-strict"),
        pytest.param(SquareFactors((x, y), (x**2 - y,), (2,)), False, True, id="factor"),
        pytest.param(SquareFactors((x, y), (x,), (1,)), False, False, id="other-factor"),
        pytest.param(SquareFactors((x, y), (x**2 - y,), (2, 1)), False, False, id="multiplicities"),
    ],
)
def test_curves_of_zeros_and_factors(record, strict, holds):
    verdict = Verdict(Kind.MINIMUM, strict, "factors", (record,))

    assert (at_origin((y - x**2) ** 2, verdict) == []) is holds
