"""Pieces of a level set and the points at which they end."""

import pytest
from sympy import diff, exp, sin
from sympy.abc import x, y

from symhess.budget import Deadline
from symhess.function import ScalarFunction
from symhess.solve.transcendental.ladder import Ladder
from symhess.solve.transcendental.level_sets import level_set
from symhess.solve.transcendental.task import Sheet, Task


def levels(f, equation):
    gradient = (diff(f, x), diff(f, y))
    task = Task((x, y), gradient, (), Deadline(20))
    return level_set(ScalarFunction(f, (x, y)), gradient, Sheet((equation,), 1), task, Ladder().solve)


@pytest.mark.parametrize(
    ("f", "cut"),
    [
        pytest.param(x**2 * y * exp(-x - y), y, id="argument-shortened-on-the-line"),
        pytest.param(x**2 * sin(x + y), sin(y), id="angle-shortened-on-the-line"),
    ],
)
def test_a_line_is_cut_where_the_second_derivative_across_it_changes_its_sign(f, cut):
    found = levels(f, x)

    assert found.is_known
    for piece in found.level_set.pieces:
        ((term, sign),) = piece.where
        second = diff(f, x, 2).subs(x, 0)
        for sample in piece.samples:
            at = {y: sample.coordinates[1].short()}
            assert sample.coordinates[0].sign() == 0
            assert (term.subs(at) * sign > 0) == True  # noqa: E712 - a SymPy truth value
            assert second.subs(at) * cut.subs(at) > 0


def test_the_second_derivative_may_keep_its_sign():
    found = levels(x**2 * exp(x + y), x)

    assert [piece.where for piece in found.level_set.pieces] == [()]
