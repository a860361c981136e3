"""Limits from the right: known answers, none where it is proved that there is none."""

import pytest
from sympy import Abs, Rational, Symbol, atan, cos, exp, gamma, log, pi, sin, sqrt

from symhess.differentiate.asymptotics import Undecided
from symhess.differentiate.limits import limit_from_the_right

s = Symbol("s", positive=True)
t = Symbol("t", positive=True)


@pytest.mark.parametrize(
    ("expression", "limit"),
    [
        pytest.param((s**2 * t - s * t**2) / (s * t), -t, id="polynomials"),
        pytest.param((exp(s) - 1 - s) / s**2, Rational(1, 2), id="exponential"),
        pytest.param(t**3 / (s**2 + t**2), t, id="quotient-with-a-second-step"),
        pytest.param(t * exp(-(s**2) / t**2), t, id="gauss"),
        pytest.param(exp(-1 / s**2) / s**20, 0, id="flat"),
        pytest.param(s * log(s), 0, id="power-beats-logarithm"),
        pytest.param(1 / log(s), 0, id="slow"),
        pytest.param(s * sin(1 / s), 0, id="oscillation-dies-out"),
        pytest.param(atan(t / s), pi / 2, id="arctangent"),
        pytest.param((sqrt(4 + s) - 2) / s, Rational(1, 4), id="root"),
        pytest.param((cos(s) - 1 + s**2 / 2) / s**4, Rational(1, 24), id="cancellation"),
        pytest.param(s**s, 1, id="general-power"),
        pytest.param(Abs(s - t) / (s + t), 1, id="the-second-step-is-larger"),
        pytest.param(1 / s, None, id="pole"),
        pytest.param(log(s) + t, None, id="logarithm"),
        pytest.param(sin(1 / s), None, id="oscillation"),
        pytest.param(t * cos(log(s)) + s, None, id="slow-oscillation"),
        pytest.param(sin(1 / s) / s + 1, None, id="growing-oscillation"),
        pytest.param(sqrt(s - t), None, id="not-real"),
    ],
)
def test_limits(expression, limit):
    found = limit_from_the_right(expression, s)

    assert found is None if limit is None else (found - limit).simplify() == 0


@pytest.mark.parametrize(
    "expression",
    [gamma(s), sin(1 / s) + cos(1 / s), sin(1 / s) ** 2, exp(1 / s) * exp(-1 / s + s).subs(t, s) * gamma(s)],
    ids=str,
)
def test_what_is_not_proved_is_not_said(expression):
    with pytest.raises(Undecided):
        limit_from_the_right(expression, s)
