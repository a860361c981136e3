"""Activations with their first two derivatives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import sympy as sp
from numpy.typing import NDArray
from scipy.special import expit

__all__ = ["ACTIVATIONS", "Activation"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Activation:
    """A function of one variable, applied to every unit of a layer.

    Attributes
    ----------
    name : str
        What it is called.
    value : callable
        a(z).
    slope : callable
        a'(z), from z and a(z).
    bend : callable
        a''(z), from a(z) and a'(z).
    term : callable
        a(z) as a symbolic expression.

    Examples
    --------
    >>> relu = ACTIVATIONS["relu"]
    >>> z = np.array([-1.0, 0.0, 2.0])
    >>> relu.value(z), relu.slope(z, relu.value(z))  # at the kink the slope is taken as 0
    (array([0., 0., 2.]), array([0., 0., 1.]))
    """

    name: str
    value: Callable[[Array], Array]
    slope: Callable[[Array, Array], Array]
    bend: Callable[[Array, Array], Array]
    term: Callable[[sp.Expr], sp.Expr]


def _no_bend(a: Array, slope: Array) -> Array:
    return np.zeros_like(a)


_ALL = (
    Activation("identity", lambda z: z, lambda z, a: np.ones_like(z), _no_bend, lambda z: z),
    Activation("tanh", np.tanh, lambda z, a: 1.0 - a * a, lambda a, slope: -2.0 * a * slope, sp.tanh),
    Activation(
        "relu",
        lambda z: np.maximum(z, 0.0),
        lambda z, a: (z > 0.0).astype(np.float64),
        _no_bend,
        lambda z: (z + sp.Abs(z)) / 2,
    ),
    Activation(
        "sigmoid",
        expit,
        # a (1 - a) would lose all digits of the slope where a rounds to 1
        lambda z, a: a * expit(-z),
        lambda a, slope: slope * (1.0 - 2.0 * a),
        lambda z: 1 / (1 + sp.exp(-z)),
    ),
    Activation(
        "softplus",
        lambda z: np.logaddexp(0.0, z),
        lambda z, a: expit(z),
        lambda a, slope: slope * (1.0 - slope),
        lambda z: sp.log(1 + sp.exp(z)),
    ),
)

ACTIVATIONS: dict[str, Activation] = {activation.name: activation for activation in _ALL}
"""The activations by name."""
