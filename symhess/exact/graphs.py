"""Components as graphs: equations that give unknowns as polynomials in fewer ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flint import fmpq_mpoly, fmpq_poly

from symhess.exact.algebraic import AlgebraicPoint, residue

__all__ = ["Graph", "extended", "graph_of", "solved_expression"]


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """Common zeros of equations, seen over fewer unknowns.

    Attributes
    ----------
    free : tuple of int
        The unknowns that are left.
    rules : tuple of (int, fmpq_mpoly)
        The other unknowns as polynomials in the free ones.
    rest : tuple of fmpq_mpoly
        Equations between the free unknowns; empty where the free ones are arbitrary.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y, z = ring(("x", "y", "z")).gens()
    >>> graph = graph_of((z - x**2, y + z), (0, 1, 2))
    >>> graph.free, graph.rules, graph.rest
    ((0,), ((1, -x^2), (2, x^2)), ())
    >>> graph_of((x**2 + y**2 - 1,), (0, 1)).rest
    (x^2 + y^2 - 1,)
    """

    free: tuple[int, ...]
    rules: tuple[tuple[int, fmpq_mpoly], ...]
    rest: tuple[fmpq_mpoly, ...]

    def restricted(self, polynomial: fmpq_mpoly) -> fmpq_mpoly:
        """The polynomial on the graph, in the free unknowns, modulo the rest where that is one equation."""
        images = list(polynomial.context().gens())
        for unknown, expression in self.rules:
            images[unknown] = expression
        image = polynomial.compose(*images)
        return image % self.rest[0] if len(self.rest) == 1 else image

    def point(self, over: AlgebraicPoint) -> AlgebraicPoint:
        """The point of the graph over a point in the free unknowns."""
        for unknown, expression in self.rules:
            over = extended(over, unknown, expression)
        return over


def graph_of(equations: Sequence[fmpq_mpoly], unknowns: Sequence[int]) -> Graph:
    """Solve equations for unknowns as long as one is c·(x − g) with a constant c and x not in g.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> graph_of((x - y, x - 2), (0, 1)).rules, graph_of((x**2 - y**2,), (0, 1)).free
    (((0, 2), (1, 2)), (0, 1))
    """
    left = [p for p in equations if not p.is_zero()]
    free = list(unknowns)
    rules: list[tuple[int, fmpq_mpoly]] = []
    while (found := _next(left, free)) is not None:
        number, unknown, expression = found
        del left[number]
        free.remove(unknown)
        left = [q for p in left if not (q := _put(p, unknown, expression)).is_zero()]
        rules = [(k, _put(g, unknown, expression)) for k, g in rules] + [(unknown, expression)]
    return Graph(tuple(free), tuple(rules), tuple(left))


def _next(equations: Sequence[fmpq_mpoly], unknowns: Sequence[int]) -> tuple[int, int, fmpq_mpoly] | None:
    choices = (
        (expression.total_degree(), len(expression), number, unknown, expression)
        for number, polynomial in enumerate(equations)
        for unknown in unknowns
        if (expression := solved_expression(polynomial, unknown)) is not None
    )
    best = min(choices, key=lambda choice: choice[:4], default=None)
    return None if best is None else best[2:]


def _put(polynomial: fmpq_mpoly, unknown: int, expression: fmpq_mpoly) -> fmpq_mpoly:
    images = list(polynomial.context().gens())
    images[unknown] = expression
    return polynomial.compose(*images) if polynomial.degrees()[unknown] else polynomial


def solved_expression(polynomial: fmpq_mpoly, unknown: int) -> fmpq_mpoly | None:
    """g where the polynomial is c·(x − g) with a constant c and x not in g.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> solved_expression(2 * y - x**2, 1), solved_expression(x * y - 1, 1) is None
    (1/2*x^2, True)
    """
    if polynomial.degrees()[unknown] != 1:
        return None
    linear = [(m, c) for m, c in polynomial.terms() if m[unknown]]
    if len(linear) != 1 or sum(linear[0][0]) != 1:
        return None
    generator = polynomial.context().gens()[unknown]
    return generator - polynomial / linear[0][1]


def extended(point: AlgebraicPoint, unknown: int, expression: fmpq_mpoly) -> AlgebraicPoint:
    """The point with one more unknown, x = expression, over the common denominator that this needs.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> two = AlgebraicPoint((0,), None, (fmpq_poly([2]),), fmpq_poly([1]))
    >>> [c.text() for c in extended(two, 1, x**2 - 1).coordinates()]
    ['2', '3']
    """
    numerator, denominator = residue(expression, point)
    cofactor = fmpq_poly([1])
    for _ in range(expression.total_degree() - 1):
        cofactor = cofactor * point.denominator
    if expression.is_constant():
        numerator, denominator = numerator * point.denominator, point.denominator
    modulus = None if point.root is None else fmpq_poly(point.root.polynomial)
    numerators = (*(p * cofactor for p in point.numerators), numerator)
    if modulus is not None:
        numerators = tuple(p % modulus for p in numerators)
    return AlgebraicPoint((*point.unknowns, unknown), point.root, numerators, denominator)
