"""What one question may cost, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

__all__ = ["Ending", "Limits", "Outcome"]

Value = TypeVar("Value")


class Ending(Enum):
    """How the work on one question ended.

    Examples
    --------
    >>> Ending("crashed")
    <Ending.CRASHED: 'crashed'>
    """

    FINISHED = "finished"
    TIME_LIMIT = "time-limit"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may cost.

    Attributes
    ----------
    seconds : float
        After this time its process is ended.
    memory : int or None
        Bytes of address space of a process, where the system can limit them; the same at any number of processes, so
        that results are too.
    renewed_after : int or None
        How many questions a process answers before a fresh one takes its place.

    Examples
    --------
    >>> Limits(seconds=2.5).memory is None
    True
    """

    seconds: float
    memory: int | None = None
    renewed_after: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Value]):
    """What became of one question.

    Attributes
    ----------
    index : int
        The question's number, from zero.
    ending : Ending
        Finished, ended at the time limit, or crashed.
    value : object
        The answer; ``None`` unless finished.
    reason : str
        Why there is no answer; never a word of the question.

    Examples
    --------
    >>> Outcome(3, Ending.CRASHED, reason="the process died with exit code -9").value is None
    True
    """

    index: int
    ending: Ending
    value: Value | None = None
    reason: str = ""
