"""The ladder at the points that the solver finds."""

import pytest
from sympy import sqrt

from symhess.budget import Deadline
from symhess.classify import classify
from symhess.evidence import Summands
from symhess.function import ScalarFunction
from symhess.solve import critical_set
from symhess.verdict import Kind, Reason
from tests.classify.germs import x, y, z


def verdicts(expression, *variables, deadline=None):
    points = critical_set(ScalarFunction(expression, variables), Deadline(20)).points
    return [classify(point, deadline) for point in points]


@pytest.mark.parametrize(
    ("expression", "variables", "expected"),
    [
        pytest.param((x**2 - 2) ** 4 + y**2, (x, y), ["minimum A3+", "saddle", "minimum A3+"], id="radical-points"),
        pytest.param((x**3 - 2) ** 3 + y**2, (x, y), ["saddle A2", "saddle A2"], id="cubic-field"),
        pytest.param(x**4 + y**4, (x, y), ["minimum X9"], id="two-degenerate-blocks"),
        pytest.param(x**4 - y**4, (x, y), ["saddle X9"], id="blocks-of-both-signs"),
        pytest.param(x**3 + y**3 + z**3, (x, y, z), ["saddle P8"], id="three-blocks"),
        pytest.param(-(x**4) - sqrt(2) * y**2, (x, y), ["maximum A3-"], id="irrational-coefficient"),
        pytest.param(x * y + z**4, (x, y, z), ["saddle A3+"], id="named-though-the-inertia-decides"),
    ],
)
def test_kinds_and_names(expression, variables, expected):
    found = [f"{v.kind.value} {v.singularity or ''}".strip() for v in verdicts(expression, *variables)]

    assert found == expected


def test_blocks_add_up_and_say_so():
    (verdict,) = verdicts(x**4 + (y - x * 0) ** 6, x, y)
    (record,) = (e for e in verdict.evidence if isinstance(e, Summands))

    assert (verdict.strict, verdict.decided_by) == (True, "summands")
    assert [(part.kind, part.strict) for part in record.parts] == [("minimum", True)] * 2


def test_time_that_is_up_leaves_a_degenerate_point_open_only():
    found = verdicts(x**4 - x**6 + y**4, x, y, deadline=Deadline(0))

    assert {v.reason for v in found if v.kind is Kind.UNDECIDED} == {Reason.TIME_LIMIT}
    assert [v.kind for v in verdicts(x**2 + y**2, x, y, deadline=Deadline(0))] == [Kind.MINIMUM]
