"""All real critical points of polynomials, with their completeness."""

import json
import random
from pathlib import Path

import pytest
from flint import arb, ctx
from sympy import Add, Rational, Symbol, diff, expand, sqrt, symbols, sympify

from symhess.budget import Deadline
from symhess.critical_set import Status
from symhess.derivation import Step
from symhess.evidence import Blocks, FactorCases, FiniteSolutions, NoSolution, RealRoots, SolvedFor
from symhess.function import ScalarFunction
from symhess.solve import critical_set
from symhess.verdict import Reason

CORPUS = Path(__file__).parents[1] / "corpus"
x, y, z = symbols("x y z")


def _cases():
    for line in (CORPUS / "polynomial.jsonl").read_text().splitlines():
        case = json.loads(line)
        yield pytest.param(case, id=case["id"])


def _solve(expression, *variables):
    return critical_set(ScalarFunction(expression, variables or (x, y)), Deadline(60))


def _coordinates(found):
    return [tuple(float(c) for c in point.coordinates) for point in found.points]


def _lies_on(point, component):
    a, b = point
    values = (sum(int(c) * a ** int(i) * b ** int(j) for (i, j), c in e.terms()) for e in component.equations)
    return all(abs(value) < 1e-9 for value in values)


def _records(step: Step):
    yield from step.evidence
    for premise in step.premises:
        yield from _records(premise)


@pytest.mark.parametrize("case", [*_cases()])
def test_corpus(case):
    variables = symbols(case["vars"])
    expected = sorted(tuple(float(sympify(c).evalf(20)) for c in p["at"]) for p in case["points"])

    found = _solve(sympify(case["f"]), *variables)

    assert found.completeness.status is Status.COMPLETE
    if case["complete"]:
        assert found.components == ()
        assert len(found.points) == len(expected)
        for point, known in zip(sorted(_coordinates(found)), expected, strict=True):
            assert point == pytest.approx(known, abs=1e-9)
    else:
        listed = _coordinates(found)
        for known in expected:
            on_curve = any(_lies_on(known, component) for component in found.components)
            assert on_curve or any(p == pytest.approx(known, abs=1e-9) for p in listed)


@pytest.mark.parametrize(
    ("expression", "record"),
    [
        pytest.param(x**4 + y**4 - x**2, Blocks, id="blocks"),
        pytest.param(x**2 * y - y**3 + y, FactorCases, id="factor-cases"),
        pytest.param(x**2 + x * y + y**3, SolvedFor, id="solved-for"),
        pytest.param(x**5 - x + y**2, RealRoots, id="real-roots"),
        pytest.param(x**4 + x**2 * y**2 + y**4 + x**2 * y - 3 * x * y + x, FiniteSolutions, id="finite"),
        pytest.param((x**2 + 1) ** 2 * x + x * y**2, NoSolution, id="no-real-solution"),
    ],
)
def test_each_strategy_is_used_where_it_fits(expression, record):
    found = _solve(expression)

    assert found.completeness.status is Status.COMPLETE
    assert any(isinstance(evidence, record) for evidence in _records(found.derivation))


def test_the_gradient_vanishes_exactly_at_every_point():
    expression = x**4 + x**2 * y**2 + y**4 + x**2 * y - 3 * x * y + x
    found = _solve(expression)

    for point in found.points:
        a, b = (c.enclosure(200) for c in point.coordinates)
        for variable in (x, y):
            terms = diff(expression, variable).as_poly(x, y).terms()
            with ctx.workprec(200):
                total = sum((int(c) * a ** int(i) * b ** int(j) for (i, j), c in terms), arb(0))
            assert total.contains(0)
            assert total.rad() < 1e-40


def test_a_sum_of_squares_system_has_as_many_points_as_its_product():
    parts = [x**3 - 3 * x, y**4 - 8 * y**2 + y, z**5 - 5 * z]

    counts = [len(_solve(part, variable).points) for part, variable in zip(parts, (x, y, z), strict=True)]

    assert len(_solve(Add(*parts), x, y, z).points) == counts[0] * counts[1] * counts[2] == 12


def test_permuting_variables_permutes_points():
    expression = x**4 + x * y**2 + 3 * y**4 - y + x * y

    forward, backward = _solve(expression, x, y), _solve(expression, y, x)

    swapped = sorted((b, a) for a, b in _coordinates(backward))
    for point, image in zip(sorted(_coordinates(forward)), swapped, strict=True):
        assert point == pytest.approx(image)


@pytest.mark.parametrize("seed", range(25))
def test_a_linear_change_of_variables_carries_the_points_along(seed):
    generator = random.Random(seed)
    terms = [generator.randint(-3, 3) * x**i * y**j for i in range(4) for j in range(4 - i)]
    expression = Add(*terms) + x**4 + 2 * y**4
    changed = expand(expression.subs({x: 2 * x + y, y: y - x}, simultaneous=True))

    original, moved = _solve(expression), _solve(changed)

    images = sorted((2 * a + b, b - a) for a, b in _coordinates(moved))
    assert original.completeness.status is moved.completeness.status is Status.COMPLETE
    for image, point in zip(images, sorted(_coordinates(original)), strict=True):
        assert image == pytest.approx(point, abs=1e-9)


@pytest.mark.parametrize(
    ("expression", "points"),
    [
        pytest.param(x**3 - 3 * sqrt(2) * x + y**2, [(-(2**0.25), 0), (2**0.25, 0)], id="sqrt2"),
        pytest.param(x**2 + sqrt(2) * x * y + sqrt(3) * y**2 - sqrt(6) * x, None, id="dependent-constants"),
        pytest.param(x**2 - 2 ** Rational(1, 3) * x + y**2, [(2 ** (1 / 3) / 2, 0)], id="cube-root"),
        pytest.param(sqrt(2) * x + y**2, [], id="none"),
    ],
)
def test_irrational_coefficients_take_their_true_values(expression, points):
    found = _solve(expression)

    assert found.completeness.status is Status.COMPLETE
    if points is None:
        (point,) = found.points
        a, b = (c.decimal() for c in point.coordinates)
        assert abs(complex(diff(expression, x).evalf(subs={x: a, y: b}))) < 1e-14
    else:
        assert _coordinates(found) == [pytest.approx(p, abs=1e-12) for p in points]


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param(x**4 + x**2 * y**2 + y**6, id="weighted"),
        pytest.param(x**4 + x**2 * y**2 + y**4, id="homogeneous"),
        pytest.param((x**2 - 3 * y**2) ** 2 + y**6, id="irrational-tangents"),
        pytest.param((x - 2) ** 4 + (x - 2) ** 2 * (y + 3) ** 2 + (y + 3) ** 4, id="shifted"),
    ],
)
def test_degenerate_points_are_counted_with_multiplicity_and_listed_once(expression):
    found = _solve(expression)

    assert len(found.points) == 1
    assert found.completeness.status is Status.COMPLETE


@pytest.mark.parametrize(
    ("expression", "dimension"),
    [
        pytest.param((x**2 + y**2 - 1) ** 2, 1, id="circle"),
        pytest.param((x - y) ** 2, 1, id="line"),
        pytest.param(x**2 * y**2, 1, id="axes"),
        pytest.param(x**2, 1, id="missing-variable"),
        pytest.param(Rational(3) + 0 * x, 2, id="constant"),
    ],
)
def test_infinite_critical_sets_are_named_not_listed(expression, dimension):
    found = _solve(expression)

    assert found.completeness.status is Status.COMPLETE
    assert {c.dimension for c in found.components} == {dimension}
    assert all(piece.samples for component in found.components for piece in component.pieces)


def test_a_component_that_is_not_understood_leaves_the_set_incomplete():
    found = critical_set(ScalarFunction((x**2 + y**2 + z**2 - 1) ** 2 * z, (x, y, z)), Deadline(20))

    assert found.completeness.reason is Reason.POSITIVE_DIMENSIONAL
    assert any(not component.pieces for component in found.components)


def test_components_carry_the_equations_of_substituted_unknowns():
    found = critical_set(ScalarFunction((z - x * y) ** 2 + x**2 * y**2, (x, y, z)), Deadline(10))

    for component in found.components:
        assert any(equation.degrees()[2] for equation in component.equations)


def test_no_time_leaves_a_labelled_result():
    found = critical_set(ScalarFunction(x**4 + x * y + y**4, (x, y)), Deadline(0))

    assert found.points == ()
    assert found.completeness.reason is Reason.TIME_LIMIT


def test_an_interrupt_leaves_a_labelled_result():
    class Interrupted(Deadline):
        def check(self):
            raise KeyboardInterrupt

    found = critical_set(ScalarFunction(x**4 + x * y + y**4, (x, y)), Interrupted(None))

    assert found.completeness.reason is Reason.INTERRUPTED


def test_block_products_share_their_parts():
    w = Symbol("w")
    one = (x**4 - 16 * x**2 + 5 * x) / 2
    found = critical_set(ScalarFunction(sum(one.subs(x, v) for v in (x, y, z, w)), (x, y, z, w)), Deadline(20))

    assert len(found.points) == 81
    assert len({id(part) for point in found.points for part in point.parts}) == 12
