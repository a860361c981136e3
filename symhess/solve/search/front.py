"""The front: all boxes that may still hold a zero, treated together, generation by generation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np

from symhess.budget import Deadline
from symhess.solve.search.contract import is_unique, narrowed
from symhess.solve.search.program import Program

__all__ = ["Explored", "explore", "halves"]

Array: TypeAlias = Any
Boxes: TypeAlias = tuple[Array, Array]

_CHUNK: Final = 4096
_CUT: Final = 127 / 256  # off the middle, so that cuts do not run through the zeros of symmetric functions
_MOST_OPEN: Final = 1 << 19  # boxes of the front


@dataclass(frozen=True, slots=True)
class Explored:
    """What is left of a box.

    Attributes
    ----------
    unique : tuple of arrays (low, high), shape (boxes, n)
        Boxes that hold exactly one zero each; several can hold the same one.
    open : tuple of arrays (low, high), shape (boxes, n)
        Boxes of which nothing is proved. There is no zero outside of these and the unique ones.
    boxes : int
        How many boxes were looked at.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.solve.search.program import compile_system
    >>> front = np.array([[-2.0]]), np.array([[3.0]])
    >>> found = explore(compile_system((x**2 - 2,), (x,)), *front, np.array([1e-9]), Deadline(5))
    >>> len(found.unique[0]) >= 2, len(found.open[0])
    (True, 0)
    """

    unique: tuple[Array, Array]
    open: tuple[Array, Array]
    boxes: int


def explore(
    program: Program,
    low: Array,
    high: Array,
    finest: Array,
    deadline: Deadline,
    is_swarm: Callable[[Array, Array], bool] = lambda low, high: False,
) -> Explored:
    """Cut boxes until their zeros stand alone.

    Parameters
    ----------
    program : Program
    low, high : Array, shape (boxes, n)
        The front to begin with.
    finest : Array, shape (n,)
        Widths below which a box is not cut any more.
    deadline : Deadline
        When it has passed, the boxes that are left are open ones.
    is_swarm : function of (low, high)
        Asked now and then whether the front has become a swarm around infinitely many zeros; that ends the search too.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.solve.search.program import compile_system
    >>> program, front = compile_system((x**2 - 2,), (x,)), (np.array([[-2.0]]), np.array([[3.0]]))
    >>> len(explore(program, *front, np.array([1e-9]), Deadline(0.0)).open[0])
    1
    """
    front_low, front_high, size = low, high, low.shape[1]
    unique: list[tuple[Array, Array]] = []
    given_up: list[tuple[Array, Array]] = []
    boxes, asked = 0, 256
    while len(front_low):
        crowd = len(front_low) > asked
        asked = 2 * len(front_low) if crowd else asked
        ended = deadline.remaining() <= 0 or len(front_low) > _MOST_OPEN
        if ended or (crowd and is_swarm(front_low, front_high)):
            given_up.append((front_low, front_high))
            break
        boxes += len(front_low)
        parts = []
        for start in range(0, len(front_low), _CHUNK):
            chunk = slice(start, start + _CHUNK)
            proved, stuck, children = _generation(program, front_low[chunk], front_high[chunk], finest)
            unique.append(proved)
            given_up.append(stuck)
            parts.append(children)
            if deadline.remaining() <= 0:
                given_up.append((front_low[chunk.stop :], front_high[chunk.stop :]))
                break
        front_low, front_high = _joined(parts, size)
    return Explored(_joined(unique, size), _joined(given_up, size), boxes)


def _joined(parts: list[Boxes], size: int) -> Boxes:
    nothing = np.empty((0, size))
    return np.concatenate([nothing, *(p[0] for p in parts)]), np.concatenate([nothing, *(p[1] for p in parts)])


def _generation(program: Program, low: Array, high: Array, finest: Array) -> tuple[Boxes, Boxes, Boxes]:
    """Unique boxes, boxes too fine to cut, and the halves of the others."""
    left = narrowed(program, low, high)
    proved = np.zeros(len(left.low), bool)
    if left.regular.any():
        tried = np.flatnonzero(left.regular)
        proved[tried] = is_unique(program, left.trial_low[tried], left.trial_high[tried])
    unique = left.trial_low[proved], left.trial_high[proved]
    low, high, smear = left.low[~proved], left.high[~proved], left.smear[~proved]
    widths = high - low
    smear = np.where(widths > finest, smear, -1.0)
    fine = (smear < 0).all(1)
    stuck = low[fine], high[fine]
    low, high, widths, smear = low[~fine], high[~fine], widths[~fine], smear[~fine]
    return unique, stuck, halves(low, high, smear)


def halves(low: Array, high: Array, smear: Array) -> Boxes:
    """Both parts of boxes that are cut across the axis with the greatest smear.

    Examples
    --------
    >>> low, high = halves(np.array([[0.0, 0.0]]), np.array([[256.0, 1.0]]), np.array([[2.0, 1.0]]))
    >>> low.tolist(), high.tolist()
    ([[0.0, 0.0], [127.0, 0.0]], [[127.0, 1.0], [256.0, 1.0]])
    """
    rows, axis = np.arange(len(low)), smear.argmax(1) if len(low) else np.empty(0, int)
    cut = low[rows, axis] + _CUT * (high[rows, axis] - low[rows, axis])
    left_high, right_low = high.copy(), low.copy()
    left_high[rows, axis], right_low[rows, axis] = cut, cut
    return np.concatenate([low, right_low]), np.concatenate([left_high, high])
