"""From what callers hand in to a source of rows."""

from __future__ import annotations

from typing import Any

from symhess.budget import Deadline
from symhess.models.blocks import ArraySource, RowBlock, RowSource
from symhess.models.conventions import as_labels, as_matrix, as_offset, as_weights
from symhess.models.dask_blocks import DaskSource, is_dask_array

__all__ = ["source_of"]


def source_of(
    X: Any, y: Any, sample_weight: Any, frequency_weight: Any, offset: Any, time_limit: float | None
) -> tuple[RowSource, int]:
    """The checked rows, and how many columns they have.

    Examples
    --------
    >>> source, columns = source_of([[1, 2], [3, 4]], ["a", "b"], None, None, None, None)
    >>> columns, source.reduce(lambda block: block.X.dtype.name)
    (2, 'float64')
    """
    deadline = Deadline(time_limit)
    if is_dask_array(X):
        weight = as_weights(sample_weight, frequency_weight, X.shape[0])
        return DaskSource(X, y, weight, as_offset(offset, X.shape[0]), deadline), X.shape[1]
    matrix = as_matrix(X)
    rows = len(matrix)
    labels = as_labels(y, rows)
    weight = as_weights(sample_weight, frequency_weight, rows)
    return ArraySource(RowBlock(matrix, labels, weight, as_offset(offset, rows)), deadline), matrix.shape[1]
