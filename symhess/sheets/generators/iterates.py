"""Polynomials on which Newton's method goes through chosen points with small denominators.

The highest terms and the iterates are chosen; the lower coefficients then follow, because ∇f(x) + H(x)(x′ − x) = 0 is
linear in them. Coordinates are counted in a unit, a quarter or a twelfth, so that all numbers are integers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from typing import Final, NamedTuple, TypeAlias

from symhess.sheets.generators.profiles import is_nice

__all__ = ["CUBIC", "QUARTIC", "Worked", "worked"]

QUARTIC: Final = ((4,), (3,), (2,), (1,))
CUBIC: Final = ((3, 0), (2, 1), (1, 2), (0, 3), (2, 0), (1, 1), (0, 2), (1, 0), (0, 1))
"""The exponents that the coefficients belong to, in one and in two variables."""

_LARGEST: Final = 24


_TWELFTHS: Final = tuple(a for a in range(-36, 37) if is_nice(a, 12))
Vector: TypeAlias = tuple[int, ...]
Symmetric: TypeAlias = tuple[int, ...]
"""The entries xx, xy, yy of a matrix."""


class Worked(NamedTuple):
    """A polynomial and Newton's iterates on it.

    Examples
    --------
    >>> found = worked(1, 1)[0]
    >>> len(found.coefficients) == len(QUARTIC), len(found.iterates)
    (True, 2)
    """

    coefficients: tuple[int, ...]
    iterates: tuple[tuple[int, ...], ...]
    unit: int


@cache
def worked(variables: int, steps: int) -> Sequence[Worked]:
    """All polynomials in 1 or 2 variables with 1 or 2 steps.

    Examples
    --------
    >>> found = worked(1, 2)[1000]
    >>> found.coefficients, found.iterates, found.unit
    ((-2, -12, -27, -22), ((-24,), (-12,), (-4,)), 12)
    """
    makers = {(1, 1): _line_once, (1, 2): _line_twice, (2, 1): _plane_once, (2, 2): _plane_twice}
    return list(makers[variables, steps]())


def _right_side(cubic: tuple[int, int], start: int, end: int) -> int:
    """12³·(2 c x′ + d) for a x⁴ + b x³ + c x² + d x if a step leads from `start` to `end`, both in twelfths."""
    a, b = cubic
    step = end - start
    return -(4 * a * start**3 + 36 * b * start**2 + step * (12 * a * start**2 + 72 * b * start))


def _line_once() -> Iterator[Worked]:
    """The linear coefficient follows from the others."""
    for start, end in product(range(-24, 25, 12), _TWELFTHS):
        if not 0 < abs(end - start) <= 24:
            continue
        for a, b, c in product(range(4), range(-4, 5), range(-9, 10)):
            d, rest = divmod(_right_side((a, b), start, end) - 288 * c * end, 12**3)
            if rest == 0 and abs(d) <= _LARGEST and _curvature(a, b, c, start) > 0 and (a or b):
                yield Worked((a, b, c, d), ((start,), (end,)), 12)


def _line_twice() -> Iterator[Worked]:
    """Two equations give the coefficients of x² and x; f′ = f″·(x − x′) at the second iterate is to be nice as well."""
    for start, middle in product(range(-36, 37, 12), _TWELFTHS):
        if not 0 < abs(middle - start) <= 24:
            continue
        for end in _TWELFTHS:
            if not 0 < abs(end - middle) < abs(middle - start):
                continue
            for a, b in product(range(-6, 7), range(-12, 13)):
                first = _right_side((a, b), start, middle)
                c, rest = divmod(_right_side((a, b), middle, end) - first, 288 * (end - middle))
                d, more = divmod(first - 288 * c * middle, 12**3)
                if rest or more or max(abs(c), abs(d)) > 36 or not (a or b):
                    continue
                bend = _curvature(a, b, c, middle)
                fits = is_nice(bend, 144) and is_nice(bend * (middle - end), 1728)
                if fits and _curvature(a, b, c, start) * bend > 0:
                    yield Worked((a, b, c, d), ((start,), (middle,), (end,)), 12)


def _curvature(a: int, b: int, c: int, at: int) -> int:
    """144 f″."""
    return 12 * a * at**2 + 72 * b * at + 288 * c


def _cubics() -> Iterator[tuple[int, ...]]:
    """Cubic forms with one or two terms, one of each two that a change of names exchanges."""
    for form in product((0, 1, -1, 2), repeat=4):
        if sum(map(bool, form)) in (1, 2) and sum(map(abs, form)) <= 3 and form <= form[::-1]:
            yield form


def _plane_once() -> Iterator[Worked]:
    """The linear coefficients follow from the others; in halves."""
    steps = [(s * u, s * v) for s in (1, 2) for u, v in product((-1, 0, 1), repeat=2) if u * v or (s == 2 and (u or v))]
    for cubic, start, step in product(_cubics(), product((-2, 0, 2), repeat=2), steps):
        end = (start[0] + step[0], start[1] + step[1])
        right = _right(cubic, start, step)
        for c, e, h in product((1, 2, 3), (1, -1, 2, -2), (1, 2, 3)):
            if not _is_definite(cubic, (2 * c, e, 2 * h), start, 2):
                continue
            linear = [right[0] - 2 * (2 * c * end[0] + e * end[1]), right[1] - 2 * (e * end[0] + 2 * h * end[1])]
            if all(number % 4 == 0 and abs(number) <= 4 * _LARGEST for number in linear):
                yield from _both((*cubic, c, e, h, linear[0] // 4, linear[1] // 4), (start, end), 2)


def _plane_twice() -> Iterator[Worked]:
    """Four equations give all lower coefficients but that of x y; in quarters."""
    for cubic, start, step in product(_cubics(), product((-4, 0, 4), repeat=2), product((-8, -4, 4, 8), repeat=2)):
        middle = (start[0] + step[0], start[1] + step[1])
        first = _right(cubic, start, step)
        for last in product((-4, -2, -1, 1, 2, 4), repeat=2):
            if abs(last[0]) >= abs(step[0]) or abs(last[1]) >= abs(step[1]):
                continue
            second = _right(cubic, middle, last)
            for matrix in _matrices((second[0] - first[0], second[1] - first[1]), last):
                linear = [4 * number for number in _times(matrix, middle)]
                l0, l1 = first[0] - linear[0], first[1] - linear[1]
                if l0 % 16 or l1 % 16 or max(abs(l0), abs(l1)) > 16 * _LARGEST:
                    continue
                if _is_definite(cubic, matrix, start, 4) and _is_definite(cubic, matrix, middle, 4):
                    c, e, h = matrix[0] // 2, matrix[1], matrix[2] // 2
                    iterates = (start, middle, (middle[0] + last[0], middle[1] + last[1]))
                    yield from _both((*cubic, c, e, h, l0 // 16, l1 // 16), iterates, 4)


def _matrices(difference: Vector, last: Vector) -> Iterator[Symmetric]:
    """Symmetric Q with even diagonal and 4 Q·last equal to the difference."""
    if difference[0] % 4 or difference[1] % 4:
        return
    for e in range(-4, 5):
        xx, rest = divmod(difference[0] // 4 - e * last[1], last[0])
        yy, more = divmod(difference[1] // 4 - e * last[0], last[1])
        if not (rest or more or xx % 2 or yy % 2) and max(abs(xx), abs(yy)) <= _LARGEST:
            yield xx, e, yy


def _right(cubic: Sequence[int], at: Vector, step: Vector) -> Vector:
    """−∇C − H_C·step for the cubic form, so that u·Q·(at + step) + u²·l must equal it, u being the unit."""
    p, q, r, t = cubic
    x, y = at
    slope = 3 * p * x * x + 2 * q * x * y + r * y * y, q * x * x + 2 * r * x * y + 3 * t * y * y
    bend = _times(_bend(cubic, at), step)
    return -slope[0] - bend[0], -slope[1] - bend[1]


def _bend(cubic: Sequence[int], at: Vector) -> Symmetric:
    """The Hessian of the cubic form, times the unit."""
    p, q, r, t = cubic
    x, y = at
    return 6 * p * x + 2 * q * y, 2 * q * x + 2 * r * y, 2 * r * x + 6 * t * y


def _times(matrix: Symmetric, vector: Vector) -> Vector:
    xx, xy, yy = matrix
    return xx * vector[0] + xy * vector[1], xy * vector[0] + yy * vector[1]


def _is_definite(cubic: Sequence[int], quadratic: Symmetric, at: Vector, unit: int) -> bool:
    xx, xy, yy = (b + unit * q for b, q in zip(_bend(cubic, at), quadratic, strict=True))
    return xx > 0 and xx * yy > xy * xy


def _both(coefficients: tuple[int, ...], iterates: Sequence[Vector], unit: int) -> Iterator[Worked]:
    """The polynomial, and the one with x and y exchanged if its cubic form is another."""
    yield Worked(coefficients, tuple(iterates), unit)
    p, q, r, t, c, e, h, l0, l1 = coefficients
    if (p, q) != (t, r):
        yield Worked((t, r, q, p, h, e, c, l1, l0), tuple((y, x) for x, y in iterates), unit)
