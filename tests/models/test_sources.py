"""From what callers hand in to rows."""

import numpy as np
import pandas as pd
import pytest

from symhess.errors import NonFiniteError, ShapeError
from symhess.models.sources import source_of


def test_arrays_are_not_copied():
    X, y = np.zeros((4, 2), dtype=np.float32), np.array([0, 1, 0, 1])
    source, columns = source_of(X, y, None, None, None, None)

    assert source.block.X is X
    assert source.block.y is y
    assert (columns, source.block.weight, source.block.offset) == (2, None, None)


def test_both_kinds_of_weights_become_one():
    source, _ = source_of([[0], [1]], [0, 1], [0.5, 2.0], [3, 1], [1.0, -1.0], None)

    assert source.block.weight.tolist() == [1.5, 2.0]
    assert source.block.offset.tolist() == [1.0, -1.0]


def test_data_frames_and_series_are_arrays():
    source, _ = source_of(pd.DataFrame({"a": [1, 2]}), pd.Series(["x", "y"]), None, None, None, None)

    assert source.reduce(lambda block: (block.X.ravel().tolist(), block.y.tolist())) == ([1.0, 2.0], ["x", "y"])


@pytest.mark.parametrize(
    ("offset", "error", "said"),
    [([1.0], ShapeError, "for each of the 2 rows"), ([1.0, np.nan], NonFiniteError, "offset contains")],
)
def test_offsets_are_checked(offset, error, said):
    with pytest.raises(error, match=said):
        source_of([[0], [1]], [0, 1], None, None, offset, None)
