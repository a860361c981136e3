"""Enclosures hold the values of an expression at every place of the ball, or are not finite."""

import math
from fractions import Fraction

import pytest
from flint import arb, ctx, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    Abs,
    Float,
    Integer,
    LambertW,
    Rational,
    Symbol,
    acos,
    asin,
    asinh,
    atan,
    cos,
    cosh,
    cot,
    erf,
    exp,
    gamma,
    log,
    pi,
    sec,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
)

from symhess.exact.expression_enclosure import EnclosedFunction, between, enclosed_function

x = Symbol("x")
EXPRESSIONS = [
    x**2 - 3 * x + pi,
    exp(-(x**2)) * sin(3 * x),
    1 / (x**2 + 1),
    x ** Rational(2, 3) + x ** sqrt(2),
    2**x - x**x,
    log(x) / x,
    atan(x) + asinh(x) - tanh(x),
    Abs(x - 1) * cosh(x) - sinh(x),
    erf(x) + LambertW(x),
    sec(x / 9) + cot(x),
    sqrt(x + 1) ** -3,
]


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=str)
@settings(max_examples=15, deadline=None)
@given(low=st.fractions(Fraction(1, 10), 3), width=st.fractions(0, 1), share=st.fractions(0, 1))
def test_values_lie_in_the_enclosure(expression, low, width, share):
    ends = fmpq(low.numerator, low.denominator), fmpq(width.numerator, width.denominator)
    place = ends[0] + ends[1] * fmpq(share.numerator, share.denominator)
    function = enclosed_function(expression, x)

    with ctx.workprec(128):
        cell, point = function(between(ends[0], ends[0] + ends[1])), function(arb(place))
    value = float(expression.evalf(30, subs={x: Float(int(place.p), 40) / int(place.q)}))

    assert not cell.is_finite() or cell.overlaps(point)
    assert math.isclose(float(point.mid()), value, rel_tol=1e-12, abs_tol=1e-12)


@pytest.mark.parametrize(
    ("expression", "cell"),
    [
        pytest.param(1 / x, (-1, 1), id="pole"),
        pytest.param(log(x), (0, 1), id="logarithm at zero"),
        pytest.param(sqrt(x), (-1, 1), id="root of a negative number"),
        pytest.param(asin(x), (0, 2), id="arc sine beyond one"),
        pytest.param(tan(x), (1, 2), id="tangent over its pole"),
        pytest.param(x ** sqrt(2), (-1, 1), id="irrational power"),
        pytest.param(gamma(x), (1, 2), id="unknown function"),
        pytest.param(Symbol("a") * x, (1, 2), id="another symbol"),
    ],
)
def test_what_is_not_defined_everywhere_has_no_enclosure(expression, cell):
    assert not EnclosedFunction(expression, x)(between(*map(fmpq, cell))).is_finite()


@pytest.mark.parametrize(("expression", "cell"), [(sqrt(x), (0, 1)), (asin(x), (-1, 1)), (acos(x), (0, 1))])
def test_closed_ends_of_a_domain_belong_to_it(expression, cell):
    enclosure = EnclosedFunction(expression, x)(between(*map(fmpq, cell)))

    assert enclosure.is_finite()
    assert enclosure.rad() < 2


def test_even_powers_are_not_negative_and_constants_are_functions():
    assert EnclosedFunction(x**2, x)(between(fmpq(-1), fmpq(1))) > -1e-6
    assert EnclosedFunction(pi, x)(arb(0)).overlaps(arb.pi())
    assert EnclosedFunction(x, x)(arb(3)) == 3
    assert EnclosedFunction(Integer(2), x)(arb("nan")) == 2


def test_precision_is_that_of_the_moment():
    function = enclosed_function(cos(x) + pi, x)

    with ctx.workprec(500):
        assert function(arb(1)).rel_accuracy_bits() > 480
