"""Tampered laws of critical curves are rejected."""

from dataclasses import replace

import pytest

from symhess import analyze, verify
from symhess.evidence import Scaling, TransverseHessian
from symhess.verdict import Kind

MOTZKIN = "x^4 y^2 + x^2 y^4 + z^6 - 3x^2 y^2 z^2"


def _with_law(study, number, law, **verdict):
    """The study with another law on one piece, consistently in component, piece and verdict."""
    found = study.pieces[number]
    piece = replace(found.piece, law=law)
    component = replace(
        found.component, pieces=tuple(piece if p is found.piece else p for p in found.component.pieces)
    )
    components = tuple(component if c is found.component else c for c in study.critical_set.components)
    told = replace(found.verdict, evidence=(*found.verdict.evidence[:-1], law), **verdict)
    changed = replace(found, component=component, piece=piece, verdict=told)
    others = (replace(p, component=component) if p.component is found.component else p for p in study.pieces)
    pieces = tuple(changed if k == number else p for k, p in enumerate(others))
    return replace(study, pieces=pieces, critical_set=replace(study.critical_set, components=components))


def _first(study, kind):
    return next(k for k, found in enumerate(study.pieces) if isinstance(found.piece.law, kind))


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"positive": 2, "negative": 0}, id="signs"),
        pytest.param({"positive": 1, "negative": 0}, id="rank"),
    ],
)
def test_other_eigenvalue_counts_are_rejected(changes):
    study = analyze("x y z")
    number = _first(study, TransverseHessian)
    law = study.pieces[number].piece.law

    assert verify(_with_law(study, number, law))
    assert not verify(_with_law(study, number, replace(law, **changes), kind=Kind.MINIMUM, strict=False))


def test_another_product_of_eigenvalues_is_rejected():
    study = analyze("x y z")
    law = study.pieces[0].piece.law

    assert not verify(_with_law(study, 0, replace(law, rank_form=2 * law.rank_form)))


@pytest.mark.parametrize("changes", [{"weights": (1, 1, 2)}, {"degree": 5}])
def test_another_scaling_is_rejected(changes):
    study = analyze(MOTZKIN)
    number = _first(study, Scaling)

    assert not verify(_with_law(study, number, replace(study.pieces[number].piece.law, **changes)))


@pytest.mark.parametrize("text", ["x y z", MOTZKIN, "z (x^2 + y^2)"])
def test_a_missing_piece_or_component_is_rejected(text):
    study = analyze(text)
    first = study.pieces[0].component
    rest = tuple(c for c in study.critical_set.components if c is not first)
    pieces = tuple(p for p in study.pieces if p.component is not first)
    shorter = replace(first, pieces=first.pieces[1:])

    assert not verify(replace(study, pieces=pieces, critical_set=replace(study.critical_set, components=rest)))
    cut = tuple(replace(p, component=shorter) if p.component is first else p for p in study.pieces[1:])
    assert not verify(replace(study, pieces=cut, critical_set=replace(study.critical_set, components=(shorter, *rest))))
