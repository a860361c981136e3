"""Critical curves and surfaces: the Hessian across them, and orbits of a scaling."""

import pytest
from sympy.abc import x, y, z

from symhess import analyze, critical_points, verify
from symhess.evidence import Scaling, TransverseHessian


def _told(text):
    study = analyze(text)
    assert study.critical_set.completeness.status.value == "complete"
    assert verify(study).failures == ()
    return study


@pytest.mark.parametrize(
    ("text", "kinds", "points"),
    [
        pytest.param("x y z", {"saddle"}, ["saddle"], id="axes"),
        pytest.param("x^2 y^2 + y^2 z^2", {"minimum"}, ["minimum"], id="plane-and-line"),
        pytest.param("(x^2 + y^2 - z^3)^2 - x^2 z^4", {"saddle"}, ["saddle"] * 3, id="cuspidal-curve"),
        pytest.param("z^2 + w^2 + x^2 z + y^2 w + x^4/4 + y^4/4 + x^2 y^2", {"minimum"}, ["minimum"], id="parabolas"),
        pytest.param("x^4 y^2 + x^2 y^4 + z^6 - 3x^2 y^2 z^2", {"minimum"}, ["minimum"], id="motzkin"),
        pytest.param("(x^2 + y^2 - 1)^2 + z^2", {"minimum"}, ["saddle"], id="circle"),
        pytest.param("(x y - 1)^2 - (z - x)^2", {"saddle"}, ["saddle"], id="hyperbola"),
        pytest.param("(x^2 + y^2 + z^2 - 1)^2 (x^2 + 1)", {"minimum"}, ["maximum"], id="sphere"),
        pytest.param("(x^2 + y^2 + z^2 - 1)^3", {"saddle"}, ["minimum"], id="sphere-crossed"),
        pytest.param("(x^2 + y^2 - z^2)^2", {"minimum"}, ["minimum"], id="cone"),
        pytest.param("(z - x^2)^2 (x^2 + y^2)", {"minimum"}, ["minimum"], id="cylinder-and-line"),
        pytest.param("-x^2 y^2 - w^2", {"maximum"}, ["maximum"], id="summand"),
    ],
)
def test_kinds_along_components_and_at_exceptional_points(text, kinds, points):
    study = _told(text)

    assert {found.verdict.kind.value for found in study.pieces} == kinds
    assert [found.verdict.kind.value for found in study.points] == points


def test_the_pieces_of_a_curve_that_changes_its_kind():
    # along the z-axis f = z·(x² + y²): minima above, maxima below the plane
    study = _told("z (x^2 + y^2)")

    along = {found.piece.where[-1][1]: found.verdict for found in study.pieces}
    assert {side: verdict.kind.value for side, verdict in along.items()} == {1: "minimum", -1: "maximum"}
    assert [found.verdict.kind.value for found in study.points] == ["saddle"]


@pytest.mark.parametrize("swap", [{x: y, y: z, z: x}, {x: x + y, y: y - z, z: z}, {x: 2 * x, y: y, z: z + x}])
def test_a_linear_change_of_variables_keeps_the_kinds(swap):
    plain, changed = x * y * z + z**2, (x * y * z + z**2).subs(swap, simultaneous=True)

    kinds = [sorted(found.verdict.kind.value for found in analyze(f).pieces) for f in (plain, changed)]
    assert kinds[0] == kinds[1]


def test_the_product_of_eigenvalues_and_the_weights_are_recorded():
    found = critical_points("x^4 y^2 + x^2 y^4 + z^6 - 3x^2 y^2 z^2")
    laws = [piece.law for component in found.components for piece in component.pieces]

    assert {law.weights for law in laws if isinstance(law, Scaling)} == {(1, 1, 1)}
    assert {(law.positive, law.negative) for law in laws if isinstance(law, TransverseHessian)} == {(2, 0)}


def test_a_point_in_disguise_is_no_surface():
    study = analyze("((x - 1)^2 + (y - 1)^2 + (z - 1)^2)^2")

    assert study.pieces == ()
    assert verify(study).failures == ()
    assert study.critical_set.completeness.status.value == "incomplete"


@pytest.mark.parametrize("text", ["x^2 y z", "x^2 y^2 z^2 + x^6"])
def test_what_is_not_told_is_left_open(text):
    found = critical_points(text)

    assert found.completeness.reason.value == "positive-dimensional"
