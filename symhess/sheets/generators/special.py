"""Functions that are no sums: the well-known ones of the textbooks, with parameters."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from math import gcd
from typing import Final

from sympy import Add, Expr, Integer, Mul, Rational, exp, symbols

from symhess.sheets.generators.drafts import Foreseen, written
from symhess.sheets.generators.family import Family, choices
from symhess.sheets.generators.landscapes import Landscape, ordered, renamed
from symhess.sheets.generators.sums import Tally
from symhess.verdict import Kind

__all__ = ["special"]

_X, _Y, _Z = symbols("x y z")
_CONSTANTS: Final = tuple(range(-12, 13))
_MIN, _MAX, _SADDLE = Kind.MINIMUM, Kind.MAXIMUM, Kind.SADDLE
_SMALL: Final = (1, -1, 2, -2, 3, -3, 4, -4)


def special(variables: int) -> Iterator[tuple[Tally, Family[Landscape]]]:
    """The families in 2 or 3 variables, each with its numbers of minima, maxima, saddles.

    Examples
    --------
    >>> counts, family = next(special(2))
    >>> counts, family.member(100).function.expression
    ((1, 0, 1), 8*x**3 - 24*x*y + y**3 - 11)
    """
    if variables == 3:
        yield (1, 1, 0), _dipoles(3)
        return
    for sign in (1, -1):
        extremum = (1, 0) if sign == 1 else (0, 1)
        yield (*extremum, 1), _leaves(sign)
        yield (*extremum, 1), _damped_bowls(sign)
        yield (*extremum, 0), _corners(sign)
        yield (*extremum, 3), _triangles(sign)
    yield (1, 1, 0), _dipoles(2)
    yield (1, 1, 2), _turned_cubics()
    yield (2, 2, 1), _quarters()
    yield (2, 2, 1), _damped_saddles()


def _extremum(sign: int) -> Kind:
    return _MIN if sign > 0 else _MAX


def _leaves(sign: int) -> Family[Landscape]:
    """p x³ + q y³ − 3r x y, with a saddle at the origin and an extremum at a chosen point (a, b)."""
    chosen = []
    for a, b, multiple in product(_SMALL, _SMALL, (1, 2, 3)):
        # p a² = r b and q b² = r a; the extremum is a minimum if p a > 0, that is r b/a > 0
        r = multiple * abs(a**2 * b**2) // gcd(a**2 * b, b**2 * a, a**2 * b**2) * sign * (1 if a * b > 0 else -1)
        p, q = Fraction(r * b, a**2), Fraction(r * a, b**2)
        if p.denominator == q.denominator == 1 and all(abs(c) <= 36 for c in (int(p), int(q), 3 * r)):
            chosen.append((a, b, int(p), int(q), r))

    def build(parameters: tuple[int, int, int, int, int], constant: int) -> Landscape:
        a, b, p, q, r = parameters
        points = Foreseen((Integer(0), Integer(0)), _SADDLE), Foreseen((Integer(a), Integer(b)), _extremum(sign))
        return Landscape(written([p * _X**3, q * _Y**3, -3 * r * _X * _Y, Integer(constant)], (_X, _Y)), points)

    return choices([chosen, _CONSTANTS], build)


def _corners(sign: int) -> Family[Landscape]:
    """k (x y + a²b/x + ab²/y), with one critical point (a, b): a minimum if k a b > 0."""
    places = [(a, b) for a, b in product(_SMALL, _SMALL) if abs(a * b * max(abs(a), abs(b))) <= 32]

    def build(place: tuple[int, int], size: int, constant: int) -> Landscape:
        a, b = place
        k = size * sign * (1 if a * b > 0 else -1)
        terms = [k * _X * _Y, k * a**2 * b / _X, k * a * b**2 / _Y, Integer(constant)]
        return Landscape(written(terms, (_X, _Y)), (Foreseen((Integer(a), Integer(b)), _extremum(sign)),))

    return choices([places, (1, 2, 3), _CONSTANTS], build)


def _triangles(sign: int) -> Family[Landscape]:
    """k (x − p)(y − q)(c − a x − b y): saddles at the corners of a triangle, an extremum at its centroid."""
    slopes = [(a, b) for a, b in product((1, -1, 2, -2, 3, -3), repeat=2) if gcd(a, b) == 1]

    def build(slope: tuple[int, int], p: int, q: int, width: int, size: int, constant: int) -> Landscape:
        (a, b), x0, y0 = slope, Integer(p), Integer(q)
        reach = width * abs(a * b)  # c − a p − b q; the corners lie reach/a and reach/b away
        h, v = Rational(reach, a), Rational(reach, b)
        # at the centroid k (h/3)(v/3)(reach/3) has the sign of k a b times that of the reach
        k = -size * sign * (1 if a * b * reach > 0 else -1)
        corners = [(x0, y0), (x0 + h, y0), (x0, y0 + v)]
        points = [Foreseen(corner, _SADDLE) for corner in corners] + [
            Foreseen((x0 + h / 3, y0 + v / 3), _extremum(sign))
        ]
        third = reach + a * p + b * q - a * _X - b * _Y
        return Landscape(written([Mul(k, _X - p, _Y - q, third), Integer(constant)], (_X, _Y)), tuple(points))

    return choices([slopes, range(-2, 3), range(-2, 3), (3, -3, 6, -6), (1, 2), range(-9, 10)], build)


def _dipoles(variables: int) -> Family[Landscape]:
    """k a·(x − s)/(|x − s|² + t²|a|²) with a minimum and a maximum at s ± t a, of value ± k/(2t)."""
    names = (_X, _Y, _Z)[:variables]
    reach = range(-5, 6) if variables == 2 else range(-3, 4)
    directions = [a for a in product(reach, repeat=variables) if gcd(*a) == 1 and a > (0,) * variables]
    if variables == 3:  # with all three, infinitely many complex solutions hide the completeness of the real ones
        directions = [a for a in directions if 0 in a]
    shifts = list(product(range(-3, 4) if variables == 2 else range(-2, 3), repeat=variables))
    sizes = [(k, t) for k in (1, -1, 2, -2, 3, -3, 4, -4, 6, -6) for t in (1, 2) if abs(k * t) <= 8]

    def build(a: tuple[int, ...], shift: tuple[int, ...], size: tuple[int, int]) -> Landscape:
        k, t = size
        top = sum(k * c * (v - s) for c, v, s in zip(a, names, shift, strict=True))
        bottom = sum((v - s) ** 2 for v, s in zip(names, shift, strict=True)) + t**2 * sum(c**2 for c in a)
        ends = [tuple(Integer(s + e * t * c) for s, c in zip(shift, a, strict=True)) for e in (1, -1)]
        kinds = (_MAX, _MIN) if k > 0 else (_MIN, _MAX)
        points = tuple(Foreseen(at, kind) for at, kind in zip(ends, kinds, strict=True))
        return Landscape(written([top.expand() / bottom.expand()], names), points)

    return choices([directions, shifts, sizes], build)


def _turned_cubics() -> Family[Landscape]:
    """k (u³ + v³ − 3r²u − 3s²v)/2 with u = x + y and v = x − y: k (x³ + 3x y² − …)."""
    pairs = [(r, s) for r, s in product(range(1, 6), repeat=2) if (r - s) % 2 == 0]

    def build(pair: tuple[int, int], k: int, constant: int, order: tuple[int, int]) -> Landscape:
        r, s = pair
        linear = -Rational(3, 2) * k * (r**2 + s**2) * _X - Rational(3, 2) * k * (r**2 - s**2) * _Y
        points = []
        for i, j in product((1, -1), repeat=2):
            kind = _SADDLE if i != j else _extremum(i * k)
            points.append(Foreseen((Rational(i * r + j * s, 2), Rational(i * r - j * s, 2)), kind))
        expression = k * (_X**3 + 3 * _X * _Y**2) + linear + constant
        return renamed(Landscape(written(ordered(expression, (_X, _Y)), (_X, _Y)), tuple(points)), order)

    return choices([pairs, (1, -1, 2, -2), _CONSTANTS, [(0, 1), (1, 0)]], build)


def _damped_bowls(sign: int) -> Family[Landscape]:
    """k (x² + b (y − q)²) e^{c x} is critical at (0, q) and at (−2/c, q)."""
    exponents = [Integer(1), Integer(-1), Integer(2), Integer(-2), Rational(1, 2), Rational(-1, 2)]

    def build(q: int, slope: tuple[int, tuple[int, int]], c: Expr, size: int) -> Landscape:
        b, order = slope
        # with b > 0 the first point has the sign of k and the second is a saddle; with b < 0 the other way round
        k = size * sign * (1 if b > 0 else -1)
        near, far = (Integer(0), Integer(q)), (-2 / c, Integer(q))
        kinds = (_extremum(sign), _SADDLE) if b > 0 else (_SADDLE, _extremum(sign))
        inner = ordered(_X**2 + b * (_Y - q) ** 2, (_X, _Y))
        points = tuple(Foreseen(at, kind) for at, kind in zip((near, far), kinds, strict=True))
        return renamed(Landscape(written([Mul(k, Add(*inner), exp(c * _X))], (_X, _Y)), points), order)

    # with b < 0 the other order of names would begin with a minus inside the brackets
    slopes = [(b, order) for b in (1, 2, 3, 4, -1, -2, -3, -4) for order in [(0, 1), (1, 0)][: 1 + (b > 0)]]
    return choices([range(-4, 5), slopes, exponents, (1, 2, 3)], build)


def _quarters() -> Family[Landscape]:
    """k (x − p)(y − q) e^{−a (x − p)² − b (y − q)²} with a and b halves of squares."""
    steepness = [(Rational(1, 2), Integer(1)), (Integer(2), Rational(1, 2)), (Rational(1, 8), Integer(2))]

    def build(p: int, q: int, k: int, first: tuple[Expr, Expr], second: tuple[Expr, Expr]) -> Landscape:
        (a, r), (b, s) = first, second
        exponent = -a * (_X - p) ** 2 - b * (_Y - q) ** 2
        points = [Foreseen((Integer(p), Integer(q)), _SADDLE)]
        for i, j in product((1, -1), repeat=2):
            points.append(Foreseen((p + i * r, q + j * s), _extremum(-i * j * k)))
        return Landscape(written([Mul(k, _X - p, _Y - q, exp(exponent))], (_X, _Y)), tuple(points))

    sizes = [k for k in range(-18, 19) if k]
    return choices([range(-2, 3), range(-2, 3), sizes, steepness, steepness], build)


def _damped_saddles() -> Family[Landscape]:
    """(a (x − p)² − b (y − q)²) e^{−((x − p)² + (y − q)²)/t²}."""
    sizes = [
        (p, q, a, b)
        for p, q in product(range(-3, 4), repeat=2)
        for a, b in product(range(1, 25), repeat=2)
        if max(2 * a * abs(p), 2 * b * abs(q), abs(a * p**2 - b * q**2)) <= 26
    ]

    def build(size: tuple[int, int, int, int], t: int, order: tuple[int, int]) -> Landscape:
        p, q, a, b = size
        exponent = -((_X - p) ** 2) / t**2 - (_Y - q) ** 2 / t**2
        inner = ordered(a * (_X - p) ** 2 - b * (_Y - q) ** 2, (_X, _Y))
        points = [Foreseen((Integer(p), Integer(q)), _SADDLE)]
        points += [Foreseen((Integer(p + i * t), Integer(q)), _MAX) for i in (1, -1)]
        points += [Foreseen((Integer(p), Integer(q + i * t)), _MIN) for i in (1, -1)]
        return renamed(Landscape(written([Add(*inner) * exp(exponent)], (_X, _Y)), tuple(points)), order)

    return choices([sizes, (1, 2), [(0, 1), (1, 0)]], build)
