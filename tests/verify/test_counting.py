from dataclasses import replace

import pytest
from flint import fmpq_poly, fmpz_poly

from symhess.derivation import Claim, Step
from symhess.evidence import CountTheorem, FiniteSolutions
from symhess.exact.polynomial import ring
from symhess.verify.cases import State
from symhess.verify.counting import branches, check_finite_solutions

X, Y, Z = ring(("x", "y", "z")).gens()
ZERO = fmpq_poly()
BEZOUT, BASIS = CountTheorem.BEZOUT, CountTheorem.BASIS


def state(*equations):
    return State(frozenset(range(len(equations))), dict(enumerate(equations)), frozenset())


def on_a_line(eliminant, theorem, multiplicity_count, real):
    """x = T, y = T² at the roots of the eliminant."""
    slope = fmpq_poly(eliminant.derivative())
    numerators = tuple(slope * fmpq_poly(power) % fmpq_poly(eliminant) for power in ([0, 1], [0, 0, 1]))
    degree = eliminant.degree()
    return FiniteSolutions((0, 1), (1, 0), eliminant, numerators, theorem, multiplicity_count, degree, real)


# circle and parabola: y = x², x² + y² = 2, so x⁴ + x² − 2 = (x² − 1)(x² + 2) = 0
CONICS = state(X**2 - Y, X**2 + Y**2 - 2)
FOUR = on_a_line(fmpz_poly([-2, 0, 1, 0, 1]), BEZOUT, 4, 2)
# the same parabola twice meets its tangent in one point of multiplicity two
TANGENT = state(X**2 - Y, Y)
TOUCHING = FiniteSolutions((0, 1), (1, 1), fmpz_poly([0, 1]), (ZERO, ZERO), BASIS, 2, 1, 1)
# parallel lines meet nowhere
PARALLEL = state(X + Y, X + Y - 1)
NOWHERE = FiniteSolutions((0, 1), (0, 0), fmpz_poly([1]), (ZERO, ZERO), BASIS, 0, 0, 0)
# x·y = 1 and x = y meet at ±(1, 1) only, though Bézout's number is 2 and both are found
HYPERBOLA = state(X * Y - 1, X - Y)
TWO = on_a_line(fmpz_poly([-1, 0, 1]), BEZOUT, 2, 2)
TWO = replace(TWO, numerators=(TWO.numerators[0], TWO.numerators[0]))


@pytest.mark.parametrize(
    ("record", "at"),
    [
        pytest.param(FOUR, CONICS, id="bezout"),
        pytest.param(replace(FOUR, theorem=BASIS), CONICS, id="basis"),
        pytest.param(TOUCHING, TANGENT, id="multiple"),
        pytest.param(NOWHERE, PARALLEL, id="nowhere"),
        pytest.param(TWO, HYPERBOLA, id="line"),
    ],
)
def test_true_parametrisations_are_accepted(record, at):
    assert list(check_finite_solutions(record, at, ())) == []
    assert list(check_finite_solutions(record, at, (Step(Claim.SOLUTIONS),))) != []


@pytest.mark.parametrize(
    ("record", "at", "message"),
    [
        pytest.param(replace(FOUR, real=4), CONICS, "real roots", id="real"),
        pytest.param(replace(FOUR, distinct=3), CONICS, "as many roots", id="distinct"),
        pytest.param(replace(FOUR, multiplicity_count=5), CONICS, "Bézout", id="bezout"),
        pytest.param(replace(FOUR, theorem=BASIS, multiplicity_count=5), CONICS, "multiplicity are not 5", id="basis"),
        pytest.param(replace(FOUR, form=(1, 1)), CONICS, "linear form", id="form"),
        pytest.param(replace(FOUR, form=(1,)), CONICS, "one coefficient for each", id="short-form"),
        pytest.param(replace(FOUR, variables=(0,)), CONICS, "unknowns left", id="variables"),
        pytest.param(replace(FOUR, variables=(1, 0)), CONICS, "unknowns left", id="order"),
        pytest.param(replace(FOUR, eliminant=2 * FOUR.eliminant), CONICS, "primitive", id="content"),
        pytest.param(replace(FOUR, eliminant=-FOUR.eliminant), CONICS, "primitive", id="sign"),
        pytest.param(
            replace(FOUR, numerators=(FOUR.numerators[0], FOUR.numerators[0])), CONICS, "does not solve", id="wrong"
        ),
        pytest.param(
            replace(FOUR, numerators=tuple(p + fmpq_poly(FOUR.eliminant) for p in FOUR.numerators)),
            CONICS,
            "not reduced",
            id="not-reduced",
        ),
        pytest.param(FOUR, state(X**2 - Y, X**2 + Y**2 - 3), "does not solve", id="other-system"),
        pytest.param(TOUCHING, state(X**2 - Y, X * Y), "multiplicity are not 2", id="multiplicity"),
        pytest.param(replace(NOWHERE, form=(1, 0)), PARALLEL, "not reduced", id="form-of-nothing"),
        pytest.param(NOWHERE, TANGENT, "multiplicity are not 0", id="not-nowhere"),
        pytest.param(NOWHERE, state(X + Y, 2 * X + 2 * Y), "finitely many", id="infinitely-many"),
        pytest.param(
            on_a_line(fmpz_poly([0, 1]), BASIS, 4, 1),
            CONICS,
            "does not solve",
            id="no-solution-of-it",
        ),
    ],
)
def test_false_parametrisations_are_refused(record, at, message):
    assert message in " ".join(check_finite_solutions(record, at, ()))


def test_solutions_that_are_missing_are_noticed():
    two = on_a_line(fmpz_poly([-1, 0, 1]), BASIS, 4, 2)

    assert list(check_finite_solutions(two, CONICS, ())) == ["the distinct solutions are not 2"]
    assert "Bézout" in next(check_finite_solutions(replace(two, theorem=BEZOUT), CONICS, ()))


def test_solutions_at_infinity_spoil_the_product_of_degrees():
    # x² = y² and x·(x − y) = 1 have parallel branches; two solutions would be claimed to be all four
    fault = "nothing shows that the leading forms have no common zero but 0"
    at = state(X**2 - Y**2, X**2 - X * Y - 1)
    eliminant = fmpz_poly([-1, 0, 2])  # x = −y, 2x² = 1
    slope = fmpq_poly(eliminant.derivative())
    numerators = (slope * fmpq_poly([0, 1]) % fmpq_poly(eliminant), -slope * fmpq_poly([0, 1]) % fmpq_poly(eliminant))
    record = FiniteSolutions((0, 1), (1, 0), eliminant, numerators, BEZOUT, 2, 2, 2)

    assert "Bézout" in next(check_finite_solutions(record, at, ()))
    assert list(check_finite_solutions(replace(record, theorem=BASIS), at, ())) == []
    lines = state(X - Y, X - Y - 1)
    nowhere = replace(record, eliminant=fmpz_poly([0, 1]), numerators=(ZERO, ZERO), multiplicity_count=1, distinct=1)
    assert fault in list(check_finite_solutions(replace(nowhere, real=1), lines, ()))


def test_branches_are_the_irreducible_factors():
    assert sorted(factor.degree() for factor, _, _ in branches(FOUR)) == [1, 1, 2]
