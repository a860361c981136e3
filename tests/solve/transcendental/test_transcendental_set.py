"""The critical set of elementary functions against known answers, and against Newton's method from many starts."""

import json
import random
from itertools import product
from pathlib import Path

import pytest
from mpmath import mp
from sympy import Integer, Symbol, hessian, lambdify, sympify, true

from symhess.budget import Deadline
from symhess.condition import Condition, Relation
from symhess.critical_set import Certainty, Status
from symhess.differentiate import differentiate
from symhess.function import ScalarFunction
from symhess.solve.transcendental import transcendental_set
from symhess.verdict import Reason

CORPUS = Path(__file__).parents[2] / "corpus" / "transcendental.jsonl"
CASES = [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines()]
HEAVY = {"muller_brown", "michalewicz", "lagrange_points", "gm3", "griewank_small"}
FINITE = [case for case in CASES if case["complete"] and not case.get("families") and case["id"] not in HEAVY]
REPEATING = [case for case in CASES if case.get("families")]


PARITIES = {
    "": lambda values: True,
    "n+m even": lambda values: sum(values) % 2 == 0,
    "n+m odd": lambda values: sum(values) % 2 == 1,
    "n even and m even": lambda values: all(v % 2 == 0 for v in values),
    "n odd and m odd": lambda values: all(v % 2 == 1 for v in values),
}


def function_of(text, names, box=None, domain=()):
    symbols = {name: Symbol(name) for name in names}
    ends = None if box is None else tuple((sympify(low), sympify(high)) for low, high in box)
    conditions = tuple(Condition(symbols[name], Relation.POSITIVE) for name in domain)
    return ScalarFunction(sympify(text, locals=symbols), tuple(symbols.values()), box=ends, domain=conditions)


def places(critical):
    return sorted(tuple(float(c) for c in point.coordinates) for point in critical.points)


@pytest.mark.parametrize("case", FINITE, ids=lambda case: case["id"])
def test_the_points_of_the_corpus(case):
    domain = tuple(case["vars"]) if "restrict" in case else ()
    found = transcendental_set(function_of(case["f"], case["vars"], case.get("box"), domain), Deadline(60))

    expected = sorted(tuple(float(sympify(c)) for c in point["at"]) for point in case["points"])
    assert places(found) == [pytest.approx(place, abs=1e-9) for place in expected]
    assert found.completeness.status is (Status.COMPLETE_IN_BOX if "box" in case else Status.COMPLETE)


def members(parameters, at, keeps, span=5):
    for values in product(range(-span, span + 1), repeat=len(parameters)):
        if keeps(values):
            place = tuple(float(e.subs(dict(zip(parameters, values, strict=True)))) for e in at)
            if all(abs(c) < 7.3 for c in place):
                yield tuple(round(c, 6) + 0.0 for c in place)


@pytest.mark.parametrize("case", REPEATING, ids=lambda case: case["id"])
def test_the_families_of_the_corpus(case):
    found = transcendental_set(function_of(case["f"], case["vars"]), Deadline(60))

    expected = set()
    for family in case["families"]:
        at = [sympify(text, locals={n: Symbol(n) for n in family["params"]}) for text in family["at"]]
        expected |= set(members([Symbol(n) for n in family["params"]], at, PARITIES[family["condition"]]))
    got = set()
    for family in found.families:
        assert family.condition == true
        got |= set(members(family.parameters, family.at, lambda values: True))
    assert got == expected and found.completeness.status is Status.COMPLETE


SECOND = [
    ("x*exp(y) + y*exp(x)", "xy"), ("x**2 + y**2 + 1/(x**2*y**2)", "xy"), ("x**x", "x"), ("sin(x) + cos(2*x)", "x"),
    ("log(exp(x) + exp(y)) - x/3 - y/3", "xy"), ("1/(1 + exp(-x)) - x/5", "x"), ("x + y + exp(-x*y)", "xy"),
    ("x*sin(y)", "xy"), ("log(x*y) - x**2 - y", "xy"), ("x*y*z + 1/x + 1/y + 1/z", "xyz"), ("tan(x) - 2*x", "x"),
    ("exp(x - y) + exp(y - 2*x) + exp(x)", "xy"), ("x**2 + sin(x*y)", "xy"), ("(x + y)*exp(-x*y)", "xy"),
    ("sin(x + y) + cos(x - y)", "xy"), ("asin(x) - 2*x", "x"), ("x/log(x)", "x"), ("sqrt(x) + sqrt(y) - x*y", "xy"),
]


@pytest.mark.parametrize(("text", "names"), SECOND, ids=[text for text, _ in SECOND])
def test_newton_from_many_starts_finds_nothing_else(text, names):
    function = function_of(text, names)
    found = transcendental_set(function, Deadline(60))
    known = set(places(found))
    for family in found.families:
        known |= {tuple(place) for place in members(family.parameters, family.at, lambda values: True)}

    reached = newton_zeros(function)

    assert found.completeness.status is Status.COMPLETE
    for place in reached:
        assert any(max(abs(a - b) for a, b in zip(place, other, strict=True)) < 1e-5 for other in known)
    assert all(is_zero_of_gradient(function, place) for place in known)


def newton_zeros(function, starts=12, reach=4.0):
    gradient = list(differentiate(function).gradient)
    slope = lambdify([function.variables], gradient, "mpmath")
    curvature = lambdify([function.variables], hessian(function.expression, function.variables), "mpmath")
    random.seed(5)
    found = []
    for _ in range(starts):
        place = mp.matrix([random.uniform(-reach, reach) for _ in function.variables])
        try:
            for _ in range(25):
                step = mp.lu_solve(curvature(list(place)), -mp.matrix(slope(list(place))))
                size = mp.norm(step)
                place += step if size < 1 else step / size
            value = mp.norm(mp.matrix(slope(list(place))))
        except (ZeroDivisionError, TypeError, ValueError, OverflowError):
            continue
        is_real = all(abs(mp.im(c)) < 1e-12 for c in (*place, value))
        if is_real and size < 1e-12 and value < 1e-10 and max(abs(c) for c in place) < reach:
            values = {v: complex(c).real for v, c in zip(function.variables, place, strict=True)}
            if mp.im(complex(function.expression.evalf(subs=values))) == 0:
                found.append(tuple(values.values()))
    return found


def is_zero_of_gradient(function, place):
    values = dict(zip(function.variables, place, strict=True))
    return all(abs(complex(g.evalf(30, subs=values))) < 1e-4 * (1 + max(map(abs, place))) ** 3
               for g in differentiate(function).gradient)


def test_level_sets_are_cut_where_the_curvature_changes():
    found = transcendental_set(function_of("sin(x*y)", "xy"), Deadline(30))

    (waves,) = found.level_sets
    assert waves.dimension == 1 and {sign for piece in waves.pieces for _, sign in piece.where} == {1, -1}
    assert all(piece.samples for piece in waves.pieces)
    assert places(found) == [(0, 0)] and found.completeness.status is Status.COMPLETE


def test_nonsmooth_points_stand_apart():
    cone = transcendental_set(function_of("sqrt(x**2 + y**2)", "xy"), Deadline(30))
    smooth = transcendental_set(function_of("Abs(x)**3 + y**2", "xy"), Deadline(30))

    assert cone.points == () and [[c.text() for c in p.coordinates] for p in cone.nonsmooth_points] == [["0", "0"]]
    assert places(smooth) == [(0, 0)] and smooth.nonsmooth_points == ()


def test_the_ends_of_a_domain_are_no_points():
    found = transcendental_set(function_of("x*sqrt(4 - x**2)", "x"), Deadline(30))

    assert len(found.points) == 2 and found.nonsmooth_points == ()


def test_a_box_keeps_the_members_of_families_on_its_faces():
    found = transcendental_set(function_of("sin(x)", "x", [("pi/2", "7*pi/2")]), Deadline(30))

    assert [point.coordinates[0].text() for point in found.points] == ["pi/2", "3*pi/2", "5*pi/2", "7*pi/2"]
    assert found.completeness.status is Status.COMPLETE_IN_BOX and found.completeness.box is not None


def test_enclosed_points_are_precise_and_say_so():
    found = transcendental_set(function_of("x**4 + exp(x)*x", "x"), Deadline(30))

    (point,) = found.points
    assert point.certainty is Certainty.PROVED_UNIQUE
    assert point.coordinates[0].enclosure(192).rel_accuracy_bits() >= 192


def test_without_a_route_a_box_is_searched_and_named():
    found = transcendental_set(function_of("x*sin(y) + y*sin(x) + x*y", "xy"), Deadline(6))

    assert found.completeness.reason is Reason.NO_STRATEGY
    assert found.completeness.box == ((Integer(-8), Integer(8)),) * 2
    assert (0.0, 0.0) in places(found)


@pytest.mark.parametrize("text", ["(1 - cos(x))*(1 - cos(y))", "y**2*sin(x)**2", "exp(x**2*y)", "x**2*y + cos(x*y)"])
def test_level_sets_have_samples_on_every_piece(text):
    found = transcendental_set(function_of(text, "xy"), Deadline(30))

    assert found.level_sets and found.completeness.status is Status.COMPLETE
    for level in found.level_sets:
        for piece in level.pieces:
            for sample in piece.samples:
                at = {v: c.short() for v, c in zip(found.variables, sample.coordinates, strict=True)}
                assert all(e.subs(at).equals(0) for e in level.equations)
                assert all(e.subs(at).evalf() * sign > 0 for e, sign in piece.where)


def test_an_empty_level_set_is_none():
    found = transcendental_set(function_of("log(x) + log(y) + log(z) - x*y*z - x", "xyz"), Deadline(30))

    assert found.level_sets == () and found.points == () and found.completeness.status is Status.COMPLETE


def test_functions_that_are_not_known_stay_open():
    found = transcendental_set(function_of("gamma(x)", "x"), Deadline(30))

    assert found.completeness.reason is Reason.NO_STRATEGY and found.points == ()
