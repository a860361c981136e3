"""Extrema on lines, circles, ellipses, planes and spheres, with points and multipliers that are nice.

The point and the multiplier are chosen; what belongs to them is computed: the objective on a given curve, or the curve
through the point across the gradient.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import product
from math import gcd, lcm
from typing import Final, TypeAlias

from sympy import Add, Expr, Mul, Rational, symbols

from symhess.errors import InputError
from symhess.sheets.generators.drafts import Draft, Foreseen, written
from symhess.sheets.generators.family import Family, choices, listed, union
from symhess.sheets.generators.options import Generator, Option
from symhess.sheets.generators.profiles import is_nice
from symhess.sheets.problem import Asks, Problem
from symhess.verdict import Kind

__all__ = ["LAGRANGE"]

_XYZ: Final = symbols("x y z")
_X, _Y, _Z = _XYZ
_ENOUGH: Final = 60_000
_LARGEST: Final = 24
_MIN, _MAX, _SADDLE = Kind.MINIMUM, Kind.MAXIMUM, Kind.SADDLE
Integers: TypeAlias = tuple[int, ...]


def _family(variables: int, on: str) -> Family[Draft]:
    sets = _SETS[variables]
    if on != "any" and on not in sets:
        raise InputError(f"lagrange: with {variables} variables the set is one of {', '.join(sets)}, not {on!r}")
    makers = [maker for name, group in sets.items() if on in ("any", name) for maker in group]
    return union([maker() for maker in makers], _ENOUGH)


def _draft(terms: Sequence[Expr], constraint: Expr, points: Sequence[tuple[Sequence[Expr | int], Kind]]) -> Draft:
    variables = _XYZ[: len(points[0][0])]
    problem = Problem(Asks.LAGRANGE, written(terms, variables), constraints=(constraint,))
    return Draft(problem, tuple(Foreseen(tuple(Rational(a) for a in at), kind) for at, kind in points))


def _linear(coefficients: Sequence[int]) -> list[Expr]:
    return [c * v for c, v in zip(coefficients, _XYZ, strict=False)]


def _linear_on_ellipses(weights: Sequence[Integers], reach: int, shifts: Sequence[Integers]) -> Family[Draft]:
    """f = k (w₁p x + …) on w₁(x − u)² + … = w₁p² + …: two extrema at the centre ± (p, …), multiplier k/2."""
    chosen = []
    for weight in weights:
        sides = [range(1, reach + 1), *[[a for a in range(-reach, reach + 1) if a]] * (len(weight) - 1)]
        for point, k in product(product(*sides), (1, -1, 2, -2, 3, -3, 4, -4)):
            size = sum(w * a**2 for w, a in zip(weight, point, strict=True))
            top = [k * w * a for w, a in zip(weight, point, strict=True)]
            if gcd(size, *weight) == 1 and max(map(abs, top)) <= _LARGEST:
                chosen.append((weight, point, k, top, size))

    def build(given: tuple[Integers, Integers, int, Integers, int], shift: Integers) -> Draft:
        weight, point, k, top, size = given
        squares = [w * (v - s) ** 2 for w, v, s in zip(weight, _XYZ, shift, strict=False)]
        ends = [[s + e * a for s, a in zip(shift, point, strict=True)] for e in (1, -1)]
        kinds = (_MAX, _MIN) if k > 0 else (_MIN, _MAX)
        return _draft(_linear(top), Add(*squares, -size), list(zip(ends, kinds, strict=True)))

    return choices([chosen, shifts], build)


def _linear_on_circles() -> Family[Draft]:
    return _linear_on_ellipses([(1, 1)], 8, list(product(range(-3, 4), repeat=2)))


def _linear_on_spheres() -> Family[Draft]:
    return _linear_on_ellipses([(1, 1, 1)], 4, list(product((0, 1, -1), repeat=3)))


def _linear_on_proper_ellipses() -> Family[Draft]:
    weights = [(a, b) for a, b in product(range(1, 7), repeat=2) if a != b]
    return _linear_on_ellipses(weights, 5, list(product(range(-2, 3), repeat=2)))


def _forms_on_circles() -> Family[Draft]:
    """A x² + B x y + C y² with eigenvectors (p, q) and (−q, p), on the circle through s (p, q)."""
    directions = [(p, q) for p, q in product(range(1, 5), repeat=2) if gcd(p, q) == 1]
    chosen = [
        (p, q, s, (e + t * p**2, 2 * t * p * q, e + t * q**2), t)
        for (p, q), s, e, t in product(directions, (1, 2, 3), range(-12, 13), (1, -1, 2, -2, 3, -3))
        if max(abs(e + t * p**2), abs(e + t * q**2), abs(2 * t * p * q)) <= _LARGEST
        and max(abs(e), abs(e + t * (p**2 + q**2))) * s**2 * (p**2 + q**2) <= 500
    ]

    def build(given: tuple[int, int, int, Integers, int]) -> Draft:
        p, q, s, (a, b, c), t = given
        # along (p, q) the form has the eigenvalue e + t (p² + q²), across it e
        along, across = (_MAX, _MIN) if t > 0 else (_MIN, _MAX)
        points = [((i * p, i * q), along) for i in (s, -s)] + [((-i * q, i * p), across) for i in (s, -s)]
        circle = _X**2 + _Y**2 - s**2 * (p**2 + q**2)
        return _draft([a * _X**2, b * _X * _Y, c * _Y**2], circle, points)

    return listed(chosen).mapped(build)


def _products_on_ellipses() -> Family[Draft]:
    """k x y on a x² + b y² = 2a p², where a p² = b q²: four points (± p, ± q); circles are elsewhere."""
    chosen = [
        (p, q, q**2 // gcd(p, q) ** 2, p**2 // gcd(p, q) ** 2, k)
        for p, q, k in product(range(1, 7), range(1, 7), range(-6, 7))
        if k and p != q and is_nice(k * gcd(p, q) ** 2, 2 * p * q)
    ]

    def build(given: Integers) -> Draft:
        p, q, a, b, k = given
        kinds = {1: _MAX, -1: _MIN}
        points = [((i * p, j * q), kinds[i * j * (1 if k > 0 else -1)]) for i, j in product((1, -1), repeat=2)]
        return _draft([k * _X * _Y], a * _X**2 + b * _Y**2 - 2 * a * p**2, points)

    return listed(chosen).mapped(build)


def _forms_on_lines() -> Family[Draft]:
    """A x² + B x y + C y² on the line across its gradient at (p, q); the multiplier is the content of the gradient."""
    return listed(_lines()).mapped(lambda given: _form_on_plane(*given))


@cache
def _lines() -> list[tuple[Integers, Integers, Integers, Kind]]:
    found: list[tuple[Integers, Integers, Integers, Kind]] = []
    small = (1, -1, 2, -2, 3, -3, 4, -4)
    for a, c, b, (p, q) in product(small, small, range(-3, 4), product(range(-5, 6), repeat=2)):
        slope = 2 * a * p + b * q, b * p + 2 * c * q
        normal = _normal(slope)
        if normal is None or abs(normal[0] * p + normal[1] * q) > 30:
            continue
        bend = a * normal[1] ** 2 - b * normal[0] * normal[1] + c * normal[0] ** 2
        if bend:
            found.append(((a, b, c), normal, (p, q), _MIN if bend > 0 else _MAX))
    return found


def _normal(slope: Sequence[int]) -> Integers | None:
    """The slope without its content, the first entry positive; None if an entry is zero or large."""
    if not all(slope):
        return None
    content = gcd(*slope) * (1 if slope[0] > 0 else -1)
    normal = tuple(entry // content for entry in slope)
    return normal if max(map(abs, normal)) <= 9 else None


def _form_on_plane(form: Integers, normal: Integers, at: Integers, kind: Kind) -> Draft:
    monomials = (_X**2, _X * _Y, _Y**2) if len(normal) == 2 else (_X**2, _Y**2, _Z**2)
    level = sum(n * a for n, a in zip(normal, at, strict=True))
    return _draft([c * m for c, m in zip(form, monomials, strict=True)], Add(*_linear(normal), -level), [(at, kind)])


def _forms_on_planes() -> Family[Draft]:
    """±(A x² + B y² + C z²) on the plane across its gradient at a point."""
    return listed(_planes()).mapped(lambda given: _form_on_plane(*given))


@cache
def _planes() -> list[tuple[Integers, Integers, Integers, Kind]]:
    found: list[tuple[Integers, Integers, Integers, Kind]] = []
    for form, at in product(product(range(1, 6), repeat=3), product((1, -1, 2, -2, 3, -3), repeat=3)):
        normal = _normal([c * a for c, a in zip(form, at, strict=True)])
        if normal is not None and abs(sum(n * a for n, a in zip(normal, at, strict=True))) <= 36:
            found += [(form, normal, at, _MIN), (tuple(-c for c in form), normal, at, _MAX)]
    return found


def _products_on_lines() -> Family[Draft]:
    """k xᵐ yⁿ on a x + b y = c through (p, q) with a p : b q = m : n; also critical where a square vanishes."""
    return listed(list(_lines_for_products())).mapped(lambda given: _product_on_line(*given))


def _lines_for_products() -> Iterator[tuple[Integers, Integers, Integers, int]]:
    for (m, n), p, q in product(((1, 1), (2, 1), (1, 2), (2, 2)), range(1, 7), range(1, 7)):
        content = gcd(m * q, n * p)
        a, b = m * q // content, n * p // content
        for k in (1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6):
            multiplier = Rational(k * m * p ** (m - 1) * q**n, a)
            ends = [Rational((m + n) * q, n), Rational((m + n) * p, m)]
            if max(a, b) <= 9 and abs(k) * p**m * q**n <= 600 and all(is_nice(n.p, n.q) for n in (multiplier, *ends)):
                yield (m, n), (a, b), (p, q), k


def _product_on_line(powers: Integers, normal: Integers, at: Integers, k: int) -> Draft:
    (m, n), (a, b), (p, q) = powers, normal, at
    level = a * p + b * q
    high, low = (_MAX, _MIN) if k > 0 else (_MIN, _MAX)
    points: list[tuple[Sequence[Expr | int], Kind]] = [(at, high)]
    if m == 2:
        points.append(((0, Rational(level, b)), low))
    if n == 2:
        points.append(((Rational(level, a), 0), low))
    return _draft([k * _X**m * _Y**n], a * _X + b * _Y - level, points)


def _products_on_planes() -> Family[Draft]:
    """k x y z on a x + b y + c z = d: an extremum at the centroid of a triangle, saddles at its corners."""
    sides = [1, -1, 2, -2, 3, -3, 4, -4]
    normals = [n for n in product(sides, repeat=3) if n[0] > 0 and gcd(*n) == 1]
    chosen = [
        (normal, 3 * t * lcm(*normal), k)
        for normal, t, k in product(normals, (1, -1, 2), (1, -1, 2, -2, 3, -3))
        if abs(3 * t * lcm(*normal)) <= 36
    ]

    def build(given: tuple[Integers, int, int]) -> Draft:
        normal, level, k = given
        corners = [[Rational(level, n) if i == j else 0 for j in range(3)] for i, n in enumerate(normal)]
        sign = k * level * normal[0] * normal[1] * normal[2]
        centroid = [Rational(level, 3 * n) for n in normal]
        points = [*((corner, _SADDLE) for corner in corners), (centroid, _MAX if sign > 0 else _MIN)]
        return _draft([k * Mul(*_XYZ)], Add(*_linear(normal), -level), points)

    return listed(chosen).mapped(build)


_SETS: Final[dict[int, dict[str, tuple[Callable[[], Family[Draft]], ...]]]] = {
    2: {
        "line": (_forms_on_lines, _products_on_lines),
        "circle": (_linear_on_circles, _forms_on_circles),
        "ellipse": (_linear_on_proper_ellipses, _products_on_ellipses),
    },
    3: {"plane": (_forms_on_planes, _products_on_planes), "sphere": (_linear_on_spheres,)},
}

LAGRANGE: Final = Generator(
    "lagrange",
    "Find the extrema of f on a curve or surface with Lagrange multipliers.",
    {
        "variables": Option((2, 3), "how many variables f has"),
        "on": Option(("any", "line", "circle", "ellipse", "plane", "sphere"), "the set"),
    },
    _family,
)
