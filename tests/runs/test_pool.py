"""Processes that can be ended: every question has its outcome, whatever it does to the process that answers it."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from contextlib import closing

import pytest

from symhess.runs.outcome import Ending, Limits
from symhess.runs.pool import Pool, answer_here
from tests.runs.work import answering, never_ready

MEGABYTE = 2**20
PATIENT = Limits(seconds=60)


def outcomes(questions, limits=PATIENT, **options):
    return {one.index: one for one in answer_here(answering, "setting", questions, limits, **options)}


def processes(found):
    return [found[k].value[2] for k in sorted(found)]


@pytest.mark.parametrize("jobs", [1, 3])
def test_every_question_has_one_answer_from_a_process_that_stays(jobs):
    found = outcomes(range(20), jobs=jobs)

    assert [found[k].value[:2] for k in range(20)] == [("setting", k) for k in range(20)]
    assert {one.ending for one in found.values()} == {Ending.FINISHED}
    assert 1 <= len({*processes(found)} - {os.getpid()}) <= jobs


def test_no_questions_start_no_process():
    assert outcomes([]) == {}


def test_processes_stay_from_one_list_to_the_next():
    with Pool(answering, "setting", PATIENT) as pool:
        first, second = ([one.value for one in pool.answers(["a", "b"])] for _ in range(2))

    assert first == second


def test_an_abandoned_list_leaves_nothing_to_the_next():
    with Pool(answering, "setting", PATIENT, jobs=2) as pool:
        abandoned = pool.answers(["a", "sleep 0.3", "b"])
        next(abandoned)
        abandoned.close()
        found = list(pool.answers(["c"]))

    assert [(one.index, one.value[1]) for one in found] == [(0, "c")]
    assert multiprocessing.active_children() == []


def test_questions_are_taken_only_when_a_process_is_free():
    taken = []
    stream = answer_here(answering, "setting", (taken.append(k) or k for k in range(100)), PATIENT, jobs=2)
    with closing(stream):
        next(stream)

    assert len(taken) <= 3


@pytest.mark.parametrize(
    ("question", "ending", "reason"),
    [
        pytest.param("exit", Ending.CRASHED, "the process died with exit code 7", id="exit"),
        pytest.param("abort", Ending.CRASHED, f"the process died with exit code -{signal.SIGABRT:d}", id="signal"),
        pytest.param("die", Ending.CRASHED, "the process died with exit code -9", id="kill"),
        pytest.param("fail", Ending.CRASHED, "RuntimeError in the process", id="exception"),
        pytest.param("unsendable", Ending.CRASHED, "AttributeError in the process", id="value"),
        pytest.param("hang", Ending.TIME_LIMIT, "no answer within 1.5 s; the process was ended", id="hang"),
        pytest.param("hang-deaf", Ending.TIME_LIMIT, "no answer within 1.5 s; the process was ended", id="hang-deaf"),
    ],
)
def test_one_bad_question_costs_only_itself(question, ending, reason):
    found = outcomes(["first", question, "between", question, "last"], Limits(seconds=1.5), jobs=2)

    assert [found[k].value[1] for k in (0, 2, 4)] == ["first", "between", "last"]
    for bad in (found[1], found[3]):
        assert (bad.ending, bad.value, bad.reason) == (ending, None, reason)


def test_the_quick_one_does_not_wait_for_the_slow_one():
    with closing(answer_here(answering, "setting", ["sleep 1", "quick"], PATIENT, jobs=2)) as stream:
        assert next(stream).index == 1


def test_a_death_from_outside_is_not_the_question_s_fault(tmp_path):
    found = outcomes(["a", f"once {tmp_path / 'mark'}", "b"])

    assert {one.ending for one in found.values()} == {Ending.FINISHED}


@pytest.mark.parametrize(("renewed_after", "different"), [(1, 6), (3, 2), (None, 1)])
def test_a_process_is_renewed_after_so_many_answers(renewed_after, different):
    found = outcomes(range(6), Limits(60, renewed_after=renewed_after))

    assert len(set(processes(found))) == different


def test_a_memory_bomb_meets_the_limit_and_leaves_the_others():
    limits = Limits(seconds=60, memory=1024 * MEGABYTE)
    found = outcomes([f"grow {MEGABYTE}", f"grow {1536 * MEGABYTE}", f"grow {2 * MEGABYTE}"], limits)

    assert [found[k].value for k in range(3)] == [MEGABYTE, None, 2 * MEGABYTE]
    assert found[1].reason == "MemoryError in the process"


def test_closing_early_ends_the_processes():
    stream = answer_here(answering, "setting", ["a", "hang", "hang"], PATIENT, jobs=3)
    with closing(stream):
        assert next(stream).value[1] == "a"
        assert len(multiprocessing.active_children()) >= 2

    assert multiprocessing.active_children() == []


def test_a_process_that_cannot_start_is_told():
    with pytest.raises(OSError, match="did not start"):
        list(answer_here(never_ready, "setting", ["a"], PATIENT))


def test_nothing_that_was_asked_reaches_the_terminal():
    program = (
        "from symhess.runs.outcome import *; from symhess.runs.pool import *; from tests.runs.work import answering\n"
        "if __name__ == '__main__':\n"
        "    print([o.reason for o in answer_here(answering, 0, ['fail \\x1b[31m', 'abort'], Limits(60))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)

    assert done.stderr == ""
    assert "\x1b" not in done.stdout and "RuntimeError" in done.stdout


def test_the_processes_die_with_their_parent():
    program = (
        "from symhess.runs.outcome import *; from symhess.runs.pool import *; from tests.runs.work import answering\n"
        "if __name__ == '__main__':\n"
        "    for o in answer_here(answering, 0, ['a', 'b', 'hang', 'hang'], Limits(600), jobs=2):\n"
        "        print(o.value[2], flush=True)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        children = [int(parent.stdout.readline()) for _ in range(2)]
        parent.kill()

    assert not any(lives(child) for child in children)


def lives(process, patience=10.0):
    """Whether a process still runs after a moment of patience."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.02)
    return True
