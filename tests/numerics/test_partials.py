"""The derivative of every operation against SymPy's."""

import pytest
import sympy as sp
from sympy.abc import x, y

from symhess.numerics import compile_expression

SMOOTH = [
    *(function(x * y / 2) for function in (sp.sin, sp.cos, sp.tan, sp.asin, sp.acos, sp.atan, sp.sinh, sp.cosh)),
    *(function(x * y / 2) for function in (sp.tanh, sp.asinh, sp.atanh, sp.erf, sp.erfc, sp.exp, sp.log, sp.sqrt)),
    *(sp.acosh(1 + x * y), sp.atan2(x, y), (x * y) ** 5, (x * y) ** -2, (x * y) ** sp.Rational(7, 3), x / y, x**y),
    (x * y) ** sp.Rational(-1, 3),
]


@pytest.mark.parametrize("expression", SMOOTH, ids=str)
def test_first_and_second_derivatives_are_exact(expression):
    point = {x: 0.8, y: 1.3}
    gradient = [float(sp.diff(expression, v).subs(point)) for v in (x, y)]
    hessian = [[float(sp.diff(expression, v, w).subs(point)) for v in (x, y)] for w in (x, y)]
    compiled = compile_expression(expression, [x, y])

    assert compiled.gradient([0.8, 1.3]) == pytest.approx(gradient, rel=1e-12)
    assert sum(compiled.hessian([0.8, 1.3]), []) == pytest.approx(sum(hessian, []), rel=1e-11)


@pytest.mark.parametrize("power", [sp.Rational(3, 2), sp.Rational(5, 2), 2, 3])
def test_powers_above_one_have_a_zero_slope_at_zero(power):
    assert compile_expression(x**power, [x]).gradient([0.0]) == [0.0]


@pytest.mark.parametrize("expression", [sp.sign(x), sp.floor(x), sp.ceiling(x)], ids=str)
def test_steps_have_zero_derivatives(expression):
    assert compile_expression(expression, [x]).gradient([0.4]) == [0.0]
