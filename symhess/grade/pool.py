"""Workers that stay: each answers one question after another, and is ended and replaced when one takes too long.

A fresh process for each question would cost more than most questions do. What a question does to its worker, a hang or
a death, costs that question alone.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from symhess.workers import Ending, Outcome

if sys.platform != "win32":
    import resource

__all__ = ["answer_each"]

Setting = TypeVar("Setting")
Question = TypeVar("Question")
Value = TypeVar("Value")

_CONTEXT = get_context("spawn") if sys.platform == "win32" else get_context("forkserver")
_STARTING_SECONDS = 60.0


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    index: int | None = None
    deadline: float = 0.0


class _Pool(Generic[Setting, Question, Value]):
    """The running workers and what each is busy with."""

    def __init__(
        self,
        prepare: Callable[[Setting], Callable[[Question], Value]],
        setting: Setting,
        seconds: float,
        memory: int | None,
    ) -> None:
        self._prepare, self._setting, self._seconds, self._memory = prepare, setting, seconds, memory
        self.workers: list[_Worker] = []

    def start(self) -> _Worker:
        here, there = _CONTEXT.Pipe()
        arguments = (self._prepare, self._setting, there, self._memory)
        process = _CONTEXT.Process(target=_serve, args=arguments, daemon=True)
        process.start()
        there.close()
        worker = _Worker(process, here)
        self.workers.append(worker)
        try:
            is_ready = here.poll(_STARTING_SECONDS) and here.recv()
        except EOFError:
            is_ready = False
        if not is_ready:
            raise OSError('a worker process did not start; a script calls this below if __name__ == "__main__":')
        return worker

    def ask(self, worker: _Worker, index: int, question: Question) -> None:
        worker.index, worker.deadline = index, time.monotonic() + self._seconds
        worker.pipe.send(question)

    def end(self, worker: _Worker) -> int | None:
        self.workers.remove(worker)
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()
        code = worker.process.exitcode
        worker.process.close()
        return code

    def answers(self) -> Iterator[tuple[_Worker, Outcome[Value]]]:
        """Wait for the next answers; workers that are overdue or dead are ended."""
        busy = {worker.pipe: worker for worker in self.workers if worker.index is not None}
        patience = min(worker.deadline for worker in busy.values()) - time.monotonic()
        ready = wait(list(busy), max(patience, 0))
        now = time.monotonic()
        for pipe, worker in busy.items():
            index = worker.index
            if index is None or (pipe not in ready and now < worker.deadline):
                continue
            worker.index = None
            if pipe not in ready:
                self.end(worker)
                yield worker, Outcome(index, Ending.TIME_LIMIT)
                continue
            try:
                yield worker, Outcome(index, Ending.FINISHED, pipe.recv())
            except (EOFError, OSError):
                yield worker, Outcome(index, Ending.CRASHED, exit_code=self.end(worker))


def answer_each(
    prepare: Callable[[Setting], Callable[[Question], Value]],
    setting: Setting,
    questions: Iterable[Question],
    *,
    jobs: int = 1,
    seconds: float,
    memory: int | None = None,
) -> Generator[Outcome[Value], None, None]:
    """Answer every question in one of some processes that stay, and yield outcomes as they come.

    Parameters
    ----------
    prepare : callable
        Called once in each process with the setting; returns what answers a question. A function of a module.
    setting : object
        What all questions share; picklable, as questions and values are.
    questions : iterable
    jobs : int
        How many processes run at a time.
    seconds : float
        After this time on one question a process is ended, and another takes its place.
    memory : int, optional
        Bytes of data that a process may hold, where the system can limit it.

    Yields
    ------
    Outcome
        One for each question, not in order; ``index`` says of which.

    Examples
    --------
    >>> from functools import partial
    >>> found = answer_each(partial(partial, pow), 2, [3, 10], seconds=60)
    >>> [(outcome.index, outcome.value) for outcome in found]
    [(0, 8), (1, 1024)]
    """
    pool: _Pool[Setting, Question, Value] = _Pool(prepare, setting, seconds, memory)
    waiting = enumerate(questions)
    try:
        idle: list[_Worker] = []
        while True:
            while len(idle) + _busy(pool) < jobs or idle:
                found = next(waiting, None)
                if found is None:
                    break
                worker = idle.pop() if idle else pool.start()
                pool.ask(worker, *found)
            if not _busy(pool):
                return
            for worker, outcome in pool.answers():
                if worker in pool.workers:
                    idle.append(worker)
                yield outcome
    finally:
        for worker in tuple(pool.workers):
            pool.end(worker)


def _busy(pool: _Pool[Setting, Question, Value]) -> int:
    return sum(worker.index is not None for worker in pool.workers)


def _serve(
    prepare: Callable[[Setting], Callable[[Question], Value]], setting: Setting, pipe: Connection, memory: int | None
) -> None:
    # Ctrl-C reaches every process of the terminal; ending the workers is the parent's business.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if memory is not None and sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_DATA, (memory, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    threading.Thread(target=_exit_with_the_parent, daemon=True).start()
    answer = prepare(setting)
    pipe.send(True)
    while True:
        try:
            question = pipe.recv()
        except EOFError:
            return
        pipe.send(answer(question))


def _exit_with_the_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
