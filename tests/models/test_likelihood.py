"""Loss, gradient and Hessian against the symbolic ones, block by block."""

import mpmath
import numpy as np
import pytest

from symhess.models import derive_logistic
from symhess.models.blocks import RowBlock
from symhess.models.likelihood import LikelihoodPass, Wanted, binary_terms
from symhess.numerics import compile_expression
from tests.models.reference import simulated


def test_the_passes_are_the_symbolic_derivatives():
    X, y = np.round(simulated(8, 2)[0], 2), simulated(8, 2)[1]
    loss = derive_logistic(X, y, steps=0).function
    compiled = compile_expression(loss.expression, loss.variables)
    beta = np.array([0.3, -0.7, 0.2])
    totals = LikelihoodPass(beta[None], np.array([0, 1]), intercept=True)(RowBlock(X, y))

    assert totals.loss == pytest.approx(compiled.value(beta), rel=1e-13)
    assert totals.gradient[0] == pytest.approx(compiled.gradient(beta), rel=1e-12)
    assert totals.hessian == pytest.approx(np.array(compiled.hessian(beta)), rel=1e-12)


@pytest.mark.parametrize("classes", [2, 3, 4])
def test_gradient_and_hessian_are_derivatives_of_the_loss(classes):
    X, y = simulated(30, 2, classes)
    rows = RowBlock(X, y, np.linspace(0.5, 2, 30), np.linspace(-1, 1, 30 * classes).reshape(30, -1)[:, :classes])
    rows = rows if classes > 2 else RowBlock(X, y, rows.weight, np.linspace(-1, 1, 30))
    point = np.linspace(-1, 1, 3 * (classes - 1)).reshape(classes - 1, 3)

    def totals(parameters):
        return LikelihoodPass(parameters, np.arange(classes), intercept=True)(rows)

    def along(index, h):
        step = np.zeros(point.size)
        step[index] = h
        return totals(point + step.reshape(point.shape))

    h = 1e-5
    slopes = [(along(k, h).loss - along(k, -h).loss) / (2 * h) for k in range(point.size)]
    curvatures = [(along(k, h).gradient - along(k, -h).gradient).ravel() / (2 * h) for k in range(point.size)]
    here = totals(point)

    assert here.gradient.ravel() == pytest.approx(slopes, rel=1e-7, abs=1e-7)
    assert here.hessian == pytest.approx(np.array(curvatures), rel=1e-7, abs=1e-7)


def test_two_classes_are_a_case_of_many():
    X, y = simulated(40, 3)
    rows, beta = RowBlock(X, y, np.linspace(0, 1, 40)), np.array([[0.1, 0.2, -0.3, 0.4]])
    two = LikelihoodPass(beta, np.array([0, 1]), intercept=True)(rows)
    far = np.vstack([beta, [0, 0, 0, -800.0]])  # a third class that nobody is in
    three = LikelihoodPass(far, np.array([0, 1, 2]), intercept=True)(rows)

    assert three.loss == pytest.approx(two.loss, rel=1e-13)
    assert three.gradient[0] == pytest.approx(two.gradient[0], rel=1e-12)
    assert three.hessian[:4, :4] == pytest.approx(two.hessian, rel=1e-12)


def test_sums_do_not_depend_on_the_blocks():
    X, y = simulated(1000, 3)
    visit = LikelihoodPass(np.full((1, 4), 0.2), np.array([0, 1]), intercept=True)
    parts = [visit(part) for part in RowBlock(X, y).parts(137)]
    added, whole = parts[0], visit(RowBlock(X, y))
    for part in parts[1:]:
        added += part

    assert added.hessian == pytest.approx(whole.hessian, rel=1e-13)
    assert (added.margin, added.least_weight) == (whole.margin, whole.least_weight)


@pytest.mark.parametrize("score", [-600.0, -40.0, -0.5, 0.0, 3.0, 40.0, 600.0])
@pytest.mark.parametrize("label", [0, 1])
def test_small_probabilities_keep_their_digits(score, label):
    terms = binary_terms(np.array([[score]]), RowBlock(np.ones((1, 1)), np.array([label])), np.array([0, 1]), Wanted())
    with mpmath.workdps(300):
        p = 1 / (1 + mpmath.exp(-mpmath.mpf(score)))
        slope, loss = float(p - label), float(-mpmath.log(p if label else 1 - p))

    assert float(terms.slope[0, 0]) == pytest.approx(slope, rel=1e-14, abs=0)
    assert terms.loss == pytest.approx(loss, rel=1e-14, abs=0)


def test_half_the_digits_are_enough_for_a_rough_hessian():
    X, y = simulated(200, 3)
    parameters, classes = np.zeros((1, 4)), np.array([0, 1])
    exact = LikelihoodPass(parameters, classes, True)(RowBlock(X, y)).hessian
    rough = LikelihoodPass(parameters, classes, True, None, Wanted(rough=True))(RowBlock(X, y)).hessian

    assert 0 < np.abs(rough - exact).max() < 1e-5 * np.abs(exact).max()
