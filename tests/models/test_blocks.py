"""Where rows come from."""

import numpy as np
import pytest

from symhess.budget import Deadline
from symhess.errors import InputError, ShapeError, TimeLimitReached
from symhess.models import LogisticRegression
from symhess.models.blocks import ArraySource, IteratedSource, RowBlock, rows_per_block
from tests.models.reference import simulated


def test_no_block_is_larger_than_agreed():
    sizes = []
    source = ArraySource(RowBlock(np.zeros((50_000, 30)), np.zeros(50_000)))
    total = source.reduce(lambda block: sizes.append(block.X.nbytes) or len(block.y))

    assert total == 50_000
    assert max(sizes) <= 1.6e6
    assert rows_per_block(10**6) == 64


def test_blocks_convert_only_what_they_hold():
    source = ArraySource(RowBlock(np.arange(6, dtype=np.int8).reshape(3, 2), np.array(["a", "b", "a"])))

    assert source.reduce(lambda block: block.X.sum()) == 15.0


@pytest.mark.parametrize("how", ["list", "function", "memory-mapped", "fortran", "float32", "thirds"])
def test_the_same_rows_give_the_same_coefficients(how, tmp_path):
    X, y = simulated(3000, 4)
    X = X.astype(np.float32).astype(float)
    expected = LogisticRegression().fit(X, y)
    model = LogisticRegression()
    if how == "list":
        model.fit_blocks([(X[:1000], y[:1000]), (X[1000:], y[1000:])])
    elif how == "function":
        model.fit_blocks(lambda: ((X[k : k + 7], y[k : k + 7]) for k in range(0, len(X), 7)))
    elif how == "memory-mapped":
        stored = np.memmap(tmp_path / "rows", dtype=float, mode="w+", shape=X.shape)
        stored[:] = X
        model.fit(stored, y)
    elif how == "fortran":
        model.fit(np.asfortranarray(X), y)
    elif how == "float32":
        model.fit(X.astype(np.float32), y)
    else:
        model.fit(np.repeat(X, 3, axis=0)[1::3], y)

    assert model.coef_ == pytest.approx(expected.coef_, rel=1e-12)
    assert model.standard_errors_ == pytest.approx(expected.standard_errors_, rel=1e-12)


def test_weights_and_offsets_travel_with_their_rows():
    X, y = simulated(500, 2)
    weight, offset = np.linspace(0.1, 2, 500), np.linspace(-1, 1, 500)
    whole = LogisticRegression().fit(X, y, weight, offset=offset)
    cut = LogisticRegression().fit_blocks(
        [(X[:200], y[:200], weight[:200], offset[:200]), (X[200:], y[200:], weight[200:], offset[200:])]
    )

    assert cut.coef_ == pytest.approx(whole.coef_, rel=1e-12)
    assert cut.null_deviance_ == pytest.approx(whole.null_deviance_, rel=1e-12)


def test_an_iterator_is_refused_and_so_are_odd_blocks():
    with pytest.raises(InputError, match="not an iterator"):
        LogisticRegression().fit_blocks(iter([(np.ones((1, 1)), np.ones(1))]))
    with pytest.raises(ShapeError, match="each block must be"):
        IteratedSource([(1,)]).reduce(len)
    with pytest.raises(ShapeError, match="0 sample"):
        LogisticRegression().fit_blocks([])


def test_thinning_keeps_order_and_spread():
    rows = RowBlock(np.arange(100.0)[:, None], np.zeros(100))

    assert ArraySource(rows).thinned(10).reduce(lambda block: block.X[:, 0].tolist()) == list(range(0, 100, 10))
    assert ArraySource(rows).thinned(80) is None


def test_the_deadline_is_checked_for_each_block():
    with pytest.raises(TimeLimitReached):
        ArraySource(RowBlock(np.zeros((3, 1)), np.zeros(3)), Deadline(0.0)).reduce(len)
