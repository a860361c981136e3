"""The time limit of one verification, for the checks that take long.

It is the one thing that every check needs and none is handed: a check's arguments are what it speaks of.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from symhess.budget import Deadline

__all__ = ["check_clock", "limited"]

_UNLIMITED: Final = Deadline(None)
_DEADLINE: Final[ContextVar[Deadline]] = ContextVar("deadline of the verification", default=_UNLIMITED)


@contextmanager
def limited(seconds: float | None) -> Iterator[None]:
    """Within it, :func:`check_clock` raises after so many seconds.

    Examples
    --------
    >>> with limited(None):
    ...     check_clock()
    >>> with limited(0.0):
    ...     check_clock()
    Traceback (most recent call last):
    ...
    symhess.errors.TimeLimitReached: the time limit of 0 s has passed
    >>> check_clock()
    """
    token = _DEADLINE.set(Deadline(seconds))
    try:
        yield
    finally:
        _DEADLINE.reset(token)


def check_clock() -> None:
    """Raise :class:`symhess.errors.TimeLimitReached` once the time of this verification has passed.

    Examples
    --------
    >>> check_clock()
    """
    _DEADLINE.get().check()
