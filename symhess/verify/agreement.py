"""Proofs that a function near a point agrees with an expression in the increments, in full or up to an order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from flint import fmpq_mpoly
from sympy import Expr, Integer, Symbol, expand

from symhess.exact.polynomial import polynomial_of, ring
from symhess.verify.germs import Neighbourhood, Refuted
from symhess.verify.series import is_zero

__all__ = ["require"]

_T: Final = Symbol("t")
_MOST_LINES: Final = 24  # in three and more variables, where not all lines that would be needed are looked at
_MANY_TERMS: Final = 24  # stand for all, where the function is no polynomial with rational coefficients

Graph = Mapping[Symbol, Expr]


def require(near: Neighbourhood, other: Expr, order: int | None, words: str, graph: Graph | None = None) -> None:
    """Refuse unless f − f(p) agrees with an expression in the increments, in full or up to an order.

    With a graph, f is looked at there: some increments are given as functions of the others. Terms of one degree in
    two variables are told apart by one line more than the degree.

    Raises
    ------
    Refuted

    Examples
    --------
    >>> from sympy import cos
    >>> from sympy.abc import x
    >>> from symhess import critical_points
    >>> from symhess.function import ScalarFunction
    >>> (point,) = critical_points("x^4").points
    >>> near = Neighbourhood(ScalarFunction(cos(x), (x,)), point)
    >>> require(near, -x**2 / 2, 3, "another series")
    >>> require(near, -x**2 / 2, 4, "another series")
    Traceback (most recent call last):
    ...
    symhess.verify.germs.Refuted: another series
    """
    graph = graph or {}
    free = set().union(other.free_symbols, *(value.free_symbols for value in graph.values()))
    own = near.names
    names = tuple(dict.fromkeys((*own, *sorted(free - {*own}, key=str), *graph))) or near.point.variables[:1]
    polynomial = near.polynomial(names) if order is None else None
    if polynomial is not None:
        context = polynomial.context()
        if not (_composed(polynomial, names, graph) - polynomial_of(other, context)).is_zero():
            raise Refuted(words)
    elif not _agree_on_lines(near, near.of(other), _MANY_TERMS if order is None else order, names, graph):
        raise Refuted(words)


def _composed(polynomial: fmpq_mpoly, names: Sequence[Symbol], graph: Graph) -> fmpq_mpoly:
    context = ring([name.name for name in names])
    images = (polynomial_of(graph.get(name, name), context) for name in names)
    return polynomial.compose(*images, ctx=context)


def _agree_on_lines(
    near: Neighbourhood, other: Neighbourhood, order: int, names: Sequence[Symbol], graph: Graph
) -> bool:
    free = [name for name in names if name not in graph]
    for direction in _directions(len(free), order):
        line = {name: Integer(k) * _T for name, k in zip(free, direction, strict=True)}
        lifted = {name: expand(value.xreplace(line)) for name, value in graph.items()}
        pairs = zip(near.along(line | lifted, order), other.along(line, order), strict=True)
        if not all(is_zero(first - second) for first, second in pairs):
            return False
    return True


def _directions(size: int, degree: int) -> Iterator[tuple[int, ...]]:
    """Lines on which forms of a degree in so many variables are told apart; all that are needed in two."""
    if size <= 1:
        yield (1,) * size
    elif size == 2:
        yield from ((1, k - degree // 2) for k in range(degree + 1))
    else:
        for k in range(1, _MOST_LINES):
            yield tuple(pow(7 * k + 3, 5 * place + 1, 61) - 30 for place in range(size))
