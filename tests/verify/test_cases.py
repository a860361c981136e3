import pytest
from flint import fmpz_poly

from symhess.derivation import Claim, Step
from symhess.evidence import Blocks, FactorCases, NoSolution, NotFinite, NotSolved, RealRoots, SolvedFor
from symhess.exact.polynomial import ring
from symhess.verify import CHECKERS
from symhess.verify.cases import State, following, record_of

X, Y, C = ring(("x", "y", "c")).gens()
LEAF = Step(Claim.SOLUTIONS, (NotSolved("time-limit"),))


def state(*equations, active=(0, 1), constants=()):
    return State(frozenset(active), dict(enumerate(equations)), frozenset(constants))


WITH_CONSTANT = State(frozenset({0, 1, 2}), {0: X**2 - C, 1: Y**2 - C, 2: C**2 - 2}, frozenset({2}))
BESIDE = State(frozenset({0, 1, 2}), {0: X**2 - 1, 1: Y**2 - 3, 2: C**2 - 2}, frozenset({2}))
AMONG = following(Blocks(((0, 2), (1,))), BESIDE)[0]
TRUE = {
    "factors": (FactorCases(0, (X, Y - 1), (2, 1)), state(3 * X**2 * (Y - 1)), 2),
    "one-factor": (FactorCases(0, (X,), (3,)), state(-(X**3)), 1),
    "substitution": (SolvedFor(1, 1, (X - 3) / 2), state(X**2, 2 * Y - X + 3), 1),
    "blocks": (Blocks(((0,), (1,))), state(X**2 - 1, Y**3), 2),
    "blocks-sharing-a-constant": (Blocks(((0, 2), (1, 2))), WITH_CONSTANT, 2),
    "blocks-without-an-idle-constant": (Blocks(((0,), (1,))), BESIDE, 2),
    "blocks-with-a-contradiction": (Blocks(((0,), (1,))), state(X**2, 0 * Y + 1), 2),
    "real-roots": (RealRoots(1, fmpz_poly([0, -1, 0, 1]), 3), state(2 * Y**2 * (1 - Y**2), active=(1,)), 0),
    "no-real-roots": (RealRoots(1, fmpz_poly([1, 0, 1]), 0), state(Y**2 + 1, active=(1,)), 0),
    "real-roots-beside-a-constant": (RealRoots(0, fmpz_poly([-1, 0, 1]), 2), AMONG, 0),
    "contradiction": (NoSolution(1, 0 * X - 1), state(X, 0 * X - 7), 0),
    "even-terms": (NoSolution(0, -2 * X**2 - Y**4 - 1), state(-2 * X**2 - Y**4 - 1), 0),
    "curve": (NotFinite((X * Y - 1,), 1), state(X * Y - 1, 2 * X**2 * Y - 2 * X), 0),
    "plane": (NotFinite((), 2), state(0 * X, 0 * X), 0),
    "line-of-two-equations": (NotFinite((X**2, X * Y), 1), state(X**2, X * Y), 0),
    "not-solved": (NotSolved("too-large"), state(X, Y), 0),
}


def faults(record, at, premises):
    return list(CHECKERS[type(record)](record, at, (LEAF,) * premises))


@pytest.mark.parametrize(("record", "at", "premises"), TRUE.values(), ids=TRUE)
def test_true_nodes_are_accepted_with_the_right_number_of_premises(record, at, premises):
    assert faults(record, at, premises) == []
    assert faults(record, at, premises + 1) != []


FALSE = {
    "multiplicity": (FactorCases(0, (X, Y), (1, 1)), state(X**2 * Y), 2),
    "degrees-agree": (FactorCases(0, (X, Y), (1, 2)), state(X**2 * Y), 2),
    "huge-multiplicity": (FactorCases(0, (X,), (10**12,)), state(X**2), 1),
    "scaled-factor": (FactorCases(0, (2 * X, Y), (1, 1)), state(X * Y), 2),
    "negated-factor": (FactorCases(0, (-X, Y), (1, 1)), state(X * Y), 2),
    "constant-factor": (FactorCases(0, (X, 0 * X + 1), (1, 1)), state(X), 2),
    "factor-of-zero": (FactorCases(0, (X,), (1,)), state(0 * X), 1),
    "other-expression": (SolvedFor(0, 0, Y + 1), state(X - Y), 1),
    "expression-with-itself": (SolvedFor(0, 0, X - Y), state(Y), 1),
    "inactive-unknown": (SolvedFor(0, 0, Y), state(X - Y, active=(1,)), 1),
    "solved-zero": (SolvedFor(0, 0, Y), state(0 * X), 1),
    "groups-joined": (Blocks(((0,), (1,))), state(X - Y, Y), 2),
    "group-missing": (Blocks(((0,),)), state(X, Y), 1),
    "group-twice": (Blocks(((0,), (0, 1))), state(X, Y), 2),
    "group-not-ascending": (Blocks(((1, 0),)), state(X, Y), 1),
    "group-empty": (Blocks(((0, 1), ())), state(X, Y), 2),
    "group-inactive": (Blocks(((0,), (1, 2))), state(X, Y, constants=(2,)), 2),
    "constant-left-out": (Blocks(((0, 2), (1,))), WITH_CONSTANT, 2),
    "count": (RealRoots(0, fmpz_poly([-1, 0, 1]), 1), state(X**2 - 1, active=(0,)), 0),
    "not-square-free": (RealRoots(0, fmpz_poly([0, 0, 1]), 1), state(X**2, active=(0,)), 0),
    "other-polynomial": (RealRoots(0, fmpz_poly([-4, 0, 1]), 2), state(X**2 - 1, active=(0,)), 0),
    "other-variable": (RealRoots(1, fmpz_poly([-1, 0, 1]), 2), state(X**2 - 1, active=(0,)), 0),
    "two-unknowns": (RealRoots(0, fmpz_poly([-1, 0, 1]), 2), state(X**2 - 1), 0),
    "two-equations": (RealRoots(0, fmpz_poly([-1, 0, 1]), 2), state(X**2 - 1, X - 1, active=(0,)), 0),
    "zero": (NoSolution(0, 0 * X), state(0 * X), 0),
    "solvable": (NoSolution(0, X**2 - 1), state(X**2 - 1), 0),
    "odd-terms": (NoSolution(0, X**2 + Y + 1), state(X**2 + Y + 1), 0),
    "no-constant-term": (NoSolution(0, X**2 + Y**2), state(X**2 + Y**2), 0),
    "other-equation": (NoSolution(0, X**2 + 1), state(X**2 + 2), 0),
    "dimension": (NotFinite((X * Y - 1,), 2), state(X * Y - 1), 0),
    "finite": (NotFinite((X, Y), 0), state(X, Y), 0),
    "equation-missing": (NotFinite((X,), 1), state(X, Y), 0),
    "equation-foreign": (NotFinite((X, Y), 1), state(X), 0),
    "no-reason": (NotSolved(""), state(X), 0),
}


@pytest.mark.parametrize(("record", "at", "premises"), FALSE.values(), ids=FALSE)
def test_false_nodes_are_refused(record, at, premises):
    assert faults(record, at, premises) != []


def test_a_missing_equation_cannot_be_spoken_of():
    with pytest.raises(KeyError):
        faults(SolvedFor(5, 0, Y), state(X - Y), 1)


def test_states_follow():
    first, second = following(Blocks(((0, 2), (1, 2))), WITH_CONSTANT)

    assert (sorted(first.active), sorted(first.equations)) == ([0, 2], [0, 2])
    assert (sorted(second.active), sorted(second.equations)) == ([1, 2], [1, 2])
    (below,) = following(SolvedFor(0, 0, Y**2), state(X - Y**2, X**2 - 1))
    assert (sorted(below.active), below.equations) == ([1], {1: Y**4 - 1})
    assert following(NotSolved("time-limit"), state(X)) == ()


def test_a_contradiction_stays_with_the_group_of_its_number():
    _, second = following(Blocks(((0,), (1,))), state(X**2, 0 * Y + 1))

    assert second.equations == {1: 0 * Y + 1}


@pytest.mark.parametrize("step", [Step(Claim.SOLUTIONS), Step(Claim.KIND, (NotSolved("time-limit"),))])
def test_other_steps_are_no_nodes(step):
    with pytest.raises(ValueError, match="exactly one record"):
        record_of(step)
