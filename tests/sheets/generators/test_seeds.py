"""A thousand seeds of every generator: solvable, nice, different from each other, and the same for ever.

What a construction promises is checked for all of them by a second way in exact arithmetic; every hundredth is analysed
by symhess. ``tests/benchmarks/generators.py`` analyses them all.
"""

from fractions import Fraction
from functools import cache

import pytest
from sympy import E, Expr, Matrix, exp

from symhess.differentiate.taylor import taylor
from symhess.models import find_separation
from symhess.sheets import Asks
from symhess.sheets.answers import is_nice
from symhess.sheets.generators import GENERATORS, drawn, variant
from symhess.sheets.generators.family import shuffled
from symhess.verdict import Kind
from tests.sheets.generators.by_fractions import definiteness, fraction, gradient, hessian, table, value
from tests.sheets.generators.canonical import canonical

SEEDS = 1000
DEFINITE = {Kind.MINIMUM: "positive", Kind.MAXIMUM: "negative", Kind.SADDLE: "indefinite"}
STORED = {
    "gradient": {
        0: "(6*x*y - 6*y**2)/(x - y + 3)",
        1: "-2*y**2*log(x*y + 2*y + 5) + 4*y**2",
        26000: "(-4*x + 3*y**2 + 2)*(x**2 - y - 1)",
    },
    "hessian": {
        0: "-x*exp(-2*x - y**2 - 4) - 6*y**2 at (-2, 0)",
        1: "-4*y**2 + y*log(x**2 - y + 1) at (1, 1)",
        26000: "2*x**2*exp(x - y) + y at (1, 1)",
    },
    "classification": {
        0: "x*(y + 2)*(-2*x - y + 10) + 8",
        1: "x*y + 10 - 27/y + 27/x",
        26000: "-27*x**3 + 27*x*y - y**3 + 1",
    },
    "degenerate": {
        0: "x**2 - 5*x*y**2 + 2*x + 4*y**4 - 5*y**2 - 2 at (-1, 0)",
        1: "x**4 + 8*x**2*y**2 - 2*y**4 + 3 at (0, 0)",
        26000: "3*exp(-3*x**4 + 4*x**2*y - 2*y**2) at (0, 0)",
    },
    "taylor": {
        0: "(6*x*y + 3*y**2)/(x + y + 1) at (1, -1)",
        1: "x**2*exp(-x*y + 2*y + 2) - 4*x at (1, -2)",
        26000: "(-x + 3*y**2 - 1)*(x**3 + 3*y + 3) at (0, -1)",
    },
    "lagrange": {
        0: "-10*x - 8*y; y**2 + (x + 3)**2 - 41",
        1: "-12*x - 8*y; 3*x**2 + 4*(y + 1)**2 - 16",
        26000: "-24*x + 20*y; y**2 + 3*(x - 1)**2 - 37",
    },
    "region": {
        0: "-x**2 + 2*x*y + x + y**2 - 5*y + 2; x >= 0, y >= 0, -x - y + 4 >= 0",
        1: "-x**2 + 9*x + 2*y**2 - 2*y - 2; x >= 0, y >= 0, -x - y + 6 >= 0",
        26000: "x**2 + 2*x*y - 4*x - 2*y**2 - y - 2; x + 1 >= 0, y >= 0, -x - 3*y + 5 >= 0",
    },
    "newton": {
        0: "-x**2*y + 2*x**2 + 2*x*y**2 - 2*x*y + 2*x + 3*y**2 - 4*y at (0, 1)",
        1: "x**2*y + 2*x**2 - x*y + 4*x + 3*y**2 - 2*y at (-1, -1)",
        26000: "2*x**3 + x**2 - x*y**2 - x*y - x + y**2 at (0, -1)",
    },
    "logistic": {
        0: "((-3,1),(-2,0),(-1,1),(0,1),(3,0),(3,0),(4,0),(4,0))",
        1: "((3,1),(4,0),(4,1),(4,1),(5,1),(6,1),(7,0),(7,1))",
        26000: "((1,0),(2,0),(2,0),(3,0),(4,0),(6,1),(7,0),(7,1))",
    },
}


@cache
def drafts(name):
    family = GENERATORS[name].family(**({"point": True} if name == "hessian" else {}))
    return [family.member(shuffled(seed, family.size, name)) for seed in range(SEEDS)]


@pytest.mark.parametrize("name", GENERATORS)
def test_seeds_give_different_problems(name):
    assert len({canonical(draft.problem) for draft in drafts(name)}) == SEEDS


@pytest.mark.parametrize("name", GENERATORS)
def test_there_are_enough_for_26_variants_of_each_seed(name):
    assert GENERATORS[name].family().size >= 26 * SEEDS


@pytest.mark.parametrize("name", GENERATORS)
def test_every_hundredth_answer_is_the_one_foreseen(name):
    assert all(is_nice(draft.kept()) for draft in drafts(name)[::100])


@pytest.mark.parametrize("name", ["hessian", "taylor"])
def test_derivatives_at_the_point_are_integers(name):
    for draft in drafts(name):
        problem = draft.problem
        parts = taylor(problem.function, problem.at, 2)
        linear, quadratic = parts.gradient_term, parts.quadratic_form
        form = quadratic.as_poly(*parts.increments) if quadratic != 0 else None

        assert parts.terms[0].is_Integer and abs(parts.terms[0]) < 1000
        assert all(linear.coeff(h).is_Integer for h in parts.increments)
        assert form is None or all((2 * c).is_Integer for c in form.coeffs())


def slopes_and_bends(function, at):
    """Gradient and Hessian at a point; what is no polynomial has one positive factor e^… in all entries."""
    variables = function.variables
    if function.expression.is_polynomial(*variables):
        numbers = table(function.expression, variables)
        return gradient(numbers, tuple(map(fraction, at))), hessian(numbers, tuple(map(fraction, at)))
    parts = taylor(function, at, 2)
    increments, form = parts.increments, parts.quadratic_form.expand()
    slopes = [rational(parts.gradient_term.coeff(h)) for h in increments]
    return slopes, [[rational(form.coeff(h * k)) * (1 + (h == k)) for h in increments] for k in increments]


def rational(number: Expr) -> Fraction:
    return fraction(number.expand().as_independent(exp, E, as_Add=False)[0])


def test_foreseen_critical_points_are_what_they_are_said_to_be():
    for draft in drafts("classification"):
        for point in draft.points:
            slopes, bends = slopes_and_bends(draft.problem.function, point.at)

            assert not any(slopes)
            assert definiteness(bends) == DEFINITE[point.kind]
            assert all(coordinate.q <= 4 for coordinate in point.at)


def test_degenerate_points_leave_the_second_derivative_test_without_an_answer():
    for draft in drafts("degenerate"):
        (point,) = draft.points
        slopes, bends = slopes_and_bends(draft.problem.function, point.at)

        assert not any(slopes)
        assert definiteness(bends) == "singular"
        assert draft.problem.at == point.at


def test_lagrange_points_lie_on_the_set_with_parallel_gradients():
    for draft in drafts("lagrange"):
        variables = draft.problem.function.variables
        f = table(draft.problem.function.expression, variables)
        g = table(draft.problem.constraints[0], variables)
        for point in draft.points:
            at = tuple(map(fraction, point.at))
            across, slopes = gradient(g, at), gradient(f, at)
            k = next(k for k, entry in enumerate(across) if entry)
            multiplier = slopes[k] / across[k]

            assert value(g, at) == 0
            assert slopes == [multiplier * entry for entry in across]
            assert multiplier.denominator <= 4 and all(a.denominator <= 4 for a in at)


def test_candidates_on_regions_lie_in_them():
    for draft in drafts("region"):
        variables = draft.problem.function.variables
        f = table(draft.problem.function.expression, variables)
        sides = [table(condition.term, variables) for condition in draft.problem.region]
        for point in draft.points:
            at = tuple(map(fraction, point.at))

            assert all(value(side, at) >= 0 for side in sides)
            assert value(f, at).denominator <= 4


def test_newton_steps_solve_the_linear_equations():
    for draft in drafts("newton"):
        variables = draft.problem.function.variables
        f = table(draft.problem.function.expression, variables)
        places = [tuple(map(fraction, at)) for at in (draft.problem.at, *draft.ends)]
        for start, end in zip(places, places[1:], strict=False):
            step = [b - a for a, b in zip(start, end, strict=True)]
            bends = hessian(f, start)
            moved = [sum(h * s for h, s in zip(row, step, strict=True)) for row in bends]

            assert definiteness(bends) != "singular"
            assert [-slope for slope in gradient(f, start)] == moved
            assert all(number.denominator <= 4 for number in end)


def test_first_least_squares_steps_solve_the_normal_equations():
    for draft in drafts("logistic"):
        design = Matrix(draft.problem.design)
        excess = Matrix([2 * row[-1] - 1 for row in draft.problem.data])

        assert design.T * design * Matrix(draft.ends[0]) == 2 * design.T * excess


def test_likelihoods_have_a_maximum():
    for draft in drafts("logistic")[::20]:
        rows = [[float(entry) for entry in row] for row in draft.problem.data]
        found = find_separation([row[:-1] for row in rows], [int(row[-1]) for row in rows])

        assert found.kind.value == "none"


def shown(problem):
    if problem.data:
        return str(problem.data).replace(" ", "")
    conditions = [str(problem.function.expression), *map(str, problem.constraints)]
    conditions += [", ".join(map(str, problem.region))] if problem.region else []
    return "; ".join(conditions) + (f" at {problem.at}" if problem.at else "")


@pytest.mark.parametrize("name", GENERATORS)
def test_a_seed_gives_the_same_problem_for_ever(name):
    for seed, text in STORED[name].items():
        assert shown(variant(name, seed)) == text


def test_the_answer_belongs_to_the_problem():
    found = drawn("taylor", 12, {"order": 3})

    assert found.answer.at == found.problem.at
    assert found.problem.asks is Asks.TAYLOR
