"""The loop: outcomes, limits, honesty."""

import numpy as np
import pytest
import sympy as sp
from sympy.abc import x, y

from symhess.errors import InputError
from symhess.numerics import GradientDescent, Newton, Status, TrustRegion, compile_expression, iterate, method_named

from .problems import compiled

DESCENDING = (
    "trust-region",
    "levenberg-marquardt",
    "damped-newton",
    "modified-newton",
    "newton-cg",
    "bfgs",
    "dfp",
    "sr1",
    "l-bfgs",
    "gradient-descent",
)


@pytest.mark.parametrize("name", DESCENDING)
@pytest.mark.parametrize(
    ("expression", "start"),
    [
        pytest.param(sp.exp(x), 0.0, id="exp"),
        pytest.param(1 / x, 1.0, id="reciprocal"),
        pytest.param(-1 / (1 + x**2), 3.0 * 10**3, id="bell-far-out"),
        pytest.param(x, 0.0, id="linear"),
        pytest.param(sp.Abs(x) + x / 3, 1.0, id="kink"),
        pytest.param(-sp.sqrt(x) + x, -1.0, id="outside"),
        pytest.param(sp.sqrt(x), 1.0, id="edge-of-domain"),
    ],
)
def test_no_success_without_a_stationary_point(name, expression, start):
    function = compile_expression(expression, [x])
    outcome = iterate(method_named(name), function, [start], max_iterations=60)

    assert not outcome.success or abs(outcome.x[0]) < 1e-3 and expression.has(x**2)
    assert outcome.message.startswith(outcome.status.explanation)


def test_iterations_are_limited():
    outcome = iterate(GradientDescent(1e-4), compiled("mgh01"), [-1.2, 1.0], max_iterations=7)

    assert (outcome.status, outcome.nit, outcome.success) == (Status.MAX_ITERATIONS, 7, False)


@pytest.mark.parametrize("limit", [0.0, 0.05])
def test_time_is_limited(limit):
    outcome = iterate(GradientDescent(1e-9), compiled("mgh01"), [-1.2, 1.0], max_iterations=10**9, time_limit=limit)

    assert outcome.status is Status.TIME_LIMIT and not outcome.success
    np.testing.assert_allclose(outcome.x, [-1.2, 1.0], atol=0.1)


@pytest.mark.parametrize(
    "start",
    [[1.0], [1.0, 2.0, 3.0], [np.nan, 0.0], [np.inf, 0.0], ["a", "b"]],
    ids=["short", "long", "nan", "inf", "text"],
)
def test_bad_starts_are_refused(start):
    with pytest.raises(InputError):
        iterate(Newton(), compiled("mgh01"), start)


def test_the_start_is_not_changed():
    start = np.array([-1.2, 1.0])
    iterate(TrustRegion(), compiled("mgh01"), start)

    assert start.tolist() == [-1.2, 1.0]


def test_a_start_at_the_minimum_needs_no_step():
    outcome = iterate(TrustRegion(), compiled("mgh01"), [1.0, 1.0])

    assert outcome.success and outcome.nit == 0


def test_several_saddles_are_left_one_after_the_other():
    function = compile_expression((x**2 - 1) ** 2 + (y**2 - 1) ** 2, [x, y])
    outcome = iterate(TrustRegion(), function, [0.0, 0.0])

    np.testing.assert_allclose(np.abs(outcome.x), 1.0)
    assert outcome.status is Status.CONVERGED and "left along negative curvature" in outcome.message


def test_a_gradient_within_tolerance_everywhere_is_not_convergence():
    outcome = iterate(GradientDescent(1.0), compile_expression(sp.exp(x) * 1e-9, [x]), [0.0], max_iterations=50)

    assert outcome.status is Status.MAX_ITERATIONS


@pytest.mark.parametrize("start", [1.0, -3.0])
def test_going_to_and_fro_without_gain_is_stalling(start):
    # A step of exactly 2/λ reflects the iterate at the minimum for ever.
    outcome = iterate(GradientDescent(1.0), compile_expression(x**2, [x]), [start], max_iterations=10_000)

    assert outcome.status is Status.STALLED and not outcome.success
    assert outcome.nit < 100


def test_slow_progress_is_not_stalling():
    outcome = iterate(GradientDescent(1e-6), compile_expression(x**2, [x]), [1.0], max_iterations=500)

    assert outcome.status is Status.MAX_ITERATIONS and outcome.nit == 500
