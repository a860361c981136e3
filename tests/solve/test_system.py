"""The gradient system and its irrational constants."""

import pytest
from sympy import CRootOf, Poly, Rational, Symbol, pi, sin, sqrt

from symhess.exact.polynomial import NotPolynomial
from symhess.function import ScalarFunction
from symhess.solve.system import gradient_system

x, y = Symbol("x"), Symbol("y")


def test_equations_are_primitive_integer_multiples_of_the_partials():
    system = gradient_system(ScalarFunction(x**4 / 6 - Rational(3, 4) * x * y**2, (x, y)))

    assert [str(e) for e in system.equations] == ["8*x^3 - 9*y^2", "-x*y"]


@pytest.mark.parametrize(
    ("constant", "degree"),
    [
        (sqrt(2), 2),
        (2 ** Rational(1, 3), 3),
        (sqrt(2 + sqrt(3)), 4),
        (CRootOf(Poly(x**5 - x - 1, x), 0), 5),
    ],
    ids=["sqrt", "cube-root", "nested", "root-object"],
)
def test_an_irrational_constant_is_adjoined_by_its_minimal_polynomial(constant, degree):
    system = gradient_system(ScalarFunction(x**2 - constant * x, (x,)))

    ((unknown, root),) = system.constants.items()
    assert system.names[unknown] == "_c1"
    assert root.polynomial.degree() == degree
    assert float(root.enclosure(64).mid()) == pytest.approx(float(constant.evalf(20)))


def test_a_constant_occurs_once_however_often_it_is_written():
    system = gradient_system(ScalarFunction(sqrt(2) * x**2 + sqrt(2) * y**2 + sqrt(3) * y, (x, y)))

    assert len(system.constants) == 2


@pytest.mark.parametrize("expression", [sin(x), pi * x**2, 1 / x, sqrt(x) + 1, sqrt(-2) * x])
def test_other_functions_are_no_polynomials(expression):
    with pytest.raises(NotPolynomial):
        gradient_system(ScalarFunction(expression, (x,)))
