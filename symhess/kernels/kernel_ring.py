"""Equations as polynomials in the unknowns and in kernels: exp, sin, cos, log, roots and constants as generators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from math import lcm
from typing import Final

from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx
from sympy import Abs, Add, Expr, Integer, Mul, Pow, Rational, Symbol, cos, exp, expand, log, sin

from symhess.exact import RealRoot
from symhess.exact.constants import root_of_constant
from symhess.exact.polynomial import NotPolynomial, ring
from symhess.kernels.basics import in_basic_functions
from symhess.kernels.lattice import Lattice, lattice_of

__all__ = ["Fraction", "Kernel", "KernelRing", "Nature", "kernel_ring"]

_HIGHEST_MULTIPLE: Final = 40  # of an angle or an exponential
_MOST_KERNELS: Final = 24
_MOST_TERMS: Final = 20_000

Fraction = tuple[fmpq_mpoly, fmpq_mpoly]


class Nature(Enum):
    """What a generator of the ring stands for.

    Examples
    --------
    >>> Nature("sine").name
    'SINE'
    """

    UNKNOWN = "unknown"
    EXPONENTIAL = "exponential"
    COSINE = "cosine"
    SINE = "sine"
    LOGARITHM = "logarithm"
    ROOT = "root"
    ABSOLUTE = "absolute"
    CONSTANT = "constant"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Kernel:
    """One generator: its nature, what it stands for, and the argument of its function.

    Examples
    --------
    >>> from sympy.abc import x
    >>> Kernel(Nature.LOGARITHM, log(x), x).expression
    log(x)
    """

    nature: Nature
    expression: Expr
    argument: Expr


@dataclass(slots=True)
class _Found:
    """Arguments and atoms of some expressions, in order of appearance."""

    unknowns: frozenset[Symbol]
    exponents: dict[Expr, None] = field(default_factory=dict)
    angles: dict[Expr, None] = field(default_factory=dict)
    roots: dict[Expr, int] = field(default_factory=dict)
    others: dict[Expr, None] = field(default_factory=dict)

    def visit(self, expression: Expr) -> None:
        """Collect what the expression needs."""
        if isinstance(expression, Rational) or expression in self.unknowns:
            return
        if isinstance(expression, (Add, Mul)):
            for part in expression.args:
                self.visit(part)
        elif isinstance(expression, Pow) and isinstance(expression.exp, Rational):
            self.visit(expression.base)
            if not isinstance(expression.exp, Integer):
                self.roots[expression.base] = lcm(self.roots.get(expression.base, 1), int(expression.exp.q))
        elif isinstance(expression, exp):
            self.exponents[expression.args[0]] = None
        elif isinstance(expression, (sin, cos)):
            self.angles[expression.args[0]] = None
        else:
            self.others[expression] = None
            if isinstance(expression, Abs):
                self.visit(expression.args[0])


def kernel_ring(
    expressions: Iterable[Expr], unknowns: Sequence[Symbol], *, by_terms: bool = False
) -> KernelRing:
    """The ring in which the expressions are fractions of polynomials.

    Parameters
    ----------
    expressions : iterable of Expr
    unknowns : sequence of Symbol
        All other symbols count as constants.
    by_terms : bool
        Whether exp(u + v) becomes exp(u)·exp(v) and sin(u + v) is expanded, even where u + v occurs alone.

    Raises
    ------
    NotPolynomial
        If there are too many kernels, or a multiple of an angle is too high.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> sums = kernel_ring([x * sin(x + y) + exp(2 * x) / exp(x)], (x, y))
    >>> [kernel.expression for kernel in sums.kernels]
    [x, y, exp(x), cos(x + y), sin(x + y)]
    >>> apart = kernel_ring([sin(x + y)], (x, y), by_terms=True)
    >>> apart.expression(apart.numerator(sin(x + y)))
    sin(x)*cos(y) + sin(y)*cos(x)
    """
    unknowns = tuple(unknowns)
    found = _Found(frozenset(unknowns))
    for expression in expressions:
        found.visit(in_basic_functions(expression))
    exponents = lattice_of(found.exponents, unknowns, by_terms=by_terms)
    angles = lattice_of(found.angles, unknowns, by_terms=by_terms)
    for lattice, arguments, functions in ((exponents, found.exponents, (exp,)), (angles, found.angles, (sin, cos))):
        for argument in list(arguments):
            integers, rest = lattice.combination(argument)
            if any(abs(k) > _HIGHEST_MULTIPLE for k in integers):
                raise NotPolynomial(str(argument)[:200])
            for function in functions if rest != 0 else ():
                _visit_constant(found, function(rest))
    kernels = [Kernel(Nature.UNKNOWN, symbol, symbol) for symbol in unknowns]
    kernels += [Kernel(Nature.EXPONENTIAL, exp(b), b) for b in exponents.basis]
    for b in angles.basis:
        kernels += [Kernel(Nature.COSINE, cos(b), b), Kernel(Nature.SINE, sin(b), b)]
    for base, q in found.roots.items():
        root = Pow(base, Rational(1, q))
        if root.func is Pow:
            nature = Nature.ROOT if base.free_symbols & found.unknowns else Nature.CONSTANT
            kernels.append(Kernel(nature, root, base))
    kernels += [_kernel(other, found.unknowns) for other in found.others]
    if len(kernels) > _MOST_KERNELS:
        raise NotPolynomial("too many kernels")
    return KernelRing(unknowns, tuple(kernels), exponents, angles)


def _visit_constant(found: _Found, constant: Expr) -> None:
    """A constant factor that an addition theorem leaves; exponentials and angles of it are atoms."""
    for part in Add.make_args(constant):
        for factor in Mul.make_args(part):
            if isinstance(factor, (exp, sin, cos)):
                found.others[factor] = None
            else:
                found.visit(factor)


def _kernel(other: Expr, unknowns: frozenset[Symbol]) -> Kernel:
    if not other.free_symbols & unknowns:
        return Kernel(Nature.CONSTANT, other, other)
    nature = {log: Nature.LOGARITHM, Abs: Nature.ABSOLUTE}.get(other.func, Nature.OTHER)
    return Kernel(nature, other, other.args[0])


@dataclass(frozen=True, eq=False)
class KernelRing:
    """Polynomials over Q in kernels, the relations among these, and the way back to expressions.

    Examples
    --------
    >>> from sympy.abc import x
    >>> found = kernel_ring([sin(x) ** 2 / x + 1], (x,))
    >>> found.numerator(sin(x) ** 2 / x + 1)
    -x1^2 + x0 + 1
    >>> found.relations
    (x1^2 + x2^2 - 1,)
    """

    unknowns: tuple[Symbol, ...]
    kernels: tuple[Kernel, ...]
    exponents: Lattice
    angles: Lattice

    @cached_property
    def context(self) -> fmpq_mpoly_ctx:
        """The polynomial ring; generator k stands for kernel k."""
        return ring(tuple(f"x{k}" for k in range(len(self.kernels))))

    @cached_property
    def numbers(self) -> dict[Expr, int]:
        """For every kernel its generator."""
        return {kernel.expression: k for k, kernel in enumerate(self.kernels)}

    @cached_property
    def roots(self) -> dict[Expr, tuple[int, int]]:
        """For the base of every root its generator and q."""
        roots = (
            (kernel.argument, (k, int(kernel.expression.exp.q)))
            for k, kernel in enumerate(self.kernels)
            if kernel.expression.func is Pow
        )
        return dict(roots)

    @cached_property
    def constants(self) -> dict[int, RealRoot]:
        """Those generators that are algebraic numbers; transcendental ones are left out."""
        found = {}
        for k, kernel in enumerate(self.kernels):
            if kernel.nature is Nature.CONSTANT:
                try:
                    found[k] = root_of_constant(kernel.expression)
                except NotPolynomial:
                    continue
        return found

    @cached_property
    def relations(self) -> tuple[fmpq_mpoly, ...]:
        """Equations that hold between the generators."""
        return tuple(self._relations())

    def _relations(self) -> Iterator[fmpq_mpoly]:
        gens, one = self.context.gens(), self.context.constant(1)
        for k, kernel in enumerate(self.kernels):
            if kernel.nature is Nature.COSINE:
                yield gens[k] ** 2 + gens[k + 1] ** 2 - one
            elif kernel.nature is Nature.ROOT:
                above, below = self.fraction(kernel.argument)
                yield gens[k] ** int(kernel.expression.exp.q) * below - above
            elif kernel.nature is Nature.ABSOLUTE:
                above, below = self.fraction(kernel.argument)
                yield gens[k] ** 2 * below**2 - above**2
            elif k in self.constants:
                powers = (gens[k] ** e * fmpq(c) for e, c in enumerate(self.constants[k].polynomial.coeffs()))
                yield sum(powers, one * 0)

    def numerator(self, expression: Expr) -> fmpq_mpoly:
        """What is zero where the expression is, with even powers of sines and roots replaced."""
        return self.reduced(self.fraction(expression)[0])

    def fraction(self, expression: Expr) -> Fraction:
        """The expression as numerator and denominator, without common factor."""
        return _Reader(self).read(in_basic_functions(expression))

    def reduced(self, polynomial: fmpq_mpoly, *, keep_sines: bool = False) -> fmpq_mpoly:
        """The polynomial with s² = 1 − c² (or c² = 1 − s²) put in, and powers of roots and constants lowered."""
        gens, one = self.context.gens(), self.context.constant(1)
        for k, kernel in enumerate(self.kernels):
            if kernel.nature is Nature.COSINE:
                kept, replaced = (k + 1, k) if keep_sines else (k, k + 1)
                polynomial = self._lowered(polynomial, replaced, 2, one - gens[kept] ** 2)
            elif kernel.expression.func is Pow and kernel.nature in (Nature.ROOT, Nature.CONSTANT):
                above, below = self.fraction(kernel.argument)
                if below.is_constant():
                    polynomial = self._lowered(polynomial, k, int(kernel.expression.exp.q), above)
        return polynomial

    def _lowered(self, polynomial: fmpq_mpoly, number: int, power: int, value: fmpq_mpoly) -> fmpq_mpoly:
        """x_number^power replaced by a value."""
        if polynomial.is_zero() or polynomial.degrees()[number] < power:
            return polynomial
        parts: dict[int, dict[tuple[int, ...], fmpq]] = {}
        for exponents, coefficient in polynomial.terms():
            times, left = divmod(exponents[number], power)
            lowered = (*exponents[:number], left, *exponents[number + 1 :])
            parts.setdefault(times, {})[lowered] = coefficient
        terms = (self.context.from_dict(part) * value**times for times, part in parts.items())
        return sum(terms, self.context.constant(0))

    def expression(self, polynomial: fmpq_mpoly) -> Expr:
        """The polynomial as an expression, products of exponentials joined."""
        return Add(*(self._term(m, c) for m, c in polynomial.terms()))

    def _term(self, exponents: Sequence[int], coefficient: fmpq) -> Expr:
        used = [(kernel.expression, e) for kernel, e in zip(self.kernels, exponents, strict=True) if e]
        exponent = Add(*(e * part.args[0] for part, e in used if isinstance(part, exp)))
        powers = (Pow(part, e) for part, e in used if not isinstance(part, exp))
        return Mul(Rational(int(coefficient.p), int(coefficient.q)), exp(expand(exponent)), *powers)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads expressions into a ring."""

    ring: KernelRing

    def read(self, expression: Expr) -> Fraction:
        """An expression in basic functions as numerator and denominator."""
        one = self.ring.context.constant(1)
        number = self.ring.numbers.get(expression)
        if number is not None:
            return self.ring.context.gens()[number], one
        if isinstance(expression, Rational):
            return one * fmpq(int(expression.p), int(expression.q)), one
        if isinstance(expression, Add):
            return self._sum(expression.args)
        if isinstance(expression, Mul):
            factors = [self.read(factor) for factor in expression.args]
            return self._cancelled(_product(f[0] for f in factors) * one, _product(f[1] for f in factors) * one)
        if isinstance(expression, Pow) and isinstance(expression.exp, Rational):
            return self._power(expression.base, expression.exp)
        if isinstance(expression, exp):
            return self._exponential(expression.args[0])
        if isinstance(expression, (sin, cos)):
            parts = self._angle(expression.args[0])
            return (parts[0] if isinstance(expression, cos) else parts[1]), one
        raise NotPolynomial(str(expression)[:200])

    def _sum(self, terms: Sequence[Expr]) -> Fraction:
        above, below = self.ring.context.constant(0), self.ring.context.constant(1)
        for term in terms:
            p, q = self.read(term)
            if below == q:
                above = above + p
            else:
                common = below.gcd(q)
                left, right = q / common, below / common
                above, below = above * left + p * right, below * left
            if len(above) > _MOST_TERMS:
                raise NotPolynomial("too many terms")
        return self._cancelled(above, below)

    def _cancelled(self, above: fmpq_mpoly, below: fmpq_mpoly) -> Fraction:
        if below.is_constant():
            return above / below, self.ring.context.constant(1)
        common = above.gcd(below)
        return above / common, below / common

    def _power(self, base: Expr, exponent: Rational) -> Fraction:
        power = int(exponent.p)
        if isinstance(exponent, Integer):
            above, below = self.read(base)
        else:
            generator, q = self.ring.roots[base]
            above, below = self.ring.context.gens()[generator], self.ring.context.constant(1)
            power = int(exponent * q)
        if len(above) > 1 and abs(power) > _HIGHEST_MULTIPLE:
            raise NotPolynomial(str(base)[:200])
        if power >= 0:
            return above**power, below**power
        if above.is_zero():
            raise NotPolynomial("division by zero")
        return below**-power, above**-power

    def _exponential(self, argument: Expr) -> Fraction:
        integers, rest = self.ring.exponents.combination(argument)
        above, below = self.read(exp(rest)) if rest != 0 else (self.ring.context.constant(1),) * 2
        for b, k in zip(self.ring.exponents.basis, integers, strict=True):
            generator = self.ring.context.gens()[self.ring.numbers[exp(b)]]
            above, below = (above * generator**k, below) if k >= 0 else (above, below * generator**-k)
        return self._cancelled(above, below)

    def _angle(self, argument: Expr) -> tuple[fmpq_mpoly, fmpq_mpoly]:
        """Cosine and sine of an angle by the addition theorems."""
        integers, rest = self.ring.angles.combination(argument)
        real, imaginary = self.ring.context.constant(1), self.ring.context.constant(0)
        if rest != 0:
            real, imaginary = self.read(cos(rest))[0], self.read(sin(rest))[0]
        for b, k in zip(self.ring.angles.basis, integers, strict=True):
            c = self.ring.context.gens()[self.ring.numbers[cos(b)]]
            s = self.ring.context.gens()[self.ring.numbers[cos(b)] + 1]
            for _ in range(abs(k)):
                t = s if k > 0 else -s
                real, imaginary = real * c - imaginary * t, real * t + imaginary * c
        return real, imaginary


def _product(factors: Iterable[fmpq_mpoly]) -> fmpq_mpoly | int:
    product: fmpq_mpoly | int = 1
    for factor in factors:
        product = factor * product
        if len(product) > _MOST_TERMS:
            raise NotPolynomial("too many terms")
    return product
