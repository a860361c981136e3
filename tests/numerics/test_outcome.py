"""Statuses explain themselves."""

import pickle

import pytest

from symhess.numerics import Status, TrustRegion, iterate

from .problems import compiled


@pytest.mark.parametrize("status", Status)
def test_every_status_explains_itself_and_all_but_success_have_a_remedy(status):
    assert status.explanation[0].islower() and not status.explanation.endswith(".")
    assert bool(status.remedy) == (status is not Status.CONVERGED)
    assert pickle.loads(pickle.dumps(status)) is status


def test_an_outcome_has_the_names_of_scipy():
    outcome = iterate(TrustRegion(), compiled("mgh01"), [-1.2, 1.0])

    assert outcome.status == 0 and outcome.nfev >= outcome.nit
    assert {"x", "fun", "jac", "nit", "nfev", "njev", "nhev", "success", "message"} <= set(dir(outcome))
    assert "success: True" in str(outcome)
