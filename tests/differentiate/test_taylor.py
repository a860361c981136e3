import pytest
from hypothesis import given, settings
from mpmath import mpf, workdps
from sympy import Add, Matrix, Rational, Symbol, cos, exp, hessian, lambdify, pi, sin, sqrt, symbols

from symhess.differentiate.taylor import taylor
from symhess.errors import InputError
from symhess.function import ScalarFunction

from .expressions import polynomials
from .textbook import TEXTBOOK

x, y = symbols("x y")


def coefficient(expression, at, power):
    return expression.diff(x, power).subs(x, at) / Rational(1 if power < 2 else 2 * (3 if power > 2 else 1))


@pytest.mark.parametrize("at", [0, Rational(1, 3), pi])
def test_one_variable_against_the_series_of_derivatives(at):
    f = sin(x) * exp(x)
    terms = taylor(ScalarFunction(f, (x,)), (at,), 3).terms
    h = Symbol("h_x")

    assert all((terms[k] - coefficient(f, at, k) * h**k).expand() == 0 for k in range(4))


@given(polynomials(degree=3))
@settings(max_examples=30, deadline=None)
def test_a_polynomial_is_its_taylor_polynomial(polynomial):
    expansion = taylor(ScalarFunction(polynomial, (x, y)), (1, -2), 6)

    assert (expansion.in_variables() - polynomial).expand() == 0
    assert expansion.expression == Add(*expansion.terms)


def test_gradient_term_and_quadratic_form():
    f = x**2 * y + cos(y) * exp(x)
    at = {x: 1, y: 0}
    expansion = taylor(ScalarFunction(f, (x, y)), (1, 0), 2)
    h = Matrix(expansion.increments)
    gradient, second = Matrix([f]).jacobian((x, y)).subs(at), hessian(f, (x, y)).subs(at)

    assert (expansion.gradient_term - (gradient * h)[0]).expand() == 0
    assert (expansion.quadratic_form - (h.T * second * h)[0] / 2).expand() == 0


def test_exact_at_an_irrational_point():
    expansion = taylor(ScalarFunction(x**4 - 4 * x**2, (x,)), (sqrt(2),), 2)

    assert expansion.terms == (-4, 0, 8 * Symbol("h_x") ** 2)


def test_order_zero_is_the_value():
    expansion = taylor(ScalarFunction(x * y, (x, y)), (2, 3), 0)

    assert expansion.terms == (6,)
    for part in ("gradient_term", "quadratic_form"):
        with pytest.raises(InputError, match="got order 0"):
            getattr(expansion, part)


def test_the_increments_never_bear_the_name_of_a_variable():
    h = Symbol("h_x")
    expansion = taylor(ScalarFunction(x * h, (x, h)), (0, 0), 2)

    assert len({x, h, *expansion.increments}) == 4
    assert expansion.in_variables() == x * h


@pytest.mark.parametrize(
    ("at", "order"),
    [
        pytest.param((0,), 2, id="coordinate-missing"),
        pytest.param((0, 0, 0), 2, id="coordinate-too-many"),
        pytest.param((0, 0), -1, id="negative-order"),
    ],
)
def test_point_and_order_are_checked(at, order):
    with pytest.raises(InputError, match=r"expected a point \(x, y\) and an order of at least 0"):
        taylor(ScalarFunction(x + y, (x, y)), at, order)


@pytest.mark.parametrize("order", [1, 2, 3])
@pytest.mark.parametrize(("expression", "at"), TEXTBOOK, ids=lambda case: str(case)[:40])
def test_the_remainder_is_of_higher_order(expression, at, order):
    """Halving the increment divides |f(a + h) − T(h)| by at least about 2^(order + 1)."""
    variables = tuple(at)
    polynomial = taylor(ScalarFunction(expression, variables), tuple(at.values()), order)
    f = lambdify(variables, expression, "mpmath")
    expansion = lambdify(polynomial.increments, polynomial.expression, "mpmath")
    with workdps(60):
        point = [mpf(value.p) / value.q for value in map(Rational, at.values())]
        steps = ([mpf(3 + k) / 10**size for k in range(len(point))] for size in (6, 7))
        remainders = [abs(f(*map(mpf.__add__, point, h)) - expansion(*h)) for h in steps]

    assert remainders[1] * 10 ** (order + 1) <= remainders[0] * mpf("1.01") + mpf(10) ** -50
