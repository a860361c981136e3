"""Monomial curves through the point on which the sign of f is seen: the readable half of a saddle's proof."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product
from math import gcd

from flint import fmpq_mpoly

from symhess.budget import Deadline
from symhess.classify.field import Field
from symhess.classify.germ import Germ

__all__ = ["Curve", "find_curves"]

_MOST_WEIGHT = 4
_MOST_ENTRY = 2
_MOST_CURVES = 4000

Vector = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """h_k = entries[k]·t^weights[k] for t > 0; on it the germ is coefficient·t^power + …, or 0 where power is None.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.classify.germ import polynomial_germ
    >>> found = find_curves(polynomial_germ(x**2 * y**2, (x, y), (0, 0), (x, y)), Deadline(None))
    >>> found[0].entries, found[0].coefficient, found[0].power
    ((1, 0), 0, None)
    >>> found[1].entries, found[1].power
    ((1, 1), 4)
    """

    entries: Vector
    weights: Vector
    coefficient: fmpq_mpoly
    power: int | None


def find_curves(germ: Germ, deadline: Deadline) -> dict[int, Curve]:
    """The first curves on which the germ is positive, negative and, for exact polynomials, zero, by sign.

    Once both signs are found the search ends.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.classify.germ import polynomial_germ
    >>> found = find_curves(polynomial_germ((y - x**2) * (y - 3 * x**2), (x, y), (0, 0), (x, y)), Deadline(None))
    >>> found[-1].entries, found[-1].weights, found[-1].coefficient, found[-1].power
    ((1, 2), (1, 2), -1, 4)
    """
    field = germ.field
    terms = {tuple(m[k] for k in germ.variables): c for m, c in field.terms(germ.polynomial).items()}
    found: dict[int, Curve] = {}
    for weights, entries in islice(_candidates(len(germ.variables)), _MOST_CURVES):
        deadline.check()
        curve = _leading(field, terms, weights, entries, germ.order)
        if curve is None:
            continue
        sign = field.sign(curve.coefficient)
        if sign not in found:
            found[sign] = curve
        if {1, -1} <= found.keys():
            break
    return found


def _leading(
    field: Field, terms: dict[Vector, fmpq_mpoly], weights: Vector, entries: Vector, order: int | None
) -> Curve | None:
    """The lowest term along the curve; ``None`` where the unknown terms could be lower."""
    sums: dict[int, fmpq_mpoly] = {}
    for exponents, coefficient in terms.items():
        factor = 1
        for entry, exponent in zip(entries, exponents, strict=True):
            factor *= entry**exponent
        if factor:
            power = sum(w * e for w, e in zip(weights, exponents, strict=True))
            sums[power] = sums[power] + coefficient * factor if power in sums else coefficient * factor
    for power in sorted(sums):
        if order is not None and power >= (order + 1) * min(w for w, e in zip(weights, entries, strict=True) if e):
            return None
        if field.sign(sums[power]):
            return Curve(entries, weights, field.reduce(sums[power]), power)
    return Curve(entries, weights, field.number(0), None) if order is None else None


@lru_cache(maxsize=16)
def _weights(size: int) -> tuple[Vector, ...]:
    top = _MOST_WEIGHT if size <= 3 else 2
    vectors = (w for w in product(range(1, top + 1), repeat=size) if gcd(*w) == 1)
    return tuple(sorted(vectors, key=lambda w: (sum(w), w)))


@lru_cache(maxsize=16)
def _entries(size: int) -> tuple[Vector, ...]:
    """Short integer vectors, the short ones first."""
    reach = range(-_MOST_ENTRY, _MOST_ENTRY + 1) if size <= 4 else range(-1, 2)
    vectors = (v for v in product(reach, repeat=size) if any(v)) if size <= 7 else ()
    return tuple(sorted(vectors, key=lambda v: (sum(abs(c) for c in v), tuple(-c for c in v))))


def _candidates(size: int) -> Iterator[tuple[Vector, Vector]]:
    for weights in _weights(size) if size <= 7 else ():
        for entries in _entries(size):
            used = [w for w, e in zip(weights, entries, strict=True) if e]
            if gcd(*used) == 1 or len(set(weights)) == 1:
                yield weights, entries
