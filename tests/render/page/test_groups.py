"""Which points share a row of the table, and that a row stands for exactly the points it was made of."""

from itertools import product

import pytest
from sympy import Rational

from symhess import analyze
from symhess.render.page.groups import grouped, most_rows
from symhess.render.page.page import page_of
from symhess.render.plain.formula import formula_text


def rows(function, detail="worked", **options):
    page = page_of(analyze(function, **options), detail)
    return page, grouped(page)


def shown(groups):
    return [formula_text(group.formula).replace("\u00a0", " ") + "*" * group.permuted for group in groups]


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        pytest.param("x^4 + y^4 - 2x^2 - 2y^2", ["(±1, ±1)", "(0, 0)", "(±1, 0)", "(0, ±1)"], id="all-signs"),
        pytest.param("x^4 + y^4 - 4 x y", ["±(1, 1)", "(0, 0)"], id="opposite"),
        pytest.param("x^3 - 3x + y^2", ["(1, 0)", "(−1, 0)"], id="other-kind"),
        pytest.param("x^5/5 - x^3/3 + x^4/4 - x^2/2", ["1", "0", "−1"], id="other-values"),
        pytest.param("x^6 - 3x^4 + x^2/2 + y^2", ["(±α₁, 0)", "(0, 0)", "(±α₂, 0)"], id="nested-radicals"),
        pytest.param("x^8 - 3x^4 - x^2", ["±α₁", "0"], id="roots-of-an-even-function"),
        pytest.param(
            "x^4 + y^4 + z^4 - 2x^2 - 2y^2 - 2z^2",
            ["(±1, ±1, ±1)", "(0, 0, 0)", "(±1, ±1, 0)*", "(±1, 0, 0)*"],
            id="all-orders",
        ),
        pytest.param("x y + z^2", ["(0, 0, 0)"], id="one"),
    ],
)
def test_points_that_differ_by_signs_or_order_share_a_row(function, expected):
    assert sorted(shown(rows(function)[1])) == sorted(expected)


@pytest.mark.parametrize("function", ["x^4 + y^4 - 4 x y", "x^4+y^4+z^4-3x^2-3y^2-3z^2+x y z", "x y exp(-x^2 - y^2)"])
def test_every_point_is_in_one_group_with_equal_data(function):
    page, groups = rows(function)
    members = [point for group in groups for point in group.points]

    assert sorted(map(id, members)) == sorted(map(id, page.study.points))
    for group in groups:
        assert len({member.point.value.decimal(15) for member in group.points}) == 1
        assert len({member.verdict.kind for member in group.points}) == 1


def test_the_rows_of_a_brief_page_are_few():
    page, groups = rows("+".join(f"{v}^4 - 16{v}^2 + 5{v} + {k} {v}^3" for k, v in enumerate("xyz")), "brief")

    assert len(page.study.points) == 27
    assert len(groups) == most_rows(page) < 27


def test_sizes_that_only_look_alike_are_not_united():
    near = Rational(10**25 + 1, 10**25)
    page, groups = rows(f"x^3/3 - x^2*({near} - 1)/2 - ({near}) x", variables=("x",))

    assert len(groups) == 2


def test_a_plus_minus_means_all_combinations():
    _, (minima, *_) = rows("x^4 + y^4 - 2x^2 - 2y^2")
    signs = {tuple(coordinate.sign() for coordinate in member.point.coordinates) for member in minima.points}

    assert signs == set(product((-1, 1), repeat=2))
