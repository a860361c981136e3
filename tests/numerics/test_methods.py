"""All methods on all problems."""

import numpy as np
import pytest
import scipy.optimize
from sympy.abc import x, y

from symhess.errors import InputError
from symhess.numerics import ModifiedNewton, ModifiedNewtonMethod, Status, compile_expression, iterate, method_named

from .problems import IDS, collected, compiled, minima

SECOND_ORDER = ("trust-region", "levenberg-marquardt", "damped-newton", "modified-newton", "newton-cg", "hessian-free")
QUASI_NEWTON = ("bfgs", "dfp", "sr1", "l-bfgs")
FIRST_ORDER = ("gradient-descent", "adam", "rmsprop")
ALL = (*SECOND_ORDER, "newton", *QUASI_NEWTON, *FIRST_ORDER)


@pytest.mark.parametrize("identifier", IDS)
@pytest.mark.parametrize("name", ALL)
def test_success_is_said_at_stationary_points_only(name, identifier):
    function, start = compiled(identifier), collected(identifier)[2]
    limit = 150 if name in FIRST_ORDER else 1000
    outcome = iterate(method_named(name), function, start, max_iterations=limit)
    slope = np.abs(function.gradient(np.array(outcome.x))).max() if np.isfinite(outcome.x).all() else np.inf

    assert outcome.success == (outcome.status in (Status.CONVERGED, Status.SADDLE, Status.DEGENERATE))
    assert not outcome.success or slope <= 1e-4 * (1 + abs(outcome.fun))
    assert outcome.nit == len(outcome.trace) - 1 <= limit + 1
    assert outcome.status is not Status.TIME_LIMIT
    if name not in ("newton", "adam", "rmsprop"):
        assert outcome.fun <= function.value(start)


@pytest.mark.parametrize("identifier", IDS)
def test_the_trust_region_finds_a_known_minimum(identifier):
    outcome = iterate(method_named("trust-region"), compiled(identifier), collected(identifier)[2])

    assert outcome.success
    assert any(abs(outcome.fun - m) <= 1e-5 * abs(m) + 1e-10 for m in minima(identifier))


@pytest.mark.parametrize("identifier", IDS)
def test_scipy_agrees_where_both_succeed(identifier):
    function, start = compiled(identifier), collected(identifier)[2]
    derivatives = {"jac": function.gradient, "hess": function.hessian}
    with np.errstate(all="ignore"):  # of SciPy's own
        theirs = scipy.optimize.minimize(
            function.value, start, **derivatives, method="trust-exact", options={"gtol": 1e-8}
        )
    known = minima(identifier)
    for name in ("trust-region", "bfgs", "l-bfgs"):
        ours = iterate(method_named(name), function, start)
        if ours.success and theirs.success:
            same = abs(ours.fun - theirs.fun) <= 1e-6 * (1 + abs(theirs.fun))
            assert same or any(abs(ours.fun - m) <= 1e-5 * abs(m) + 1e-10 for m in known)
        else:
            assert ours.status in (Status.CONVERGED, Status.DEGENERATE, Status.STALLED)


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
