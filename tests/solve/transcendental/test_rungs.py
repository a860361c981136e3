"""Every rung answers where it applies, abstains elsewhere, and loses no solution."""

import pytest
from sympy import Dummy, Integer, cos, exp, log, pi, sin, sqrt, symbols, tan

from symhess.budget import Deadline
from symhess.condition import Condition, Relation
from symhess.derivation import Claim, Step
from symhess.evidence import NotSolved
from symhess.function import ScalarFunction
from symhess.solve import critical_set
from symhess.solve.transcendental.ladder import RUNGS, Ladder
from symhess.solve.transcendental.task import Found, Task
from symhess.verdict import Reason

x, y, z = symbols("x y z")


def solved(equations, unknowns=(x, y), conditions=()):
    return Ladder().solve(Task(unknowns, tuple(equations), tuple(conditions), Deadline(30)))


def points(found):
    return sorted(tuple(s.at[u] for u in sorted(s.at, key=str) if u in (x, y, z)) for s in found.solutions)


@pytest.mark.parametrize(
    ("equations", "expected"),
    [
        pytest.param([y * (2 * x + cos(x * y)), x * (x + cos(x * y))], {(0, 0), (-1, 0)}, id="lecture"),
        pytest.param([exp(y) - exp(x), x * exp(y)], {(0, 0)}, id="injective"),
        pytest.param([2 * x - y * exp(-x * y), 2 * y - x * exp(-x * y)], {(0, 0)}, id="symmetric-difference"),
        pytest.param([log(x) - log(1 - x - y), log(y) - log(1 - x - y)], {(Integer(1) / 3,) * 2}, id="logarithms"),
        pytest.param([x**2 + exp(y), x], set(), id="never-zero"),
        pytest.param([x**2 + sin(y) ** 2 + y**2, x * y], {(0, 0)}, id="sum-of-squares"),
        pytest.param([exp(x) - 3, sqrt(y) - 2], {(log(3), 4)}, id="inverted"),
        pytest.param([y * exp(x) + exp(y), x * exp(y) + exp(x)], {(-1, -1)}, id="kernels-eliminated"),
    ],
)
def test_systems_with_finitely_many_solutions(equations, expected):
    conditions = [Condition(t, Relation.POSITIVE) for t in (x, y, 1 - x - y)] if equations[0].has(log) else []

    found = solved(equations, conditions=conditions)

    assert found.open_reason is None and not found.sheets
    assert set(points(found)) == expected


def test_angles_bring_integers_of_their_own():
    found = solved([cos(x), sin(y)])

    assert found.open_reason is None
    assert {len(set(s.parameters)) for s in found.solutions} == {2}
    assert all(s.at[x].free_symbols.isdisjoint(s.at[y].free_symbols) for s in found.solutions)


def test_coordinates_that_depend_on_the_quadrant():
    found = solved([cos(y), 1 - x * sin(y)])

    assert {(s.at[x], s.at[y].subs(s.parameters[0], 0)) for s in found.solutions} == {(1, pi / 2), (-1, -pi / 2)}


def test_dependent_angles_are_solved_together():
    found = solved([2 * (x - y) + cos(x + y) - 3 * x / x / 2, cos(x + y) - 2 * (x - y) + Integer(5) / 2])

    assert found.open_reason is None
    assert {(s.at[x] - s.at[y]).expand() for s in found.solutions} == {1}


def test_an_integer_is_fixed_by_an_equation():
    n = Dummy("n", integer=True)
    (solution,) = solved([x - pi * n, x - 3 * pi], (x,)).solutions

    assert solution.at[x] == 3 * pi
    assert solved([x - pi * n, x - 3], (x,)).solutions == ()


@pytest.mark.parametrize("equation", [cos(x * y), x * y - 1, exp(x) - y])
def test_one_equation_in_two_unknowns_is_a_sheet(equation):
    found = solved([equation])

    assert [sheet.dimension for sheet in found.sheets] == [1] and not found.solutions


def test_conditions_cut_branches():
    found = solved([x * (x - 1) * log(x)], (x,), [Condition(x, Relation.POSITIVE)])

    assert points(found) == [(1,), (1,)]


def test_what_no_rung_solves_stays_open():
    found = solved([sin(x * y) + x * exp(y), cos(x + y**2) - y])

    assert found.open_reason is Reason.NO_STRATEGY


def test_time_is_kept_and_said():
    found = Ladder().solve(Task((x,), (sin(x),), (), Deadline(0)))

    assert found.open_reason is Reason.TIME_LIMIT
    assert found.step.evidence == (NotSolved("time-limit"),)


@pytest.mark.parametrize("rung", RUNGS, ids=lambda rung: rung.__name__)
def test_a_rung_answers_with_a_step_or_abstains(rung):
    tasks = [
        Task((x, y), (x * exp(y), y * exp(x)), (), Deadline(30)),
        Task((x, y), (cos(x + y),), (), Deadline(30)),
        Task((x,), (exp(x) - 2,), (Condition(Integer(-1), Relation.POSITIVE),), Deadline(30)),
    ]
    for task in tasks:
        answer = rung(task, lambda case: Found(Step(Claim.SOLUTIONS, (NotSolved("no-strategy"),))))

        assert answer is None or answer.step.claim is Claim.SOLUTIONS


@pytest.mark.parametrize(
    ("expression", "members"),
    [
        pytest.param(log(tan(x)) + 2 * x, (), id="tangent-is-minus-one"),
        pytest.param(log(tan(x)) - 2 * x, (pi / 4, 5 * pi / 4), id="tangent-is-one"),
        pytest.param(log(1 / tan(x)) - 2 * x, (), id="cotangent"),
    ],
)
def test_families_outside_the_domain_are_left_out(expression, members):
    found = critical_set(ScalarFunction(expression, (x,)), Deadline(20))
    places = {family.at[0].subs(p, k) for family in found.families for p in family.parameters for k in (0, 1)}

    assert places == set(members)
