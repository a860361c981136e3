from dataclasses import replace

import pytest
from flint import fmpq, fmpq_poly, fmpz_poly
from sympy import sqrt, symbols

from symhess.critical_set import Certainty
from symhess.exact import AlgebraicPoint, PolynomialValue, Rational, RealSum, real_roots
from symhess.exact.polynomial import ring
from symhess.function import ScalarFunction
from symhess.verify.model import Model
from symhess.verify.points import PointChecker, coincidences

from .handmade import at, point, rational

x, y = symbols("x y")
X, Y = ring(("x", "y")).gens()
ONE, T = fmpq_poly([1]), fmpq_poly([0, 1])
WELLS = x**4 + y**4 - 4 * x**2 - 4 * y**2
ROOTS = real_roots(fmpz_poly([-2, 0, 1]))


def root_of_two(unknown, index):
    return AlgebraicPoint((unknown,), ROOTS[index], (T,), ONE)


def faults(found, expression=WELLS, unknowns=("x", "y"), constants=()):
    return list(PointChecker(Model(ScalarFunction(expression, (x, y)), unknowns, constants)).faults(found))


def wells(*parts):
    value = RealSum((PolynomialValue(X**4 - 4 * X**2, parts[0]), PolynomialValue(Y**4 - 4 * Y**2, parts[1])))
    return point(WELLS, parts, value)


TRUE = wells(root_of_two(0, 0), root_of_two(1, 1))
POLYNOMIAL = X**4 + Y**4 - 4 * X**2 - 4 * Y**2
AS_VALUES = tuple(PolynomialValue(unknown, part) for unknown, part in zip((X, Y), TRUE.parts, strict=True))
ELSEWHERE = RealSum(tuple(replace(v, point=root_of_two(k, 0)) for k, v in enumerate(TRUE.value.terms)))
UNSOUND = replace(TRUE.parts[0], numerators=(T**2,))
ONE_FIELD = AlgebraicPoint((0, 1), ROOTS[1], (T, -T), ONE)


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(TRUE, id="product"),
        pytest.param(replace(TRUE, value=Rational(fmpq(-8))), id="value-as-a-number"),
        pytest.param(wells(at(0, 0), root_of_two(1, 1)), id="rational-and-irrational"),
        pytest.param(point(WELLS, (ONE_FIELD,), PolynomialValue(POLYNOMIAL, ONE_FIELD)), id="one-field"),
        pytest.param(replace(TRUE, coordinates=AS_VALUES), id="coordinates-as-values"),
    ],
)
def test_critical_points_are_accepted(found):
    assert faults(found) == []


@pytest.mark.parametrize(
    ("found", "message"),
    [
        pytest.param(wells(at(0, 1), root_of_two(1, 1)), "does not solve the equations", id="not-critical"),
        pytest.param(replace(TRUE, value=Rational(fmpq(8))), "the value of f", id="value"),
        pytest.param(replace(TRUE, value=PolynomialValue(X**4, TRUE.parts[0])), "the value of f", id="other-value"),
        pytest.param(replace(TRUE, value=ELSEWHERE), "the value of f", id="value-elsewhere"),
        pytest.param(replace(TRUE, coordinates=TRUE.coordinates[::-1]), "coordinate 0", id="coordinates"),
        pytest.param(replace(TRUE, coordinates=rational(1)), "variables", id="coordinate-missing"),
        pytest.param(replace(TRUE, variables=(y, x)), "variables", id="variables"),
        pytest.param(replace(TRUE, parts=TRUE.parts[:1]), "every variable exactly once", id="part-missing"),
        pytest.param(replace(TRUE, parts=(*TRUE.parts, at(0, 0))), "every variable exactly once", id="part-twice"),
        pytest.param(replace(TRUE, certainty=Certainty.NUMERIC), "every variable exactly once", id="certainty"),
        pytest.param(wells(AlgebraicPoint((0,), None, (fmpq_poly(),), 2 * ONE), at(1, 0)), "denominator 1", id="form"),
        pytest.param(replace(TRUE, parts=(UNSOUND, TRUE.parts[1])), "reduced", id="unsound"),
    ],
)
def test_other_points_are_refused(found, message):
    assert message in " ".join(faults(found))


def test_the_gradient_must_vanish_across_parts():
    expression = (x - y) ** 2
    same = point(expression, (root_of_two(0, 1), root_of_two(1, 1)), Rational(fmpq(0)))
    other = point(expression, (root_of_two(0, 1), root_of_two(1, 0)), Rational(fmpq(8)))

    assert faults(same, expression) == []
    assert "the gradient is not zero at (1.41421, -1.41421)" in faults(other, expression)


def test_constants_are_taken_at_their_true_value():
    expression = x**2 - 2 * sqrt(2) * x + y**2
    unknowns, constants = ("x", "y", "c"), (("c", sqrt(2)),)
    u, v, c = ring(unknowns).gens()
    polynomial = u**2 - 2 * c * u + v**2
    results = []
    for root in ROOTS:
        part = AlgebraicPoint((0, 1, 2), root, (T, fmpq_poly(), T), ONE)
        found = point(expression, (part,), PolynomialValue(polynomial, part))
        results.append(faults(found, expression, unknowns, constants))

    assert results == [["a part of a point does not take a constant at its true value"], []]


def test_points_are_told_apart():
    near = AlgebraicPoint((0,), None, (fmpq_poly([fmpq(1, 10**40)]),), ONE)
    pair = [wells(at(0, 0), at(1, 0)), wells(near, at(1, 0))]

    assert list(coincidences([TRUE, wells(root_of_two(0, 1), root_of_two(1, 1)), *pair])) == []
    again = wells(root_of_two(0, 0), root_of_two(1, 1))
    assert list(coincidences([TRUE, again])) == ["a point is listed twice: (-1.41421, 1.41421)"]
