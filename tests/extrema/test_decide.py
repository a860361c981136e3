"""Global extrema with known answers, re-checked; what follows from symmetry."""

from dataclasses import replace

import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

import symhess
from symhess import analyze, verify
from symhess.exact import Rational
from symhess.statements import Attained, Grounds

ATTAINED, APPROACHED, UNBOUNDED, OPEN = "attained", "not-attained", "unbounded", "undecided"

KNOWN = [
    ("x^4 + y^4 - 4 x y", (ATTAINED, "-2"), (UNBOUNDED, None)),
    ("x^3 - 3x", (UNBOUNDED, None), (UNBOUNDED, None)),
    ("3 - (x - 1)^2", (UNBOUNDED, None), (ATTAINED, "3")),
    ("(x y - 1)^2 + x^2", (APPROACHED, "0"), (UNBOUNDED, None)),
    ("100(y - x^2)^2 + (1 - x)^2", (ATTAINED, "0"), (UNBOUNDED, None)),
    ("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", (ATTAINED, "0"), (UNBOUNDED, None)),
    ("x^4 y^2 + x^2 y^4 - 3x^2 y^2 + 1", (ATTAINED, "0"), (UNBOUNDED, None)),
    ("(y - x^2)^2 - x", (UNBOUNDED, None), (UNBOUNDED, None)),
    ("(y - x^2)(y - 3x^2)", (UNBOUNDED, None), (UNBOUNDED, None)),
    ("x^2 + y^2 + z^2 - x y z", (UNBOUNDED, None), (UNBOUNDED, None)),
    ("x^6 + 4y^4 - x y", None, (UNBOUNDED, None)),
    ("exp(-x^2 - y^2)", (APPROACHED, "0"), (ATTAINED, "1")),
    ("x/(1 + x^2)", (ATTAINED, "-1/2"), (ATTAINED, "1/2")),
    ("x^2 + exp(y)", None, (UNBOUNDED, None)),
    ("exp(x) + exp(y) - x - y", (ATTAINED, "2"), (UNBOUNDED, None)),
]


def told(statement):
    return statement.status.value, statement.value and statement.value.text()


def faults(study):
    return list(verify(study).failures)


@pytest.mark.parametrize(("text", "minimum", "maximum"), KNOWN, ids=[text for text, *_ in KNOWN])
def test_known_extrema(text, minimum, maximum):
    study = analyze(text)

    assert minimum is None or told(study.extrema.minimum) == minimum
    assert maximum is None or told(study.extrema.maximum) == maximum
    assert faults(study) == []


def test_several_points_share_the_minimum():
    study = analyze("x^4 + y^4 - 2x^2 - 2y^2")
    corners = {tuple(c.text() for c in study.points[k].point.coordinates) for k in study.extrema.minimum.at}

    assert corners == {("-1", "-1"), ("-1", "1"), ("1", "-1"), ("1", "1")}


def test_a_whole_circle_attains_the_minimum():
    lowest = analyze("(x^2 + y^2 - 1)^2").extrema.minimum

    assert told(lowest) == (ATTAINED, "0")
    assert lowest.at == ()


def test_weights_show_that_different_powers_grow():
    (form,) = analyze("x^6 + 4y^4 - x y").extrema.minimum.evidence

    assert form.weights == (2, 3)


@pytest.mark.parametrize("text", ["x^2", "x^3 + y"])
def test_nothing_is_said_about_a_part_of_space(text):
    extrema = analyze(text, domain="x > 1").extrema

    assert {extrema.minimum.status, extrema.maximum.status} == {Attained.UNDECIDED}
    assert extrema.minimum.grounds is Grounds.NO_METHOD


coefficients = st.integers(-2, 2)


@settings(max_examples=25, deadline=None)
@given(st.lists(coefficients, min_size=6, max_size=6))
def test_the_negative_exchanges_minimum_and_maximum(numbers):
    terms = ("x^4", "y^4", "x^2 y^2", "x y", "x", "y^3")
    text = " + ".join(f"({c}) {term}" for c, term in zip(numbers, terms, strict=True))
    plain, turned = (analyze(f, variables="x y").extrema for f in (text, f"-({text})"))

    assert plain.minimum.status is turned.maximum.status
    assert plain.maximum.status is turned.minimum.status
    assert faults(analyze(text, variables="x y")) == []


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda s: replace(s, value=Rational(fmpq(-3))), id="another-value"),
        pytest.param(lambda s: replace(s, at=(1,)), id="another-place"),
        pytest.param(lambda s: replace(s, evidence=()), id="no-evidence"),
        pytest.param(lambda s: replace(s, evidence=(replace(s.evidence[0], sign=-1),)), id="another-sign"),
        pytest.param(lambda s: replace(s, evidence=(replace(s.evidence[0], weights=(1, 2)),)), id="other-weights"),
    ],
)
def test_tampered_statements_are_refused(change):
    study = analyze("x^4 + y^4 - 4 x y")
    extrema = replace(study.extrema, minimum=change(study.extrema.minimum))

    assert not symhess.verify(replace(study, extrema=extrema))


def test_a_bound_that_is_too_high_and_a_curve_that_is_none_are_refused():
    study = analyze("(x y - 1)^2 + x^2")
    bound, curve = study.extrema.minimum.evidence
    too_high, elsewhere = replace(bound, value=Rational(fmpq(1, 2))), replace(curve, curve=curve.curve[::-1])
    for forged in ((too_high, curve), (bound, elsewhere)):
        lowest = replace(study.extrema.minimum, evidence=forged)
        assert faults(replace(study, extrema=replace(study.extrema, minimum=lowest))) != []
