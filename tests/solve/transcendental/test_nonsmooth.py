"""Points without a gradient: which are listed, and when the list is not called complete."""

import pytest

from symhess import analyze

LISTED = [
    pytest.param("abs(x) + abs(y)", [("0", "0")], ["minimum"], id="corner"),
    pytest.param("abs(x) - abs(y)", [("0", "0")], ["saddle"], id="corner-saddle"),
    pytest.param("abs(x - 1) + x^2", [("1",)], ["saddle"], id="kink-on-a-slope"),
    pytest.param("abs(x^2 - 1)", [("-1",), ("1",)], ["minimum", "minimum"], id="two-kinks"),
    pytest.param("sqrt(x^2 + y^2) + abs(x)", [("0", "0")], ["minimum"], id="cone-and-fold"),
    pytest.param("x abs(x)", [], [], id="smooth-after-all"),
]


@pytest.mark.parametrize(("text", "points", "kinds"), LISTED)
def test_isolated_candidates_are_listed(text, points, kinds):
    study = analyze(text, time_limit=30)

    assert study.critical_set.completeness.status.value == "complete"
    found = study.nonsmooth_points
    assert [tuple(c.text() for c in classified.point.coordinates) for classified in found] == points
    assert [classified.verdict.kind.value for classified in found] == kinds


@pytest.mark.parametrize("text", ["abs(x y)", "abs(x - y) + x^2", "abs(x + y) + abs(x - y)"])
def test_kinks_that_are_not_examined_leave_the_list_open(text):
    assert analyze(text, time_limit=30).critical_set.completeness.reason.value == "kinks"
