"""The public numeric functions."""

import numpy as np
import pytest
import sympy as sp
from sympy.abc import x, y

import symhess
from symhess.errors import InputError, ParseError
from symhess.numerics import CompiledFunction, CompiledSum, GradientDescent, Status

VALLEY = "100(y - x^2)^2 + (1 - x)^2"


@pytest.mark.parametrize(
    ("f", "variables"),
    [
        pytest.param("x^2 y", None, id="text"),
        pytest.param("x^2 y", "x, y", id="text-and-names"),
        pytest.param("x^2 y", (x, y), id="text-and-symbols"),
        pytest.param(x**2 * y, None, id="expression"),
        pytest.param(x**2 * y, ["x", "y"], id="expression-and-names"),
        pytest.param(x**2 * y, "x y", id="expression-and-one-text"),
    ],
)
def test_everything_that_means_the_same_compiles_to_the_same(f, variables):
    compiled = symhess.compile(f, variables)

    assert isinstance(compiled, CompiledFunction)
    assert (compiled.names, compiled.gradient([3.0, 2.0])) == (("x", "y"), [12.0, 9.0])


def test_the_order_of_the_variables_is_the_callers():
    assert symhess.compile("x - 2y", "y, x").gradient([0.0, 0.0]) == [-2.0, 1.0]


def test_other_notations_are_read():
    assert symhess.compile(r"\frac{x}{2}", syntax="latex").gradient([0.0]) == [0.5]


def test_indexed_sums_are_not_written_out():
    i, z = sp.Symbol("i"), sp.IndexedBase("z")
    compiled = symhess.compile(sp.Sum(z[i] ** 2, (i, 1, 50_000)), variables=[z])

    assert isinstance(compiled, CompiledSum) and compiled.dimension == 50_000


@pytest.mark.parametrize(
    ("f", "error"),
    [(sp.Integer(1), InputError), (3, InputError), ("x +", ParseError), ("__import__('os')", ParseError)],
    ids=["no-variable", "no-expression", "unfinished", "code"],
)
def test_what_cannot_be_compiled_is_refused(f, error):
    with pytest.raises(error):
        symhess.compile(f)


@pytest.mark.parametrize("f", [VALLEY, (x**2 - y) ** 2 * 100 + (1 - x) ** 2, symhess.compile(VALLEY)], ids=type)
@pytest.mark.parametrize("method", ["trust-region", "bfgs", GradientDescent()], ids=str)
def test_minimize_takes_text_expressions_and_compiled_functions(f, method):
    outcome = symhess.minimize(f, (0.5, 0.5), method=method, tolerance=1e-4)

    assert outcome.success
    np.testing.assert_allclose(outcome.x, 1.0, atol=1e-3)


def test_limits_are_passed_on():
    assert symhess.minimize(VALLEY, (-1.2, 1), max_iterations=2).status is Status.MAX_ITERATIONS
    assert symhess.minimize(symhess.compile(VALLEY), (-1.2, 1), time_limit=0.0).status is Status.TIME_LIMIT


@pytest.mark.parametrize("method", ["gauss-newton", "levenberg-marquardt"])
@pytest.mark.parametrize("residuals", [["10(y - x^2)", "1 - x"], [10 * (y - x**2), 1 - x]], ids=["text", "expressions"])
def test_least_squares(method, residuals):
    outcome = symhess.least_squares(residuals, (-1.2, 1.0), method=method)

    assert outcome.success
    np.testing.assert_allclose(outcome.x, 1.0, atol=1e-8)


def test_the_variables_of_residuals_are_common():
    assert len(symhess.least_squares(["x - 1", "y - 2"], (0, 0)).x) == 2
