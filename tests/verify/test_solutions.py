import pytest
from flint import fmpz_poly
from sympy import sqrt, symbols

from symhess.derivation import Claim, Step
from symhess.evidence import Blocks, FactorCases, NoSolution, NotFinite, NotSolved, RealRoots, SolvedFor
from symhess.exact.polynomial import ring
from symhess.function import ScalarFunction
from symhess.verify.cases import State
from symhess.verify.model import Model
from symhess.verify.solutions import Open, count_solutions

from .handmade import node, zero_of

x, y = symbols("x y")
X, Y, C = ring(("x", "y", "c")).gens()
MODEL = Model(ScalarFunction(x + y + sqrt(2), (x, y)), ("x", "y", "c"), (("c", sqrt(2)),))
SQUARES = fmpz_poly([-2, 0, 1])


def state(equations, active=(0, 1), constants=()):
    return State(frozenset(active), dict(enumerate(equations)), frozenset(constants))


def roots(unknown, *coefficients, count):
    return node(RealRoots(unknown, fmpz_poly(list(coefficients)), count))


BOTH = node(Blocks(((0,), (1,))), roots(0, -2, 0, 1, count=2), roots(1, -2, 0, 1, count=2))
EQUATIONS = (X**2 - 2, Y**2 - 2)


@pytest.mark.parametrize(
    ("avoided", "expected"),
    [
        pytest.param((), 4, id="none"),
        pytest.param((X,), 4, id="not-met"),
        pytest.param((X**2 - 2,), 0, id="all-of-one-group"),
        pytest.param((X - Y,), 2, id="across"),
        pytest.param((X - Y, X + Y), 0, id="across-twice"),
        pytest.param((X - Y, Y**2 - 2), 0, id="across-and-inside"),
        pytest.param((X * Y - 2, X), 2, id="across-by-product"),
    ],
)
def test_products_avoid_polynomials(avoided, expected):
    assert count_solutions(BOTH, state(EQUATIONS), MODEL, tuple((p,) for p in avoided)) == expected


def test_earlier_factors_are_avoided_once():
    # x·(x − y) = 0 and y = x² − 1: x = 0 gives y = −1; x = y gives x² − x − 1 = 0
    equations = (X * (X - Y), Y - X**2 + 1)
    first = node(SolvedFor(1, 1, X**2 - 1), zero_of(0))
    second = node(SolvedFor(1, 1, X**2 - 1), roots(0, -1, -1, 1, count=2))
    tree = node(FactorCases(0, (X, X - Y), (1, 1)), first, second)

    assert count_solutions(tree, state(equations), MODEL) == 3
    # with y = x² both cases share the origin
    equations = (X * (X - Y), Y - X**2)
    first = node(SolvedFor(1, 1, X**2), zero_of(0))
    second = node(SolvedFor(1, 1, X**2), roots(0, 0, -1, 1, count=2))
    tree = node(FactorCases(0, (X, X - Y), (1, 1)), first, second)
    assert count_solutions(tree, state(equations), MODEL) == 2


def test_substitutions_below_a_product_are_followed():
    inner = node(SolvedFor(0, 0, Y), roots(1, -2, 0, 1, count=2))
    other = roots(2, -2, 0, 1, count=2)
    tree = node(Blocks(((0, 1), (2,))), inner, other)
    at = state((X - Y, Y**2 - 2, C**2 - 2), active=(0, 1, 2))

    assert count_solutions(tree, at, MODEL) == 4
    assert count_solutions(tree, at, MODEL, ((X - C,),)) == 2
    assert count_solutions(tree, at, MODEL, ((X + Y - 2 * C,),)) == 2


def test_constants_take_their_true_value():
    leaf = roots(2, -2, 0, 1, count=2)
    alone = State(frozenset({2}), {2: C**2 - 2}, frozenset({2}))
    assert count_solutions(leaf, alone, MODEL) == 1
    # x = c, by solving x² = 2 for the unknown of the constant
    tree = node(SolvedFor(0, 2, X), roots(0, -2, 0, 1, count=2))
    at = State(frozenset({0, 2}), {0: X - C, 2: C**2 - 2}, frozenset({2}))
    assert count_solutions(tree, at, MODEL) == 1


@pytest.mark.parametrize("record", [NotSolved("time-limit"), NotFinite((X,), 1)])
def test_open_leaves_leave_the_count_open(record):
    leaf = node(record)

    with pytest.raises(Open, match=type(record).__name__):
        count_solutions(leaf, state(EQUATIONS), MODEL)
    with pytest.raises(Open):
        count_solutions(node(Blocks(((0,), (1,))), leaf, zero_of(1)), state((X, Y)), MODEL)
    with pytest.raises(Open):
        tree = node(Blocks(((0,), (1,))), roots(0, -2, 0, 1, count=2), node(SolvedFor(1, 2, Y), leaf))
        at = State(frozenset({0, 1, 2}), {0: X**2 - 2, 1: C - Y, 2: C**2 - 2}, frozenset({2}))
        count_solutions(tree, at, MODEL)


def test_an_empty_factor_empties_the_product():
    nothing = node(NoSolution(0, X**2 + 1))
    tree = node(Blocks(((0,), (1,))), nothing, node(NotSolved("time-limit")))

    assert count_solutions(tree, state((X**2 + 1, Y)), MODEL) == 0


def test_nodes_need_their_premises():
    with pytest.raises(ValueError, match="zip"):
        count_solutions(Step(Claim.SOLUTIONS, (FactorCases(0, (X, Y), (1, 1)),)), state((X * Y,)), MODEL)
