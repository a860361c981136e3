"""Enclosures of zeros, and the exact numbers that are recognised in them."""

import pytest
from flint import arb, ctx, fmpq
from sympy import E, Integer, Rational, Symbol, cos, exp, log, pi, sqrt

from symhess.exact.enclosing import enclosed_constant
from symhess.solve.line.refining import recognised, refined, relation, sign_at

x = Symbol("x")


@pytest.mark.parametrize(
    "value",
    [
        Rational(355, 113), Integer(0), pi / 6, 2 ** Rational(1, 6), log(2) / 3, 1 + log(3), E, exp(Rational(2, 3)),
        sqrt(2) - sqrt(3), (1 + sqrt(5)) / 2, Rational(1, 2) - pi / 3, 1 / pi, log(1 + sqrt(2)), 1 / log(2), 3 * E - 2,
    ],
    ids=str,
)
def test_short_numbers_are_recognised(value):
    ball = enclosed_constant(value, 320)

    assert any((found - value).equals(0) for found in recognised(ball, Integer(0)))


def test_constants_of_the_expression_are_tried():
    value = 2 * cos(1) - 3

    assert value in list(recognised(enclosed_constant(value, 320), exp(x) - cos(1)))
    assert value not in list(recognised(enclosed_constant(value, 320), exp(x)))


def test_no_relation_is_made_up():
    with ctx.workprec(320):
        assert relation([arb(1), arb.pi(), arb(2).sqrt(), arb(3).log()]) is None


@pytest.mark.parametrize(
    ("expression", "low", "high", "value"),
    [
        pytest.param(x**2 - 2, 1, 2, sqrt(2), id="rising"),
        pytest.param(2 - exp(x), 0, 1, log(2), id="falling"),
        pytest.param(x**3, -1, 2, Integer(0), id="flat at the zero"),
        pytest.param(exp(x) - 10**9, 0, 64, log(10**9), id="steep"),
    ],
)
def test_the_enclosure_holds_the_zero(expression, low, high, value):
    ball = refined(expression, x, fmpq(low), fmpq(high))

    assert ball.overlaps(enclosed_constant(value, 400))
    assert ball.rad() < 1e-60


def test_signs_at_rationals():
    assert [sign_at(x**2 - 2, x, fmpq(k)) for k in (1, 2)] == [-1, 1]
    assert sign_at(exp(x) - 1 - Rational(1, 10**200), x, fmpq(0)) == -1
    assert sign_at(log(x), x, fmpq(-1)) is None
