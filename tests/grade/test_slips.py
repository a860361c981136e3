"""Slips: each is wrong where its rule is used, and the derivative is right where it is not."""

import pytest
from sympy import atan, cos, exp, log, sin, sqrt
from sympy.abc import x, y

from symhess.grade.slips import Slip, derive_with_slip, slipped_derivatives


@pytest.mark.parametrize(
    ("slip", "expression", "wrong"),
    [
        (Slip.CHAIN_RULE, exp(x**2 * y), exp(x**2 * y)),
        (Slip.CHAIN_RULE, (3 * x + 1) ** 4, 4 * (3 * x + 1) ** 3),
        (Slip.CHAIN_RULE, log(x**2 + y), 1 / (x**2 + y)),
        (Slip.PRODUCT_RULE, x**2 * sin(x), 2 * x * cos(x)),
        (Slip.EXPONENT_KEPT, x**3 * y, 3 * x**3 * y),
        (Slip.FACTOR_LOST, x**3 * y, x**2 * y),
        (Slip.SIGN_OF_COS, cos(2 * x), 2 * sin(2 * x)),
        (Slip.CONSTANT_KEPT, y**2, y**2),
    ],
)
def test_a_slip_is_made_where_its_rule_is_used(slip, expression, wrong):
    assert (derive_with_slip(expression, x, slip) - wrong).expand() == 0


@pytest.mark.parametrize("slip", [Slip.SIGN_OF_COS, Slip.PRODUCT_RULE])
@pytest.mark.parametrize("expression", [sqrt(x), exp(3 * x), atan(2 * x), x**5, (x**2 + 1) ** 3, log(5 * x)])
def test_a_rule_that_is_not_used_leaves_the_derivative_right(slip, expression):
    assert (derive_with_slip(expression, x, slip) - expression.diff(x)).simplify() == 0


def test_a_slip_is_made_in_single_terms_too():
    found = [value for slip, value in slipped_derivatives(sin(3 * x) + exp(2 * x), x) if slip is Slip.CHAIN_RULE]

    assert set(found) == {cos(3 * x) + exp(2 * x), cos(3 * x) + 2 * exp(2 * x), 3 * cos(3 * x) + exp(2 * x)}
