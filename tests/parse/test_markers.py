import pytest

from symhess import ParseError, parse
from symhess.parse import markers
from symhess.parse.characters import fold_characters

MARKS = [getattr(markers, name) for name in markers.__all__]


def test_the_marks_are_distinct_single_private_characters():
    assert len(set(MARKS)) == len(MARKS)
    assert all(len(mark) == 1 and "\ue000" <= mark <= "\uf8ff" for mark in MARKS)


@pytest.mark.parametrize("mark", MARKS, ids=markers.__all__)
@pytest.mark.parametrize("syntax", ["calculator", "latex", "python"])
def test_no_user_can_write_a_mark(mark, syntax):
    with pytest.raises(ParseError, match="private character"):
        fold_characters(f"x{mark}")
    with pytest.raises(ParseError, match="private character"):
        parse(f"{mark}x{mark}", variables="x", syntax=syntax)
