"""Distances beyond which no zero lies are confirmed from the terms alone, and refused where they are too small."""

from dataclasses import replace

import pytest
from flint import fmpq
from sympy import atan, cos, exp, pi, sin, symbols, tanh

from symhess.budget import Deadline
from symhess.solve.search import outside
from symhess.transcendence import ZerosWithin
from symhess.verify.distances import check_zeros_within

x, y = symbols("x y")


def faults(record):
    return list(check_zeros_within(record, None, ()))


FUNCTIONS = (
    x**2 + y**2 - 10 * cos(2 * pi * x) - 10 * cos(2 * pi * y),
    x**2 / 20 + x * exp(-(x**2) - y**2) + y**2 / 20,
    x**4 + y**4 + x * sin(y) + atan(y),
    x**2 / 2 + exp(-((x - 1) ** 2) / 2) + (y - tanh(x)) ** 2,
)


@pytest.mark.parametrize("function", FUNCTIONS, ids=str)
def test_what_growth_shows_is_confirmed(function):
    assert faults(outside([function.diff(v) for v in (x, y)], (x, y), Deadline(10))) == []


WAVE = ZerosWithin((x, y), (x - 3 * sin(y), y - x * cos(y)), (fmpq(4), fmpq(5)), ((0, 0), (1, 1)))


@pytest.mark.parametrize(
    ("record", "words"),
    [
        pytest.param(replace(WAVE, radii=(fmpq(3), fmpq(5))), "|x| < 3", id="too-near"),
        pytest.param(replace(WAVE, radii=(fmpq(4), fmpq(4))), "|y| < 4", id="second-too-near"),
        pytest.param(replace(WAVE, steps=((1, 1), (0, 0))), "|y| < 5", id="before-the-other-is-bounded"),
        pytest.param(replace(WAVE, steps=((0, 0),)), "not every variable", id="one-variable-only"),
        pytest.param(replace(WAVE, equations=(x - exp(y), y - x)), "|x| < 4", id="unbounded-term"),
        pytest.param(replace(WAVE, radii=(fmpq(-4), fmpq(5))), "|x| < -4", id="negative"),
    ],
)
def test_false_distances_are_refused(record, words):
    assert faults(WAVE) == []
    assert any(words in fault for fault in faults(record))
