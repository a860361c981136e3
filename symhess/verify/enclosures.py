"""Rigorous values of SymPy expressions at rational points."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import sympy
from flint import arb, fmpq, fmpz_poly
from sympy import Expr, Symbol
from sympy.polys.rootoftools import ComplexRootOf

from symhess.verify.clock import check_clock

__all__ = ["NoEnclosure", "enclosed"]

_FUNCTIONS: Final[dict[type, Callable[[arb], arb]]] = {
    getattr(sympy, name): getattr(arb, name)
    for name in (
        *("exp", "log", "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan"),
        *("sinh", "cosh", "tanh", "coth", "sech", "csch", "asinh", "acosh", "atanh", "erf", "erfc"),
    )
} | {
    sympy.Abs: abs,
    sympy.sign: arb.sgn,
    sympy.LambertW: arb.lambertw,
    sympy.acot: lambda u: (1 / u).atan(),
    sympy.asec: lambda u: (1 / u).acos(),
    sympy.acsc: lambda u: (1 / u).asin(),
    sympy.acoth: lambda u: (1 / u).atanh(),
    sympy.asech: lambda u: (1 / u).acosh(),
    sympy.acsch: lambda u: (1 / u).asinh(),
}

_CONSTANTS: Final[dict[Expr, Callable[[], arb]]] = {
    sympy.pi: arb.pi,
    sympy.E: arb.const_e,
    sympy.EulerGamma: arb.const_euler,
    sympy.Catalan: arb.const_catalan,
    sympy.GoldenRatio: lambda: (1 + arb(5).sqrt()) / 2,
}


class NoEnclosure(Exception):
    """The expression has no real value there, or none that is known how to enclose.

    Examples
    --------
    >>> raise NoEnclosure("zoo")
    Traceback (most recent call last):
    ...
    symhess.verify.enclosures.NoEnclosure: zoo
    """


def enclosed(expression: Expr, values: Mapping[Symbol, fmpq] | Mapping[Symbol, arb]) -> arb:
    """Ball, at the working precision, around the value of an expression.

    Raises
    ------
    NoEnclosure
        If there is none.

    Examples
    --------
    >>> from sympy import cos, sqrt
    >>> from sympy.abc import x
    >>> bool(enclosed(sqrt(2) + cos(x), {x: fmpq(0)}).overlaps(arb(2).sqrt() + 1))
    True
    """
    check_clock()
    ball = _enclosed(expression, values)
    if not ball.is_finite():
        raise NoEnclosure(str(expression))
    return ball


def _enclosed(expression: Expr, values: Mapping[Symbol, fmpq] | Mapping[Symbol, arb]) -> arb:
    if expression in values:
        return arb(values[expression])
    if isinstance(expression, sympy.Rational):
        return arb(fmpq(int(expression.p), int(expression.q)))
    if expression in _CONSTANTS:
        return _CONSTANTS[expression]()
    if isinstance(expression, ComplexRootOf):
        return _real_root(expression)
    parts = [_enclosed(part, values) for part in expression.args if isinstance(part, Expr)]
    if isinstance(expression, sympy.Add):
        return sum(parts, arb(0))
    if isinstance(expression, sympy.Mul):
        product = arb(1)
        for part in parts:
            product *= part
        return product
    if isinstance(expression, sympy.Pow):
        return _power(parts[0], expression.exp, parts[1])
    function = _FUNCTIONS.get(expression.func)
    if function is None or len(parts) != 1:
        raise NoEnclosure(str(expression))
    return function(parts[0])


def _real_root(expression: ComplexRootOf) -> arb:
    """SymPy numbers the real roots first, ascending."""
    coefficients = [int(c) for c in reversed(expression.poly.all_coeffs())]
    roots: list[Any] = fmpz_poly(coefficients).complex_roots()
    real = sorted((root.real for root, _ in roots if root.imag.is_zero()), key=lambda ball: ball.mid())
    if expression.index >= len(real):
        raise NoEnclosure(str(expression))
    return arb(real[expression.index])


def _power(base: arb, exponent: Expr, ball: arb) -> arb:
    if not isinstance(exponent, sympy.Rational):
        return base**ball
    root = base if exponent.q == 1 else base.root(int(exponent.q))
    power = _natural_power(root, abs(int(exponent.p)))
    return power if exponent.p >= 0 else 1 / power


def _natural_power(base: arb, exponent: int) -> arb:
    """By products, since a ball around 0 has no power for the library."""
    result = arb(1)
    for digit in bin(exponent)[2:]:
        result = result * result
        result = result * base if digit == "1" else result
    return result
