"""Losses of one datum as functions of the network's output, with their first two derivatives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol

import numpy as np
import sympy as sp
from scipy.special import logsumexp, softmax

from symhess.errors import InputError
from symhess.models.networks.activations import Array

__all__ = ["LOSSES", "Loss", "SoftmaxCrossEntropy", "SquaredLoss"]

_SUM = 1e-12


class Loss(Protocol):
    """A loss that is the negative logarithm of a density, up to a constant; the density says what the Fisher matrix is.

    Outputs f and targets y have shape (data, outputs).

    Examples
    --------
    >>> sorted(LOSSES)
    ['softmax_cross_entropy', 'squared']
    """

    name: ClassVar[str]

    def check(self, targets: Array) -> None:
        """Raise where these cannot be targets."""

    def values(self, outputs: Array, targets: Array) -> Array:
        """The loss of every datum."""

    def gradients(self, outputs: Array, targets: Array) -> Array:
        """Derivatives with respect to the outputs."""

    def hessian_products(self, outputs: Array, directions: Array) -> Array:
        """The Hessian with respect to the outputs, times directions of shape (..., data, outputs)."""

    def score_roots(self, outputs: Array) -> Array:
        """Vectors r, shape (roots, data, outputs), whose r rᵀ add up to g gᵀ expected over the model's targets."""

    def term(self, outputs: list[sp.Expr], targets: list[sp.Expr]) -> sp.Expr:
        """The loss of one datum as a symbolic expression."""


@dataclass(frozen=True, slots=True)
class SquaredLoss:
    """Half the squared distance; y is normal around f with unit covariance.

    Examples
    --------
    >>> SquaredLoss().values(np.array([[3.0, 0.0]]), np.array([[0.0, 4.0]]))
    array([12.5])
    """

    name: ClassVar[str] = "squared"

    def check(self, targets: Array) -> None:
        """All numbers can be targets."""

    def values(self, outputs: Array, targets: Array) -> Array:
        """Half the squared distance."""
        return np.asarray(0.5 * ((outputs - targets) ** 2).sum(axis=1))

    def gradients(self, outputs: Array, targets: Array) -> Array:
        """The residuals."""
        return outputs - targets

    def hessian_products(self, outputs: Array, directions: Array) -> Array:
        """The directions: the Hessian is the identity."""
        return directions

    def score_roots(self, outputs: Array) -> Array:
        """The unit vectors."""
        data, width = outputs.shape
        return np.repeat(np.eye(width)[:, None, :], data, axis=1)

    def term(self, outputs: list[sp.Expr], targets: list[sp.Expr]) -> sp.Expr:
        """Half the sum of squares."""
        return sp.Add(*((f - y) ** 2 for f, y in zip(outputs, targets, strict=True))) / 2


@dataclass(frozen=True, slots=True)
class SoftmaxCrossEntropy:
    """Minus the logarithm of the softmax at the right class; outputs are logits and targets one-hot.

    Examples
    --------
    >>> loss = SoftmaxCrossEntropy()
    >>> loss.values(np.array([[0.0, 1000.0]]), np.array([[1.0, 0.0]]))
    array([1000.])
    >>> loss.check(np.array([[1.0, 1.0]]))
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: row 0 of Y must be one-hot (entries of at least 0 with sum 1), but its sum is 2
    """

    name: ClassVar[str] = "softmax_cross_entropy"

    def check(self, targets: Array) -> None:
        """Rows must be probabilities, as one-hot rows are."""
        sums = targets.sum(axis=1)
        for wrong, told in ((np.abs(sums - 1.0) > _SUM, sums), (targets.min(axis=1) < 0.0, targets.min(axis=1))):
            if wrong.any():
                row = int(wrong.argmax())
                what = "sum" if told is sums else "least entry"
                raise InputError(
                    f"row {row} of Y must be one-hot (entries of at least 0 with sum 1), "
                    f"but its {what} is {told[row]:g}"
                )

    def values(self, outputs: Array, targets: Array) -> Array:
        """The logarithm of the sum of exponentials, less the right logit."""
        greatest = outputs.max(axis=1, keepdims=True)
        shifted = outputs - greatest
        return np.asarray(logsumexp(shifted, axis=1) - (targets * shifted).sum(axis=1))

    def gradients(self, outputs: Array, targets: Array) -> Array:
        """Probabilities less targets."""
        return np.asarray(softmax(outputs, axis=1) - targets)

    def hessian_products(self, outputs: Array, directions: Array) -> Array:
        """(diag(p) - p pᵀ) u."""
        p = softmax(outputs, axis=1)
        scaled = p * directions
        return np.asarray(scaled - p * scaled.sum(axis=-1, keepdims=True))

    def score_roots(self, outputs: Array) -> Array:
        """The gradients for every class, each times the root of its probability."""
        p = softmax(outputs, axis=1)
        scores = p - np.eye(p.shape[1])[:, None, :]
        return np.asarray(np.sqrt(p.T)[:, :, None] * scores)

    def term(self, outputs: list[sp.Expr], targets: list[sp.Expr]) -> sp.Expr:
        """The logarithm of the sum of exponentials, less the right logit."""
        right = sp.Add(*(y * f for f, y in zip(outputs, targets, strict=True)))
        return sp.log(sp.Add(*map(sp.exp, outputs))) - right


LOSSES: dict[str, Loss] = {loss.name: loss for loss in (SquaredLoss(), SoftmaxCrossEntropy())}
"""The losses by name."""
