"""Signs that the form of a polynomial in kernels shows: exponentials are positive, squares are not negative."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from flint import arb, fmpq, fmpq_mpoly
from sympy import Expr

from symhess.condition import Condition, Relation
from symhess.exact import real_number
from symhess.exact.polynomial import NotPolynomial
from symhess.kernels.kernel_ring import KernelRing, Nature

__all__ = ["Sign", "Signs", "constant_sign"]


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that holds everywhere: 1 or -1, and whether zero is excluded.

    Examples
    --------
    >>> Sign(1, strict=True)
    Sign(direction=1, strict=True)
    """

    direction: int
    strict: bool


def constant_sign(constant: Expr) -> int | None:
    """The sign of a real constant; ``None`` where it is not decided or the constant is not known to be real.

    Examples
    --------
    >>> from sympy import log, pi
    >>> constant_sign(pi - 3), constant_sign(log(2) - log(4) / 2), constant_sign(log(-1))
    (1, 0, None)
    """
    try:
        return real_number(constant).sign()
    except ValueError:
        return None


@dataclass(frozen=True, eq=False)
class Signs:
    """What is known of signs in a ring of kernels, given conditions on the unknowns.

    Examples
    --------
    >>> from sympy import exp, cos
    >>> from sympy.abc import x, y
    >>> from symhess.kernels.kernel_ring import kernel_ring
    >>> terms = (x**2 + exp(y), 2 + cos(x), x * exp(y), y**4 + 3 * x**2)
    >>> kernels = kernel_ring(terms, (x, y))
    >>> signs = Signs(kernels, (Condition(x, Relation.POSITIVE),))
    >>> [signs.of(kernels.numerator(term)) for term in terms[:3]] == [Sign(1, strict=True)] * 3
    True
    >>> Signs(kernels, ()).of(kernels.numerator(terms[2])) is None, Signs(kernels, ()).of(kernels.numerator(terms[3]))
    (True, Sign(direction=1, strict=False))
    """

    ring: KernelRing
    conditions: tuple[Condition, ...]

    def of(self, polynomial: fmpq_mpoly) -> Sign | None:
        """The sign of a polynomial; ``None`` where its form does not show it."""
        if self._is_nonzero(polynomial) and polynomial.is_constant():
            return Sign(1 if polynomial.leading_coefficient() > 0 else -1, strict=True)
        for direction in (1, -1):
            strict = self._least(polynomial * direction)
            if strict is not None:
                return Sign(direction, strict)
        return None

    def is_never_zero(self, polynomial: fmpq_mpoly) -> bool:
        """Whether a polynomial vanishes nowhere, by its form or by a condition."""
        sign = self.of(polynomial)
        return (sign is not None and sign.strict) or self._is_nonzero(polynomial)

    def _is_nonzero(self, polynomial: fmpq_mpoly) -> bool:
        if polynomial.is_constant():
            return not polynomial.is_zero()
        return _monic(polynomial) in self._nonzero_factors

    @cached_property
    def _nonzero_factors(self) -> tuple[fmpq_mpoly, ...]:
        return tuple(self._factors_of_conditions())

    def _factors_of_conditions(self) -> Iterable[fmpq_mpoly]:
        for condition in self.conditions:
            if condition.relation is Relation.NONNEGATIVE:
                continue
            try:
                numerator = self.ring.numerator(condition.term)
            except (NotPolynomial, ValueError, KeyError):
                continue
            yield from (_monic(factor) for factor, _ in numerator.factor()[1])

    @cached_property
    def _generators(self) -> tuple[Sign | None, ...]:
        return tuple(self._generator(k) for k in range(len(self.ring.kernels)))

    def _generator(self, number: int) -> Sign | None:
        kernel = self.ring.kernels[number]
        if kernel.nature is Nature.EXPONENTIAL:
            return Sign(1, strict=True)
        if kernel.nature is Nature.CONSTANT:
            sign = constant_sign(kernel.expression) if not kernel.expression.free_symbols else None
            return Sign(sign, strict=True) if sign else None
        for condition in self.conditions:
            if condition.relation in (Relation.POSITIVE, Relation.NONNEGATIVE):
                strict = condition.relation is Relation.POSITIVE
                if condition.term == kernel.expression:
                    return Sign(1, strict)
                if condition.term == -kernel.expression:
                    return Sign(-1, strict)
        if kernel.nature in (Nature.ROOT, Nature.ABSOLUTE):
            known = (c for c in self.conditions if c.relation is not Relation.NONNEGATIVE)
            return Sign(1, any(c.term == kernel.argument for c in known))
        return None

    def _least(self, polynomial: fmpq_mpoly) -> bool | None:
        """True if positive, False if not negative, ``None`` if the form does not show either."""
        strict, bounded, exact = False, arb(0), fmpq(0)
        for exponents, coefficient in polynomial.terms():
            sign = self._term(exponents, coefficient)
            if not any(exponents):
                exact += coefficient
            elif sign is not None and sign.direction > 0 and not self._is_bounded(exponents, fixed=True):
                strict = strict or sign.strict
            elif (bound := self._bound(exponents, coefficient)) is not None:
                bounded += bound
            else:
                return None
        if not polynomial or (bounded.is_zero() and exact == 0):
            return strict
        low = arb(exact) + bounded
        if low > 0:
            return True
        return strict if low.is_exact() and low.is_zero() else None

    def _term(self, exponents: tuple[int, ...], coefficient: fmpq) -> Sign | None:
        """The sign of one term."""
        direction, strict = (1 if coefficient > 0 else -1), True
        for number, exponent in enumerate(exponents):
            if not exponent:
                continue
            sign = self._generators[number]
            if sign is None and exponent % 2:
                return None
            strict = strict and (sign.strict if sign else self._is_nonzero(self.ring.context.gens()[number]))
            direction *= sign.direction**exponent if sign else 1
        return Sign(direction, strict)

    def _is_bounded(self, exponents: tuple[int, ...], *, fixed: bool = False) -> bool:
        natures = {self.ring.kernels[k].nature for k, e in enumerate(exponents) if e}
        return natures <= ({Nature.CONSTANT} if fixed else {Nature.CONSTANT, Nature.SINE, Nature.COSINE})

    def _bound(self, exponents: tuple[int, ...], coefficient: fmpq) -> arb | None:
        """A lower bound of a term that only has constants, sines and cosines; exact for rational coefficients."""
        if not self._is_bounded(exponents):
            return None
        value, varies, even = arb(coefficient), False, True
        for number, exponent in enumerate(exponents):
            kernel = self.ring.kernels[number]
            if exponent and kernel.nature is Nature.CONSTANT:
                if kernel.expression.free_symbols:
                    return None
                try:
                    value *= real_number(kernel.expression).enclosure(128) ** exponent
                except ValueError:
                    return None
            elif exponent:
                varies, even = True, even and exponent % 2 == 0
        if not varies:
            return value
        return arb(0) if even and value > 0 else -abs(value)


def _monic(polynomial: fmpq_mpoly) -> fmpq_mpoly:
    return polynomial / polynomial.leading_coefficient()
