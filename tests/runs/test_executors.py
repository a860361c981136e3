"""Other machines: the same outcomes, the same limits, and nothing is lost with a worker."""

import json
import os
import signal
import threading
import time
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from symhess.cli import main
from symhess.errors import InputError
from symhess.runs.executors import scheduler_executor, workforce
from symhess.runs.outcome import Ending, Limits
from tests.grade.classroom import SHEET, generated_class
from tests.runs.work import answering

LIMITS = Limits(seconds=1.5)


def outcomes(questions, executor, limits=LIMITS):
    with workforce(answering, "setting", limits, executor=executor) as answers:
        return {one.index: one for one in answers(questions)}


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


class Broken(InOrder):
    """An executor that cancels one task and takes no more."""

    count = 0

    def submit(self, fn, /, *args, **kwargs):
        self.count += 1
        if self.count > 1:
            raise BrokenExecutor("no workers are left")
        future = Future()
        future.cancel()
        future.set_running_or_notify_cancel()
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

    assert sorted(str(one.message).split()[0] for one in told) == ["32", "4"]
    assert asked(found) == questions


def test_what_a_broken_executor_refuses_is_answered_here():
    questions = [f"question {k}" for k in range(70)]
    with pytest.warns(UserWarning, match="(CancelledError|BrokenExecutor) there") as told:
        found = outcomes(questions, Broken())

    assert asked(found) == questions
    assert len(told) == 3


def test_no_questions_need_no_executor():
    assert outcomes([], InOrder()) == {}


def test_closing_early_cancels_what_has_not_begun():
    with ThreadPoolExecutor(1) as executor:
        with workforce(answering, "setting", LIMITS, executor=executor) as answers:
            stream = answers(range(32 * 20))
            next(stream)
            stream.close()
        begin = time.monotonic()

    assert time.monotonic() - begin < 15


def test_without_an_address_there_is_no_executor():
    with scheduler_executor(None) as executor:
        assert executor is None


@pytest.mark.parametrize("address", ["nonsense", "xyz://127.0.0.1:1", "tcp://127.0.0.1:1", "127.0.0.1:99999", "tcp://"])
def test_an_address_that_makes_no_sense_is_bad_input(address):
    with pytest.raises(InputError, match="no scheduler"), scheduler_executor(address):
        pass


@pytest.fixture(scope="module")
def cluster():
    from dask.distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as running:
        yield running


def test_limits_hold_in_the_workers_of_a_cluster(cluster):
    questions = ["a", "die", "b", "grow 4000000000", "hang", "c"]
    with scheduler_executor(cluster.scheduler_address) as executor:
        found = outcomes(questions, executor, Limits(seconds=2, memory=2 << 30))

    assert asked(found) == ["a", None, "b", None, None, "c"]
    assert found[1].reason == "the process died with exit code -9"
    assert found[3].reason == "MemoryError in the process"
    assert found[4].ending is Ending.TIME_LIMIT


def test_grading_on_a_cluster_that_loses_a_worker_leaves_the_same_bytes(cluster, tmp_path):
    (tmp_path / "sheet.toml").write_text(SHEET)
    found = [one.submission for one in generated_class(14)]
    rows = [{"student": one.student, "answers": one.answers} for one in found]
    (tmp_path / "class.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    files = [str(tmp_path / name) for name in ("sheet.toml", "class.jsonl")]
    victim = next(iter(cluster.workers.values())).pid
    killer = threading.Timer(1.0, os.kill, [victim, signal.SIGKILL])
    killer.start()
    assert main(["grade", *files, "-o", str(tmp_path / "there"), "--scheduler", cluster.scheduler_address]) == 0
    killer.join()
    assert main(["grade", *files, "-o", str(tmp_path / "here")]) == 0

    there, here = (contents(tmp_path / name) for name in ("there", "here"))
    assert there == here


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
