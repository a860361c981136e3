"""The kinds along level sets: known answers, and values around sampled points agree."""

from math import cos as fcos
from math import pi as fpi
from math import sin as fsin

import pytest
from sympy import Rational, cos, exp, lambdify, log, sin, sqrt, symbols, tanh

from symhess.budget import Deadline
from symhess.classify.levels import classify_level
from symhess.critical_set import LevelPiece, LevelSet
from symhess.errors import TimeLimitReached
from symhess.function import ScalarFunction
from symhess.verdict import Kind

x, y = symbols("x y")
R = x**2 + y**2

# function, equation, signs on the piece, a point of the piece, kind
CASES = [
    pytest.param(sin(x + y), cos(x + y), ((sin(x + y), 1),), (0.3, fpi / 2 - 0.3), Kind.MAXIMUM, id="crest"),
    pytest.param(sin(x + y), cos(x + y), ((-sin(x + y), 1),), (0.3, -fpi / 2 - 0.3), Kind.MINIMUM, id="trough"),
    pytest.param(sin(x * y), cos(x * y), ((sin(x * y), -1),), (1, -fpi / 2), Kind.MINIMUM, id="hyperbolas"),
    pytest.param(exp(sin(x * y)), cos(x * y), ((sin(x * y), 1),), (1, fpi / 2), Kind.MAXIMUM, id="composition"),
    pytest.param(log(1 + x**2 * y**2), x, (), (0, 2), Kind.MINIMUM, id="axis"),
    pytest.param(exp(-((R - 1) ** 2)), R - 1, (), (0.6, 0.8), Kind.MAXIMUM, id="ring"),
    pytest.param(1 / (1 + (R - 4) ** 2), R - 4, (), (0, 2), Kind.MAXIMUM, id="rational-ring"),
    pytest.param(x**2 * exp(y), x, (), (0, 1), Kind.MINIMUM, id="factor"),
    pytest.param((x - y) ** 2 * exp(x + y), x - y, (), (0.3, 0.3), Kind.MINIMUM, id="factor-as-written"),
    pytest.param(log(x) + log(y) - x * y, x * y - 1, (), (2, 0.5), Kind.MAXIMUM, id="trace"),
    pytest.param((x**2 - y**2) / R, x, (), (0, 1.5), Kind.MINIMUM, id="trace-of-a-quotient"),
    pytest.param(x**3 * exp(y), x, (), (0, 1), Kind.SADDLE, id="odd-factor"),
    pytest.param(3 - x**2 * sin(y), x, ((sin(y), -1),), (0, -1), Kind.MINIMUM, id="factor-with-sign"),
    pytest.param(exp(y) * sin(x) ** 2, sin(x), (), (fpi, 0.5), Kind.MINIMUM, id="wave-factor"),
    pytest.param(cos(x - y) + 3, x - y, (), (1, 1), Kind.MAXIMUM, id="one-line"),
    pytest.param(tanh((x - y) ** 3), x - y, (), (1, 1), Kind.SADDLE, id="odd-outer"),
    pytest.param((x * y - 2) * exp(x * y), x * y - 1, (), (2, 0.5), Kind.MINIMUM, id="height"),
    pytest.param(
        sin(x + y) + cos(2 * x + 2 * y), cos(x + y), ((sin(x + y), 1),), (0, fpi / 2), Kind.MINIMUM, id="harmonics"
    ),
    pytest.param(
        cos(sqrt(R + 1)), sin(sqrt(R + 1)), ((cos(sqrt(R + 1)), -1),), (sqrt(fpi**2 - 1), 0), Kind.MINIMUM, id="ripples"
    ),
]


def verdict(function, equation, where, seconds=10):
    piece = LevelPiece(where, ())
    level_set = LevelSet((x, y), (equation,), 1, (piece,))
    return classify_level(ScalarFunction(function, (x, y)), level_set, piece, Deadline(seconds))


@pytest.mark.parametrize(("function", "equation", "where", "point", "kind"), CASES)
def test_known_kinds(function, equation, where, point, kind):
    found = verdict(function, equation, where)

    assert found.kind is kind
    assert found.strict is (None if kind is Kind.SADDLE else False)
    assert found.evidence


@pytest.mark.parametrize(("function", "equation", "where", "point", "kind"), CASES)
def test_values_around_a_point_of_the_piece_agree(function, equation, where, point, kind):
    f = lambdify((x, y), function, "math")
    a, b = map(float, point)
    around = [f(a + h * fcos(k / 5), b + h * fsin(k / 5)) - f(a, b) for h in (1e-2, 1e-3) for k in range(32)]
    signs = {sign for sign, there in ((1, max(around) > 1e-13), (-1, min(around) < -1e-13)) if there}

    assert signs == {Kind.MINIMUM: {1}, Kind.MAXIMUM: {-1}, Kind.SADDLE: {1, -1}}[kind]


@pytest.mark.parametrize(
    ("function", "equation", "where"),
    [
        pytest.param(x**2 * sin(y), x, (), id="sign-of-the-factor-changes"),
        pytest.param(sin(x + y), cos(x + y), (), id="crests-and-troughs-together"),
        pytest.param(x**2 * y + x**4 * Rational(1, 2), x, (), id="no-argument"),
    ],
)
def test_without_a_sign_nothing_is_said(function, equation, where):
    found = verdict(function, equation, where)

    assert found.kind is Kind.UNDECIDED and found.reason is not None


def test_time_is_respected():
    with pytest.raises(TimeLimitReached):
        verdict(sin(x + y), cos(x + y), (), seconds=0)
