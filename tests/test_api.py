"""The public functions that stand in api: what they take, and that their errors are one line."""

import pytest
from sympy import Eq, Piecewise, Rational, sqrt, symbols

import symhess
from symhess.errors import InputError

x, y, z = symbols("x y z")
PEANO = Piecewise((0, Eq(x, 0) & Eq(y, 0)), (x * y * (x**2 - y**2) / (x**2 + y**2), True))


@pytest.mark.parametrize("pair", [("x", "y"), (x, y), ["x", y]])
@pytest.mark.parametrize("at", [(0, 0), ["0", "0"], {"x": 0, "y": 0}])
def test_mixed_partials_take_names_symbols_texts_and_mappings(pair, at):
    assert symhess.mixed_partials(PEANO, pair, at=at) == (-1, 1)


def test_mixed_partials_read_texts():
    assert symhess.mixed_partials("x^3 y^2", ("x", "y"), at=(2, "1/2")) == (12, 12)
    assert symhess.mixed_partials(r"\frac{x}{y}", ("x", "y"), at=(1, 0.5), syntax="latex") == (-4, -4)


def test_the_pair_comes_first_unless_variables_are_given():
    f = x * y * z**2

    assert symhess.mixed_partials(f, ("z", "y"), at=(5, 0, 3)) == (30, 30)
    assert symhess.mixed_partials(f, ("z", "y"), at=(3, 0, 5), variables="x,y,z") == (30, 30)


@pytest.mark.parametrize(
    ("pair", "at", "message"),
    [
        pytest.param(("x", "w"), (0, 0), "expected two of the variables", id="pair"),
        pytest.param(("x", "y"), (0,), "a coordinate for each of x, y, got 1", id="too-few"),
        pytest.param(("x", "y"), {"x": 0}, "got none for y", id="missing"),
        pytest.param(("x", "y"), (0, sqrt(-2)), "no exact real coordinate", id="complex"),
    ],
)
def test_wrong_questions_are_refused_in_one_line(pair, at, message):
    with pytest.raises(InputError, match=message) as refusal:
        symhess.mixed_partials(PEANO, pair, at=at)

    assert "\n" not in str(refusal.value)


def test_the_time_limit_counts():
    with pytest.raises(InputError, match="not decided within 1e-09 s"):
        symhess.mixed_partials(PEANO, ("x", "y"), at=(0, 0), time_limit=1e-9)


@pytest.mark.parametrize("function", [symhess.analyze, symhess.critical_points])
def test_domain_and_box_are_taken_by_both(function):
    found = function("x^4 - 2x^2", domain="x > -1/2", box={"x": (-1, Rational(1, 2))})
    critical = getattr(found, "critical_set", found)

    assert [point.coordinates[0].text() for point in critical.points] == ["0"]
    assert critical.completeness.box == ((-1, Rational(1, 2)),)


def test_a_box_without_room_is_refused():
    with pytest.raises(InputError, match="outside the domain"):
        symhess.analyze("log(x)", box={"x": (-2, -1)})
