"""Clairaut at exceptional points: which they are, and both values there."""

from dataclasses import replace

import pytest
from sympy import Abs, Eq, Ne, Piecewise, Rational, exp, sin, symbols

from symhess import analyze, verify
from symhess.budget import Deadline
from symhess.differentiate import differentiate, with_exceptional_points
from symhess.differentiate.exceptional import exceptional_points
from symhess.evidence import MixedPartialsAgree, MixedPartialsAt, NotSolved
from symhess.function import ScalarFunction

x, y, z = symbols("x y z")
ORIGIN = Eq(x, 0) & Eq(y, 0)
PEANO = Piecewise((0, ORIGIN), (x * y * (x**2 - y**2) / (x**2 + y**2), True))


def studied(expression, variables=(x, y), seconds=10):
    function = ScalarFunction(expression, variables)
    return with_exceptional_points(differentiate(function), function, Deadline(seconds)).clairaut


@pytest.mark.parametrize(
    ("expression", "points"),
    [
        pytest.param(PEANO, ((0, 0),), id="one"),
        pytest.param(Piecewise((x, Eq(2 * x, 1) | Eq(x, -1)), (y, True)), ((-1, 0), (Rational(1, 2), 0)), id="two"),
        pytest.param(Piecewise((0, Eq(y, 3)), (x / (y - 3), True)), ((0, 3),), id="line"),
        pytest.param(Piecewise((x * y, Ne(x * y, 0)), (0, True)), ((0, 0),), id="axes"),
        pytest.param(Piecewise((x, x > y), (y, True)), ((0, 0),), id="sectors"),
        pytest.param(x * y / (x**2 + y**2), (), id="no-cases"),
    ],
)
def test_exceptional_points(expression, points):
    assert exceptional_points(expression, (x, y)) == points


@pytest.mark.parametrize(
    ("expression", "values"),
    [
        pytest.param(PEANO, (-1, 1), id="peano"),
        pytest.param(Piecewise((0, ORIGIN), (x**2 * y**2 / (x**2 + y**2), True)), (0, 0), id="equal"),
        pytest.param(Piecewise((0, ORIGIN), (x * y**2 / (x**2 + y**4), True)), (None, 0), id="one-missing"),
        pytest.param(Piecewise((Abs(x) * y, x > 0), (x * y, True)), (1, 1), id="sides"),
    ],
)
def test_both_values_stand_beside_the_comparison(expression, values):
    everywhere, at_point = studied(expression).evidence

    assert isinstance(everywhere, MixedPartialsAgree)
    assert at_point == MixedPartialsAt(x, y, (0, 0), *values)


def test_every_pair_of_three_variables_is_looked_at():
    pairs = [(r.first, r.second) for r in studied(PEANO + z**2 * x, (x, y, z)).evidence[3:]]

    assert pairs == [(x, y), (x, z), (y, z)]


@pytest.mark.parametrize(
    ("expression", "seconds", "reason"),
    [
        pytest.param(Piecewise((x, sin(x) > exp(y) - 1), (y, True)), 10, "at (0, 0): cannot tell", id="condition"),
        pytest.param(PEANO, 0, "time-limit", id="no-time"),
    ],
)
def test_what_is_not_decided_says_why(expression, seconds, reason):
    record = studied(expression, seconds=seconds).evidence[-1]

    assert isinstance(record, NotSolved) and record.reason.startswith(reason)


def test_a_function_without_cases_is_left_as_it_is():
    function = ScalarFunction(x * y, (x, y))
    derivatives = differentiate(function)

    assert with_exceptional_points(derivatives, function, Deadline(0)) is derivatives


@pytest.mark.parametrize(
    ("expression", "status"),
    [
        pytest.param(PEANO, "refuted", id="different"),
        pytest.param(Piecewise((0, ORIGIN), (x * y**2 / (x**2 + y**4), True)), "refuted", id="one-missing"),
        pytest.param(Piecewise((0, ORIGIN), (x**2 * y**2 / (x**2 + y**2), True)), "proved", id="equal"),
        pytest.param(x * y, "proved", id="smooth"),
    ],
)
def test_the_analysis_says_what_became_of_the_theorem(expression, status):
    assert analyze(expression, time_limit=5).to_dict()["clairaut"]["status"] == status


def test_a_forged_value_is_caught():
    study = analyze(PEANO, time_limit=5)
    *others, record = study.derivatives.clairaut.evidence
    forged = replace(study.derivatives.clairaut, evidence=(*others, replace(record, first_then_second=x * 0 + 1)))
    failures = verify(replace(study, derivatives=replace(study.derivatives, clairaut=forged))).failures

    assert any("the mixed partials by x and y at (0, 0) are not" in failure for failure in map(str, failures))
