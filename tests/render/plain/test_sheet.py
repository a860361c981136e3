"""Sheets as Markdown."""

from dataclasses import replace

from symhess.render.document import Heading
from symhess.render.plain.sheet import sheet_document, sheet_markdown
from tests.render.sheets import SOLVED, TASKS


def test_headings_parts_and_marks():
    lines = sheet_markdown(TASKS).splitlines()

    assert lines[0].startswith("# Sheet ")
    assert any(line.startswith("## Exercise 1 (Title") and line.endswith("(3 marks)") for line in lines)
    assert any(line.startswith("(b) Why?") and line.endswith("(1 mark)") for line in lines)


def test_what_an_author_writes_is_text():
    text = sheet_markdown(TASKS) + sheet_markdown(SOLVED)

    assert r"\\input\{secret\}" in text and r"\<b\>\#" in text
    assert "<b>" not in text


def test_sections_of_solutions_stand_below_the_exercise():
    levels = [block.level for block in sheet_document(SOLVED).blocks if isinstance(block, Heading)]

    assert levels.count(1) == 2 and levels.count(2) > 2


def test_forms_are_for_students():
    assert r"\_\_\_\_" in sheet_markdown(replace(TASKS, name_line=False))
    assert r"\_\_\_\_" not in sheet_markdown(SOLVED)
