"""Other machines: questions go to an executor in chunks, and there each chunk to a process that can be ended.

The limits therefore hold wherever the work is done. A chunk that an executor loses is answered here.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Executor, Future, as_completed
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import current_process
from socket import create_connection
from typing import Any, TypeVar
from urllib.parse import urlsplit

from symhess.errors import InputError
from symhess.runs.outcome import Limits, Outcome
from symhess.runs.pool import Pool, answer_here

__all__ = ["scheduler_executor", "workforce"]

Setting = TypeVar("Setting")
Question = TypeVar("Question")
Value = TypeVar("Value")

_CHUNK = 32  # a second of work: few enough to lose little, many enough to be worth the way
_CONNECTING_SECONDS = 10
_SCHEMES = ("tcp", "tls", "ws", "wss")


@contextmanager
def workforce(
    prepare: Callable[[Setting], Callable[[Question], Value]],
    setting: Setting,
    limits: Limits,
    *,
    jobs: int = 1,
    executor: Executor | None = None,
) -> Generator[Callable[[Sequence[Question]], Generator[Outcome[Value], None, None]], None, None]:
    """What answers lists of questions, on this machine or on an executor, and yields outcomes as they come.

    As :class:`symhess.runs.pool.Pool`, and with

    Parameters
    ----------
    executor : concurrent.futures.Executor, optional
        Where the work is done; its workers must have symhess. `jobs` then means nothing.

    Examples
    --------
    >>> from concurrent.futures import ThreadPoolExecutor
    >>> from functools import partial
    >>> with ThreadPoolExecutor(2) as executor:
    ...     with workforce(partial(partial, pow), 2, Limits(60), executor=executor) as answers:
    ...         [(outcome.index, outcome.value) for outcome in answers([3, 4])]
    [(0, 8), (1, 16)]
    """
    if executor is None:
        with Pool(prepare, setting, limits, jobs=jobs) as pool:
            yield pool.answers
    else:
        there = executor
        yield lambda questions: _answer_there(there, prepare, setting, questions, limits)


def _answer_there(
    executor: Executor,
    prepare: Callable[[Setting], Callable[[Question], Value]],
    setting: Setting,
    questions: Sequence[Question],
    limits: Limits,
) -> Generator[Outcome[Value], None, None]:
    futures: dict[Future[list[Outcome[Value]]], int] = {}
    try:
        for start in range(0, len(questions), _CHUNK):
            chunk = questions[start : start + _CHUNK]
            futures[_submitted(executor, prepare, setting, chunk, limits)] = start
        for future in as_completed(futures):
            start = futures[future]
            found: Iterable[Outcome[Value]]
            try:
                found = future.result()
            except Exception as error:  # noqa: BLE001 - whatever happened there, it can be done here
                chunk = questions[start : start + _CHUNK]
                warnings.warn(f"{len(chunk)} questions are answered here: {type(error).__name__} there", stacklevel=2)
                found = answer_here(prepare, setting, chunk, limits)
            for outcome in found:
                yield replace(outcome, index=start + outcome.index)
    finally:
        for future in futures:
            future.cancel()


def _submitted(executor: Executor, *task: Any) -> Future[Any]:
    """What the executor promises; a broken one promises nothing more, and says so as if the work had failed."""
    try:
        return executor.submit(_answer_chunk, *task)
    except RuntimeError as error:
        failed: Future[Any] = Future()
        failed.set_exception(error)
        return failed


def _answer_chunk(
    prepare: Callable[[Setting], Callable[[Question], Value]],
    setting: Setting,
    questions: Sequence[Question],
    limits: Limits,
) -> list[Outcome[Value]]:
    # Workers of some executors, Dask's among them, are daemons, which may not have children; ours end with them.
    if current_process().daemon:
        current_process().daemon = False
    return list(answer_here(prepare, setting, questions, limits))


@contextmanager
def scheduler_executor(address: str | None) -> Generator[Executor | None, None, None]:
    """The executor of an existing Dask cluster; none without an address.

    Raises
    ------
    InputError
        If Dask is not installed, or nothing answers at the address.

    Examples
    --------
    >>> with scheduler_executor(None) as executor:
    ...     executor is None
    True
    """
    if address is None:
        yield None
        return
    try:
        from dask.distributed import Client
    except ImportError:
        raise InputError('--scheduler needs Dask: pip install "symhess[dask]"') from None
    connect: Any = Client
    try:
        _require_listener(address)
        client = connect(address, timeout=_CONNECTING_SECONDS)
    except (OSError, ValueError):
        raise InputError(f"no scheduler of Dask answers at {address!r}") from None
    with client:
        yield client.get_executor(pure=False)


def _require_listener(address: str) -> None:
    """Refuse what no client should be made for: one that is half made can block the making of the next.

    Raises
    ------
    OSError, ValueError
        If nothing listens there, or the address is none.
    """
    place = urlsplit(address if "://" in address else f"tcp://{address}")
    if place.scheme not in _SCHEMES or place.hostname is None or place.port is None:
        raise ValueError(address)
    create_connection((place.hostname, place.port), timeout=_CONNECTING_SECONDS).close()
