"""The loss of a small network written out, for symbolic second-order analysis."""

from __future__ import annotations

import operator
from itertools import pairwise

import sympy as sp

from symhess.errors import InputError
from symhess.function import ScalarFunction
from symhess.models.networks.activations import Array
from symhess.models.networks.architecture import Architecture

__all__ = ["parameter_names", "written_out"]

_MOST_TERMS = 20_000


def parameter_names(sizes: tuple[int, ...]) -> tuple[str, ...]:
    """Names in the order of the parameters: layer, unit and input of a weight, layer and unit of a bias.

    Examples
    --------
    >>> parameter_names((2, 1))
    ('w1_1_1', 'w1_1_2', 'b1_1')
    """
    names: list[str] = []
    for layer, (inputs, outputs) in enumerate(pairwise(sizes), 1):
        names += [f"w{layer}_{unit}_{entry}" for unit in range(1, outputs + 1) for entry in range(1, inputs + 1)]
        names += [f"b{layer}_{unit}" for unit in range(1, outputs + 1)]
    return tuple(names)


def written_out(architecture: Architecture, X: Array, Y: Array) -> ScalarFunction:
    """The mean loss as a function of the parameters; the data become the rational numbers that the doubles are.

    relu(z) is written as (z + abs(z))/2.

    Examples
    --------
    >>> import numpy as np
    >>> from symhess.models.networks.architecture import design
    >>> written_out(design((1, 1), ("identity",), "squared"), np.ones((1, 1)), np.ones((1, 1))).expression
    (b1_1 + w1_1_1 - 1)**2/2
    """
    size = len(X) * architecture.parameter_count
    if size > _MOST_TERMS:
        raise InputError(
            f"{len(X)} data of a network with {architecture.parameter_count} parameters are too many to write out; "
            f"at most {_MOST_TERMS} terms are"
        )
    variables = tuple(map(sp.Symbol, parameter_names(architecture.sizes)))
    rows = [architecture.loss.term(_outputs(architecture, variables, x), _exact(y)) for x, y in zip(X, Y, strict=True)]
    return ScalarFunction(sp.Add(*rows) / len(rows), variables)


def _outputs(architecture: Architecture, variables: tuple[sp.Symbol, ...], x: Array) -> list[sp.Expr]:
    units, start = _exact(x), 0
    for (inputs, outputs), activation in zip(pairwise(architecture.sizes), architecture.activations, strict=True):
        weights = variables[start : start + inputs * outputs]
        start += (inputs + 1) * outputs
        biases = variables[start - outputs : start]
        sums = [sp.Add(b, *map(operator.mul, weights[k * inputs :], units)) for k, b in enumerate(biases)]
        units = [activation.term(z) for z in sums]
    return units


def _exact(numbers: Array) -> list[sp.Expr]:
    return [sp.Rational(float(number)) for number in numbers]
