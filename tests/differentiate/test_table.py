import pytest
from sympy import Abs, E, Rational, Symbol, acosh, acoth, asec, exp, gamma, log, sin, symbols

from symhess.differentiate.table import DERIVATIVE_TABLE, table_derivative
from symhess.errors import InputError

x, a = symbols("x a")
U = Symbol("u")


@pytest.mark.parametrize(("function", "derivative"), DERIVATIVE_TABLE, ids=lambda term: str(term))
def test_every_row_agrees_with_the_difference_quotient(function, derivative):
    """Central differences on a real point of the domain, in 60 digits."""
    inside = {"acosh": 3, "acoth": 3, "asec": 3, "acsc": 3}
    at, step = Rational(inside.get(function.func.__name__, 1), 2) * Rational(9, 10), Rational(1, 10**15)
    quotient = (function.subs(U, at + step) - function.subs(U, at - step)) / (2 * step)

    assert abs(quotient.evalf(60) - derivative.subs(U, at).evalf(60)) < Rational(1, 10**25)


def test_the_table_has_each_function_once():
    functions = [function.func for function, _ in DERIVATIVE_TABLE]

    assert len(set(functions)) == len(functions) == 28


@pytest.mark.parametrize(
    ("expression", "derivative"),
    [
        pytest.param(exp(x), exp(x), id="exp"),
        pytest.param(2**x, 2**x * log(2), id="two-to-the-x"),
        pytest.param(a**x, a**x * log(a), id="letter-to-the-x"),
        pytest.param(E**x, exp(x), id="e-to-the-x"),
        pytest.param(log(Abs(x)), 1 / x, id="log-of-absolute-value"),
        pytest.param(acosh(x), 1 / (x**2 - 1) ** Rational(1, 2), id="acosh"),
    ],
)
def test_rows_are_read_for_any_variable(expression, derivative):
    assert table_derivative(expression, x) == derivative


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param(gamma(x), id="unknown-function"),
        pytest.param(sin(2 * x), id="argument-not-bare"),
        pytest.param(sin(a), id="other-variable"),
        pytest.param(x**x, id="variable-base"),
        pytest.param(acoth(x) + asec(x), id="no-function"),
    ],
)
def test_what_is_not_a_row_is_refused(expression):
    with pytest.raises(InputError, match="no rule differentiates"):
        table_derivative(expression, x)


@pytest.mark.parametrize(("function", "derivative"), DERIVATIVE_TABLE, ids=lambda term: str(term))
def test_even_functions_have_odd_derivatives_and_conversely(function, derivative):
    """Where f(−u) = ±f(u), f'(−u) = ∓f'(u)."""
    mirrored = function.subs(U, -U)
    for sign in (1, -1):
        if mirrored == sign * function:
            assert (derivative.subs(U, -U) + sign * derivative).simplify() == 0


@pytest.mark.parametrize(
    ("first", "second"),
    [("sin", "asin"), ("cos", "acos"), ("tan", "atan"), ("exp", "log"), ("sinh", "asinh"), ("tanh", "atanh")],
)
def test_inverse_functions_have_reciprocal_derivatives(first, second):
    """f'(g(u))·g'(u) = 1 for g = f⁻¹."""
    rows = {function.func.__name__: (function, derivative) for function, derivative in DERIVATIVE_TABLE}
    (_, outer), (inverse, inner) = rows[first], rows[second]
    product = outer.subs(U, inverse) * inner

    assert all(abs(product.subs(U, Rational(k, 7)).evalf(30) - 1) < 1e-25 for k in (1, 3, 6))
