"""A list that domain or box shorten is checked with what they leave out."""

from dataclasses import replace

import pytest

from symhess import analyze, verify
from symhess.critical_set import Completeness, Status

WELLS = "x^4 - 6x^2 + y^2"


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"domain": "x > 0"}, id="open"),
        pytest.param({"domain": "x != 0"}, id="border-point"),
        pytest.param({"box": [("-sqrt(3)", 1), (-1, 1)]}, id="on-a-face"),
        pytest.param({"box": [(2, 5), (-1, 1)]}, id="nothing-inside"),
        pytest.param({"box": [(-1, 5), (-1, 1)], "domain": "exp(x) > 1 + y"}, id="both"),
    ],
)
def test_restricted_lists_are_accepted(options):
    study = analyze(WELLS, **options)

    assert verify(study).failures == ()
    assert verify(study.to_dict()).failures == ()


def forged(study, **changes):
    found = replace(study.critical_set, **changes)
    kept = {id(point) for point in found.points}
    return replace(study, critical_set=found, points=tuple(c for c in study.points if id(c.point) in kept))


def test_a_point_that_is_left_out_without_reason_is_missed():
    study = analyze(WELLS, domain="x > 0 ")
    found = study.critical_set
    failures = map(str, verify(forged(study, points=(), excluded=(*found.excluded, *found.points))).failures)

    assert any("left out that lies in domain and box" in failure for failure in failures)


def test_a_point_that_is_just_dropped_is_missed():
    study = analyze(WELLS, domain="x > 0")
    failures = map(str, verify(forged(study, points=())).failures)

    assert any("2 critical points are listed, but there are 3" in failure for failure in failures)


def test_a_point_outside_is_refused():
    study = analyze(WELLS)
    restricted = analyze(WELLS, domain="x > 0").function
    failures = map(str, verify(replace(study, function=restricted)).failures)

    assert any("lies outside of domain or box" in failure for failure in failures)


def test_another_box_is_refused():
    study = analyze(WELLS, box=[(0, 1), (0, 1)])
    wider = Completeness(Status.COMPLETE_IN_BOX, None, ((0, 2), (0, 1)))
    failures = map(str, verify(forged(study, completeness=wider)).failures)

    assert any("not the function's" in failure for failure in failures)
