import pytest
from flint import arb, ctx, fmpq, fmpq_poly, fmpz_poly

from symhess.exact import AlgebraicPoint, Enclosure, PolynomialValue, Rational, RealSum, real_roots
from symhess.exact.polynomial import ring
from symhess.verify.places import Place, Undecided, agree

X, Y, Z = ring(("x", "y", "z")).gens()
ONE, T = fmpq_poly([1]), fmpq_poly([0, 1])


def root_of(unknown, coefficients, index):
    return AlgebraicPoint((unknown,), real_roots(fmpz_poly(coefficients))[index], (T,), ONE)


def place(*parts):
    return Place(parts)


ROOT_2 = root_of(0, [-2, 0, 1], 1)
PLACES = {
    "one-field": (place(ROOT_2), X**2 - 2, X**2 - 3),
    "rational": (place(AlgebraicPoint((0,), None, (fmpq_poly([fmpq(1, 3)]),), ONE)), 3 * X - 1, 3 * X + 1),
    "fields-apart": (place(ROOT_2, root_of(1, [-3, 0, 1], 1)), X**2 * Y**2 - 6, X * Y - 6),
    "the-same-field-twice": (place(ROOT_2, root_of(1, [-2, 0, 1], 1)), X - Y, X + Y),
    "conjugates": (place(ROOT_2, root_of(1, [-2, 0, 1], 0)), X + Y, X - Y),
    "one-field-in-another": (place(ROOT_2, root_of(1, [-2, 0, 0, 0, 1], 1)), X - Y**2, X + Y**2),
    "with-a-rational": (place(ROOT_2, AlgebraicPoint((1,), None, (ONE,), ONE)), X**2 - 2 * Y, X**2 - Y),
    "constant": (place(ROOT_2), 0 * X, 0 * X + 1),
}


@pytest.mark.parametrize(("at", "zero", "other"), PLACES.values(), ids=PLACES)
def test_zeros_are_decided_exactly(at, zero, other):
    assert at.is_zero(zero)
    assert not at.is_zero(other)


def test_a_nearly_zero_value_is_not_zero():
    with ctx.workprec(300):
        near = fmpq(int((arb(2).sqrt() * arb(2) ** 250).floor().unique_fmpz()), 2**250)

    assert not place(ROOT_2).is_zero(X - near)
    assert not place(ROOT_2, root_of(1, [-2, 0, 1], 0)).is_zero(X + 2 * Y + near)


def test_too_large_products_of_fields_are_refused():
    parts = [root_of(k, [-2 - k, 0, 0, 0, 0, 1], 0) for k in range(3)]
    same = [AlgebraicPoint((k,), parts[0].root, (T,), ONE) for k in range(3)]

    with pytest.raises(Undecided, match="degrees"):
        Place(same).is_zero(X + Y - 2 * Z)


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [
        pytest.param(PolynomialValue(X, ROOT_2), True, id="the-same"),
        pytest.param(PolynomialValue(X + 1, ROOT_2), False, id="another"),
        pytest.param(RealSum((PolynomialValue(X + 1, ROOT_2), Rational(fmpq(-1)))), True, id="sum"),
        pytest.param(Rational(fmpq(141421356237309504880, 10**20)), False, id="rational-near"),
        pytest.param(Enclosure(arb(2).sqrt()), False, id="too-wide"),
        pytest.param(Enclosure(arb(1, 5)), False, id="much-too-wide"),
    ],
)
def test_irrational_numbers_agree_in_twenty_digits(claimed, expected):
    at = place(ROOT_2)

    assert agree(claimed, lambda bits: at.ball(X, bits), lambda value: at.is_zero(X - value)) is expected


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [
        pytest.param(Rational(fmpq(0)), True, id="zero"),
        pytest.param(PolynomialValue(X**4 - 4, ROOT_2), True, id="zero-in-the-field"),
        pytest.param(Enclosure(arb(0, 1e-30)), True, id="enclosed"),
        pytest.param(Enclosure(arb(0, 1e-3)), False, id="enclosed-widely"),
        pytest.param(Rational(fmpq(1, 10**40)), False, id="nearly-zero"),
    ],
)
def test_zero_agrees_with_zero_only(claimed, expected):
    at = place(ROOT_2)

    agrees = agree(claimed, lambda bits: at.ball(X**2 - 2, bits), lambda value: at.is_zero(X**2 - 2 - value))
    assert agrees is expected


def test_values_are_held_by_the_place_of_their_point():
    other = root_of(0, [-2, 0, 1], 1)

    assert place(ROOT_2).holds(PolynomialValue(X, other))
    assert not place(ROOT_2).holds(RealSum((Rational(fmpq(0)), PolynomialValue(X, root_of(0, [-2, 0, 1], 0)))))
