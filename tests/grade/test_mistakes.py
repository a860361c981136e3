"""Guessed wrong answers: none is right after all, and every code has words."""

from dataclasses import replace

import pytest
from sympy import Expr, MatrixBase, sstr

from symhess.budget import Deadline
from symhess.equivalence import Status
from symhess.grade import MarkStatus, make_field, mark
from symhess.grade.compare import compare_values
from symhess.grade.mistakes import EXPLANATIONS, diagnose_entry, wrong_answers

FIELDS = [
    make_field("gradient", "x^3 - 3x y + sin(2y)"),
    make_field("hessian", "x^3 - 3x y + exp(2y)"),
    make_field("partial", "x^2 y^3", of=["x", "y"]),
    make_field("discriminant", "x^3 - 3x y + y^2"),
    make_field("discriminant", "x^3 - 3x y + y^2", at=[1, 1]),
    make_field("taylor", "exp(x) cos(y)", at=[0, 0]),
    make_field("newton", "x^4 + y^2 - x y", at=[1, 2], steps=2),
]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_guesses_are_many_distinct_and_have_words(field):
    for guesses in wrong_answers(field):
        values = [guess.value for guess in guesses]
        assert len(values) == len(set(values)) >= 3
        assert {guess.code for guess in guesses} <= EXPLANATIONS.keys()


FORMULAS = [f for f in FIELDS if isinstance(f.reference, Expr) and not isinstance(f.reference, MatrixBase)]


@pytest.mark.parametrize("field", FORMULAS, ids=lambda field: field.name)
def test_a_guess_that_is_handed_in_is_diagnosed_and_never_right(field):
    """Unless it is right after all: a slip can lead to the right answer, which is then not diagnosed."""
    guesses = wrong_answers(field)[0]
    for guess in guesses:
        found = mark(sstr(guess.value), replace(field, syntax="python"))
        if compare_values(guess.value, field.reference, field.function.variables, Deadline(5)).status is Status.PROVED:
            assert (found.status, found.mistakes) == (MarkStatus.RIGHT, ())
        else:
            assert found.status is MarkStatus.WRONG
            assert found.mistakes[0] in {other.code for other in guesses if (other.value - guess.value).expand() == 0}


def test_an_answer_that_nothing_leads_to_has_no_diagnosis():
    field = FIELDS[3]

    assert diagnose_entry(field.reference * 17 + 5, wrong_answers(field)[0], field, Deadline(5)) is None


def test_other_fields_have_no_guesses():
    assert wrong_answers(make_field("expression", "x", answer="0")) == ((),)
