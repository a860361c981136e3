"""Profile: a polynomial in one variable with chosen critical points, the building block of larger functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from math import gcd, lcm

from sympy import Add, Expr, Integer, Rational

from symhess.verdict import Kind

__all__ = ["Profile", "exact", "is_nice", "kinds_of", "monic", "profiles", "tally"]



@dataclass(frozen=True, slots=True)
class Profile:
    """A polynomial without constant term, by its critical points.

    Attributes
    ----------
    coefficients : tuple of int
        Of u, u², u³, …
    roots : tuple of Fraction
        The critical points from left to right.
    kinds : tuple of Kind

    Examples
    --------
    >>> wave = profiles((1, 1), 1, 24)[0]
    >>> from sympy.abc import x
    >>> wave.at(x), wave.roots, [kind.value for kind in wave.kinds]
    (x**3 + 9*x**2 + 24*x, (Fraction(-4, 1), Fraction(-2, 1)), ['maximum', 'minimum'])
    """

    coefficients: tuple[int, ...]
    roots: tuple[Fraction, ...]
    kinds: tuple[Kind, ...]

    def at(self, u: Expr) -> Expr:
        """The polynomial of `u`."""
        return Add(*(c * u**k for k, c in enumerate(self.coefficients, 1)))


@lru_cache(maxsize=64)
def profiles(
    multiplicities: tuple[int, ...], sign: int, bound: int, multiples: tuple[int, ...] = (1,), reach: int = 4
) -> tuple[Profile, ...]:
    """All polynomials whose derivative has zeros of these multiplicities, from left to right.

    The zeros are integers or halves, the coefficients integers up to `bound`, the values at the zeros have denominators
    up to 4.

    Parameters
    ----------
    multiplicities : tuple of int
        1 for an extremum, 2 for an inflection with a horizontal tangent.
    sign : int
        Of the leading coefficient.
    bound : int
    multiples : tuple of int
        By which the polynomials without common divisor are multiplied.
    reach : int
        How far the zeros may lie from the origin.

    Examples
    --------
    >>> [profile.coefficients for profile in profiles((1,), 1, 3)]
    [(3, 1), (2, 1), (1, 1), (0, 1), (-1, 1), (-2, 1), (-3, 1)]
    >>> steep = profiles((2, 1), 1, 24)[-1]
    >>> steep.coefficients, [str(root) for root in steep.roots], [kind.value for kind in steep.kinds]
    ((-16, 18, -8, 1), ['1', '4'], ['saddle', 'minimum'])
    """
    grid = [Fraction(a, 2) for a in range(-2 * reach, 2 * reach + 1)]
    found = []
    for roots in combinations(grid, len(multiplicities)):
        primitive = _primitive(roots, multiplicities)
        for multiple in multiples:
            coefficients = tuple(sign * multiple * c for c in primitive)
            if max(map(abs, coefficients)) <= bound and all(_has_nice_value(coefficients, root) for root in roots):
                found.append(Profile(coefficients, roots, kinds_of(multiplicities, sign)))
    return tuple(found)


def _primitive(roots: Sequence[Fraction], multiplicities: Sequence[int]) -> list[int]:
    """The smallest integral polynomial with this derivative up to a factor; the coefficients from u on."""
    derivative = monic([root for root, m in zip(roots, multiplicities, strict=True) for _ in range(m)])
    rational = [c / k for k, c in enumerate(derivative, 1)]
    whole = lcm(*(c.denominator for c in rational))
    integers = [int(c * whole) for c in rational]
    return [c // gcd(*integers) for c in integers]


def monic(roots: Sequence[Fraction]) -> list[Fraction]:
    """Coefficients, from the constant on, of the product of all u − root.

    Examples
    --------
    >>> [str(c) for c in monic([Fraction(1), Fraction(1, 2)])]
    ['1/2', '-3/2', '1']
    """
    product = [Fraction(1)]
    for root in roots:
        padded = zip([Fraction(0), *product], [*product, Fraction(0)], strict=True)
        product = [low - root * high for low, high in padded]
    return product


def _has_nice_value(coefficients: Sequence[int], root: Fraction) -> bool:
    value = sum((c * root**k for k, c in enumerate(coefficients, 1)), Fraction(0))
    return is_nice(value.numerator, value.denominator)


def is_nice(numerator: int, denominator: int) -> bool:
    """Whether a fraction, in lowest terms or not, has a denominator of at most 4.

    Examples
    --------
    >>> is_nice(6, 8), is_nice(5, 8)
    (True, False)
    """
    return any(numerator * q % denominator == 0 for q in (1, 2, 3, 4))


def kinds_of(multiplicities: Sequence[int], sign: int) -> tuple[Kind, ...]:
    """What the zeros of a derivative are, from left to right, if it has this sign on the far right.

    Examples
    --------
    >>> [kind.value for kind in kinds_of((1, 2), -1)]
    ['maximum', 'saddle']
    """

    def backwards() -> Iterator[Kind]:
        slope = sign
        for multiplicity in reversed(multiplicities):
            if multiplicity % 2 == 0:
                yield Kind.SADDLE
            else:
                yield Kind.MINIMUM if slope > 0 else Kind.MAXIMUM
                slope = -slope

    return tuple(backwards())[::-1]


def tally(kinds: Sequence[Kind]) -> tuple[int, int, int]:
    """How many minima, maxima and saddles.

    Examples
    --------
    >>> tally([Kind.SADDLE, Kind.MINIMUM, Kind.SADDLE])
    (1, 0, 2)
    """
    return kinds.count(Kind.MINIMUM), kinds.count(Kind.MAXIMUM), kinds.count(Kind.SADDLE)


def exact(number: Fraction | int) -> Expr:
    """The number for SymPy.

    Examples
    --------
    >>> exact(Fraction(1, 2))
    1/2
    """
    return Integer(number) if isinstance(number, int) else Rational(number.numerator, number.denominator)
