"""One sign on an interval, or none."""

import pytest
from sympy import Abs, Integer, Rational, Symbol, cos, cosh, exp, log, oo, pi, sin, sqrt, tan

from symhess.budget import Deadline
from symhess.solve.line import sign_on

x = Symbol("x")
LINE, POSITIVE = (-oo, oo), (Integer(0), oo)


@pytest.mark.parametrize(
    ("expression", "interval", "sign"),
    [
        pytest.param(exp(x) - x, LINE, 1, id="no zero"),
        pytest.param(log(x) - x, POSITIVE, -1, id="on a ray"),
        pytest.param(x + sin(x), POSITIVE, 1, id="zero at the end only"),
        pytest.param(cos(x) - 1 + x**2 / 2, POSITIVE, 1, id="fourth order at the end"),
        pytest.param(2 + sin(x), LINE, 1, id="periodic"),
        pytest.param(-cosh(x), LINE, -1, id="hyperbolic"),
        pytest.param(1 / x, POSITIVE, 1, id="pole at the end"),
        pytest.param(tan(x), (Integer(0), pi / 2), 1, id="between zero and pole"),
        pytest.param(Integer(-3), LINE, -1, id="constant"),
        pytest.param(x - x, LINE, 0, id="zero"),
        pytest.param(Abs(x) + 1, LINE, 1, id="kink"),
        pytest.param(x, LINE, None, id="both signs"),
        pytest.param(x**2, LINE, None, id="a zero inside"),
        pytest.param(1 / x, LINE, None, id="a pole inside"),
        pytest.param(1 / x**2, LINE, None, id="an even pole inside"),
        pytest.param(1 / cos(x), LINE, None, id="many poles"),
        pytest.param(log(x), (Integer(-1), oo), None, id="not defined everywhere"),
        pytest.param(sqrt(x) + 1, (Integer(-1), oo), None, id="a root not defined everywhere"),
        pytest.param(x * sin(x) + Rational(1, 2), LINE, None, id="growing waves"),
    ],
)
def test_the_sign_is_the_one_known(expression, interval, sign):
    assert sign_on(expression, x, interval, Deadline(20)) == sign
