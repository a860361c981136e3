"""Matching of points: exact, each right one once."""

from fractions import Fraction

import pytest
from sympy import Rational, Tuple, sqrt

from symhess.budget import Deadline
from symhess.equivalence import Status
from symhess.grade.points import match_points, same_point

RIGHT = (Tuple(0, 0), Tuple(1, sqrt(2)))


@pytest.mark.parametrize(
    ("claimed", "pairs", "extra", "missing"),
    [
        ((), (), (), (0, 1)),
        ((Tuple(1, 2 / sqrt(2)), Tuple(0, 0)), ((1, 0), (0, 1)), (), ()),
        ((Tuple(0, 0), Tuple(0, 0)), ((0, 0),), (), (1,)),
        ((Tuple(0, 0), Tuple(1, Rational("1.414"))), ((0, 0),), (1,), (1,)),
        (
            (
                Tuple(
                    0,
                ),
                Tuple(0, 0, 0),
            ),
            (),
            (0, 1),
            (0, 1),
        ),
    ],
)
def test_points_are_matched_exactly_and_once(claimed, pairs, extra, missing):
    found = match_points(claimed, RIGHT, Deadline(5))

    assert (found.pairs, found.extra, found.missing, found.open) == (pairs, extra, missing, ())


def test_within_a_tolerance_decimals_are_points():
    found = match_points((Tuple(1, Rational("1.414")),), RIGHT, Deadline(5), Fraction(1, 1000))

    assert found.pairs == ((0, 1),)


def test_points_of_other_dimension_are_different():
    assert same_point(Tuple(1), Tuple(1, 0), Deadline(5)) is Status.REFUTED
