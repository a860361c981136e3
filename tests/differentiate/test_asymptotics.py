"""Expansions at zero: known ones, and values for small steps agree up to the stated order."""

import pytest
from mpmath import log as mlog
from mpmath import mp, mpf, workprec
from sympy import Abs, Rational, Symbol, atan, cos, exp, gamma, lambdify, log, sin, sqrt, tanh

from symhess.budget import Deadline
from symhess.differentiate.asymptotics import Expansion, NotReal, Undecided, coefficient_sign, expand_at_zero
from symhess.errors import TimeLimitReached

s = Symbol("s", positive=True)
t = Symbol("t", positive=True)

EXPANDED = [
    pytest.param((1 - cos(s)) / s**2, id="removable"),
    pytest.param(s * log(s**2) + sqrt(s + s**3), id="logarithm-and-root"),
    pytest.param(1 / (s**2 + 3 * s), id="pole"),
    pytest.param(exp(sin(s) / (1 + s)), id="exponential"),
    pytest.param(atan(2 / s), id="arctangent-of-a-large-number"),
    pytest.param(Abs(s**2 - 2 * s), id="absolute-value"),
    pytest.param(s**s, id="general-power"),
    pytest.param(exp(2 * log(s) + s), id="power-in-disguise"),
    pytest.param(1 / log(s), id="inverse-logarithm"),
    pytest.param(log(s + s**2) ** 2, id="square-of-a-logarithm"),
    pytest.param(tanh(1 / s) + exp(-1 / s**2), id="flat-terms"),
]


@pytest.mark.parametrize("expression", EXPANDED)
def test_values_agree_up_to_the_order(expression):
    found = expand_at_zero(expression, s, 6)
    f = lambdify(s, expression, "mpmath")
    with workprec(400):
        for step in (mpf(10) ** -6, mpf(10) ** -12):
            logarithm = mlog(1 / step)
            total = sum(
                mpf(1) * lambdify((), c, "mpmath")() * step ** mpf(float(p)) * logarithm ** (-mpf(float(j)))
                for (p, j), c in found.terms.items()
            )
            p, j = found.order
            bound = 10**4 * step ** min(float(p), 100) * logarithm ** (-mpf(float(j)))

            assert abs(f(step) - total) <= bound + mpf(10) ** -100
    assert mp.prec < 400


def test_flat_terms_are_smaller_than_every_power():
    assert expand_at_zero(exp(-1 / s) / s**9, s, 4).terms == {}
    assert expand_at_zero(exp(-t / s**2) / s**9, s, 4).order > (1000, 0)


def test_bounded_oscillation_is_an_error():
    assert expand_at_zero(sin(1 / s) * s, s, 4) == Expansion({}, (1, 0))


@pytest.mark.parametrize(
    ("coefficient", "sign"),
    [
        pytest.param(sqrt(2) - Rational(7, 5), 1, id="constant"),
        pytest.param(sin(1) ** 2 + cos(1) ** 2 - 1, 0, id="hidden-zero"),
        pytest.param(t**3 - 100 * t**2, -1, id="small-step"),
        pytest.param(log(t) + 1000, -1, id="logarithm"),
        pytest.param((t + 1) ** 2 - t**2 - 2 * t - 1, 0, id="identity"),
    ],
)
def test_signs_of_coefficients(coefficient, sign):
    assert coefficient_sign(coefficient) == sign


@pytest.mark.parametrize("expression", [log(s**2 - s), sqrt(-s), sqrt(cos(s) - 2), log(-t - s)], ids=str)
def test_what_is_not_real_is_said(expression):
    with pytest.raises(NotReal):
        expand_at_zero(expression.xreplace({s: Symbol("s")}), Symbol("s"), 4)


@pytest.mark.parametrize("expression", [exp(1 / s), gamma(s), log(log(s) ** 2), 1 / sin(1 / s)], ids=str)
def test_what_is_not_known_is_said(expression):
    with pytest.raises(Undecided):
        expand_at_zero(expression, s, 4)


def test_time_is_respected():
    with pytest.raises(TimeLimitReached):
        expand_at_zero(s + 1, s, 4, Deadline(0))
