"""What is said of families, level sets and points without gradient is accepted, and forged records are not."""

from dataclasses import replace

import pytest
from sympy import Integer, Symbol, exp, pi, true

from symhess import analyze
from symhess.evidence import DirectionalTerm, FactorAlong, OuterCurvature, Representative, SideTerm, TransverseTrace
from symhess.verdict import Kind
from symhess.verify.sets import set_faults

x, y, w = Symbol("x"), Symbol("y"), Symbol("w")
TILTED, CONE = "sqrt(x^2 + y^2) - 2x", "1 - sqrt(x^2 + y^2)"
TEXTS = ("sin(x)", "x/2 + cos(x)", "y cos(x)", "sin(x + y)", "x^2 exp(y)", "log(x) + log(y) - x y", TILTED, CONE)
STUDIES = {text: analyze(text, time_limit=60) for text in TEXTS}


@pytest.mark.parametrize("text", STUDIES)
def test_what_is_found_is_accepted(text):
    assert list(set_faults(STUDIES[text])) == []


def forged(study, kind, **changes):
    """The study with one record of this type changed."""

    def changed(classified):
        records = tuple(replace(r, **changes) if type(r) is kind else r for r in classified.verdict.evidence)
        return replace(classified, verdict=replace(classified.verdict, evidence=records))

    groups = {name: tuple(map(changed, getattr(study, name))) for name in ("families", "levels", "nonsmooth_points")}
    return replace(study, **groups)


@pytest.mark.parametrize(
    ("text", "kind", "changes", "fault"),
    [
        pytest.param("x/2 + cos(x)", Representative, {"point": (pi,)}, "not the member", id="representative"),
        pytest.param("x/2 + cos(x)", Representative, {"modulus": 1, "residues": (1,)}, "not the member", id="residues"),
        pytest.param("sin(x + y)", OuterCurvature, {"sign": 0}, "does not curve", id="sign"),
        pytest.param("sin(x + y)", OuterCurvature, {"inner": x - y}, "not the outer function", id="inner"),
        pytest.param("log(x) + log(y) - x y", TransverseTrace, {"sign": 1}, "not that of the trace", id="trace"),
        pytest.param("x^2 exp(y)", FactorAlong, {"power": 3}, "not the constant plus", id="power"),
        pytest.param("x^2 exp(y)", FactorAlong, {"cofactor": -exp(y)}, "not the constant plus", id="cofactor"),
        pytest.param(CONE, SideTerm, {"power": 3}, "does not begin", id="exponent"),
        pytest.param(TILTED, DirectionalTerm, {"up": (1, 0)}, "not up in the direction", id="direction"),
        pytest.param(TILTED, DirectionalTerm, {"down": ()}, "needs a direction", id="one-sign"),
    ],
)
def test_a_forged_record_is_caught(text, kind, changes, fault):
    assert any(fault in found for found in set_faults(forged(STUDIES[text], kind, **changes)))


def test_a_wrong_kind_of_a_family_is_caught():
    study = STUDIES["x/2 + cos(x)"]
    wrong = tuple(replace(c, verdict=replace(c.verdict, kind=Kind.SADDLE)) for c in study.families)

    assert any("not a saddle" in found for found in set_faults(replace(study, families=wrong)))


def test_a_part_that_is_missing_is_caught():
    study = STUDIES["sin(x)"]

    assert any("exactly one of its parts" in f for f in set_faults(replace(study, families=study.families[:1])))


def test_a_member_that_is_not_critical_is_caught():
    study = STUDIES["y cos(x)"]
    moved = tuple(
        replace(c, family=replace(c.family, at=(c.family.at[0] + Integer(1), c.family.at[1]), condition=true))
        for c in study.families
    )

    assert any("not a critical point" in found for found in set_faults(replace(study, families=moved)))
