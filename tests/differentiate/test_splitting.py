import pytest
from hypothesis import given, settings
from sympy import Abs, Add, Integer, Mul, Piecewise, Rational, Symbol, cos, exp, log, sin, sqrt, symbols

from symhess.differentiate.splitting import Split, Splitter, placeholder
from symhess.evidence import Rule

from .expressions import expressions

x, y, u = symbols("x y u")


@pytest.fixture
def splitter():
    return Splitter(u)


@pytest.mark.parametrize(
    ("expression", "rule", "parts"),
    [
        pytest.param(Integer(7), Rule.CONSTANT, (), id="number"),
        pytest.param(sin(y) ** 2, Rule.CONSTANT, (), id="free-of-x"),
        pytest.param(x, Rule.VARIABLE, (), id="variable"),
        pytest.param(x + 5, Rule.SUM, (x, Integer(5)), id="number-goes-last"),
        pytest.param(3 * y * x**2, Rule.CONSTANT_MULTIPLE, (3 * y, x**2), id="constants-go-first"),
        pytest.param(x * (y + 1) / 3, Rule.CONSTANT_MULTIPLE, (Rational(1, 3), y + 1, x), id="unspread"),
        pytest.param(x / y, Rule.CONSTANT_MULTIPLE, (1 / y, x), id="constant-divisor"),
        pytest.param(x * exp(x), Rule.PRODUCT, (x, exp(x)), id="product"),
        pytest.param(sin(x) / x**2, Rule.QUOTIENT, (sin(x), x**2), id="quotient"),
        pytest.param(x / sqrt(x + y), Rule.QUOTIENT, (x, sqrt(x + y)), id="quotient-by-root"),
        pytest.param(x * exp(-x), Rule.PRODUCT, (x, exp(-x)), id="exp-is-no-divisor"),
        pytest.param(1 / x**3, Rule.POWER, (x, Integer(-3)), id="negative-power"),
        pytest.param(sqrt(x), Rule.POWER, (x, Rational(1, 2)), id="root"),
        pytest.param(x**y, Rule.POWER, (x, y), id="constant-exponent"),
        pytest.param(y**x, Rule.TABLE, (), id="constant-base"),
        pytest.param(x**x, Rule.GENERAL_POWER, (x, x), id="general-power"),
        pytest.param(sin(x), Rule.TABLE, (), id="table"),
        pytest.param(log(Abs(x)), Rule.TABLE, (), id="log-absolute-value"),
        pytest.param(sin(x * y), Rule.CHAIN, (sin(u), x * y), id="chain"),
        pytest.param((x + y) ** 3, Rule.CHAIN, (u**3, x + y), id="chain-power"),
        pytest.param(2 ** (x * y), Rule.CHAIN, (2**u, x * y), id="chain-exponential"),
        pytest.param(log(Abs(cos(x))), Rule.CHAIN, (log(Abs(u)), cos(x)), id="chain-log-absolute-value"),
        pytest.param(1 / (x * (x + 1)), Rule.CHAIN, (1 / u, x * (x + 1)), id="reciprocal"),
        pytest.param(Piecewise((x**2, x > 0), (y, True)), Rule.TABLE, (x**2, y), id="cases"),
    ],
)
def test_the_rule_and_its_parts(splitter, expression, rule, parts):
    split = splitter.split(expression, x)

    assert (split.rule, split.parts) == (rule, parts)


def test_a_monomial_needs_two_nodes(splitter):
    first = splitter.split(5 * x**3 * y**2, x)
    second = splitter.split(*first.needs[0])

    assert first.needs == ((x**3, x),)
    assert second == Split(Rule.POWER, (x, Integer(3)))


def test_the_outer_function_is_derived_by_its_own_variable(splitter):
    assert splitter.split(sin(x**2), x).needs == ((sin(u), u), (x**2, x))


def test_containment_in_shared_and_deep_expressions(splitter):
    deep = x
    for _ in range(100):
        deep = exp(deep)

    assert splitter.contains(deep, x)
    assert not splitter.contains(deep, y)
    assert splitter.contains(x + y, y)


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        pytest.param("x y", "u", id="free"),
        pytest.param("u x", "v", id="next"),
        pytest.param("u v w t s", "u_1", id="numbered"),
        pytest.param("u v w t s u_1 u_2", "u_3", id="numbered-further"),
    ],
)
def test_the_placeholder_is_new(taken, expected):
    assert placeholder(symbols(taken)) == Symbol(expected)


REBUILD = {
    Rule.SUM: lambda parts: Add(*parts),
    Rule.PRODUCT: lambda parts: Mul(*parts),
    Rule.CONSTANT_MULTIPLE: lambda parts: Mul(*parts),
    Rule.QUOTIENT: lambda parts: parts[0] / parts[1],
    Rule.POWER: lambda parts: parts[0] ** parts[1],
    Rule.GENERAL_POWER: lambda parts: parts[0] ** parts[1],
    Rule.CHAIN: lambda parts: parts[0].xreplace({u: parts[1]}),
}


@given(expressions(depth=3))
@settings(max_examples=80, deadline=None)
def test_the_parts_make_up_the_expression(expression):
    split = Splitter(u).split(expression, x)

    assert split.rule not in REBUILD or REBUILD[split.rule](split.parts) == expression


@given(expressions(depth=3))
@settings(max_examples=80, deadline=None)
def test_what_is_needed_is_smaller(expression):
    """So every derivation ends."""
    split = Splitter(u).split(expression, x)

    assert all(part.count_ops() < max(expression.count_ops(), 1) for part, variable in split.needs if variable == x)
