from itertools import combinations_with_replacement
from math import prod
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    Abs,
    Add,
    Derivative,
    Eq,
    Function,
    Integer,
    Max,
    Mul,
    Piecewise,
    Pow,
    Rational,
    atan2,
    cos,
    erf,
    exp,
    gamma,
    log,
    real_root,
    sign,
    sin,
    sqrt,
    symbols,
    tan,
)

from symhess.derivation import Claim, Step
from symhess.differentiate.deriving import (
    Deriver,
    derive,
    evaluated,
    ordered_terms,
    result_of,
    rule_applied,
)
from symhess.differentiate.replaying import replay
from symhess.errors import InputError
from symhess.evidence import Rule

from .expressions import VARIABLES, agree, expressions, random_cases, real

x, y, z = symbols("x y z")


def agrees_with_sympy(expression, variable, variables):
    """Whether the derived result is SymPy's own derivative, for real variables."""
    declared, there = real(expression, variables)
    back = {symbol: v for v, symbol in there.items()}
    expected = declared.diff(there[variable]).xreplace(back)
    return agree(result_of(derive(expression, variable)), expected, variables)


@pytest.mark.parametrize("block", range(10))
def test_random_expressions_have_the_derivative_that_sympy_finds(block):
    """500 seeded expressions, ten blocks of fifty."""
    for expression, variables in random_cases(50, seed=block):
        assert agrees_with_sympy(expression, variables[block % len(variables)], variables), expression


@given(expressions())
@settings(max_examples=60, deadline=None)
def test_any_expression_has_the_derivative_that_sympy_finds(expression):
    assert agrees_with_sympy(expression, x, VARIABLES[:2])


@given(expressions(), expressions())
@settings(max_examples=40, deadline=None)
def test_the_derivative_is_linear(first, second):
    whole = result_of(derive(3 * first - second / 2, x))
    parts = 3 * result_of(derive(first, x)) - result_of(derive(second, x)) / 2

    assert agree(whole, parts, VARIABLES[:2])


@given(expressions(), expressions())
@settings(max_examples=40, deadline=None)
def test_the_product_and_quotient_rules_of_whole_expressions(first, second):
    u, v, below = first, second, 1 + second**2
    du, dv, dbelow = (result_of(derive(part, x)) for part in (u, v, below))

    assert agree(result_of(derive(u * v, x)), du * v + u * dv, VARIABLES[:2])
    assert agree(result_of(derive(u / below, x)), (du * below - u * dbelow) / below**2, VARIABLES[:2])


@given(expressions(depth=1), st.sampled_from([sin, cos, exp, lambda u: u**3, lambda u: sqrt(2 + u**2)]))
@settings(max_examples=40, deadline=None)
def test_the_chain_rule_of_whole_expressions(inner, outer):
    slope = result_of(derive(outer(z), z)).xreplace({z: inner})

    assert agree(result_of(derive(outer(inner), x)), slope * result_of(derive(inner, x)), VARIABLES[:2])


@given(expressions())
@settings(max_examples=40, deadline=None)
def test_renaming_the_variables_renames_the_derivative(expression):
    renamed = expression.xreplace({x: symbols("a"), y: symbols("b")})
    derivative = result_of(derive(renamed, symbols("a"))).xreplace({symbols("a"): x, symbols("b"): y})

    assert agree(derivative, result_of(derive(expression, x)), VARIABLES[:2])


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        pytest.param(Integer(0), 0, id="zero"),
        pytest.param(sqrt(2) + y, 0, id="constant"),
        pytest.param(x, 1, id="variable"),
        pytest.param(5 * x**3 * y**2, 15 * x**2 * y**2, id="monomial"),
        pytest.param(x**x, x**x * (log(x) + 1), id="x-to-the-x"),
        pytest.param(x**y, y * x ** (y - 1), id="x-to-the-y"),
        pytest.param(y**x, y**x * log(y), id="y-to-the-x"),
        pytest.param(x ** sqrt(2), sqrt(2) * x ** (sqrt(2) - 1), id="irrational-power"),
        pytest.param(sin(x) * exp(x), sin(x) * exp(x) + cos(x) * exp(x), id="product"),
        pytest.param(x * y * exp(-(x**2)), -2 * x**2 * y * exp(-(x**2)) + y * exp(-(x**2)), id="gaussian"),
        pytest.param(log(x) / x, (1 - log(x)) / x**2, id="quotient"),
        pytest.param(sin(x**2), 2 * x * cos(x**2), id="chain"),
        pytest.param((x**2 + y**2 - 1) ** 2, 4 * x * (x**2 + y**2 - 1), id="square-of-sum"),
        pytest.param(sqrt(x), 1 / (2 * sqrt(x)), id="root-has-no-derivative-at-zero"),
        pytest.param(sqrt(x**2 + y**2), x / sqrt(x**2 + y**2), id="cone"),
        pytest.param(Abs(x), sign(x), id="absolute-value"),
        pytest.param(sign(x), 0, id="sign"),
        pytest.param(log(Abs(x)), 1 / x, id="log-absolute-value"),
        pytest.param(1 / (x * (x + y)), -(2 * x + y) / (x**2 * (x + y) ** 2), id="reciprocal"),
        pytest.param(log(x, 2), 1 / (x * log(2)), id="log-to-base-two"),
        pytest.param(tan(2 * x), 2 + 2 * tan(2 * x) ** 2, id="linear-inside"),
    ],
)
def test_known_answers(expression, expected):
    assert (result_of(derive(expression, x)) - expected).expand() == 0


def test_nested_quotients():
    """x/(1 + x/(1 + x)) is x(1 + x)/(1 + 2x)."""
    derivative = result_of(derive(x / (1 + x / (1 + x)), x))

    assert (derivative - (2 * x**2 + 2 * x + 1) / (1 + 2 * x) ** 2).simplify() == 0


def test_cases_are_differentiated_case_by_case():
    peano = Piecewise((0, Eq(x, 0)), (x * y, True))

    assert result_of(derive(peano, x)) == Piecewise((0, Eq(x, 0)), (y, True))


def test_the_real_cube_root_on_both_sides_of_zero():
    slope = result_of(derive(real_root(x, 3), x))

    assert [slope.subs(x, at) for at in (8, -8)] == [Rational(1, 12), Rational(1, 12)]


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param(Max(x, y), id="maximum"),
        pytest.param(gamma(x), id="gamma"),
        pytest.param(erf(x**2), id="inside-the-chain"),
        pytest.param(atan2(y, x), id="two-arguments"),
        pytest.param(Function("h")(x), id="undefined-function"),
        pytest.param(Derivative(Function("h")(x), x), id="derivative"),
    ],
)
def test_what_no_rule_differentiates_is_refused(expression):
    with pytest.raises(InputError, match="no rule differentiates .*; write it with elementary functions"):
        derive(1 + expression, x)


def test_an_unknown_function_of_other_variables_is_a_constant():
    assert result_of(derive(x * gamma(y), x)) == gamma(y)


def test_a_variable_may_be_called_as_the_inner_function():
    u, v = symbols("u v")
    step = derive(sin(u * v), u)

    assert result_of(step) == v * cos(u * v)
    assert rule_applied(step).parts == (sin(symbols("w")), u * v)


@pytest.mark.parametrize(
    ("expression", "rules"),
    [
        pytest.param(x, "variable", id="variable"),
        pytest.param(y * 3, "constant", id="constant"),
        pytest.param(5 * x, "constant-multiple variable", id="linear"),
        pytest.param(x**3, "power", id="power"),
        pytest.param(4 * x**3 * y**2, "constant-multiple power", id="monomial"),
        pytest.param(x**2 + 5, "sum power constant", id="sum"),
        pytest.param(x * sin(x), "product variable table", id="product"),
        pytest.param(sin(x) / x, "quotient table variable", id="quotient"),
        pytest.param(x**x, "general-power variable variable", id="general-power"),
        pytest.param(exp(2 * x), "chain table constant-multiple variable", id="chain"),
        pytest.param((x + 1) ** 5, "chain power sum variable constant", id="chain-power"),
        pytest.param(sqrt(sin(x)), "chain power table", id="chain-root"),
        pytest.param(2 ** (x**2), "chain table power", id="chain-exponential"),
        pytest.param(log(Abs(sin(x))), "chain table table", id="logarithmic-derivative"),
        pytest.param(1 / sin(x), "chain power table", id="reciprocal"),
        pytest.param(3 / x, "constant-multiple power", id="constant-over-x"),
        pytest.param(
            y * exp(x * y) / x,
            "constant-multiple quotient chain table constant-multiple variable variable",
            id="constant-quotient-chain",
        ),
    ],
)
def test_the_rules_of_a_derivation_in_the_order_of_the_lecture(expression, rules):
    def preorder(step):
        return [rule_applied(step).rule.value, *(name for p in step.premises for name in preorder(p))]

    assert preorder(derive(expression, x)) == rules.split()


def test_the_parts_of_a_rule_are_its_u_v_w():
    product = rule_applied(derive(x * sin(x) * exp(x), x))
    quotient = rule_applied(derive(log(x) / (1 + x**2) ** 3, x))
    chain = rule_applied(derive(tan(x**2 + y), x))

    assert set(product.parts) == {x, sin(x), exp(x)}
    assert quotient.parts == (log(x), (1 + x**2) ** 3)
    assert chain.parts == (tan(symbols("u")), x**2 + y)


def test_equal_subexpressions_share_their_step():
    inner = derive(sin(x * y) + cos(x * y), x)
    chains = [premise.premises[1] for premise in inner.premises]

    assert chains[0] is chains[1]


def test_the_summands_keep_the_given_order():
    deriver = Deriver.over((x, y))
    step = deriver.derive(x + x**2 * y + x**3, x, (x**3, x**2 * y, x))

    assert rule_applied(step).parts == (x**3, x**2 * y, x)
    assert ordered_terms(step) == (3 * x**2, 2 * x * y, 1)


def test_merged_summands_have_no_order():
    step = Deriver.over((x,)).derive(x**2 + x * (1 - x), x)

    assert result_of(step) == 1
    assert ordered_terms(step) == ()
    assert ordered_terms(derive(x**2, x)) == ()


@pytest.mark.parametrize(
    "build",
    [
        pytest.param(lambda e: sin(e), id="sine"),
        pytest.param(lambda e: sqrt(1 + e * y), id="root"),
        pytest.param(lambda e: 1 / (1 + e), id="fraction"),
    ],
)
def test_nesting_a_hundred_deep(build):
    nested = x
    for _ in range(100):
        nested = build(nested)
    step = derive(nested, x)
    waiting, distinct = [step], {id(step)}
    while waiting:
        new = [premise for premise in waiting.pop().premises if id(premise) not in distinct]
        waiting.extend(new)
        distinct.update(map(id, new))

    assert len(distinct) > 100
    assert replay(step) == result_of(step)


def test_unevaluated_input_is_evaluated_first():
    text = Add(x, Mul(x, x, evaluate=False), Pow(Pow(x, 2), 3, evaluate=False), evaluate=False)

    assert evaluated(text) == x + x**2 + x**6
    assert result_of(derive(text, x)) == 1 + 2 * x + 6 * x**5


def test_only_a_step_of_differentiation_has_a_rule():
    assert rule_applied(derive(x, x)).rule is Rule.VARIABLE
    with pytest.raises(InputError, match="got one of claim 'kind'"):
        rule_applied(Step(Claim.KIND))


def test_a_dense_cubic_in_six_variables_takes_less_than_a_third_of_a_second():
    variables = symbols("a:f")
    cubic = Add(*(prod(m) for k in range(4) for m in combinations_with_replacement(variables, k)))
    began = process_time()
    deriver = Deriver.over(variables)
    gradient = [result_of(deriver.derive(cubic, v)) for v in variables]
    entries = [deriver.derive(partial, v) for partial in gradient for v in variables]

    assert len(cubic.args) == 84
    assert len(entries) == 36
    assert process_time() - began < 0.3
