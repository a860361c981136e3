"""Numbers of Hessians in balls are those of the exact matrices."""

import pytest
from flint import fmpq
from sympy import Symbol, cos, exp, sqrt

import symhess
from symhess.exact import Rational, real_number
from symhess.function import ScalarFunction
from symhess.verify.enclosed_hessian import EnclosedHessian
from symhess.verify.germs import Neighbourhood

x, y, z = (Symbol(name) for name in "xyz")
(ORIGIN,) = symhess.critical_points("x^2 + y^2 + z^2").points


def hessian(expression):
    return EnclosedHessian(Neighbourhood(ScalarFunction(expression, (x, y, z)), ORIGIN))


@pytest.mark.parametrize(
    ("expression", "inertia"),
    [
        pytest.param(x**2 + 2 * y**2 - z**2, (2, 1, 0), id="indefinite"),
        pytest.param(exp(x * y) + z**4, (1, 1, 1), id="singular"),
        pytest.param(cos(x) + cos(y) - sqrt(2) * z**2, (0, 3, 0), id="negative"),
        pytest.param((x + y + z) ** 2, (1, 0, 2), id="rank-one"),
        pytest.param(x**2 + y**3, (1, 0, 1), id="two-variables-only"),
    ],
)
def test_inertia(expression, inertia):
    assert hessian(expression).inertia == inertia


def test_minors_coefficients_and_forms():
    own = hessian(exp(x * y) + x**2 + z**2)

    assert own.minor_equals(1, fmpq(2)) and own.minor_equals(2, fmpq(-1)) and not own.minor_equals(3, fmpq(2))
    assert own.coefficient_equals(3, fmpq(1)) and own.coefficient_equals(2, fmpq(-4))
    assert [own.form_sign(v) for v in ((1, 0, 0), (1, -2, 0), (0, 1, 0))] == [1, -1, 0]


def test_eigenvalues_are_placed_in_ascending_order():
    own = hessian(x * y + sqrt(2) * z**2 / 2)

    assert own.is_eigenvalue(fmpq(1)) and not own.is_eigenvalue(fmpq(2))
    places = [(Rational(fmpq(-1)), 0), (Rational(fmpq(1)), 1), (real_number(sqrt(2)), 2)]
    assert all(own.is_eigenvalue_at(number, place) for number, place in places)
    assert not own.is_eigenvalue_at(Rational(fmpq(1)), 2)
