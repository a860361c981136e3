"""Expressions as rational functions of generators: exponentials, logarithms, roots and waves become unknowns.

The unknowns are treated as independent, within intervals that hold their values. What is proved about all values of the
unknowns holds for the function; what fails for some of them need not fail for the function.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from math import lcm
from typing import Final

import sympy
from flint import fmpq, fmpq_mpoly
from sympy import Abs, Add, E, Expr, Integer, Mul, Pow, Rational, Symbol, cos, exp, expand, log, oo, sin

from symhess.convexity.domain import Domain
from symhess.convexity.ranges import Range, range_of
from symhess.exact.enclosing import enclosed_constant
from symhess.exact.polynomial import ring

__all__ = ["Fraction", "Generator", "Generators", "NotRational"]

_HIGHEST_POWER: Final = 60
_MOST_TERMS: Final = 20_000
_BITS: Final = 96

_ELEMENTARY: Final = {
    sympy.sinh: lambda u: (exp(u) - exp(-u)) / 2,
    sympy.cosh: lambda u: (exp(u) + exp(-u)) / 2,
    sympy.tanh: lambda u: (exp(2 * u) - 1) / (exp(2 * u) + 1),
    sympy.coth: lambda u: (exp(2 * u) + 1) / (exp(2 * u) - 1),
    sympy.sech: lambda u: 2 / (exp(u) + exp(-u)),
    sympy.csch: lambda u: 2 / (exp(u) - exp(-u)),
    sympy.tan: lambda u: sin(u) / cos(u),
    sympy.cot: lambda u: cos(u) / sin(u),
    sympy.sec: lambda u: 1 / cos(u),
    sympy.csc: lambda u: 1 / sin(u),
}


class NotRational(Exception):
    """The expression is no rational function of generators, or too large a one.

    Examples
    --------
    >>> raise NotRational("too many terms")
    Traceback (most recent call last):
    ...
    symhess.convexity.generators.NotRational: too many terms
    """


@dataclass(frozen=True, slots=True)
class Generator:
    """One unknown: what it stands for, and an interval of rationals that holds its values; ``ends`` are the exact ones.

    Examples
    --------
    >>> Generator(exp(Symbol("x")), fmpq(0), None).is_positive
    True
    """

    value: Expr
    low: fmpq | None
    high: fmpq | None
    is_low_open: bool = True
    is_high_open: bool = True
    ends: tuple[Expr, Expr] = (-oo, oo)

    @property
    def is_positive(self) -> bool:
        """Whether all values are positive."""
        return self.low is not None and (self.low > 0 or (self.low == 0 and self.is_low_open))


@dataclass(frozen=True, slots=True)
class Fraction:
    """A quotient of two polynomials without common factor.

    Examples
    --------
    >>> x, y = ring(("x", "y")).gens()
    >>> Fraction.of(x**2 - y**2, x * y - y**2)
    Fraction(numerator=x + y, denominator=y)
    """

    numerator: fmpq_mpoly
    denominator: fmpq_mpoly

    @classmethod
    def of(cls, numerator: fmpq_mpoly, denominator: fmpq_mpoly) -> Fraction:
        """The reduced quotient."""
        if denominator.is_zero():
            raise NotRational("a denominator is zero")
        if len(numerator) > _MOST_TERMS or len(denominator) > _MOST_TERMS:
            raise NotRational("too many terms")
        if denominator.is_constant():
            return cls(numerator / denominator.leading_coefficient(), denominator.context().constant(1))
        common = numerator.gcd(denominator)
        numerator, denominator = numerator / common, denominator / common
        lead = denominator.leading_coefficient()
        return cls(numerator / lead, denominator / lead)

    def __add__(self, other: Fraction) -> Fraction:
        return Fraction.of(
            self.numerator * other.denominator + other.numerator * self.denominator,
            self.denominator * other.denominator,
        )

    def __mul__(self, other: Fraction) -> Fraction:
        return Fraction.of(self.numerator * other.numerator, self.denominator * other.denominator)

    def __neg__(self) -> Fraction:
        return Fraction(-self.numerator, self.denominator)

    def power(self, exponent: int) -> Fraction:
        """An integer power."""
        if abs(exponent) > _HIGHEST_POWER:
            raise NotRational("too high a power")
        top, bottom = (self.numerator, self.denominator) if exponent >= 0 else (self.denominator, self.numerator)
        if max(len(top), len(bottom)) ** min(abs(exponent), 4) > _MOST_TERMS:
            raise NotRational("too many terms")
        return Fraction.of(top ** abs(exponent), bottom ** abs(exponent))


class Generators:
    """Turns expressions on a domain into fractions, finding the generators as it goes through them first.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.convexity.domain import domain_of
    >>> found = Generators(domain_of((x, y), (y,)), (exp(x - 2 * y), exp(-x), y**Rational(3, 2)))
    >>> [generator.value for generator in found.generators]
    [x, sqrt(y), exp(x), exp(y)]
    >>> found.fraction(exp(x - 2 * y) + y)
    Fraction(numerator=g1^2*g3^2 + g2, denominator=g3^2)
    """

    def __init__(self, domain: Domain, expressions: Iterable[Expr]) -> None:
        self.domain = domain
        self._roots: dict[Expr, int] = {variable: 1 for variable in domain.variables}
        self._numbers: dict[Expr, int] = {}
        self._known: dict[Expr, Fraction] = {}
        for expression in expressions:
            self._collect(expression)
        keys = list(self._roots)
        self._numbers = {key: k for k, key in enumerate(keys)}
        self.generators = tuple(_generator(self._value(key), domain) for key in keys)
        self.context = ring([f"g{k}" for k in range(len(keys))])
        self.relations: dict[int, tuple[int, Fraction]] = {}
        for key in keys:
            self._relate(key)

    def fraction(self, expression: Expr) -> Fraction:
        """The expression in the generators.

        Raises
        ------
        NotRational
            If it is none in the generators that were found, or too large.
        """
        found = self._known.get(expression)
        if found is None:
            found = self._known[expression] = self.reduced(self._fraction(expression))
        return found

    def _collect(self, expression: Expr) -> None:
        for key, denominator in self._needs(expression):
            self._roots[key] = lcm(self._roots.get(key, 1), denominator)

    def _needs(self, expression: Expr) -> Iterator[tuple[Expr, int]]:
        """The generators that an expression asks for, those inside first."""
        if isinstance(expression, Rational):
            return
        if isinstance(expression, Add | Mul) or (isinstance(expression, Pow) and expression.exp.is_Integer):
            for part in expression.args:
                yield from self._needs(part)
        elif expression.func in _ELEMENTARY:
            yield from self._needs(_ELEMENTARY[expression.func](*expression.args))
        elif isinstance(expression, Pow | exp):
            yield from self._needs_of_power(*expression.as_base_exp())
        elif isinstance(expression, log) and (split := _split(self, expression)) is not None:
            yield from self._needs(split)
        elif isinstance(expression, Abs) and range_of(expression.args[0], self.domain).sign is not None:
            yield from self._needs(expression.args[0])
        elif isinstance(expression, sin | cos):
            yield sin(expression.args[0]), 1
            yield cos(expression.args[0]), 1
        else:
            yield expression, 1

    def _needs_of_power(self, base: Expr, exponent: Expr) -> Iterator[tuple[Expr, int]]:
        for coefficient, monomial in _exponents(exponent):
            if monomial == 1 and base != E:
                for factor, power in self.positive_factors(base):
                    share = coefficient * power
                    if share.q > 1 and not isinstance(factor, Symbol):
                        yield from self._needs(factor)
                    yield factor, int(share.q)
            else:
                yield Pow(base, monomial), int(coefficient.q)

    def positive_factors(self, base: Expr) -> tuple[tuple[Expr, Rational], ...]:
        """The factors of a base with their powers where all are positive on the domain, else the base itself."""
        factors = tuple(
            (part, power)
            for factor in Mul.make_args(base)
            for whole, power in [_base_and_power(factor)]
            for part in _primitive(whole)
        )
        positive = all(range_of(factor, self.domain).sign == (1, True) for factor, _ in factors)
        return factors if positive else ((base, Integer(1)),)

    def _value(self, key: Expr) -> Expr:
        root = self._roots[key]
        if root == 1:
            return key
        base, exponent = key.as_base_exp()
        return Pow(base, exponent / root)

    def _relate(self, key: Expr) -> None:
        """A root to its power is the base, a squared sine is one less the squared cosine."""
        number = self._numbers[key]
        gens = self.context.gens()
        one = self.context.constant(1)
        if isinstance(key, sin):
            self.relations[number] = (2, Fraction(one - gens[self._numbers[cos(key.args[0])]] ** 2, one))
        elif self._roots[key] > 1 and isinstance(key, Rational | Add | Pow | Mul) and key.as_base_exp()[1] == 1:
            self.relations[number] = (self._roots[key], self.reduced(self._fraction(key, of_root=True)))

    def _generator(self, key: Expr, power: int = 1) -> Fraction:
        number = self._numbers.get(key)
        if number is None:
            raise NotRational(f"{key} is no generator")
        return Fraction(self.context.gens()[number], self.context.constant(1)).power(power)

    def _fraction(self, expression: Expr, of_root: bool = False) -> Fraction:
        one = self.context.constant(1)
        if isinstance(expression, Rational):
            return Fraction(self.context.constant(fmpq(int(expression.p), int(expression.q))), one)
        if expression in self._numbers and not of_root:
            return self._generator(expression, self._roots[expression])
        if isinstance(expression, Add):
            return reduce(Fraction.__add__, map(self.fraction, expression.args))
        if isinstance(expression, Mul):
            return reduce(Fraction.__mul__, map(self.fraction, expression.args))
        if isinstance(expression, Pow) and expression.exp.is_Integer:
            return self.fraction(expression.base).power(int(expression.exp))
        if expression.func in _ELEMENTARY:
            return self.fraction(_ELEMENTARY[expression.func](*expression.args))
        if isinstance(expression, Pow | exp):
            return self._power(*expression.as_base_exp())
        return self._other(expression)

    def _other(self, expression: Expr) -> Fraction:
        if isinstance(expression, log) and (split := _split(self, expression)) is not None:
            return self.fraction(split)
        if isinstance(expression, Abs):
            sign = range_of(expression.args[0], self.domain).sign
            if sign is not None:
                inner = self.fraction(expression.args[0])
                return inner if sign[0] > 0 else -inner
        raise NotRational(str(expression)[:80])

    def _power(self, base: Expr, exponent: Expr) -> Fraction:
        product = Fraction(self.context.constant(1), self.context.constant(1))
        for coefficient, monomial in _exponents(exponent):
            if monomial == 1 and base != E:
                for factor, power in self.positive_factors(base):
                    product *= self._root(factor, coefficient * power)
            else:
                product *= self._root(Pow(base, monomial), coefficient)
        return product

    def _root(self, key: Expr, exponent: Rational) -> Fraction:
        if key not in self._numbers:
            if exponent.is_Integer:
                return self.fraction(key).power(int(exponent))
            raise NotRational(f"{key} is no generator")
        power = exponent * self._roots[key]
        return self._generator(key, int(power))

    def reduced(self, fraction: Fraction) -> Fraction:
        """With high powers of related generators replaced."""
        for number, (degree, base) in self.relations.items():
            for part in (fraction.numerator, fraction.denominator):
                if part.degrees()[number] >= degree:
                    top = self._replaced(fraction.numerator, number, degree, base)
                    bottom = self._replaced(fraction.denominator, number, degree, base)
                    fraction = top * bottom.power(-1)
                    break
        return fraction

    def _replaced(self, polynomial: fmpq_mpoly, number: int, degree: int, base: Fraction) -> Fraction:
        parts: dict[int, dict[tuple[int, ...], fmpq]] = {}
        for exponents, coefficient in polynomial.terms():
            rest = list(map(int, exponents))
            times, rest[number] = divmod(rest[number], degree)
            parts.setdefault(times, {})[tuple(rest)] = coefficient
        one = self.context.constant(1)
        total = Fraction(self.context.constant(0), one)
        for times, terms in parts.items():
            total += Fraction(self.context.from_dict(terms), one) * base.power(times)
        return total


def _split(generators: Generators, expression: Expr) -> Expr | None:
    """log of a product of positive factors as a sum."""
    (inside,) = expression.args
    factors = generators.positive_factors(inside)
    if factors == ((inside, 1),):
        return None
    return Add(*(power * log(base) for base, power in factors))


def _base_and_power(factor: Expr) -> tuple[Expr, Expr]:
    """Rational powers are taken apart, everything else is its own base."""
    base, power = factor.as_base_exp()
    return (base, power) if isinstance(power, Rational) and base != E else (factor, Integer(1))


def _primitive(base: Expr) -> tuple[Expr, ...]:
    """A sum as its content and the rest."""
    content, rest = base.primitive() if isinstance(base, Add) else (Integer(1), base)
    return (rest,) if content == 1 else (content, rest)


def _exponents(exponent: Expr) -> Iterator[tuple[Rational, Expr]]:
    """The exponent as a sum of rational multiples of monomials."""
    for term in Add.make_args(expand(exponent)):
        coefficient, rest = term.as_coeff_Mul()
        if not isinstance(coefficient, Rational):
            coefficient, rest = Integer(1), term
        yield coefficient, rest


def _generator(value: Expr, domain: Domain) -> Generator:
    found = _range(value, domain)
    return Generator(
        value,
        _outward(found.low, -1),
        _outward(found.high, 1),
        found.is_low_open,
        found.is_high_open,
        (found.low, found.high),
    )


def _range(value: Expr, domain: Domain) -> Range:
    """The range of a generator; powers of what is not seen to be positive are positive on the natural domain."""
    found = range_of(value, domain)
    is_power = isinstance(value, Pow) and not value.exp.is_Integer
    return Range(Integer(0), found.high) if is_power and found.sign is None else found


def _outward(end: Expr, side: int) -> fmpq | None:
    """A rational end at least as far out."""
    if isinstance(end, Rational):
        return fmpq(int(end.p), int(end.q))
    if end in (oo, -oo):
        return None
    ball = enclosed_constant(end, _BITS)
    if ball is None:
        return None
    edge = ball.upper() if side > 0 else ball.lower()
    mantissa, exponent = edge.man_exp()
    return fmpq(int(mantissa)) * fmpq(2) ** int(exponent)
