"""Descents and searches together: what theory promises."""

import numpy as np
import pytest
import sympy as sp
from sympy.abc import x, y

from symhess.numerics import BFGS, DFP, Exact, Fixed, GradientDescent, LineMethod, Newton, Status, Steepest, iterate
from symhess.numerics import compile_expression as compiled

from .problems import Quadratic


@pytest.mark.parametrize("method", [BFGS, DFP], ids=["bfgs", "dfp"])
@pytest.mark.parametrize("scale_first", [False, True])
@pytest.mark.parametrize("n", [2, 3, 6, 9])
def test_exact_searches_end_on_a_quadratic_in_n_steps(method, scale_first, n):
    quadratic = Quadratic.random(n, n)
    outcome = iterate(method(Exact(), scale_first), quadratic, np.ones(n), tolerance=1e-7)

    assert outcome.success and outcome.nit <= n
    np.testing.assert_allclose(outcome.x, np.linalg.solve(quadratic.matrix, quadratic.right), atol=1e-6)


@pytest.mark.parametrize("definite", [True, False])
@pytest.mark.parametrize("n", [1, 4, 12])
def test_newton_ends_on_a_quadratic_in_one_step(definite, n):
    outcome = iterate(Newton(), Quadratic.random(n, n, definite), np.ones(n), tolerance=1e-8)

    assert outcome.nit == 1 and outcome.success
    assert outcome.status is (Status.CONVERGED if definite else Status.SADDLE)


@pytest.mark.parametrize("factor", [0.5, 0.99, 1.01, 1.5])
def test_a_fixed_step_converges_exactly_below_the_stability_bound(factor):
    quadratic = Quadratic.random(4, 2)
    bound = 2.0 / np.linalg.eigvalsh(quadratic.matrix)[-1]
    outcome = iterate(GradientDescent(factor * bound), quadratic, np.ones(4), max_iterations=5000)

    assert outcome.success == (factor < 1)
    assert ("exceeds" if factor > 1 else "is within") in outcome.message
    assert f"{bound:.4g}"[:4] in outcome.message or not np.isfinite(outcome.fun)


@pytest.mark.parametrize("kappa", [2.0, 10.0, 40.0])
def test_gradient_descent_contracts_as_theory_says(kappa):
    quadratic = Quadratic(np.diag([1.0, kappa]), np.zeros(2))
    trace = iterate(GradientDescent(1.0 / kappa), quadratic, np.array([1.0, 1.0]), tolerance=1e-10).trace

    assert trace.rate(np.zeros(2)) == pytest.approx(1 - 1 / kappa, rel=1e-6)
    assert trace.descent_rate_bound() == pytest.approx(1 - 1 / kappa)


def test_exact_steps_zigzag_at_right_angles():
    path = iterate(GradientDescent(Exact()), Quadratic(np.diag([1.0, 20.0]), np.zeros(2)), [20.0, 1.0]).trace.iterates
    steps = np.diff(path[:8], axis=0)

    for first, second in zip(steps, steps[1:], strict=False):
        assert abs(first @ second) <= 1e-8 * np.linalg.norm(first) * np.linalg.norm(second)


def test_newton_stops_where_it_does_not_exist():
    outcome = iterate(Newton(), compiled((x + y) ** 2 + x, [x, y]), [1.0, 1.0])

    assert outcome.status is Status.SINGULAR_HESSIAN and not outcome.success
    assert "levenberg-marquardt" in outcome.message


def test_a_step_out_of_the_domain_is_said():
    outcome = iterate(LineMethod("rash", Steepest(), Fixed(1.0)), compiled(x + sp.log(x), [x]), [0.5])

    assert outcome.status is Status.LEFT_DOMAIN and not outcome.success
