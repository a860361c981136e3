"""Equality of two expressions, proved by a common normal form: a fraction of polynomials in kernels.

Kernels are the symbols, the function values such as sin(x·y), and the powers b^(m/q) with a fixed
denominator q for every base b and monomial m; exp(t) is a power of e. The only relations used are
(b^(1/q))^q = b, so a difference that reduces to zero is zero wherever it is defined. Nothing follows when
it does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from math import comb, lcm
from typing import Final

from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx
from sympy import Add, Expr, Integer, Mul, Piecewise, Pow

__all__ = ["Equality", "compare"]

_MOST_TERMS: Final = 200_000  # larger products of polynomials are not formed: the comparison gives up
_ONE: Final = Integer(1)

Kernel = tuple[Expr, Expr]  # base and monomial of the exponent; (b, 1) stands for b to a rational power
Fraction = tuple[fmpq_mpoly, fmpq_mpoly]


class Equality(Enum):
    """What a comparison shows; that two expressions differ it never shows.

    Examples
    --------
    >>> [outcome.value for outcome in Equality]
    ['proved', 'undecided']
    """

    PROVED = "proved"
    UNDECIDED = "undecided"


class _TooLarge(Exception):
    """A polynomial would exceed the size limit."""


def compare(first: Expr, second: Expr) -> Equality:
    """Compare two expressions exactly.

    Parameters
    ----------
    first, second : Expr

    Returns
    -------
    Equality
        PROVED if both are equal wherever both are defined; UNDECIDED says nothing about the difference.

    Examples
    --------
    >>> from sympy import cos, exp, sin, sqrt, symbols
    >>> x, y = symbols("x y")
    >>> compare(exp(x + y) * (x + 1) / (x**2 - 1), exp(x) * exp(y) / (x - 1)).value
    'proved'
    >>> compare((x + y) / sqrt(x + y), sqrt(x + y)).value
    'proved'
    >>> compare(sin(x) ** 2 + cos(x) ** 2, x / x).value
    'undecided'
    """
    if first == second:
        return Equality.PROVED
    proved = all(_vanishes(case) for case in _cases(first - second))
    return Equality.PROVED if proved else Equality.UNDECIDED


def _cases(difference: Expr) -> Iterator[Expr]:
    """Go through the difference case by case, where all cases are told apart by the same conditions."""
    distinctions = difference.atoms(Piecewise)
    conditions = {tuple(condition for _, condition in each.args) for each in distinctions}
    if len(conditions) != 1:
        yield difference
        return
    for k in range(len(conditions.pop())):
        yield difference.xreplace({each: each.args[k].expr for each in distinctions})


def _vanishes(difference: Expr) -> bool:
    kernels: dict[Kernel, int] = {}
    _collect(difference, kernels)
    ring = fmpq_mpoly_ctx.get([f"k{number}" for number in range(len(kernels) or 1)], "lex")
    normaliser = _Normaliser(ring, kernels, dict(zip(kernels, ring.gens(), strict=False)))
    try:
        return normaliser.reduced(normaliser.fraction(difference)[0]).is_zero()
    except _TooLarge:
        return False


def _collect(expression: Expr, kernels: dict[Kernel, int]) -> None:
    """Note every kernel with the common denominator of its exponents, bases before their roots."""
    if expression.is_Rational:
        return
    if expression.func in (Add, Mul):
        for part in expression.args:
            _collect(part, kernels)
        return
    for kernel, power in _powers(expression):
        if _is_composite(kernel):
            _collect(kernel[0], kernels)
        if power.q > 1 or not _is_composite(kernel):
            kernels[kernel] = lcm(kernels.get(kernel, 1), int(power.q))


def _powers(expression: Expr) -> Iterator[tuple[Kernel, Expr]]:
    """Write the expression as a product of kernels to rational powers."""
    base, exponent = expression.as_base_exp()
    for monomial, coefficient in exponent.as_coefficients_dict().items():
        if coefficient.is_Rational:
            yield (base, monomial), coefficient
        else:
            yield (base, coefficient * monomial), _ONE


def _is_composite(kernel: Kernel) -> bool:
    """Whether the kernel is a root of something that is itself written in kernels."""
    base, monomial = kernel
    return monomial == 1 and (bool(base.is_Rational) or base.func in (Add, Mul, Pow))


@dataclass(frozen=True, slots=True)
class _Normaliser:
    """Writes expressions as fractions in the kernels of one ring."""

    ring: fmpq_mpoly_ctx
    denominators: dict[Kernel, int]
    generators: dict[Kernel, fmpq_mpoly]
    _fractions: dict[Expr, Fraction] = field(default_factory=dict)

    def fraction(self, expression: Expr) -> Fraction:
        """Numerator and denominator of the expression."""
        known = self._fractions.get(expression)
        if known is None:
            known = self._fractions[expression] = self._fraction(expression)
        return known

    def _fraction(self, expression: Expr) -> Fraction:
        if expression.is_Rational:
            return self.ring.constant(fmpq(expression.p, expression.q)), self.ring.constant(1)
        if expression.func is Add:
            return _sum([self.fraction(part) for part in expression.args])
        if expression.func is Mul:
            return _product([self.fraction(part) for part in expression.args])
        return _product([self._power(kernel, power) for kernel, power in _powers(expression)])

    def _power(self, kernel: Kernel, power: Expr) -> Fraction:
        if power.q == 1 and _is_composite(kernel):
            numerator, denominator = self.fraction(kernel[0])
        else:
            power = power * self.denominators[kernel]
            numerator, denominator = self.generators[kernel], self.ring.constant(1)
        if power < 0:
            numerator, denominator = denominator, numerator
        return _raised(numerator, abs(int(power))), _raised(denominator, abs(int(power)))

    def reduced(self, polynomial: fmpq_mpoly) -> fmpq_mpoly:
        """Multiply and reduce the polynomial until every root b^(1/q) has a power below q."""
        for number, (kernel, degree) in reversed(list(enumerate(self.denominators.items()))):
            if degree > 1 and _is_composite(kernel):
                polynomial = self._replace(polynomial, number, degree, self.fraction(kernel[0]))
        return polynomial

    def _replace(self, polynomial: fmpq_mpoly, number: int, degree: int, value: Fraction) -> fmpq_mpoly:
        """Put ``value`` for generator^degree and clear the denominators that come with it."""
        highest = max((powers[number] // degree for powers in polynomial.monoms()), default=0)
        groups: dict[int, dict[tuple[int, ...], fmpq]] = {}
        for powers, coefficient in polynomial.terms():
            quotient, rest = divmod(powers[number], degree)
            groups.setdefault(quotient, {})[(*powers[:number], rest, *powers[number + 1 :])] = coefficient
        total = self.ring.constant(0)
        for quotient, terms in groups.items():
            factor = _times(_raised(value[0], quotient), _raised(value[1], highest - quotient))
            total += _times(self.ring.from_dict(terms), factor)
        return total


def _sum(fractions: list[Fraction]) -> Fraction:
    total, common = fractions[0]
    for numerator, denominator in fractions[1:]:
        shared = common.gcd(denominator)
        total = _times(total, denominator / shared) + _times(numerator, common / shared)
        common = _times(common, denominator / shared)
    return total, common


def _product(fractions: list[Fraction]) -> Fraction:
    above, below = fractions[0]
    for numerator, denominator in fractions[1:]:
        above, below = _times(above, numerator), _times(below, denominator)
    return above, below


def _raised(polynomial: fmpq_mpoly, power: int) -> fmpq_mpoly:
    if comb(max(len(polynomial), 1) + power - 1, power) > _MOST_TERMS:
        raise _TooLarge
    return polynomial**power


def _times(first: fmpq_mpoly, second: fmpq_mpoly) -> fmpq_mpoly:
    if len(first) * len(second) > _MOST_TERMS:
        raise _TooLarge
    return first * second
