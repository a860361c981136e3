"""Tangency points of forms: definite, semidefinite and indefinite ones."""

import pytest
from sympy import expand

from symhess.classify.reduced import decide
from symhess.classify.tangency import tangency
from symhess.verdict import Kind
from tests.classify.germs import NEVER, jet, origin, x, y, z

MOTZKIN = x**4 * y**2 + x**2 * y**4 + z**6 - 3 * x**2 * y**2 * z**2


def found(expression, weights=(1, 1, 1)):
    return tangency(origin(expand(expression), x, y, z), weights, NEVER)


@pytest.mark.parametrize(
    ("form", "above", "below"),
    [
        pytest.param(MOTZKIN, True, False, id="motzkin"),
        pytest.param((x * y - z**2) ** 2 + (x - y) ** 4, True, False, id="squares"),
        pytest.param(-((x**2 + y**2 + z**2) ** 2), False, True, id="negative"),
        pytest.param(x**4 + y**4 + z**4 - 5 * x * y * z**2, True, True, id="indefinite"),
        pytest.param(x**3 + y**3 + z**3, True, True, id="odd"),
    ],
)
def test_the_real_points_show_the_signs(form, above, below):
    tangent = found(form)

    assert (tangent.above > 0, tangent.below > 0) == (above, below)


def test_opposite_forms_change_places():
    first, second = found(MOTZKIN), found(-MOTZKIN)

    assert (first.above, first.below) == (second.below, second.above)


def test_zeros_are_told_from_definite_forms():
    definite = found(x**4 + y**4 + z**4 - 2 * x**2 * y * z)
    touching = found((x - y) ** 4 + (y - z) ** 4)

    assert (definite.zeros, definite.below) == (0, 0)
    assert (touching.zeros, touching.below) == (None, 0)


def test_higher_terms_do_not_matter_beside_a_definite_form():
    rotated = (x**4 + y**4 + z**4).subs({x: x + y, y: x - 2 * z, z: y + z}, simultaneous=True)
    finding = decide(origin(expand(rotated - 50 * x**5 + z**7), x, y, z), NEVER)

    assert (finding.kind, finding.strict) == (Kind.MINIMUM, True)


def test_a_part_of_other_weights():
    tangent = found(x**4 + y**4 + z**2 - z * x * y + z**3, (1, 1, 2))

    assert (tangent.above > 0, tangent.below, tangent.is_whole) == (True, 0, False)


def test_a_form_beyond_the_known_order_is_not_used():
    assert tangency(jet(x**4 + y**4 + z**6, 4, x, y, z), (3, 3, 2), NEVER) is None
