"""Nesting: how deep functions, roots and quotients lie within each other.

SymPy decides signs by walking down such towers again and again; the work grows exponentially with their height.
"""

from __future__ import annotations

from collections.abc import Mapping

from symhess.errors import ParseError
from symhess.parse.budgets import Measure
from symhess.parse.gauge import Gauge
from symhess.parse.tree import Absolute, Application, Power, Quotient, Root, Tree, fold_tree

__all__ = ["LEVEL_LIMIT", "check_nesting"]

LEVEL_LIMIT = 6


def check_nesting(tree: Tree, measures: Mapping[int, Measure]) -> dict[int, int]:
    """Count the levels of functions, roots, divisors and symbolic powers in a measured tree.

    Returns
    -------
    dict
        The levels below and including every node, by ``id`` of the node.

    Raises
    ------
    ParseError
        If there are more than the limit.

    Examples
    --------
    >>> from symhess.parse.budgets import check_budgets
    >>> from symhess.parse.tree import Variable
    >>> tree = Application("sin", Application("exp", Variable("x")))
    >>> check_nesting(tree, check_budgets(tree))[id(tree)]
    2
    >>> for _ in range(LEVEL_LIMIT):
    ...     tree = Absolute(tree)
    >>> check_nesting(tree, check_budgets(tree))
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: functions, roots and quotients are nested deeper than 6 levels (at character 1)
    """
    return fold_tree(tree, lambda node, below: _checked(node, _levels(node, below, measures)))


def _checked(node: Tree, levels: int) -> int:
    if levels > LEVEL_LIMIT:
        message = f"functions, roots and quotients are nested deeper than {LEVEL_LIMIT} levels"
        raise ParseError(message, position=node.position)
    return levels


def _levels(node: Tree, below: tuple[int, ...], measures: Mapping[int, Measure]) -> int:
    if _is_rational(measures[id(node)]):
        return 0
    deepest = max(below, default=0)
    match node:
        case Root():
            # an odd root names its radicand twice, in the sign and in the size
            return deepest + 1 + node.degree % 2
        case Application() | Absolute():
            return deepest + 1
        case Quotient():
            return max(below[0], below[1] + (not _is_rational(measures[id(node.denominator)])))
        case Power():
            return below[0] if _is_natural(measures[id(node.exponent)]) else deepest + 1
        case _:
            return deepest


def _is_rational(measure: Measure) -> bool:
    return isinstance(measure, Gauge) and measure.value is not None


def _is_natural(measure: Measure) -> bool:
    value = measure.value if isinstance(measure, Gauge) else None
    return value is not None and value >= 0 and value.denominator == 1
