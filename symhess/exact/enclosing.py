"""Balls that hold SymPy constants: sums, products, powers and elementary functions of exact numbers."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, reduce
from operator import add, mul
from typing import Final

from flint import arb, ctx, fmpq, fmpz_poly
from sympy import (
    Abs,
    Add,
    Catalan,
    E,
    EulerGamma,
    Expr,
    GoldenRatio,
    Integer,
    LambertW,
    Mul,
    Poly,
    Pow,
    Rational,
    acos,
    acosh,
    acot,
    acoth,
    acsc,
    acsch,
    asec,
    asech,
    asin,
    asinh,
    atan,
    atanh,
    cos,
    cosh,
    cot,
    coth,
    csc,
    csch,
    erf,
    exp,
    log,
    pi,
    sec,
    sech,
    sin,
    sinh,
    tan,
    tanh,
)
from sympy.polys.rootoftools import ComplexRootOf

from symhess.exact.real_root import real_roots

__all__ = ["enclosed_constant"]

_CONSTANTS: Final[dict[Expr, Callable[[], arb]]] = {
    pi: arb.pi,
    E: arb.const_e,
    EulerGamma: arb.const_euler,
    Catalan: arb.const_catalan,
    GoldenRatio: lambda: (1 + arb(5).sqrt()) / 2,
}
_FUNCTIONS: Final[dict[type, Callable[[arb], arb]]] = {
    Abs: abs,
    acos: arb.acos,
    acosh: arb.acosh,
    acot: lambda u: (1 / u).atan(),
    acoth: lambda u: (1 / u).atanh(),
    acsc: lambda u: (1 / u).asin(),
    acsch: lambda u: (1 / u).asinh(),
    asec: lambda u: (1 / u).acos(),
    asech: lambda u: (1 / u).acosh(),
    asin: arb.asin,
    asinh: arb.asinh,
    atan: arb.atan,
    atanh: arb.atanh,
    cos: arb.cos,
    cosh: arb.cosh,
    cot: arb.cot,
    coth: arb.coth,
    csc: arb.csc,
    csch: arb.csch,
    erf: arb.erf,
    exp: arb.exp,
    log: arb.log,
    sec: arb.sec,
    sech: arb.sech,
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
    if constant in _CONSTANTS:
        return _CONSTANTS[constant]()
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
    if isinstance(constant, LambertW):
        return known[0].lambertw(*(int(branch) for branch in constant.args[1:]))
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
