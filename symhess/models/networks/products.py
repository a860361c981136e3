"""Second-order matrices times vectors, at the cost of a few gradients each."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from symhess.models.networks.activations import Array
from symhess.models.networks.layout import split
from symhess.models.networks.passes import Pass, backpropagate, pull_back

__all__ = [
    "FisherKind",
    "Response",
    "fisher_product",
    "gauss_newton_product",
    "hessian_product",
    "respond",
    "responding_deltas",
    "score_roots",
]

FisherKind = Literal["true", "empirical"]


class Response(NamedTuple):
    """How a pass answers to small changes, layer by layer from `first`; leading axes run over directions.

    Attributes
    ----------
    first : int
        The first layer that changes.
    inputs : list of (Array or None)
        The change of what enters each layer; ``None`` for the first.
    activated : list of Array
        The change of what each layer's activation takes.
    outputs : Array
        The change of what the network gives.

    Examples
    --------
    >>> from symhess.models import Network
    >>> net = Network(sizes=(1, 1), activations=("identity",), loss="squared")
    >>> respond(net.at([2.0, 0.0], [[3.0]], [[5.0]]).data, 0, [np.array([[1.0]])]).outputs
    array([[1.]])
    """

    first: int
    inputs: list[Array | None]
    activated: list[Array]
    outputs: Array


def respond(at: Pass, first: int, sources: list[Array]) -> Response:
    """Changes run forward; `sources` are those that begin in each layer's activation from layer `first` on.

    Examples
    --------
    >>> from symhess.models import Network
    >>> net = Network(sizes=(1, 1, 1), activations=("identity", "identity"), loss="squared")
    >>> at = net.at([1.0, 0.0, 3.0, 0.0], [[1.0]], [[0.0]]).data
    >>> respond(at, 0, [np.array([[1.0]])]).outputs  # later layers may be left out
    array([[3.]])
    """
    inputs: list[Array | None] = []
    activated: list[Array] = []
    below: Array | None = None
    for place in range(first, len(at.layers)):
        inputs.append(below)
        number = place - first
        z = sources[number] if number < len(sources) else None
        if below is not None:
            carried = below @ at.layers[place].weights.T
            z = carried if z is None else carried + z
        assert z is not None
        activated.append(z)
        below = at.slopes[place] * z
    assert below is not None
    return Response(first, inputs, activated, below)


def hessian_product(at: Pass, v: Array) -> Array:
    """The Hessian times vectors, shape (..., parameters), by Pearlmutter's R-operator.

    Examples
    --------
    >>> from symhess.models import Network
    >>> net = Network(sizes=(1, 1), activations=("identity",), loss="squared")
    >>> hessian_product(net.at([2.0, 0.0], [[3.0]], [[5.0]]).data, np.array([1.0, 0.0]))
    array([9., 3.])
    """
    turns = split(v, at.sizes)
    response = respond(at, 0, _sources(at, v))
    changes = responding_deltas(at, response, [turn.weights for turn in turns])
    total = pull_back(at, changes)
    for place, delta, change in zip(split(total, at.sizes)[1:], at.deltas[1:], response.inputs[1:], strict=True):
        assert change is not None
        place.weights[...] += delta.T @ change / at.count
    return total


def responding_deltas(at: Pass, response: Response, turns: list[Array] | None = None) -> list[Array]:
    """How each layer's delta changes; `turns` are the changes of the weights, where those change too.

    Examples
    --------
    >>> from symhess.models import Network
    >>> at = Network(sizes=(1, 1), activations=("identity",), loss="squared").at([2.0, 0.0], [[3.0]], [[5.0]]).data
    >>> responding_deltas(at, respond(at, 0, [np.array([[0.5]])]))
    [array([[0.5]])]
    """
    error = at.loss.hessian_products(at.outputs, response.outputs)
    changes = []
    for place in range(len(at.layers) - 1, response.first - 1, -1):
        z = response.activated[place - response.first]
        change = at.slopes[place] * error
        change += at.bent_errors[place] * z
        changes.append(change)
        if place > response.first:
            error = change @ at.layers[place].weights
            if turns is not None:
                error += at.deltas[place] @ turns[place]
    return changes[::-1]


def gauss_newton_product(at: Pass, v: Array) -> Array:
    """The Gauss-Newton matrix, mean of Jᵀ (∂²l/∂f²) J, times vectors.

    Examples
    --------
    >>> from symhess.models import Network
    >>> net = Network(sizes=(1, 1), activations=("tanh",), loss="squared")
    >>> gauss_newton_product(net.at([0.0, 0.0], [[3.0]], [[5.0]]).data, np.array([1.0, 0.0]))
    array([9., 3.])
    """
    return pull_back(at, backpropagate(at, at.loss.hessian_products(at.outputs, _pushed(at, v))))


def fisher_product(at: Pass, v: Array, kind: FisherKind = "true") -> Array:
    """The Fisher matrix times vectors: "true" expects over the model's own targets, "empirical" takes those given.

    Examples
    --------
    >>> from symhess.models import Network
    >>> net = Network(sizes=(1, 1), activations=("identity",), loss="squared")
    >>> at = net.at([2.0, 0.0], [[3.0]], [[4.0]]).data
    >>> v = np.array([1.0, 0.0])
    >>> fisher_product(at, v), fisher_product(at, v, "empirical")
    (array([9., 3.]), array([36., 12.]))
    """
    pushed = _pushed(at, v)
    roots = score_roots(at, kind)
    along = np.einsum("cno,...no->...cn", roots, pushed)
    return pull_back(at, backpropagate(at, np.einsum("cno,...cn->...no", roots, along)))


def score_roots(at: Pass, kind: FisherKind) -> Array:
    """Vectors r, shape (roots, data, outputs), whose r rᵀ add up to the (expected) outer product of ∂l/∂f.

    Examples
    --------
    >>> from symhess.models import Network
    >>> net = Network(sizes=(1, 1), activations=("identity",), loss="squared")
    >>> at = net.at([2.0, 0.0], [[3.0]], [[4.0]]).data
    >>> score_roots(at, "true"), score_roots(at, "empirical")
    (array([[[1.]]]), array([[[2.]]]))
    """
    return at.loss.score_roots(at.outputs) if kind == "true" else at.errors[-1][None]


def _pushed(at: Pass, v: Array) -> Array:
    """J v: how the outputs of each datum change along v."""
    return respond(at, 0, _sources(at, v)).outputs


def _sources(at: Pass, v: Array) -> list[Array]:
    sources = []
    for turn, a in zip(split(v, at.sizes), at.inputs, strict=True):
        source = a @ turn.weights.swapaxes(-1, -2)
        source += turn.biases[..., None, :]
        sources.append(source)
    return sources
