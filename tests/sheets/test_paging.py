"""Variants: what is drawn, what is shared, what is left open."""

from dataclasses import replace

import pytest

from symhess.errors import InputError
from symhess.render.document import Figure, Note
from symhess.render.plain.sheet import sheet_markdown
from symhess.sheets import Sheet
from symhess.sheets.exercises import read_exercise
from symhess.sheets.paging import seeds_of, variant_pages

DRAWN = read_exercise({"generator": "gradient", "variables": 1, "marks": 2})
OWN = read_exercise({"function": "x^2 + y^2", "asks": ["gradient", "classification"], "marks": [1, "3/2"]})
TWO = Sheet("Sheet", (DRAWN, OWN, DRAWN), variants=("A", "B", "C"), seed=11)


def test_all_drawn_exercises_of_all_variants_differ():
    seeds = [seed for number in range(3) for k, seed in enumerate(seeds_of(TWO, number)) if k != 1]
    pages = [variant_pages(TWO, number).tasks for number in range(3)]
    given = [sheet_markdown(replace(page, questions=(page.questions[k],))) for page in pages for k in (0, 2)]

    assert len(set(seeds)) == 6
    assert len({text.split("Exercise 1")[1] for text in given}) == 6


def test_a_variant_depends_on_its_letter_and_the_seed_alone():
    alone = replace(TWO, variants=("C",))
    again = [sheet_markdown(variant_pages(sheet, number).solutions) for sheet, number in ((TWO, 2), (alone, 0))]

    assert again[0] == again[1]
    assert again[0] != sheet_markdown(variant_pages(replace(alone, seed=12), 0).solutions)


def test_own_functions_are_the_same_in_all_variants():
    first, second = (variant_pages(TWO, number).tasks.questions[1] for number in (0, 1))

    assert first.given == second.given


def test_own_functions_are_solved_once_for_all_variants():
    known = {}
    first, second = (variant_pages(TWO, number, known).solutions.questions[1] for number in (0, 1))

    assert len(known) == 2
    assert first.parts[1].study is second.parts[1].study


def test_marks_add_up():
    page = variant_pages(TWO, 0).tasks

    assert [question.marks for question in page.questions] == [2, 2.5, 2]
    assert page.marks == 6.5


def test_a_drawn_function_is_asked_several_things():
    exercise = read_exercise({"generator": "classification", "asks": ["gradient", "hessian", "classification"]})
    (question,) = variant_pages(Sheet("Sheet", (exercise,)), 0).tasks.questions

    assert len(question.parts) == 3
    assert all(part.solution for part in question.parts)


PICTURES = [("solution", 0, 1), ("task", 1, 0), ("both", 1, 1), ("none", 0, 0)]


@pytest.mark.parametrize(("picture", "task", "solution"), PICTURES)
def test_pictures_stand_where_they_are_wanted(picture, task, solution):
    exercise = read_exercise({"function": "x^2 + y^2", "asks": "classification", "picture": picture})
    (question,) = variant_pages(Sheet("Sheet", (exercise,)), 0).tasks.questions

    assert sum(isinstance(block, Figure) for block in question.given) == task
    assert sum(isinstance(block, Figure) for block in question.parts[0].solution) == solution


def test_what_is_not_solved_in_time_is_shown_and_told():
    slow = read_exercise({"function": "x^4 + y^4 - x y + 1", "asks": ["gradient", "classification"]})
    found = variant_pages(Sheet("Sheet", (slow,), time_limit=1e-9, variants=("A", "B")), 1)
    (question,) = found.solutions.questions

    assert found.warnings == ("variant B, exercise 1 (b): not solved in time",)
    assert question.parts[1].task and question.parts[1].solution


def test_newton_steps_that_run_out_of_time_are_a_note():
    slow = read_exercise({"function": "x^4 + x", "asks": "newton", "at": [1], "steps": 3})
    found = variant_pages(Sheet("Sheet", (slow,), time_limit=1e-9), 0)

    assert found.warnings == ("exercise 1: not solved within 1e-09 s",)
    assert [type(block) for block in found.solutions.questions[0].parts[0].solution] == [Note]


def test_an_open_question_is_told():
    hard = read_exercise({"function": "sin(x^2) + y^2", "asks": "classification"})
    (warning,) = variant_pages(Sheet("Sheet", (hard,)), 0).warnings

    assert warning == "exercise 1: the list of critical points is not proved to be complete"


def test_what_does_not_exist_is_told_with_its_place():
    flat = read_exercise({"function": "x^3", "asks": "newton", "at": [0]}, (("exercises", 0),))
    with pytest.raises(InputError, match=r"^sheet, line 1, at: the Hessian is not known to be regular"):
        variant_pages(Sheet("Sheet", (flat,)), 0)
