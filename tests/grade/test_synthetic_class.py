"""The grader gives every member of the synthetic class the mark that follows from how the answer was made."""

from fractions import Fraction

import pytest

from .class_sheets import SHEETS
from .synthetic_class import disagreements, members

MEMBERS = 25


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_mark_is_as_expected(sheet, tmp_path):
    assert list(disagreements(sheet, MEMBERS, tmp_path)) == []


def test_the_class_has_twelve_assignments_with_all_kinds_of_fields():
    tables = "\n".join(sheet.toml() for sheet in SHEETS)
    asked = "gradient hessian partial clairaut critical_points discriminant classification argument taylor newton"

    assert len(SHEETS) == 12
    assert all(f'asks = "{kind}"' in tables for kind in [*asked.split(), "lagrange"])
    assert {sheet.syntax for sheet in SHEETS} == {"calculator", "python", "latex"}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_the_class_is_the_same_every_time_and_varied(sheet):
    first, again, other = (list(members(sheet, 50, seed)) for seed in (1, 1, 2))
    statuses = {found.status for member in first for found in member.expected.values()}

    assert first == again
    assert first != other
    assert len({str(member.submission.answers) for member in first}) > 40
    assert {"right", "wrong"} <= statuses


def test_all_outcomes_occur():
    found = [expected for sheet in SHEETS for member in members(sheet, 60) for expected in member.expected.values()]

    assert {one.status for one in found} == {
        "right", "partial", "carried", "wrong", "unreadable", "missing", "review",
    }
    assert len({one.code for one in found}) > 30
    assert any(one.points not in (None, 0) and one.points != int(one.points) for one in found)
    assert all(one.points is None or one.points >= Fraction(0) for one in found)
