"""Whether a real constant is zero: an enclosure that leaves zero out, or a normal form that is zero.

For the normal form every constant becomes a rational function of generators: one pair (cosine, sine) or one
exponential for each argument up to rational multiples, logarithms of primes, algebraic numbers, and whatever else
occurs. Where the relations that are known among the generators reduce the numerator to zero, the constant is zero.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from flint import fmpq_mpoly
from sympy import (
    Add,
    Expr,
    Integer,
    LambertW,
    Mul,
    Poly,
    Pow,
    Rational,
    Symbol,
    acos,
    acosh,
    asin,
    asinh,
    atan,
    atanh,
    chebyshevt,
    chebyshevu,
    cos,
    cosh,
    cot,
    coth,
    csc,
    csch,
    exp,
    expand,
    fraction,
    gcd,
    log,
    minimal_polynomial,
    pi,
    primitive_element,
    sec,
    sech,
    sin,
    sinh,
    tan,
    tanh,
    together,
)
from sympy.polys.polyerrors import BasePolynomialError

from symhess.exact.enclosing import enclosed_constant
from symhess.exact.number import ball_sign
from symhess.exact.polynomial import NotPolynomial, polynomial_of, ring

__all__ = ["is_zero_constant"]

_FEW_BITS: Final = (64, 256)
_MANY_BITS: Final = (1024, 4096)
_MOST_PARTS: Final = 400
_HIGHEST_MULTIPLE: Final = 40
_JOINED_DEGREE: Final = 24
_T: Final = Symbol("t")

_REWRITTEN: Final[dict[type, Callable[[Expr], Expr]]] = {
    tan: lambda u: sin(u) / cos(u),
    cot: lambda u: cos(u) / sin(u),
    sec: lambda u: 1 / cos(u),
    csc: lambda u: 1 / sin(u),
    sinh: lambda u: (exp(u) - exp(-u)) / 2,
    cosh: lambda u: (exp(u) + exp(-u)) / 2,
    tanh: lambda u: (exp(2 * u) - 1) / (exp(2 * u) + 1),
    coth: lambda u: (exp(2 * u) + 1) / (exp(2 * u) - 1),
    sech: lambda u: 2 / (exp(u) + exp(-u)),
    csch: lambda u: 2 / (exp(u) - exp(-u)),
    asinh: lambda u: log(u + (u**2 + 1) ** Rational(1, 2)),
    acosh: lambda u: log(u + (u**2 - 1) ** Rational(1, 2)),
    atanh: lambda u: (log(1 + u) - log(1 - u)) / 2,
}


@lru_cache(maxsize=4096)
def is_zero_constant(constant: Expr) -> bool | None:
    """Whether a real constant is zero; ``None`` where neither an enclosure nor the normal form can tell.

    Examples
    --------
    >>> from sympy import sqrt
    >>> is_zero_constant(sqrt(2) * sqrt(3) - sqrt(6)), is_zero_constant(pi - Rational(355, 113))
    (True, False)
    >>> is_zero_constant(cos(Rational(1, 2) + pi / 3) ** 2 + sin(Rational(1, 2) + pi / 3) ** 2 - 1)
    True
    >>> from sympy import zeta
    >>> is_zero_constant(zeta(3) - 1) is None
    True
    """
    if isinstance(constant, Rational):
        return bool(constant.is_zero)
    for bits in _FEW_BITS:
        sign = _sign(constant, bits)
        if sign is not None:
            return sign == 0
    if enclosed_constant(constant, _FEW_BITS[-1]) is None:
        return None
    if _has_zero_form(constant):
        return True
    signs = (_sign(constant, bits) for bits in _MANY_BITS)
    return next((sign == 0 for sign in signs if sign is not None), None)


def _sign(constant: Expr, bits: int) -> int | None:
    ball = enclosed_constant(constant, bits)
    return None if ball is None else ball_sign(ball)


def _has_zero_form(constant: Expr) -> bool:
    if constant.count_ops() > _MOST_PARTS:
        return False
    try:
        return _Generators().numerator(_elementary(constant)).is_zero()
    except (NotPolynomial, BasePolynomialError, NotImplementedError, ZeroDivisionError, ValueError):
        return False


def _elementary(constant: Expr) -> Expr:
    """The constant by sines, cosines, exponentials, logarithms and powers alone; sums in exponents multiplied out."""
    if not constant.args or constant.is_Atom:
        return constant
    parts = [_elementary(part) for part in constant.args]
    if constant.func in _REWRITTEN:
        return _elementary_power(_REWRITTEN[constant.func](*parts))
    return _elementary_power(constant.func(*parts))


def _elementary_power(constant: Expr) -> Expr:
    """x^y with an irrational y as an exponential; logarithms of products as sums."""
    if isinstance(constant, Pow) and not constant.exp.is_Rational and constant.base.is_positive:
        return exp(expand(constant.exp * expand(log(constant.base), log=True)))
    return expand(constant, log=True) if isinstance(constant, log) else constant


def _multiples(argument: Expr) -> dict[Expr, Expr]:
    """The argument as a sum of rational multiples of other constants."""
    found: dict[Expr, Expr] = {}
    for term in Add.make_args(expand(argument)):
        factor, rest = term.as_coeff_Mul(rational=True)
        found[rest] = found.get(rest, Integer(0)) + factor
    return found


class _Generators:
    """The generators of one constant, and the relations among them."""

    def __init__(self) -> None:
        self._steps: dict[tuple[type, Expr], Expr] = {}
        self._symbols: dict[Expr, Symbol] = {}
        self._algebraic: list[Expr] = []
        self._roots: dict[Symbol, tuple[Expr, int]] = {}

    def numerator(self, constant: Expr) -> fmpq_mpoly:
        """The constant's numerator, reduced by the relations."""
        self._find_steps(constant)
        top, _ = fraction(together(self._image(constant)))
        values, relations = self._relations()
        names = [symbol.name for symbol in self._symbols.values()] + ["_a"]
        context = ring(names)
        polynomial = polynomial_of(expand(top.xreplace(values)), context)
        for relation in relations:
            polynomial = divmod(polynomial, polynomial_of(relation, context))[1]
        return polynomial

    def _find_steps(self, constant: Expr) -> None:
        """For every argument of a function the greatest of which all are integer multiples."""
        if isinstance(constant, exp | sin | cos) and not constant.is_algebraic:
            kind = exp if isinstance(constant, exp) else cos
            for base, factor in _multiples(constant.args[0]).items():
                self._steps[kind, base] = gcd(self._steps.get((kind, base), Integer(0)), factor)
        for part in constant.args:
            self._find_steps(part)

    def _symbol(self, constant: Expr) -> Symbol:
        return self._symbols.setdefault(constant, Symbol(f"_g{len(self._symbols)}"))

    def _image(self, constant: Expr) -> Expr:
        """The constant as a rational function of symbols."""
        if isinstance(constant, Rational):
            return constant
        if constant.is_algebraic:
            return self._algebraic_image(constant)
        if isinstance(constant, Add | Mul):
            return constant.func(*(self._image(part) for part in constant.args))
        if isinstance(constant, Pow) and isinstance(constant.exp, Integer):
            return Pow(self._image(constant.base), constant.exp)
        if isinstance(constant, Pow) and isinstance(constant.exp, Rational):
            root = Pow(constant.base, Rational(1, constant.exp.q))
            self._roots[self._symbol(root)] = self._image(constant.base), int(constant.exp.q)
            return self._symbol(root) ** constant.exp.p
        if isinstance(constant, exp):
            return Mul(*(self._power(base, f) for base, f in _multiples(constant.args[0]).items()))
        if isinstance(constant, sin | cos):
            cosine, sine = self._angle(constant.args[0])
            return sine if isinstance(constant, sin) else cosine
        return self._symbol(constant)

    def _algebraic_image(self, constant: Expr) -> Expr:
        if isinstance(constant, Add | Mul):
            return constant.func(*(self._image(part) for part in constant.args))
        if constant not in self._algebraic:
            self._algebraic.append(constant)
        return self._symbol(constant)

    def _power(self, base: Expr, factor: Expr) -> Expr:
        """exp(factor·base)."""
        if isinstance(base, LambertW) and isinstance(factor, Integer):
            return (self._image(base.args[0]) / self._image(base)) ** factor
        step = self._steps[exp, base]
        return self._symbol(exp(step * base)) ** (factor / step)

    def _angle(self, argument: Expr) -> tuple[Expr, Expr]:
        """Cosine and sine of a sum of angles."""
        cosine, sine = Integer(1), Integer(0)
        for base, factor in _multiples(argument).items():
            c, s = self._multiple_angle(base, factor)
            cosine, sine = cosine * c - sine * s, sine * c + cosine * s
        return cosine, sine

    def _multiple_angle(self, base: Expr, factor: Expr) -> tuple[Expr, Expr]:
        if base is pi:
            return self._image(cos(factor * pi)), self._image(sin(factor * pi))
        step = self._steps[cos, base]
        times = int(factor / step)
        if abs(times) > _HIGHEST_MULTIPLE:
            raise NotImplementedError("the angle is too large a multiple")
        if isinstance(base, asin | acos | atan) and isinstance(step, Integer):
            c, s = self._image(cos(base)), self._image(sin(base))
            times *= int(step)
        else:
            c, s = self._symbol(cos(step * base)), self._symbol(sin(step * base))
        sign = 1 if times > 0 else -1
        return chebyshevt(abs(times), c), sign * s * chebyshevu(abs(times) - 1, c)

    def _relations(self) -> tuple[Mapping[Expr, Expr], list[Expr]]:
        """What algebraic symbols are in one of them, and the relations that are monic in one symbol each."""
        symbols = self._symbols
        relations = [
            symbol**2 + symbols[cos(constant.args[0])] ** 2 - 1
            for constant, symbol in symbols.items()
            if isinstance(constant, sin) and cos(constant.args[0]) in symbols and constant not in self._algebraic
        ]
        relations += [symbol**q - base for symbol, (base, q) in self._roots.items() if base.is_polynomial()]
        joined = Symbol("_a")
        algebraic = self._algebraic
        degrees = [Poly(minimal_polynomial(a, _T), _T).degree() for a in algebraic]
        size = 1
        for degree in degrees:
            size *= degree
        if not algebraic or size > _JOINED_DEGREE:
            return {}, relations + [minimal_polynomial(a, symbols[a]) for a in algebraic]
        minimal, _, rows = primitive_element(algebraic, joined, ex=True)
        powers = {symbols[a]: Poly(row, joined).as_expr() for a, row in zip(algebraic, rows, strict=True)}
        return powers, [*relations, minimal]
