"""What students type when nobody told them how: each is read as the convention says, or refused with help."""

import json
from pathlib import Path

import pytest

from symhess import ParseError, parse

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "corpus" / "odd_inputs.jsonl").read_text("utf-8").splitlines()
]
READ = [row for row in ROWS if row["expect"] != "reject"]
REFUSED = [row for row in ROWS if row["expect"] == "reject"]


def reading_of(row):
    return parse(row["text"], variables=tuple(row["vars"]), syntax=row["syntax"])


@pytest.mark.parametrize("row", READ, ids=lambda row: row["text"])
def test_what_can_be_read(row):
    found = reading_of(row)
    value = found.expression.tolist() if found.kind == "matrix" else found.expression

    assert str(value) == row["expect"]
    assert found.notes or not row.get("noted")


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row["text"])
def test_what_cannot_be_read(row):
    with pytest.raises(ParseError) as refusal:
        reading_of(row)

    assert 0 <= refusal.value.position <= len(row["text"])
    assert refusal.value.message


@pytest.mark.parametrize(
    ("text", "help_with"),
    [
        ("1,5x", "1.5"),
        ("2,000x", "2000"),
        ("хy", "CYRILLIC SMALL LETTER HA"),
        ("2x + с", "CYRILLIC SMALL LETTER ES"),
        ("((x+1)", "missing )"),
        ("(x+1))", "')'"),
        ("(1,2", "missing )"),
        ("[[1,2],[3,4]", "missing ]"),
        ("4x3", "x^3"),
        ("x!", "factorials"),
        ("5%", "percent"),
        ("∞", "infinity"),
        ("X^2", "write x"),
        ("2x = 3 = y", "second equals"),
        ("\\frac{1}{2}", "latex"),
    ],
)
def test_refusals_help(text, help_with):
    with pytest.raises(ParseError, match=r"(?s).*") as refusal:
        parse(text, variables="x y")

    assert help_with in str(refusal.value)
