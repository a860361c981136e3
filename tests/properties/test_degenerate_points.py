"""What cannot change the kind of a degenerate point: coordinates, constants, squares; and what a sign swaps."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Symbol, expand

import symhess

x, y, z = (Symbol(name) for name in "xyz")
FORMS = [
    x**4 + y**4,
    -(x**2) - y**4,
    x**2 - y**4,
    (y - x**2) * (y - 3 * x**2),
    (x**2 - y**3) ** 2 + y**8,
    x**2 * y**2,
    (x - y**2) ** 2,
    x**3 + x * y**3,
    x**4 - x**2 * y**3 + y**6,
    -((x**2 + y**2) ** 2),
]
SWAPPED = {"minimum": "maximum", "maximum": "minimum", "saddle": "saddle"}

forms = st.sampled_from(FORMS)
small = st.integers(-2, 2)
relaxed = settings(max_examples=15, deadline=None)


def verdict(expression, *variables):
    variables = variables or (x, y)
    found = symhess.classify(expand(expression), at=(0,) * len(variables), variables=variables)
    return found.kind, found.strict


@relaxed
@given(forms, small, small, small)
def test_an_invertible_change_of_variables_keeps_the_verdict(form, a, b, c):
    u = x + a * y + c * y**2
    changed = form.subs({x: u, y: y + b * u**2}, simultaneous=True)

    assert verdict(changed) == verdict(form)


@relaxed
@given(forms)
def test_the_opposite_function_swaps_minimum_and_maximum(form):
    kind, strict = verdict(form)

    assert verdict(-form) == (SWAPPED[kind], strict)


@relaxed
@given(forms, small)
def test_a_square_in_a_new_variable_keeps_minima_and_saddles(form, a):
    kind, strict = verdict(form)
    larger = form + (z - a * x * y) ** 2

    assert verdict(larger, x, y, z) == ((kind, strict) if kind != "maximum" else ("saddle", None))


@relaxed
@given(forms, st.fractions(-9, 9, max_denominator=7))
def test_a_constant_changes_nothing(form, constant):
    assert verdict(form + constant) == verdict(form)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_found_is_accepted(form):
    study = symhess.analyze(form + x**7, time_limit=20)

    assert symhess.verify(study).failures == ()
