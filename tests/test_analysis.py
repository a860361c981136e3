"""The pipeline as a whole."""

import json
from pathlib import Path

import pytest
from sympy import symbols, sympify

from symhess.analysis import study
from symhess.budget import Deadline
from symhess.critical_set import Status
from symhess.function import ScalarFunction
from symhess.inputs import scalar_function
from symhess.verdict import Kind, Reason

CORPUS = Path(__file__).parent / "corpus"
CASES = [
    pytest.param(case, id=case["id"])
    for name in ("polynomial", "lecture_examples")
    for case in map(json.loads, (CORPUS / f"{name}.jsonl").read_text().splitlines())
]


@pytest.mark.parametrize("case", CASES)
def test_every_known_point_has_its_kind_or_an_honest_word(case):
    variables = symbols(case["vars"])
    found = study(ScalarFunction(sympify(case["f"]), tuple(variables)), Deadline(60))
    kinds = {tuple(float(c) for c in p.point.coordinates): p.verdict for p in found.points}

    for point in case["points"]:
        at = tuple(float(sympify(c).evalf(20)) for c in point["at"])
        verdicts = [v for place, v in kinds.items() if place == pytest.approx(at, abs=1e-9)]
        if not verdicts:
            assert found.critical_set.completeness.status is not Status.COMPLETE or found.pieces
        for verdict in verdicts:
            assert verdict.kind.value == point["kind"] or verdict.reason is not None


def test_what_time_does_not_leave_is_labelled():
    class Clock(Deadline):
        """Passes once solving is over."""

        ticks = 0

        def check(self):
            Clock.ticks += 1
            if Clock.ticks > 8:
                super().check()

    found = study(scalar_function("x^4 + y^4 - 2x^2 - 2y^2 + 1"), Clock(0))

    late = [p.verdict for p in found.points if p.verdict.reason is Reason.TIME_LIMIT]
    assert all(verdict.kind is Kind.UNDECIDED for verdict in late)
    assert len(found.points) in (0, 9)
    assert late or found.critical_set.completeness.reason is Reason.TIME_LIMIT


def test_pieces_of_a_critical_curve_have_their_kinds():
    found = study(scalar_function("x^2 y^3"), Deadline(20))

    kinds = {(str(p.component.equations[0]), p.verdict.kind, p.verdict.strict) for p in found.pieces}
    assert kinds == {("x", Kind.MINIMUM, False), ("x", Kind.MAXIMUM, False), ("y", Kind.SADDLE, None)}
