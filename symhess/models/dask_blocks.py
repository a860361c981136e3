"""Rows of Dask arrays: the passes run where the chunks are, and only sums come back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from symhess.blas import blas_threads
from symhess.budget import Deadline
from symhess.errors import ShapeError
from symhess.models.blocks import UNLIMITED, ArraySource, RowBlock

__all__ = ["DaskSource", "is_dask_array"]

Array: TypeAlias = NDArray[Any]
T = TypeVar("T")


def is_dask_array(X: Any) -> bool:
    """Whether this is a Dask array, found out without loading Dask.

    Examples
    --------
    >>> is_dask_array([[1.0]])
    False
    """
    return type(X).__module__.startswith("dask.array")


@dataclass(frozen=True, slots=True, eq=False)
class DaskSource:
    """The chunks of a Dask array, one block each; columns must not be split.

    A pass becomes one task for each chunk on the cluster of the current client, or on the local scheduler. The sums are
    added in the order of the chunks, whoever computed them and how often.

    Examples
    --------
    >>> import dask.array
    >>> source = DaskSource(dask.array.ones((6, 2), chunks=(4, 2)), np.array([0, 1, 0, 1, 0, 1]))
    >>> source.reduce(lambda block: len(block.y))
    6
    """

    X: Any
    y: Any
    weight: Array | None = None
    offset: Array | None = None
    deadline: Deadline = UNLIMITED

    def __post_init__(self) -> None:
        if self.X.ndim != 2 or self.X.numblocks[1] != 1:
            raise ShapeError("X must have two dimensions and undivided columns: pass X.rechunk({1: -1})")

    def thinned(self, rows: int) -> None:
        """Nothing: every chunk would have to be loaded."""

    def reduce(self, visit: Callable[[RowBlock], T]) -> T:
        """The sum of what `visit` gives for the chunks."""
        from dask.base import compute as compute_together
        from dask.delayed import delayed

        self.deadline.check()
        task = delayed(_visited)
        tasks = [task(visit, *parts) for parts in zip(*self._columns(), strict=True)]
        compute: Any = compute_together
        total: T = reduce(add, compute(*tasks))
        return total

    def _columns(self) -> list[list[Any]]:
        """X, y, weights and offsets, each cut as X is."""
        chunks = self.X.to_delayed().ravel().tolist()
        return [chunks, *(self._cut(part, len(chunks)) for part in (self.y, self.weight, self.offset))]

    def _cut(self, part: Any, count: int) -> list[Any]:
        if part is None:
            return [None] * count
        if is_dask_array(part):
            if part.numblocks[0] != count:
                part = part.rechunk((self.X.chunks[0], *part.chunks[1:]))
            return list(part.to_delayed().ravel().tolist())
        known = np.asarray(part)
        if len(known) != self.X.shape[0]:
            raise ShapeError(f"y must have one entry for each of the {self.X.shape[0]} rows of X, not {len(known)}")
        return np.split(known, np.cumsum(self.X.chunks[0])[:-1])


def _visited(visit: Callable[[RowBlock], T], X: Any, y: Any, weight: Any, offset: Any) -> T:
    with blas_threads(1):
        return ArraySource(RowBlock(np.asarray(X), np.asarray(y), weight, offset)).reduce(visit)
