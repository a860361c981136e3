"""Points without gradient in several variables: the form along the rays decides, or nothing is said."""

import pytest
from sympy import Abs, Integer, Rational, cos, exp, sqrt, symbols

from symhess.budget import Deadline
from symhess.classify.cones import decide_cone
from symhess.errors import TimeLimitReached
from symhess.evidence import DirectionalTerm
from symhess.verdict import Kind

x, y, z = symbols("x y z")
R, R3 = sqrt(x**2 + y**2), sqrt(x**2 + y**2 + z**2)


def decided(expression, at=None, seconds=10):
    variables = sorted(expression.free_symbols, key=str)
    places = dict(zip(variables, map(Integer, at or [0] * len(variables)), strict=True))
    return decide_cone(expression, places, {v: v for v in variables}, Deadline(seconds))


@pytest.mark.parametrize(
    ("expression", "kind"),
    [
        pytest.param(R - x / 2 + x**2, Kind.MINIMUM, id="tilted"),
        pytest.param(R - 2 * x, Kind.SADDLE, id="tilted-too-far"),
        pytest.param(cos(R) - R, Kind.MAXIMUM, id="inside-a-function"),
        pytest.param(exp(Abs(x) + Abs(y) - (x + y) / 3), Kind.MINIMUM, id="sum-of-kinks"),
        pytest.param(R * x, Kind.SADDLE, id="second-degree"),
        pytest.param(R3 + Abs(x + y + z) - x, Kind.MINIMUM, id="three-variables"),
        pytest.param(x * y / R, Kind.SADDLE, id="quotient"),
    ],
)
def test_the_first_form_decides(expression, kind):
    found = decided(expression)

    assert found.kind is kind and found.strict is (None if kind is Kind.SADDLE else True)
    assert isinstance(found.evidence[0], DirectionalTerm)


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param(R - x, id="zero-along-a-ray"),
        pytest.param(Abs(x) + y**2, id="zero-along-a-line"),
        pytest.param(R - x**4 / (x - y) ** 2, id="higher-terms-not-small-everywhere"),
        pytest.param(sqrt(x**2 + y**4), id="not-the-same-along-all-rays"),
        pytest.param((x**2 + y**2) ** Rational(1, 3) + x * y, id="fractional-degree"),
        pytest.param(Abs(x), id="one-variable"),
    ],
)
def test_what_it_does_not_decide_is_left(expression):
    assert decided(expression) is None


def test_away_from_the_origin():
    moved = sqrt((x - 1) ** 2 + (y + 2) ** 2) + x / 3

    assert decided(moved, at=(1, -2)).kind is Kind.MINIMUM


def test_time_is_respected():
    with pytest.raises(TimeLimitReached):
        decided(R - x / 2, seconds=0)
