"""First terms on one side: known laws, and quotients of values agree with them."""

import pytest
from sympy import Abs, Integer, Rational, Symbol, cos, exp, lambdify, log, pi, sqrt

from symhess.classify.expansions import NotAnalytic
from symhess.classify.sides import side_law

w = Symbol("w")
CASES = [
    pytest.param(sqrt(w), 0, 1, (1, 2), 1, id="root"),
    pytest.param(exp(-sqrt(w)), 0, 1, (1, 2), -1, id="exponential-of-a-root"),
    pytest.param(Abs(w), 0, -1, (1, 1), 1, id="absolute-value"),
    pytest.param(Abs(w) ** Rational(2, 3), 0, 1, (2, 3), 1, id="cusp"),
    pytest.param(sqrt(w**2 + w**3), 0, 1, (1, 1), 1, id="factor-under-a-root"),
    pytest.param(log(1 + sqrt(w)) - sqrt(w), 0, 1, (1, 1), Rational(-1, 2), id="second-term"),
    pytest.param(cos(w), pi, 1, (2, 1), Rational(1, 2), id="smooth"),
    pytest.param(sqrt(w - 1), 1, 1, (1, 2), 1, id="elsewhere"),
]


@pytest.mark.parametrize(("expression", "place", "side", "exponent", "coefficient"), CASES)
def test_laws(expression, place, side, exponent, coefficient):
    power, root, number, sign = side_law(expression, w, Integer(0) + place, side)

    assert Rational(power, root) == Rational(*exponent)
    assert number.short() == coefficient and sign == (1 if coefficient > 0 else -1)


@pytest.mark.parametrize(("expression", "place", "side", "exponent", "coefficient"), CASES)
def test_values_follow_the_law(expression, place, side, exponent, coefficient):
    f, step = lambdify(w, expression, "mpmath"), 1e-5
    change = complex(f(float(place) + side * step) - f(float(place))).real

    assert change / step ** (exponent[0] / exponent[1]) == pytest.approx(float(coefficient), rel=2e-2)


@pytest.mark.parametrize("expression", [sqrt(-w), sqrt(w - w**2) * log(w), Abs(w) ** Rational(1, 25)], ids=str)
def test_what_has_no_such_law_is_refused(expression):
    with pytest.raises(NotAnalytic):
        side_law(expression, w, Integer(0), 1)


def test_a_constant_has_no_first_term():
    assert side_law(Abs(w) - w, w, Integer(0), 1) is None
