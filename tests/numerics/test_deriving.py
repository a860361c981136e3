"""Reverse and forward mode: exact values, exact sparsity, few operations."""

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy.abc import x, y

from symhess.numerics import compile_expression

from .problems import IDS, compiled, rosenbrock, rows


@pytest.mark.parametrize("identifier", IDS)
def test_few_operations_are_enough(identifier):
    function = compiled(identifier)
    value = function.operations("value")

    assert function.operations("value", "gradient") <= 2.5 * value
    assert function.operations("gradient", "hvp") <= 6 * value


@pytest.mark.parametrize(
    "corpus", ["constrained", "convexity", "degenerate", "polynomial", "regions", "transcendental"]
)
def test_small_functions_need_a_few_operations_more_for_each_variable(corpus):
    """The bounds above hold from eleven operations on; below, n/2 and 4 n more are always enough."""
    for row in rows(corpus):
        variables = [sp.Symbol(name) for name in row["vars"]]
        function = compile_expression(sp.sympify(row["f"], locals={v.name: v for v in variables}), variables)
        value, n = function.operations("value"), len(variables)
        small = value <= 10

        assert function.operations("value", "gradient") <= 2.5 * value + 0.5 * n * small, row["f"]
        assert function.operations("gradient", "hvp") <= 6 * value + 4 * n * small, row["f"]


def test_a_network_needs_few_operations():
    weights = sp.symbols("w0:13")
    first = [sp.tanh(weights[3 * k] * x + weights[3 * k + 1] * y + weights[3 * k + 2]) for k in range(3)]
    output = sum(weight * unit for weight, unit in zip(weights[9:12], first, strict=True)) + weights[12]
    loss = sum((output.subs({x: sp.Rational(k, 3), y: sp.Rational(k * k, 5)}) - k) ** 2 for k in range(1, 5))
    network = compile_expression(loss, weights)
    value = network.operations("value")

    assert network.operations("value", "gradient") <= 2.5 * value
    assert network.operations("gradient", "hvp") <= 6 * value


def test_the_cost_grows_with_the_size_and_no_faster():
    counts = []
    for n in (20, 40, 80):
        variables = sp.symbols(f"x0:{n}")
        counts.append(compile_expression(rosenbrock(variables), variables).operations("value", "gradient", "hessian"))

    assert counts[2] - counts[1] == 2 * (counts[1] - counts[0])


def test_the_sparsity_is_exact():
    variables = sp.symbols("x0:6")
    chain = compile_expression(rosenbrock(variables), variables)

    assert chain.sparsity == tuple((i, j) for i in range(6) for j in (i - 1, i) if j >= 0)
    assert compile_expression(x + 2 * y, [x, y]).sparsity == ()
    assert compile_expression(x * y, [x, y]).sparsity == ((1, 0),)


@pytest.mark.parametrize("identifier", IDS)
def test_products_agree_with_the_hessian(identifier):
    function = compiled(identifier)
    rng = np.random.default_rng(3)
    point, vector = rng.uniform(0.1, 0.9, function.dimension), rng.normal(size=function.dimension)
    hessian = function.hessian(point)

    np.testing.assert_array_equal(hessian, hessian.T)
    np.testing.assert_allclose(function.hvp(point, vector), hessian @ vector, rtol=1e-9, atol=1e-9 * abs(hessian).max())


@settings(max_examples=40, deadline=None)
@given(
    st.recursive(
        st.sampled_from([x, y, sp.Integer(2), sp.Rational(-1, 3)]),
        lambda inner: st.one_of(
            st.builds(sp.Add, inner, inner),
            st.builds(sp.Mul, inner, inner),
            st.builds(lambda e: sp.sin(e), inner),
            st.builds(lambda e: sp.exp(-(e**2)), inner),
            st.builds(lambda e: sp.Piecewise((e, x > 1), (e**2, True)), inner),
        ),
        max_leaves=8,
    )
)
def test_random_expressions_have_the_derivatives_of_sympy(expression):
    point = {x: sp.Float("0.7", 30), y: sp.Float("-0.4", 30)}
    expected = [float(sp.diff(expression, variable).subs(point)) for variable in (x, y)]

    assert compile_expression(expression, [x, y]).gradient([0.7, -0.4]) == pytest.approx(expected, rel=1e-10, abs=1e-12)


def test_the_branch_that_is_not_taken_leaves_no_trace():
    function = compile_expression(sp.Piecewise((sp.log(x) * y, x > 0), (x**2 * y, True)), [x, y])

    assert function.gradient([-3.0, 2.0]) == [-12.0, 9.0]
    assert function.gradient(np.array([[-3.0, 2.0]])).tolist() == [[-12.0, 9.0]]
    assert function.hessian(np.array([[0.0, 2.0]])).tolist() == [[[4.0, 0.0], [0.0, 0.0]]]
