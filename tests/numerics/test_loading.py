"""Every kind of expression, read into a graph and computed."""

import math

import pytest
import sympy as sp
from sympy.abc import x, y

from symhess.errors import InputError
from symhess.numerics import compile_expression


@pytest.mark.parametrize(
    "expression",
    [
        *(function(x / 3) for function in (sp.sin, sp.cos, sp.tan, sp.asin, sp.acos, sp.atan, sp.sinh)),
        *(
            function(x / 3)
            for function in (sp.cosh, sp.tanh, sp.asinh, sp.atanh, sp.erf, sp.erfc, sp.sec, sp.csc, sp.cot, sp.coth)
        ),
        *(sp.acosh(x + 1), sp.exp(x), sp.log(x), sp.log(x, 2), sp.sqrt(x), x ** sp.Rational(5, 3), x**y, 2**x, x**-3),
        *(sp.Abs(x - 2), sp.sign(x - 2), sp.Max(x, y, 1), sp.Min(x, y), sp.atan2(x, y), sp.pi * x, sp.E**x / 7),
        *(sp.floor(3 * x), sp.ceiling(3 * x), sp.Integral(y, (y, 0, x)), sp.Derivative(x**3, x)),
        sp.Piecewise((x, x < 1), (y, (x < 2) & (y > 0)), (x * y, True)),
        sp.Piecewise((x, sp.Or(x > 5, sp.Not(y > x))), (1, sp.Ne(x, 3))),
    ],
    ids=str,
)
def test_the_value_is_that_of_the_expression(expression):
    point = {x: 0.9, y: 1.7}
    expected = float(expression.subs(point).doit().evalf())

    assert compile_expression(expression, [x, y]).value([0.9, 1.7]) == pytest.approx(expected, rel=1e-13)


def test_a_sum_over_plain_variables_is_written_out():
    i = sp.Symbol("i")

    assert compile_expression(sp.Sum(x**i, (i, 0, 3)), [x]).value([2.0]) == 15.0


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        pytest.param(x * y, "y is not among", id="symbol"),
        pytest.param(sp.gamma(x), "gamma", id="no-rule"),
        pytest.param(x + sp.oo, "finite", id="infinite"),
        pytest.param(x + sp.Integer(10) ** 400, "finite", id="too-large"),
        pytest.param(x * sp.I, "ImaginaryUnit", id="complex"),
        pytest.param(sp.Sum(x, (y, 1, sp.Symbol("n"))), "not among|written out", id="open-sum"),
    ],
)
def test_what_has_no_number_is_refused(expression, message):
    with pytest.raises(InputError, match=message):
        compile_expression(expression, [x])


def test_a_piecewise_without_a_true_branch_is_not_defined_outside():
    half = compile_expression(sp.Piecewise((x**2, x > 0)), [x])

    assert half.value([2.0]) == 4.0
    assert math.isnan(half.value([-1.0]))
