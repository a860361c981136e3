from itertools import combinations, combinations_with_replacement
from math import prod
from time import process_time

import pytest
from hypothesis import given, settings
from mpmath import mpf, workdps
from sympy import (
    Abs,
    Add,
    CRootOf,
    Eq,
    Mul,
    Piecewise,
    Rational,
    cos,
    exp,
    gamma,
    lambdify,
    log,
    sin,
    sqrt,
    symbols,
    zeros,
)

from symhess.differentiate.derivatives import differentiate
from symhess.differentiate.deriving import result_of, rule_applied
from symhess.differentiate.normal_form import Equality, compare
from symhess.differentiate.replaying import replay
from symhess.errors import InputError
from symhess.evidence import MixedPartialsAgree, Rule
from symhess.function import ScalarFunction

from .expressions import VARIABLES, agree, expressions, polynomials, random_cases
from .textbook import TEXTBOOK

x, y, z = symbols("x y z")


def steps_of(derivatives):
    return (*derivatives.gradient_steps, *(entry for row in derivatives.hessian_steps for entry in row))


@pytest.mark.parametrize("block", range(5))
def test_both_orders_of_random_expressions_are_derived_and_proved_equal(block):
    for expression, variables in random_cases(40, seed=300 + block):
        derivatives = differentiate(ScalarFunction(expression, variables))
        records = derivatives.clairaut.evidence
        pairs = list(combinations(variables, 2))

        assert [(record.first, record.second) for record in records] == pairs, expression
        assert all(isinstance(record, MixedPartialsAgree) for record in records), expression
        assert all(replay(step) == result_of(step) for step in steps_of(derivatives)), expression


@given(expressions())
@settings(max_examples=30, deadline=None)
def test_the_hessian_has_equal_values_on_both_sides_of_the_diagonal(expression):
    derivatives = differentiate(ScalarFunction(expression, VARIABLES[:2]))

    assert agree(derivatives.hessian[0, 1], derivatives.hessian[1, 0], VARIABLES[:2])


@pytest.mark.parametrize(("expression", "at"), TEXTBOOK, ids=lambda case: str(case)[:40])
def test_textbook_functions_have_the_derivatives_of_their_difference_quotients(expression, at):
    variables = tuple(at)
    derivatives = differentiate(ScalarFunction(expression, variables))
    gradient = lambdify(variables, list(derivatives.gradient), "mpmath")
    hessian = lambdify(variables, derivatives.hessian.tolist(), "mpmath")
    f = lambdify(variables, [expression], "mpmath")
    with workdps(70):
        point = [mpf(value.p) / value.q for value in map(Rational, at.values())]
        for j in range(len(variables)):
            assert abs(gradient(*point)[j] - central_difference(f, point, j)[0]) < 1e-25
            for i, quotient in enumerate(central_difference(gradient, point, j)):
                assert abs(hessian(*point)[i][j] - quotient) < 1e-24


def central_difference(values, point, place):
    """Difference quotients of a list of values; their error is of the order of the squared step."""
    step = mpf(10) ** -15
    ahead, behind = ([p + sign * step * (k == place) for k, p in enumerate(point)] for sign in (1, -1))
    return [(a - b) / (2 * step) for a, b in zip(values(*ahead), values(*behind), strict=True)]


@pytest.mark.parametrize(("expression", "at"), TEXTBOOK, ids=lambda case: str(case)[:40])
def test_textbook_functions_have_replayable_trees_and_equal_mixed_partials(expression, at):
    derivatives = differentiate(ScalarFunction(expression, tuple(at)))

    assert all(replay(step) == result_of(step) for step in steps_of(derivatives))
    assert all(isinstance(record, MixedPartialsAgree) for record in derivatives.clairaut.evidence)


def test_the_gradient_and_hessian_of_the_wells():
    derivatives = differentiate(ScalarFunction(x**4 + y**4 - 4 * x * y, (x, y)))

    assert derivatives.gradient.shape == (2, 1)
    assert list(derivatives.gradient) == [4 * x**3 - 4 * y, 4 * y**3 - 4 * x]
    assert derivatives.hessian.tolist() == [[12 * x**2, -4], [-4, 12 * y**2]]


def test_both_orders_come_from_their_own_first_partial():
    derivatives = differentiate(ScalarFunction(x**2 * y**3, (x, y)))
    upper, lower = (rule_applied(derivatives.hessian_steps[i][1 - i]) for i in (0, 1))

    assert (upper.expression, upper.variable) == (2 * x * y**3, y)
    assert (lower.expression, lower.variable) == (3 * x**2 * y**2, x)
    assert upper.result == lower.result == 6 * x * y**2


def test_the_summands_keep_the_users_order_down_to_the_hessian():
    function = ScalarFunction(x**2 * y - x**3 + y * x**4, (x, y), terms=(x**2 * y, -(x**3), y * x**4))
    derivatives = differentiate(function)
    first = rule_applied(derivatives.gradient_steps[0])
    second = rule_applied(derivatives.hessian_steps[0][0])

    assert first.parts == function.terms
    assert second.parts == (2 * x * y, -3 * x**2, 4 * x**3 * y)


def test_terms_that_are_not_the_function_are_left_aside():
    derivatives = differentiate(ScalarFunction(x**2 + x, (x,), terms=(x**2, 2 * x)))

    assert derivatives.gradient[0] == 2 * x + 1


def test_an_unevaluated_display_form_is_differentiated():
    expression = Add(Mul(x, x, evaluate=False), Mul(2, y + 1, evaluate=False), evaluate=False)

    assert list(differentiate(ScalarFunction(expression, (x, y))).gradient) == [2 * x, 2]


@pytest.mark.parametrize(
    ("expression", "smooth_set"),
    [
        pytest.param(x * log(y), "y > 0", id="logarithm"),
        pytest.param(sqrt(x) * y, "x > 0", id="root-at-zero"),
        pytest.param(y * Abs(x), "x != 0", id="absolute-value"),
        pytest.param(x**y, "x > 0", id="general-power"),
        pytest.param(sin(x * y), "R^2", id="entire"),
        pytest.param(
            Piecewise((0, Eq(x, 0) & Eq(y, 0)), (x * y * (x**2 - y**2) / (x**2 + y**2), True)),
            "the interiors of the regions of the cases, where x**2 + y**2 != 0",
            id="peano",
        ),
    ],
)
def test_clairaut_states_its_hypothesis(expression, smooth_set):
    (record,) = differentiate(ScalarFunction(expression, (x, y))).clairaut.evidence

    assert isinstance(record, MixedPartialsAgree)
    assert record.smooth_on == smooth_set


@pytest.mark.parametrize(
    ("expression", "rule"),
    [
        pytest.param(x * y, Rule.CONSTANT_MULTIPLE, id="product-with-a-constant"),
        pytest.param(x * exp(x), Rule.PRODUCT, id="product"),
        pytest.param(cos(x) / (1 + x**2), Rule.QUOTIENT, id="quotient"),
        pytest.param(Rational(1, 2) + 0 * x, Rule.CONSTANT, id="constant"),
    ],
)
def test_the_rule_is_named(expression, rule):
    assert rule_applied(differentiate(ScalarFunction(expression, (x, y))).gradient_steps[0]).rule is rule


def test_a_constant_root_of_a_polynomial_in_a_letter_of_the_same_name():
    root = CRootOf(x**3 - x - 1, 0)
    derivatives = differentiate(ScalarFunction(root * x**2 + x * y, (x, y)))

    assert derivatives.hessian.tolist() == [[2 * root, 1], [1, 0]]
    assert derivatives.clairaut.evidence[0].smooth_on == "R^2"


def test_eulers_identity_for_a_homogeneous_function():
    """x·∇f = k·f for f of degree k, here 2/3."""
    f = (x**3 * y + y**4) ** Rational(1, 6)
    gradient = differentiate(ScalarFunction(f, (x, y))).gradient

    assert compare(x * gradient[0] + y * gradient[1], Rational(2, 3) * f) is Equality.PROVED


def test_harmonic_functions_have_a_traceless_hessian():
    for f in (x**3 - 3 * x * y**2, log(x**2 + y**2), x / (x**2 + y**2), exp(x) * cos(y)):
        hessian = differentiate(ScalarFunction(f, (x, y))).hessian

        assert compare(hessian.trace(), 0 * x) is Equality.PROVED


@given(polynomials(), polynomials())
@settings(max_examples=30, deadline=None)
def test_the_hessian_of_a_product(first, second):
    """H(uv) = u·H(v) + v·H(u) + ∇u∇vᵀ + ∇v∇uᵀ."""
    u, v, product = (differentiate(ScalarFunction(f, (x, y))) for f in (first, second, first * second))
    outer = u.gradient * v.gradient.T
    expected = first * v.hessian + second * u.hessian + outer + outer.T

    assert (product.hessian - expected).expand() == zeros(2, 2)


def test_permuting_the_variables_permutes_the_hessian():
    f = x**2 * sin(y) + exp(x * z)
    straight = differentiate(ScalarFunction(f, (x, y, z))).hessian
    permuted = differentiate(ScalarFunction(f, (z, x, y))).hessian

    assert permuted == straight.extract([2, 0, 1], [2, 0, 1])


def test_one_variable():
    derivatives = differentiate(ScalarFunction(x**x, (x,)))

    assert derivatives.hessian.shape == (1, 1)
    assert derivatives.clairaut.evidence == ()
    assert derivatives.hessian[0].subs(x, 1) == 2


def test_an_unknown_function_is_refused():
    with pytest.raises(InputError, match="no rule differentiates gamma"):
        differentiate(ScalarFunction(x + gamma(x * y), (x, y)))


@pytest.mark.parametrize(
    ("expression", "variables", "seconds"),
    [
        pytest.param(x**4 + x * y + y**4, (x, y), 0.02, id="quartic"),
        pytest.param(
            Add(*(prod(m) for k in range(4) for m in combinations_with_replacement(symbols("a:f"), k))),
            symbols("a:f"),
            0.3,
            id="dense-cubic",
        ),
    ],
)
def test_speed(expression, variables, seconds):
    began = process_time()
    differentiate(ScalarFunction(expression, variables))

    assert process_time() - began < seconds


def test_a_polynomial_keeps_its_trees_small():
    """Two or three nodes for each monomial of each derivative."""
    derivatives = differentiate(ScalarFunction(7 * x**3 * y**2 + 2 * x * y**4, (x, y)))

    for step in derivatives.gradient_steps:
        assert len(step.premises) == 2
        assert all(len(premise.premises) <= 1 for premise in step.premises)
        assert all(not leaf.premises for premise in step.premises for leaf in premise.premises)


def test_second_derivatives_share_their_steps_with_the_first():
    derivatives = differentiate(ScalarFunction(x * exp(x), (x,)))
    first = derivatives.gradient_steps[0]

    assert any(premise is first for premise in derivatives.hessian_steps[0][0].premises)
