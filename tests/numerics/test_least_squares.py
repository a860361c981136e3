"""Gauss-Newton and Levenberg-Marquardt against SciPy."""

import numpy as np
import pytest
import scipy.optimize
from sympy import Symbol, exp, sympify
from sympy.abc import x, y

from symhess.errors import InputError
from symhess.numerics import GaussNewton, compile_expression, compile_residuals, iterate, solve_least_squares

from .problems import IDS, ROWS, minima, number


def squares(identifier):
    row = next(row for row in ROWS if row["id"] == identifier)
    variables = [Symbol(name) for name in row["vars"]]
    names = {symbol.name: symbol for symbol in variables}
    residuals = [sympify(text, locals=names) for text in row["residuals"]]
    return compile_residuals(residuals, variables), np.array([number(text) for text in row["x0"]])


@pytest.mark.parametrize("identifier", [i for i in IDS if i not in ("mgh20b", "mgh29")])
def test_levenberg_marquardt_finds_what_scipy_finds(identifier):
    function, start = squares(identifier)
    outcome = solve_least_squares(function, start, "levenberg-marquardt", max_iterations=300)
    theirs = scipy.optimize.least_squares(
        function.residuals, start, function.jacobian, method="lm", xtol=1e-14, ftol=1e-14, gtol=1e-14
    )
    targets = [theirs.cost, *(0.5 * value for value in minima(identifier))]

    assert min(abs(outcome.fun - target) for target in targets) <= 1e-5 * outcome.fun + 1e-9
    assert not outcome.success or np.abs(function.gradient(outcome.x)).max() < 1e-4 * (1 + outcome.fun)


@pytest.mark.parametrize("rule", ["gauss-newton", "levenberg-marquardt"])
def test_a_linear_problem_is_solved_as_linear_algebra_does(rule):
    rng = np.random.default_rng(0)
    matrix, right = rng.integers(-5, 5, (6, 2)), rng.integers(-5, 5, 6)
    rows = zip(matrix.tolist(), right.tolist(), strict=True)
    function = compile_residuals([a * x + b * y - c for (a, b), c in rows], [x, y])
    outcome = solve_least_squares(function, [3.0, -7.0], rule)

    np.testing.assert_allclose(outcome.x, np.linalg.lstsq(matrix, right, rcond=None)[0], atol=1e-7)
    assert rule == "levenberg-marquardt" or outcome.nit == 1


def test_the_objective_has_its_exact_hessian():
    function = compile_residuals([exp(x) - y, x * y - 1], [x, y])
    point, step = np.array([0.4, 1.3]), 1e-6
    columns = [
        (function.gradient(point + step * e) - function.gradient(point - step * e)) / (2 * step) for e in np.eye(2)
    ]

    np.testing.assert_allclose(function.hessian(point), columns, atol=1e-8)
    np.testing.assert_allclose(function.hvp(point, point), function.hessian(point) @ point)


def test_the_names_tell_the_damping():
    assert [GaussNewton().name, GaussNewton(0.1).name] == ["gauss-newton", "levenberg-marquardt"]


def test_gauss_newton_needs_residuals():
    with pytest.raises(InputError, match="least_squares"):
        iterate(GaussNewton(), compile_expression(x**2, [x]), [1.0])
