"""SR1 in its trust region."""

import numpy as np
import pytest

from symhess.numerics import SR1, iterate

from .problems import Quadratic, collected, compiled


@pytest.mark.parametrize("n", [2, 4, 7])
def test_the_hessian_of_a_quadratic_is_learnt(n):
    quadratic = Quadratic.random(n, n)
    outcome = iterate(SR1(radius=100.0), quadratic, np.ones(n))

    assert outcome.success and outcome.nit <= n + 4


def test_no_hessian_is_asked_on_the_way():
    outcome = iterate(SR1(), compiled("mgh01"), [-1.2, 1.0])

    assert outcome.success and outcome.nhev == 1
    assert (np.diff(outcome.trace.values) <= 0).all()


def test_a_wild_first_step_teaches_nothing():
    # From here one step of length 1 leads to values of 1e45.
    outcome = iterate(SR1(), compiled("mgh17"), collected("mgh17")[2])

    assert outcome.success and outcome.fun == pytest.approx(5.46489e-5, rel=1e-5)


@pytest.mark.parametrize("n", [2, 5])
def test_negative_curvature_is_learnt_too(n):
    outcome = iterate(SR1(), Quadratic.random(n, n, definite=False), np.ones(n))

    assert outcome.status.name == "UNBOUNDED"
    assert any(row.note == "negative curvature" for row in outcome.trace)
