import pytest
from flint import arb, fmpq, fmpq_poly, fmpz_poly

from symhess.exact import (
    AlgebraicNumber,
    AlgebraicPoint,
    Enclosure,
    PolynomialValue,
    Rational,
    RealRoot,
    RealSum,
    real_roots,
)
from symhess.exact.polynomial import ring
from symhess.verify.soundness import fault

ONE, T = fmpq_poly([1]), fmpq_poly([0, 1])
ROOT = real_roots(fmpz_poly([-2, 0, 1]))[1]
X, Y = ring(("x", "y")).gens()
POINT = AlgebraicPoint((0,), ROOT, (T,), ONE)


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(Rational(fmpq(0)), id="rational"),
        pytest.param(Enclosure(arb(2).sqrt()), id="enclosure"),
        pytest.param(ROOT, id="root"),
        pytest.param(RealRoot(ROOT.polynomial, 1, fmpq(7, 5), fmpq(3, 2)), id="narrower-root"),
        pytest.param(AlgebraicNumber(ROOT, T, ONE), id="algebraic"),
        pytest.param(POINT, id="point"),
        pytest.param(AlgebraicPoint((0, 1), None, (fmpq_poly(), ONE), ONE), id="rational-point"),
        pytest.param(PolynomialValue(X**2, POINT), id="value"),
        pytest.param(RealSum((Rational(fmpq(1)), PolynomialValue(X, POINT))), id="sum"),
    ],
)
def test_sound_numbers_have_no_fault(number):
    assert fault(number) is None


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(Enclosure(arb("nan")), id="nan"),
        pytest.param(RealRoot(fmpz_poly([-4, 0, 1]), 1, fmpq(0), fmpq(4)), id="reducible"),
        pytest.param(RealRoot(fmpz_poly([-4, 0, 2]), 1, fmpq(0), fmpq(4)), id="not-primitive"),
        pytest.param(RealRoot(fmpz_poly([2, 0, -1]), 1, fmpq(0), fmpq(4)), id="negative-lead"),
        pytest.param(RealRoot(fmpz_poly([-2, 1]), 0, fmpq(0), fmpq(4)), id="linear"),
        pytest.param(RealRoot(ROOT.polynomial, 1, fmpq(-4), fmpq(4)), id="two-roots-inside"),
        pytest.param(RealRoot(ROOT.polynomial, 1, fmpq(2), fmpq(4)), id="no-root-inside"),
        pytest.param(RealRoot(ROOT.polynomial, 1, fmpq(4), fmpq(0)), id="descending"),
        pytest.param(RealRoot(ROOT.polynomial, 0, fmpq(0), fmpq(4)), id="wrong-index"),
        pytest.param(AlgebraicNumber(ROOT, fmpq_poly(), ONE), id="zero-numerator"),
        pytest.param(AlgebraicNumber(ROOT, T, fmpq_poly()), id="zero-denominator"),
        pytest.param(AlgebraicNumber(ROOT, T**2, ONE), id="not-reduced"),
        pytest.param(AlgebraicPoint((0, 0), None, (ONE, ONE), ONE), id="unknown-twice"),
        pytest.param(AlgebraicPoint((-1,), None, (ONE,), ONE), id="negative-unknown"),
        pytest.param(AlgebraicPoint((0, 1), None, (ONE,), ONE), id="numerator-missing"),
        pytest.param(AlgebraicPoint((0,), None, (T,), ONE), id="not-rational"),
        pytest.param(AlgebraicPoint((0,), None, (ONE,), fmpq_poly()), id="denominator-zero"),
        pytest.param(PolynomialValue(X + Y, POINT), id="free-unknown"),
        pytest.param(RealSum((Rational(fmpq(1)), Enclosure(arb("inf")))), id="inside-a-sum"),
    ],
)
def test_what_cannot_be_computed_with_is_turned_away(number):
    assert isinstance(fault(number), str)


def test_an_end_very_near_a_root_is_decided():
    near = fmpq(int(arb(2).sqrt().mid().man_exp()[0]), 1) * fmpq(2) ** int(arb(2).sqrt().mid().man_exp()[1])
    sides = [fault(RealRoot(ROOT.polynomial, 1, *ends)) for ends in ((fmpq(0), near), (near, fmpq(4)))]

    assert sides.count(None) == 1
