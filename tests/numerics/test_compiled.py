"""CompiledFunction with plain numbers."""

import subprocess
import sys

import numpy as np
import pytest
import sympy as sp
from sympy.abc import x, y

from symhess.errors import InputError
from symhess.numerics import compile_expression

from .problems import IDS, collected, compiled, rosenbrock


@pytest.mark.parametrize("identifier", [i for i in IDS if i not in ("mgh20a", "mgh20b")])
def test_the_gradient_is_that_of_sympy(identifier):
    expression, variables, start = collected(identifier)
    values = dict(zip(variables, start.tolist(), strict=True))
    chosen = variables[len(variables) // 2]
    expected = float(sp.diff(expression, chosen).subs(values))

    found = compiled(identifier).gradient(start.tolist())
    assert found[variables.index(chosen)] == pytest.approx(expected, rel=1e-9, abs=1e-11)


def test_plain_numbers_come_back_as_plain_numbers():
    function = compile_expression(x**2 * y, [x, y])

    assert type(function.value([1.0, 2.0])) is float
    assert [type(entry) for entry in function.gradient([1.0, 2.0])] == [float, float]
    assert function.hessian([1.0, 2.0]) == [[4.0, 2.0], [2.0, 0.0]]
    assert function.hvp([1.0, 2.0], [0.0, 1.0]) == [2.0, 0.0]


def test_plain_numbers_load_no_numpy():
    code = (
        "import sys, symhess; from sympy.abc import x; f = symhess.compile(x**2);"
        "assert f.hessian([3.0]) == [[2.0]]; assert 'numpy' not in sys.modules; assert 'scipy' not in sys.modules"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert (run.returncode, run.stderr) == (0, "")


def test_large_hessians_are_filled_from_their_pattern():
    variables = sp.symbols("x0:40")
    function = compile_expression(rosenbrock(variables), variables)
    point = np.linspace(-1.0, 1.0, 40)
    hessian = function.hessian(point)

    np.testing.assert_allclose(hessian, np.array(function.hessian(point.tolist())), rtol=1e-14)
    np.testing.assert_allclose(hessian @ point, function.hvp(point, point), rtol=1e-11, atol=1e-11)
    assert len(function.sparsity) == 40 + 39


def test_the_number_of_entries_is_checked():
    with pytest.raises(InputError, match="needs 2 numbers"):
        compile_expression(x * y, [x, y]).value([1.0])


@pytest.mark.parametrize("variables", [[], [x, x]], ids=["none", "twice"])
def test_variables_must_be_different_and_some(variables):
    with pytest.raises(InputError, match="at least one and all different"):
        compile_expression(x, variables)


def test_symbols_are_found_by_name_whatever_they_assume():
    positive = sp.Symbol("x", positive=True)

    assert compile_expression(positive**2, [x]).gradient([3.0]) == [6.0]
    with pytest.raises(InputError, match="same name"):
        compile_expression(positive + x, [x])


@pytest.mark.parametrize(
    ("expression", "point", "slope"),
    [
        pytest.param(sp.Abs(x), [0.0, 0.0], [0.0, 0.0], id="abs-at-its-kink"),
        pytest.param(sp.Max(x, y), [1.0, 1.0], [1.0, 0.0], id="max-at-a-tie"),
        pytest.param(sp.Min(x, 2 * y), [3.0, 1.0], [0.0, 2.0], id="min"),
    ],
)
def test_kinks_have_defined_derivatives(expression, point, slope):
    function = compile_expression(expression, [x, y])

    assert function.gradient(point) == slope
    assert function.hessian(point) == [[0.0, 0.0], [0.0, 0.0]]


@pytest.mark.parametrize("kind", [np.int64, np.float32, np.float64, bool, object])
def test_arrays_of_any_numbers_are_points(kind):
    function = compile_expression(x**3 * y + y, (x, y))

    assert function.gradient(np.array([1, 1], dtype=kind)).tolist() == [3.0, 2.0]
    assert function.gradient(np.array([1, 1], dtype=kind)).dtype == np.float64


@pytest.mark.parametrize("points", [(1.0, 2.0), [(1.0, 2.0)], np.array([[1.0, 2.0]]), np.ones((2, 2, 2))], ids=repr)
def test_constant_gradients_have_the_shape_of_the_points(points):
    function = compile_expression(3 * x - y, (x, y))
    expected = np.broadcast_to([3.0, -1.0], np.shape(points))

    np.testing.assert_array_equal(function.gradient(points), expected)
    function.gradient(np.ones(2))
    np.testing.assert_array_equal(function.gradient(points), expected)


def test_the_first_array_does_not_change_what_lists_and_wrong_points_give():
    function = compile_expression(sp.log(x) * y, (x, y))
    function.gradient(np.ones(2))

    assert function.gradient([1.0, 3.0]) == [3.0, 0.0]
    np.testing.assert_array_equal(function.gradient(np.array([-1.0, 2.0])), [-2.0, np.nan])
    for wrong in (np.ones(3), np.ones(1), np.array(1.0), np.array(["a", "b"])):
        with pytest.raises(InputError):
            function.gradient(wrong)


def test_one_gradient_can_be_written_to():
    gradient = compile_expression(x * y, (x, y)).gradient(np.array([2.0, 3.0]))
    gradient -= 1.0

    assert gradient.tolist() == [2.0, 1.0]
