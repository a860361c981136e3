"""Studies on sets are accepted as they are, and no part of them can be changed unnoticed."""

import json
from dataclasses import replace

import pytest
from flint import fmpq
from sympy import Integer

from symhess import analyze, verify
from symhess.constraint_evidence import (
    ActiveSet,
    BorderedMinors,
    CompactSet,
    MultiplierSigns,
    SingularConstraintPoint,
    TangentInertia,
)
from symhess.exact import Rational
from symhess.render.data.decode import from_dict
from symhess.statements import Attained
from symhess.verdict import Kind

CIRCLE = analyze("x^2 + 2y^2 + x", constraints="x^2 + y^2 = 1")
CUSP = analyze("x", constraints="y^2 = x^3")
TRIANGLE = analyze("x y + x", region=("x >= 0", "y >= 0", "x + y <= 2"))
SPHERE = analyze("x y z", constraints="x^2 + y^2 + z^2 = 3")


def _with(study, **changes):
    return replace(study, constraint_study=replace(study.constraint_study, **changes))


def _with_candidate(study, number, **changes):
    """The study with one candidate changed, and the study's points after it."""
    found = list(study.constraint_study.candidates)
    found[number] = replace(found[number], **changes)
    points = tuple(replace(p, point=c.point, verdict=c.verdict) for p, c in zip(study.points, found, strict=False))
    return replace(_with(study, candidates=tuple(found)), points=points)


def _with_record(study, number, kind, record):
    verdict = study.constraint_study.candidates[number].verdict
    evidence = tuple(record if isinstance(r, kind) else r for r in verdict.evidence)
    return _with_candidate(study, number, verdict=replace(verdict, evidence=evidence))


@pytest.mark.parametrize("study", [CIRCLE, CUSP, TRIANGLE, SPHERE], ids=["circle", "cusp", "triangle", "sphere"])
def test_what_was_found_is_accepted_also_after_json(study):
    assert verify(study).failures == ()
    assert verify(json.loads(study.to_json())).failures == ()


@pytest.mark.parametrize("study", [CIRCLE, CUSP, TRIANGLE], ids=["circle", "cusp", "triangle"])
@pytest.mark.parametrize("kind", list(Kind))
def test_another_kind_is_noticed(study, kind):
    verdict = study.constraint_study.candidates[0].verdict
    if kind is verdict.kind:
        return

    assert not verify(_with_candidate(study, 0, verdict=replace(verdict, kind=kind)))


def test_another_point_value_or_multiplier_is_noticed():
    first = CIRCLE.constraint_study.candidates[0]
    one = Rational(fmpq(1))

    moved = replace(first.point, parts=(), coordinates=(one, one))
    raised = replace(first.point, value=one)
    assert not verify(_with_candidate(CIRCLE, 0, point=moved))
    assert not verify(_with_candidate(CIRCLE, 0, point=raised))
    assert not verify(_with_candidate(CIRCLE, 0, multipliers=(Rational(fmpq(7)),)))
    assert not verify(_with_candidate(CIRCLE, 0, multipliers=(one, one)))


def test_other_active_constraints_are_noticed():
    assert not verify(_with_candidate(TRIANGLE, 0, active=(0,)))
    assert not verify(_with_candidate(CUSP, 0, is_regular=True))


@pytest.mark.parametrize(
    ("study", "kind", "record"),
    [
        pytest.param(CIRCLE, TangentInertia, TangentInertia(0, 0, 1, 1), id="tangent"),
        pytest.param(CIRCLE, BorderedMinors, BorderedMinors((Rational(fmpq(3)),), (-1,), 1), id="sign-of-a-minor"),
        pytest.param(CUSP, SingularConstraintPoint, SingularConstraintPoint((1, -1)), id="branches"),
        pytest.param(TRIANGLE, MultiplierSigns, MultiplierSigns((0, 1), (-1, -1)), id="signs"),
    ],
)
def test_tampered_records_are_rejected(study, kind, record):
    number = next(
        k for k, c in enumerate(study.constraint_study.candidates)
        if any(isinstance(r, kind) for r in c.verdict.evidence)
    )

    assert not verify(_with_record(study, number, kind, record))


def test_a_missing_face_is_noticed():
    step = TRIANGLE.constraint_study.step
    (record,) = step.evidence
    shorter = ActiveSet(record.inequalities, record.active[1:])

    assert not verify(_with(TRIANGLE, step=replace(step, evidence=(shorter,))))


def test_bounds_that_are_too_narrow_are_noticed():
    extrema = TRIANGLE.constraint_study.extrema
    (record,) = extrema.minimum.evidence
    narrow = CompactSet(record.variables, ((Integer(0), Integer(1)), record.bounds[1]), ())
    lowest = replace(extrema.minimum, evidence=(narrow,))

    assert not verify(_with(TRIANGLE, extrema=replace(extrema, minimum=lowest)))


@pytest.mark.parametrize("change", [{"value": Rational(fmpq(5))}, {"at": (1,)}, {"at": (99,)}, {"value": None}])
def test_another_extremum_is_noticed(change):
    extrema = CIRCLE.constraint_study.extrema
    lowest = replace(extrema.minimum, **change)

    assert extrema.minimum.status is Attained.ATTAINED
    assert not verify(_with(CIRCLE, extrema=replace(extrema, minimum=lowest)))


def test_the_summary_must_follow_from_the_derivation():
    data = json.loads(CIRCLE.to_json())
    data["global"]["maximum"]["value"] = "17"

    with pytest.raises(ValueError, match="global"):
        from_dict(data)
