"""The signs that a function of two increments takes near 0, by its Newton polygon with coefficients in balls.

The roles of the two increments are exchanged against the search, and square-free parts and roots are found with balls
of 2048 bits, in which a coefficient that holds 0 and hardly anything else stands for 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from math import comb, gcd, inf
from typing import Any, Final, TypeAlias

from flint import acb_poly, arb, arb_poly, ctx
from sympy import Expr, Poly, Symbol

from symhess.verify.enclosures import enclosed
from symhess.verify.germs import Refuted

__all__ = ["common_divisor", "signs_near"]

_BITS: Final = 2048
_NARROW: Final = 700
_DEEPEST: Final = 8

Terms: TypeAlias = dict[tuple[int, int], arb]


def signs_near(function: Expr, names: Sequence[Symbol], order: int | None) -> set[int]:
    """The signs −1, 0, 1 that the function takes in every neighbourhood of 0, left out 0 itself.

    Beside both others the sign 0 goes without saying.

    Raises
    ------
    Refuted
        If the terms up to the order do not tell.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> signs_near((x**2 - 2 * y**2)**2, (x, y), None), signs_near(x**2 + y**4, (x, y), 4)
    ({0, 1}, {1})
    >>> signs_near((y - x**2)**2 + x**6, (x, y), 5)
    Traceback (most recent call last):
    ...
    symhess.verify.germs.Refuted: the known terms do not show the signs
    """
    with ctx.workprec(_BITS):
        polynomial = Poly(function, *names)
        terms = {(j, i): enclosed(c, {}) for (i, j), c in polynomial.terms() if c != 0}
        known = inf if order is None else order
        charts = [{(i, j): c * side**i for (i, j), c in terms.items()} for side in (1, -1)]
        axis = {j: c for (i, j), c in terms.items() if i == 0}
        return _joined([*(partial(_signs, chart, known, 0) for chart in charts), partial(_on_axis, axis, known)])


def _on_axis(row: dict[int, arb], known: float) -> set[int]:
    """Signs where the first of a chart's two increments is 0."""
    if not row:
        if known < inf:
            raise Refuted("the known terms do not show the signs")
        return {0}
    power = min(row)
    return {_sign(row[power]), _sign(row[power]) * (-1) ** power}


def _sign(ball: arb) -> int:
    if ball > 0 or ball < 0:
        return 1 if ball > 0 else -1
    raise Refuted("a sign is not known")


def _joined(arguments: Sequence[Callable[[], set[int]]]) -> set[int]:
    """All signs that are shown; where both are, what is left open does not matter."""
    signs: set[int] = set()
    refusal = None
    for argument in arguments:
        try:
            signs |= argument()
        except Refuted as found:
            refusal = found
        if signs >= {1, -1}:
            return {1, -1}
    if refusal is not None:
        raise refusal
    return signs


def _signs(terms: Terms, known: float, depth: int) -> set[int]:
    """Signs for a positive first and any second increment."""
    edges = list(_edges(terms))
    arguments = [partial(_edge_signs, terms, edge, known, depth) for edge in edges]
    if not edges:
        arguments.append(partial(_vertex_signs, terms, known, depth))
    return _joined([*arguments, partial(_zeros, terms, known)])


def _vertex_signs(terms: Terms, known: float, depth: int) -> set[int]:
    """Signs of the only vertex."""
    i, j = min(i for i, _ in terms), min(j for _, j in terms)
    if depth == 0 and i + j > known:
        raise Refuted("the known terms do not show the signs")
    return {_sign(terms[i, j]), _sign(terms[i, j]) * (-1) ** j}


def _zeros(terms: Terms, known: float) -> set[int]:
    """Zero where the second increment divides the function."""
    if min(j for _, j in terms) == 0:
        return set()
    if known < inf:
        raise Refuted("the known terms do not show the signs")
    return {0}


def _edges(terms: Terms) -> Iterator[tuple[int, int, int]]:
    """Normals (a, b) > 0 of the polygon's edges, each with its weight: lines through two terms with none below."""
    points = sorted(terms)
    found = set()
    for k, (i, j) in enumerate(points):
        for p, q in points[k + 1 :]:
            if p > i and q < j:
                common = gcd(j - q, p - i)
                a, b = (j - q) // common, (p - i) // common
                weight = a * i + b * j
                if all(a * u + b * v >= weight for u, v in points):
                    found.add((a, b, weight))
    yield from sorted(found)


def _edge_signs(terms: Terms, edge: tuple[int, int, int], known: float, depth: int) -> set[int]:
    """Signs on the curves (s^a, r·s^b), r ≠ 0, and finer ones around the r where these do not tell."""
    a, b, weight = edge
    if weight > known * (min(a, b) if depth == 0 else a):
        raise Refuted("the known terms do not show the signs")
    on_edge = {j: c for (i, j), c in terms.items() if a * i + b * j == weight}
    lowest = min(on_edge)
    row = _trimmed([on_edge.get(lowest + k, arb(0)) for k in range(max(on_edge) - lowest + 1)])
    roots = [(root, m) for part, m in _square_free(row) for root in _real_roots(part)]
    if any(m % 2 for _, m in roots):
        return {1, -1}
    top, bottom = _sign(row[-1]), _sign(row[0])
    signs = {top, top * (-1) ** (lowest + len(row) - 1), bottom, bottom * (-1) ** lowest}
    if roots and depth == _DEEPEST:
        raise Refuted("the branches do not separate")
    finer_known = (min(a, b) if depth == 0 else a) * (known + 1) - weight - 1
    finer = [partial(_signs, _finer(terms, edge, root, finer_known), finer_known, depth + 1) for root, _ in roots]
    return _joined([lambda: signs, *finer])


def _finer(terms: Terms, edge: tuple[int, int, int], root: arb, known: float) -> Terms:
    """The function at (s^a, s^b·(root + y)) divided by s^weight."""
    a, b, weight = edge
    moved: Terms = {}
    for (i, j), c in terms.items():
        place = a * i + b * j - weight
        for k in range(j + 1) if place <= known else ():
            moved[place, k] = moved.get((place, k), arb(0)) + c * root ** (j - k) * comb(j, k)
    return {key: c for key, c in moved.items() if not _is_small(c)}


def _is_small(ball: arb) -> bool:
    return bool(ball.contains(0) and ball.abs_upper() < arb(2) ** -_NARROW)


def _trimmed(row: Sequence[arb]) -> list[arb]:
    """Coefficients without leading ones that stand for zero; what stands for zero becomes it."""
    clean = [arb(0) if _is_small(c) else c for c in row]
    while clean and clean[-1] == 0:
        clean.pop()
    return clean


def _square_free(row: Sequence[arb]) -> Iterator[tuple[list[arb], int]]:
    """Square-free parts with their multiplicities (Yun)."""
    polynomial = arb_poly(list(row))
    slope = _derivative(row)
    common = common_divisor(list(row), slope)
    part, rest = _quotient(polynomial, common), _quotient(arb_poly(slope), common)
    multiplicity = 1
    while len(part) > 1:
        difference = _trimmed((arb_poly(rest) - arb_poly(_derivative(part))).coeffs())
        factor = common_divisor(part, difference) if difference else part
        if len(factor) > 1:
            yield factor, multiplicity
        part = _quotient(arb_poly(part), factor)
        rest = _quotient(arb_poly(difference), factor) if difference else []
        multiplicity += 1


def _derivative(row: Sequence[arb]) -> list[arb]:
    return [c * k for k, c in enumerate(row)][1:]


def common_divisor(first: list[arb], second: list[arb]) -> list[arb]:
    """The monic greatest common divisor of two polynomials, coefficients ascending.

    Examples
    --------
    >>> [c.mid() for c in common_divisor([arb(-4), arb(0), arb(1)], [arb(2), arb(1)])]
    [2.00000000000000, 1.00000000000000]
    """
    while second:
        remainder = divmod(arb_poly(first), arb_poly(second))[1] if len(first) >= len(second) else arb_poly(first)
        first, second = second, _trimmed(remainder.coeffs())
    return [c / first[-1] for c in first[:-1]] + [arb(1)]


def _quotient(polynomial: Any, divisor: list[arb]) -> list[arb]:
    return _trimmed((polynomial // arb_poly(divisor)).coeffs()) if polynomial.degree() >= 0 else []


def _real_roots(row: Sequence[arb]) -> Iterator[arb]:
    """Nonzero real roots of a square-free polynomial; a root's ball that meets the real line holds a real root."""
    try:
        roots = acb_poly(list(row)).roots(tol=arb(2) ** (-_BITS // 2))
    except ValueError as error:
        raise Refuted("the roots of an edge's polynomial do not separate") from error
    for root in roots:
        if root.imag.contains(0) and not _is_small(root.real):
            yield arb(root.real)
