"""Constants of expressions: irrational algebraic ones as roots of their minimal polynomials."""

from __future__ import annotations

from flint import fmpq, fmpz_poly
from sympy import Expr, Poly, Rational, Symbol, minimal_polynomial
from sympy.polys.polyerrors import BasePolynomialError

from symhess.exact.polynomial import NotPolynomial
from symhess.exact.real_root import RealRoot, real_roots

__all__ = ["root_of_constant"]

_CONSTANT_DEGREE = 12  # constants of higher degree are refused: every one multiplies the number of solutions


def root_of_constant(constant: Expr) -> RealRoot:
    """An irrational algebraic constant as a root of its minimal polynomial.

    Raises
    ------
    NotPolynomial
        If it is not known to be real and algebraic, or of too high a degree.

    Examples
    --------
    >>> from sympy import log, sqrt
    >>> root_of_constant(sqrt(2)).polynomial
    x^2 + (-2)
    >>> root_of_constant(log(2))
    Traceback (most recent call last):
    ...
    symhess.exact.polynomial.NotPolynomial: log(2)
    """
    if not constant.is_real:
        raise NotPolynomial(str(constant)[:200])
    try:
        polynomial = Poly(minimal_polynomial(constant, Symbol("t")), Symbol("t"))
    except (NotImplementedError, BasePolynomialError) as error:
        raise NotPolynomial(str(constant)[:200]) from error
    if not 2 <= polynomial.degree() <= _CONSTANT_DEGREE:
        raise NotPolynomial(str(constant)[:200])
    integer = fmpz_poly([int(c) for c in reversed(polynomial.all_coeffs())])
    inside = [root for root in real_roots(integer) if _is_between(root.low, constant, root.high)]
    if len(inside) != 1:
        raise NotPolynomial(str(constant)[:200])
    return inside[0]


def _is_between(low: fmpq, constant: Expr, high: fmpq) -> bool:
    ends = (Rational(int(end.p), int(end.q)) for end in (low, high))
    below, above = ends
    return bool((constant - below).is_positive and (above - constant).is_positive)
