"""Equality constraints: what is understood, and what is refused in one line."""

import pytest
from sympy import Eq, Float, Rational, Symbol, symbols

from symhess.errors import InputError
from symhess.inputs import equations_of, variables_of

x, y = symbols("x y")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("x^2 + y^2 = 1", (x**2 + y**2 - 1,), id="equation"),
        pytest.param("y = x^2", (y - x**2,), id="graph"),
        pytest.param("x - y", (x - y,), id="expression"),
        pytest.param(["x = 1", y - 2], (x - 1, y - 2), id="list"),
        pytest.param(Eq(x, 2 * y), (x - 2 * y,), id="relation"),
        pytest.param(Symbol("x", real=True) - 1, (x - 1,), id="assumption"),
        pytest.param(x - Float("0.1"), (x - Rational(1, 10),), id="decimal"),
        pytest.param(None, (), id="none"),
    ],
)
def test_constraints_are_read_exactly(given, expected):
    assert equations_of(given, (x, y)) == expected


@pytest.mark.parametrize("given", ["x < 1", "x = y = 1", 5, "z = 1", Symbol("z") - 1])
def test_what_is_no_constraint_is_refused(given):
    with pytest.raises((InputError, TypeError)):
        equations_of(given, (x, y))


def test_variables_come_from_all_parts():
    assert variables_of(x * y, ["z <= 1", Symbol("w") > 0, "0 != u"]) == ("u", "w", "x", "y", "z")
