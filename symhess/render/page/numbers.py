"""Numbers of a page: short ones exactly, the others by name with polynomial, decimals and interval."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Sequence
from typing import Final

from flint import arb, ctx, fmpq, fmpz_poly
from sympy import Expr, Integer, Pow, Rational, Symbol, latex

from symhess.exact import AlgebraicNumber, Real, RealRoot, real_roots
from symhess.exact import Rational as ExactRational
from symhess.render.document import Block, Inline, Math, Paragraph, Words
from symhess.render.formula import (
    Chain,
    Decimal,
    Expression,
    Fence,
    Fenced,
    Formula,
    Name,
    PlusMinus,
    Prefixed,
    Relation,
    Sum,
)
from symhess.render.phrases import say

__all__ = ["Numbers", "integer", "polynomial_formula", "short_form", "size"]

LONGEST_RADICAL: Final = 60  # LaTeX characters
_LONGEST_HIGHER_ROOT: Final = 16  # LaTeX characters
_LONGEST_POLYNOMIAL: Final = 160  # characters
_BITS: Final = 128
_MOST_NAMES: Final = 24
_TABLE_DIGITS: Final = 6
_LARGEST_IN_CELL: Final = 10**7
_DEFINITION_DIGITS: Final = 12
_DENOMINATORS: Final = (1, 2, 3, 4, 5, 8, 10, 16, 20, 50, 100, 200, 500, 1000)


def integer(number: int) -> Expression:
    """A whole number as a formula.

    Examples
    --------
    >>> integer(3)
    Expression(value=3)
    """
    return Expression(Integer(number))


def short_form(number: Real) -> Expr | None:
    """The number as a rational or radical of at most 60 LaTeX characters.

    Examples
    --------
    >>> from flint import fmpq
    >>> short_form(ExactRational(fmpq(1, 3))), short_form(ExactRational(fmpq(10) ** 70))
    (1/3, None)
    """
    if isinstance(number, ExactRational) and _bits(number.value) > 4 * LONGEST_RADICAL:
        return None
    short = number.short()
    return short if short is not None and len(latex(short)) <= LONGEST_RADICAL else None


def polynomial_formula(polynomial: fmpz_poly, unknown: Expr) -> Formula | None:
    """A univariate polynomial by falling degree; ``None`` where it is too long to print.

    Examples
    --------
    >>> polynomial_formula(fmpz_poly([-1, -1, 0, 1]), Symbol("t")).terms[0].value
    t**3
    >>> polynomial_formula(fmpz_poly([10**200]), Symbol("t")) is None
    True
    """
    coefficients = polynomial.coeffs()
    if size(polynomial) > _LONGEST_POLYNOMIAL:
        return None
    terms = [Integer(int(c)) * unknown**k for k, c in enumerate(coefficients) if c != 0]
    return Sum(tuple(Expression(term) for term in reversed(terms))) if terms else integer(0)


def size(polynomial: fmpz_poly) -> int:
    """About how many characters a polynomial takes.

    Examples
    --------
    >>> size(fmpz_poly([-1, 0, 12]))
    11
    """
    return sum(5 + int(c).bit_length() // 4 for c in polynomial.coeffs() if c != 0) if polynomial.degree() >= 0 else 1


class Numbers:
    """Collects the numbers of one page that have no short form and gives them names.

    Examples
    --------
    >>> from flint import fmpq
    >>> numbers = Numbers(Symbol("t"), "en")
    >>> numbers.coordinate(ExactRational(fmpq(1, 2)))
    Expression(value=1/2)
    >>> numbers.definitions()
    ()
    """

    def __init__(self, unknown: Symbol, language: str) -> None:
        self.unknown = unknown
        self.language = language
        self._named: dict[Hashable, tuple[Name, Real, RealRoot | None]] = {}

    def value(self, number: Real) -> Formula:
        """The number itself where it is short, else rounded decimals."""
        short = short_form(number)
        if short is not None:
            return Expression(short)
        return Prefixed(Relation.APPROXIMATELY, Decimal(number.decimal(_TABLE_DIGITS)))

    def cell(self, number: Real) -> Formula:
        """As :meth:`value`, but in decimals as well where the number takes much of a line."""
        short = short_form(number)
        digits = max((max(abs(r.p), r.q) for r in short.atoms(Rational)), default=0) if short is not None else 0
        if digits >= _LARGEST_IN_CELL:
            return Prefixed(Relation.APPROXIMATELY, Decimal(number.decimal(_TABLE_DIGITS)))
        return self.value(number)

    def coordinate(self, number: Real) -> Formula:
        """As :meth:`value`, but roots of polynomials and radicals in radicals get names, if not too many have one."""
        short = short_form(number)
        if short is not None and not _is_intricate(short):
            return Expression(short)
        root = number.primitive() if isinstance(number, AlgebraicNumber) and short is None else None
        if short is None and (root is None or size(root.polynomial) > _LONGEST_POLYNOMIAL):
            return self.value(number)
        key = self.key(number)
        if key not in self._named and len(self._named) < _MOST_NAMES:
            name = Name("alpha", (integer(len(self._named) + 1),))
            self._named[key] = (name, number, root)
        return self._named[key][0] if key in self._named else self.value(number)

    def point(self, coordinates: Sequence[Real], *, named: bool = True, free: Collection[int] = ()) -> Formula:
        """(x, y), or ≈ (x, y) where a coordinate is rounded; without brackets for one variable.

        The coordinates with numbers in ``free`` have any sign: (±x, y).
        """
        items = [self.coordinate(coordinate) if named else self.value(coordinate) for coordinate in coordinates]
        fence = Fence.ROUND if len(items) > 1 else Fence.NONE
        bodies = [item.body if isinstance(item, Prefixed) else item for item in items]
        fenced = Fenced(fence, tuple(PlusMinus(body) if k in free else body for k, body in enumerate(bodies)))
        rounded = any(isinstance(item, Prefixed) for item in items)
        return Prefixed(Relation.APPROXIMATELY, fenced) if rounded else fenced

    def statement(self, left: Formula, number: Real) -> Formula:
        """Left = number, or left ≈ decimals."""
        value = self.value(number)
        if isinstance(value, Prefixed):
            return Chain((left, value.body), (value.relation,))
        return Chain((left, value), (Relation.EQUAL,))

    def key(self, number: Real) -> Hashable:
        """Equal for equal numbers, as far as that is known without computing."""
        if isinstance(number, ExactRational):
            return int(number.value.p), int(number.value.q)
        root = number.primitive() if isinstance(number, AlgebraicNumber) else None
        if root is not None:
            return tuple(int(c) for c in root.polynomial.coeffs()), root.index
        return number.text()

    def definitions(self) -> tuple[Block, ...]:
        """What the names given so far stand for."""
        return tuple(Paragraph(self._definition(*entry)) for entry in self._named.values())

    def _definition(self, name: Name, number: Real, root: RealRoot | None) -> tuple[Inline, ...]:
        if root is None:
            items = (name, self.value(number), Decimal(number.decimal(_DEFINITION_DIGITS)))
            return Math(Chain(items, (Relation.EQUAL, Relation.APPROXIMATELY))), Words(".")
        slots: dict[str, Formula] = {
            "name": Chain((name, Decimal(number.decimal(_DEFINITION_DIGITS))), (Relation.APPROXIMATELY,)),
            "polynomial": polynomial_formula(root.polynomial, self.unknown) or integer(0),
        }
        interval = _short_interval(root)
        if interval is None:
            return say("number.is-index", self.language, **slots, index=root.index + 1)
        ends = Fenced(Fence.ROUND, tuple(Expression(end) for end in interval))
        return say("number.is", self.language, **slots, interval=ends)


def _is_intricate(expression: Expr) -> bool:
    """Whether there is a root within a root, or more about a higher root than its sign."""
    roots = [power for power in expression.atoms(Pow) if isinstance(power.exp, Rational) and power.exp.q > 1]
    higher = any(power.exp.q > 2 for power in roots)
    return any(power.base.has(other) for power in roots for other in roots) or (
        higher and len(latex(expression)) > _LONGEST_HIGHER_ROOT
    )


def _bits(value: fmpq) -> int:
    return int(value.p).bit_length() + int(value.q).bit_length()


def _short_interval(root: RealRoot) -> tuple[Expr, Expr] | None:
    """Rational ends with a denominator up to 1000 between which the root is the polynomial's only one."""
    others = [other for other in real_roots(root.polynomial) if other.index != root.index]
    with ctx.workprec(_BITS):
        for low, high in _candidates(root.enclosure(_BITS)):
            if all(_outside(other.enclosure(_BITS), low, high) for other in others):
                return Rational(int(low.p), int(low.q)), Rational(int(high.p), int(high.q))
    return None


def _candidates(ball: arb) -> Iterator[tuple[fmpq, fmpq]]:
    """Neighbouring fractions around the number, the coarsest first."""
    for denominator in _DENOMINATORS:
        below = (ball * denominator).floor().unique_fmpz()
        if below is not None:
            yield fmpq(below, denominator), fmpq(below + 1, denominator)


def _outside(ball: arb, low: fmpq, high: fmpq) -> bool:
    return bool(ball < arb(low)) or bool(ball > arb(high))
