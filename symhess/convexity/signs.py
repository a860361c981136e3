"""The sign of an expression on a domain: factor by factor, in the generators of the expression."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb
from typing import Final, TypeAlias

from flint import fmpq, fmpq_mpoly, fmpq_poly
from sympy import Expr, Integer

from symhess.budget import Deadline
from symhess.convexity.domain import Domain, constant_sign, rational
from symhess.convexity.generators import Fraction, Generator, Generators, NotRational
from symhess.exact.cells import TooManyCells, sample_below, simplest_between, univariate
from symhess.exact.isolation import Interval, isolate_real_roots

__all__ = ["Sign", "SignJudge", "by_coefficients", "expression_sign"]

_MOST_UNKNOWNS: Final = 4
_MARGINS: Final = (fmpq(1, 4), fmpq(1, 1024))
_MOST_SHIFTED: Final = 5000

_Method: TypeAlias = Callable[[fmpq_mpoly, Sequence[int]], "Sign | None"]


@dataclass(frozen=True, slots=True)
class Sign:
    """The sign of a function on a domain.

    Attributes
    ----------
    sign : int
        1 where it is never negative, -1 where it is never positive, 0 where it is zero everywhere.
    is_strict : bool
        Whether it is known to have no zero.

    Examples
    --------
    >>> Sign(1, True) * Sign(-1, False)
    Sign(sign=-1, is_strict=False)
    """

    sign: int
    is_strict: bool

    def __mul__(self, other: Sign) -> Sign:
        return Sign(self.sign * other.sign, self.is_strict and other.is_strict)


def expression_sign(expression: Expr, domain: Domain, deadline: Deadline) -> Sign | None:
    """The sign of an expression on a domain; ``None`` where it changes or is not found.

    Examples
    --------
    >>> from sympy import exp, log, sin
    >>> from sympy.abc import x, y
    >>> from symhess.convexity.domain import domain_of
    >>> expression_sign((x + 2) * exp(x), domain_of((x,), (x,)), Deadline(None))
    Sign(sign=1, is_strict=True)
    >>> expression_sign(x**2 - 2 * x * y + y**2, domain_of((x, y), ()), Deadline(None))
    Sign(sign=1, is_strict=False)
    >>> expression_sign(sin(x) - 2, domain_of((x,), ()), Deadline(None))
    Sign(sign=-1, is_strict=True)
    >>> expression_sign(x * log(x), domain_of((x,), (x,)), Deadline(None)) is None
    True
    """
    try:
        generators = Generators(domain, (expression, *domain.others))
        return SignJudge(generators, deadline).fraction_sign(generators.fraction(expression))
    except NotRational:
        return None


class SignJudge:
    """Decides signs of polynomials in the generators on one domain.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.convexity.domain import domain_of
    >>> generators = Generators(domain_of((x,), (x - 1,)), (x,))
    >>> SignJudge(generators, Deadline(None)).fraction_sign(generators.fraction(1 / x - x))
    Sign(sign=-1, is_strict=True)
    """

    def __init__(self, generators: Generators, deadline: Deadline) -> None:
        self.generators = generators
        self.deadline = deadline
        self._known: dict[str, Sign | None] = {}
        self._constraints = [self._constraint(condition) for condition in generators.domain.others]

    def _constraint(self, condition: Expr) -> fmpq_mpoly:
        fraction = self.generators.fraction(condition)
        return fraction.numerator * fraction.denominator

    def fraction_sign(self, fraction: Fraction) -> Sign | None:
        """The sign of a quotient."""
        top = self.polynomial_sign(fraction.numerator)
        bottom = self.polynomial_sign(fraction.denominator) if top is not None else None
        return None if top is None or bottom is None else Sign(top.sign * bottom.sign, top.is_strict)

    def polynomial_sign(self, polynomial: fmpq_mpoly) -> Sign | None:
        """The sign of a polynomial: the product of the signs of its factors."""
        if polynomial.is_zero():
            return Sign(0, False)
        content, factors = polynomial.factor()
        total = Sign(1 if content > 0 else -1, True)
        for factor, multiplicity in factors:
            sign = self._factor_sign(factor)
            if multiplicity % 2 == 0:
                total *= Sign(1, sign is not None and sign.is_strict)
            elif sign is None:
                return None
            else:
                total *= sign
        return total

    def _factor_sign(self, factor: fmpq_mpoly) -> Sign | None:
        key = str(factor)
        if key not in self._known:
            self.deadline.check()
            self._known[key] = self._judged(factor)
        return self._known[key]

    def _judged(self, factor: fmpq_mpoly) -> Sign | None:
        for constraint in self._constraints:
            ratio = constraint.leading_coefficient() / factor.leading_coefficient()
            if factor * ratio == constraint:
                return Sign(1 if ratio > 0 else -1, True)
        used = [k for k, degree in enumerate(factor.degrees()) if degree > 0]
        if len(used) == 1 and not self._constraints:
            return _in_one_unknown(factor, used[0], self.generators.generators[used[0]])
        return self._strengthened(factor, used, self._by_coefficients) or self._strengthened(
            factor, used, self._by_cells
        )

    def _strengthened(self, factor: fmpq_mpoly, used: Sequence[int], method: _Method) -> Sign | None:
        """The sign by one method, with a margin where one is left: then there is no zero."""
        found = method(factor, used)
        if found is None or found.is_strict:
            return found
        for margin in _MARGINS:
            beside = method(factor * found.sign - margin, used)
            if beside is not None and beside.sign == 1:
                return Sign(found.sign, True)
        return found

    def _by_coefficients(self, factor: fmpq_mpoly, used: Sequence[int]) -> Sign | None:
        return by_coefficients(factor, self.generators.generators)

    def _by_cells(self, factor: fmpq_mpoly, used: Sequence[int]) -> Sign | None:
        constraints = [*self._constraints, *self._bounds(used)]
        if len(used) > _MOST_UNKNOWNS:
            return None
        likely = 1 if factor(*self._inner_point()) >= 0 else -1
        try:
            for sign in (likely, -likely):
                if sample_below(factor * sign, constraints, self.deadline) is None:
                    return Sign(sign, False)
        except TooManyCells:
            pass
        return None

    def _inner_point(self) -> list[fmpq]:
        return [simplest_between(g.low, g.high) for g in self.generators.generators]

    def _bounds(self, used: Sequence[int]) -> list[fmpq_mpoly]:
        gens = self.generators.context.gens()
        found = []
        for k in used:
            generator = self.generators.generators[k]
            if generator.low is not None:
                found.append(gens[k] - generator.low)
            if generator.high is not None:
                found.append(generator.high - gens[k])
        return found


def by_coefficients(polynomial: fmpq_mpoly, generators: Sequence[Generator]) -> Sign | None:
    """The sign where all coefficients agree once every interval is mapped to the positive half-line.

    x = a + t, x = b − t and x = (a + b·t)/(1 + t) map it to t > 0; unknowns without bounds must have even exponents.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> from sympy.abc import x
    >>> (p,) = ring(("p",)).gens()
    >>> by_coefficients(1 - p**2, [Generator(x, fmpq(0), fmpq(1))])
    Sign(sign=1, is_strict=True)
    >>> by_coefficients(p**4 + p**2, [Generator(x, None, None)])
    Sign(sign=1, is_strict=False)
    >>> by_coefficients(p**2 - 3 * p + 3, [Generator(x, fmpq(1), None)]) is None
    True
    """
    terms = {tuple(map(int, exponents)): coefficient for exponents, coefficient in polynomial.terms()}
    for k, generator in enumerate(generators):
        if polynomial.degrees()[k] > 0 and (generator.low is not None or generator.high is not None):
            terms = _mapped(terms, k, generator)
            if len(terms) > _MOST_SHIFTED:
                return None
    free = [k for k, g in enumerate(generators) if g.low is None and g.high is None]
    if not terms or any(exponents[k] % 2 for exponents in terms for k in free):
        return None
    signs = {coefficient > 0 for coefficient in terms.values()}
    if len(signs) > 1:
        return None
    is_strict = any(all(not exponents[k] for k in free) for exponents in terms)
    is_open = all(g.is_low_open and g.is_high_open for k, g in enumerate(generators) if polynomial.degrees()[k] > 0)
    return Sign(1 if signs == {True} else -1, is_strict and is_open)


def _mapped(terms: dict[tuple[int, ...], fmpq], k: int, generator: Generator) -> dict[tuple[int, ...], fmpq]:
    degree = max(exponents[k] for exponents in terms)
    found: dict[tuple[int, ...], fmpq] = {}
    for exponents, coefficient in terms.items():
        for power, weight in enumerate(_weights(exponents[k], degree, generator)):
            if weight != 0:
                moved = (*exponents[:k], power, *exponents[k + 1 :])
                found[moved] = found.get(moved, fmpq(0)) + coefficient * weight
    return {exponents: coefficient for exponents, coefficient in found.items() if coefficient != 0}


def _weights(exponent: int, degree: int, generator: Generator) -> list[fmpq]:
    """Coefficients of x^exponent in t, times (1 + t)^degree where the interval has two ends."""
    low, high = generator.low, generator.high
    if low is None or high is None:
        start, slope = (low, 1) if low is not None else (high, -1)
        return [comb(exponent, j) * slope**j * (start or fmpq(0)) ** (exponent - j) for j in range(exponent + 1)]
    row = [comb(exponent, j) * high**j * low ** (exponent - j) for j in range(exponent + 1)]
    rest = degree - exponent
    total = [fmpq(0)] * (degree + 1)
    for i, weight in enumerate(row):
        for j in range(rest + 1):
            total[i + j] += weight * comb(rest, j)
    return total


def _in_one_unknown(factor: fmpq_mpoly, k: int, generator: Generator) -> Sign | None:
    """An irreducible polynomial changes its sign at every real root: none may lie inside."""
    polynomial = univariate(factor, k, [fmpq(0)] * len(factor.degrees()))
    inner = simplest_between(generator.low, generator.high)
    is_strict = True
    for cell in isolate_real_roots(polynomial.numer()):
        if not _meets(polynomial, cell, generator):
            continue
        end = _end_at_root(polynomial, cell, generator)
        if end is None:
            return None
        is_strict = is_strict and (generator.is_high_open if end else generator.is_low_open)
    return Sign(1 if polynomial(inner) > 0 else -1, is_strict)


def _meets(polynomial: fmpq_poly, cell: Interval, generator: Generator) -> bool:
    """Whether the root in the cell lies in the closed interval of rationals."""
    start, end = cell
    low = start if generator.low is None or generator.low < start else generator.low
    high = end if generator.high is None or generator.high > end else generator.high
    if low > high:
        return False
    return start == end or polynomial(low) * polynomial(high) <= 0


def _end_at_root(polynomial: fmpq_poly, cell: Interval, generator: Generator) -> int | None:
    """0 or 1 where the root in the cell is the lower or the upper exact end of the interval."""
    for number, exact in enumerate(generator.ends):
        if not exact.is_finite or constant_sign(_horner(polynomial, exact)) != 0:
            continue
        above, below = constant_sign(exact - rational(cell[0])), constant_sign(rational(cell[1]) - exact)
        if above in (0, 1) and below in (0, 1):
            return number
    return None


def _horner(polynomial: fmpq_poly, value: Expr) -> Expr:
    total: Expr = Integer(0)
    for coefficient in reversed(polynomial.coeffs()):
        total = total * value + rational(coefficient)
    return total
