"""The numbers that occur at one point: Q with some real constants adjoined, and exact signs among them.

Numbers and polynomials live in one ring: the increments first, then the constants. A number is a polynomial in the
constants alone, reduced by their minimal polynomials. With at most one algebraic constant and no other a reduced
number is zero exactly when it is the zero polynomial; with several, a number whose ball will not leave zero is
:class:`Unresolved`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flint import arb, ctx, fmpq, fmpq_mpoly, fmpq_mpoly_ctx, fmpq_poly
from sympy import Add, Expr, Mul, Pow, Symbol
from sympy import Rational as SympyRational

from symhess.exact import Enclosure, Rational, Real, RealRoot
from symhess.exact.algebraic import algebraic_number
from symhess.exact.number import ball_sign
from symhess.exact.polynomial import ball_value, ring

__all__ = ["Constant", "Field", "Terms", "Unresolved", "univariate"]

Terms = Mapping[tuple[int, ...], fmpq_mpoly]
"""A polynomial by the exponents of its increments; the coefficients are numbers of the field."""

_BITS = 128
_MOST_BITS = 4096


class Unresolved(Exception):
    """A number of several constants is too close to zero to tell it from zero.

    Examples
    --------
    >>> raise Unresolved("exp(1) - 2.718")
    Traceback (most recent call last):
    ...
    symhess.classify.field.Unresolved: exp(1) - 2.718
    """


@dataclass(frozen=True, slots=True, eq=False)
class Constant:
    """An adjoined real constant.

    Attributes
    ----------
    expression : Expr
        Its value for display.
    ball : callable
        Bits to an enclosure.
    root : RealRoot or None
        The constant as a root of its minimal polynomial over Q, where that is what it is.

    Examples
    --------
    >>> from sympy import pi
    >>> Constant(pi, lambda bits: arb.pi()).root is None
    True
    """

    expression: Expr
    ball: Callable[[int], arb]
    root: RealRoot | None = None


class Field:
    """The ring of polynomials in `size` increments over Q with constants.

    Parameters
    ----------
    size : int
        Number of increments.
    constants : sequence of Constant
    extra : sequence of fmpq_mpoly
        Relations in the same ring, monic in a constant each, beyond the minimal polynomials of the constants' roots.

    Examples
    --------
    >>> from sympy import sqrt
    >>> from symhess.exact import real_roots
    >>> from flint import fmpz_poly
    >>> root = real_roots(fmpz_poly([-2, 0, 1]))[1]
    >>> field = Field(1, [Constant(sqrt(2), root.enclosure, root)])
    >>> h, c = field.ring.gens()
    >>> field.sign(c**2 - 2), field.sign(3 - 2 * c), field.inverse(c)
    (0, 1, 1/2*c0)
    """

    __slots__ = ("constants", "extra", "is_exact", "relations", "ring", "size")

    def __init__(
        self, size: int, constants: Sequence[Constant] = (), extra: Sequence[fmpq_mpoly] = ()
    ) -> None:
        names = (*(f"h{k}" for k in range(size)), *(f"c{k}" for k in range(len(constants))))
        self.ring: fmpq_mpoly_ctx = ring(names)
        self.size = size
        self.constants = tuple(constants)
        minimal = [
            univariate(self.ring, size + k, fmpq_poly(constant.root.polynomial))
            for k, constant in enumerate(constants)
            if constant.root is not None
        ]
        self.extra = tuple(extra)
        self.relations = (*minimal, *self.extra)
        self.is_exact = not constants or (len(constants) == 1 and constants[0].root is not None)

    def reduce(self, polynomial: fmpq_mpoly) -> fmpq_mpoly:
        """Normal form by the constants' relations."""
        for relation in self.relations:
            polynomial = divmod(polynomial, relation)[1]
        return polynomial

    def number(self, value: fmpq | int) -> fmpq_mpoly:
        """A rational as a number of the field."""
        return self.ring.constant(value)

    def sign(self, number: fmpq_mpoly) -> int:
        """-1, 0 or 1, proved.

        Raises
        ------
        Unresolved
            If the number is neither formally zero nor known to differ from zero.
        """
        number = self.reduce(number)
        if number.is_constant():
            value = number.leading_coefficient() if not number.is_zero() else fmpq(0)
            return int(value > 0) - int(value < 0)
        bits = _BITS
        while self.is_exact or bits <= _MOST_BITS:
            sign = ball_sign(self.ball(number, bits))
            if sign:
                return sign
            bits *= 2
        raise Unresolved(str(self.expression(number, ())))

    def ball(self, number: fmpq_mpoly, bits: int) -> arb:
        """Enclosure of a number, computed at about `bits` bits."""
        places = range(self.size, self.size + len(self.constants))
        balls = [constant.ball(bits) for constant in self.constants]
        with ctx.workprec(bits + 32):
            return ball_value(number, tuple(places), balls)

    def inverse(self, number: fmpq_mpoly) -> fmpq_mpoly | None:
        """1/number where it is in the ring: in Q and in Q with one algebraic constant; the number is not zero."""
        number = self.reduce(number)
        if number.is_constant():
            return self.number(1 / number.leading_coefficient())
        if not self.is_exact or self.constants[0].root is None:
            return None
        modulus = fmpq_poly(self.constants[0].root.polynomial)
        gcd, inverse, _ = self._in_constant(number).xgcd(modulus)
        return univariate(self.ring, self.size, inverse / gcd[0])

    def real(self, number: fmpq_mpoly) -> Real:
        """A number of the field as a :class:`Real`."""
        number = self.reduce(number)
        if number.is_constant():
            return Rational(number.leading_coefficient() if not number.is_zero() else fmpq(0))
        root = self.constants[0].root
        if self.is_exact and root is not None:
            return algebraic_number(root, self._in_constant(number), fmpq_poly([1]))
        return Enclosure(self.ball(number, 2 * _BITS))

    def _in_constant(self, number: fmpq_mpoly) -> fmpq_poly:
        degree = number.degrees()[self.size]
        row = [fmpq(0)] * (degree + 1)
        for exponents, coefficient in number.terms():
            row[exponents[self.size]] = coefficient
        return fmpq_poly(row)

    def terms(self, polynomial: fmpq_mpoly) -> dict[tuple[int, ...], fmpq_mpoly]:
        """The coefficients by the exponents of the increments, reduced, formal zeros left out."""
        parts: dict[tuple[int, ...], dict[tuple[int, ...], fmpq]] = {}
        for exponents, coefficient in self.reduce(polynomial).terms():
            inner = parts.setdefault(tuple(int(e) for e in exponents[: self.size]), {})
            inner[(*(0,) * self.size, *exponents[self.size :])] = coefficient
        return {exponents: self.ring.from_dict(inner) for exponents, inner in parts.items()}

    def polynomial(self, terms: Terms) -> fmpq_mpoly:
        """The polynomial with the given terms."""
        generators = self.ring.gens()
        total = self.number(0)
        for exponents, coefficient in terms.items():
            monomial = coefficient
            for generator, exponent in zip(generators, exponents, strict=False):
                if exponent:
                    monomial = monomial * generator**exponent
            total += monomial
        return total

    def truncated(self, polynomial: fmpq_mpoly, order: int) -> fmpq_mpoly:
        """The terms up to a total degree in the increments."""
        kept = {m: c for m, c in polynomial.terms() if sum(m[: self.size]) <= order}
        return self.reduce(self.ring.from_dict(kept))

    def expression(self, polynomial: fmpq_mpoly, increments: Sequence[Expr]) -> Expr:
        """The polynomial in SymPy symbols, the constants written out."""
        values = (*increments, *(Symbol(f"h{k}") for k in range(len(increments), self.size)))
        symbols = (*values, *(constant.expression for constant in self.constants))
        return Add(
            *(
                Mul(SympyRational(int(c.p), int(c.q)), *(Pow(s, e) for s, e in zip(symbols, m, strict=True) if e))
                for m, c in polynomial.terms()
            )
        )

    def adjoined(self, constant: Constant, minimal: Sequence[fmpq_mpoly] = ()) -> Field:
        """The field with one constant more: a root over Q, or over this field with the given minimal polynomial."""
        larger = Field(self.size, (*self.constants, constant))
        generator = larger.ring.gens()[-1]
        own = sum((self.moved(c, larger) * generator**k for k, c in enumerate(minimal)), larger.number(0))
        extra = [self.moved(relation, larger) for relation in self.extra]
        return Field(self.size, larger.constants, [*extra, own] if minimal else extra)

    def moved(self, polynomial: fmpq_mpoly, larger: Field) -> fmpq_mpoly:
        """The same polynomial in a field with more constants."""
        padding = (0,) * (len(larger.constants) - len(self.constants))
        return larger.ring.from_dict({(*m, *padding): c for m, c in polynomial.terms()})


def univariate(context: fmpq_mpoly_ctx, place: int, polynomial: fmpq_poly) -> fmpq_mpoly:
    """A polynomial in the generator with the given number.

    Examples
    --------
    >>> univariate(ring(("x", "y")), 1, fmpq_poly([1, 0, 2]))
    2*y^2 + 1
    """
    size = len(context.names())
    exponents = (tuple(k * int(i == place) for i in range(size)) for k in range(polynomial.degree() + 1))
    return context.from_dict(dict(zip(exponents, polynomial.coeffs(), strict=True)))
