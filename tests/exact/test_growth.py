"""Monomials for large t: their order is that of their values, and their bounds hold."""

import pytest
from flint import arb, fmpq
from sympy import Integer, Rational, Symbol, log, pi, sqrt

from symhess.exact.growth import CONSTANT, Growth, NotComparable, ball_of, sign_of

T = Growth((), Integer(1), 0)
LOG = Growth((), Integer(0), 1)


def exponential(coefficient, exponent=1, power=0, logs=0):
    return Growth(((Integer(exponent), Integer(coefficient)),), Integer(power), logs)


ASCENDING = [
    exponential(-1, 2),
    exponential(-2),
    exponential(-1, 1, 5),
    T.root(Integer(-3)),
    T.root(Integer(-1)) * LOG,
    LOG.root(Integer(-1)),
    CONSTANT,
    LOG,
    LOG * LOG,
    T.root(Rational(1, 2)),
    T.root(sqrt(2)),
    exponential(1, 1, -5),
    exponential(1),
    exponential(1, 2, -9, -9),
]


def test_the_order_is_that_of_the_quotients():
    for j, first in enumerate(ASCENDING):
        for k, second in enumerate(ASCENDING):
            assert (first * second.root(Integer(-1))).order() == (j > k) - (j < k)


@pytest.mark.parametrize("growth", [g for g in ASCENDING if g.order() < 0])
def test_what_falls_stays_below_its_value_at_the_start(growth):
    start = arb(64)
    bound = growth.beyond(start)

    for k in (1, 2, 10, 1000):
        assert bound.overlaps(growth.at(start * k))
        assert growth.at(start * k) < growth.at(start) or k == 1


def test_a_monomial_that_first_rises_has_no_bound_yet():
    with pytest.raises(NotComparable):
        exponential(-1, 1, 5).beyond(arb(2))
    assert exponential(-1, 1, 5).beyond(arb(6)) >= -1e-6


def test_products_of_powers_are_what_they_are_in_numbers():
    product = exponential(-1, 1, 3, 1) * exponential(2, 2)
    at = arb(3)

    assert product.at(at).overlaps((-at + 2 * at**2).exp() * at**3 * at.log())
    assert (product * product.root(Integer(-1))) == CONSTANT
    with pytest.raises(NotComparable):
        LOG.root(Rational(1, 2))


@pytest.mark.parametrize(
    ("constant", "sign"),
    [(pi - 3, 1), (sqrt(2) * sqrt(3) - sqrt(6), 0), (log(2) - 1, -1), (Rational(-1, 3), -1), (log(8) - 3 * log(2), 0)],
)
def test_signs_of_constants(constant, sign):
    assert sign_of(constant) == sign


def test_what_is_no_number_has_no_ball():
    assert ball_of(Rational(1, 3)).overlaps(arb(fmpq(1, 3)))
    with pytest.raises(NotComparable):
        ball_of(Symbol("a"))
