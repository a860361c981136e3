"""Orders, rates and tables."""

import numpy as np
import pytest
from sympy import exp
from sympy.abc import x, y

from symhess.numerics import BFGS, DampedNewton, GradientDescent, Newton, compile_expression, iterate

from .problems import compiled


def test_newton_is_seen_to_be_quadratic():
    trace = iterate(Newton(), compile_expression(exp(x) + exp(-2 * x), [x]), [3.0], tolerance=1e-13).trace

    assert trace.order() == pytest.approx(2.0, abs=0.25)


def test_newton_at_a_degenerate_minimum_is_seen_to_be_linear():
    trace = iterate(Newton(), compile_expression(x**4, [x]), [1.0], tolerance=1e-20).trace

    assert trace.rate(np.zeros(1)) == pytest.approx(2 / 3, rel=1e-9)
    assert trace.order(np.zeros(1)) is None  # 2/3 is not below the factor from which an order is read


def test_gradient_descent_is_seen_to_be_linear():
    trace = iterate(GradientDescent(0.3), compile_expression(x**2 + 1.1 * y**2, [x, y]), [1.0, 1.0]).trace

    assert trace.order(np.zeros(2)) == pytest.approx(1.0, abs=0.05)


def test_bfgs_is_seen_to_be_faster_than_linear():
    assert iterate(BFGS(), compiled("mgh01"), [-1.2, 1.0]).trace.order(np.ones(2)) > 1.1


def test_too_few_iterates_have_no_order():
    trace = iterate(Newton(), compile_expression(x**2, [x]), [1.0]).trace

    assert trace.order() is None and trace.rate() is None


def test_inertia_and_condition_follow_the_path():
    trace = iterate(DampedNewton(), compile_expression(x**2 + (y**2 - 1) ** 2, [x, y]), [1.0, 0.1]).trace
    inertias = trace.inertias()

    assert inertias[0] == (1, 1, 0) and inertias[-1] == (2, 0, 0)
    assert trace.condition_numbers()[-1] == pytest.approx(4.0, rel=1e-6)
    assert trace.eigenvalues().shape == (len(trace), 2)


def test_a_singular_hessian_has_an_infinite_condition_and_a_zero():
    trace = iterate(GradientDescent(0.1), compile_expression((x + y) ** 2, [x, y]), [1.0, 2.0]).trace

    assert trace.inertias()[0] == (1, 0, 1)
    assert trace.condition_numbers()[0] > 1e15


def test_the_columns_belong_together():
    trace = iterate(DampedNewton(), compiled("mgh01"), [-1.2, 1.0]).trace

    np.testing.assert_allclose(np.linalg.norm(np.diff(trace.iterates, axis=0), axis=1), trace.step_sizes[1:])
    np.testing.assert_allclose(trace.values, [compiled("mgh01").value(point) for point in trace.iterates])
    np.testing.assert_allclose(
        trace.gradient_norms, np.abs([compiled("mgh01").gradient(point) for point in trace.iterates]).max(axis=1)
    )


def test_tables_have_one_line_for_each_iterate():
    trace = iterate(DampedNewton(), compiled("mgh01"), [-1.2, 1.0]).trace

    assert len(trace.table().splitlines()) == len(trace) + 1
    latex = trace.to_latex()
    assert latex.count(r"\\") == len(trace) + 1 and latex.startswith(r"\begin{tabular}") and r"\cdot 10^{" in latex
    assert [row.iteration for row in trace] == list(range(len(trace)))
