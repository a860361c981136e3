"""Other machines: the same outcomes, the same limits, and nothing is lost with a worker."""

import os
import threading
import time
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from symhess.errors import InputError
from symhess.runs.executors import answer_each, scheduler_executor
from symhess.runs.pool import Ending, Limits
from tests.runs.work import answering

LIMITS = Limits(seconds=2)


def outcomes(questions, executor, limits=LIMITS):
    return {one.index: one for one in answer_each(answering, "setting", questions, limits, executor=executor)}


def asked(found):
    return [found[k].value and found[k].value[1] for k in range(len(found))]


class InOrder(Executor):
    """The simplest executor there can be."""

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class Losing(InOrder):
    """An executor whose machines are gone for every second task."""

    def __init__(self):
        self.count = 0

    def submit(self, fn, /, *args, **kwargs):
        self.count += 1
        if self.count % 2:
            return super().submit(fn, *args, **kwargs)
        future = Future()
        future.set_exception(ConnectionError("gone"))
        return future


@pytest.mark.parametrize(
    "executor",
    [
        pytest.param(InOrder, id="in-order"),
        pytest.param(lambda: ThreadPoolExecutor(2), id="threads"),
        pytest.param(lambda: ProcessPoolExecutor(2, get_context("forkserver")), id="processes"),
    ],
)
def test_any_executor_gives_every_outcome_and_holds_the_limits(executor):
    questions = [f"question {k}" for k in range(70)]
    questions[5], questions[40] = "hang", "die"
    with executor() as running:
        found = outcomes(questions, running)

    assert asked(found) == [None if k in (5, 40) else f"question {k}" for k in range(70)]
    assert (found[5].ending, found[40].ending) == (Ending.TIME_LIMIT, Ending.CRASHED)


def test_what_an_executor_loses_is_answered_here():
    questions = [f"question {k}" for k in range(100)]
    with pytest.warns(UserWarning, match="(32|4) questions are answered here: ConnectionError there") as told:
        found = outcomes(questions, Losing())

    assert [str(one.message).split()[0] for one in told] == ["32", "4"]
    assert asked(found) == questions


def test_no_questions_need_no_executor():
    assert outcomes([], InOrder()) == {}


def test_closing_early_cancels_what_has_not_begun():
    with ThreadPoolExecutor(1) as executor:
        stream = answer_each(answering, "setting", range(32 * 20), LIMITS, executor=executor)
        next(stream)
        stream.close()
        begin = time.monotonic()

    assert time.monotonic() - begin < 15


def test_without_an_address_there_is_no_executor():
    with scheduler_executor(None) as executor:
        assert executor is None


@pytest.mark.parametrize("address", ["nonsense", "xyz://127.0.0.1:1"])
def test_an_address_that_makes_no_sense_is_bad_input(address):
    with pytest.raises(InputError, match="no scheduler"), scheduler_executor(address):
        pass


def test_a_killed_worker_of_a_cluster_loses_nothing():
    from dask.distributed import LocalCluster

    questions = [f"sleep 0.0{k % 5}" for k in range(400)]
    questions[100], questions[300] = "die", "grow 4000000000"
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        with scheduler_executor(cluster.scheduler_address) as executor:
            victims = [nanny.pid for nanny in cluster.workers.values()]
            killer = threading.Timer(1.0, lambda: os.kill(victims[0], 9))
            killer.start()
            found = outcomes(questions, executor, Limits(seconds=10, memory=2 << 30))
            killer.join()

    assert asked(found) == [None if k in (100, 300) else question for k, question in enumerate(questions)]
    assert found[100].reason == "the process died with exit code -9"
    assert found[300].reason == "MemoryError in the process"
