"""Constants given by expressions know their sign, their decimals and whether they are rational."""

import pytest
from flint import fmpq
from sympy import E, Rational, exp, log, pi, sin, sqrt, zeta

from symhess.exact import Rational as ExactRational
from symhess.exact import SymbolicNumber, real_number


@pytest.mark.parametrize(
    ("constant", "sign", "decimal"),
    [
        pytest.param(pi / 3 + Rational(1, 2), 1, "1.5471975511965977462", id="angle"),
        pytest.param(log(2) - log(3), -1, "-0.40546510810816438198", id="logarithms"),
        pytest.param(exp(-100), 1, "3.7200759760208359630e-44", id="tiny"),
        pytest.param(sin(1) ** 2 + sin(1 + pi / 2) ** 2 - 1, 0, "0", id="hidden-zero"),
        pytest.param(log(3) / log(2) - Rational(485, 306), -1, "-0.0000048195402817270429931", id="close"),
    ],
)
def test_sign_and_decimals(constant, sign, decimal):
    number = SymbolicNumber(constant)

    assert (number.sign(), number.decimal()) == (sign, decimal)


@pytest.mark.parametrize("bits", [30, 64, 200, 700])
def test_an_enclosure_has_the_bits_that_are_asked_for(bits):
    ball = SymbolicNumber(exp(20) - Rational(48516519540979, 10**5)).enclosure(bits)

    assert ball.rel_accuracy_bits() >= bits


def test_what_is_rational_becomes_rational():
    assert real_number(sqrt(2) * (sqrt(2) + 1) - sqrt(2)) == ExactRational(fmpq(2))
    assert real_number(Rational(-1, 3)) == ExactRational(fmpq(-1, 3))
    assert real_number(E).text() == "E"


@pytest.mark.parametrize("constant", [sqrt(-2), zeta(3)], ids=str)
def test_what_is_not_known_to_be_real_is_refused(constant):
    with pytest.raises(ValueError, match="not known to be real"):
        real_number(constant)
