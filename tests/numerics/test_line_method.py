"""Descents and searches together: what theory promises."""

import numpy as np
import pytest
import sympy as sp
from sympy.abc import x, y

from symhess.budget import Deadline
from symhess.numerics import BFGS, DFP, Exact, Fixed, GradientDescent, LineMethod, Newton, Status, Steepest, iterate
from symhess.numerics import compile_expression as compiled
from symhess.numerics.problem import Problem

from .problems import IDS, Quadratic, collected, problem, rosenbrock
from .problems import compiled as collected_function


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


def stepped(method, asked, start, count):
    """The states of a method, one after the other, as long as it finds better points."""
    states = [method.init(asked, np.array(start, float))]
    while len(states) <= count and states[-1].halt is None:
        states.append(method.step(asked, states[-1]))
    return [state for state in states if state.halt is None]


@pytest.mark.parametrize("method", [BFGS, DFP], ids=["bfgs", "dfp"])
@pytest.mark.parametrize("identifier", IDS)
def test_the_secant_equation_holds_along_the_way(method, identifier):
    asked = Problem(collected_function(identifier), Deadline(None))
    states = stepped(method(), asked, collected(identifier)[2], 12)
    updates = 0
    for before, after in zip(states, states[1:], strict=False):
        if after.memory.matrix is before.memory.matrix:
            continue  # left out, for want of positive curvature
        updates += 1
        s, y = after.point.x - before.point.x, after.point.jac - before.point.jac
        matrix = after.memory.matrix
        scale = np.linalg.norm(matrix) * np.linalg.norm(y)
        np.testing.assert_allclose(matrix @ y, s, atol=1e-9 * scale)
        np.testing.assert_allclose(matrix, matrix.T, atol=1e-10 * np.linalg.norm(matrix))

    assert updates >= 1


@pytest.mark.parametrize("n", [2, 3, 5, 8])
def test_bfgs_learns_the_inverse_of_a_quadratic_in_n_exact_steps(n):
    quadratic = Quadratic.random(n, n + 1)
    states = stepped(BFGS(Exact(), scale_first=False), Problem(quadratic, Deadline(None)), np.ones(n), n)

    assert len(states) == n + 1
    np.testing.assert_allclose(states[-1].memory.matrix, np.linalg.inv(quadratic.matrix), atol=1e-6)


@pytest.mark.parametrize("n", [2, 4, 7])
def test_exact_quasi_newton_steps_on_a_quadratic_are_those_of_conjugate_gradients(n):
    quadratic = Quadratic.random(n, 5 * n)
    x, residual = np.ones(n), quadratic.right - quadratic.matrix @ np.ones(n)
    direction, path = residual, [np.ones(n)]
    for _ in range(n - 1):
        image = quadratic.matrix @ direction
        length = residual @ residual / (direction @ image)
        x, following = x + length * direction, residual - length * image
        direction, residual = following + following @ following / (residual @ residual) * direction, following
        path.append(x)

    for method in (BFGS, DFP):
        states = stepped(method(Exact(), scale_first=False), Problem(quadratic, Deadline(None)), np.ones(n), n - 1)
        np.testing.assert_allclose([state.point.x for state in states], path, atol=1e-6)


def test_with_exact_searches_bfgs_and_dfp_go_the_same_way():
    # Dixon: all methods of Broyden's family do, on any function.
    asked = problem(rosenbrock((x, y)), x, y)
    paths = [
        [state.point.x for state in stepped(method(Exact(1e-13), scale_first=False), asked, [-1.2, 1.0], 6)]
        for method in (BFGS, DFP)
    ]

    np.testing.assert_allclose(*paths, atol=1e-4)


@pytest.mark.parametrize("seed", range(4))
def test_newton_knows_no_coordinates(seed):
    rng = np.random.default_rng(seed)
    change, shift = rng.normal(size=(2, 2)) + 2 * np.eye(2), rng.normal(size=2)
    u, v = sp.Matrix(change.tolist()) * sp.Matrix([x, y]) + sp.Matrix(shift.tolist())
    function = sp.exp(x - 1) + sp.exp(-x) + (x - y) ** 2
    plain = iterate(Newton(), compiled(function, [x, y]), change @ [0.3, -0.2] + shift)
    other = iterate(Newton(), compiled(function.subs({x: u, y: v}, simultaneous=True), [x, y]), [0.3, -0.2])
    count = min(len(plain.trace), len(other.trace))

    np.testing.assert_allclose(other.trace.iterates[:count] @ change.T + shift, plain.trace.iterates[:count], atol=1e-8)


@pytest.mark.parametrize("method", [Newton(), GradientDescent(Exact())], ids=["newton", "exact-descent"])
def test_multiples_of_a_function_are_minimized_in_the_same_steps(method):
    function = sp.exp(x) + sp.exp(-2 * x) + (x - y) ** 2
    paths = [
        iterate(method, compiled(factor * function + constant, [x, y]), [1.0, 2.0], max_iterations=5).trace.iterates[:5]
        for factor, constant in ((1, 0), (7, -3))
    ]

    np.testing.assert_allclose(*paths, atol=1e-7)
