"""The parts of a sheet as an article."""

from dataclasses import replace

from symhess.render.sheet import Blank, FillIn
from symhess.render.tex.sheets.article import marks_latex, question_latex, sheet_article
from symhess.render.tex.sheets.macros import space_latex
from tests.render.sheets import SOLVED, TASKS, words


def test_marks_stand_at_the_exercise_and_at_its_parts():
    text = question_latex(TASKS, 0, {})

    assert r"{[3 marks]}" in text
    assert [text.count(rf"\symhesstoright{{[{marks}]}}") for marks in ("1.5 marks", "1 mark", "0.5 marks")] == [1, 1, 1]
    assert [text.count(rf"\symhesslabel{{({letter})}}") for letter in "abcd"] == [1, 1, 1, 0]


def test_the_table_of_marks_has_the_sum():
    rows = marks_latex(TASKS).splitlines()

    assert r"Marks & 3 & 12 & 15 \\ \hline" in rows
    assert marks_latex(SOLVED) == marks_latex(replace(TASKS, marks_table=False)) == ""


def test_solutions_and_places_for_answers_exclude_each_other():
    tasks, solved = sheet_article(TASKS, {}), sheet_article(SOLVED, {})

    assert tasks.count("\\symhessruled\n") == 3 and tasks.count("\\symhessempty\n") == 2
    assert "\\symhessruled\n" not in solved and "\\symhessempty\n" not in solved
    assert r"\symhessresult{\textbf{Result.}" in solved and r"\symhessresult{\textbf{Result.}" not in tasks
    assert "Hint." in tasks and "Hint." not in solved
    assert "Name:" in tasks and "Name:" not in solved


def test_a_form_has_its_rows():
    form = space_latex(FillIn((words("point"), words("f")), 4))

    assert form.count(r"\hline") == 1 + 1 + 4
    assert space_latex(Blank(2, ruled=False)).splitlines() == [r"\symhessempty"] * 2


def test_german_words_and_numbers():
    text = sheet_article(replace(TASKS, language="de"), {})

    assert "Aufgabe 1" in text and "[1,5 Punkte]" in text and "Variante B" in text
