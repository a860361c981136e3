"""Polynomials in one unknown with constant coefficients: their real roots as expressions, where these are short."""

from __future__ import annotations

from flint import fmpz_poly
from sympy import Expr, Integer, Poly, Pow, Rational, Symbol, expand, sqrt
from sympy.polys.polyerrors import BasePolynomialError

from symhess.exact.growth import NotComparable, sign_of
from symhess.exact.real_root import real_roots
from symhess.solve.line.refining import root_expression

__all__ = ["polynomial_roots"]

_HIGHEST_DEGREE = 60


def polynomial_roots(expression: Expr, variable: Symbol) -> list[Expr] | None:
    """All real roots, each once; ``None`` for what is no polynomial, or has no exact form here.

    Rational coefficients may have any degree; others are left to polynomials of degree at most 2 and a·xⁿ + b.

    Examples
    --------
    >>> from sympy import pi
    >>> x = Symbol("x")
    >>> polynomial_roots((x**2 - 2) * (x - 1) ** 2, x), polynomial_roots(x**2 - pi, x)
    ([-sqrt(2), 1, sqrt(2)], [-sqrt(pi), sqrt(pi)])
    >>> polynomial_roots(x**2 + 1, x), polynomial_roots(x**5 - pi * x - 1, x)
    ([], None)
    """
    try:
        polynomial = Poly(expand(expression), variable)
    except BasePolynomialError:
        return None
    if polynomial.is_zero or polynomial.degree() > _HIGHEST_DEGREE or any(
        c.has(variable) for c in polynomial.all_coeffs()
    ):
        return None
    if all(c.is_Rational for c in polynomial.all_coeffs()):
        return _rational(polynomial)
    try:
        return _by_formula([*reversed(polynomial.all_coeffs())])
    except NotComparable:
        return None


def _rational(polynomial: Poly) -> list[Expr]:
    whole = polynomial.clear_denoms(convert=True)[1]
    found: list[tuple[float, Expr]] = []
    for factor, _ in fmpz_poly([int(c) for c in reversed(whole.all_coeffs())]).factor()[1]:
        if factor.degree() == 1:
            root = Rational(-int(factor[0]), int(factor[1]))
            found.append((float(root), root))
        elif factor.degree() > 1:
            positive = factor if factor.leading_coefficient() > 0 else -factor
            found += [(float(r.enclosure(64).mid()), root_expression(r)) for r in real_roots(positive)]
    return [root for _, root in sorted(found, key=lambda pair: pair[0])]


def _by_formula(coefficients: list[Expr]) -> list[Expr] | None:
    """Coefficients ascending."""
    degree = len(coefficients) - 1
    if degree == 0:
        return []
    lead, last = coefficients[-1], coefficients[0]
    if all(sign_of(c) == 0 for c in coefficients[1:-1]):
        return _binomial(-last / lead, degree)
    if degree > 2:
        return None
    middle = -coefficients[1] / (2 * lead)
    discriminant = expand(middle**2 - last / lead)
    sign = sign_of(discriminant)
    return [] if sign < 0 else [middle] if not sign else [middle - sqrt(discriminant), middle + sqrt(discriminant)]


def _binomial(value: Expr, degree: int) -> list[Expr]:
    """The real x with x^degree = value."""
    sign = sign_of(value)
    root = Pow(value if sign > 0 else -value, Rational(1, degree))
    if sign == 0:
        return [Integer(0)]
    if degree % 2:
        return [sign * root]
    return [-root, root] if sign > 0 else []
