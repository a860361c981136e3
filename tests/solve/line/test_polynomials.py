"""Real roots of polynomials as expressions."""

import pytest
from sympy import CRootOf, Rational, Symbol, exp, log, pi, sqrt

from symhess.solve.line.polynomials import polynomial_roots

x = Symbol("x")


@pytest.mark.parametrize(
    ("polynomial", "roots"),
    [
        (x**2 - 3 * x + 2, [1, 2]),
        ((x - 1) ** 3 * (x + Rational(1, 2)), [Rational(-1, 2), 1]),
        (x**4 + 1, []),
        (x**3 - 2, [2 ** Rational(1, 3)]),
        (x**3 - x - 1, [CRootOf(x**3 - x - 1, 0)]),
        (x**2 - 2 * pi * x + pi**2, [pi]),
        (x**2 + pi, []),
        (x**3 + log(2), [-(log(2) ** Rational(1, 3))]),
        (pi * x - 1, [1 / pi]),
        (x**4 - pi, [-(pi ** Rational(1, 4)), pi ** Rational(1, 4)]),
        (sqrt(2) * x**2 - x, [0, sqrt(2) / 2]),
    ],
)
def test_roots_are_those_known(polynomial, roots):
    found = polynomial_roots(polynomial, x)

    assert len(found) == len(roots)
    assert all((a - b).equals(0) for a, b in zip(found, roots, strict=True))


@pytest.mark.parametrize("expression", [exp(x), x + exp(x), x**5 + pi * x + 1, sqrt(x), x - x, 1 / x, x**70 - x - 1])
def test_what_has_no_short_roots_is_left_alone(expression):
    assert polynomial_roots(expression, x) is None
