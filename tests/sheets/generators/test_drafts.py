"""What a construction promises is compared with what symhess finds; a wrong promise is an error."""

from dataclasses import replace

import pytest
from sympy import Integer, Rational, Symbol

from symhess.sheets.generators import GENERATORS
from symhess.sheets.generators.drafts import Draft, Foreseen, written
from symhess.sheets.problem import Asks, Problem
from symhess.verdict import Kind

x, y = Symbol("x"), Symbol("y")
LINE = Problem(Asks.CLASSIFICATION, written([x**3, -3 * x], (x,)))
LEFT, RIGHT = Foreseen((Integer(-1),), Kind.MAXIMUM), Foreseen((Integer(1),), Kind.MINIMUM)


def test_a_promise_that_is_kept():
    assert len(Draft(LINE, (LEFT, RIGHT)).kept().points) == 2


@pytest.mark.parametrize(
    "points",
    [
        pytest.param((LEFT,), id="one-missing"),
        pytest.param((LEFT, RIGHT, Foreseen((Integer(2),), Kind.SADDLE)), id="one-too-many"),
        pytest.param((replace(LEFT, kind=Kind.SADDLE), RIGHT), id="wrong-kind"),
        pytest.param((replace(LEFT, at=(Integer(-2),)), RIGHT), id="wrong-place"),
    ],
)
def test_a_wrong_promise_about_points_is_an_error(points):
    with pytest.raises(RuntimeError, match="construction of classification failed"):
        Draft(LINE, points).kept()


def test_an_ugly_answer_is_an_error():
    ugly = Problem(Asks.CLASSIFICATION, written([x**3, -2 * x], (x,)))

    with pytest.raises(RuntimeError):
        Draft(ugly, (LEFT, RIGHT)).kept()


@pytest.mark.parametrize("name", ["newton", "logistic"])
def test_a_wrong_end_of_a_step_is_an_error(name):
    draft = GENERATORS[name].family().member(7)
    moved = tuple(entry + Rational(1, 2) for entry in draft.ends[0])

    draft.kept()
    with pytest.raises(RuntimeError):
        replace(draft, ends=(moved,)).kept()


def test_too_little_time_is_no_answer():
    with pytest.raises(RuntimeError):
        Draft(LINE, (LEFT, RIGHT)).kept(seconds=1e-9)


def test_terms_keep_their_order():
    assert written([y**2, 0 * x, x], (x, y)).terms == (y**2, x)
