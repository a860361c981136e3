"""Entries of tables: what is right is read exactly, what is wrong names its key."""

from fractions import Fraction

import pytest

from symhess.inputs.entries import (
    WrongEntry,
    choice_entry,
    count_entry,
    flag_entry,
    member_entry,
    number_entry,
    require_known,
    share_entry,
    syntax_entry,
    text_entry,
    texts_entry,
)
from symhess.verdict import Kind


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        (lambda row: number_entry(row, "k", "1"), Fraction(1)),
        (lambda row: share_entry(row, "k", "1/2"), Fraction(1, 2)),
        (lambda row: count_entry(row, "k", 3), 3),
        (lambda row: text_entry(row, "k", "a"), "a"),
        (lambda row: texts_entry(row, "k"), ()),
        (lambda row: flag_entry(row, "k"), False),
        (lambda row: choice_entry(row, "k", ("a", "b")), "a"),
        (syntax_entry, "calculator"),
    ],
)
def test_a_missing_entry_has_its_default(read, expected):
    assert read({}) == expected


@pytest.mark.parametrize(("value", "expected"), [(0.1, "1/10"), ("2/3", "2/3"), (7, "7"), ("1 / 4", "1/4"), (0, "0")])
def test_numbers_are_exact(value, expected):
    assert number_entry({"k": value}, "k", "1") == Fraction(expected)


@pytest.mark.parametrize(
    "read",
    [
        lambda: number_entry({"k": -1}, "k", "1"),
        lambda: number_entry({"k": True}, "k", "1"),
        lambda: number_entry({"k": "1/0"}, "k", "1"),
        lambda: number_entry({"k": [1]}, "k", "1"),
        lambda: share_entry({"k": "3/2"}, "k", "1"),
        lambda: count_entry({"k": 0}, "k", 1),
        lambda: count_entry({"k": 11}, "k", 1),
        lambda: count_entry({"k": True}, "k", 1),
        lambda: count_entry({"k": 1.0}, "k", 1),
        lambda: text_entry({"k": 1}, "k"),
        lambda: texts_entry({"k": ["a", 1]}, "k"),
        lambda: flag_entry({"k": 1}, "k"),
        lambda: choice_entry({"k": "c"}, "k", ("a", "b")),
        lambda: member_entry(Kind, "k", "peak"),
        lambda: require_known({"k": 1}, ["a"]),
    ],
)
def test_what_is_wrong_names_the_key(read):
    with pytest.raises(WrongEntry) as caught:
        read()
    assert caught.value.key == "k"
    assert caught.value.table == ()
