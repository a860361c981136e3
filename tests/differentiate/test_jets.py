from math import factorial

import pytest
from hypothesis import given, settings
from sympy import (
    Abs,
    CRootOf,
    E,
    Eq,
    I,
    Integer,
    Max,
    Piecewise,
    Poly,
    Rational,
    acot,
    asin,
    atan,
    binomial,
    cos,
    exp,
    fibonacci,
    gamma,
    log,
    pi,
    sign,
    sin,
    sqrt,
    symbols,
    tan,
)

from symhess.differentiate.jets import jet_of
from symhess.errors import InputError

from .expressions import polynomials

x, y = symbols("x y")


def by_differentiation(expression, at, order):
    """The same coefficients by SymPy's own partial derivatives."""
    found = {}
    for i in range(order + 1):
        for j in range(order + 1 - i):
            value = expression.diff(x, i).diff(y, j).subs(at) / (factorial(i) * factorial(j))
            if value.expand() != 0:
                found[i, j] = value
    return found


@pytest.mark.parametrize(
    ("expression", "at", "order"),
    [
        pytest.param(x**3 * y - y + 2, (1, 2), 4, id="polynomial"),
        pytest.param(sin(x * y) * exp(x), (0, 0), 6, id="sine"),
        pytest.param(exp(x * y) / (1 + x**2 + y), (0, 0), 5, id="quotient"),
        pytest.param(x**y, (1, 1), 4, id="general-power"),
        pytest.param(x**y, (2, 3), 3, id="general-power-with-logarithms"),
        pytest.param(sqrt(1 + x**2 + y**2), (0, 0), 5, id="root"),
        pytest.param(sqrt(1 + x**2 + y**2), (1, 1), 3, id="root-of-three"),
        pytest.param(tan(x + y) + atan(x), (0, 0), 5, id="tangent"),
        pytest.param(cos(x) * y, (pi / 3, 1), 4, id="angle"),
        pytest.param((x + y) ** -3, (1, 1), 4, id="negative-power"),
        pytest.param(log(x) ** 3 + (y - 2) ** 2, (1, 2), 4, id="cubed-logarithm"),
        pytest.param(2**x * y, (0, 1), 3, id="constant-base"),
        pytest.param(exp(x) - E * y, (1, 0), 3, id="e"),
        pytest.param(x * y, (sqrt(2), sqrt(3) - 1), 2, id="irrational-point"),
        pytest.param(Integer(7) + 0 * x, (0, 0), 2, id="constant"),
    ],
)
def test_the_coefficients_are_the_partials_over_factorials(expression, at, order):
    jet = jet_of(expression, dict(zip((x, y), at, strict=True)), order)
    expected = by_differentiation(expression, dict(zip((x, y), at, strict=True)), order)

    assert jet.keys() == expected.keys()
    assert all((jet[powers] - expected[powers]).simplify() == 0 for powers in jet)


@given(polynomials(degree=3))
@settings(max_examples=40, deadline=None)
def test_a_polynomial_is_its_own_expansion_at_the_origin(polynomial):
    jet = jet_of(polynomial, {x: 0, y: 0}, 6)

    assert jet == {powers: c for powers, c in Poly(polynomial, x, y).as_dict().items() if c != 0}


@given(polynomials(degree=3), polynomials(degree=3))
@settings(max_examples=25, deadline=None)
def test_the_jet_of_a_product_is_the_truncated_product(first, second):
    at, order = {x: Rational(1, 2), y: -1}, 3
    shift = {x: x + Rational(1, 2), y: y - 1}
    product = Poly((first * second).subs(shift, simultaneous=True), x, y).as_dict()

    assert jet_of(first * second, at, order) == {p: c for p, c in product.items() if sum(p) <= order and c != 0}


def test_cases_are_expanded_inside_their_region():
    cases = Piecewise((x**2, x > 0), (sin(x), True))

    assert jet_of(cases, {x: 2}, 1) == {(0,): 4, (1,): 4}
    assert jet_of(cases, {x: -pi}, 1) == {(1,): -1}


def test_absolute_value_off_its_edge():
    assert jet_of(Abs(x) + sign(x), {x: -3}, 2) == {(0,): 2, (1,): -1}
    assert jet_of(Abs(x), {x: 1 - sqrt(2)}, 1) == {(0,): sqrt(2) - 1, (1,): -1}


def test_a_root_of_a_polynomial_as_point():
    root = CRootOf(x**5 - x - 1, 0)
    jet = jet_of(x**2, {x: root}, 2)

    assert jet == {(0,): root**2, (1,): 2 * root, (2,): 1}


@pytest.mark.parametrize(
    ("expression", "at"),
    [
        pytest.param(Abs(x), 0, id="absolute-value"),
        pytest.param(sign(x), 0, id="sign"),
        pytest.param(sqrt(x), 0, id="root-at-zero"),
        pytest.param(x ** Rational(7, 2), 0, id="one-sided-power"),
        pytest.param(sqrt(x), -1, id="root-of-negative"),
        pytest.param(log(x), 0, id="logarithm"),
        pytest.param(log(x), -1, id="logarithm-of-negative"),
        pytest.param(1 / x, 0, id="pole"),
        pytest.param(x**x, 0, id="general-power-at-zero"),
        pytest.param(tan(x), pi / 2, id="tangent"),
        pytest.param(asin(x), 1, id="arcsine"),
        pytest.param(acot(x), 0, id="jump"),
        pytest.param(Abs(sin(x) ** 2 + cos(x) ** 2 - 1), 1, id="sign-not-known"),
        pytest.param(Piecewise((x, x >= 0), (-x, True)), 0, id="edge-of-a-case"),
        pytest.param(Piecewise((0, Eq(x, 0)), (x**2, True)), 0, id="isolated-case"),
        pytest.param(Piecewise((x, x > 5)), 1, id="no-case"),
        pytest.param(sqrt(x * I), 1, id="complex"),
        pytest.param(Max(x, 1), 3, id="unknown-function-of-two"),
    ],
)
def test_where_smoothness_is_not_known_there_is_no_jet(expression, at):
    with pytest.raises(InputError, match="is not smooth where x = "):
        jet_of(expression, {x: Integer(0) + at}, 2)


def test_an_unknown_function_is_refused():
    with pytest.raises(InputError, match="no rule differentiates"):
        jet_of(gamma(x), {x: 1}, 2)


@pytest.mark.parametrize(
    ("expression", "coefficient"),
    [
        pytest.param(exp(x), lambda k: Rational(1, factorial(k)), id="exponential"),
        pytest.param(sin(x), lambda k: Rational((0, 1, 0, -1)[k % 4], factorial(k)), id="sine"),
        pytest.param(cos(x), lambda k: Rational((1, 0, -1, 0)[k % 4], factorial(k)), id="cosine"),
        pytest.param(1 / (1 - x), lambda k: 1, id="geometric"),
        pytest.param(1 / (1 - x) ** 2, lambda k: k + 1, id="geometric-derived"),
        pytest.param(log(1 + x), lambda k: Rational((-1) ** (k + 1), k) if k else 0, id="logarithm"),
        pytest.param(atan(x), lambda k: Rational((0, 1, 0, -1)[k % 4], max(k, 1)), id="arctangent"),
        pytest.param(sqrt(1 + x), lambda k: binomial(Rational(1, 2), k), id="binomial"),
        pytest.param((1 + x) ** Rational(-2, 3), lambda k: binomial(Rational(-2, 3), k), id="binomial-third"),
        pytest.param(x / (1 - x - x**2), fibonacci, id="fibonacci"),
        pytest.param(x / (exp(x) - 1 + x**2) * (exp(x) - 1 + x**2), lambda k: int(k == 1), id="cancelled"),
        pytest.param(2**x, lambda k: log(2) ** k / factorial(k), id="logarithms-of-two"),
    ],
)
def test_the_series_that_everybody_knows(expression, coefficient):
    jet = jet_of(expression, {x: 0}, 10)

    assert [jet.get((k,), 0) for k in range(11)] == [coefficient(k) for k in range(11)]


@given(polynomials(degree=2, terms=3))
@settings(max_examples=30, deadline=None)
def test_identities_hold_between_jets(inner):
    """sin² + cos² = 1, exp(u)·exp(−u) = 1 and (1 + u²)^(1/2) squared, coefficient by coefficient."""
    at, order = {x: 0, y: 0}, 4
    u = inner - inner.subs({x: 0, y: 0})

    assert jet_of(sin(u) ** 2 + cos(u) ** 2, at, order) == {(0, 0): 1}
    assert jet_of(exp(u) * exp(2 * u) - exp(3 * u), at, order) == {}
    assert jet_of(sqrt(1 + u**2) ** 2 - u**2, at, order) == {(0, 0): 1}


@pytest.mark.parametrize("order", range(5))
def test_a_lower_order_is_the_beginning_of_a_higher_one(order):
    f, at = exp(x * y) * sqrt(1 + x), {x: 0, y: 1}
    higher = jet_of(f, at, 6)

    assert jet_of(f, at, order) == {powers: c for powers, c in higher.items() if sum(powers) <= order}
