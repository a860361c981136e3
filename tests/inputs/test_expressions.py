"""Expressions become functions without anything that reads text."""

import subprocess
import sys

import pytest
from sympy import Float, I, Mul, Symbol, oo
from sympy.abc import x, y

from symhess.errors import InputError
from symhess.inputs import scalar_function
from symhess.inputs.expressions import function_of_expression


def test_an_expression_means_the_same_by_either_way():
    for expression in (x * y + Float("0.5"), Symbol("x", positive=True) ** 2, x**3 - 3 * x + y**2):
        assert function_of_expression(expression) == scalar_function(expression)


@pytest.mark.parametrize(
    ("expression", "variables", "told"),
    [
        (I * x, None, "not real"),
        (Mul(x, oo, evaluate=False), None, "without finite value"),
        (x * y, "x", "not among the variables"),
        (x, "x x", "all different"),
        (x + Symbol("x", positive=True), None, "same name"),
        (Symbol("x") * 0 + 1, None, "no variable"),
    ],
)
def test_what_is_no_real_function_is_refused(expression, variables, told):
    with pytest.raises(InputError, match=told):
        function_of_expression(expression, variables)


def test_comparing_expressions_loads_no_reader():
    code = "import symhess; from sympy.abc import x; symhess.equivalent(2*x, x + x); import sys; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "symhess.equivalence" in run.stdout.split()
    assert not {"symhess.parse", "symhess.evidence", "symhess.solve"} & set(run.stdout.split())
