"""A function near a point is told from every other one, in full or up to an order."""

import pytest
from sympy import Integer, Symbol, cos, exp, sqrt

import symhess
from symhess.function import ScalarFunction
from symhess.verify.agreement import require
from symhess.verify.germs import Neighbourhood, Refuted

x, y, z, h = (Symbol(name) for name in ("x", "y", "z", "h_x"))


def near(expression, text="x^4 + y^4 + z^4"):
    """The function near the critical point of another one that the solver lists first."""
    study = symhess.critical_points(text)
    return Neighbourhood(ScalarFunction(expression, study.variables), study.points[0])


AT_ONE = "(x - 1)^2"
AT_ROOT = "(x^2 - 2)^2"


@pytest.mark.parametrize(
    ("place", "expression", "other", "order", "holds"),
    [
        pytest.param(None, x**2 * y + 3, x**2 * y, None, True, id="constant-left-out"),
        pytest.param(None, x**2 * y, x**2 * y + x**9, None, False, id="high-degree"),
        pytest.param(None, x**2 * y, x**2 * y + x**9, 8, True, id="beyond-the-order"),
        pytest.param(None, cos(x * y), -(x**2) * y**2 / 2, 7, True, id="series"),
        pytest.param(None, cos(x * y), -(x**2) * y**2 / 2, 8, False, id="series-one-more"),
        pytest.param(None, x * z - y**2, Integer(0), 3, False, id="cone-that-lines-could-miss"),
        pytest.param(AT_ONE, x**2, h**2 + 2 * h, None, True, id="moved"),
        pytest.param(AT_ONE, x**2, h**2, None, False, id="moved-with-a-linear-term"),
        pytest.param(AT_ROOT, x**2, h**2 - 2 * sqrt(2) * h, None, True, id="irrational-place"),
        pytest.param(AT_ROOT, x**2, h**2 + 2 * sqrt(2) * h, None, False, id="the-conjugate"),
    ],
)
def test_agreement(place, expression, other, order, holds):
    subject = near(expression, place or "x^4 + y^4 + z^4")
    try:
        require(subject, other, order, "different")
        found = True
    except Refuted:
        found = False

    assert found is holds


@pytest.mark.parametrize("expression", [(y - x**2) ** 2 + x**5, exp((y - x**2) ** 2) - 1 + x**5])
def test_on_a_graph(expression):
    require(near(expression), x**5, 6, "different", {y: x**2})
    with pytest.raises(Refuted):
        require(near(expression), x**5, 6, "different", {y: 2 * x**2})
