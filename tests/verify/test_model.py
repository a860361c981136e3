import pytest
from flint import arb, fmpz_poly
from sympy import CRootOf, Symbol, root, sqrt

from symhess.derivation import Claim, Step
from symhess.evidence import GradientSystem
from symhess.exact.polynomial import NotPolynomial, ring
from symhess.function import ScalarFunction
from symhess.verify.model import Model, check_gradient_system, is_same_equation, primitive, univariate

x, y = Symbol("x"), Symbol("y")
X, C = ring(("x", "c")).gens()
FUNCTION = ScalarFunction(x**3 - sqrt(2) * x, (x,))
TREE = (Step(Claim.SOLUTIONS),)
VALUE = (("c", sqrt(2)),)


def model(value, expression=x):
    return Model(ScalarFunction(expression * x, (x,)), ("x", "c"), (("c", value),))


@pytest.mark.parametrize(
    ("value", "minimal", "index"),
    [
        pytest.param(sqrt(2), [-2, 0, 1], 1, id="square-root"),
        pytest.param(-sqrt(2), [-2, 0, 1], 0, id="negative"),
        pytest.param(root(2, 3), [-2, 0, 0, 1], 0, id="cube-root"),
        pytest.param(1 / sqrt(3), [-1, 0, 3], 1, id="negative-power"),
        pytest.param(sqrt(1 + sqrt(2)), [-1, 0, -2, 0, 1], 1, id="nested"),
        pytest.param(CRootOf(x**3 - x - 1, 0), [-1, -1, 0, 1], 0, id="root-object"),
    ],
)
def test_constants_are_known_exactly(value, minimal, index):
    own = model(value)

    assert own.defining == {1: fmpz_poly(minimal)}
    assert own.true_values[1].index == index


def test_a_conjugate_is_not_the_constant():
    own = model(sqrt(2))

    assert own.is_true(1, lambda bits: arb(2).sqrt())
    assert not own.is_true(1, lambda bits: -arb(2).sqrt())
    assert not own.is_true(1, lambda bits: arb(7))


def test_constants_lower_their_own_powers():
    assert model(sqrt(2)).reduced(X * C**3 + C**2) == 2 * X * C + 2


def test_what_is_no_polynomial_is_refused():
    with pytest.raises(NotPolynomial):
        _ = model(sqrt(2), 1 / x**2).polynomial


@pytest.mark.parametrize(
    ("record", "premises", "message"),
    [
        pytest.param(GradientSystem(("x",), (X, C), VALUE), TREE, "not the variables followed", id="names"),
        pytest.param(GradientSystem(("x", "x"), (X, C), (("x", sqrt(2)),)), TREE, "not the variables", id="twice"),
        pytest.param(GradientSystem(("x", "c"), (3 * X**2 - C,), VALUE), TREE, "one equation for each", id="few"),
        pytest.param(GradientSystem(("x", "c"), (3 * X**2 - C, C**2 - 2), VALUE), (), "one case tree", id="no-tree"),
        pytest.param(GradientSystem(("x", "c"), (3 * X**2 + C, C**2 - 2), VALUE), TREE, "equation 0", id="sign"),
        pytest.param(GradientSystem(("x", "c"), (C - 3 * X**2, C**2 - 2), VALUE), TREE, "equation 0", id="negated"),
        pytest.param(GradientSystem(("x", "c"), (3 * X**2 - C, C**2 - 3), VALUE), TREE, "constant", id="constant"),
        pytest.param(
            GradientSystem(("x", "c"), (3 * X**2 - C, C**2 - 3), (("c", sqrt(3)),)), TREE, "not a poly", id="other"
        ),
    ],
)
def test_faulty_systems_are_refused(record, premises, message):
    faults = list(check_gradient_system(record, FUNCTION, premises))

    assert message in faults[0]


def test_the_true_system_is_accepted():
    record = GradientSystem(("x", "c"), (3 * X**2 - C, C**2 - 2), VALUE)

    assert list(check_gradient_system(record, FUNCTION, TREE)) == []


def test_equations_have_one_form():
    assert primitive(0 * X) == 0
    assert primitive(-X / 2 - C / 3) == -3 * X - 2 * C
    assert is_same_equation(2 * X - 3, X - primitive(X) + X - X * 0 - 3 * (X * 0 + 1) / 2)
    assert not is_same_equation(4 * X, 4 * X)


def test_square_free_parts():
    assert univariate(X**3 * (2 - 4 * X) ** 2, 0) == fmpz_poly([0, -1, 2])
    assert univariate(0 * X - 6, 0) == fmpz_poly([1])
