"""The parts alone: ends of curves, half-branches, bounds, forms, periods, rays, cores, elimination."""

import pytest
from flint import fmpq
from sympy import atan, cos, exp, log, oo, pi, sin, sqrt, symbols

from symhess import critical_points
from symhess.budget import Deadline
from symhess.constrained.bounds import bounded, outer_polynomials
from symhess.constrained.branches import half_branches
from symhess.constrained.cores import core_of
from symhess.constrained.elimination import eliminated
from symhess.constrained.ends import ends_of
from symhess.constrained.forms import definite_form
from symhess.constrained.lagrange import is_regular, lagrange_points
from symhess.constrained.numbers import compare, extremes
from symhess.constrained.periodic import periods_of
from symhess.constrained.places import sign_at, value_at
from symhess.constrained.problem import Problem, branches, square_free
from symhess.constrained.rays import ray_to_infinity
from symhess.constrained.relaxation import relaxed
from symhess.constrained.singular import singular_points
from symhess.constrained.weak import cone_signs
from symhess.exact import Rational
from symhess.exact.polynomial import ring

x, y, z = symbols("x y z")
X, Y = ring(("x", "y")).gens()
FREE = Deadline(None)
ORIGIN = (fmpq(0), fmpq(0))


@pytest.mark.parametrize(
    ("f", "curve", "expected"),
    [
        pytest.param(X * Y, X**3 + Y**3 - 16, [(-1, None)] * 2, id="falls"),
        pytest.param(X + Y, X * Y - 1, [(-1, None)] * 2 + [(1, None)] * 2, id="hyperbola"),
        pytest.param(X, X**2 + Y**2 - 1, [], id="bounded"),
        pytest.param(X + Y, X**3 + Y**3 - 3 * X * Y, [(0, "-1")] * 2, id="asymptote"),
        pytest.param(X * Y, X * Y - 1, [(0, "1")] * 4, id="constant"),
        pytest.param(X**2 - 2, Y, [(1, None)] * 2, id="axis"),
        pytest.param(X, X**2 * Y**2 - 2 * Y**2 - 1, [(-1, None)] * 2 + [(0, "-sqrt(2)")] * 2 + [(0, "sqrt(2)")] * 2
                     + [(1, None)] * 2, id="irrational-limits"),
    ],
)
def test_limits_along_the_ends(f, curve, expected):
    found = [(end.sign, None if end.limit is None else end.limit.text()) for end in ends_of(f, curve)]

    assert sorted(found, key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    ("f", "curve", "signs"),
    [
        pytest.param(X, Y**2 - X**3, [1, 1], id="cusp"),
        pytest.param(Y, Y**2 - X**3, [-1, 1], id="across"),
        pytest.param(X, X**2 + Y**2, [], id="alone"),
        pytest.param(X**2 + Y**2, Y**2 - X**2 - X**3, [1, 1, 1, 1], id="node"),
        pytest.param(Y - X**2, Y * (Y - 2 * X**2), [-1, -1, 1, 1], id="touching"),
        pytest.param(Y, Y * (Y - X), [-1, 0, 0, 1], id="zero-on-a-branch"),
    ],
)
def test_signs_on_half_branches(f, curve, signs):
    assert sorted(branch.sign for branch in half_branches(f, curve, ORIGIN)) == signs


@pytest.mark.parametrize(
    ("equations", "inequalities", "is_bounded"),
    [
        pytest.param((X**2 + Y**2 - 1,), (), True, id="circle"),
        pytest.param((X**4 + Y**2 - X - Y,), (), True, id="weighted"),
        pytest.param((X * Y - 1,), (), False, id="hyperbola"),
        pytest.param((), (X, Y, 2 - X - Y), True, id="triangle"),
        pytest.param((), (1 - X - Y, 1 + X - Y, 1 - X + Y, 1 + X + Y), True, id="diamond"),
        pytest.param((), (Y - X**2, 4 - Y), True, id="cap"),
        pytest.param((), (3 - X**2 - X * Y - Y**2,), True, id="tilted-ellipse"),
        pytest.param((), (X * Y - 1, X, 4 - X - Y), True, id="behind-a-hyperbola"),
        pytest.param((), (X, Y), False, id="quadrant"),
        pytest.param((), (Y - X**2,), False, id="above-a-parabola"),
        pytest.param((X**2 - Y**2 - 1,), (), False, id="both-ways"),
    ],
)
def test_bounded_sets_are_recognised(equations, inequalities, is_bounded):
    assert (bounded(equations, inequalities, (x, y), Deadline(10)) is not None) is is_bounded


def test_bounds_hold_on_rational_points_of_the_set():
    box = bounded((), (X, Y, 5 - 2 * X - 3 * Y), (x, y), Deadline(10)).box

    assert box == ((0, fmpq(5, 2)), (0, fmpq(5, 3)))


def test_an_irrational_end_is_rounded_outwards():
    (above,) = outer_polynomials((pi - x,), (x,))

    (box,) = bounded((), (above.context().gens()[0], above), (x,), Deadline(10)).box
    assert fmpq(314159, 100000) < box[1] < fmpq(3143, 1000)


@pytest.mark.parametrize(
    ("polynomial", "is_definite"),
    [
        pytest.param(X**2 + X * Y + Y**2, True, id="quadratic"),
        pytest.param(X**2 + 2 * X * Y + Y**2, False, id="degenerate"),
        pytest.param(X**4 + X**3 * Y + 2 * Y**4 - X**3, True, id="quartic"),
        pytest.param(X**4 - 3 * X**2 * Y**2 + Y**4, False, id="indefinite"),
        pytest.param(X**2 + Y**4 + X * Y, True, id="weights"),
        pytest.param(X**2 + Y**3, False, id="odd"),
    ],
)
def test_definite_leading_forms(polynomial, is_definite):
    assert (definite_form(polynomial, (0, 1), Deadline(10)) is not None) is is_definite


@pytest.mark.parametrize(
    ("f", "inner", "sign"),
    [
        pytest.param(exp(x * y), x * y, 1, id="exponential"),
        pytest.param(2 - log(x + y), x + y, -1, id="falling"),
        pytest.param(sqrt(x**2 + y**2), x**2 + y**2, 1, id="root"),
        pytest.param(exp(x) * exp(y**2), x + y**2, 1, id="product"),
        pytest.param(atan(exp(x)), x, 1, id="nested"),
        pytest.param(x * exp(y), x * exp(y), 1, id="none"),
    ],
)
def test_cores(f, inner, sign):
    core = core_of(f, (x, y))

    assert (core.inner, core.sign) == (inner, sign)
    assert (core.value(core.inner) - f).equals(0)


def test_cores_know_their_limits():
    assert core_of(3 - exp(x), (x, y)).at_infinity(1) == -oo
    assert core_of(exp(x), (x, y)).at_infinity(-1) == 0


def test_elimination_follows_chains():
    found = eliminated(Problem(x * y * z, (x, y, z), (x - y - 1, z - x**2), (0, 1)))

    assert found.problem.equations == ()
    (left,) = found.problem.variables
    full = (x * y * z).subs(found.solved)
    assert found.problem.function.expand() == full.expand()
    assert left not in {variable for variable, _ in found.solved}


@pytest.mark.parametrize(
    ("f", "periods"),
    [
        pytest.param(sin(x) * cos(y), (2 * pi, 2 * pi), id="both"),
        pytest.param(cos(2 * x) + sin(3 * x) + cos(y / 2), (2 * pi, 4 * pi), id="common"),
        pytest.param(sin(x) + y, None, id="not-in-y"),
        pytest.param(sin(x) + cos(sqrt(2) * x) + cos(y), None, id="incommensurable"),
        pytest.param(sin(x**2) + cos(y), None, id="chirp"),
    ],
)
def test_periods(f, periods):
    assert periods_of(f, (x, y)) == periods


def test_rays_stay_inside_and_go_to_infinity():
    point, direction = ray_to_infinity(X**2 - Y, (), ((Y - X, False),), -1, FREE)

    assert point[1] >= point[0] and direction[1] >= direction[0]
    assert ray_to_infinity(X, (), ((X * 0 + 1 - X, False),), 1, FREE) is None


def test_relaxation_drops_what_is_not_needed():
    found = relaxed(Problem(y * z + x * y, (x, y, z), (x * y - 1, y**2 + z**2 - 1), (0, 1)), Deadline(10))

    assert sorted(c.point.value.text() for c in found.candidates) == ["1/2", "1/2", "3/2", "3/2"]


@pytest.mark.parametrize(
    ("form", "weak", "expected"),
    [
        pytest.param(x**2 + y**2, (x, y), (True, False, 1), id="definite"),
        pytest.param(x * y, (x, y), (True, False, 0), id="positive-inside"),
        pytest.param(-x * y, (x, y), (False, True, 0), id="negative-inside"),
        pytest.param(x**2 - 3 * x * y + y**2, (x, y), (True, True, 0), id="not-copositive"),
        pytest.param(x**2 - x * y + y**2, (x, y), (True, False, 1), id="copositive"),
        pytest.param(y**2 + x * y + x**2, (x,), (True, False, 1), id="with-tangent"),
    ],
)
def test_signs_on_the_cone_of_a_corner(form, weak, expected):
    (origin,) = critical_points(x**2 + y**2).points

    assert cone_signs(form, (x, y), (), weak, origin) == expected


def test_branches_and_square_free_parts():
    assert len(branches(Problem(x, (x, y), (x * y * (x - y) ** 2,), (0,)))) == 3
    assert branches(Problem(x, (x, y), (x * 0 + 1,), (0,))) == ()
    assert square_free(x**2 + y**2 - 1, (x, y)) == x**2 + y**2 - 1
    assert square_free((x + y) ** 4, (x, y)) == x + y


def test_regularity_is_proved_or_the_singular_points_are_found():
    circle = Problem(x, (x, y), (x**2 + y**2 - 1,), (0,))
    lemniscate = Problem(x, (x, y), ((x**2 + y**2) ** 2 - x**2 + y**2,), (0,))

    assert is_regular(circle, FREE) is not None
    assert is_regular(lemniscate, FREE) is None
    (node,) = singular_points(lemniscate, Deadline(10)).points
    assert [c.text() for c in node.coordinates] == ["0", "0"]


def test_charts_find_regular_points_beside_singular_ones():
    node = Problem(x**2, (x, y), (y**2 - x**3 - x**2,), (0,))

    found = lagrange_points(node, Deadline(10), is_regular=False)
    assert [[c.text() for c in p.whole.coordinates[:2]] for p in found.points] == [["-1", "0"]]


def test_numbers_of_different_fields_are_compared():
    first, second = (critical_points(f).points[-1].coordinates[0] for f in ("x^3 - 6x", "x^3 - 9x"))

    assert (compare(first, second), compare(second, first), compare(first, first)) == (-1, 1, 0)
    half = Rational(fmpq(1, 2))
    assert extremes((second, first, half, half), 1) == (2, 3)


def test_values_at_points_are_exact():
    point = critical_points("x^3 - 6x + y^2").points[1]

    assert value_at(x**2 - 2, point).text() == "0"
    assert value_at(exp(x), point).text() == "exp(sqrt(2))"
    assert (sign_at(x**2 - 2, point), sign_at(sin(x), point)) == (0, 1)
    assert value_at(log(y), point) is None
