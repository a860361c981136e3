"""Functions of every kind that a student differentiates, whose derivatives at some point are small whole numbers.

The inner function u of e^u, sin u, ln(1 + u) is zero at the point, and a denominator is ±1 there; then all derivatives
of the whole are integers. Taylor coefficients of third order get their denominators 6 down to 3 by the factor in front.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product
from math import gcd
from typing import Final, TypeAlias

from sympy import Add, Expr, Integer, Mul, Symbol, cos, exp, log, sin

from symhess.errors import InputError
from symhess.function import ScalarFunction
from symhess.sheets.generators.drafts import written
from symhess.sheets.generators.family import Family, choices, union

__all__ = ["KINDS", "Formula", "formulas"]

Point: TypeAlias = tuple[Expr, ...]
"""Coordinates in the order of the variables."""

KINDS: Final = ("polynomial", "product", "quotient", "exponential", "trigonometric", "logarithm")
_ENOUGH: Final = 240_000
_X, _Y, _Z = _XYZ = tuple(map(Symbol, "xyz"))
_SMALL: Final = (1, -1, 2, -2, 3, -3, 4, -4)
# Up to third order a factor that is divisible by 2 or 3 leaves denominators of at most 3.
_THIRD_ORDER: Final = (2, -2, 3, -3, 4, -4, 6, -6)
_COORDINATES: Final = (1, -1, 2, 0, -2)


@dataclass(frozen=True, slots=True)
class Formula:
    """A function and a point at which all its derivatives are integers.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> Formula(written([x * exp(x - y)], (x, y)), (Integer(1), Integer(1))).at
    (1, 1)
    """

    function: ScalarFunction
    at: Point


def formulas(variables: int, kind: str, order: int = 2) -> Family[Formula]:
    """All formulas of a kind, or of every kind.

    Parameters
    ----------
    variables : int
        1, 2 or 3.
    kind : str
        One of ``KINDS``, or ``"any"``.
    order : int
        Up to which order Taylor coefficients are to have small denominators: 2 or 3.

    Raises
    ------
    InputError
        For products of polynomials in one variable: multiplied out they are polynomials.

    Examples
    --------
    >>> family = formulas(2, "quotient")
    >>> formula = family.member(family.size // 3)
    >>> formula.function.expression, formula.at
    ((3*x**2 - 6*x*y)/(x*y - x + 3), (1, -1))
    """
    if kind == "product" and variables == 1:
        raise InputError("products are of polynomials in 2 or 3 variables; with one variable take another kind")
    kinds = [k for k in KINDS if (k, variables) != ("product", 1)] if kind == "any" else [kind]
    return union([_OF_KIND[k](_XYZ[:variables], order) for k in kinds], _ENOUGH)


def _polynomials(variables: tuple[Symbol, ...], order: int) -> Family[Formula]:
    points = list(product((Integer(1), Integer(-1)), repeat=len(variables)))

    def build(coefficients: Sequence[int], monomials: Sequence[Expr]) -> Formula:
        terms = [c * m for c, m in zip(coefficients, monomials, strict=True)]
        return Formula(written(terms, variables), points[sum(map(abs, coefficients)) % len(points)])

    if len(variables) == 1:
        x = variables[0]
        coefficients = list(product(_SMALL, range(-4, 5), range(-6, 7), (*range(-9, 0), *range(1, 10))))
        return choices([coefficients, [(x**k, x**3, x**2, x) for k in (4, 5)]], build)
    if len(variables) == 2:
        x, y = variables
        mixed = (x**2 * y, x * y**2, x**3 * y, x * y**3, x**2 * y**2, x * y)
        chosen = product(mixed, (x**2, x**3, x**4), (y**2, y**3, y**4), (x, y))
        return choices([list(product(_SMALL, _SMALL, _SMALL, (*range(-5, 0), *range(1, 6)))), list(chosen)], build)
    several = [m for m in combinations(_monomials(variables, 2, 3), 3) if len(Add(*m).free_symbols) == 3]
    return choices([list(product(_SMALL, repeat=3)), several], build)


def _products(variables: tuple[Symbol, ...], order: int) -> Family[Formula]:
    """(x^i + a y + b)(c y^j + d x + e), and the like with z: linear in a variable, so both factors are irreducible."""
    x, y, *rest = variables
    points = [point for point in _points(len(variables)) if all(abs(a) < 2 for a in point)]
    left = [(x**i * y, rest[0]) if rest else (x**i, y) for i in ((1, 2) if rest else (1, 2, 3))]
    right = [(y**j * rest[0], x) if rest else (y ** (j + 1), x) for j in (1, 2)]
    three = product((1, 2, 3), _SMALL, range(-4, 5))
    primitive = [c for c in three if gcd(*c) == 1]

    def build(
        first: tuple[Expr, Expr], a: int, b: int, second: tuple[Expr, Expr], c: tuple[int, int, int]
    ) -> Formula:
        factors = first[0] + a * first[1] + b, c[0] * second[0] + c[1] * second[1] + c[2]
        return Formula(written([Mul(*factors)], variables), points[(a + b + sum(c)) % len(points)])

    return choices([left, _SMALL, range(-3, 4), right, primitive], build)


def _quotients(variables: tuple[Symbol, ...], order: int) -> Family[Formula]:
    if len(variables) == 1:
        return _quotients_of_one(variables[0])
    bottoms = _denominators(len(variables))
    # A homogeneous numerator has no factor in common with a denominator that is not zero at the origin.
    pairs = [pair for degree in (1, 2) for pair in combinations(_monomials(variables, degree, degree), 2)]

    def build(a: int, b: int, pair: tuple[Expr, Expr], bottom: tuple[Expr, Point]) -> Formula:
        return Formula(written([(a * pair[0] + b * pair[1]) / bottom[0]], variables), bottom[1])

    return choices([range(1, 7), [b for b in range(-6, 7) if b], pairs, bottoms], build)


def _quotients_of_one(x: Symbol) -> Family[Formula]:
    """Denominators x² + d x + e without real zeros: irreducible, so nothing can be cancelled."""
    bottoms = {
        d * x + x**2 + e: (Integer(a),)
        for a, d in product((1, -1, 2, 0, -2), range(-4, 5))
        for e in [1 - a**2 - d * a]
        if d**2 < 4 * e
    }
    tops = [c for c in product(range(10), range(-9, 10), range(-12, 13)) if gcd(*c) == 1 and c[:2] > (0, 0)]

    def build(top: tuple[int, int, int], bottom: tuple[Expr, Point]) -> Formula:
        return Formula(written([(top[0] * x**2 + top[1] * x + top[2]) / bottom[0]], (x,)), bottom[1])

    return choices([tops, list(bottoms.items())], build)


def _exponentials(variables: tuple[Symbol, ...], order: int) -> Family[Formula]:
    return _composed(variables, order, (exp, lambda u: exp(-u)), _inner_functions(len(variables)))


def _trigonometric(variables: tuple[Symbol, ...], order: int) -> Family[Formula]:
    origin = dict.fromkeys(variables, Integer(0))
    inner = [(u, point) for u, point in _inner_functions(len(variables)) if u.xreplace(origin) == 0]
    return _composed(variables, order, (sin, cos), inner)


def _logarithms(variables: tuple[Symbol, ...], order: int) -> Family[Formula]:
    inner = [(u, point) for u, point in _inner_functions(len(variables)) if (1 + u).is_Add]
    return _composed(variables, order, (lambda u: log(1 + u),), inner)


def _composed(
    variables: tuple[Symbol, ...],
    order: int,
    outer: Sequence[Callable[[Expr], Expr]],
    inner: Sequence[tuple[Expr, Point]],
) -> Family[Formula]:
    """The sum of a·m·φ(u) and b·m′ with monomials m and m′."""
    fronts = _SMALL if order == 2 else _THIRD_ORDER
    factors = (Integer(1), *_monomials(variables, 1, 3 if len(variables) == 1 else 2))
    summands = [Integer(0), *(b * m for m in factors[1:] for b in range(-6, 7) if b)]

    def build(
        a: int, factor: Expr, phi: Callable[[Expr], Expr], place: tuple[Expr, Point], summand: Expr
    ) -> Formula:
        return Formula(written([a * factor * phi(place[0]), summand], variables), place[1])

    return choices([fronts, factors, outer, inner, summands], build)


def _monomials(variables: tuple[Symbol, ...], lowest: int, highest: int) -> list[Expr]:
    powers = product(range(highest + 1), repeat=len(variables))
    chosen = sorted((p for p in powers if lowest <= sum(p) <= highest), key=lambda p: (sum(p), p[::-1]))
    return [Mul(*(v**k for v, k in zip(variables, p, strict=True))) for p in chosen]


def _points(dimension: int) -> list[Point]:
    """Small points, those with few zeros first: there no factor x of a product vanishes."""
    every = sorted(product(_COORDINATES, repeat=dimension), key=lambda p: (p.count(0), sum(map(abs, p))))
    return [tuple(map(Integer, p)) for p in every]


@lru_cache(maxsize=3)
def _inner_functions(dimension: int) -> list[tuple[Expr, Point]]:
    """Functions u, different up to their sign, each with a point where it is zero."""
    found: dict[Expr, Point] = {}
    for point in _points(dimension):
        for shape in _shapes(_XYZ[:dimension]):
            constant = shape.xreplace(dict(zip(_XYZ, point, strict=False)))
            if abs(constant) <= 4:
                found.setdefault(shape - constant, point)
    return list(found.items())


@lru_cache(maxsize=3)
def _denominators(dimension: int) -> list[tuple[Expr, Point]]:
    """Functions that are ±1 at their point and not zero at the origin; the first coefficient is positive."""
    found: dict[Expr, Point] = {}
    for sign in (1, -1):
        for u, point in _inner_functions(dimension):
            if max(map(abs, point)) == 1 and u.xreplace(dict.fromkeys(_XYZ, Integer(0))) + sign != 0:
                found.setdefault(u + sign, point)
    return list(found.items())


def _shapes(variables: tuple[Symbol, ...]) -> Iterator[Expr]:
    """Inner functions without their constants; each has all variables, and its first coefficient is positive."""
    signed = (1, -1, 2, -2)
    x, y, z = _XYZ
    match len(variables):
        case 1:
            yield from (c * x for c in (1, 2, 3))
            yield from (c * x**2 + d * x for c in (1, 2) for d in range(-2, 3))
        case 2:
            yield from (c * x + d * y for c in (1, 2) for d in signed)
            yield from (c * x * y for c in (1, 2))
            for d in signed:
                yield from (x**2 + d * y, y**2 + d * x, x**2 + d * y**2, x * y + d * x, x * y + d * y)
        case 3:
            yield from (c * x + d * y + g * z for c in (1, 2) for d in signed for g in signed)
            yield x * y * z
            for d in signed:
                yield from (x * y + d * z, y * z + d * x, x * z + d * y, x**2 + y**2 + d * z, x**2 + d * y * z)


_OF_KIND: Final = {
    "polynomial": _polynomials,
    "product": _products,
    "quotient": _quotients,
    "exponential": _exponentials,
    "trigonometric": _trigonometric,
    "logarithm": _logarithms,
}
