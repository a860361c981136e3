"""Sums with very many terms."""

import numpy as np
import pytest
import sympy as sp
from sympy.abc import i

from symhess.errors import InputError
from symhess.numerics import LBFGS, NewtonCG, compile_sum, iterate

x = sp.IndexedBase("x")


def chain(n):
    return compile_sum(sp.Sum(100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2, (i, 0, n - 2)))


def by_hand(point):
    gradient = np.zeros_like(point)
    inner = point[1:] - point[:-1] ** 2
    gradient[:-1] = -400 * point[:-1] * inner - 2 * (1 - point[:-1])
    gradient[1:] += 200 * inner
    return gradient


def test_a_million_terms_are_one_program():
    short, long = chain(10), chain(10**6)

    assert long.dimension == 10**6
    for part in ("value", "gradient", "hessian", "hvp"):
        assert long.source(part) == short.source(part)


def test_a_long_gradient_is_that_of_hand_written_code():
    point = np.random.default_rng(0).normal(size=100_001)

    np.testing.assert_allclose(chain(100_001).gradient(point), by_hand(point), rtol=1e-10, atol=1e-9)


def test_the_sparse_hessian_has_the_band_only():
    function = chain(50_000)
    point = np.random.default_rng(0).normal(size=50_000)
    hessian = function.hessian(point)

    assert hessian.nnz == 3 * 50_000 - 2
    np.testing.assert_allclose(hessian @ point, function.hvp(point, point), rtol=1e-9, atol=1e-7)


@pytest.mark.parametrize("method", [LBFGS(), NewtonCG()], ids=lambda method: method.name)
def test_long_chains_are_minimized(method):
    outcome = iterate(method, chain(5_000), np.full(5_000, 0.8), time_limit=60.0)

    assert outcome.success
    # The chain has a second minimum, with the first entry near -1.
    assert min(abs(outcome.fun), abs(outcome.fun - 3.98658)) < 1e-4
    assert len(outcome.trace) == outcome.nit + 1 and outcome.trace.rows[0].x is None


def test_many_points_at_once():
    function = chain(5)
    points = np.random.default_rng(1).normal(size=(2, 3, 5))

    assert function.value(points).shape == (2, 3)
    assert function.value(points)[1, 2] == pytest.approx(function.value(points[1, 2]))
    np.testing.assert_allclose(function.gradient(points)[1, 2], function.gradient(points[1, 2]))


def test_a_point_of_the_wrong_length_is_refused():
    with pytest.raises(InputError, match=r"shape \(..., 5\)"):
        chain(5).gradient(np.zeros(4))
