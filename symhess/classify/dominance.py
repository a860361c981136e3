"""Minima by the inequality of arithmetic and geometric means: even powers that outweigh every other term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import lcm

from flint import fmpq, fmpq_mat, fmpq_mpoly

from symhess.budget import Deadline
from symhess.classify.field import Field
from symhess.classify.germ import Germ

__all__ = ["Bound", "Dominance", "dominance"]

Exponents = tuple[int, ...]

_MOST_SQUARES = 14


@dataclass(frozen=True, slots=True)
class Bound:
    """|h^term| ≤ |h^slack|·Σ weights[k]·h^squares[k], where term = slack + Σ weights[k]·squares[k], Σ weights = 1.

    A term with slack is negligible near the origin; of one without slack, ``shares[k]`` of each square pay for it.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.classify.germ import polynomial_germ
    >>> germ = polynomial_germ(x**4 - x**2 * y**3 + y**4, (x, y), (0, 0), (x, y))
    >>> [bound] = dominance(germ, Deadline(None)).bounds
    >>> bound.term, bound.weights, bound.is_negligible
    ((2, 3), (1/2, 1/2), True)
    """

    term: Exponents
    squares: tuple[Exponents, ...]
    weights: tuple[fmpq, ...]
    is_negligible: bool


@dataclass(frozen=True, slots=True)
class Dominance:
    """Even powers with coefficients of one sign that outweigh all other terms.

    Attributes
    ----------
    squares : tuple of exponents
    bounds : tuple of Bound
        One for every other term.
    sign : int
        1 for a minimum, -1 for a maximum.
    is_strict : bool
        Whether something of a pure power of every increment is left over.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.classify.germ import polynomial_germ
    >>> found = dominance(polynomial_germ(-(x**4) + x * y**3 - y**4, (x, y), (0, 0), (x, y)), Deadline(None))
    >>> found.sign, found.squares, found.is_strict
    (-1, ((0, 4), (4, 0)), True)
    """

    squares: tuple[Exponents, ...]
    bounds: tuple[Bound, ...]
    sign: int
    is_strict: bool


def dominance(germ: Germ, deadline: Deadline) -> Dominance | None:
    """Find the bounds; ``None`` where they are not found or, for a series, the pure powers lie beyond its order.

    References
    ----------
    Reznick, *Forms derived from the arithmetic-geometric inequality*, Math. Ann. 283, 1989.

    Examples
    --------
    >>> from sympy.abc import x, y, z
    >>> from symhess.classify.germ import polynomial_germ
    >>> def found(f):
    ...     return dominance(polynomial_germ(f, (x, y, z), (0, 0, 0), (x, y, z)), Deadline(None))
    >>> found(x**4 + y**4 + z**6 - 2 * x * y * z**3).is_strict
    True
    >>> found(x**4 * y**2 + x**2 * y**4 + z**6 - 3 * x**2 * y**2 * z**2).is_strict
    False
    >>> found(x**4 + y**4 + z**4 - 5 * x * y * z**2) is None
    True
    """
    field = germ.field
    terms = {
        tuple(m[k] for k in germ.variables): c for m, c in field.terms(germ.polynomial).items() if field.sign(c)
    }
    for sign in (1, -1):
        found = _dominance(field, {m: c * sign for m, c in terms.items()}, sign, germ.order, deadline)
        if found is not None:
            return found
    return None


def _dominance(
    field: Field, terms: dict[Exponents, fmpq_mpoly], sign: int, order: int | None, deadline: Deadline
) -> Dominance | None:
    squares = [m for m, c in terms.items() if all(e % 2 == 0 for e in m) and field.sign(c) > 0]
    squares = sorted(squares, key=lambda m: (sum(m), m))[:_MOST_SQUARES]
    if not squares:
        return None
    bounds = []
    for term in terms:
        deadline.check()
        if term not in squares:
            bound = next(_bounds(term, squares), None)
            if bound is None:
                return None
            bounds.append(bound)
    left_over = _left_over(field, terms, squares, [b for b in bounds if not b.is_negligible])
    if left_over is None:
        return None
    pure = {next(k for k, e in enumerate(m) if e) for m in left_over if sum(map(bool, m)) == 1}
    is_strict = len(pure) == len(squares[0])
    negligible = {m for b in bounds if b.is_negligible for m in b.squares}
    if not negligible <= left_over or (order is not None and not is_strict):
        return None
    return Dominance(tuple(squares), tuple(bounds), sign, is_strict)


def _bounds(term: Exponents, squares: Sequence[Exponents]) -> Iterator[Bound]:
    """Ways to bound a term by squares, negligible ones first."""
    exact = []
    for size in range(1, min(len(term) + 1, len(squares)) + 1):
        for chosen in combinations(squares, size):
            for tight in combinations(range(len(term)), size - 1):
                weights = _weights(term, chosen, tight)
                if weights is None:
                    continue
                mean = _mean(chosen, weights)
                if all(total <= e for total, e in zip(mean, term, strict=True)):
                    bound = Bound(term, chosen, weights, any(t != e for t, e in zip(mean, term, strict=True)))
                    if bound.is_negligible:
                        yield bound
                        return
                    exact.append(bound)
    yield from exact


def _mean(chosen: Sequence[Exponents], weights: Sequence[fmpq]) -> list[fmpq]:
    return [sum((w * e for w, e in zip(weights, column, strict=True)), fmpq(0)) for column in zip(*chosen, strict=True)]


def _weights(term: Exponents, chosen: Sequence[Exponents], tight: Sequence[int]) -> tuple[fmpq, ...] | None:
    """Positive weights of sum 1 that make the mean of the exponents agree with the term in the tight places."""
    size = len(chosen)
    rows = [[1] * size, *([m[k] for m in chosen] for k in tight)]
    matrix = fmpq_mat([[fmpq(entry) for entry in row] for row in rows])
    if matrix.det() == 0:
        return None
    solution = matrix.solve(fmpq_mat(size, 1, [fmpq(1), *(fmpq(term[k]) for k in tight)])).entries()
    return tuple(solution) if all(w > 0 for w in solution) else None


def _left_over(
    field: Field, terms: dict[Exponents, fmpq_mpoly], squares: Sequence[Exponents], bounds: Sequence[Bound]
) -> set[Exponents] | None:
    """The squares of which something is left when every exact bound takes its share; ``None`` when they do not do."""
    sizes = [terms[b.term] * field.sign(terms[b.term]) for b in bounds]
    totals = {m: field.number(0) for m in squares}
    for bound, size in zip(bounds, sizes, strict=True):
        for square, weight in zip(bound.squares, bound.weights, strict=True):
            totals[square] += size * weight
    left = set(squares)
    for bound in bounds:
        margin = _margin(field, terms, totals, bound)
        if margin < 0:
            return None
        if margin == 0:
            left -= set(bound.squares)
    return left


def _margin(
    field: Field, terms: dict[Exponents, fmpq_mpoly], totals: dict[Exponents, fmpq_mpoly], bound: Bound
) -> int:
    """Sign of ∏ (share/weight)^weight − |coefficient|, with shares of the squares in proportion to the demand.

    share/weight = coefficient of the square · |coefficient| / demand, so that |coefficient| cancels.
    """
    scale = lcm(*(int(w.q) for w in bound.weights))
    above = below = field.number(1)
    for square, weight in zip(bound.squares, bound.weights, strict=True):
        exponent = int((weight * scale).p)
        above = field.reduce(above * terms[square] ** exponent)
        below = field.reduce(below * totals[square] ** exponent)
    return field.sign(above - below)
