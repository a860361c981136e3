"""Steps by hand against the methods of symhess and against the linear equations they solve."""

from dataclasses import replace

import numpy as np
import pytest
from sympy import Integer, Matrix, Rational, Symbol, diff, exp

import symhess
from symhess.budget import Deadline
from symhess.errors import TimeLimitReached
from symhess.function import ScalarFunction
from symhess.models import derive_logistic
from symhess.sheets import Asks, Problem
from symhess.sheets.by_hand import irls_steps, newton_steps
from symhess.sheets.generators import variant

x, y = Symbol("x"), Symbol("y")
BOWL = Problem(
    Asks.NEWTON, ScalarFunction(x**4 + x * y + y**2, (x, y)), at=(Integer(1), Rational(1, 2)), steps=3
)


def test_newton_steps_are_those_of_the_numeric_method():
    found = newton_steps(BOWL, Deadline(9))
    run = symhess.minimize("x^4 + x y + y^2", [1.0, 0.5], method="newton")

    assert np.allclose(run.trace.iterates[1:4], [[float(a) for a in step.end] for step in found.steps], rtol=1e-12)


def test_each_newton_step_has_all_that_a_student_computes():
    f = BOWL.function.expression
    for step in newton_steps(BOWL, Deadline(9)).steps:
        places = dict(zip((x, y), step.at, strict=True))

        assert step.value == f.xreplace(places)
        assert step.gradient == tuple(diff(f, v).xreplace(places) for v in (x, y))
        assert step.hessian * Matrix(step.step) == -Matrix(step.gradient)
        assert Matrix(step.end) == Matrix(step.at) + Matrix(step.step)


def test_steps_follow_each_other():
    steps = newton_steps(BOWL, Deadline(9)).steps

    assert [step.at for step in steps[1:]] == [step.end for step in steps[:-1]]


def test_irrational_newton_steps_stay_exact():
    line = Problem(Asks.NEWTON, ScalarFunction(exp(x) + x**3, (x,)), at=(Integer(1),))
    (step,) = newton_steps(line, Deadline(9)).steps

    assert float(step.end[0]) == pytest.approx(1 - (np.e + 3) / (np.e + 6))


@pytest.mark.parametrize("seed", range(3))
def test_least_squares_steps_are_newtons(seed):
    problem = replace(variant("logistic", seed), steps=2)
    first, second = irls_steps(problem, Deadline(9)).steps
    rows = [[float(entry) for entry in row[:-1]] for row in problem.data]
    worked = derive_logistic(rows, [int(row[-1]) for row in problem.data], steps=2).steps

    assert [float(b) for b in first.end] == pytest.approx([worked[0].end[-1], *worked[0].end[:-1]], abs=1e-12)
    assert [float(b) for b in second.end] == pytest.approx([worked[1].end[-1], *worked[1].end[:-1]], abs=2e-3)
    assert (first.is_exact, second.is_exact) == (True, False)


def test_the_first_step_has_halves_and_quarters():
    (step,) = irls_steps(variant("logistic", 4, {"features": 2}), Deadline(9)).steps

    assert set(step.probabilities) == {Rational(1, 2)}
    assert set(step.weights) == {Rational(1, 4)}
    assert step.information * Matrix(step.step) == Matrix(step.score)


def test_rounded_numbers_have_four_digits():
    second = irls_steps(replace(variant("logistic", 4), steps=2), Deadline(9)).steps[1]

    assert all(abs(float(p) - round(float(p), 4)) < 1e-12 for p in second.probabilities if p > Rational(1, 10))


@pytest.mark.parametrize("steps", [newton_steps, irls_steps])
def test_time_is_kept(steps):
    problem = BOWL if steps is newton_steps else variant("logistic", 0)
    with pytest.raises(TimeLimitReached):
        steps(problem, Deadline(0.0))
