"""What exact numbers that come from outside must satisfy, so that every question to them has an answer.

Refining the enclosure of a root that is not there, or asking for the sign of a quotient by zero, would never end.
"""

from __future__ import annotations

from functools import lru_cache, singledispatch
from typing import Final, TypeVar

from flint import fmpq_mpoly, fmpq_poly, fmpz_poly

from symhess.critical_set import CriticalFamily, CriticalPoint, LevelSet
from symhess.exact import (
    AlgebraicNumber,
    AlgebraicPoint,
    Enclosure,
    PolynomialValue,
    Rational,
    RealRoot,
    RealSum,
    SymbolicNumber,
    isolate_real_roots,
)
from symhess.exact.algebraic import algebraic_number
from symhess.exact.enclosing import enclosed_constant
from symhess.exact.isolation import Interval
from symhess.render.data.codec_numbers import refuse
from symhess.study import ClassifiedPoint, Derivatives, Study

__all__ = ["checked"]

_Value = TypeVar("_Value")
_HIGHEST_DEGREE: Final = 2000
_MOST_PARTS: Final = 10_000
_BITS: Final = 128


def checked(value: _Value) -> _Value:
    """The value itself, if it satisfies what its type promises.

    Raises
    ------
    InputError
        If it does not.

    Examples
    --------
    >>> from flint import fmpq
    >>> checked(RealRoot(fmpz_poly([-2, 0, 1]), 1, fmpq(0), fmpq(4))).index
    1
    >>> checked(RealRoot(fmpz_poly([-2, 0, 1]), 1, fmpq(2), fmpq(4)))
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: the analysis cannot be read: expected an isolating interval, got 1
    """
    _check(value)
    return value


@singledispatch
def _check(value: object) -> None:
    """Most records promise nothing beyond the types of their fields."""


@_check.register
def _(value: RealRoot) -> None:
    polynomial = value.polynomial
    if not 2 <= polynomial.degree() <= _HIGHEST_DEGREE or not _is_irreducible(polynomial):
        raise refuse("an irreducible primitive polynomial", polynomial.degree())
    cells = _cells(polynomial)
    if not 0 <= value.index < len(cells) or (value.low, value.high) != cells[value.index]:
        raise refuse("an isolating interval", value.index)


@lru_cache(maxsize=256)
def _cells_of(coefficients: tuple[int, ...]) -> tuple[Interval, ...]:
    return isolate_real_roots(fmpz_poly(list(coefficients)))


def _cells(polynomial: fmpz_poly) -> tuple[Interval, ...]:
    return _cells_of(tuple(int(c) for c in polynomial.coeffs()))


def _is_irreducible(polynomial: fmpz_poly) -> bool:
    content, factors = polynomial.factor()
    return content == 1 and len(factors) == 1 and factors[0][1] == 1 and polynomial[polynomial.degree()] > 0


@_check.register
def _(value: AlgebraicNumber) -> None:
    degree = value.root.polynomial.degree()
    if max(value.numerator.degree(), value.denominator.degree()) >= degree or value.denominator.is_zero():
        raise refuse("a reduced quotient", degree)
    if isinstance(algebraic_number(value.root, value.numerator, value.denominator), Rational):
        raise refuse("an irrational number", degree)


@_check.register
def _(value: AlgebraicPoint) -> None:
    degree = 1 if value.root is None else value.root.polynomial.degree()
    reduced = all(p.degree() < degree for p in (*value.numerators, value.denominator))
    if not reduced or value.denominator == fmpq_poly() or len(value.numerators) != len(value.unknowns):
        raise refuse("a point with reduced coordinates", degree)
    if len(set(value.unknowns)) != len(value.unknowns) or min(value.unknowns, default=0) < 0:
        raise refuse("different unknowns", len(value.unknowns))


@_check.register
def _(value: PolynomialValue) -> None:
    if not _fixes(value.point, value.polynomial):
        raise refuse("a point that fixes all unknowns of the polynomial", len(value.point.unknowns))
    if sum(value.polynomial.degrees()) > _HIGHEST_DEGREE:
        raise refuse("a polynomial of moderate degree", sum(value.polynomial.degrees()))


def _fixes(point: AlgebraicPoint, polynomial: fmpq_mpoly) -> bool:
    degrees = polynomial.degrees()
    return max(point.unknowns, default=0) < len(degrees) and all(
        degree <= 0 or k in point.unknowns for k, degree in enumerate(degrees)
    )


@_check.register
def _(value: RealSum) -> None:
    if not value.terms:
        raise refuse("a sum with terms", 0)


@_check.register
def _(value: Enclosure) -> None:
    if not value.ball.is_finite():
        raise refuse("a finite enclosure", str(value.ball))


@_check.register
def _(value: SymbolicNumber) -> None:
    expression = value.expression
    if expression.is_Rational or expression.free_symbols or expression.count_ops() > _MOST_PARTS:
        raise refuse("an irrational constant", "an expression")
    if enclosed_constant(expression, _BITS) is None:
        raise refuse("a real constant", "an expression without enclosure")


@_check.register
def _(value: CriticalPoint) -> None:
    if len(value.coordinates) != len(value.variables):
        raise refuse(f"{len(value.variables)} coordinates", len(value.coordinates))


@_check.register
def _(value: CriticalFamily) -> None:
    if len(value.at) != len(value.variables):
        raise refuse(f"{len(value.variables)} coordinates", len(value.at))
    known = {*value.parameters}
    used = {symbol for part in (*value.at, value.condition) for symbol in part.free_symbols}
    if known & {*value.variables} or not used <= known:
        raise refuse("coordinates in the parameters", len(known))


@_check.register
def _(value: LevelSet) -> None:
    known = {*value.variables}
    conditions = (term for piece in value.pieces for term, _ in piece.where)
    if not {s for term in (*value.equations, *conditions) for s in term.free_symbols} <= known:
        raise refuse("equations in the variables", len(known))


@_check.register
def _(value: Derivatives) -> None:
    size = len(value.gradient_steps)
    rows = [len(row) for row in value.hessian_steps]
    if value.gradient.shape != (size, 1) or value.hessian.shape != (size, size) or rows != [size] * size:
        raise refuse(f"derivatives by {size} variables", rows)


@_check.register
def _(value: Study) -> None:
    variables = value.function.variables
    if not variables or value.critical_set.variables != variables:
        raise refuse("one list of variables", len(variables))
    if value.derivatives.gradient.rows != len(variables):
        raise refuse(f"{len(variables)} partial derivatives", value.derivatives.gradient.rows)
    found = value.critical_set
    items: tuple[CriticalPoint | CriticalFamily | LevelSet, ...] = (
        *found.points,
        *found.excluded,
        *found.nonsmooth_points,
        *found.families,
        *found.level_sets,
    )
    if any(item.variables != variables for item in items):
        raise refuse("one list of variables", len(variables))
    if [id(c.point) for c in value.points] != [id(point) for point in found.points]:
        raise refuse("a verdict about every critical point", len(value.points))
    if [id(c.point) for c in value.nonsmooth_points] != [id(point) for point in found.nonsmooth_points]:
        raise refuse("a verdict about every nonsmooth point", len(value.nonsmooth_points))


@_check.register
def _(value: ClassifiedPoint) -> None:
    if (value.verdict.reason is None) != (value.verdict.kind.value != "undecided"):
        raise refuse("a reason exactly where a point is undecided", value.verdict.kind.value)
