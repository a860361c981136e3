"""The Hessian, Gauss-Newton and Fisher matrices in full.

A parameter acts on a datum through one unit: its change is that unit's change, times what enters the layer. So every
matrix comes from small ones, between units and for each datum, and one multiplication for each unit; units are far
fewer than parameters.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from symhess.errors import InputError
from symhess.models.networks.activations import Array
from symhess.models.networks.layout import parameter_count, unit_order
from symhess.models.networks.passes import Pass, backpropagate
from symhess.models.networks.products import FisherKind, respond, responding_deltas, score_roots

__all__ = ["UnitRows", "dense_fisher", "dense_gauss_newton", "dense_hessian"]

MOST_PARAMETERS = 20_000
# Doubles of one block of products: eight megabytes.
_BLOCK = 1 << 20


class UnitRows(NamedTuple):
    """Between the units of one layer and those of the layers from there on, for each datum.

    Attributes
    ----------
    curvatures : list of Array, shape (units, data, units there)
        Second derivatives with respect to what the activations take, or what stands in for them.
    changes : list of (Array or None), shape (units, data, inputs there)
        How much the units change what enters each layer, where that contributes.

    Examples
    --------
    >>> UnitRows([np.ones((1, 1, 1))], [None]).changes
    [None]
    """

    curvatures: list[Array]
    changes: list[Array | None]


def dense_hessian(at: Pass) -> Array:
    """The Hessian of the mean loss, shape (parameters, parameters).

    Examples
    --------
    >>> from symhess.models import Network
    >>> net = Network(sizes=(1, 1), activations=("identity",), loss="squared")
    >>> dense_hessian(net.at([2.0, 0.0], [[3.0]], [[5.0]]).data)
    array([[9., 3.],
           [3., 1.]])
    """
    return _assembled(at, _hessian_rows(at))


def dense_gauss_newton(at: Pass) -> Array:
    """The Gauss-Newton matrix, mean of Jᵀ (∂²l/∂f²) J.

    Examples
    --------
    >>> from symhess.models import Network
    >>> net = Network(sizes=(1, 1), activations=("tanh",), loss="squared")
    >>> dense_gauss_newton(net.at([0.0, 0.0], [[3.0]], [[5.0]]).data)
    array([[9., 3.],
           [3., 1.]])
    """
    data, width = at.outputs.shape
    units = np.repeat(np.eye(width)[:, None, :], data, axis=1)
    jacobians = backpropagate(at, units)
    curved = backpropagate(at, at.loss.hessian_products(at.outputs, units))
    return _assembled(at, _paired(curved, jacobians))


def dense_fisher(at: Pass, kind: FisherKind = "true") -> Array:
    """The Fisher matrix by explicit expectation, or the empirical one from the targets as given.

    Examples
    --------
    >>> from symhess.models import Network
    >>> net = Network(sizes=(1, 1), activations=("identity",), loss="squared")
    >>> dense_fisher(net.at([2.0, 0.0], [[3.0]], [[4.0]]).data, "empirical")
    array([[36., 12.],
           [12.,  4.]])
    """
    scores = backpropagate(at, score_roots(at, kind))
    return _assembled(at, _paired(scores, scores))


def _hessian_rows(at: Pass) -> Iterator[UnitRows]:
    for first, slope in enumerate(at.slopes):
        data, width = slope.shape
        source = np.repeat(np.eye(width)[:, None, :], data, axis=1)
        response = respond(at, first, [source])
        yield UnitRows(responding_deltas(at, response), response.inputs)


def _paired(left: list[Array], right: list[Array]) -> Iterator[UnitRows]:
    """Sums of products over the first axis, which runs over outputs or classes."""
    for first, units in enumerate(left):
        rows = units.transpose(1, 2, 0)
        pairs = [(rows @ there.transpose(1, 0, 2)).transpose(1, 0, 2) for there in right[first:]]
        yield UnitRows(pairs, [None] * len(pairs))


def _assembled(at: Pass, rows: Iterator[UnitRows]) -> Array:
    total = parameter_count(at.sizes)
    if total > MOST_PARAMETERS:
        size = 8e-9 * total * total
        raise InputError(
            f"a matrix of {total} parameters takes {size:.1f} GB and at most {MOST_PARAMETERS} parameters are written "
            "out; use its products with vectors"
        )
    matrix = np.empty((total, total))
    entering = [np.concatenate((a, np.ones((len(a), 1))), axis=1) for a in at.inputs]
    starts = np.cumsum([0, *(e.shape[1] * s.shape[1] for e, s in zip(entering, at.slopes, strict=True))])
    for first, row in enumerate(rows):
        left = entering[first] / at.count
        length = left.shape[1]
        for number, (curvature, change) in enumerate(zip(row.curvatures, row.changes, strict=True)):
            there = first + number
            for unit in range(len(curvature)):
                # on the diagonal only the pairs with this unit or a later one: the others are their mirror images
                skip = unit if number == 0 else 0
                changed = None if change is None else change[unit]
                block = _block(left, curvature[unit][:, skip:], entering[there], at.deltas[there], changed)
                if number == 0:
                    own = block[:, :length]
                    block[:, :length] = 0.5 * (own + own.T)
                top, side = starts[first] + unit * length, starts[there] + skip * entering[there].shape[1]
                matrix[top : top + length, side : starts[there + 1]] = block
                matrix[side : starts[there + 1], top : top + length] = block.T
    order = unit_order(at.sizes)
    return np.asarray(matrix.take(order, axis=0).take(order, axis=1))


def _block(left: Array, curvature: Array, right: Array, delta: Array, change: Array | None) -> Array:
    """The rows of one unit's parameters, with the parameters of the units of a layer in the columns."""
    columns = curvature.shape[1] * right.shape[1]
    step = max(1, _BLOCK // columns)
    block = np.zeros((left.shape[1], columns))
    for start in range(0, len(left), step):
        part = slice(start, start + step)
        products = curvature[part, :, None] * right[part, None, :]
        if change is not None:
            products[:, :, :-1] += delta[part, :, None] * change[part, None, :]
        block += left[part].T @ products.reshape(-1, columns)
    return block
