"""Whether exact numbers are what they claim to be, asked before anything is computed with them.

Enclosures are refined in loops that end only for sound numbers: a root that its interval does not isolate or a
quotient of zeros must be turned away first.
"""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from typing import Any

from flint import arb, ctx, fmpq, fmpq_poly, fmpz_poly

from symhess.exact import AlgebraicNumber, AlgebraicPoint, Enclosure, PolynomialValue, Real, RealRoot
from symhess.verify.places import used

__all__ = ["fault"]


@lru_cache(maxsize=1 << 16)
def fault(number: Real | RealRoot | AlgebraicPoint) -> str | None:
    """What is wrong with the form of a number, or ``None``.

    Examples
    --------
    >>> from symhess.exact import real_roots
    >>> root = real_roots(fmpz_poly([-2, 0, 1]))[1]
    >>> fault(root) is None
    True
    >>> fault(RealRoot(root.polynomial, 0, root.low, root.high))
    'the interval (0, 4) does not isolate real root number 0 of x^2 + (-2)'
    """
    match number:
        case RealRoot():
            return _root_fault(number)
        case AlgebraicNumber():
            return fault(number.root) or _quotient_fault(number)
        case AlgebraicPoint():
            return (fault(number.root) if number.root else None) or _point_fault(number)
        case PolynomialValue():
            return fault(number.point) or _value_fault(number)
        case Enclosure():
            return None if number.ball.is_finite() else "an enclosure is not finite"
    return _inner_fault(number)


def _inner_fault(number: Real) -> str | None:
    """The first fault among the numbers that another kind of number is made of."""
    for field in fields(number):  # type: ignore[arg-type]
        value = getattr(number, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            found = fault(part) if isinstance(part, Real | RealRoot | AlgebraicPoint) else None
            if found:
                return found
    return None


def _root_fault(root: RealRoot) -> str | None:
    if not _is_minimal(tuple(int(c) for c in root.polynomial.coeffs())):
        return f"{root.polynomial} is not irreducible, primitive and of degree at least 2 with a positive lead"
    ends = (root.low, root.high)
    ascending = root.low < root.high and all(root.polynomial(end) != 0 for end in ends)
    if not ascending or [_roots_below(root.polynomial, end) for end in ends] != [root.index, root.index + 1]:
        interval = f"the interval ({root.low}, {root.high})"
        return f"{interval} does not isolate real root number {root.index} of {root.polynomial}"
    return None


@lru_cache(maxsize=4096)
def _is_minimal(coefficients: tuple[int, ...]) -> bool:
    polynomial = fmpz_poly(list(coefficients))
    if polynomial.degree() < 2 or polynomial.leading_coefficient() < 0:
        return False
    content, factors = polynomial.factor()
    return bool(content == 1 and len(factors) == 1 and factors[0][1] == 1)


def _roots_below(polynomial: fmpz_poly, end: fmpq) -> int:
    """Number of real roots below an end that is no root."""
    coefficients = tuple(int(c) for c in polynomial.coeffs())
    precision = 64
    while True:
        with ctx.workprec(precision):
            roots, place = _real_balls(coefficients, precision), arb(end)
        if all(root < place or root > place for root in roots):
            return sum(bool(root < place) for root in roots)
        precision *= 2


@lru_cache(maxsize=4096)
def _real_balls(coefficients: tuple[int, ...], precision: int) -> tuple[arb, ...]:
    with ctx.workprec(precision):
        roots: list[Any] = fmpz_poly(list(coefficients)).complex_roots()
    return tuple(arb(root.real) for root, _ in roots if root.imag.is_zero())


def _quotient_fault(number: AlgebraicNumber) -> str | None:
    degree = number.root.polynomial.degree()
    if not all(_is_unit(part, degree) for part in (number.numerator, number.denominator)):
        return f"({number.numerator})/({number.denominator}) is not a reduced quotient of nonzero numbers"
    return None


def _is_unit(part: fmpq_poly, degree: int) -> bool:
    return bool(0 <= part.degree() < degree)


def _point_fault(point: AlgebraicPoint) -> str | None:
    degree = 1 if point.root is None else point.root.polynomial.degree()
    fixed = {k for k in point.unknowns if k >= 0}
    if not len(fixed) == len(point.unknowns) == len(point.numerators):
        return "a point does not give one numerator for each of its unknowns"
    if not _is_unit(point.denominator, degree) or any(p.degree() >= degree for p in point.numerators):
        return "a point's numerators and denominator are not reduced, or its denominator is zero"
    return None


def _value_fault(value: PolynomialValue) -> str | None:
    fixed = used(value.polynomial) <= set(value.point.unknowns)
    return None if fixed else "a value depends on unknowns that its point does not fix"
