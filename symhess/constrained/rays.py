"""Rays inside a region along which a polynomial goes to infinity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from flint import fmpq_mpoly, fmpq_poly

from symhess.budget import Deadline

__all__ = ["ray_to_infinity"]

_REACH = 2
_MOST_VARIABLES = 4

_Point = tuple[int, ...]


def ray_to_infinity(
    function: fmpq_mpoly,
    equations: Sequence[fmpq_mpoly],
    inequalities: Sequence[tuple[fmpq_mpoly, bool]],
    sign: int,
    deadline: Deadline,
) -> tuple[_Point, _Point] | None:
    """A point p and a direction d with p + t·d in the set for all t > 0, along which sign·f goes to +∞.

    Inequalities come with whether they are strict.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> ray_to_infinity(x**2 + y**2, (), ((x + y - 2, False),), 1, Deadline(None))
    ((2, 0), (1, 0))
    >>> ray_to_infinity(x**2 + y**2, (), ((x + y - 2, True),), -1, Deadline(None)) is None
    True
    """
    size = len(function.context().names())
    if size > _MOST_VARIABLES:
        return None
    for direction in _vectors(size, 1):
        deadline.check()
        if not any(direction):
            continue
        for point in _vectors(size, _REACH):
            if (
                all(_along(g, point, direction).degree() < 0 for g in equations)
                and all(_stays(_along(h, point, direction), strict) for h, strict in inequalities)
                and _goes(_along(function, point, direction), sign)
            ):
                return point, direction
    return None


def _vectors(size: int, reach: int) -> Iterator[_Point]:
    """Integer vectors, short ones and positive entries first."""
    vectors = product(range(-reach, reach + 1), repeat=size)
    return iter(sorted(vectors, key=lambda v: (sum(map(abs, v)), tuple(-c for c in v))))


def _along(polynomial: fmpq_mpoly, point: _Point, direction: _Point) -> fmpq_poly:
    """The polynomial in t on the ray."""
    total = fmpq_poly()
    lines = [fmpq_poly([p, d]) for p, d in zip(point, direction, strict=True)]
    for exponents, coefficient in polynomial.terms():
        term = fmpq_poly([coefficient])
        for line, exponent in zip(lines, exponents, strict=True):
            if exponent:
                term *= line ** int(exponent)
        total += term
    return total


def _stays(along: fmpq_poly, strict: bool) -> bool:
    """Nonnegative, or positive, for all t > 0, seen from the coefficients."""
    return all(c >= 0 for c in along.coeffs()) and not (strict and along.degree() < 0)


def _goes(along: fmpq_poly, sign: int) -> bool:
    return along.degree() > 0 and along[along.degree()] * sign > 0


