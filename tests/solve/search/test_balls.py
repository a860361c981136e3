"""Ball arithmetic for the search: sound on wide and narrow balls, and through zero."""

import pytest
from flint import arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Rational

from symhess.solve.search.balls import BALLS, ball_power, ball_root

from .enclosing import DOMAINS, EXACT

OPERATIONS = {
    **{name: (BALLS[name], EXACT[name]) for name in BALLS},
    **{f"power {n}": (lambda t, n=n: ball_power(t, n), lambda t, n=n: t**n) for n in (2, 3, 6)},
    "root 2/3": (lambda t: ball_root(t, Rational(2, 3)), lambda t: t.root(3) ** 2),
}


@pytest.mark.parametrize("name", OPERATIONS)
@given(middle=st.floats(-30, 30), radius=st.sampled_from((0.0, 1e-12, 1e-3, 0.4, 5.0)), share=st.floats(-1, 1))
@settings(max_examples=25, deadline=None)
def test_balls_enclose_their_values(name, middle, radius, share):
    operation, exact = OPERATIONS[name]
    low, high = DOMAINS.get(name, (1e-3, 40) if name.startswith("root") else (-40, 40))
    middle = min(max(middle, low), min(high, 40))
    point = min(max(middle + share * radius, low), min(high, 40))
    if abs(point - middle) > radius:
        point = middle
    with ctx.workprec(80):
        found = operation(arb(middle, radius))
    with ctx.workprec(1000):
        value = exact(arb(point))

    assert not found.is_finite() or not value.is_finite() or found.overlaps(value)
    assert not found.is_finite() or (found.lower() <= value.upper() and value.lower() <= found.upper())


def test_even_functions_do_not_leave_out_their_minimum():
    for name, least in (("cosh", 1), ("Abs", 0), ("power 2", 0)):
        found = OPERATIONS[name][0](arb(1, 2))

        assert found.contains(least), name


def test_zero_with_a_tiny_radius_has_powers():
    assert ball_power(arb(0, 1e-60), 2).is_finite()
