"""The exact subproblem, and the methods built on it."""

import math

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy.abc import x, y

from symhess.numerics import LevenbergMarquardt, Status, TrustRegion, compile_expression, iterate
from symhess.numerics.trust_region import solve_subproblem

from .problems import Quadratic, compiled, minima

FLOATS = st.floats(-10, 10).map(lambda number: round(number, 3))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(FLOATS, FLOATS), min_size=1, max_size=5), st.floats(0.01, 100))
def test_the_subproblem_satisfies_its_optimality_conditions(pairs, radius):
    eigenvalues = sorted(w for w, _ in pairs)
    slopes = [g for _, g in pairs]
    step, shift = solve_subproblem(eigenvalues, slopes, radius)
    length = math.hypot(*step)

    assert length <= 1.06 * radius
    assert shift >= 0 and eigenvalues[0] + shift >= -1e-9
    for p, w, g in zip(step, eigenvalues, slopes, strict=True):
        assert (w + shift) * p == pytest.approx(-g, abs=1e-6 * (1 + abs(g) + abs(w * p)))
    assert shift <= 1e-9 or length == pytest.approx(radius, rel=0.06) or shift == pytest.approx(-eigenvalues[0])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(FLOATS, FLOATS), min_size=2, max_size=4), st.integers(0, 1000))
def test_no_point_of_the_ball_is_much_lower(pairs, seed):
    eigenvalues, slopes = np.array(sorted(w for w, _ in pairs)), np.array([g for _, g in pairs])
    step = np.array(solve_subproblem(eigenvalues.tolist(), slopes.tolist(), 1.0)[0])
    others = np.random.default_rng(seed).normal(size=(200, len(slopes)))
    others /= np.maximum(1.0, np.linalg.norm(others, axis=1))[:, None]

    def model(p):
        return p @ slopes + 0.5 * (p**2) @ eigenvalues

    assert model(step) <= 0.87 * min(0.0, model(others).min()) + 1e-9


@pytest.mark.parametrize("method", [TrustRegion(), LevenbergMarquardt()], ids=lambda method: method.name)
@pytest.mark.parametrize("scales", [(1e-4, 1e4), (1.0, 1e6), (1e-6, 1.0)])
def test_scaling_the_variables_changes_little(method, scales):
    u, v = scales[0] * x, scales[1] * y
    function = compile_expression(100 * (v - u**2) ** 2 + (1 - u) ** 2, [x, y])
    outcome = iterate(method, function, [-1.2 / scales[0], 1.0 / scales[1]])
    plain = iterate(method, compiled("mgh01"), [-1.2, 1.0])

    np.testing.assert_allclose(outcome.x * scales, 1.0, atol=1e-4)
    assert outcome.nit <= 2 * plain.nit


@pytest.mark.parametrize("radius", [1e-3, None, 1e6])
def test_any_first_radius_will_do(radius):
    outcome = iterate(TrustRegion(radius), compiled("mgh01"), [-1.2, 1.0])

    assert outcome.success and outcome.fun < 1e-12


@pytest.mark.parametrize("method", [TrustRegion(), LevenbergMarquardt()], ids=lambda method: method.name)
def test_a_definite_quadratic_is_solved(method):
    quadratic = Quadratic.random(6, 0)
    outcome = iterate(method, quadratic, np.zeros(6))

    np.testing.assert_allclose(outcome.x, np.linalg.solve(quadratic.matrix, quadratic.right), atol=1e-8)


@pytest.mark.parametrize("method", [TrustRegion(), LevenbergMarquardt()], ids=lambda method: method.name)
def test_a_bottomless_function_is_said_to_be_one(method):
    outcome = iterate(method, compile_expression(-(x**2) - x, [x]), [1.0])

    assert outcome.status is Status.UNBOUNDED and not outcome.success


@pytest.mark.parametrize("method", [TrustRegion(), LevenbergMarquardt()], ids=lambda method: method.name)
def test_values_never_rise(method):
    values = iterate(method, compiled("mgh18"), [1.0, 2.0, 1.0, 1.0, 1.0, 1.0]).trace.values

    assert (np.diff(values) <= 1e-12).all()
    assert min(abs(values[-1] - minimum) for minimum in minima("mgh18")) < 1e-6 or method.name != "trust-region"


def test_trials_outside_the_domain_are_refused():
    outcome = iterate(TrustRegion(radius=100.0), compile_expression(x - sp.log(x), [x]), [0.01])

    assert outcome.success and outcome.x == pytest.approx([1.0])
