"""The structure that the exam class expects, whether or not it is installed."""

import re
from dataclasses import replace

from symhess.render.tex.sheets.exam import sheet_exam
from tests.render.sheets import SOLVED, TASKS


def body(page):
    return sheet_exam(page, {}).split(r"\begin{document}")[1]


def test_questions_and_parts_carry_their_marks():
    text = body(TASKS)

    assert re.findall(r"\\question(\[[^]]*\])?$", text, re.MULTILINE) == ["", "[12]"]
    assert re.findall(r"\\part(\[[^]]*\])", text) == [r"[1\half]", "[1]", r"[\half]"]


def test_environments_are_closed_in_order():
    opened = []
    for kind, name in re.findall(r"\\(begin|end)\{(questions|parts|solution|solutionorlines)\}", body(TASKS)):
        if kind == "begin":
            opened.append(name)
        else:
            assert opened.pop() == name
    assert opened == []


def test_every_part_has_a_solution_that_leaves_its_place():
    text = body(TASKS)

    assert text.count(r"\begin{solution") == 4
    assert r"\begin{solutionorlines}[24mm]" in text
    assert r"\begin{solution}[16mm]" in text


def test_one_command_shows_the_answers():
    tasks, solved = sheet_exam(TASKS, {}), sheet_exam(SOLVED, {})
    lines = [line for line in solved.splitlines() if line not in tasks.splitlines()]

    assert lines == [r"\printanswers"]
    assert r"% \printanswers" in tasks


def test_the_words_of_the_class_are_told_in_the_language():
    text = sheet_exam(replace(TASKS, language="de"), {})

    assert r"\pointpoints{Punkt}{Punkte}" in text
    assert r"\htword{Summe}" in text
