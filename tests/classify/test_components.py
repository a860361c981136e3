"""Kinds along critical curves and surfaces."""

import pytest
from sympy import lambdify, symbols, sympify

from symhess import critical_points
from symhess.classify import classify_piece
from symhess.verdict import Kind

MINIMUM, MAXIMUM, SADDLE = Kind.MINIMUM, Kind.MAXIMUM, Kind.SADDLE


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("(x^2 + y^2 - 1)^2", {MINIMUM}, id="circle-of-minima"),
        pytest.param("-(x y - 1)^4", {MAXIMUM}, id="hyperbola-of-maxima"),
        pytest.param("(y - x^2)^3", {SADDLE}, id="parabola-of-inflections"),
        pytest.param("x^2 y", {MINIMUM, MAXIMUM}, id="half-axes"),
        pytest.param("(y - x^2)^2 (x + y - 2)", {MINIMUM, MAXIMUM}, id="parabola-in-two-kinds"),
        pytest.param("(x y - 1)^2 + z^2", {MINIMUM}, id="with-a-square"),
        pytest.param("(x y - 1)^2 - z^2", {SADDLE}, id="against-a-square"),
        pytest.param("(z - x^2 - y^2)^2", {MINIMUM}, id="paraboloid"),
    ],
)
def test_kinds_of_the_pieces(text, kinds):
    found = critical_points(text)

    assert {classify_piece(piece).kind for c in found.components for piece in c.pieces} == kinds


MIXED = ["x^2 y", "(y - x^2)^2 (x + y - 2)", "x^4 y^2 + x^2 y^4 + 1 - 3 x^2 y^2", "(x^2 - 2)^2 y"]


@pytest.mark.parametrize("text", MIXED)
def test_values_nearby_are_on_the_side_that_the_kind_says(text):
    variables = symbols("x y")
    f = lambdify(variables, sympify(_python(text)), "math")

    for component in critical_points(text).components:
        for piece in component.pieces:
            kind = classify_piece(piece).kind
            for sample in piece.samples:
                a, b = map(float, sample.coordinates)
                around = [f(a + s * 1e-3, b + t * 1e-3) - f(a, b) for s in (-1, 0, 1) for t in (-1, 0, 1)]
                if kind is MINIMUM:
                    assert min(around) > -1e-12
                elif kind is MAXIMUM:
                    assert max(around) < 1e-12
                else:
                    assert min(around) < 0 < max(around)


def _python(text):
    for before, after in (("^", "**"), ("2 (", "2*("), ("4 y", "4*y"), ("2 y", "2*y"), ("3 x", "3*x")):
        text = text.replace(before, after)
    return text


def test_exceptional_points_are_listed_beside_the_pieces():
    found = critical_points("x^4 y^2 + x^2 y^4 + 1 - 3 x^2 y^2")

    texts = {tuple(c.text() for c in p.coordinates) for p in found.points}
    assert texts >= {("0", "0"), ("sqrt(3)", "0"), ("0", "-sqrt(3)")}


def test_a_sum_of_squares_that_vanishes_in_a_point_is_no_curve():
    found = critical_points("(x^2 + y^2)^2")

    assert found.components == ()
    assert [[c.text() for c in p.coordinates] for p in found.points] == [["0", "0"]]
