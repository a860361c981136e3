"""Texts that a coverage-guided search came upon (tests/fuzz/parse.py): every one keeps the promises of the reading."""

import json
from pathlib import Path

import pytest

from symhess import ParseError, parse

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "corpus" / "fuzzed.jsonl").read_text("utf-8").splitlines()
]


def outcome(text, syntax):
    try:
        return parse(text, "x y", syntax)
    except ParseError as refusal:
        return refusal


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['syntax']} {ascii(row['text'])}")
def test_a_found_text_is_read_or_refused(row):
    found = outcome(**row)

    if isinstance(found, ParseError):
        assert 0 <= found.position <= len(row["text"])
        assert found.message.isascii() and str(found).isprintable()
    else:
        assert found.variables
        assert all(note.isprintable() for note in found.notes)
        assert str(outcome(**row).expression) == str(found.expression)


def test_the_search_came_upon_readable_and_unreadable_texts_of_every_syntax():
    kinds = {(row["syntax"], isinstance(outcome(**row), ParseError)) for row in ROWS}

    assert len(kinds) == 6
