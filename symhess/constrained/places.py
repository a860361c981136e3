"""Values of expressions at listed points: exactly in the point's field, as a symbolic constant, or in balls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from flint import fmpq_mpoly, fmpq_mpoly_ctx, fmpq_poly
from sympy import Expr, Symbol

from symhess.constrained.numbers import expression
from symhess.critical_set import CriticalPoint
from symhess.exact import AlgebraicPoint, Enclosure, PolynomialValue, Rational, Real, RealSum
from symhess.exact.enclosing import enclosed_value
from symhess.exact.polynomial import NotPolynomial, polynomial_of
from symhess.exact.symbolic import real_number

__all__ = ["joined_part", "sign_at", "symbolic_place", "value_at"]

_BITS: Final = 256


def joined_part(parts: Sequence[AlgebraicPoint]) -> AlgebraicPoint | None:
    """One point of one field for all parts; ``None`` where two of them are irrational.

    Examples
    --------
    >>> one = AlgebraicPoint((0,), None, (fmpq_poly([1]),), fmpq_poly([1]))
    >>> two = AlgebraicPoint((1,), None, (fmpq_poly([2]),), fmpq_poly([1]))
    >>> [c.text() for c in joined_part((one, two)).coordinates()]
    ['1', '2']
    >>> joined_part(()) is None
    True
    """
    if not parts:
        return None
    irrational = [part for part in parts if part.root is not None]
    if len(irrational) > 1:
        return None
    main = irrational[0] if irrational else None
    one = fmpq_poly([1])
    denominator = one if main is None else main.denominator
    unknowns: list[int] = []
    numerators: list[fmpq_poly] = []
    for part in parts:
        unknowns += part.unknowns
        if part is main:
            numerators += part.numerators
        else:
            numerators += [denominator * value for value in part.rational() or ()]
    root = None if main is None else main.root
    return AlgebraicPoint(tuple(unknowns), root, tuple(numerators), denominator)


def value_at(term: Expr, point: CriticalPoint) -> Real | None:
    """The value of an expression at a point; ``None`` where it has none or none is known.

    Examples
    --------
    >>> from symhess import critical_points
    >>> corner = critical_points("x^3 - 6x + y^2").points[1]
    >>> value_at(Symbol("x") ** 2 + Symbol("y"), corner).text()
    '2'
    """
    exact = _in_field(term, point)
    if exact is not None:
        return exact
    place = symbolic_place(point)
    if place is None:
        balls = {v: c.enclosure(_BITS) for v, c in zip(point.variables, point.coordinates, strict=True)}
        ball = enclosed_value(term, balls, _BITS)
        return None if ball is None else Enclosure(ball)
    try:
        return real_number(term.xreplace(place).doit())
    except ValueError:
        return None


def sign_at(term: Expr, point: CriticalPoint) -> int | None:
    """The sign of an expression at a point; ``None`` where it is not decided.

    Examples
    --------
    >>> from symhess import critical_points
    >>> (origin,) = critical_points("x^2 + y^2").points
    >>> sign_at(Symbol("x") - 1, origin), sign_at(Symbol("x") * Symbol("y"), origin)
    (-1, 0)
    """
    value = value_at(term, point)
    return None if value is None else value.sign()


def symbolic_place(point: CriticalPoint) -> dict[Symbol, Expr] | None:
    """The coordinates as SymPy constants, where all are exact.

    Examples
    --------
    >>> from symhess import critical_points
    >>> symbolic_place(critical_points("x^2 + (y - 1)^2").points[0])
    {x: 0, y: 1}
    """
    found = [expression(coordinate) for coordinate in point.coordinates]
    if any(value is None for value in found):
        return None
    return {v: value for v, value in zip(point.variables, found, strict=True) if value is not None}


def _in_field(term: Expr, point: CriticalPoint) -> Real | None:
    """By polynomial arithmetic in the field of the point."""
    part, context = joined_part(point.parts), _context(point)
    if part is None or context is None:
        return None
    try:
        polynomial = polynomial_of(term, context)
    except NotPolynomial:
        return None
    if not {k for k in range(len(context.names())) if polynomial.degrees()[k]} <= set(part.unknowns):
        return None
    return _settled(polynomial, part)


def _settled(polynomial: fmpq_mpoly, part: AlgebraicPoint) -> Real:
    value = PolynomialValue(polynomial, part)
    exact = value.exact() if part.root is None or value.is_zero() else value
    return exact if isinstance(exact, Rational) else value


def _context(point: CriticalPoint) -> fmpq_mpoly_ctx | None:
    terms = point.value.terms if isinstance(point.value, RealSum) else (point.value,)
    return next((term.polynomial.context() for term in terms if isinstance(term, PolynomialValue)), None)
