"""Properties of the ladder: what changes of variables, signs and squares do to a kind."""

import random

import pytest
from sympy import Matrix, Rational, expand, symbols

from symhess.classify.germ_ladder import decide_germ, is_critical, is_degenerate, name_of
from symhess.classify.puiseux import NeedsOrder
from symhess.evidence import HalfBranches, Part, ReducedFunction, SignChange, SquareFactors, ZeroCurve
from symhess.verdict import Kind
from tests.classify.germs import NEVER, jet, origin, w, x, y, z

SWAPPED = {Kind.MINIMUM: Kind.MAXIMUM, Kind.MAXIMUM: Kind.MINIMUM, Kind.SADDLE: Kind.SADDLE}
PLANE = [
    x**4 + y**4,
    x**2 * y**2,
    (x**2 - y**3) ** 2 + y**7,
    (x**2 - y**3) ** 2 - x**2 * y**4,
    (y - x**2) * (y - 3 * x**2),
    (x**2 + y**2) ** 2,
    x**3 - 3 * x * y**2,
    x**2 * y**2 + x**6,
    (x**2 - 2 * y**2) ** 2 + x**3 * y**3,
]
SPACE = [
    x**4 + y**4 + z**4 - x * y * z**2,
    z**2 - 4 * x * y * z + x**4 + y**4,
    (z - x**2 - y**2) ** 2,
    x**4 * y**2 + x**2 * y**4 + z**6 - 3 * x**2 * y**2 * z**2,
    x**2 + y**2 + z**3,
    x**2 + x * z**2 + y**4 + z**6,
]
PLANE_CASES = [pytest.param(f, (x, y), id=str(f)) for f in PLANE]
ALL_CASES = PLANE_CASES + [pytest.param(f, (x, y, z), id=str(f)) for f in SPACE]


def outcome(expression, *variables):
    found = decide_germ(origin(expression, *variables), NEVER)
    return found.kind, found.strict


@pytest.mark.parametrize(("expression", "variables"), ALL_CASES)
def test_the_opposite_function_has_the_opposite_kind(expression, variables):
    kind, strict = outcome(expression, *variables)

    assert outcome(-expression, *variables) == (SWAPPED[kind], strict)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("expression", "variables"), PLANE_CASES)
def test_an_invertible_linear_change_keeps_the_kind(expression, variables, seed):
    rng = random.Random(seed)
    rows = Matrix(2, 2, lambda i, j: Rational(rng.randint(-4, 4), rng.randint(1, 3)))
    rows += Matrix([[9, 0], [0, 9]])
    moved = expression.subs(dict(zip(variables, rows * Matrix(variables), strict=True)), simultaneous=True)

    assert outcome(expand(moved), *variables) == outcome(expression, *variables)


@pytest.mark.parametrize(("expression", "variables"), PLANE_CASES)
def test_a_polynomial_change_keeps_the_kind(expression, variables):
    moved = expression.subs({x: x + y**2, y: y - x * y}, simultaneous=True)

    assert outcome(expand(moved), *variables) == outcome(expression, *variables)


@pytest.mark.parametrize(("expression", "variables"), PLANE_CASES)
@pytest.mark.parametrize("coupling", [0, 1])
def test_a_square_of_a_new_variable_keeps_a_minimum_and_a_saddle(expression, variables, coupling):
    kind, strict = outcome(expression, *variables)
    square = (w + coupling * x * y) ** 2

    found = outcome(expand(expression + square), *variables, w)

    assert found == ((kind, strict) if kind is not Kind.MAXIMUM else (Kind.SADDLE, None))


@pytest.mark.parametrize(("expression", "variables"), PLANE_CASES)
def test_a_negative_square_makes_a_saddle_of_a_minimum(expression, variables):
    kind, strict = outcome(expression, *variables)

    found = outcome(expand(expression - (w - x**2) ** 2), *variables, w)

    assert found == (Kind.SADDLE, None) or kind is Kind.MAXIMUM
    assert kind is not Kind.MAXIMUM or found == (kind, strict)


def test_a_permutation_of_the_variables_changes_nothing():
    f = x**4 + y**4 + z**4 - x * y * z**2

    assert outcome(f, x, y, z) == outcome(f, z, x, y) == outcome(f, y, z, x)


def test_a_saddle_shows_its_curves_lifted_to_all_variables():
    found = decide_germ(origin(z**2 - 4 * x * y * z + x**4 + y**4, x, y, z), NEVER)
    t = symbols("t")
    (change,) = (e for e in found.evidence if isinstance(e, SignChange))
    f = z**2 - 4 * x * y * z + x**4 + y**4
    on_curve = expand(f.subs(dict(zip(change.increments, change.down, strict=True))))

    assert any(isinstance(e, ReducedFunction) for e in found.evidence)
    assert on_curve.coeff(t, change.down_power) == change.down_leading.short() < 0


def test_a_square_shows_its_factor_and_a_curve_of_zeros():
    found = decide_germ(origin((z - x**2 - y**2) ** 2, x, y, z), NEVER)

    assert (found.kind, found.strict, found.decided_by) == (Kind.MINIMUM, False, "factors")
    assert [type(e) for e in found.evidence] == [SquareFactors, Part, ZeroCurve]


def test_half_branches_are_counted_for_each_factor():
    found = decide_germ(origin(x**2 * (y - x**2), x, y), NEVER)
    counts = {e.multiplicity: (e.right, e.left, e.axis) for e in found.evidence if isinstance(e, HalfBranches)}

    assert counts == {1: (1, 1, 0), 2: (0, 0, 2)}


def test_a_constant_left_over_is_an_extremum_that_is_not_strict():
    assert outcome((z + x * y) ** 2 + w**2 * 0, x, y, z) == (Kind.MINIMUM, False)


def test_terms_beyond_the_order_are_missed():
    with pytest.raises(NeedsOrder):
        decide_germ(jet((y - x**2) ** 2 + x**9, 6, x, y), NEVER)


def test_first_order_and_degeneracy_are_told():
    assert not is_critical(origin(x + y**2, x, y))
    assert is_degenerate(origin(x**2 + y**4, x, y))
    assert not is_degenerate(origin(x**2 - y**2, x, y))
    assert name_of(origin(x**2 - y**2, x, y), NEVER) is None
