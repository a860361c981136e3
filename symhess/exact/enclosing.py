"""Balls that hold SymPy constants: sums, products, powers and elementary functions of exact numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    sign,
    sin,
    sinh,
    tan,
    tanh,
)
from sympy.polys.rootoftools import ComplexRootOf

from symhess.exact.real_root import real_roots

__all__ = ["enclosed_constant", "enclosed_value"]

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
    sign: arb.sgn,
    sin: arb.sin,
    sinh: arb.sinh,
    tan: arb.tan,
    tanh: arb.tanh,
}


_NO_VALUES: Final[Mapping[Expr, arb]] = {}


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
    return enclosed_value(constant, _NO_VALUES, bits)


def enclosed_value(expression: Expr, values: Mapping[Expr, arb], bits: int) -> arb | None:
    """A ball that holds the values of an expression where its symbols are in balls.

    ``None`` where the expression may be undefined somewhere there, or a part of it has no ball.

    Examples
    --------
    >>> from sympy import log
    >>> from sympy.abc import x
    >>> cell = arb(0, 1)
    >>> bool(enclosed_value(x**2 + 1, {x: cell}, 64) > 0), enclosed_value(log(x), {x: cell}, 64) is None
    (True, True)
    """
    with ctx.workprec(bits):
        ball = _Enclosing(values, bits).ball(expression)
    return ball if ball is not None and ball.is_finite() else None


class _Enclosing:
    """Encloses the parts of one expression, each once."""

    def __init__(self, values: Mapping[Expr, arb], bits: int) -> None:
        self._known: dict[Expr, arb | None] = dict(values)
        self._bits = bits

    def ball(self, part: Expr) -> arb | None:
        if part not in self._known:
            self._known[part] = self._enclosed(part)
        return self._known[part]

    def _enclosed(self, part: Expr) -> arb | None:
        if isinstance(part, Rational):
            return arb(fmpq(int(part.p), int(part.q)))
        if part in _CONSTANTS:
            return _CONSTANTS[part]()
        if isinstance(part, ComplexRootOf):
            return _root(part, self._bits)
        operands = [self.ball(operand) for operand in part.args]
        known = [operand for operand in operands if operand is not None]
        if len(known) < len(operands) or not operands:
            return None
        if isinstance(part, Add):
            return reduce(add, known)
        if isinstance(part, Mul):
            return reduce(mul, known)
        if isinstance(part, Pow):
            return _power(known[0], int(part.exp)) if isinstance(part.exp, Integer) else known[0] ** known[1]
        if isinstance(part, LambertW):
            return known[0].lambertw(*(int(branch) for branch in part.args[1:]))
        function = _FUNCTIONS.get(part.func)
        return function(known[0]) if function is not None else None


def _power(base: arb, exponent: int) -> arb:
    """An integer power; the library's own is not finite for balls around zero."""
    if exponent < 0:
        return 1 / _power(base, -exponent)
    if not base.contains(0):
        return base**exponent
    power = arb(1)
    for bit in f"{exponent:b}":
        power = power * power * (base if bit == "1" else 1)
    return power if exponent % 2 else arb(0).union(power.abs_upper())


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
