"""Whether points and components together are everything."""

from dataclasses import replace

import pytest

from symhess import analyze, verify

COVERED = [
    "(x^2 + y^2 - 1)^2",
    "x^2 y^3",
    "(x y - 1)^2 + z^2",
    "x^2 y^2 + z^3 - 3z",
    "(z - x^2 - y^2)^2",
    "(y - x^2)^2 (x + y - 2)",
    "(x^2 - 2)^2 y",
    "(y^2 - x^3 + x^2)^2",
    "x^4 y^2 + x^2 y^4 + 1 - 3 x^2 y^2",
]


@pytest.mark.parametrize("text", COVERED)
def test_complete_sets_with_components_are_confirmed(text):
    assert verify(analyze(text)).failures == ()


def _with(study, **changes):
    return replace(study, critical_set=replace(study.critical_set, **changes))


@pytest.mark.parametrize("text", COVERED)
def test_a_missing_component_is_noticed(text):
    study = analyze(text)
    components = study.critical_set.components[1:]
    pieces = tuple(p for p in study.pieces if any(p.component is c for c in components))

    assert not verify(_with(replace(study, pieces=pieces), components=components))


@pytest.mark.parametrize("text", [text for text in COVERED if "z" not in text or "3z" in text])
def test_a_missing_point_is_noticed(text):
    study = analyze(text)
    shorter = _with(replace(study, points=study.points[1:]), points=study.critical_set.points[1:])

    assert not verify(shorter)


@pytest.mark.parametrize("text", ["x^2 y^3", "(y - x^2)^2 (x + y - 2)"])
def test_a_missing_piece_is_noticed(text):
    study = analyze(text)
    first, *rest = study.critical_set.components
    cut = replace(first, pieces=first.pieces[1:])
    pieces = tuple(replace(p, component=cut) if p.component is first else p for p in study.pieces[1:])

    assert not verify(_with(replace(study, pieces=pieces), components=(cut, *rest)))
