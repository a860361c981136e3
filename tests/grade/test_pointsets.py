"""Shares of point sets, and the second-derivative test against the classifier."""

from fractions import Fraction

import pytest
from sympy import Matrix, Tuple, sqrt

from symhess import analyze
from symhess.budget import Deadline
from symhess.grade import make_field
from symhess.grade.pointsets import judge_classified, judge_points, kind_by_test
from symhess.grade.reference import derivatives_of

WELLS = make_field("critical_points", "x^4 + y^4 - 2x^2 - 2y^2")


@pytest.mark.parametrize(
    ("count", "extra", "share"),
    [(9, 0, Fraction(1)), (6, 0, Fraction(2, 3)), (9, 3, Fraction(3, 4)), (0, 2, 0), (6, 3, Fraction(2, 3))],
)
def test_right_points_count_and_extra_ones_take_away(count, extra, share):
    claimed = (*WELLS.reference[:count], *(Tuple(7, k) for k in range(extra)))

    assert judge_points(claimed, WELLS.reference, WELLS, Deadline(5)).share == share


def test_no_points_are_right_where_there_are_none():
    field = make_field("critical_points", "x + y^2")

    assert judge_points((), field.reference, field, Deadline(5)).share == 1
    assert judge_points((Tuple(0, 0),), field.reference, field, Deadline(5)).share == 0


def test_a_point_counts_where_its_kind_is_right_too():
    field = make_field("classification", "x^4 + y^4 - 2x^2 - 2y^2")
    swapped = tuple((point, "minimum" if kind == "maximum" else kind) for point, kind in field.reference)

    assert judge_classified(field.reference, field.reference, field, Deadline(5)).share == 1
    assert judge_classified(swapped, field.reference, field, Deadline(5)).share == Fraction(8, 9)


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([[-2, 1], [1, -2]], "maximum"),
        ([[sqrt(2), 1], [1, sqrt(2)]], "minimum"),
        ([[1, 1], [1, 1]], "inconclusive"),
        ([[0, 1], [1, 0]], "saddle"),
        ([[0, 1, 0], [1, 0, 0], [0, 0, 1]], "saddle"),
        ([[-1, 0, 0], [0, -2, 0], [0, 0, -3]], "maximum"),
        ([[-3]], "maximum"),
    ],
)
def test_the_second_derivative_test_by_minors(rows, kind):
    assert kind_by_test(Matrix(rows)) == kind


@pytest.mark.parametrize("text", ["x^3 - 3x + y^2", "x^4 + y^4 - 4xy", "x^3 + y^3 - 3xy", "x y (1 - x - y)"])
def test_the_test_agrees_with_the_classifier(text):
    found = analyze(text)
    hessian = derivatives_of(found.function)[1]

    for point in found.points:
        at = {v: c.short() for v, c in zip(found.function.variables, point.point.coordinates, strict=True)}
        assert kind_by_test(hessian.xreplace(at)) == point.verdict.kind.value
