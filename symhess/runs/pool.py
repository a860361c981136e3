"""Processes that can be ended: each answers one question after another until one takes too long or kills it.

What a question does to its process, a hang or a death, costs that question alone. Where a process dies, the question
is asked once more in a fresh one, so that neither earlier questions nor the machine decide what becomes of it.
"""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Any, Generic, Self, TypeVar

from symhess.runs.outcome import Ending, Limits, Outcome
from symhess.runs.serving import serve

__all__ = ["Pool", "answer_here"]

Setting = TypeVar("Setting")
Question = TypeVar("Question")
Value = TypeVar("Value")

# A server that has loaded the work once and forks without threads makes a clean process in milliseconds.
_CONTEXT = get_context("spawn") if sys.platform == "win32" else get_context("forkserver")
_STARTING_SECONDS = 120.0
_STARTS = 3
_NO_START = 'a process to work in did not start; a script calls this below if __name__ == "__main__":'


@dataclass(frozen=True, slots=True)
class _Task:
    index: int
    question: Any
    is_second_try: bool = False


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    task: _Task | None
    deadline: float
    is_ready: bool = False
    answered: int = 0


class Pool(Generic[Setting, Question, Value]):
    """Processes that stay for several lists of questions, until the context ends.

    Parameters
    ----------
    prepare : callable
        Called once in each process with the setting; returns what answers a question. A function of a module.
    setting : object
        What all questions share; picklable, as questions and answers are.
    limits : Limits
    jobs : int
        How many processes run at a time.

    Examples
    --------
    >>> from functools import partial
    >>> with Pool(partial(partial, pow), 2, Limits(seconds=60)) as pool:
    ...     [[outcome.value for outcome in pool.answers(questions)] for questions in ([3, 4], [], [5])]
    [[8, 16], [], [32]]
    """

    def __init__(
        self,
        prepare: Callable[[Setting], Callable[[Question], Value]],
        setting: Setting,
        limits: Limits,
        *,
        jobs: int = 1,
    ) -> None:
        self._prepare, self._setting, self._limits, self._jobs = prepare, setting, limits, jobs
        self._workers: list[_Worker] = []
        self._failed_starts = 0
        if sys.platform != "win32":
            _CONTEXT.set_forkserver_preload([getattr(prepare, "__module__", __name__)])

    def __enter__(self) -> Self:
        """The pool itself; processes start when there are questions."""
        return self

    def __exit__(self, *failure: object) -> None:
        """End all processes."""
        for worker in tuple(self._workers):
            self._end(worker)

    def answers(self, questions: Iterable[Question]) -> Generator[Outcome[Value], None, None]:
        """An outcome for each question as they come; ``index`` says of which.

        Questions are taken only when a process is free. Closing the iterator ends the processes that are busy.

        Raises
        ------
        OSError
            If processes do not start.
        """
        waiting = (_Task(index, question) for index, question in enumerate(questions))
        try:
            while True:
                while len(self._busy) < self._jobs and (task := next(waiting, None)) is not None:
                    self._give(task)
                if not self._busy:
                    return
                yield from self._outcomes()
        finally:
            for worker in self._busy:
                self._end(worker)

    @property
    def _busy(self) -> list[_Worker]:
        return [worker for worker in self._workers if worker.task is not None]

    def _give(self, task: _Task) -> None:
        """To a process that is idle, or to a new one."""
        idle = next((worker for worker in self._workers if worker.task is None), None)
        if idle is None:
            self._start(task)
        else:
            self._ask(idle, task)

    def _outcomes(self) -> Iterator[Outcome[Value]]:
        """Wait for the next answers; processes that are overdue or dead are ended."""
        busy = self._busy
        patience = min(worker.deadline for worker in busy) - time.monotonic()
        ready = wait([worker.pipe for worker in busy], max(patience, 0))
        now = time.monotonic()
        for worker in busy:
            found = None
            if worker.pipe in ready:
                found = self._heard(worker)
            elif worker.deadline <= now:
                found = self._overdue(worker)
            if found is not None:
                yield found

    def _start(self, task: _Task) -> None:
        with _held_interrupt():
            here, there = _CONTEXT.Pipe()
            arguments = (self._prepare, self._setting, there, self._limits.memory)
            process = _CONTEXT.Process(target=serve, args=arguments, daemon=True)
            process.start()
            # The child has the only other end left: its death is the end of the stream.
            there.close()
            self._workers.append(_Worker(process, here, task, time.monotonic() + _STARTING_SECONDS))

    def _ask(self, worker: _Worker, task: _Task) -> None:
        worker.task, worker.deadline = task, time.monotonic() + self._limits.seconds
        try:
            worker.pipe.send(task.question)
        except OSError:
            pass  # it is dead, and will be found so

    def _end(self, worker: _Worker) -> int | None:
        with _held_interrupt():
            self._workers.remove(worker)
            worker.pipe.close()
            worker.process.kill()
            worker.process.join()
            code = worker.process.exitcode
            worker.process.close()
        return code

    def _heard(self, worker: _Worker) -> Outcome[Value] | None:
        """What a process has said: that it is ready, an answer, or nothing any more."""
        task = worker.task
        if task is None:
            return None
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            return self._crashed(worker, task, f"the process died with exit code {self._end(worker)}")
        if not worker.is_ready:
            worker.is_ready = True
            self._ask(worker, task)
            return None
        value, error = said
        if error is not None:
            self._end(worker)
            return self._crashed(worker, task, f"{error} in the process")
        self._failed_starts = 0
        worker.task, worker.answered = None, worker.answered + 1
        if worker.answered == self._limits.renewed_after:
            self._end(worker)
        return Outcome(task.index, Ending.FINISHED, value)

    def _crashed(self, worker: _Worker, task: _Task, reason: str) -> Outcome[Value] | None:
        """Nothing yet where the question is asked once more."""
        if not worker.is_ready:
            self._failed_starts += 1
            if self._failed_starts == _STARTS:
                raise OSError(_NO_START)
            self._start(task)
        elif not task.is_second_try:
            self._start(replace(task, is_second_try=True))
        else:
            return Outcome(task.index, Ending.CRASHED, reason=reason)
        return None

    def _overdue(self, worker: _Worker) -> Outcome[Value] | None:
        task = worker.task
        self._end(worker)
        if not worker.is_ready:
            raise OSError(_NO_START)
        reason = f"no answer within {self._limits.seconds:g} s; the process was ended"
        return None if task is None else Outcome(task.index, Ending.TIME_LIMIT, reason=reason)


def answer_here(
    prepare: Callable[[Setting], Callable[[Question], Value]],
    setting: Setting,
    questions: Iterable[Question],
    limits: Limits,
    *,
    jobs: int = 1,
) -> Generator[Outcome[Value], None, None]:
    """Answer every question in processes of this machine, and yield outcomes as they come.

    Closing the iterator, or an exception such as Ctrl-C, ends all processes; so does the death of this one. Parameters,
    outcomes and errors are those of :class:`Pool`.

    Examples
    --------
    >>> from functools import partial
    >>> found = answer_here(partial(partial, pow), 2, [3, "three"], Limits(seconds=60))
    >>> [(outcome.value, outcome.reason) for outcome in found]
    [(8, ''), (None, 'TypeError in the process')]
    """
    with Pool(prepare, setting, limits, jobs=jobs) as pool:
        yield from pool.answers(questions)


@contextmanager
def _held_interrupt() -> Generator[None, None, None]:
    """Let Ctrl-C wait for the end of the block, so that no process escapes the books."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[tuple[int, FrameType | None]] = []
    previous = signal.signal(signal.SIGINT, lambda number, frame: held.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)
        if held and callable(previous):
            previous(*held[0])
