"""What a network is: widths, activations and a loss, and the arrays that fit it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from symhess.errors import InputError, NonFiniteError, ShapeError
from symhess.models.networks.activations import ACTIVATIONS, Activation, Array
from symhess.models.networks.layout import parameter_count
from symhess.models.networks.losses import LOSSES, Loss

__all__ = ["Architecture", "as_numbers", "design"]


@dataclass(frozen=True, slots=True)
class Architecture:
    """The widths of a network, its activations and its loss.

    Attributes
    ----------
    sizes : tuple of int
        The number of inputs, and of units in each layer.
    activations : tuple of Activation
        One for each layer.
    loss : Loss
        What compares outputs and targets.

    Examples
    --------
    >>> design((3, 6, 1), ("tanh", "identity"), "squared").parameter_count
    31
    """

    sizes: tuple[int, ...]
    activations: tuple[Activation, ...]
    loss: Loss

    @property
    def parameter_count(self) -> int:
        """How many weights and biases there are."""
        return parameter_count(self.sizes)

    def parameters(self, theta: Any) -> Array:
        """The vector of parameters, checked."""
        return as_numbers("theta", theta, (self.parameter_count,))

    def data(self, X: Any, Y: Any) -> tuple[Array, Array]:
        """Inputs and targets, checked; a vector stands for one column."""
        inputs, targets = (np.asarray(values) for values in (X, Y))
        inputs, targets = (values[:, None] if values.ndim == 1 else values for values in (inputs, targets))
        count = len(inputs) if inputs.ndim else 0
        checked = as_numbers("X", inputs, (max(count, 1), self.sizes[0]))
        wanted = as_numbers("Y", targets, (len(checked), self.sizes[-1]))
        self.loss.check(wanted)
        return checked, wanted


def design(sizes: Sequence[int], activations: Sequence[str], loss: str) -> Architecture:
    """The architecture with these widths, and activations and loss of these names.

    Examples
    --------
    >>> design((3, 1), ("cosine",), "squared")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: there is no activation 'cosine'; the activations are identity, relu, ...
    """
    widths = tuple(sizes)
    whole = all(isinstance(width, int | np.integer) and not isinstance(width, bool) for width in widths)
    if len(widths) < 2 or not whole or min(widths) < 1:
        raise InputError(f"sizes must be at least two positive whole numbers, inputs first, not {widths}")
    if isinstance(activations, str) or len(activations) != len(widths) - 1:
        raise InputError(
            f"activations must name one activation for each of the {len(widths) - 1} layers, not {activations!r}"
        )
    for name in activations:
        if name not in ACTIVATIONS:
            raise InputError(f"there is no activation {name!r}; the activations are {', '.join(sorted(ACTIVATIONS))}")
    if loss not in LOSSES:
        raise InputError(f"there is no loss {loss!r}; the losses are {', '.join(sorted(LOSSES))}")
    return Architecture(tuple(map(int, widths)), tuple(ACTIVATIONS[name] for name in activations), LOSSES[loss])


def as_numbers(name: str, values: Any, shape: tuple[int, ...]) -> Array:
    """Finite doubles of this shape.

    Examples
    --------
    >>> as_numbers("theta", [1, 2], (2,))
    array([1., 2.])
    >>> as_numbers("X", [[1.0, float("nan")]], (1, 2))
    Traceback (most recent call last):
    ...
    symhess.errors.NonFiniteError: X contains NaN in row 0, column 1; remove or impute such entries
    """
    try:
        found = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InputError(f"{name} must hold real numbers: {error}") from None
    if found.shape != shape:
        raise ShapeError(f"{name} must have the shape {shape}, not {found.shape}")
    # a sum of finite numbers may overflow; only then the entries are looked at one by one
    with np.errstate(over="ignore", invalid="ignore"):
        finite = bool(np.isfinite(found.sum()))
    if not finite and not np.isfinite(found).all():
        place = np.unravel_index(int(np.isfinite(found).argmin()), shape)
        what = "NaN" if np.isnan(found[place]) else "infinity"
        where = f"entry {place[0]}" if len(place) == 1 else f"row {place[0]}, column {place[1]}"
        raise NonFiniteError(f"{name} contains {what} in {where}; remove or impute such entries")
    return found
