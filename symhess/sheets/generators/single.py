"""Functions of one variable with prescribed critical points: polynomials, times e^x, in e^…, in a denominator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations
from math import lcm
from typing import Final

from sympy import Add, Integer, Symbol, exp

from symhess.sheets.generators.drafts import Foreseen, written
from symhess.sheets.generators.family import Family, choices, listed
from symhess.sheets.generators.landscapes import Landscape, ordered
from symhess.sheets.generators.profiles import Profile, exact, kinds_of, monic, profiles, tally
from symhess.sheets.generators.sums import Tally
from symhess.verdict import Kind

__all__ = ["single"]

_X: Final = Symbol("x")
# Multiplicities of the zeros of f′ from left to right: 1 for an extremum, 2 for an inflection.
_PATTERNS: Final = ((1,), (2,), (1, 1), (2, 1), (1, 2), (1, 1, 1))
_CONSTANTS: Final = tuple(range(-20, 21))
_BOUND: Final = 36


def single() -> Iterator[tuple[Tally, Family[Landscape]]]:
    """The families in one variable, each with its numbers of minima, maxima, inflections.

    Examples
    --------
    >>> counts, family = next(single())
    >>> counts, family.member(100).function.expression
    ((1, 0, 0), 2*x**2 - 16*x - 19)
    """
    for pattern in _PATTERNS:
        for sign in (1, -1):
            counts = tally(kinds_of(pattern, sign))
            yield counts, _polynomials(pattern, sign)
            yield counts, _damped(pattern, sign)
            yield counts, _exponentials(pattern, sign)
    for sign in (1, -1):
        yield ((1, 0, 0) if sign == 1 else (0, 1, 0)), _reciprocals(sign)
    yield (1, 1, 0), _hyperbolas()
    yield (1, 1, 0), _dipoles()


def _points(roots: Sequence[Fraction], kinds: Sequence[Kind]) -> tuple[Foreseen, ...]:
    return tuple(Foreseen((exact(root),), kind) for root, kind in zip(roots, kinds, strict=True))


def _polynomials(pattern: tuple[int, ...], sign: int) -> Family[Landscape]:
    def build(profile: Profile, constant: int) -> Landscape:
        terms = ordered(profile.at(_X) + constant, (_X,))
        return Landscape(written(terms, (_X,)), _points(profile.roots, profile.kinds))

    return choices([profiles(pattern, sign, _BOUND, (1, 2, 3)), _CONSTANTS], build)


def _damped(pattern: tuple[int, ...], sign: int) -> Family[Landscape]:
    """Q(x) e^{s x} with Q′ + s Q equal to the polynomial with the wanted zeros."""

    def build(chosen: tuple[Sequence[Fraction], int, Sequence[int]]) -> Landscape:
        roots, slope, factor = chosen
        polynomial = Add(*(c * _X**k for k, c in enumerate(factor)))
        function = written([polynomial * exp(slope * _X)], (_X,))
        return Landscape(function, _points(roots, kinds_of(pattern, sign)))

    return listed(_factors(pattern, sign)).mapped(build)


@cache
def _factors(pattern: tuple[int, ...], sign: int) -> Sequence[tuple[Sequence[Fraction], int, Sequence[int]]]:
    """Zeros, slope s and coefficients of Q, as far as these are small integers."""
    found = []
    for roots in combinations([Fraction(a, 2) for a in range(-6, 7)], len(pattern)):
        wanted = monic([root for root, m in zip(roots, pattern, strict=True) for _ in range(m)])
        for slope in (1, -1, 2, -2):
            factor = _antiderivative(wanted, slope)
            whole, largest = lcm(*(c.denominator for c in factor)), max(map(abs, factor))
            for size in range(whole, min(8, int(_BOUND / largest)) + 1, whole):
                found.append((roots, slope, [int(size * sign * c) for c in factor]))
    return found


def _antiderivative(wanted: Sequence[Fraction], slope: int) -> list[Fraction]:
    """The polynomial Q with Q′ + s Q as wanted, coefficients from the constant on."""
    factor: list[Fraction] = []
    for k in reversed(range(len(wanted))):
        above = (k + 1) * factor[0] if factor else Fraction(0)
        factor.insert(0, (wanted[k] - above) / slope)
    return factor


def _exponentials(pattern: tuple[int, ...], sign: int) -> Family[Landscape]:
    """k e^{P(x)}: as P, and upside down for negative k."""
    upright = [(k, profile) for k in range(1, 13) for profile in profiles(pattern, sign, 6)]
    turned = [(-k, profile) for k in range(1, 13) for profile in profiles(pattern, -sign, 6)]

    def build(chosen: tuple[int, Profile]) -> Landscape:
        k, profile = chosen
        return Landscape(written([k * exp(profile.at(_X))], (_X,)), _points(profile.roots, kinds_of(pattern, sign)))

    return listed(upright + turned).mapped(build)


def _reciprocals(sign: int) -> Family[Landscape]:
    """a x² + 2a r³/x + d has one critical point r; a minimum if a > 0."""

    def build(size: int, root: Fraction, constant: int) -> Landscape:
        a = sign * size
        terms = [a * _X**2, exact(2 * a * root**3) / _X, Integer(constant)]
        return Landscape(written(terms, (_X,)), _points([root], [Kind.MINIMUM if a > 0 else Kind.MAXIMUM]))

    roots = [Fraction(r) for r in (1, -1, 2, -2, 3, -3)]
    return choices([range(1, 5), roots, _CONSTANTS], build)


def _hyperbolas() -> Family[Landscape]:
    """k x + k q²/(x − p) + d has the critical points p ± q."""

    def build(k: int, p: int, q: int, constant: int) -> Landscape:
        kinds = (Kind.MAXIMUM, Kind.MINIMUM) if k > 0 else (Kind.MINIMUM, Kind.MAXIMUM)
        terms = [k * _X, k * q**2 / (_X - p), Integer(constant)]
        return Landscape(written(terms, (_X,)), _points([Fraction(p - q), Fraction(p + q)], kinds))

    return choices([(1, -1, 2, -2, 3, -3), range(-4, 5), (1, 2, 3), _CONSTANTS], build)


def _dipoles() -> Family[Landscape]:
    """k (x − p)/((x − p)² + q²) + d has the critical points p ± q and there the values d ± k/(2q)."""

    def build(p: int, size: tuple[int, int], constant: int) -> Landscape:
        k, q = size
        kinds = (Kind.MINIMUM, Kind.MAXIMUM) if k > 0 else (Kind.MAXIMUM, Kind.MINIMUM)
        bottom = Add(*ordered((_X - p) ** 2 + q**2, (_X,)))
        terms = [(k * _X - k * p) / bottom, Integer(constant)]
        return Landscape(written(terms, (_X,)), _points([Fraction(p - q), Fraction(p + q)], kinds))

    sizes = [(k, q) for k in range(-12, 13) for q in (1, 2, 3) if k and Fraction(k, 2 * q).denominator <= 4]
    return choices([range(-4, 5), sizes, _CONSTANTS], build)
