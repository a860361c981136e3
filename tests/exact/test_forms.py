"""Definite forms, with weights or without; directions of either sign."""

import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from symhess.budget import Deadline
from symhess.exact.forms import definite_sign, form_signs, leading_form, restricted, weighted_leading_form
from symhess.exact.polynomial import ring

NO_LIMIT = Deadline(None)
X, Y, Z = ring(("x", "y", "z")).gens()


@pytest.mark.parametrize(
    ("form", "unknowns", "expected"),
    [
        pytest.param(X**2 + X * Y + Y**2, (0, 1), 1, id="ellipse"),
        pytest.param(-(X**4) + X**2 * Y**2 - Y**4, (0, 1), -1, id="negative"),
        pytest.param((X - Y) ** 2, (0, 1), None, id="semidefinite"),
        pytest.param((X**2 - 2 * Y**2) ** 2, (0, 1), None, id="irrational-lines"),
        pytest.param(X**4 - Y**4, (0, 1), None, id="indefinite"),
        pytest.param(X**3, (0,), None, id="odd"),
        pytest.param(X**4 + Y**4 + Z**4 - X * Y * Z**2, (0, 1, 2), 1, id="three"),
        pytest.param(X**4 + Y**4 + Z**4 - 5 * X * Y * Z**2, (0, 1, 2), None, id="three-indefinite"),
        pytest.param(X**6 - X**3 * Y**2 + Y**4, (0, 1), 1, id="weights"),
        pytest.param(X**6 - 2 * X**3 * Y**2 + Y**4, (0, 1), None, id="weights-semidefinite"),
        pytest.param(X**6 + 2 * X**3 * Y**2 + Y**4, (0, 1), None, id="weights-semidefinite-on-the-left"),
        pytest.param(X**2 * Y**2, (0, 1), None, id="no-pure-power"),
    ],
)
def test_definite(form, unknowns, expected):
    assert definite_sign(form, unknowns, NO_LIMIT) == expected


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-4, 4), min_size=3, max_size=3))
def test_a_quadratic_form_is_definite_by_its_discriminant(numbers):
    a, b, c = numbers
    form = a * X**2 + b * X * Y + c * Y**2
    expected = (1 if a > 0 else -1) if 4 * a * c > b * b else None

    assert definite_sign(form, (0, 1), NO_LIMIT) == expected


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-3, 3), min_size=4, max_size=4))
def test_vectors_have_the_sign_that_is_told(numbers):
    form = sum((c * X**k * Y ** (3 - k) for k, c in enumerate(numbers)), X * 0)
    found = form_signs(form, (0, 1))

    assert all(form(*map(fmpq, vector)) * sign > 0 for sign, vector in found.items())
    assert len(found) == (0 if form.is_zero() else 2)


def test_leading_parts():
    assert leading_form(X**2 * Y - Y**3 + X + 1) == X**2 * Y - Y**3
    assert restricted(X * Y + Z**2 + 1, (0,)) == X * Y
    assert weighted_leading_form(X**4 + X * Y + Y**2, (0, 1)) == (X**4 + Y**2, (1, 2))
    assert weighted_leading_form(X**4 + X**3 * Y + Y**2, (0, 1)) is None
