"""Rows of data in blocks: what a pass over data sees, wherever the data are.

A pass is a function of one :class:`RowBlock` whose results can be added. A source applies it to all its blocks and adds
in a fixed order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any, Protocol, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from symhess.budget import Deadline
from symhess.errors import InputError, ShapeError

__all__ = ["UNLIMITED", "ArraySource", "IteratedSource", "RowBlock", "RowSource", "rows_per_block"]

Array: TypeAlias = NDArray[Any]
T = TypeVar("T")
UNLIMITED = Deadline(None)

# A block and its weighted copy stay in a processor's cache, and far below what a pass may use besides the data.
_BLOCK_BYTES = 3 << 19
_ROWS = (64, 16384)


def rows_per_block(columns: int) -> int:
    """How many rows of so many columns make a block.

    Examples
    --------
    >>> rows_per_block(200), rows_per_block(1)
    (983, 16384)
    """
    return min(max(_BLOCK_BYTES // (8 * max(columns, 1)), _ROWS[0]), _ROWS[1])


@dataclass(frozen=True, slots=True)
class RowBlock:
    """Some rows: numbers, labels, weights (``None`` for 1) and offsets (``None`` for 0).

    Examples
    --------
    >>> import numpy as np
    >>> block = RowBlock(np.zeros((3, 2)), np.array([0, 1, 1]))
    >>> [len(part.y) for part in block.parts(2)]
    [2, 1]
    """

    X: Array
    y: Array
    weight: Array | None = None
    offset: Array | None = None

    def __post_init__(self) -> None:
        if self.X.ndim != 2:
            raise ShapeError(
                f"Expected 2D array, got {self.X.ndim}D array instead. Reshape your data with "
                "X.reshape(-1, 1) for a single feature or X.reshape(1, -1) for a single sample"
            )
        for name in ("y", "weight", "offset"):
            part = getattr(self, name)
            if part is not None and len(part) != len(self.X):
                rows = f"{len(self.X)} rows of X, not {len(part)}"
                raise ShapeError(f"{name} must have one entry for each of the {rows}")

    def take(self, rows: slice) -> RowBlock:
        """The chosen rows, as views."""
        weight = None if self.weight is None else self.weight[rows]
        offset = None if self.offset is None else self.offset[rows]
        return RowBlock(self.X[rows], self.y[rows], weight, offset)

    def parts(self, rows: int) -> Iterator[RowBlock]:
        """The block cut into blocks of at most so many rows, converted to float one by one."""
        for start in range(0, len(self.X), rows):
            chosen = slice(start, start + rows)
            weight = None if self.weight is None else self.weight[chosen]
            offset = None if self.offset is None else self.offset[chosen]
            yield RowBlock(np.asarray(self.X[chosen], dtype=float), self.y[chosen], weight, offset)


class RowSource(Protocol):
    """Where rows come from.

    Examples
    --------
    >>> import numpy as np
    >>> source: RowSource = ArraySource(RowBlock(np.ones((5, 1)), np.zeros(5)))
    >>> source.reduce(lambda block: len(block.y))
    5
    """

    @property
    def deadline(self) -> Deadline:
        """When to give up."""
        ...

    def reduce(self, visit: Callable[[RowBlock], T]) -> T:
        """The sum of what `visit` gives for the blocks."""
        ...

    def thinned(self, rows: int) -> RowSource | None:
        """About so many rows spread over the data, or ``None`` where they cannot be picked cheaply."""
        ...


@dataclass(frozen=True, slots=True)
class ArraySource:
    """Rows of arrays, memory-mapped or not.

    Examples
    --------
    >>> import numpy as np
    >>> source = ArraySource(RowBlock(np.arange(10.0).reshape(10, 1), np.zeros(10)))
    >>> float(source.reduce(lambda block: block.X.sum())), source.thinned(8) is None
    (45.0, True)
    >>> source.thinned(2).reduce(lambda block: len(block.y))
    2
    """

    block: RowBlock
    deadline: Deadline = UNLIMITED

    def reduce(self, visit: Callable[[RowBlock], T]) -> T:
        """The sum of what `visit` gives for the blocks."""
        return _added(self.block.parts(rows_per_block(self.block.X.shape[1] + 1)), visit, self.deadline)

    def thinned(self, rows: int) -> ArraySource | None:
        """Every k-th row."""
        stride = len(self.block.X) // rows
        return ArraySource(self.block.take(slice(None, None, stride)), self.deadline) if stride > 1 else None


@dataclass(frozen=True, slots=True)
class IteratedSource:
    """Rows of blocks that are made anew for each pass, so that only one of them is in memory.

    Parameters
    ----------
    blocks : iterable or callable
        Gives ``(X, y)``, ``(X, y, weight)`` or ``(X, y, weight, offset)`` for each block, on every pass the same ones.
        A callable is called for each pass.

    Examples
    --------
    >>> import numpy as np
    >>> source = IteratedSource(lambda: ((np.ones((2, 1)), np.zeros(2)) for _ in range(3)))
    >>> source.reduce(lambda block: len(block.y))
    6
    >>> IteratedSource(iter([])).reduce(len)
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: the blocks are read several times: pass a list or a function, not an iterator
    """

    blocks: Iterable[Any] | Callable[[], Iterable[Any]]
    deadline: Deadline = UNLIMITED

    def reduce(self, visit: Callable[[RowBlock], T]) -> T:
        """The sum of what `visit` gives for the blocks."""
        return _added(self._parts(), visit, self.deadline)

    def thinned(self, rows: int) -> None:
        """Nothing: all blocks would have to be read."""

    def _parts(self) -> Iterator[RowBlock]:
        again = self.blocks() if callable(self.blocks) else self.blocks
        if isinstance(self.blocks, Iterator):
            raise InputError("the blocks are read several times: pass a list or a function, not an iterator")
        for parts in again:
            if not 2 <= len(parts) <= 4:
                raise ShapeError("each block must be (X, y), (X, y, weight) or (X, y, weight, offset)")
            X, y, *others = (None if part is None else np.asarray(part) for part in parts)
            block = RowBlock(X, y, *others)  # type: ignore[arg-type]
            yield from block.parts(rows_per_block(block.X.shape[1] + 1))


def _added(parts: Iterable[RowBlock], visit: Callable[[RowBlock], T], deadline: Deadline) -> T:
    def checked(part: RowBlock) -> T:
        deadline.check()
        return visit(part)

    results = map(checked, parts)
    first = next(results, None)
    if first is None:
        raise ShapeError("Found array with 0 sample(s) while a minimum of 1 is required.")
    return reduce(add, results, first)
