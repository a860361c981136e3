"""Textbook problems with known answers: every point, every kind, every global statement."""

import json
from pathlib import Path

import pytest
from sympy import Symbol, sympify

from symhess import analyze, verify

CORPUS = Path(__file__).parents[1] / "corpus"


def _cases(name):
    rows = (json.loads(line) for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines())
    return [pytest.param(row, id=row["id"]) for row in rows]


def _number(text):
    return float(sympify(text))


def _known(case):
    every = case["points"] + case.get("singular_points", [])
    return {
        tuple(round(_number(c), 7) + 0.0 for c in p["at"]): p["kind"].removeprefix("constrained ") for p in every
    }


def _statement_holds(side, value):
    if value is None:
        return side.status.value in ("not-attained", "unbounded")
    return side.status.value == "attained" and abs(float(side.value) - _number(value)) < 1e-9


@pytest.mark.parametrize("case", _cases("constrained"))
def test_constrained_problems(case):
    study = analyze(
        sympify(case["f"]), tuple(case["vars"]), constraints=[sympify(g) for g in case["constraints"]]
    )
    found = study.constraint_study

    assert study.critical_set.completeness.status.value == "complete"
    assert {
        tuple(round(float(c), 7) + 0.0 for c in candidate.point.coordinates): candidate.verdict.kind.value
        for candidate in found.candidates
    } == _known(case)
    assert _statement_holds(found.extrema.minimum, case["global_min"])
    assert _statement_holds(found.extrema.maximum, case["global_max"])
    assert verify(study).failures == ()


@pytest.mark.parametrize("case", _cases("regions"))
def test_regions(case):
    study = analyze(sympify(case["f"]), tuple(case["vars"]), region=case["region"])
    found = study.constraint_study

    assert _statement_holds(found.extrema.minimum, case["global_min"])
    assert _statement_holds(found.extrema.maximum, case["global_max"])
    for side, places in ((found.extrema.minimum, case["argmin"]), (found.extrema.maximum, case["argmax"])):
        points = [found.candidates[k].point for k in side.at]
        near = {tuple(round(float(c), 7) + 0.0 for c in point.coordinates) for point in points}
        assert near == {tuple(round(_number(c), 7) + 0.0 for c in place) for place in places or ()}
    assert verify(study).failures == ()


def test_a_family_is_listed_by_kind():
    study = analyze("cos(x)^2 + cos(y)^2", constraints="x - y = pi/4")

    found = {(family.family.at, family.verdict.kind.value) for family in study.families}
    assert {kind for _, kind in found} == {"minimum", "maximum"}
    assert all((at[0] - at[1]).subs(Symbol("n"), 3).equals(sympify("pi/4")) for at, _ in found)
