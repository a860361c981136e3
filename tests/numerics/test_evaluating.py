"""Arrays of points."""

import math

import numpy as np
import pytest
import sympy as sp
from sympy.abc import x, y

from symhess.errors import InputError
from symhess.numerics import compile_expression
from symhess.numerics.evaluating import integer_power


@pytest.fixture
def function():
    return compile_expression(x**3 * sp.log(y), [x, y])


@pytest.mark.parametrize("shape", [(), (1,), (7,), (2, 3), (0,)])
def test_shapes_follow_the_points(function, shape):
    points = np.full((*shape, 2), 1.5)

    assert np.shape(function.value(points)) == shape
    assert function.gradient(points).shape == (*shape, 2)
    assert function.hessian(points).shape == (*shape, 2, 2)
    assert function.hvp(points, np.ones(2)).shape == (*shape, 2)


def test_chunks_do_not_show(function):
    points = np.random.default_rng(0).uniform(0.5, 2.0, (20_000, 2))
    expected = np.stack([3 * points[:, 0] ** 2 * np.log(points[:, 1]), points[:, 0] ** 3 / points[:, 1]], axis=1)

    np.testing.assert_allclose(function.gradient(points), expected, rtol=1e-13)


@pytest.mark.parametrize("points", [np.zeros(3), np.zeros((2, 1)), 1.0, ["a", "b"], np.array([1j, 0])], ids=repr)
@pytest.mark.filterwarnings("ignore::numpy.exceptions.ComplexWarning")
def test_wrong_points_are_refused(function, points):
    if np.iscomplexobj(points):
        points = points[:1]
    with pytest.raises(InputError):
        function.gradient(points)


@pytest.mark.parametrize(
    ("expression", "point", "expected"),
    [
        pytest.param(sp.log(x), -1.0, math.nan, id="log"),
        pytest.param(sp.sqrt(x), -1.0, math.nan, id="root"),
        pytest.param(1 / x, 0.0, math.inf, id="pole"),
        pytest.param(sp.exp(x), 1e4, math.inf, id="overflow"),
        pytest.param(x ** sp.Rational(1, 3), -8.0, math.nan, id="real-power"),
        pytest.param(x**7, 1e100, math.inf, id="power-overflow"),
        pytest.param(sp.asin(x), 2.0, math.nan, id="asin"),
    ],
)
@pytest.mark.parametrize("form", ["list", "array", "many"])
def test_leaving_the_domain_is_ieee_arithmetic(expression, point, expected, form):
    value = compile_expression(expression, [x]).value
    found = {
        "list": lambda: value([point]),
        "array": lambda: value(np.array([point])),
        "many": lambda: value(np.array([[point], [1.0]]))[0],
    }[form]()

    assert found == expected or (math.isnan(found) and math.isnan(expected))


@pytest.mark.parametrize("exponent", [*range(-3, 12), 64])
def test_integer_powers(exponent):
    base = np.array([1.5, -0.5])

    np.testing.assert_allclose(integer_power(base, exponent), base ** float(exponent), rtol=1e-13)


def test_one_program_gives_value_gradient_and_hessian(function):
    point = np.array([1.3, 2.1])
    value, gradient, hessian, finite = function.arrays.jet(point)

    assert finite
    assert value == pytest.approx(function.value(point), rel=1e-15)
    np.testing.assert_allclose(gradient, function.gradient(point), rtol=1e-15)
    np.testing.assert_allclose(hessian, function.hessian(point), rtol=1e-14)


@pytest.mark.parametrize(
    ("point", "expected"),
    [([1e102, 2.0], True), ([1e104, 2.0], False), ([1.0, 0.0], False), ([1.0, -1.0], False)],
    ids=["large", "overflow", "pole", "outside"],
)
def test_one_program_knows_whether_everything_is_finite(function, point, expected):
    value, gradient, hessian, finite = function.arrays.jet(np.array(point))

    assert finite == expected == bool(np.isfinite([value, *gradient, *hessian.ravel()]).all())


def test_results_can_be_written_to(function):
    gradient = function.gradient(np.ones(2))
    gradient += 1.0

    assert gradient.tolist() == [1.0, 2.0]
