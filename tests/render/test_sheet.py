"""Marks, labels and places of sheets."""

from fractions import Fraction

import pytest

from symhess.render.document import Picture
from symhess.render.sheet import Part, Question, SheetPage, label_of, marks_text, pictured
from tests.render.sheets import SOLVED, TASKS


@pytest.mark.parametrize(
    ("marks", "language", "text"),
    [
        (Fraction(1), "en", "1 mark"),
        (Fraction(0), "en", "0 marks"),
        (Fraction(1, 2), "en", "0.5 marks"),
        (Fraction(100), "en", "100 marks"),
        (Fraction(5, 2), "de", "2,5 Punkte"),
        (Fraction(1), "de", "1 Punkt"),
        (None, "en", ""),
    ],
)
def test_marks_are_said(marks, language, text):
    assert marks_text(marks, language) == text


def test_marks_are_summed_where_there_are_some():
    with_and_without = Question((), (), (Part((), Fraction(2)), Part(())))

    assert with_and_without.marks == 2
    assert Question((), (), (Part(()),)).marks is None
    assert SheetPage((), (), (), "", (with_and_without, Question((), (), (Part(()),))), ()).marks == 2


def test_only_several_parts_have_letters():
    assert [label_of(Question((), (), (Part(()),) * 3), k) for k in range(3)] == ["(a)", "(b)", "(c)"]
    assert label_of(Question((), (), (Part(()),)), 0) == ""


def test_pictures_of_solutions_belong_to_solutions():
    assert list(pictured(TASKS)) == []
    assert [(place, shown) for place, _, shown in pictured(SOLVED)] == [((1, 0), (Picture.LEVELS,))]
