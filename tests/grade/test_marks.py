"""Marks survive JSON exactly, and garbled ones are refused."""

import json

import pytest

from symhess.errors import InputError
from symhess.grade import Mark, make_field, mark
from symhess.grade.marks import Remark, Shown

FIELD = make_field("gradient", "x^2 y", weight="1/3")


@pytest.mark.parametrize("text", ["(2xy, x^2)", "(2xy, 0)", "((", None, "(2 x y, 1/2x)"])
def test_a_mark_survives_json(text):
    found = mark(text, FIELD)

    assert Mark.from_dict(json.loads(json.dumps(found.to_dict()))) == found


@pytest.mark.parametrize(
    "change", [{"status": "splendid"}, {"points": "a"}, {"parts": [[1]]}, {"remarks": 3}, {"out_of": None}]
)
def test_a_garbled_mark_is_refused(change):
    with pytest.raises(InputError, match="expected a mark"):
        Mark.from_dict({**mark("(2xy, 0)", FIELD).to_dict(), **change})


def test_a_mark_without_a_key_is_refused():
    with pytest.raises(InputError, match="expected a mark"):
        Mark.from_dict({})


def test_the_text_of_a_remark_joins_its_pieces():
    assert Remark("sign", ("at ", Shown("(1, 2)"), " it is ", Shown("3"))).text == "at (1, 2) it is 3"
