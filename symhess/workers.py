"""Work in processes that can be ended: one for each item, so that no item harms another.

In come a function and items, out come outcomes in the order in which they finish: a value, a time limit that
passed, or a process that died. Nothing here knows what the work is.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Generic, TypeVar

if sys.platform != "win32":
    import resource

__all__ = ["Ending", "Outcome", "run_each"]

Item = TypeVar("Item")
Value = TypeVar("Value")

# A server that has loaded the work once and forks without threads makes a clean worker in milliseconds.
_CONTEXT = get_context("spawn") if sys.platform == "win32" else get_context("forkserver")


class Ending(Enum):
    """How the work on one item ended.

    Examples
    --------
    >>> Ending("crashed")
    <Ending.CRASHED: 'crashed'>
    """

    FINISHED = "finished"
    TIME_LIMIT = "time-limit"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Value]):
    """What became of one item.

    Attributes
    ----------
    index : int
        The item's number, from zero.
    ending : Ending
        Finished, ended at the time limit, or crashed.
    value : object
        What the work returned; ``None`` unless finished.
    exit_code : int or None
        How a crashed process ended; negative for a signal.

    Examples
    --------
    >>> Outcome(3, Ending.CRASHED, exit_code=-9).value is None
    True
    """

    index: int
    ending: Ending
    value: Value | None = None
    exit_code: int | None = None


@dataclass(frozen=True, slots=True)
class _Job:
    index: int
    process: BaseProcess
    deadline: float


def run_each(
    work: Callable[[Item], Value],
    items: Iterable[Item],
    *,
    jobs: int = 1,
    seconds: float,
    memory: int | None = None,
) -> Generator[Outcome[Value], None, None]:
    """Do the work on every item, each in a process of its own, and yield outcomes as they come.

    Closing the iterator, or an exception such as Ctrl-C, ends all running processes.

    Parameters
    ----------
    work : callable
        A function of a module, of one item; item and value must be picklable.
    items : iterable
        The items, taken only when a process is free.
    jobs : int
        How many processes run at a time.
    seconds : float
        After this time a process is ended.
    memory : int, optional
        Bytes of data that a process may hold, where the system can limit it.

    Yields
    ------
    Outcome
        One for each item, not in order; ``index`` says of which.

    Examples
    --------
    >>> from math import factorial
    >>> [outcome.value for outcome in run_each(factorial, [5], seconds=60)]
    [120]
    """
    if sys.platform != "win32":
        _CONTEXT.set_forkserver_preload([work.__module__])
    waiting = enumerate(items)
    running: dict[Connection, _Job] = {}
    try:
        while True:
            for index, item in islice(waiting, jobs - len(running)):
                with _held_interrupt():
                    receiver, process = _start(work, item, memory)
                    running[receiver] = _Job(index, process, time.monotonic() + seconds)
            if not running:
                return
            patience = min(job.deadline for job in running.values()) - time.monotonic()
            ready = wait(list(running), max(patience, 0))
            now = time.monotonic()
            for receiver, job in tuple(running.items()):
                if receiver in ready or job.deadline <= now:
                    with _held_interrupt():
                        outcome: Outcome[Value] = _collect(job, receiver if receiver in ready else None)
                        _end(receiver, running.pop(receiver))
                    yield outcome
    finally:
        with _held_interrupt():
            for receiver, job in running.items():
                _end(receiver, job)


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


def _start(work: Callable[[Item], Value], item: Item, memory: int | None) -> tuple[Connection, BaseProcess]:
    receiver, sender = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_child, args=(work, item, sender, memory), daemon=True)
    process.start()
    # The child has the only sender left: its death is the end of the stream.
    sender.close()
    return receiver, process


def _child(work: Callable[[Item], Value], item: Item, sender: Connection, memory: int | None) -> None:
    # Ctrl-C reaches every process of the terminal; ending the workers is the parent's business.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if memory is not None and sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_DATA, (memory, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    threading.Thread(target=_exit_with_the_parent, daemon=True).start()
    sender.send(work(item))


def _exit_with_the_parent() -> None:
    """End a worker whose parent was killed before it could do so."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _collect(job: _Job, receiver: Connection | None) -> Outcome[Value]:
    if receiver is None:
        return Outcome(job.index, Ending.TIME_LIMIT)
    try:
        return Outcome(job.index, Ending.FINISHED, receiver.recv())
    except (EOFError, OSError):
        job.process.join()
        return Outcome(job.index, Ending.CRASHED, exit_code=job.process.exitcode)


def _end(receiver: Connection, job: _Job) -> None:
    receiver.close()
    job.process.kill()
    job.process.join()
    job.process.close()
