"""Symmetry under exchange of two variables, read off the expression tree and never computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import Final

from sympy import Add, Basic, Expr, Mul, Symbol

__all__ = ["exchange_partners", "is_even", "is_symmetric"]

_MOST_NODES: Final = 2000
_MOST_VARIABLES: Final = 12


def exchange_partners(expression: Expr, variables: tuple[Symbol, ...]) -> dict[int, int]:
    """For the variables that can be exchanged with an earlier one: the number of the earliest such.

    Examples
    --------
    >>> x, y, z = Symbol("x"), Symbol("y"), Symbol("z")
    >>> exchange_partners(x**2 + y * z, (x, y, z))
    {2: 1}
    """
    if len(variables) > _MOST_VARIABLES:
        return {}
    partners: dict[int, int] = {}
    for j in range(1, len(variables)):
        for i in range(j):
            if i not in partners and is_symmetric(expression, variables[i], variables[j]):
                partners[j] = i
                break
    return partners


def is_symmetric(expression: Expr, first: Symbol, second: Symbol) -> bool:
    """Whether exchanging two symbols gives the same expression tree, up to the order of sums and products.

    Examples
    --------
    >>> x, y = Symbol("x"), Symbol("y")
    >>> is_symmetric(x**4 + y**4 - 4 * x * y, x, y), is_symmetric(x**2 - y**2, x, y)
    (True, False)
    """
    plain = _shape(expression, {})
    return plain is not None and plain == _shape(expression, {first: second, second: first})


def is_even(expression: Expr, variables: tuple[Symbol, ...]) -> bool:
    """Whether a change of sign of all the variables together gives the same expression, read off as it stands.

    Examples
    --------
    >>> from sympy import cos
    >>> x, y = Symbol("x"), Symbol("y")
    >>> is_even(x**4 + cos(x) * y, (x,)), is_even(x * y, (x,)), is_even(x * y, (x, y))
    (True, False, True)
    """
    if expression.count_ops() > _MOST_NODES:
        return False
    changed: Expr = expression.xreplace({variable: -variable for variable in variables})
    again: Expr = changed.xreplace({variable: -variable for variable in variables})
    return bool(changed == again)


def _shape(expression: Expr, renaming: Mapping[Symbol, Symbol]) -> Hashable:
    """The tree as nested tuples in which the order of commuting parts is lost; ``None`` above the size limit."""
    shapes: dict[Basic, Hashable] = {}
    waiting: list[Basic] = [expression]
    while waiting:
        current = waiting[-1]
        unknown = [part for part in current.args if part not in shapes]
        if unknown:
            waiting.extend(unknown)
            if len(waiting) + len(shapes) > _MOST_NODES:
                return None
            continue
        waiting.pop()
        parts = [shapes[part] for part in current.args]
        if not parts:
            shapes[current] = renaming.get(current, current)
        elif isinstance(current, Add | Mul):
            shapes[current] = current.func, frozenset(Counter(parts).items())
        else:
            shapes[current] = current.func, tuple(parts)
    return shapes[expression]
