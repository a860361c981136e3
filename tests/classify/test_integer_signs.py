"""Signs that hold for all integers are those of every sampled integer; where they change nothing is said."""

import pytest
from sympy import Rational, Symbol, cosh, exp, pi, sqrt

from symhess.classify.integer_signs import sign_for_all_integers

n, m = Symbol("n", integer=True), Symbol("m", integer=True)


@pytest.mark.parametrize(
    ("expression", "sign"),
    [
        pytest.param(pi - 3, 1, id="constant"),
        pytest.param((n - Rational(1, 2)) ** 2, 1, id="never-at-a-half"),
        pytest.param(n**2 - n + Rational(1, 10), 1, id="dip-between-integers"),
        pytest.param(-3 * (2 * n + 1) ** 2 - exp(n), -1, id="plain"),
        pytest.param(n**4 - 10 * n**2 + 9, None, id="zero-at-integers"),
        pytest.param(n**4 - 10 * n**2 + Rational(91, 10), None, id="negative-at-two"),
        pytest.param(n**3, None, id="odd"),
        pytest.param(sqrt(2) * n**2 - 2 * n * pi + 100, 1, id="irrational"),
        pytest.param(n**2 + m**2 + 1, 1, id="two-parameters"),
        pytest.param(n**2 + m**2, None, id="zero-at-the-origin"),
        pytest.param(cosh(n) * (m**2 + 1), 1, id="product"),
        pytest.param(n * m, None, id="mixed"),
        pytest.param((10**6 - n) ** 2 - 1, None, id="zero-far-out"),
    ],
)
def test_signs(expression, sign):
    assert sign_for_all_integers(expression, (n, m)) == sign


@pytest.mark.parametrize("expression", [(n - Rational(1, 2)) ** 2 - Rational(1, 5), 7 * n**2 - 13 * n + pi * 2])
def test_a_sign_holds_at_every_integer_that_is_tried(expression):
    assert sign_for_all_integers(expression, (n,)) == 1
    assert all(float(expression.subs(n, k)) > 0 for k in range(-50, 51))
