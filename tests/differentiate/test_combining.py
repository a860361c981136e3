import pytest
from sympy import Function, Integer, Piecewise, Symbol, cos, exp, log, sin, symbols

from symhess.differentiate.combining import combine
from symhess.evidence import Rule

x, y, t = symbols("x y t")
u, v, w = (Function(name)(x) for name in "uvw")
du, dv, dw = (part.diff(x) for part in (u, v, w))


@pytest.mark.parametrize(
    ("rule", "expression", "parts", "derivatives"),
    [
        pytest.param(Rule.SUM, u + v + w, (u, v, w), (du, dv, dw), id="sum"),
        pytest.param(Rule.CONSTANT_MULTIPLE, 3 * y * u, (3 * y, u), (du,), id="constant-multiple"),
        pytest.param(Rule.PRODUCT, u * v, (u, v), (du, dv), id="product-of-two"),
        pytest.param(Rule.PRODUCT, u * v * w, (u, v, w), (du, dv, dw), id="product-of-three"),
        pytest.param(Rule.QUOTIENT, u / v, (u, v), (du, dv), id="quotient"),
        pytest.param(Rule.QUOTIENT, u / v**3, (u, v**3), (du, 3 * v**2 * dv), id="quotient-by-power"),
        pytest.param(Rule.QUOTIENT, u / (x + y) ** 2, (u, (x + y) ** 2), (du, 2 * x + 2 * y), id="spread-factor"),
        pytest.param(Rule.QUOTIENT, u / (4 * x + y) ** 2, (u, (4 * x + y) ** 2), (du, 8 * (4 * x + y)), id="odd"),
        pytest.param(Rule.POWER, x**5, (x, Integer(5)), (), id="power"),
        pytest.param(Rule.POWER, x**y, (x, y), (), id="power-with-letter"),
        pytest.param(Rule.GENERAL_POWER, u**v, (u, v), (du, dv), id="general-power"),
        pytest.param(Rule.TABLE, sin(x), (), (), id="table"),
        pytest.param(Rule.CONSTANT, exp(y), (), (), id="constant"),
        pytest.param(Rule.VARIABLE, x, (), (), id="variable"),
    ],
)
def test_every_rule_is_the_rule_of_calculus(rule, expression, parts, derivatives):
    combined = combine(rule, expression, x, parts, derivatives, t)

    assert (combined - expression.diff(x)).expand().simplify() == 0


def test_the_chain_rule_puts_the_inner_function_back():
    assert combine(Rule.CHAIN, sin(u), x, (sin(t), u), (cos(t), du), t) == cos(u) * du


def test_the_chain_rule_does_not_multiply_numbers_into_the_inner_sum():
    inner = x**2 + y**2

    assert combine(Rule.CHAIN, inner**2, x, (t**2, inner), (2 * t, 2 * x), t) == 4 * x * inner


def test_cases_are_differentiated_one_by_one():
    cases = Piecewise((x**2, x > 0), (sin(x), True))

    assert combine(Rule.TABLE, cases, x, (x**2, sin(x)), (2 * x, cos(x)), t) == cases.diff(x)


def test_a_power_below_is_cancelled_once():
    combined = combine(Rule.QUOTIENT, log(x) / x**2, x, (log(x), x**2), (1 / x, 2 * x), Symbol("u"))

    assert combined == (1 - 2 * log(x)) / x**3


def test_general_powers_contain_the_power_and_the_exponential_rule():
    """With constant exponent or constant base the general rule gives what the special rules give."""
    constant = combine(Rule.GENERAL_POWER, u**3, x, (u, Integer(3)), (du, 0), t)
    exponential = combine(Rule.GENERAL_POWER, 2**v, x, (Integer(2), v), (0, dv), t)

    assert (constant - 3 * u**2 * du).simplify() == 0
    assert exponential == 2**v * log(2) * dv
