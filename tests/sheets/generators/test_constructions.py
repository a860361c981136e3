"""Families whose members are checked one by one where a seed seldom comes."""

import pytest
from sympy import Poly, Symbol

from symhess.sheets.generators import GENERATORS
from symhess.sheets.generators.family import shuffled
from symhess.sheets.generators.lagrange import _SETS
from symhess.verdict import Kind
from tests.sheets.generators.by_fractions import fraction, table, value

x, y = Symbol("x"), Symbol("y")
MAKERS = [maker for sets in _SETS.values() for makers in sets.values() for maker in makers]


@pytest.mark.parametrize("maker", MAKERS)
def test_symhess_finds_what_each_lagrange_family_promises(maker):
    family = maker()

    for index in range(2):
        family.member(shuffled(index, family.size)).kept()


@pytest.mark.parametrize("kind", ["minimum", "maximum", "saddle"])
def test_degenerate_points_are_of_the_kind_asked_for(kind):
    family = GENERATORS["degenerate"].family(kind=kind)
    for index in range(40):
        draft = family.member(shuffled(index, family.size))
        f = draft.problem.function.expression
        (point,) = draft.points

        assert point.kind is Kind(kind)
        if f.is_polynomial(x, y):
            assert signs_nearby(table(f, (x, y)), tuple(map(fraction, point.at))) <= ALLOWED[point.kind]


ALLOWED = {Kind.MINIMUM: {0, 1}, Kind.MAXIMUM: {-1, 0}, Kind.SADDLE: {-1, 0, 1}}


def signs_nearby(f, at):
    """Signs of f − f(a) on a few small circles."""
    middle = value(f, at)
    found = set()
    for size in (fraction(1) / 7, fraction(1) / 50):
        for u, v in [(3, 4), (4, 3), (1, 0), (0, 1), (5, -12), (-12, 5), (-3, 4), (-1, -1)]:
            nearby = value(f, (at[0] + size * u, at[1] + size * v)) - middle
            found.add((nearby > 0) - (nearby < 0))
    return found


@pytest.mark.parametrize("name", ["classification", "degenerate", "newton", "region"])
def test_coefficients_and_terms_are_few_and_small(name):
    family = GENERATORS[name].family()
    for index in range(60):
        function = family.member(shuffled(index, family.size)).problem.function

        assert len(function.terms) <= 9
        if is_expanded(function):
            assert max(map(abs, Poly(function.expression, *function.variables).coeffs())) <= 60


def is_expanded(function):
    f = function.expression
    return f.is_polynomial(*function.variables) and f.expand() == f
