"""Workers that stay: nothing is lost when one hangs or dies."""

import os

import pytest

from symhess.grade.pool import answer_each
from symhess.workers import Ending
from tests.grade.workers import answering


def outcomes(questions, **options):
    found = list(answer_each(answering, "setting", questions, seconds=options.pop("seconds", 60), **options))
    return {outcome.index: outcome for outcome in found}


@pytest.mark.parametrize("jobs", [1, 3])
def test_every_question_has_one_answer_from_a_process_that_stays(jobs):
    found = outcomes(range(20), jobs=jobs)
    values = [found[k].value for k in range(20)]

    assert [(setting, question) for setting, question, _ in values] == [("setting", k) for k in range(20)]
    assert 1 <= len({process for *_, process in values} - {os.getpid()}) <= jobs


def test_what_hangs_or_dies_costs_one_answer():
    found = outcomes(["a", "hang", "b", "die", "c", "fail", "d"], jobs=2, seconds=2)

    endings = [found[k].ending for k in range(7)]
    finished, lost = Ending.FINISHED, Ending.CRASHED
    assert endings == [finished, Ending.TIME_LIMIT, finished, lost, finished, lost, finished]
    assert found[3].exit_code == -9


def test_no_questions_start_no_process():
    assert outcomes([]) == {}


def test_closing_early_ends_the_workers():
    stream = answer_each(answering, "setting", ["a", "hang"], jobs=2, seconds=600)
    process = next(stream).value[2]
    stream.close()

    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
