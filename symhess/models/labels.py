"""The pass that finds out which classes there are and how much each weighs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from symhess.errors import OneClassError
from symhess.models.blocks import RowBlock

__all__ = ["LabelCounts", "LabelPass"]

Array: TypeAlias = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class LabelCounts:
    """Classes in order, and the weight of each.

    Examples
    --------
    >>> counts = LabelPass()(RowBlock(np.zeros((3, 1)), np.array(["b", "a", "b"])))
    >>> counts.classes.tolist(), counts.weights.tolist(), counts.rows
    (['a', 'b'], [1.0, 2.0], 3)
    """

    classes: Array
    weights: Array
    rows: int
    has_offset: bool

    def __add__(self, other: LabelCounts) -> LabelCounts:
        classes, places = np.unique(np.concatenate([self.classes, other.classes]), return_inverse=True)
        weights = np.bincount(places, np.concatenate([self.weights, other.weights]))
        return LabelCounts(classes, weights, self.rows + other.rows, self.has_offset or other.has_offset)

    def require_two(self) -> None:
        """Raise unless two classes carry weight."""
        counted = self.classes[self.weights > 0]
        if len(counted) < 2:
            raise OneClassError(f"y has only one class ({counted[0]}); a classifier needs at least two classes")

    def null_loss(self, intercept: bool) -> float:
        """The least loss of a model without columns."""
        total = self.weights.sum()
        if not intercept:
            return float(total * np.log(len(self.classes)))
        counted = self.weights[self.weights > 0]
        return float(-(counted * np.log(counted / total)).sum())


@dataclass(frozen=True, slots=True)
class LabelPass:
    """See :class:`LabelCounts`.

    Examples
    --------
    >>> LabelPass()(RowBlock(np.zeros((2, 1)), np.array([1.0, 1.0]))).require_two()
    Traceback (most recent call last):
    ...
    symhess.errors.OneClassError: y has only one class (1.0); a classifier needs at least two classes
    """

    def __call__(self, block: RowBlock) -> LabelCounts:
        """The counts of one block."""
        classes = _distinct(block.y)
        if block.weight is None:
            weights = [float(np.count_nonzero(block.y == label)) for label in classes]
        else:
            weights = [float(block.weight[block.y == label].sum()) for label in classes]
        return LabelCounts(classes, np.array(weights), len(block.y), block.offset is not None)


def _distinct(labels: Array) -> Array:
    """As ``np.unique``, but without sorting where there are only two."""
    if labels.dtype.kind in "biuf":
        low, high = labels.min(), labels.max()
        if low != high and ((labels == low) | (labels == high)).all():
            return np.array([low, high])
    return np.unique(labels)
