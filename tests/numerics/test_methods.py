"""All methods on all problems."""

from functools import cache

import numpy as np
import pytest
import scipy.optimize
from sympy.abc import x, y

from symhess.errors import InputError
from symhess.numerics import ModifiedNewton, ModifiedNewtonMethod, Status, compile_expression, iterate, method_named

from .problems import IDS, collected, compiled, meyer, minima

SECOND_ORDER = ("trust-region", "levenberg-marquardt", "damped-newton", "modified-newton", "newton-cg", "hessian-free")
QUASI_NEWTON = ("bfgs", "dfp", "sr1", "l-bfgs")
FIRST_ORDER = ("gradient-descent", "adam", "rmsprop")
ALL = (*SECOND_ORDER, "newton", *QUASI_NEWTON, *FIRST_ORDER)


@cache
def run(name, identifier):
    limit = 150 if name in FIRST_ORDER else 1000
    return iterate(method_named(name), compiled(identifier), collected(identifier)[2], max_iterations=limit)


@cache
def by_scipy(identifier):
    function, start = compiled(identifier), collected(identifier)[2]
    with np.errstate(all="ignore"):  # of SciPy's own
        return scipy.optimize.minimize(
            function.value,
            start,
            jac=function.gradient,
            hess=function.hessian,
            method="trust-exact",
            options={"gtol": 1e-8},
        )


def is_stationary(function, outcome):
    """By another way than the methods': the gain that is left by pseudo-inverse of the Hessian in plain variables."""
    slope, hessian = function.gradient(outcome.x), function.hessian(outcome.x)
    step = np.linalg.lstsq(hessian, slope, rcond=None)[0]
    return np.abs(slope).max() <= 1e-8 or abs(slope @ step) <= 1e-11 * (1e-8 + abs(outcome.fun))


@pytest.mark.parametrize("identifier", IDS)
@pytest.mark.parametrize("name", ALL)
def test_success_is_said_at_stationary_points_only(name, identifier):
    function, start = compiled(identifier), collected(identifier)[2]
    outcome = run(name, identifier)

    assert outcome.success == (outcome.status in (Status.CONVERGED, Status.SADDLE, Status.DEGENERATE))
    assert not outcome.success or is_stationary(function, outcome)
    assert outcome.nit == len(outcome.trace) - 1
    assert outcome.status is not Status.TIME_LIMIT
    if name not in ("newton", "adam", "rmsprop"):
        assert outcome.fun <= function.value(start)


@pytest.mark.parametrize("identifier", IDS)
def test_the_trust_region_finds_a_known_minimum(identifier):
    outcome = iterate(method_named("trust-region"), compiled(identifier), collected(identifier)[2])

    assert outcome.success
    assert any(abs(outcome.fun - m) <= 1e-5 * abs(m) + 1e-10 for m in minima(identifier))


@pytest.mark.parametrize("identifier", IDS)
@pytest.mark.parametrize("name", ALL)
def test_scipy_agrees_where_both_succeed(name, identifier):
    ours, theirs = run(name, identifier), by_scipy(identifier)
    same = abs(ours.fun - theirs.fun) <= 1e-6 * (1 + abs(theirs.fun))
    known = any(abs(ours.fun - m) <= 1e-5 * abs(m) + 1e-10 for m in minima(identifier))

    assert same or known or not (ours.status is Status.CONVERGED and theirs.success)


@pytest.mark.parametrize("identifier", IDS)
@pytest.mark.parametrize("name", ["trust-region", *QUASI_NEWTON])
def test_methods_that_learn_curvature_solve_every_problem(name, identifier):
    assert run(name, identifier).success


@pytest.mark.parametrize("name", ["trust-region", "levenberg-marquardt", "newton-cg", "bfgs", "sr1", "l-bfgs"])
def test_the_gradient_decides_where_the_value_has_no_digits_left(name):
    function, start = meyer()
    outcome = iterate(method_named(name), function, start)

    assert outcome.status is Status.CONVERGED
    assert outcome.fun == pytest.approx(87.945855, rel=1e-7)
    assert is_stationary(function, outcome)


@pytest.mark.parametrize("name", sorted(set(ALL) - {"newton", "rmsprop", "adam"}))
def test_the_others_escape_from_a_saddle(name):
    wells = compile_expression(x**2 + (y**2 - 1) ** 2, [x, y])
    outcome = iterate(method_named(name), wells, [1.0, 0.0])

    assert outcome.status is Status.CONVERGED
    np.testing.assert_allclose(np.abs(outcome.x), [0.0, 1.0], atol=1e-6)
    assert any("saddle" in row.note or "negative" in row.note for row in outcome.trace)


def test_newton_is_attracted_by_a_saddle_and_says_so():
    outcome = iterate(method_named("newton"), compile_expression(x**2 + (y**2 - 1) ** 2, [x, y]), [1.0, 0.3])

    assert outcome.status is Status.SADDLE and outcome.success
    assert "attracted" in outcome.message and "trust-region" in outcome.message


@pytest.mark.parametrize("rule", ["absolute", "shift"])
def test_both_modifications_of_newton_minimize(rule):
    outcome = iterate(ModifiedNewtonMethod(ModifiedNewton(rule)), compiled("mgh01"), [-1.2, 1.0])

    assert outcome.success and outcome.fun < 1e-15


def test_first_order_methods_with_fixed_rates_come_near():
    bowl = compile_expression((x - 1) ** 2 + 4 * (y + 2) ** 2, [x, y])
    for name in FIRST_ORDER:
        np.testing.assert_allclose(iterate(method_named(name), bowl, [0.0, 0.0]).x, [1.0, -2.0], atol=2e-3)


def test_unknown_methods_are_refused_with_the_list():
    with pytest.raises(InputError, match="bfgs.*trust-region"):
        method_named("nelder-mead")
