"""Other machines: the same outcomes, the same limits, and nothing is lost with a worker."""

import json
import os
import signal
import threading
import time
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from symhess.cli import main
from symhess.errors import InputError
from symhess.runs.executors import answer_each, scheduler_executor
from symhess.runs.pool import Ending, Limits
from tests.grade.classroom import SHEET, generated_class
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


@pytest.fixture(scope="module")
def cluster():
    from dask.distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as running:
        yield running


def kill_a_worker(cluster):
    os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)


def test_a_killed_worker_of_a_cluster_loses_nothing_and_limits_hold_there(cluster):
    questions = [f"sleep 0.0{k % 3}" for k in range(200)]
    questions[100], questions[150] = "die", "grow 4000000000"
    with scheduler_executor(cluster.scheduler_address) as executor:
        killer = threading.Timer(0.5, kill_a_worker, [cluster])
        killer.start()
        found = outcomes(questions, executor, Limits(seconds=20, memory=2 << 30))
        killer.join()

    assert asked(found) == [None if k in (100, 150) else question for k, question in enumerate(questions)]
    assert found[100].reason == "the process died with exit code -9"
    assert found[150].reason == "MemoryError in the process"


def test_grading_on_a_cluster_that_loses_a_worker_leaves_the_same_bytes(cluster, tmp_path):
    (tmp_path / "sheet.toml").write_text(SHEET)
    found = [one.submission for one in generated_class(28)]
    rows = [{"student": one.student, "answers": one.answers} for one in found]
    (tmp_path / "class.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    files = [str(tmp_path / name) for name in ("sheet.toml", "class.jsonl")]
    killer = threading.Timer(1.0, kill_a_worker, [cluster])
    killer.start()
    assert main(["grade", *files, "-o", str(tmp_path / "there"), "--scheduler", cluster.scheduler_address]) == 0
    killer.join()
    assert main(["grade", *files, "-o", str(tmp_path / "here")]) == 0

    there, here = (contents(tmp_path / name) for name in ("there", "here"))
    assert there == here


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
