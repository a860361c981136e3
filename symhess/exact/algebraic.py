"""Real algebraic numbers and points, given by polynomials in one real root T of an irreducible polynomial."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from flint import arb, ctx, fmpq, fmpq_mat, fmpq_mpoly, fmpq_poly, fmpz_poly
from sympy import Expr

from symhess.exact.number import Rational, Real, ball_sign
from symhess.exact.polynomial import ball_value, integer_part, polynomial_text
from symhess.exact.radicals import radical
from symhess.exact.real_root import RealRoot, real_roots

__all__ = ["EXACT_DEGREE", "AlgebraicNumber", "AlgebraicPoint", "PolynomialValue", "algebraic_number", "residue"]

EXACT_DEGREE = 24  # minimal polynomials in fields of higher degree are too long to print or to wait for
_ZERO_TEST_BITS = 512  # a ball that still holds zero at this precision is tested for zero exactly


@dataclass(frozen=True, slots=True, eq=False)
class AlgebraicNumber(Real):
    """numerator(T) / denominator(T), an irrational number; make one with :func:`algebraic_number`.

    Examples
    --------
    >>> root = real_roots(fmpz_poly([-1, -1, 0, 1]))[0]
    >>> number = algebraic_number(root, fmpq_poly([0, 0, 1]), fmpq_poly([1]))
    >>> number.text(), number.decimal(10), number.short() is None
    ('CRootOf(x**3 - 2*x**2 + x - 1, 0)', '1.754877666', True)
    """

    root: RealRoot
    numerator: fmpq_poly
    denominator: fmpq_poly

    def enclosure(self, bits: int) -> arb:
        """Ball that holds the number, with at least `bits` correct bits."""
        return _quotient_ball(self, 1 << max(6, (bits - 1).bit_length()))

    def sign(self) -> int:
        """-1 or 1: an irrational number is not zero."""
        bits = 64
        while True:
            sign = ball_sign(self.enclosure(bits))
            if sign:
                return sign
            bits *= 2

    def short(self) -> Expr | None:
        """A short radical where the minimal polynomial has one."""
        root = self.primitive()
        return None if root is None else radical(root)

    def text(self) -> str:
        """A short radical, else ``CRootOf(minimal polynomial, index)``, else a quotient of polynomials in one."""
        root = self.primitive()
        if root is None:
            generator = _root_text(self.root)
            parts = (polynomial_text(p, generator) for p in (self.numerator, self.denominator))
            return "({})/({})".format(*parts)
        short = radical(root)
        return str(short) if short is not None else _root_text(root)

    def primitive(self) -> RealRoot | None:
        """The number as a root of its own minimal polynomial; ``None`` in fields of too high a degree."""
        return _primitive(self)


def algebraic_number(root: RealRoot, numerator: fmpq_poly, denominator: fmpq_poly) -> Real:
    """numerator(T) / denominator(T) as a :class:`Rational` where it is one, else an :class:`AlgebraicNumber`.

    Raises
    ------
    ZeroDivisionError
        If the denominator vanishes at the root.

    Examples
    --------
    >>> root = real_roots(fmpz_poly([-2, 0, 1]))[1]
    >>> algebraic_number(root, fmpq_poly([0, 1]), fmpq_poly([2])).text()
    'sqrt(2)/2'
    >>> algebraic_number(root, fmpq_poly([0, 0, 1]), fmpq_poly([1])).text()
    '2'
    """
    modulus = fmpq_poly(root.polynomial)
    numerator, denominator = numerator % modulus, denominator % modulus
    if denominator.is_zero():
        raise ZeroDivisionError("the denominator vanishes at the root")
    ratio = numerator[numerator.degree()] / denominator[denominator.degree()] if not numerator.is_zero() else fmpq(0)
    if numerator == denominator * ratio:
        return Rational(ratio)
    return AlgebraicNumber(root, numerator, denominator)


@dataclass(frozen=True, slots=True, eq=False)
class AlgebraicPoint:
    """Some unknowns fixed at real algebraic numbers of one field Q(T), or at rationals.

    Attributes
    ----------
    unknowns : tuple of int
        Numbers of the unknowns that are fixed.
    root : RealRoot or None
        T; ``None`` where all coordinates are rational.
    numerators : tuple of fmpq_poly
        One for each unknown, reduced modulo T's polynomial.
    denominator : fmpq_poly
        The common denominator, not zero at T.

    Examples
    --------
    >>> root = real_roots(fmpz_poly([-2, 0, 1]))[1]
    >>> point = AlgebraicPoint((0, 1), root, (fmpq_poly([0, 1]), fmpq_poly([3])), fmpq_poly([2]))
    >>> [c.text() for c in point.coordinates()], point.rational() is None
    (['sqrt(2)/2', '3/2'], True)
    """

    unknowns: tuple[int, ...]
    root: RealRoot | None
    numerators: tuple[fmpq_poly, ...]
    denominator: fmpq_poly

    def coordinates(self) -> tuple[Real, ...]:
        """The coordinates as numbers, in the order of the unknowns."""
        return _coordinates(self)

    def rational(self) -> tuple[fmpq, ...] | None:
        """The coordinates where the representation is rational, else ``None``."""
        if self.root is not None:
            return None
        return tuple(p[0] / self.denominator[0] for p in self.numerators)

    def enclosures(self, bits: int) -> tuple[arb, ...]:
        """Balls that hold the coordinates."""
        return tuple(c.enclosure(bits) for c in self.coordinates())


@dataclass(frozen=True, slots=True, eq=False)
class PolynomialValue(Real):
    """The value of a polynomial at an algebraic point; exact questions are answered in the point's field.

    Examples
    --------
    >>> from flint import fmpq_mpoly_ctx, Ordering
    >>> (x,) = fmpq_mpoly_ctx.get(("x",), Ordering.degrevlex).gens()
    >>> root = real_roots(fmpz_poly([-2, 0, 1]))[1]
    >>> at = AlgebraicPoint((0,), root, (fmpq_poly([0, 1]),), fmpq_poly([1]))
    >>> PolynomialValue(x**2 - 2, at).sign(), PolynomialValue(x**3, at).text()
    (0, '2*sqrt(2)')
    """

    polynomial: fmpq_mpoly
    point: AlgebraicPoint

    def enclosure(self, bits: int) -> arb:
        """Ball that holds the value; narrow unless the value is zero."""
        return _value_ball(self, 1 << max(6, (bits - 1).bit_length()))

    def sign(self) -> int:
        """-1, 0 or 1: by refinement, with the exact zero test in the field once refinement has not settled it."""
        bits = 64
        while True:
            sign = ball_sign(self.enclosure(bits))
            if sign is not None:
                return sign
            if bits >= _ZERO_TEST_BITS and self.is_zero():
                return 0
            bits *= 2

    def is_zero(self) -> bool:
        """Whether the value is exactly zero."""
        return bool(_residue(self)[0].is_zero())

    def exact(self) -> Real:
        """The value as an element of the point's field; slow in fields of high degree."""
        numerator, denominator = _residue(self)
        if self.point.root is None:
            return Rational(numerator[0] / denominator[0])
        return algebraic_number(self.point.root, numerator, denominator)

    def short(self) -> Expr | None:
        """A rational or short radical where the field is small enough to look for one."""
        return _affordable(self).short() if self._is_affordable() else None

    def text(self) -> str:
        """Exact where the field is small enough, else decimals."""
        return _affordable(self).text() if self._is_affordable() else self.decimal()

    def _is_affordable(self) -> bool:
        return self.point.root is None or self.point.root.polynomial.degree() <= EXACT_DEGREE


def residue(polynomial: fmpq_mpoly, point: AlgebraicPoint) -> tuple[fmpq_poly, fmpq_poly]:
    """The value of a polynomial at the point as numerator and denominator, both reduced modulo T's polynomial.

    Unknowns that the point does not fix must not occur in the polynomial.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> (x,) = ring(("x",)).gens()
    >>> root = real_roots(fmpz_poly([-2, 0, 1]))[1]
    >>> residue(x**2 + 1, AlgebraicPoint((0,), root, (fmpq_poly([0, 1]),), fmpq_poly([3])))
    (11, 9)
    """
    if point.root is None:
        values = dict(zip(point.unknowns, point.rational() or (), strict=True))
        arguments = (values.get(k, fmpq(0)) for k in range(len(polynomial.context().names())))
        return fmpq_poly([polynomial(*arguments)]), fmpq_poly([1])
    modulus = fmpq_poly(point.root.polynomial)
    degrees = polynomial.degrees()
    powers = [_powers(p, modulus, degrees[k]) for p, k in zip(point.numerators, point.unknowns, strict=True)]
    degree = max((sum(m[k] for k in point.unknowns) for m in polynomial.monoms()), default=0)
    scale = _powers(point.denominator, modulus, degree)
    total = fmpq_poly()
    for exponents, coefficient in polynomial.terms():
        used = [exponents[k] for k in point.unknowns]
        term = scale[degree - sum(used)] * coefficient
        for table, exponent in zip(powers, used, strict=True):
            if exponent:
                term = _reduced(term * table[exponent], modulus)
        total += term
    return _reduced(total, modulus), scale[degree]


def _reduced(polynomial: fmpq_poly, modulus: fmpq_poly) -> fmpq_poly:
    return polynomial if polynomial.degree() < modulus.degree() else polynomial % modulus


def _powers(base: fmpq_poly, modulus: fmpq_poly, top: int) -> list[fmpq_poly]:
    table = [fmpq_poly([1])]
    for _ in range(top):
        table.append(_reduced(table[-1] * base, modulus))
    return table


@lru_cache(maxsize=4096)
def _residue(value: PolynomialValue) -> tuple[fmpq_poly, fmpq_poly]:
    return residue(value.polynomial, value.point)


@lru_cache(maxsize=4096)
def _affordable(value: PolynomialValue) -> Real:
    return value.exact()


@lru_cache(maxsize=1 << 14)
def _coordinates(point: AlgebraicPoint) -> tuple[Real, ...]:
    if point.root is None:
        return tuple(Rational(p[0] / point.denominator[0]) for p in point.numerators)
    return tuple(algebraic_number(point.root, p, point.denominator) for p in point.numerators)


@lru_cache(maxsize=1 << 16)
def _value_ball(value: PolynomialValue, bits: int) -> arb:
    precision = bits + 32
    while True:
        at: Sequence[arb] = value.point.enclosures(precision)
        with ctx.workprec(precision):
            ball = ball_value(value.polynomial, value.point.unknowns, at)
        # an exact zero never gets relative accuracy: four times the asked bits is where refining stops
        if ball.rel_accuracy_bits() >= bits or ball.is_zero() or precision > 4 * bits + 256:
            return ball
        precision *= 2


@lru_cache(maxsize=1 << 16)
def _quotient_ball(number: AlgebraicNumber, bits: int) -> arb:
    precision = bits + 32
    while True:
        root = number.root.enclosure(precision)
        with ctx.workprec(precision):
            balls = [integer_part(p)(root) / arb(p.denom()) for p in (number.numerator, number.denominator)]
            quotient = balls[0] / balls[1] if not balls[1].contains(0) else None
        if quotient is not None and quotient.rel_accuracy_bits() >= bits:
            return quotient
        precision *= 2


@lru_cache(maxsize=4096)
def _primitive(number: AlgebraicNumber) -> RealRoot | None:
    if number.denominator == fmpq_poly([1]) and number.numerator == fmpq_poly([0, 1]):
        return number.root
    if number.root.polynomial.degree() > EXACT_DEGREE:
        return None
    candidates = list(real_roots(_minimal_polynomial(number)))
    bits = 64
    while len(candidates) > 1:
        ball = number.enclosure(bits)
        candidates = [root for root in candidates if root.enclosure(bits).overlaps(ball)]
        bits *= 2
    return candidates[0]


def _minimal_polynomial(number: AlgebraicNumber) -> fmpz_poly:
    """Minimal polynomial of multiplication by the number on Q[T]/(q), which is the number's own."""
    modulus = fmpq_poly(number.root.polynomial)
    gcd, inverse, _ = number.denominator.xgcd(modulus)
    element = number.numerator * inverse / gcd[0] % modulus
    degree = modulus.degree()
    rows, row = [], element
    for _ in range(degree):
        rows.append([row[j] for j in range(degree)])
        row = row * fmpq_poly([0, 1]) % modulus
    minimal = fmpq_mat(rows).minpoly().numer()
    primitive = minimal if minimal[minimal.degree()] > 0 else -minimal
    return fmpz_poly([c // primitive.content() for c in primitive.coeffs()])


def _root_text(root: RealRoot) -> str:
    return f"CRootOf({polynomial_text(fmpq_poly(root.polynomial), 'x')}, {root.index})"
