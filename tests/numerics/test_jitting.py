"""Machine code by numba gives what Python and NumPy give."""

import sys
from unittest import mock

import numpy as np
import pytest
import sympy as sp
from sympy.abc import x, y

import symhess
from symhess.errors import InputError
from symhess.numerics import Newton, compile_expression, iterate

EVERYTHING = (
    sp.sin(x) * sp.tanh(y)
    + sp.atan2(x, y)
    + sp.Abs(x - y) * sp.erf(x)
    + x**5 / (1 + y**2)
    + sp.Piecewise((sp.exp(-x), x > 0), (sp.asinh(y), True))
    + sp.Max(x, y) ** sp.Rational(3, 2)
)
EDGED = sp.log(x) + 1 / y + sp.sqrt(x) * sp.exp(x) + sp.floor(y)


def both(expression):
    return [compile_expression(expression, (x, y), backend=backend) for backend in ("numba", "python")]


FAST, SLOW = both(EVERYTHING)
EDGES = both(EDGED)
POINTS = np.random.default_rng(0).uniform(0.2, 2.0, (40, 2))


def close(found, expected):
    np.testing.assert_allclose(found, expected, rtol=1e-13, atol=1e-13)


@pytest.mark.parametrize("points", [POINTS[0], POINTS, POINTS.reshape(2, 20, 2), POINTS[::2, ::-1]], ids=np.shape)
def test_both_backends_agree(points):
    for part in ("value", "gradient"):
        close(getattr(FAST, part)(points), getattr(SLOW, part)(points))
    close(FAST.hvp(points, points[..., ::-1]), SLOW.hvp(points, points[..., ::-1]))


def test_the_hessian_and_the_jet_agree():
    close(FAST.hessian(POINTS[0]), SLOW.hessian(POINTS[0]))
    for found, expected in zip(FAST.arrays.jet(POINTS[1]), SLOW.arrays.jet(POINTS[1]), strict=True):
        close(found, expected)


@pytest.mark.parametrize("point", [[-1.0, 0.0], [0.0, 0.0], [1e200, 1.0], [np.nan, 1.0], [1.0, np.inf]], ids=str)
def test_outside_the_domain_both_give_the_same_numbers(point):
    point = np.array(point)
    fast, slow = EDGES

    np.testing.assert_array_equal(fast.value(point), slow.value(point))
    np.testing.assert_array_equal(np.isfinite(fast.gradient(point)), np.isfinite(slow.gradient(point)))


def test_lists_are_still_answered_with_plain_numbers():
    FAST.gradient(POINTS[0])

    assert [type(entry) for entry in FAST.gradient([0.5, 0.7])] == [float, float]


@pytest.mark.parametrize("points", [np.zeros(3), np.zeros((2, 1)), np.array(["a", "b"]), np.array(1.0)], ids=repr)
def test_wrong_points_are_refused(points):
    with pytest.raises(InputError):
        FAST.gradient(points)


def test_minimizing_uses_it():
    bowl = symhess.compile("x^2 + exp(y) - y", backend="numba")

    np.testing.assert_allclose(iterate(Newton(), bowl, [1.0, 1.0]).x, 0.0, atol=1e-9)
    assert type(bowl.arrays).__name__ == "JitEvaluator"


def test_what_cannot_be_had_is_said():
    i = sp.Symbol("i")
    with pytest.raises(InputError, match="'python' or 'numba', not 'fortran'"):
        symhess.compile("x^2", backend="fortran")
    with pytest.raises(InputError, match="leave the backend out"):
        symhess.compile(sp.Sum(sp.IndexedBase("x")[i] ** 2, (i, 0, 3)), backend="numba")
    with mock.patch.dict(sys.modules, {"numba": None}), pytest.raises(InputError, match="pip install"):
        symhess.compile("x^2", backend="numba").gradient(np.ones(1))
