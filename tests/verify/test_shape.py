"""Evidence about the whole function: true records pass, records that were changed do not."""

from dataclasses import replace

import pytest
from flint import fmpq
from sympy import Abs, Integer, exp, log, symbols

import symhess
from symhess.exact import Rational
from symhess.function import ScalarFunction
from symhess.shape import (
    AffineAlong,
    CompositionRule,
    CurvatureWitnesses,
    CurveToInfinity,
    GlobalBound,
    HessianMinors,
    LeadingForm,
    NoFlatSegment,
)
from symhess.verify.shape import check_records
from symhess.verify.whole import Whole

x, y, t = symbols("x y t")
ONE, TWO = Rational(fmpq(1)), Rational(fmpq(2))

QUARTIC = Whole(ScalarFunction(x**4 + y**4 - x * y, (x, y)))
RIDGE = Whole(ScalarFunction((x + y) ** 4, (x, y)))
ENTROPY = Whole(ScalarFunction(x * log(x), (x,)), (x,))
WELL = Whole(ScalarFunction(x**4 + y**2, (x, y)))
WEIGHTED = Whole(ScalarFunction(x**6 - x**3 * y**2 + y**4 + x, (x, y)))
CORNER = Whole(ScalarFunction(Abs(x) + exp(y), (x, y)))

TRUE = [
    (ENTROPY, HessianMinors((x,), (x,), 1, (1 / x,), False, True)),
    (RIDGE, HessianMinors((), (x, y), 1, (12 * (x + y) ** 2, 12 * (x + y) ** 2, Integer(0)), True, False)),
    (QUARTIC, CurvatureWitnesses((fmpq(1), fmpq(1)), (1, 0), (fmpq(0), fmpq(0)), (1, 1))),
    (RIDGE, AffineAlong((fmpq(0), fmpq(1)), (1, -1))),
    (CORNER, AffineAlong((fmpq(1), fmpq(0)), (1, 0), fmpq(1))),
    (WELL, NoFlatSegment(24 * x**2)),
    (CORNER, CompositionRule(Abs(x), "convex", "absolute-value", (x,))),
    (WELL, LeadingForm(x**4, 1, (x,), (1,))),
    (WEIGHTED, LeadingForm(x**6 - x**3 * y**2 + y**4, 1, (x, y), (2, 3))),
    (WELL, GlobalBound(Rational(fmpq(0)), 1)),
    (QUARTIC, CurveToInfinity((t, t), TWO, 4)),
    (Whole(ScalarFunction(x**2 + (x * y - 1) ** 2, (x, y))), CurveToInfinity((1 / t, t), Rational(fmpq(0)), 0)),
]
FORGED = [
    (ENTROPY, HessianMinors((x,), (x,), 1, (1 / x**2,), False, True)),
    (ENTROPY, HessianMinors((x,), (x,), -1, (1 / x,), False, True)),
    (ENTROPY, HessianMinors((), (x,), 1, (1 / x,), False, True)),
    (QUARTIC, HessianMinors((), (x,), 1, (12 * x**2,), False, False)),
    (RIDGE, HessianMinors((), (x, y), 1, (12 * (x + y) ** 2, 12 * (x + y) ** 2, Integer(0)), True, True)),
    (QUARTIC, CurvatureWitnesses((fmpq(1), fmpq(1)), (1, 0), (fmpq(1), fmpq(1)), (1, 1))),
    (ENTROPY, CurvatureWitnesses((fmpq(1),), (1,), (fmpq(-1),), (1,))),
    (RIDGE, AffineAlong((fmpq(0), fmpq(1)), (1, 1))),
    (RIDGE, AffineAlong((fmpq(0), fmpq(1)), (0, 0))),
    (CORNER, AffineAlong((fmpq(-1, 2), fmpq(0)), (1, 0), fmpq(1))),
    (CORNER, CompositionRule(Abs(x), "concave", "absolute-value", (x,))),
    (CORNER, CompositionRule(Abs(x), "convex", "by-magic", (x,))),
    (WELL, LeadingForm(x**4 + y**2, -1, (x, y), (1, 2))),
    (WELL, LeadingForm(x**4, 1, (x, y), (1, 1))),
    (QUARTIC, LeadingForm(x**4, 1, (x,), (1,))),
    (WELL, GlobalBound(ONE, 1)),
    (WELL, GlobalBound(Rational(fmpq(10**9)), -1)),
    (QUARTIC, CurveToInfinity((t, t), ONE, 4)),
    (QUARTIC, CurveToInfinity((1 / t, 1 / t), Rational(fmpq(0)), 0)),
]


def name(pair):
    return type(pair).__name__ if not isinstance(pair, Whole) else str(pair.function.expression)


@pytest.mark.parametrize(("whole", "record"), TRUE, ids=name)
def test_a_true_record_passes(whole, record):
    assert list(check_records([record], whole)) == []


@pytest.mark.parametrize(("whole", "record"), FORGED, ids=name)
def test_a_forged_record_is_refused(whole, record):
    assert list(check_records([record], whole)) != []


def test_an_indefinite_leading_form_is_refused():
    flat = Whole(ScalarFunction(x**4 - 2 * x**2 * y**2 + y**4 + x, (x, y)))
    record = LeadingForm(x**4 - 2 * x**2 * y**2 + y**4, 1, (x, y), (1, 1))

    assert list(check_records([record], flat)) == ["the leading form is not definite"]


def test_a_minor_that_is_negative_in_a_small_place_is_found_by_cells():
    minor = ((x - Integer(1) / 7) ** 2 - Integer(1) / 10**8).expand()
    bump = Whole(ScalarFunction(minor.integrate(x, x), (x,)))

    assert list(check_records([HessianMinors((), (x,), 1, (minor,), False, False)], bump)) != []


def test_other_records_are_no_evidence_here():
    assert list(check_records([symhess.analyze("x^2").points[0].verdict.evidence[0]], WELL)) != []


@pytest.mark.parametrize("text", ["x^4 + y^4 - 4 x y", "x^2 - y^3", "x^6 + y^4"])
def test_a_study_with_changed_extrema_is_refused(text):
    study = symhess.analyze(text)
    swapped = replace(study.extrema, minimum=study.extrema.maximum, maximum=study.extrema.minimum)

    assert symhess.verify(study)
    assert not symhess.verify(replace(study, extrema=swapped))
