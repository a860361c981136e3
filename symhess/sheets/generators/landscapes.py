"""Landscape: a function with all its critical points and what each of them is, known by construction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sympy import Expr, Mul, Poly, Symbol

from symhess.function import ScalarFunction
from symhess.sheets.generators.drafts import Draft, Foreseen, written
from symhess.sheets.problem import Asks, Problem

__all__ = ["Landscape", "ordered", "renamed"]


@dataclass(frozen=True, slots=True)
class Landscape:
    """A function with all its critical points.

    Examples
    --------
    >>> from sympy import Integer, Symbol
    >>> from symhess.verdict import Kind
    >>> x = Symbol("x")
    >>> bowl = Landscape(written([x**2], (x,)), (Foreseen((Integer(0),), Kind.MINIMUM),))
    >>> bowl.asked(Asks.CLASSIFICATION).problem.asks.value
    'classification'
    """

    function: ScalarFunction
    points: tuple[Foreseen, ...]

    def asked(self, asks: Asks, at: tuple[Expr, ...] = ()) -> Draft:
        """The exercise about it."""
        return Draft(Problem(asks, self.function, at=at), self.points)


def ordered(polynomial: Expr, variables: Sequence[Symbol]) -> tuple[Expr, ...]:
    """The terms of a polynomial, multiplied out, the highest degree first.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> ordered((x - y) ** 2 + y**3 - 1, (x, y))
    (y**3, x**2, -2*x*y, y**2, -1)
    """
    terms = sorted(Poly(polynomial, *variables).terms(), key=lambda term: (sum(term[0]), term[0]), reverse=True)
    return tuple(c * Mul(*(v**k for v, k in zip(variables, powers, strict=True))) for powers, c in terms)


def renamed(landscape: Landscape, order: Sequence[int]) -> Landscape:
    """The same landscape with the k-th variable called as the ``order[k]``-th was.

    Examples
    --------
    >>> from sympy import Integer
    >>> from sympy.abc import x, y
    >>> from symhess.verdict import Kind
    >>> bowl = Landscape(written([x**2, 2 * y**2, -4 * y], (x, y)), (Foreseen((Integer(0), Integer(1)), Kind.MINIMUM),))
    >>> renamed(bowl, (1, 0)).function.terms, renamed(bowl, (1, 0)).points[0].at
    ((2*x**2, y**2, -4*x), (1, 0))
    """
    variables = landscape.function.variables
    if tuple(order) == tuple(range(len(variables))):
        return landscape
    names = {variable: variables[k] for variable, k in zip(variables, order, strict=True)}
    places = {k: place for place, k in enumerate(order)}
    terms = _reordered([term.xreplace(names) for term in landscape.function.terms], variables)
    points = (Foreseen(tuple(p.at[places[k]] for k in range(len(order))), p.kind) for p in landscape.points)
    return Landscape(written(terms, variables), tuple(points))


def _reordered(terms: Sequence[Expr], variables: Sequence[Symbol]) -> Iterable[Expr]:
    """In the order in which a person would write them now."""
    if all(term.is_polynomial(*variables) for term in terms):
        return ordered(sum(terms), variables)
    return terms
