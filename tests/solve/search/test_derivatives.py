"""Graphs: equal parts meet, and derivatives agree with SymPy's at exact points."""

import pytest
import sympy
from flint import arb
from sympy import (
    Abs,
    Max,
    Rational,
    Symbol,
    acosh,
    acot,
    asin,
    asinh,
    atan,
    atanh,
    cos,
    cot,
    exp,
    log,
    sin,
    sqrt,
    tan,
    tanh,
)

from symhess.errors import InputError
from symhess.solve.search.graph import FUNCTIONS, Graph
from symhess.solve.search.program import compile_system

x, y = sympy.symbols("x y", real=True)


@pytest.mark.parametrize(
    "expression",
    [
        x**3 * y - x / y,
        exp(-(x**2) * y) + sin(x * y) ** 5,
        log(x + y) * tan(x) - cot(y),
        sqrt(x**2 + y**2) + (x + y) ** Rational(-2, 3),
        asin(x / 3) + atan(x * y) + acot(y) + asinh(x) + acosh(2 + x) + atanh(x / 5),
        tanh(x) * cos(y) * sympy.pi + x**y + 2**x,
        Abs(x - 3 * y) + Max(x, y) * x,
    ],
    ids=str,
)
def test_values_and_slopes_agree_with_sympy(expression):
    program = compile_system((expression, y), (x, y))
    at = {x: Rational(7, 5), y: Rational(3, 4)}
    values, slopes = program.balls([arb(7) / 5, arb(3) / 4], 100)

    for ball, expected in zip(
        (values[0], *slopes[0]), (expression, expression.diff(x), expression.diff(y)), strict=True
    ):
        exact = arb(str(sympy.N(expected.subs(at).doit(), 25)) + " +/- 1e-20")
        assert ball.is_finite() and ball.overlaps(exact)


def test_common_parts_are_nodes_once():
    graph = Graph((x, y))

    first = graph.load(exp(x * y) * sin(x))
    before = len(graph.nodes)

    assert graph.load(sin(x) * exp(y * x)) == first and len(graph.nodes) == before


def test_every_function_has_a_slope():
    for name in FUNCTIONS:
        program = compile_system((getattr(sympy, name)(x),), (x,))
        _, [[slope]] = program.balls([arb(3) / 2 if name == "acosh" else arb(1) / 3], 80)
        assert slope.is_finite(), name


@pytest.mark.parametrize("expression", [Symbol("a") * x, sympy.gamma(x), x + sympy.zoo], ids=str)
def test_what_cannot_be_evaluated_is_refused(expression):
    with pytest.raises(InputError, match="the search knows no"):
        compile_system((expression,), (x,))
