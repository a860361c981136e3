"""Cells: every zero of a condition lies on what cuts them."""

import pytest
from flint import arb
from sympy import Abs, Symbol, asinh, atan, exp, log, real_roots, sin, sqrt, sympify

from symhess.budget import Deadline
from symhess.condition import Condition, Relation
from symhess.equivalence.cutting import cells_of, cutting_polynomials
from symhess.exact.enclosing import enclosed_value

x, y = Symbol("x"), Symbol("y")

TERMS = [
    x * (x - 1) / (x + 2),
    x + sqrt(x**2 - 1),
    atan(x) * (x**2 - 2),
    Abs(x - 1) / (x - 3),
    log(x) * (x + 4),
    asinh(x**3 - x),
    exp(x) - 1,
    2 - 2 * exp(x - 5),
    1 - (2 * x / (1 + x**2)) ** 2,
    sqrt(x) - 3,
    sqrt(x) + sqrt(x + 1) - 3,
]


def sign_at(term, place):
    ball = enclosed_value(term, {x: arb(place)}, 96)
    return None if ball is None or ball.contains(0) else ball > 0


@pytest.mark.parametrize("term", TERMS, ids=str)
def test_no_sign_changes_within_a_cell(term):
    cells = [cell[x] for cell in cells_of((Condition(term, Relation.POSITIVE),), (x,), Deadline(10))]
    roots = [float(root) for p in cutting_polynomials(term) if p.free_symbols for root in real_roots(p)]
    signs = {}
    for place in (k / 16 + 1 / 64 for k in range(-200, 200)):
        cell = sum(root < place for root in roots)
        signs.setdefault(cell, set()).add(sign_at(term, place))

    assert all(len(found - {None}) <= 1 for found in signs.values())
    assert {sign_at(term, cell) for cell in cells} >= set().union(*signs.values()) - {None}


@pytest.mark.parametrize("term", [sin(x), exp(x) + x, log(x) - 1], ids=str)
def test_what_polynomials_cannot_cut_is_not_cut(term):
    assert cutting_polynomials(term) is None
    assert cells_of((Condition(term, Relation.POSITIVE),), (x,), Deadline(10)) is None


def test_the_plane_is_cut_by_curves():
    inside = (Condition(1 - x**2 - y**2, Relation.POSITIVE), Condition(x - y, Relation.NONZERO))
    cells = cells_of(inside, (x, y), Deadline(10))

    assert {(cell[x] ** 2 + cell[y] ** 2 < 1, cell[x] > cell[y]) for cell in cells} == {
        (True, True), (True, False), (False, True), (False, False),
    }


def test_without_conditions_there_is_one_cell():
    assert [dict(cell) for cell in cells_of((), (x, y), Deadline(10))] == [{x: 0, y: 0}]


def test_too_many_cells_are_not_listed():
    term = sympify("*".join(f"(x - {k})" for k in range(70)), locals={"x": x})

    assert cells_of((Condition(term, Relation.NONZERO),), (x,), Deadline(10)) is None
