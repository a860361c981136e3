"""Numbers of several constants: reduction, inverses, exact signs and honest refusals."""

import pytest
from sympy import CRootOf, E, Symbol, exp, log, pi, sqrt
from sympy.abc import t

from symhess.classify.field import Constant, Field, Unresolved
from symhess.classify.germ import element_of, field_of
from symhess.exact import Enclosure, Rational


@pytest.mark.parametrize(
    ("number", "sign"),
    [
        pytest.param((1 + sqrt(5)) ** 2 - 6 - 2 * sqrt(5), 0, id="one-radical"),
        pytest.param(sqrt(2) * sqrt(3) * sqrt(6) - 6, 0, id="joined-radicals"),
        pytest.param(sqrt(2) + sqrt(3) - sqrt(5), 1, id="three-radicals"),
        pytest.param(CRootOf(t**3 - t - 1, 0) ** 3 - CRootOf(t**3 - t - 1, 0) - 1, 0, id="root-object"),
        pytest.param(CRootOf(t**5 - t - 1, 0) - 1, 1, id="quintic"),
        pytest.param(pi**2 * (1 - pi) + pi**3 - pi**2, 0, id="formal-zero"),
        pytest.param(355 - 113 * pi, 1, id="close-to-pi"),
        pytest.param(exp(pi) - pi - 20, -1, id="near-miss"),
        pytest.param(log(2) - log(3) + 1, 1, id="logarithms"),
    ],
)
def test_signs(number, sign):
    field, element = element_of(number)

    assert field.sign(element) == sign


def test_a_zero_between_different_constants_is_unresolved():
    field, element = element_of(log(6) - log(2) - log(3))

    with pytest.raises(Unresolved):
        field.sign(element)


def test_an_inverse_times_its_number_is_one():
    field, images = field_of(0, [CRootOf(t**3 - 2 * t - 5, 0)])
    number = next(iter(images.values())) ** 2 - 3

    assert field.reduce(number * field.inverse(number)) == 1


def test_there_is_no_inverse_of_a_transcendental():
    field, images = field_of(0, [pi])

    assert field.inverse(images[pi]) is None
    assert field.inverse(field.number(4)) * 4 == 1


def test_numbers_become_exact_where_the_field_is_algebraic():
    field, images = field_of(0, [sqrt(2)])
    mixed, others = field_of(0, [E * sqrt(2)])

    assert field.real(images[sqrt(2)] * 3).text() == "3*sqrt(2)"
    assert isinstance(field.real(images[sqrt(2)] ** 2), Rational)
    assert isinstance(mixed.real(others[E]), Enclosure)


def test_an_adjoined_constant_keeps_the_relations():
    field, images = field_of(1, [sqrt(2)])
    half = Constant(Symbol("r"), lambda bits: field.ball(images[sqrt(2)], bits) / 2)
    minimal = [-images[sqrt(2)], field.number(2)]
    larger = field.adjoined(half, [c * fmpq_half() for c in minimal])

    moved = field.moved(images[sqrt(2)], larger)
    assert larger.sign(moved - 2 * larger.ring.gens()[-1]) == 0


def fmpq_half():
    return Field(0).number(1).leading_coefficient() / 2


def test_terms_and_truncation_look_at_the_increments_only():
    field, images = field_of(2, [pi])
    first, second = field.ring.gens()[:2]
    polynomial = images[pi] * first**2 * second + images[pi] ** 5 * first

    assert set(field.terms(polynomial)) == {(2, 1), (1, 0)}
    assert field.truncated(polynomial, 1) == images[pi] ** 5 * first
    assert field.polynomial(field.terms(polynomial)) == polynomial
