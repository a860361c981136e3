"""Balls that hold SymPy constants: sums, products, powers and elementary functions of exact numbers."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, reduce
from operator import add, mul
from typing import Final

from flint import arb, ctx, fmpq, fmpz_poly
from sympy import (
    Add,
    E,
    Expr,
    Integer,
    Mul,
    Poly,
    Pow,
    Rational,
    acos,
    asin,
    asinh,
    atan,
    cos,
    cosh,
    exp,
    log,
    pi,
    sin,
    sinh,
    tan,
    tanh,
)
from sympy.polys.rootoftools import ComplexRootOf

from symhess.exact import real_roots

__all__ = ["enclosed_constant"]

_FUNCTIONS: Final[dict[type, Callable[[arb], arb]]] = {
    acos: arb.acos,
    asin: arb.asin,
    asinh: arb.asinh,
    atan: arb.atan,
    cos: arb.cos,
    cosh: arb.cosh,
    exp: arb.exp,
    log: arb.log,
    sin: arb.sin,
    sinh: arb.sinh,
    tan: arb.tan,
    tanh: arb.tanh,
}


@lru_cache(maxsize=4096)
def enclosed_constant(constant: Expr, bits: int) -> arb | None:
    """A ball that holds a real constant, computed at `bits` bits; ``None`` for a function that has no ball here.

    Examples
    --------
    >>> from sympy import pi, sqrt, zeta
    >>> bool(enclosed_constant(sqrt(2) * pi, 64).overlaps(arb("4.442882938158366 +/- 1e-14")))
    True
    >>> enclosed_constant(zeta(3), 64) is None
    True
    """
    with ctx.workprec(bits):
        ball = _ball(constant, bits)
    return ball if ball is not None and ball.is_finite() else None


def _ball(constant: Expr, bits: int) -> arb | None:
    if isinstance(constant, Rational):
        return arb(fmpq(int(constant.p), int(constant.q)))
    if constant is pi:
        return arb.pi()
    if constant is E:
        return arb.const_e()
    if isinstance(constant, ComplexRootOf):
        return _root(constant, bits)
    parts = [_ball(part, bits) for part in constant.args]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts) or not parts:
        return None
    if isinstance(constant, Add):
        return reduce(add, known)
    if isinstance(constant, Mul):
        return reduce(mul, known)
    if isinstance(constant, Pow):
        exponent = constant.exp
        return known[0] ** int(exponent) if isinstance(exponent, Integer) else known[0] ** known[1]
    function = _FUNCTIONS.get(constant.func)
    return function(known[0]) if function is not None else None


def _root(constant: ComplexRootOf, bits: int) -> arb | None:
    """A real root of an irreducible polynomial: SymPy counts the real ones first, ascending."""
    coefficients = Poly(constant.poly).all_coeffs()
    if not all(isinstance(c, Integer) for c in coefficients):
        return None
    polynomial = fmpz_poly([int(c) for c in reversed(coefficients)])
    factors = polynomial.factor()[1]
    if len(factors) != 1 or polynomial.degree() < 2:
        return None
    roots = real_roots(factors[0][0])
    return roots[constant.index].enclosure(bits) if constant.index < len(roots) else None
