"""The other side of the pipe: a process that answers questions, within its memory and its parent's life."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from typing import TypeVar

if sys.platform == "linux":
    import resource

__all__ = ["serve"]

Setting = TypeVar("Setting")
Question = TypeVar("Question")
Value = TypeVar("Value")


def serve(
    prepare: Callable[[Setting], Callable[[Question], Value]], setting: Setting, pipe: Connection, memory: int | None
) -> None:
    """Say that all is prepared, then answer what comes through the pipe until it ends.

    What is said is ``None`` at first, then a pair for each question: the answer and ``None``, or ``None`` and the type
    of the exception that ends this process.

    Examples
    --------
    >>> from functools import partial
    >>> from multiprocessing import Pipe, get_context
    >>> here, there = Pipe()
    >>> process = get_context("spawn").Process(target=serve, args=(partial(partial, pow), 2, there, None))
    >>> process.start()
    >>> for question in (3, "three"):
    ...     here.send(question)
    >>> [here.recv() for _ in range(3)]
    [None, (8, None), (None, 'TypeError')]
    >>> process.join()
    """
    # Ctrl-C reaches every process of the terminal; ending this one is the parent's business.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_exit_with_the_parent, daemon=True).start()
    _limit_memory(memory)
    answer = prepare(setting)
    _silence()
    pipe.send(None)
    while True:
        try:
            question = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send((answer(question), None))
        except Exception as error:  # noqa: BLE001 - told by its type: its message may hold what was asked
            pipe.send((None, type(error).__name__))
            return


def _limit_memory(memory: int | None) -> None:
    if memory is not None and sys.platform == "linux":
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        soft = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _exit_with_the_parent() -> None:
    """End a process whose parent was killed before it could do so."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _silence() -> None:
    """Libraries that abort print on the terminal, over the progress bar."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
