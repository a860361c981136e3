"""Newton–Puiseux: which signs a function of two variables takes near the origin, by its Newton polygon.

On the curves y = t·x^(b/a) of an edge of the polygon the lowest terms form a polynomial in t. A real root t ≠ 0 of odd
multiplicity is a sign change; around one of even multiplicity the function is looked at again in finer coordinates.
A truncated series is trusted only where no unknown term can matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import comb, gcd, inf

from flint import fmpq, fmpq_mpoly

from symhess.classify.field import Field
from symhess.classify.germ import Germ
from symhess.classify.univariate import Root, nonzero_real_roots, square_free_parts, value_at

__all__ = ["NeedsOrder", "signs_near_origin"]

Coefficients = dict[tuple[int, int], fmpq_mpoly]

_MOST_DEPTH = 12
_BOTH = {1, -1}


class NeedsOrder(Exception):
    """Terms beyond the known order could matter.

    Examples
    --------
    >>> raise NeedsOrder("an edge beyond order 4")
    Traceback (most recent call last):
    ...
    symhess.classify.puiseux.NeedsOrder: an edge beyond order 4
    """


@dataclass(frozen=True, slots=True, eq=False)
class _Chart:
    """Terms (i, j) of x^i y^j over x > 0; all with i ≤ known (in the first chart: i + j ≤ known) are there."""

    field: Field
    terms: Coefficients
    known: float
    depth: int


def signs_near_origin(germ: Germ) -> set[int]:
    """The signs that a germ in two variables takes arbitrarily near the origin, off the origin itself.

    Returns
    -------
    set of int
        Subset of {-1, 0, 1}; once both signs are found the rest is not looked for.

    Raises
    ------
    NeedsOrder
        If the known terms do not tell, or an exact polynomial is not square-free.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.classify.germ import polynomial_germ
    >>> def signs(f):
    ...     return sorted(signs_near_origin(polynomial_germ(f, (x, y), (0, 0), (x, y))))
    >>> signs(x**4 + y**4), signs(x**2 - y**3), signs(y * (x**2 + y**2) * y)
    ([1], [-1, 1], [0, 1])
    """
    field, (x, y) = germ.field, germ.variables
    known = inf if germ.order is None else germ.order
    terms = {(m[x], m[y]): c for m, c in field.terms(germ.polynomial).items() if field.sign(c)}
    if not terms:
        if germ.order is None:
            return {0}
        raise NeedsOrder(f"zero to order {germ.order}")
    signs: set[int] = set()
    for side in (1, -1):
        chart = _Chart(field, {(i, j): c * side**i for (i, j), c in terms.items()}, known, 0)
        signs |= _signs(chart)
        if signs >= _BOTH:
            return signs
    signs |= _on_axis(field, terms, known)
    return signs


def _on_axis(field: Field, terms: Coefficients, known: float) -> set[int]:
    """Signs on the line x = 0."""
    powers = [(j, c) for (i, j), c in terms.items() if i == 0]
    if not powers and known < inf:
        raise NeedsOrder("x divides all known terms")
    if not powers:
        return {0}
    lowest, coefficient = min(powers, key=lambda power: power[0])
    sign = field.sign(coefficient)
    return {sign, sign * (-1) ** lowest}


def _signs(chart: _Chart) -> set[int]:
    hull = _hull(chart)
    signs: set[int] = set()
    if len(hull) == 1:
        (i, j) = hull[0]
        if chart.depth == 0 and i + j > chart.known:
            raise NeedsOrder("a vertex beyond the order")
        sign = chart.field.sign(chart.terms[i, j])
        signs |= {sign, sign * (-1) ** j}
        if signs >= _BOTH:
            return signs
    for (i, j), (low, high) in zip(hull, hull[1:], strict=False):
        common = gcd(high - j, i - low)
        signs |= _edge_signs(chart, (high - j) // common, (i - low) // common, (i, j))
        if signs >= _BOTH:
            return signs
    if hull[0][1] > 0:
        if chart.known < inf:
            raise NeedsOrder("y divides all known terms")
        signs.add(0)
    return signs


def _hull(chart: _Chart) -> list[tuple[int, int]]:
    """Vertices of the lower hull, from the smallest power of y to the smallest power of x."""
    lowest: dict[int, int] = {}
    for i, j in chart.terms:
        lowest[j] = min(i, lowest.get(j, i))
    least = min(lowest.values())
    top = min(j for j, i in lowest.items() if i == least)
    hull: list[tuple[int, int]] = []
    for j in sorted(j for j in lowest if j <= top):
        i = lowest[j]
        while len(hull) >= 2 and _is_above(hull[-2], hull[-1], (i, j)):
            hull.pop()
        hull.append((i, j))
    return hull


def _is_above(first: tuple[int, int], middle: tuple[int, int], last: tuple[int, int]) -> bool:
    (i, j), (p, q), (r, s) = first, middle, last
    return (p - i) * (s - j) >= (r - i) * (q - j)


def _edge_signs(chart: _Chart, a: int, b: int, vertex: tuple[int, int]) -> set[int]:
    """Signs on x = s^a, y = t·s^b for all real t ≠ 0."""
    field, weight = chart.field, a * vertex[0] + b * vertex[1]
    reach = chart.known * min(a, b) if chart.depth == 0 else chart.known * a
    if weight > reach:
        raise NeedsOrder(f"an edge of weight {weight}")
    on_edge = {j: c for (i, j), c in chart.terms.items() if a * i + b * j == weight}
    lowest = min(on_edge)
    row = [on_edge.get(lowest + k, field.number(0)) for k in range(max(on_edge) - lowest + 1)]
    finer: list[Root] = []
    for part, multiplicity in square_free_parts(field, row):
        roots = nonzero_real_roots(field, part)
        if roots and multiplicity % 2:
            return set(_BOTH)
        finer += roots
    right, left = _beside(field, row, 1), _beside(field, row, -1) * (-1) ** lowest
    signs = {right, left}
    for root in finer:
        signs |= _signs(_finer(chart, a, b, weight, root))
        if signs >= _BOTH:
            break
    return signs


def _beside(field: Field, row: list[fmpq_mpoly], side: int) -> int:
    """Sign at a positive or negative t that is no root; all such t of one side have the same sign here."""
    return next(sign for k in _ratios() if (sign := field.sign(value_at(field, row, side * k))))


def _ratios() -> Iterator[fmpq]:
    number = fmpq(1)
    while True:
        yield number
        yield 1 / (number + 1)
        number += 1


def _finer(chart: _Chart, a: int, b: int, weight: int, root: Root) -> _Chart:
    """The function at x = s^a, y = s^b·(root + y), divided by s^weight."""
    if chart.depth == _MOST_DEPTH:
        raise NeedsOrder("branches that do not separate")
    field = root.field
    known = (min(a, b) * (chart.known + 1) if chart.depth == 0 else a * (chart.known + 1)) - weight - 1
    powers = [field.number(1)]
    terms: Coefficients = {}
    for (i, j), c in chart.terms.items():
        place = a * i + b * j - weight
        if place > known:
            continue
        moved = chart.field.moved(c, field)
        for k in range(j + 1):
            while len(powers) <= j - k:
                powers.append(field.reduce(powers[-1] * root.element))
            part = moved * powers[j - k] * comb(j, k)
            terms[place, k] = terms[place, k] + part if (place, k) in terms else part
    settled = {m: reduced for m, c in terms.items() if field.sign(reduced := field.reduce(c))}
    return _Chart(field, settled, known, chart.depth + 1)
