"""Partial derivatives without steps."""

import pytest
from sympy import Abs, exp, sign, sin, sqrt
from sympy.abc import x, y

from symhess.differentiate import derive
from symhess.differentiate.deriving import result_of
from symhess.differentiate.slopes import slope


@pytest.mark.parametrize("expression", [x**3 * y, exp(x * y) * sin(x), Abs(x) * y**2, sqrt(Abs(x - y)), Abs(x**2 - 1)])
def test_the_value_is_that_of_the_derived_expression(expression):
    derived = derive(expression, x)
    for at in ({x: 0.3, y: 2.5}, {x: -1.7, y: 0.4}):
        assert abs(slope(expression, x).subs(at) - result_of(derived).subs(at)) < 1e-12


def test_second_derivatives_leave_out_jumps():
    assert slope(Abs(x) * x, x, x) == 2 * sign(x)
    assert slope(Abs(x), x, x) == 0
