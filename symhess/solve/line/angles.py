"""Equations in sines and cosines of multiples of one angle: all solutions within a turn."""

from __future__ import annotations

from collections.abc import Callable
from math import gcd, lcm

from sympy import (
    Add,
    Expr,
    Integer,
    Poly,
    Rational,
    Symbol,
    acos,
    asin,
    atan,
    chebyshevt,
    chebyshevu,
    cos,
    expand,
    pi,
    sin,
)
from sympy.polys.polyerrors import BasePolynomialError

from symhess.exact.growth import NotComparable, sign_of
from symhess.exact.zero_test import is_zero_constant
from symhess.solve.line.polynomials import polynomial_roots

__all__ = ["angle_solutions"]

_C, _S = Symbol("_c"), Symbol("_s")
_HIGHEST_MULTIPLE = 12


def angle_solutions(expression: Expr, variable: Symbol) -> list[Expr] | None:
    """Numbers that, with all multiples of the period added, are all zeros.

    Parameters
    ----------
    expression : Expr
        A polynomial in sines and cosines of rational multiples of one linear expression.
    variable : Symbol

    Returns
    -------
    list of Expr or None
        ``None`` where the expression is of another kind or its roots have no exact form here.

    Examples
    --------
    >>> x = Symbol("x")
    >>> angle_solutions(2 * cos(x) - 1, x), angle_solutions(sin(2 * x) - cos(x), x)
    ([-pi/3, pi/3], [-pi/2, pi/6, pi/2, 5*pi/6])
    >>> angle_solutions(cos(x) - 2, x), angle_solutions(cos(x) - x, x)
    ([], None)
    """
    parts = [part for part in expression.atoms(sin, cos) if part.has(variable)]
    arguments = list(dict.fromkeys(part.args[0] for part in parts))
    shares = [(argument / arguments[0]).cancel() for argument in arguments]
    if not parts or not all(share.is_Rational for share in shares):
        return None
    step = Rational(gcd(*(int(s.p) for s in shares)), lcm(*(int(s.q) for s in shares)))
    angle = expand(arguments[0] * step)
    rate = angle.diff(variable)
    if rate.has(variable):
        return None
    replaced = {part: _multiple(part, int((part.args[0] / angle).cancel())) for part in parts}
    polynomial = expression.xreplace(replaced)
    if polynomial.has(variable) or any(abs(share / step) > _HIGHEST_MULTIPLE for share in shares):
        return None
    try:
        turns = _turns(polynomial)
    except (BasePolynomialError, NotComparable):
        return None
    offset = angle.subs(variable, 0)
    return None if turns is None else [expand((turn - offset) / rate) for turn in turns]


def _multiple(part: Expr, times: int) -> Expr:
    """cos or sin of a multiple of the angle as a polynomial in cosine and sine."""
    if times == 0:
        return part.func(Integer(0))
    if isinstance(part, cos):
        return chebyshevt(abs(times), _C)
    return (1 if times > 0 else -1) * _S * chebyshevu(abs(times) - 1, _C)


def _turns(polynomial: Expr) -> list[Expr] | None:
    """The angles of one turn at which a polynomial in cosine and sine is zero."""
    cosines = _reduced(polynomial, _S, _C)
    if not cosines.has(_S):
        return _inverted(cosines, _C, lambda c: [-acos(c), acos(c)])
    sines = _reduced(polynomial, _C, _S)
    if not sines.has(_C):
        return _inverted(sines, _S, lambda s: [asin(s), pi - asin(s)])
    return _by_half_angle(cosines)


def _reduced(polynomial: Expr, gone: Symbol, kept: Symbol) -> Expr:
    """Even powers of one of cosine and sine by those of the other."""
    terms = Poly(expand(polynomial), gone).terms()
    return expand(Add(*(c * (1 - kept**2) ** (k // 2) * gone ** (k % 2) for (k,), c in terms)))


def _inverted(polynomial: Expr, unknown: Symbol, arcs: Callable[[Expr], list[Expr]]) -> list[Expr] | None:
    """The angles whose cosine or sine is a root of the polynomial."""
    roots = polynomial_roots(polynomial, unknown)
    if roots is None:
        return None
    inside = [root for root in roots if sign_of(1 - root**2) >= 0]
    return list(dict.fromkeys(arc for root in inside for arc in arcs(root)))


def _by_half_angle(polynomial: Expr) -> list[Expr] | None:
    """By the tangent h of the half angle, which leaves out the angle pi."""
    half = Symbol("_h")
    terms = Poly(polynomial, _C, _S).terms()
    degree = max(i + j for (i, j), _ in terms)
    cosine, sine, scale = 1 - half**2, 2 * half, 1 + half**2
    roots = polynomial_roots(Add(*(c * cosine**i * sine**j * scale ** (degree - i - j) for (i, j), c in terms)), half)
    straight = is_zero_constant(polynomial.xreplace({_C: Integer(-1), _S: Integer(0)}))
    if roots is None or straight is None:
        return None
    return [2 * atan(root) for root in roots] + ([pi] if straight else [])
