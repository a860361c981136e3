"""Polynomials in one unknown over a field of constants: square-free parts, real roots, exact signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flint import arb, ctx, fmpq, fmpq_mpoly, fmpq_poly, fmpz_poly
from sympy import Expr, Poly, Symbol

from symhess.classify.field import Constant, Field, Unresolved
from symhess.exact import real_roots

__all__ = ["Root", "nonzero_real_roots", "square_free_parts", "value_at"]

Row = list[fmpq_mpoly]


@dataclass(frozen=True, slots=True, eq=False)
class Root:
    """A nonzero real root: the field that holds it, its element there, and its sign.

    Examples
    --------
    >>> field = Field(0)
    >>> low, high = nonzero_real_roots(field, [field.number(c) for c in (0, -2, 0, 1)])
    >>> low.sign, high.element, high.field.reduce(high.element**2)
    (-1, c0, 2)
    """

    field: Field
    element: fmpq_mpoly
    sign: int


def square_free_parts(field: Field, row: Sequence[fmpq_mpoly]) -> list[tuple[Row, int]]:
    """Square-free factors with their multiplicities (irreducible over Q for rational coefficients).

    Parameters
    ----------
    field : Field
    row : sequence of fmpq_mpoly
        Coefficients ascending, not all zero.

    Examples
    --------
    >>> field = Field(0)
    >>> square_free_parts(field, [field.number(c) for c in (-1, 1, 1, -1)])
    [([1, 1], 1), ([-1, 1], 2)]
    """
    rational = _rational(row)
    if rational is not None:
        factors = rational.factor()[1]
        return [([field.number(c) for c in factor.coeffs()], m) for factor, m in factors]
    parts = _by_derivative(field, _trimmed(field, row))
    return [(factor, m) for part, m in parts for factor in _split_by_norm(field, part)]


def _split_by_norm(field: Field, row: Row) -> list[Row]:
    """Factors over Q with one algebraic constant: common ones with the factors over Q of the norm."""
    if not field.is_exact or not field.size or len(row) < 3:
        return [row]
    unknown, constant = field.ring.gens()[0], field.ring.names()[field.size]
    polynomial = sum((c * unknown**k for k, c in enumerate(row)), field.number(0))
    norm = polynomial.resultant(field.relations[0], constant)
    found = []
    for factor, _ in norm.factor()[1]:
        coefficients = {int(m[0]): c for m, c in factor.terms()}
        over_rationals = [field.number(coefficients.get(k, fmpq(0))) for k in range(max(coefficients) + 1)]
        common = _gcd(field, row, over_rationals)
        if len(common) > 1:
            found.append(common)
    return found


def value_at(field: Field, row: Sequence[fmpq_mpoly], at: fmpq) -> fmpq_mpoly:
    """The value at a rational (Horner).

    Examples
    --------
    >>> field = Field(0)
    >>> value_at(field, [field.number(-2), field.number(0), field.number(1)], fmpq(3))
    7
    """
    total = field.number(0)
    for coefficient in reversed(row):
        total = total * at + coefficient
    return field.reduce(total)


def nonzero_real_roots(field: Field, row: Sequence[fmpq_mpoly]) -> list[Root]:
    """All nonzero real roots of a square-free polynomial, each in a field that holds it.

    Examples
    --------
    >>> field = Field(0)
    >>> [root.sign for root in nonzero_real_roots(field, [field.number(c) for c in (-2, 0, 1)])]
    [-1, 1]
    """
    row = _trimmed(field, row)
    while row and not field.sign(row[0]):
        row = row[1:]
    if len(row) < 2:
        return []
    inverse = field.inverse(row[-1])
    if len(row) == 2 and inverse is not None:
        element = field.reduce(-row[0] * inverse)
        return [Root(field, element, field.sign(element))]
    rational = _rational(row)
    if rational is not None and not field.constants:
        return _roots_over_rationals(field, rational)
    return _roots_over_field(field, row)


def _rational(row: Sequence[fmpq_mpoly]) -> fmpq_poly | None:
    if not all(c.is_constant() for c in row):
        return None
    return fmpq_poly([c.leading_coefficient() if not c.is_zero() else fmpq(0) for c in row])


def _trimmed(field: Field, row: Sequence[fmpq_mpoly]) -> Row:
    """Without leading zeros."""
    reduced = [field.reduce(c) for c in row]
    while reduced and not field.sign(reduced[-1]):
        reduced.pop()
    return reduced


def _derivative(row: Sequence[fmpq_mpoly]) -> Row:
    return [c * k for k, c in enumerate(row)][1:]


def _remainder(field: Field, top: Row, bottom: Row) -> tuple[Row, Row]:
    """Pseudo-quotient and pseudo-remainder; the multiplier is an even power of the leading coefficient."""
    lead, quotient, rest = bottom[-1], [field.number(0)] * max(1, len(top) - len(bottom) + 1), list(top)
    steps = 0
    while len(rest) >= len(bottom):
        factor, shift = rest[-1], len(rest) - len(bottom)
        quotient = [field.reduce(q * lead) for q in quotient]
        quotient[shift] += factor
        rest = [field.reduce(c * lead) for c in rest]
        for k, c in enumerate(bottom):
            rest[shift + k] = field.reduce(rest[shift + k] - factor * c)
        rest = _trimmed(field, rest[:-1])
        steps += 1
    if steps % 2:
        quotient, rest = ([field.reduce(c * lead) for c in part] for part in (quotient, rest))
    return _trimmed(field, quotient), rest


def _monic(field: Field, row: Row) -> Row:
    inverse = field.inverse(row[-1]) if row else None
    return row if inverse is None else [field.reduce(c * inverse) for c in row]


def _gcd(field: Field, left: Row, right: Row) -> Row:
    while right:
        left, right = right, _monic(field, _remainder(field, left, right)[1])
    return _monic(field, left)


def _by_derivative(field: Field, row: Row) -> list[tuple[Row, int]]:
    """Factors by multiplicity from repeated gcds with the derivative."""
    parts: list[tuple[Row, int]] = []
    common = _gcd(field, row, _derivative(row))
    square_free, multiplicity = _remainder(field, row, common)[0], 1
    while len(square_free) > 1:
        shared = _gcd(field, square_free, common) if len(common) > 1 else [field.number(1)]
        simple = _remainder(field, square_free, shared)[0]
        if len(simple) > 1:
            parts.append((_monic(field, simple), multiplicity))
        square_free, common = shared, _remainder(field, common, shared)[0]
        multiplicity += 1
    return parts


def _roots_over_rationals(field: Field, polynomial: fmpq_poly) -> list[Root]:
    """The roots of an irreducible polynomial, each adjoined as an algebraic constant."""
    integer = polynomial.numer()
    integer = integer if integer.leading_coefficient() > 0 else -integer
    found = []
    for root in real_roots(fmpz_poly([c // integer.content() for c in integer.coeffs()])):
        value: Expr = Poly([int(c) for c in reversed(root.polynomial.coeffs())], Symbol("x")).root(
            root.index, radicals=root.polynomial.degree() == 2
        )
        larger = field.adjoined(Constant(value, root.enclosure, root))
        element = larger.ring.gens()[-1]
        found.append(Root(larger, element, larger.sign(element)))
    return found


def _roots_over_field(field: Field, row: Row) -> list[Root]:
    """The roots by Sturm's theorem, each adjoined with the polynomial as its relation."""
    row = _monic(field, row)
    if not field.reduce(row[-1] - 1).is_zero():
        raise Unresolved("a leading coefficient without inverse")
    chain = [row, _derivative(row)]
    while len(chain[-1]) > 1:
        chain.append([-c for c in _remainder(field, chain[-2], chain[-1])[1]])
    found = []
    for low, high in _cells(field, chain):
        sign = 1 if low >= 0 else -1
        constant = Constant(Symbol(f"r{len(field.constants)}"), _Bisected(field, row, low, high))
        larger = field.adjoined(constant, row)
        found.append(Root(larger, larger.ring.gens()[-1], sign))
    return found


def _cells(field: Field, chain: Sequence[Row]) -> list[tuple[fmpq, fmpq]]:
    """Intervals with one root each, none of them around zero."""
    bound = fmpq(1)
    balls = [abs(field.ball(c, 64)) for c in chain[0][:-1]]
    while not all(ball < bound for ball in balls):
        bound *= 2
    stack = [(-len(chain[0]) * bound, fmpq(0)), (fmpq(0), len(chain[0]) * bound)]
    found = []
    while stack:
        low, high = stack.pop()
        count = _variations(field, chain, low) - _variations(field, chain, high)
        if count == 1 and field.sign(value_at(field, chain[0], high)):
            found.append((low, high))
        elif count:
            middle = (low + high) / 2
            stack += [(low, middle), (middle, high)]
    return sorted(found)


def _variations(field: Field, chain: Sequence[Row], at: fmpq) -> int:
    signs = [sign for row in chain if (sign := field.sign(value_at(field, row, at)))]
    return sum(a != b for a, b in zip(signs, signs[1:], strict=False))


class _Bisected:
    """Encloses the only root of a polynomial in an interval to any precision."""

    def __init__(self, field: Field, row: Row, low: fmpq, high: fmpq) -> None:
        self.field, self.row = field, row
        self.low, self.high = low, high
        self.rising = field.sign(value_at(field, row, high)) > 0

    def __call__(self, bits: int) -> arb:
        while self.high - self.low > fmpq(1, 2) ** bits:
            middle = (self.low + self.high) / 2
            above = (self.field.sign(value_at(self.field, self.row, middle)) > 0) == self.rising
            self.low, self.high = (self.low, middle) if above else (middle, self.high)
        with ctx.workprec(bits + 32):
            return arb(self.low).union(arb(self.high))
