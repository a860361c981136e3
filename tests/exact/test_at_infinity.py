"""Signs on a whole ray are those of the values there, and are not given where the function changes its sign."""

import pytest
from flint import arb, ctx, fmpq
from sympy import Rational, Symbol, asinh, atan, cos, cosh, erf, exp, gamma, log, pi, sin, sqrt, tan, tanh

from symhess.exact.at_infinity import sign_at_infinity
from symhess.exact.expression_enclosure import enclosed_function

x = Symbol("x")


@pytest.mark.parametrize(
    ("expression", "start", "sign"),
    [
        pytest.param(x / 2 - sin(x), 4, 1, id="sine against a line"),
        pytest.param(x * exp(-x) - 1, 4, -1, id="constant wins"),
        pytest.param(exp(x) - 10**6 * x, 32, 1, id="exponential wins"),
        pytest.param(x - log(x) ** 3, 4096, 1, id="power against logarithm"),
        pytest.param(2**x - x**2, 16, 1, id="other base"),
        pytest.param(exp(x) - x ** sqrt(2), 4, 1, id="irrational power"),
        pytest.param(sqrt(x**2 + 1) - x, 2, 1, id="cancellation in a root"),
        pytest.param(log(1 + exp(x)) - x, 2, 1, id="softplus"),
        pytest.param(log(x) - log(x - 1), 4, 1, id="cancellation of logarithms"),
        pytest.param(atan(x) - pi / 2, 2, -1, id="limit of the arc tangent"),
        pytest.param(asinh(x) - log(x), 4, 1, id="area sine"),
        pytest.param(asinh(-x) + 1, 4, -1, id="area sine to the left"),
        pytest.param(erf(x) - Rational(1, 2), 2, 1, id="error function"),
        pytest.param(exp(1 / x) - 1, 2, 1, id="first order"),
        pytest.param(x - x**2 * sin(1 / x), 2, 1, id="third order"),
        pytest.param(x * log(1 + 1 / x) - 1, 2, -1, id="second order"),
        pytest.param(exp(x * log(x)) - 2, 4, 1, id="faster than exponential"),
        pytest.param(exp(-x * log(x)) - 1, 4, -1, id="falls faster"),
        pytest.param(exp(x**2) - exp(x**2 - 1), 2, 1, id="one exponent"),
        pytest.param(log(log(x)) - 1, 4096, 1, id="logarithm of a logarithm"),
        pytest.param((2 + sin(x)) * x - cos(x), 4, 1, id="bounded factor"),
        pytest.param(1 / (1 + exp(-x)) - 1, 2, -1, id="logistic"),
        pytest.param(cosh(1 / x) - 1, 2, 1, id="even"),
    ],
)
def test_the_sign_is_that_of_the_values(expression, start, sign):
    assert sign_at_infinity(expression, x, fmpq(start)) == sign
    with ctx.workprec(4000):
        values = [enclosed_function(expression, x)(arb(start) * 2**k) for k in range(0, 9, 2)]
    assert all(value * sign > 0 for value in values if value.is_finite())


@pytest.mark.parametrize(
    ("expression", "start"),
    [
        pytest.param(sin(x), 4, id="sine"),
        pytest.param(sin(x) - x * cos(x), 4, id="growing waves"),
        pytest.param(x - 100, 4, id="a zero beyond the start"),
        pytest.param(x**3 * exp(-x) - Rational(1, 10), 4, id="a zero after a hill"),
        pytest.param(1 / (x - 100), 4, id="a pole beyond the start"),
        pytest.param(log(x - 100), 4, id="undefined at the start"),
        pytest.param(tan(x) + x, 4, id="infinitely many poles"),
        pytest.param(gamma(x), 4, id="unknown function"),
        pytest.param(exp(x * sin(x)), 4, id="no growth"),
        pytest.param(sqrt(x - 100) + 1, 4, id="not real at the start"),
        pytest.param(x - x, 4, id="zero"),
    ],
)
def test_no_sign_is_given_where_there_is_none(expression, start):
    assert sign_at_infinity(expression, x, fmpq(start)) is None


def test_a_start_below_one_is_refused():
    with pytest.raises(ValueError, match="beyond 1, got 1/2"):
        sign_at_infinity(x, x, fmpq(1, 2))


def test_hyperbolic_tangent_is_bounded_by_its_limit():
    assert sign_at_infinity(x - 2 * tanh(x), x, fmpq(4)) == 1
