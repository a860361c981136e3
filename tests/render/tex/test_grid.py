import pytest
from sympy.abc import h, x, y

from symhess.render.document import Equation
from symhess.render.formula import Expression, Grid, Name, Relation
from symhess.render.tex.grid import named_entries

WIDE, OTHER, SHORT = Expression((x + y) ** 9 + x), Expression((x - y) ** 9 + x), Expression(x)


def matrix(*rows):
    return Equation(Name("H"), Relation.EQUAL, Grid(rows))


def names(equation):
    return [[(name.text, *(index.digits for index in name.subscripts)) for name in row] for row in equation.right.rows]


def test_entries_that_agree_with_their_mirror_image_share_a_name():
    first, *lines = named_entries(matrix((WIDE, SHORT), (SHORT, OTHER)), 10.0)

    assert names(first) == [[("h", "1", "1"), ("h", "1", "2")], [("h", "1", "2"), ("h", "2", "2")]]
    assert [line.right for line in lines] == [WIDE, SHORT, OTHER]


def test_entries_that_differ_from_their_mirror_image_do_not():
    first, *lines = named_entries(matrix((WIDE, SHORT), (OTHER, WIDE)), 10.0)

    assert names(first)[1][0] == ("h", "2", "1")
    assert len(lines) == 4


def test_the_letter_is_not_one_of_the_variables():
    first, *_ = named_entries(matrix((Expression(h * x + (x + y) ** 9),)), 5.0)

    assert names(first) == [[("a", "1", "1")]]


@pytest.mark.parametrize("equation", [matrix((SHORT,)), Equation(Name("f"), Relation.EQUAL, WIDE)])
def test_what_fits_or_is_no_matrix_is_left_alone(equation):
    assert named_entries(equation, 4.0) == (equation,)
