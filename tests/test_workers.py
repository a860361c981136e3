"""Processes that can be ended: values, time limits, deaths, memory, and nothing left behind."""

import multiprocessing
import os
import signal
import sys
import time
from contextlib import closing

import pytest

from symhess.workers import Ending, run_each

MEGABYTE = 2**20


def square(number):
    return number * number


def sleep(seconds):
    time.sleep(seconds)
    return seconds


def misbehave(how):
    """Finish, hang, or die in one of several ways."""
    match how:
        case "hang":
            time.sleep(600)
        case "hang-deaf":
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            time.sleep(600)
        case "exit":
            os._exit(7)
        case "abort":
            sys.stderr.close()
            os.abort()
        case "half":
            os.close(2)
            raise RuntimeError("no value")
    return how


def bomb(size):
    try:
        return len(bytearray(size))
    except MemoryError:
        return "out of memory"


def test_every_item_gets_its_value():
    outcomes = list(run_each(square, range(7), jobs=2, seconds=60))

    assert {outcome.index: outcome.value for outcome in outcomes} == {n: n * n for n in range(7)}
    assert {outcome.ending for outcome in outcomes} == {Ending.FINISHED}


def test_no_items_no_outcomes():
    assert list(run_each(square, [], seconds=60)) == []


@pytest.mark.parametrize(
    ("how", "ending", "exit_code"),
    [
        pytest.param("exit", Ending.CRASHED, 7, id="exit"),
        pytest.param("abort", Ending.CRASHED, -signal.SIGABRT, id="signal"),
        pytest.param("half", Ending.CRASHED, 1, id="exception"),
        pytest.param("hang", Ending.TIME_LIMIT, None, id="hang"),
        pytest.param("hang-deaf", Ending.TIME_LIMIT, None, id="hang-deaf"),
    ],
)
def test_one_bad_item_costs_only_itself(how, ending, exit_code):
    outcomes = {o.index: o for o in run_each(misbehave, ["first", how, "last"], jobs=2, seconds=1.5)}

    assert [outcomes[0].value, outcomes[1].value, outcomes[2].value] == ["first", None, "last"]
    assert (outcomes[1].ending, outcomes[1].exit_code) == (ending, exit_code)


def test_the_quick_one_does_not_wait_for_the_slow_one():
    outcomes = run_each(sleep, [1.0, 0.0], jobs=2, seconds=60)

    with closing(outcomes):
        assert next(outcomes).index == 1


def test_a_memory_bomb_meets_the_limit():
    outcomes = {
        o.index: o.value
        for o in run_each(bomb, [MEGABYTE, 1536 * MEGABYTE], seconds=60, memory=1024 * MEGABYTE)
    }

    assert outcomes == {0: MEGABYTE, 1: "out of memory"}


def test_leaving_early_ends_the_running_processes():
    outcomes = run_each(sleep, [0.0, 600, 600], jobs=3, seconds=600)
    with closing(outcomes):
        assert next(outcomes).value == 0.0
        assert len(multiprocessing.active_children()) == 2

    assert multiprocessing.active_children() == []
