import pytest
from hypothesis import given, settings
from sympy import (
    Abs,
    Eq,
    I,
    Integer,
    Piecewise,
    Rational,
    cos,
    exp,
    log,
    pi,
    sin,
    sqrt,
    symbols,
    tan,
)

from symhess.differentiate.normal_form import Equality, compare

from .expressions import VARIABLES, agree, expressions
from .textbook import TEXTBOOK

x, y, a = symbols("x y a")

EQUAL = [
    pytest.param((x + y) ** 3, (x + y) * (x**2 + 2 * x * y + y**2), id="polynomial"),
    pytest.param((x**2 - 1) / (x - 1), x + 1, id="rational"),
    pytest.param(exp(x + y), exp(x) * exp(y), id="exponential"),
    pytest.param(exp(2 * x) - 1, (exp(x) - 1) * (exp(x) + 1), id="exponential-square"),
    pytest.param(x**y / x, x ** (y - 1), id="symbolic-power"),
    pytest.param(x ** (2 * y), (x**y) * (x**y), id="symbolic-square"),
    pytest.param(x / sqrt(x), sqrt(x), id="root-of-symbol"),
    pytest.param((x + y) / sqrt(x + y), sqrt(x + y), id="root-of-sum"),
    pytest.param(1 / (1 + sqrt(x + y)), (1 - sqrt(x + y)) / (1 - x - y), id="rationalised"),
    pytest.param((1 + sqrt(2)) * (1 - sqrt(2)) * x, -x, id="root-of-number"),
    pytest.param((x**2) ** Rational(3, 2) / x**2, sqrt(x**2), id="principal-root"),
    pytest.param(sqrt(1 + 1 / x) ** 3, (1 + 1 / x) * sqrt(1 + 1 / x), id="root-of-fraction"),
    pytest.param((1 + sqrt(1 + sqrt(x))) ** 2, 2 + sqrt(x) + 2 * sqrt(1 + sqrt(x)), id="nested-roots"),
    pytest.param(tan(x * y) ** 2 * y + y, y * (1 + tan(x * y) ** 2), id="function-values"),
    pytest.param(pi * (x + 1 / pi), pi * x + 1, id="transcendental-constant"),
    pytest.param(2**x * 2, 2 ** (x + 1), id="number-to-symbolic-power"),
    pytest.param(x ** (0.5 * y) * (x + 1), x * x ** (0.5 * y) + x ** (0.5 * y), id="decimal-exponent"),
    pytest.param(log(x) * Abs(y) * 0, Integer(0), id="zero"),
    pytest.param(Piecewise((x * (x + 1), Eq(y, 0)), (y, True)), Piecewise((x**2 + x, Eq(y, 0)), (y, True)), id="cases"),
]


@pytest.mark.parametrize(("first", "second"), EQUAL)
def test_equal_expressions_are_proved_equal(first, second):
    assert compare(first, second) is Equality.PROVED
    assert compare(second, first) is Equality.PROVED


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(x, x + 1, id="polynomials"),
        pytest.param(Integer(0), Integer(1), id="constants"),
        pytest.param(sqrt(x**2), x, id="sign-of-a-root"),
        pytest.param(sqrt((x + y) ** 2), -x - y, id="other-sign-of-a-root"),
        pytest.param(exp(x), 1 + x + x**2 / 2, id="series"),
        pytest.param(Piecewise((x, x > 0), (y, True)), Piecewise((x, x > 0), (x, True)), id="one-case-differs"),
        pytest.param(Piecewise((x, x > 0), (y, True)), Piecewise((x, y > 0), (y, True)), id="other-conditions"),
        pytest.param(sin(x) ** 2 + cos(x) ** 2, Integer(1), id="needs-another-relation"),
        pytest.param((x + y + a + 1) ** 300, (x + y + a) ** 300, id="too-large"),
        pytest.param((x + y + a) ** 30 * (x - y + 2 * a) ** 30, x * (x - a) ** 30, id="too-large-a-product"),
        pytest.param(I * x, x, id="complex"),
    ],
)
def test_nothing_else_is_proved(first, second):
    assert compare(first, second) is Equality.UNDECIDED


@given(expressions(), expressions())
@settings(max_examples=60, deadline=None)
def test_what_is_proved_equal_has_equal_values(first, second):
    expanded = (first * second).expand()

    assert compare(first * second, expanded) is Equality.UNDECIDED or agree(first * second, expanded, VARIABLES[:2])
    assert compare(first, second) is Equality.UNDECIDED or agree(first, second, VARIABLES[:2])


@given(expressions(depth=1), expressions(depth=1))
@settings(max_examples=60, deadline=None)
def test_the_distributive_law_is_always_proved(first, second):
    assert compare((first + x) * (second - y), first * second - first * y + x * second - x * y) is Equality.PROVED


@pytest.mark.parametrize(("expression", "at"), TEXTBOOK, ids=lambda case: str(case)[:40])
def test_other_writings_of_a_textbook_function_are_proved_equal(expression, at):
    writings = [expression.expand(), expression.together(), (expression * (x + 3) / (3 + x)).expand()]

    assert all(compare(expression, writing) is Equality.PROVED for writing in writings)
    assert all(compare(expression + x / 10**30, writing) is Equality.UNDECIDED for writing in writings)
