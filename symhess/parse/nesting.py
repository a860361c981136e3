"""Nesting: how deep functions, roots and quotients lie within each other.

SymPy decides signs and reality by walking down such towers again and again; the work grows exponentially with their
height. Of hyperbolic functions and of the bases of variable powers it takes real and imaginary parts, and expands them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, log2

from symhess.errors import ParseError
from symhess.parse.budgets import Measure
from symhess.parse.gauge import Gauge, to_float
from symhess.parse.tree import (
    Absolute,
    Application,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    Tree,
    Variable,
    fold_tree,
)

__all__ = ["LEVEL_LIMIT", "WEIGHT_LIMIT", "Nesting", "check_nesting"]

LEVEL_LIMIT = 6
WEIGHT_LIMIT = 12.0


@dataclass(frozen=True, slots=True)
class Nesting:
    """What is counted of a part.

    Attributes
    ----------
    levels : int
        Functions, roots, divisors and symbolic powers within each other.
    weight : float
        Binary logarithm of the number of terms of its real and imaginary parts, expanded.
    hyperbolic : float
        Largest weight of the argument of a hyperbolic function in it.

    Examples
    --------
    >>> Nesting().levels, Nesting(levels=1, weight=2.0).hyperbolic
    (0, -inf)
    """

    levels: int = 0
    weight: float = 0.0
    hyperbolic: float = -inf


def check_nesting(tree: Tree, measures: Mapping[int, Measure]) -> dict[int, Nesting]:
    """Count levels and weights in a measured tree.

    Returns
    -------
    dict
        By ``id`` of the node.

    Raises
    ------
    ParseError
        If a limit is passed.

    Examples
    --------
    >>> from symhess.parse.budgets import check_budgets
    >>> tree = Application("sin", Application("exp", Variable("x")))
    >>> check_nesting(tree, check_budgets(tree))[id(tree)].levels
    2
    >>> for _ in range(LEVEL_LIMIT):
    ...     tree = Absolute(tree)
    >>> check_nesting(tree, check_budgets(tree))
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: functions, roots and quotients are nested deeper than 6 levels (at character 1)
    """
    return fold_tree(tree, lambda node, below: _checked(node, _nesting(node, below, measures), below, measures))


def _checked(node: Tree, nesting: Nesting, below: tuple[Nesting, ...], measures: Mapping[int, Measure]) -> Nesting:
    if nesting.levels > LEVEL_LIMIT:
        message = f"functions, roots and quotients are nested deeper than {LEVEL_LIMIT} levels"
        raise ParseError(message, position=node.position)
    inside = max((part.hyperbolic for part in below), default=-inf)
    hyperbolic = inside > WEIGHT_LIMIT and nesting.levels > max(part.levels for part in below)
    symbolic = isinstance(node, Power) and _rational(measures[id(node.exponent)]) is None
    if hyperbolic or (symbolic and below[0].weight > WEIGHT_LIMIT):
        within = "another function" if hyperbolic else "a variable exponent"
        raise ParseError(f"so large a power is not read within {within}", position=node.position)
    return nesting


def _nesting(node: Tree, below: tuple[Nesting, ...], measures: Mapping[int, Measure]) -> Nesting:
    if _rational(measures[id(node)]) is not None:
        return Nesting()
    hyperbolic = max((part.hyperbolic for part in below), default=-inf)
    if _is_hyperbolic(node):
        hyperbolic = max(hyperbolic, below[0].weight)
    levels = _levels(node, tuple(part.levels for part in below), measures)
    return Nesting(levels, _weight(node, tuple(part.weight for part in below), measures), hyperbolic)


def _is_hyperbolic(node: Tree) -> bool:
    return isinstance(node, Application) and node.function.endswith("h")


def _levels(node: Tree, below: tuple[int, ...], measures: Mapping[int, Measure]) -> int:
    deepest = max(below, default=0)
    match node:
        case Root():
            # an odd root names its radicand twice, in the sign and in the size
            return deepest + 1 + node.degree % 2
        case Application():
            return deepest + 1 + _is_hyperbolic(node)
        case Absolute():
            return deepest + 1
        case Quotient():
            return max(below[0], below[1] + (_rational(measures[id(node.denominator)]) is None))
        case Power():
            exponent = _rational(measures[id(node.exponent)])
            return below[0] if exponent is not None and exponent >= 0 and exponent.is_integer() else deepest + 1
        case _:
            return deepest


def _weight(node: Tree, below: tuple[float, ...], measures: Mapping[int, Measure]) -> float:
    match node:
        case Variable():
            return 1.0
        case Sum():
            return max(below) + log2(len(below))
        case Product() | Quotient():
            return sum(below)
        case Power():
            exponent = measures[id(node.exponent)]
            return below[0] * abs(to_float(exponent)) if isinstance(exponent, Gauge) else max(1.0, *below)
        case _:
            return max(1.0, *below) if below else 0.0


def _rational(measure: Measure) -> float | None:
    """Give the value of a rational constant."""
    return to_float(measure) if isinstance(measure, Gauge) and measure.value is not None else None
