"""Newton's method: the minimum, whatever the start, the basis and the data."""

import numpy as np
import pytest

from symhess.budget import Deadline
from symhess.models.blocks import ArraySource, RowBlock
from symhess.models.newton import Limits, Problem, State, newton, rough_start
from tests.models.reference import simulated


def problem_of(rows, columns, classes=2, **settings):
    X, y = simulated(rows, columns, classes)
    return Problem(ArraySource(RowBlock(X, y)), np.arange(classes), columns, intercept=True, **settings)


@pytest.mark.parametrize("classes", [2, 4])
@pytest.mark.parametrize("size", [0.0, 1.0, 30.0, 1000.0])
def test_every_start_leads_to_the_minimum(classes, size):
    problem = problem_of(300, 2, classes)
    start = size * np.random.default_rng(0).choice([-1.0, 1.0], problem.shape)
    expected, found = newton(problem), newton(problem, start)

    if found.state is State.CONVERGED:
        assert found.parameters == pytest.approx(expected.parameters, abs=1e-10)
    else:
        assert size == 1000.0
        assert found.state is State.SINGULAR


def test_the_loss_never_rises():
    problem = problem_of(300, 2)
    losses = [step.loss for step in newton(problem, np.array([[4.0, -4.0, 3.0]])).iterates if step.loss == step.loss]

    assert losses == sorted(losses, reverse=True)


def test_the_basis_changes_nothing_but_the_working_parameters():
    basis = np.array([[1.0, 2.0, 3.0], [0.0, 1.0, -1.0], [0.0, 0.0, 5.0]])
    plain, turned = newton(problem_of(200, 2)), newton(problem_of(200, 2, basis=basis))

    assert turned.parameters == pytest.approx(plain.parameters, rel=1e-11)
    assert turned.covariance() == pytest.approx(plain.covariance(), rel=1e-10)


@pytest.mark.parametrize("classes", [2, 3])
def test_the_ridge_in_a_basis_is_the_same_ridge(classes):
    basis = np.array([[1.0, 2.0, 3.0], [0.0, 1.0, -1.0], [0.0, 0.0, 5.0]])
    plain = newton(problem_of(200, 2, classes, ridge=3.0))
    turned = newton(problem_of(200, 2, classes, ridge=3.0, basis=basis))

    assert turned.parameters == pytest.approx(plain.parameters, rel=1e-10)
    assert turned.problem.loss_of_rows(turned.working, turned.totals) < turned.totals.loss


def test_many_parameters_reuse_a_hessian_and_end_at_the_same_place():
    problem = problem_of(3000, 12)
    rough = rough_start(problem, (400, 1500))
    found, expected = newton(problem, rough), newton(problem)

    assert np.abs(rough - expected.parameters).max() < 0.3
    assert found.parameters == pytest.approx(expected.parameters, rel=1e-11)
    assert np.abs(found.problem.evaluate(found.working).gradient).max() < 1e-10


def test_a_rough_hessian_that_does_not_do_is_replaced():
    X, y = simulated(3000, 12)
    X = X * np.logspace(-25, 25, 12)  # squares beyond single precision
    problem = Problem(ArraySource(RowBlock(X, y)), np.array([0, 1]), 12, intercept=True)
    found = newton(problem, np.zeros((1, 13)))

    assert found.state is State.CONVERGED
    assert found.parameters[0, :12] * np.logspace(-25, 25, 12) == pytest.approx(
        newton(problem_of(3000, 12)).parameters[0, :12], rel=1e-10
    )


def test_how_an_iteration_ends_is_said():
    assert newton(problem_of(100, 2), limits=Limits(max_iter=1)).state is State.STOPPED
    X = np.array([[0.0], [1.0]])
    separated = Problem(ArraySource(RowBlock(X, np.array([0, 1]))), np.array([0, 1]), 1, intercept=True)
    assert newton(separated).state is State.ALL_RIGHT
    infinite = Problem(ArraySource(RowBlock(X - np.inf, np.array([0, 1]))), np.array([0, 1]), 1, intercept=True)
    assert newton(infinite).state is State.NOT_FINITE


def test_no_rough_start_where_few_rows_are_separated():
    X = np.arange(1000.0)[:, None]
    problem = Problem(ArraySource(RowBlock(X, X[:, 0] > 500)), np.array([False, True]), 1, intercept=True)

    assert rough_start(problem, (50,)) is None


class Ticking:
    """A source whose time runs out after some passes."""

    def __init__(self, source, passes):
        self.source, self.left, self.deadline = source, passes, Deadline(None)

    def reduce(self, visit):
        self.left -= 1
        if self.left < 0:
            Deadline(0.0).check()
        return self.source.reduce(visit)


def test_what_was_reached_in_time_is_kept():
    whole = problem_of(100, 2)
    cut = Problem(Ticking(whole.source, 2), whole.classes, 2, intercept=True)
    found = newton(cut)

    assert found.state is State.OUT_OF_TIME
    assert found.parameters == pytest.approx(newton(whole).parameters, abs=0.7)
    assert np.abs(found.parameters).max() > 1
