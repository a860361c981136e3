"""The numbers of a picture: tables of values, and the levels to draw.

Floating point is good enough here: a picture decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import nan
from typing import TypeAlias

from sympy import Expr, Symbol, lambdify
from sympy.polys.rootoftools import ComplexRootOf

__all__ = [
    "Grid",
    "Place",
    "Span",
    "curve",
    "distinct",
    "evaluator",
    "grid",
    "levels",
    "places",
    "quantile",
]

_LARGEST = 1e100  # matplotlib cannot draw levels near the end of the floats
_SAME_LEVEL = 1e-6
_DIGITS = 17

Span: TypeAlias = tuple[float, float]
Place: TypeAlias = tuple[float, ...]
Grid: TypeAlias = tuple[list[float], list[float], list[list[float]]]


def evaluator(expression: Expr, variables: Sequence[Symbol]) -> Callable[..., float]:
    """Compile an expression to a function of floats that is nan where there is no real value.

    Examples
    --------
    >>> from sympy.abc import x
    >>> evaluator(1 / x, (x,))(2.0), evaluator(1 / x, (x,))(0.0)
    (0.5, nan)
    >>> from sympy import CRootOf
    >>> round(evaluator(x - CRootOf(x**3 - x - 1, 0), (x,))(2.0), 6)
    0.675282
    """
    try:
        return _evaluator(expression, variables, "math")
    except NameError:  # a function that Python's math does not have
        return _evaluator(expression, variables, "mpmath")


def _evaluator(expression: Expr, variables: Sequence[Symbol], modules: str) -> Callable[..., float]:
    roots = {root: root.evalf(_DIGITS) for root in expression.atoms(ComplexRootOf)}  # which no module knows by name
    compiled = lambdify(variables, expression.xreplace(roots), modules=modules, cse=True, dummify=True)

    def value(*at: float) -> float:
        try:
            found = float(compiled(*at))
        except (ArithmeticError, ValueError, TypeError):
            return nan
        return found if abs(found) <= _LARGEST else nan

    value(*(0.5 for _ in variables))
    return value


def curve(f: Callable[..., float], span: Span, steps: int) -> tuple[list[float], list[float]]:
    """Tabulate a function of one variable: the places, then the values.

    Examples
    --------
    >>> curve(lambda x: 2 * x, (0.0, 1.0), 2)
    ([0.0, 0.5, 1.0], [0.0, 1.0, 2.0])
    """
    xs = places(span, steps)
    return xs, [f(x) for x in xs]


def grid(f: Callable[..., float], spans: Sequence[Span], steps: int) -> Grid:
    """Tabulate a function of two variables: the places on each axis, then the values, one row for each y.

    Examples
    --------
    >>> grid(lambda x, y: x + 10 * y, ((0.0, 1.0), (0.0, 1.0)), 1)
    ([0.0, 1.0], [0.0, 1.0], [[0.0, 1.0], [10.0, 11.0]])
    """
    xs, ys = (places(span, steps) for span in spans)
    return xs, ys, [[f(x, y) for x in xs] for y in ys]


def places(span: Span, steps: int) -> list[float]:
    """Divide a span evenly.

    Examples
    --------
    >>> places((0.0, 1.0), 2)
    [0.0, 0.5, 1.0]
    """
    low, high = span
    return [low + (high - low) * k / steps for k in range(steps + 1)]


def quantile(values: Sequence[float], part: float) -> float:
    """Read off a quantile of sorted values.

    Examples
    --------
    >>> quantile([1.0, 2.0, 4.0], 0.5), quantile([1.0, 2.0, 4.0], 0.75)
    (2.0, 3.0)
    """
    place = part * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (place - below)


def levels(rows: Sequence[Sequence[float]], count: int) -> list[float]:
    """Choose ascending levels so that each band covers the same area: steep functions stay readable.

    Examples
    --------
    >>> levels([[0.0, 1.0, 4.0], [9.0, 16.0, 1e9]], 2)
    [0.0, 4.0, 16.0]
    """
    values = sorted(v for row in rows for v in row if v == v)
    if not values or values[0] == values[-1]:
        return []
    chosen = [quantile(values, k / (count + 0.5)) for k in range(count + 1)]
    gap = _SAME_LEVEL * (chosen[-1] - chosen[0])
    return chosen[:1] + [high for low, high in pairwise(chosen) if high - low > gap]


def distinct(values: Sequence[float], most: int = 6) -> list[float]:
    """List the distinct ones, ascending; none when there are too many to be told apart.

    Examples
    --------
    >>> distinct([2.0, 1.0, 2.0 + 1e-12])
    [1.0, 2.0]
    """
    ordered = sorted(values)
    if not ordered:
        return []
    gap = _SAME_LEVEL * max(abs(ordered[0]), abs(ordered[-1]), ordered[-1] - ordered[0])
    found = ordered[:1] + [high for low, high in pairwise(ordered) if high - low > gap]
    return found if len(found) <= most else []
