"""Critical points beyond polynomials: exact, enclosed, degenerate; the numbers are those of a numeric Hessian."""

import numpy as np
import pytest
from flint import arb, ctx
from sympy import (
    Abs,
    E,
    ImmutableDenseMatrix,
    Integer,
    Rational,
    cos,
    exp,
    hessian,
    lambdify,
    log,
    pi,
    sin,
    sqrt,
    symbols,
    sympify,
)

from symhess import critical_points
from symhess.budget import Deadline
from symhess.classify.elementary import classify_elementary, classify_nonsmooth
from symhess.classify.elementary_curvature import elementary_curvature, exact_coordinates
from symhess.critical_set import Certainty, CriticalPoint
from symhess.evidence import Inertia, Spectrum, SylvesterMinors
from symhess.exact import Enclosure, real_number
from symhess.function import ScalarFunction
from symhess.verdict import Kind, Reason

x, y, z = symbols("x y z")
HALF = sqrt(2) / 2
ENTROPY = x * log(x) + y * log(y) + (1 - x - y) * log(1 - x - y)

NONDEGENERATE = [
    pytest.param(x * y * exp(-(x**2) - y**2), (HALF, HALF), Kind.MAXIMUM, id="gauss"),
    pytest.param(x * y * exp(-(x**2) - y**2), (HALF, -HALF), Kind.MINIMUM, id="gauss-minimum"),
    pytest.param(sin(x) + sin(y) + sin(x + y), (pi / 3, pi / 3), Kind.MAXIMUM, id="sines"),
    pytest.param(x**y, (1, 0), Kind.SADDLE, id="power"),
    pytest.param(ENTROPY, (Rational(1, 3), Rational(1, 3)), Kind.MINIMUM, id="entropy"),
    pytest.param(log(x) / x, (E,), Kind.MAXIMUM, id="one-variable"),
    pytest.param(x + 2 / z + z**2 / y + y**2 / (4 * x), (Rational(1, 2), 1, 1), Kind.MINIMUM, id="three-variables"),
    pytest.param(x**2 - 2 * x * y + 3 * y**2 + exp(z - 1) - z, (0, 0, 1), Kind.MINIMUM, id="irrational-eigenvalues"),
]


def point(expression, at, **options):
    variables = tuple(sorted(expression.free_symbols, key=str))
    places = dict(zip(variables, map(sympify, at), strict=True))
    value = real_number(expression.subs(places))
    return ScalarFunction(expression, variables), CriticalPoint(
        variables, (), tuple(map(real_number, places.values())), value, **options
    )


def classified(expression, at):
    function, place = point(expression, at)
    return classify_elementary(function, matrix_of(function), place, Deadline(10))


def matrix_of(function):
    return ImmutableDenseMatrix(hessian(function.expression, function.variables))


def record(verdict, kind):
    return next(record for record in verdict.evidence if isinstance(record, kind))


@pytest.mark.parametrize(("expression", "at", "kind"), NONDEGENERATE)
def test_nondegenerate_points(expression, at, kind):
    verdict = classified(expression, at)

    assert (verdict.kind, verdict.strict) == (kind, None if kind is Kind.SADDLE else True)


@pytest.mark.parametrize(("expression", "at", "kind"), NONDEGENERATE)
def test_the_evidence_has_the_numbers_of_the_hessian(expression, at, kind):
    verdict = classified(expression, at)
    variables = sorted(expression.free_symbols, key=str)
    numeric = np.array(lambdify(variables, hessian(expression, variables))(*map(float, map(sympify, at))), float)
    values = np.linalg.eigvalsh(numeric)
    minors = [np.linalg.det(numeric[:k, :k]) for k in range(1, len(variables) + 1)]
    inertia = record(verdict, Inertia)

    assert [float(v) for v in record(verdict, Spectrum).eigenvalues] == pytest.approx(list(values))
    assert [float(m) for m in record(verdict, SylvesterMinors).minors] == pytest.approx(minors, abs=1e-12)
    assert (inertia.positive, inertia.negative, inertia.zero) == ((values > 0).sum(), (values < 0).sum(), 0)


def test_short_numbers_stay_exact():
    verdict = classified(x * y * exp(-(x**2) - y**2), (HALF, HALF))

    assert [minor.text() for minor in record(verdict, SylvesterMinors).minors] == ["-2*exp(-1)", "4*exp(-2)"]


@pytest.mark.parametrize(
    ("expression", "at", "kind", "strict", "singularity"),
    [
        pytest.param(exp(-(x**4) - y**4), (0, 0), Kind.MAXIMUM, True, "X9", id="zero-hessian"),
        pytest.param(sin(x) + sin(y) + sin(x + y), (pi, pi), Kind.SADDLE, None, "D4-", id="monkey-saddle"),
        pytest.param((6 * x - 2) ** 2 * sin(12 * x - 4), (Rational(1, 3),), Kind.SADDLE, None, "A2", id="inflection"),
        pytest.param(cos(x * y), (0, 1), Kind.MAXIMUM, False, None, id="not-strict"),
    ],
)
def test_degenerate_points_go_down_the_ladder(expression, at, kind, strict, singularity):
    verdict = classified(expression, at)

    assert (verdict.kind, verdict.strict, verdict.singularity) == (kind, strict, singularity)
    assert record(verdict, Inertia).zero > 0


def enclosed(expression, places, bits=256):
    variables = tuple(sorted(expression.free_symbols, key=str))
    with ctx.workprec(bits):
        coordinates = tuple(Enclosure(place()) for place in places)
    found = CriticalPoint(variables, (), coordinates, Enclosure(arb(0)), Certainty.PROVED_UNIQUE)
    return ScalarFunction(expression, variables), found


def test_an_enclosed_point_is_decided_where_its_hessian_is_not_singular():
    function, place = enclosed(cos(x) * exp(y**2), (arb.pi, lambda: arb(0)))

    verdict = classify_elementary(function, matrix_of(function), place, Deadline(10))

    assert verdict.kind is Kind.SADDLE and isinstance(record(verdict, Inertia), Inertia)


def test_an_enclosed_point_whose_hessian_may_be_singular_is_undecided():
    function, place = enclosed(sin(x) ** 4 + y**2, (arb.pi, lambda: arb(0)))

    verdict = classify_elementary(function, matrix_of(function), place, Deadline(10))

    assert (verdict.kind, verdict.reason) == (Kind.UNDECIDED, Reason.ENCLOSED_ONLY)


def test_a_wide_enclosure_decides_nothing():
    function, place = enclosed(sin(x) - x / 2 + y**2, (lambda: arb(1, 1), lambda: arb(0)))

    assert elementary_curvature(matrix_of(function), place) is None


def test_algebraic_coordinates_are_exact():
    (place,) = critical_points("x^4 + x").points

    assert exact_coordinates(place) == (sympify("-2**(1/3)/2"),)


def test_points_without_gradient():
    function, tip = point(Abs(x) + y**2, (0, 0))
    verdict = classify_nonsmooth(function, tip, Deadline(10))

    assert (verdict.kind, verdict.strict) == (Kind.MINIMUM, True)


def test_a_point_without_gradient_where_nothing_decides():
    function, tip = point(sqrt(x**2 + y**2) - x, (0, 0))

    assert classify_nonsmooth(function, tip, Deadline(10)).reason is Reason.NONSMOOTH


def test_an_enclosed_point_without_gradient_is_undecided():
    function, tip = enclosed(Abs(x) + y**2, (lambda: arb(0), lambda: arb(0)))

    assert classify_nonsmooth(function, tip, Deadline(10)).reason is Reason.NONSMOOTH


def test_zero_hidden_in_constants_counts_as_zero():
    hidden = sin(1) ** 2 + cos(1) ** 2 - 1
    verdict = classified(x**2 + hidden * x * y + y**2, (0, Integer(0)))

    assert [minor.text() for minor in record(verdict, SylvesterMinors).minors] == ["2", "4"]
