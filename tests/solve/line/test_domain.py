"""Natural domains in pieces, and conditions at single numbers."""

import pytest
from flint import fmpq
from sympy import Abs, Integer, Rational, Symbol, log, oo, pi, sign, sqrt

from symhess.condition import Condition, Relation
from symhess.solve.line.domain import holds, inner_point, pieces, strictly_between
from symhess.solve.line.zeros import LineZero, exact_zero

x = Symbol("x")
LINE = (-oo, oo)


def enclosed(value):
    return LineZero(None, exact_zero(value, 1).ball, 1)


def test_pieces_are_where_inequalities_hold_with_absolute_values_resolved():
    asked = [Condition(x**2 - 1, Relation.POSITIVE), Condition(x, Relation.NONZERO)]
    breaks = [exact_zero(Integer(-1), 1), exact_zero(Integer(1), 1)]

    found = pieces(Abs(x) + sign(x) * log(x**2 - 1), x, LINE, asked, breaks)

    assert [piece.ends for piece in found] == [(-oo, -1), (1, oo)]
    assert [piece.expression for piece in found] == [-x - log(x**2 - 1), x + log(x**2 - 1)]


@pytest.mark.parametrize(
    ("zero", "ends", "inside"),
    [
        (exact_zero(pi, 1), (Integer(3), oo), True),
        (exact_zero(pi, 1), (pi, oo), False),
        (exact_zero(pi, 1), (-oo, 2 * pi / 2), False),
        (exact_zero(sqrt(2) * sqrt(3), 1), (sqrt(6), Integer(7)), False),
        (enclosed(pi), (-oo, oo), True),
        (enclosed(pi), (pi, oo), None),
        (enclosed(pi), (Integer(4), oo), False),
    ],
)
def test_lying_between_ends(zero, ends, inside):
    assert strictly_between(zero, ends) is inside


@pytest.mark.parametrize(
    "ends", [LINE, (Integer(3), oo), (-oo, -pi), (Integer(0), Rational(1, 10**9)), (sqrt(2), enclosed(Rational(3, 2)))]
)
def test_inner_points_lie_inside(ends):
    point = inner_point(ends)

    assert strictly_between(exact_zero(Rational(int(point.p), int(point.q)), 1), ends)
    assert isinstance(point, fmpq)


@pytest.mark.parametrize(
    ("term", "zero", "expected"),
    [
        pytest.param(x - pi, exact_zero(pi, 1), (False, False, True), id="exactly zero"),
        pytest.param(x - 3, enclosed(pi), (True, True, True), id="enclosed"),
        pytest.param(3 - x, enclosed(pi), (False, True, False), id="negative"),
        pytest.param(x - pi, enclosed(pi), (None, None, None), id="not decided"),
    ],
)
def test_conditions_at_a_number(term, zero, expected):
    relations = (Relation.POSITIVE, Relation.NONZERO, Relation.NONNEGATIVE)

    assert tuple(holds([Condition(term, relation)], x, zero) for relation in relations) == expected
