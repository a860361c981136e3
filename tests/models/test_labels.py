"""Classes and their weights."""

import numpy as np
import pytest

from symhess.errors import OneClassError
from symhess.models.blocks import RowBlock
from symhess.models.labels import LabelPass


@pytest.mark.parametrize(
    "labels", [[1, 0, 1], [2.0, 2.0], [True, False], ["b", "a", "c"], [3, 1, 2, 1], [-1, 1, -1, 1]], ids=str
)
def test_classes_and_weights_are_those_of_numpy(labels):
    y = np.array(labels)
    weight = np.arange(1.0, len(y) + 1)
    whole = LabelPass()(RowBlock(np.zeros((len(y), 1)), y, weight))
    classes, places = np.unique(y, return_inverse=True)

    assert whole.classes.tolist() == classes.tolist()
    assert whole.weights.tolist() == np.bincount(places, weight).tolist()


def test_blocks_with_different_classes_are_joined():
    parts = [LabelPass()(RowBlock(np.zeros((len(y), 1)), np.array(y))) for y in ([2, 2], [0, 2], [1])]
    joined = parts[0] + parts[1] + parts[2]

    assert (joined.classes.tolist(), joined.weights.tolist(), joined.rows) == ([0, 1, 2], [1.0, 1.0, 3.0], 5)


def test_a_class_without_weight_does_not_count():
    counts = LabelPass()(RowBlock(np.zeros((2, 1)), np.array(["no", "yes"]), np.array([0.0, 2.0])))

    with pytest.raises(OneClassError, match=r"only one class \(yes\)"):
        counts.require_two()


def test_the_null_loss_is_the_entropy():
    counts = LabelPass()(RowBlock(np.zeros((4, 1)), np.array([0, 0, 0, 1])))

    assert counts.null_loss(intercept=True) == pytest.approx(-(3 * np.log(0.75) + np.log(0.25)))
    assert counts.null_loss(intercept=False) == pytest.approx(4 * np.log(2))
