"""What follows from own lines is what the mathematics says; simpler lines carry nothing."""

import pytest
from sympy import Matrix, Rational, Tuple, cos, exp, sin
from sympy.abc import x, y

from symhess.budget import Deadline
from symhess.grade import make_field
from symhess.grade.carrying import Earlier, carried_value, own_gradient, solutions_of
from symhess.grade.simplicity import is_simpler

F = "x^3 - 3x + y^2"
GRADIENT = make_field("gradient", F)
HESSIAN = make_field("hessian", F)
OWN_GRADIENT = Earlier(GRADIENT, Tuple(3 * x**2 - 12, 2 * y))
OWN_HESSIAN = Earlier(HESSIAN, Matrix([[6 * x, y], [y, 2]]))


@pytest.mark.parametrize(
    ("field", "earlier", "value"),
    [
        (HESSIAN, OWN_GRADIENT, Matrix([[6 * x, 0], [0, 2]])),
        (make_field("partial", F, of=["x", "x"]), OWN_GRADIENT, 6 * x),
        (make_field("partial", F, of=["x", "y"]), Earlier(make_field("partial", F, of="x"), 3 * x**2 * y), 3 * x**2),
        (make_field("critical_points", F), OWN_GRADIENT, (Tuple(-2, 0), Tuple(2, 0))),
        (make_field("critical_points", F), Earlier(make_field("partial", F, of="x"), 3 * x**2 + 3), ()),
        (make_field("discriminant", F), OWN_HESSIAN, 12 * x - y**2),
        (make_field("discriminant", F, at=[1, 2]), OWN_HESSIAN, 8),
        (make_field("taylor", F, at=[1, 0]), OWN_GRADIENT, -2 - 9 * (x - 1) + 3 * (x - 1) ** 2 + y**2),
        (make_field("newton", F, at=[1, 1]), OWN_GRADIENT, Tuple(Rational(5, 2), 0)),
        (
            make_field("newton", F, at=[2, 1], steps=2),
            Earlier(make_field("newton", F, at=[2, 1]), Tuple(1, 0)),
            Tuple(1, 0),
        ),
        (make_field("classification", F), OWN_HESSIAN, ((Tuple(-1, 0), "saddle"), (Tuple(1, 0), "minimum"))),
    ],
)
def test_what_follows_from_an_own_line(field, earlier, value):
    found = carried_value(field, (earlier,), Deadline(5)).value

    assert found == value or (found - value).expand() == 0


@pytest.mark.parametrize("asks", ["clairaut", "gradient", "argument"])
def test_some_fields_follow_from_nothing(asks):
    assert carried_value(make_field(asks, F), (OWN_GRADIENT,), Deadline(5)).value is None


def test_lines_about_another_function_are_not_taken():
    assert (
        carried_value(HESSIAN, (Earlier(make_field("gradient", "x^2 + y^2"), Tuple(x, y**2)),), Deadline(5)).value
        is None
    )
    assert own_gradient(make_field("hessian", "x y"), (OWN_GRADIENT,)) is None


def test_a_line_of_another_size_carries_nothing():
    assert carried_value(HESSIAN, (Earlier(GRADIENT, Tuple(x)),), Deadline(5)).value is None


def test_equations_that_are_not_solved_are_open():
    found = carried_value(
        make_field("critical_points", F), (Earlier(GRADIENT, Tuple(x**2 - y**2, y**2 - x**2)),), Deadline(5)
    )

    assert (found.value, bool(found.open)) == (None, True)


@pytest.mark.parametrize(
    ("equations", "count"),
    [
        (Tuple(x**2 - 1, y**2 - 4), 4),
        (Tuple(x**2 + y**2 - 5, x * y - 2), 4),
        (Tuple(x**2 + 1, y - 1), 0),
        (Tuple(3 * x**2 + y - 3, x - 2 * y), 2),
    ],
)
def test_all_solutions_of_a_system_are_found_and_solve_it(equations, count):
    found = solutions_of(equations, (x, y), Deadline(10))

    assert len(found) == count
    for point in found:
        at = dict(zip((x, y), point, strict=True))
        assert [equation.xreplace(at).expand() for equation in equations] == [0, 0]


@pytest.mark.parametrize(
    ("own", "right", "simpler"),
    [
        (0 * x, x, True),
        (x, x + y, True),
        (x * y, x**2 * y, True),
        (3 * x**2 + 3, 3 * x**2 - 3, False),
        (2 * x**2, x, False),
        (x, sin(x), True),
        (cos(x), sin(x), False),
        (exp(x) * y, exp(x * y), False),
        (x, x, False),
    ],
)
def test_simpler_means_zero_fewer_variables_lower_degree_or_no_functions(own, right, simpler):
    assert is_simpler(own, right, (x, y)) is simpler


@pytest.mark.parametrize("own", [(x + y + 1) ** 1000, exp(exp(exp(x * y))), x**40 - y])
def test_equations_far_beyond_the_right_ones_are_left_to_a_person(own):
    found = carried_value(make_field("critical_points", F), (Earlier(GRADIENT, Tuple(own, 2 * y)),), Deadline(5))

    assert (found.value, bool(found.open)) == (None, True)


def test_a_swapped_gradient_is_no_simpler():
    gradient, hessian = (make_field(asks, "x^3 - 3x + y^2") for asks in ("gradient", "hessian"))
    own = (Earlier(gradient, Tuple(2 * y, 3 * (x - 1) * (x + 1))),)

    assert carried_value(hessian, own, Deadline(2)).value == Matrix([[0, 2], [6 * x, 0]])
    assert carried_value(hessian, (Earlier(gradient, Tuple(2 * y, 2 * y)),), Deadline(2)).because == "f_x"
