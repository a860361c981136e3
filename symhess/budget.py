"""Deadline: the time limit that every entry point passes down to what may take long."""

from __future__ import annotations

import math
import time

from symhess.errors import TimeLimitReached

__all__ = ["Deadline"]


class Deadline:
    """A moment after which :meth:`check` raises.

    Parameters
    ----------
    seconds : float or None
        Time from now; ``None`` for no limit.

    Examples
    --------
    >>> Deadline(None).check()
    >>> Deadline(0.0).check()
    Traceback (most recent call last):
    ...
    symhess.errors.TimeLimitReached: the time limit of 0 s has passed
    """

    __slots__ = ("_end", "_seconds")

    def __init__(self, seconds: float | None) -> None:
        self._seconds = math.inf if seconds is None else seconds
        self._end = time.monotonic() + self._seconds

    def check(self) -> None:
        """Raise :class:`symhess.errors.TimeLimitReached` once the moment has come."""
        if time.monotonic() >= self._end:
            raise TimeLimitReached(f"the time limit of {self._seconds:g} s has passed")

    def remaining(self) -> float:
        """Seconds that are left, never negative."""
        return max(0.0, self._end - time.monotonic())
