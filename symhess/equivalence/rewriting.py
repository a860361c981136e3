"""Real identities that bring equal expressions nearer to one form; each holds wherever both sides are defined."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from sympy import (
    Abs,
    Add,
    Expr,
    Integer,
    Max,
    Min,
    Mul,
    Poly,
    Pow,
    Rational,
    Symbol,
    acos,
    acosh,
    acot,
    acsc,
    asec,
    asin,
    asinh,
    atan,
    atanh,
    cos,
    cosh,
    exp,
    expand,
    expand_trig,
    factor_list,
    factorint,
    fraction,
    im,
    log,
    pi,
    re,
    sign,
    sin,
    sinh,
    tan,
    together,
)
from sympy.polys.polyerrors import PolynomialError

from symhess.differentiate.smoothness import least_sign

__all__ = ["factors_of", "in_real_form", "inside_logarithm", "is_even_root", "shortened"]

_HALF: Final = Rational(1, 2)
_LARGEST_FACTORED: Final = 60  # operations of a base that is factored
_HIGHEST_FACTORED: Final = 12  # its degree
_LARGEST_INTEGER: Final = 10**12
_HIGHEST_MULTIPLE: Final = 8  # of an inverse function under sine or cosine


def in_real_form(expression: Expr) -> Expr:
    """The same real function, written with square roots, logarithms of absolute values and few inverse functions.

    Examples
    --------
    >>> from sympy import sqrt
    >>> from sympy.abc import x, y
    >>> in_real_form(log(x**2 * y)), in_real_form(sqrt(x**2 * y))
    (2*log(Abs(x)) + log(Abs(y)), sqrt(y)*sqrt(x**2))
    >>> in_real_form(sin(2 * asin(x)))
    2*x*sqrt(-(x - 1)*(x + 1))
    """
    if not expression.args:
        return expression
    parts = [in_real_form(part) for part in expression.args]
    rule = _RULES.get(expression.func)
    if rule is not None:
        return rule(*parts)
    return expression.func(*parts) if parts != list(expression.args) else expression


def _absolute(argument: Expr) -> Expr:
    """|u| as √(u²), factor by factor."""
    return Mul(*(Pow(base, k) if k % 2 == 0 else _root(base) ** k for base, k in factors_of(argument)))


def _root(base: Expr) -> Expr:
    """|u|."""
    if isinstance(base, Rational):
        return abs(base)
    if least_sign(base) >= 0:
        return base
    return Pow(Pow(base, 2, evaluate=False), _HALF, evaluate=False)


def _logarithm(argument: Expr) -> Expr:
    return Add(*(k * part for base, k in factors_of(argument) for part in _logarithm_of_factor(base)))


def _logarithm_of_factor(base: Expr) -> Iterator[Expr]:
    if isinstance(base, exp):
        yield base.args[0]
    elif isinstance(base, Pow) and isinstance(base.exp, Rational):
        yield base.exp * _logarithm(base.base)
    elif isinstance(base, Rational):
        for number, times in ((abs(base.p), 1), (base.q, -1)):
            if number > _LARGEST_INTEGER:
                yield times * log(number)
            else:
                yield from (times * k * log(p) for p, k in factorint(number).items())
    else:
        yield log(base) if not base.free_symbols else log(Abs(base))


def _power(base: Expr, exponent: Expr) -> Expr:
    if isinstance(exponent, Integer):
        return Pow(base, exponent)
    if not isinstance(exponent, Rational):
        if base.free_symbols or exponent.free_symbols:
            return _exponential(exponent * _logarithm(base))
        return Pow(base, exponent)
    if not base.free_symbols:
        return Pow(base, exponent)
    if exponent.q % 2:
        # (b^r)^k with an even root inside: what stands there is not negative
        parts = Mul.make_args(base)
        return Mul(*(Pow(p.base, p.exp * exponent) if is_even_root(p) else Pow(p, exponent) for p in parts))
    return _even_rooted(factors_of(together(shortened(base))), exponent)


def is_even_root(part: Expr) -> bool:
    """Whether it is a root, or a power of one, that is defined only where it is not negative.

    Examples
    --------
    >>> from sympy import sqrt
    >>> from sympy.abc import x
    >>> [is_even_root(part) for part in (sqrt(x), 1 / sqrt(x) ** 3, x ** Rational(1, 3), x**2)]
    [True, True, False, False]
    """
    return isinstance(part, Pow) and isinstance(part.exp, Rational) and part.exp.q % 2 == 0


def inside_logarithm(logarithm: Expr) -> Expr:
    """u of log|u|.

    Examples
    --------
    >>> from sympy.abc import x
    >>> inside_logarithm(log(Abs(x))), inside_logarithm(log(2))
    (x, 2)
    """
    argument: Expr = logarithm.args[0]
    inner: Expr = argument.args[0] if isinstance(argument, Abs) else argument
    return inner


def _even_rooted(factors: Sequence[tuple[Expr, int]], exponent: Rational) -> Expr:
    """A root of a product; what may be negative stays under one root, since only the product is known not to be."""
    doubtful = [factor for factor, k in factors if k % 2 and least_sign(factor) < 0]
    outside = []
    for factor, k in factors:
        if least_sign(factor) == 1:
            outside.append(_positive_power(factor, k * exponent))
        elif doubtful == [factor]:  # it is not negative where the root is defined
            outside.append(factor ** ((k - 1) * exponent))
        else:
            outside.append(_even_power(factor, (k - k % 2) * exponent))
            if k % 2 and factor not in doubtful:
                outside.append(Pow(factor, exponent))
    return Mul(*outside, Pow(Mul(*doubtful), exponent))


def _positive_power(factor: Expr, exponent: Rational) -> Expr:
    return exp(exponent * factor.args[0]) if isinstance(factor, exp) else Pow(factor, exponent)


def _even_power(factor: Expr, exponent: Rational) -> Expr:
    """|u|^k."""
    return _root(factor) ** exponent if isinstance(exponent, Integer) else Pow(factor**2, exponent / 2)


_SQUARES: Final[tuple[tuple[type, Callable[[Expr], Expr]], ...]] = (
    (sin, lambda u: 1 - cos(u) ** 2),
    (cos, lambda u: 1 - sin(u) ** 2),
    (sinh, lambda u: cosh(u) ** 2 - 1),
    (cosh, lambda u: 1 + sinh(u) ** 2),
)


def shortened(base: Expr) -> Expr:
    """A sum that sin² + cos² = 1 or cosh² - sinh² = 1 makes one term, as that term.

    Examples
    --------
    >>> from sympy.abc import x
    >>> shortened(1 - sin(x) ** 2), shortened(sinh(x) ** 2 + 1), shortened(1 - sin(x))
    (cos(x)**2, cosh(x)**2, 1 - sin(x))
    """
    if isinstance(base, Add):
        for function, square in _SQUARES:
            squares = {function(u) ** 2: square(u) for part in base.atoms(function) for u in part.args}
            shorter = expand(expand(base).xreplace(squares)) if squares else base
            if not isinstance(shorter, Add):
                return shorter
    return base


def _exponential(exponent: Expr) -> Expr:
    """exp with rational multiples of logarithms as powers."""
    rest, factors = [], []
    for term in Add.make_args(expand(exponent)):
        coefficient, factor = term.as_coeff_Mul()
        if isinstance(factor, log) and isinstance(coefficient, Rational):
            inner = factor.args[0]
            base = _root(inner.args[0]) if isinstance(inner, Abs) else inner
            factors.append(Pow(base, coefficient))
        else:
            rest.append(term)
    return Mul(exp(Add(*rest)), *factors)


@lru_cache(maxsize=1024)
def factors_of(expression: Expr) -> tuple[tuple[Expr, int], ...]:
    """The expression as a product of integer powers, polynomials with integer content split off and factored.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> factors_of(2 * x**2 * exp(y) - 2 * exp(y))
    ((2, 1), (x - 1, 1), (x + 1, 1), (exp(y), 1))
    >>> factors_of(-x), factors_of(x * y**2)
    (((-1, 1), (x, 1)), ((x, 1), (y, 2)))
    """
    found: dict[Expr, int] = {}
    for part in Mul.make_args(expression):
        base, exponent = part.as_base_exp() if isinstance(part, Pow) and isinstance(part.exp, Integer) else (part, 1)
        for factor, k in _polynomial_factors(base):
            found[factor] = found.get(factor, 0) + k * int(exponent)
    ordered = sorted(found.items(), key=lambda pair: pair[0].sort_key())
    return tuple((factor, k) for factor, k in ordered if k and factor != 1)


def _polynomial_factors(base: Expr) -> list[tuple[Expr, int]]:
    if isinstance(base, Add) and base.has(exp):
        common, rest = _common_exponential(base)
        if common != 0:
            return [(exp(common), 1), *_polynomial_factors(rest)]
    if isinstance(base, (Rational, Symbol)) or base.count_ops() > _LARGEST_FACTORED or not isinstance(base, Add):
        return [(base, 1)]
    try:
        if Poly(base).total_degree() > _HIGHEST_FACTORED:
            return [(base, 1)]
        content, factors = factor_list(base)
    except PolynomialError:
        return [(base, 1)]
    if not isinstance(content, Rational):
        return [(base, 1)]
    return [(content, 1), *((factor, int(k)) for factor, k in factors)]


def _arcsine(argument: Expr) -> Expr:
    """asin(u/√(1 + u²)) is atan u."""
    u, below = fraction(argument)
    if isinstance(below, Pow) and below.exp == _HALF and expand(below.base - u**2) == 1:
        return atan(u)
    return asin(argument)


def _sine(argument: Expr) -> Expr:
    if isinstance(argument, atan):
        u = argument.args[0]
        return u / Pow(1 + u**2, _HALF)
    if isinstance(argument, asin):
        return argument.args[0]
    return _of_inverse(sin, argument)


def _cosine(argument: Expr) -> Expr:
    if isinstance(argument, atan):
        return 1 / Pow(1 + argument.args[0] ** 2, _HALF)
    if isinstance(argument, asin):
        return _power(expand(1 - argument.args[0] ** 2), _HALF)
    return _of_inverse(cos, argument)


def _of_inverse(function: type, argument: Expr) -> Expr:
    """sin and cos of sums and multiples in which inverse functions occur, by the addition theorems."""
    multiples = argument.as_coefficients_dict()
    inverse = [k for part, k in multiples.items() if isinstance(part, (asin, atan))]
    if not inverse or any(not isinstance(k, Integer) or abs(k) > _HIGHEST_MULTIPLE for k in inverse):
        return function(argument)
    return in_real_form(expand_trig(function(argument)))


def _tangent(argument: Expr) -> Expr:
    if isinstance(argument, atan):
        return argument.args[0]
    return _sine(argument) / _cosine(argument)


def _common_exponential(total: Expr) -> tuple[Expr, Expr]:
    """A sum as exp(v) times a sum; every choice of v leads to the same second sum."""
    terms = [_split_exponential(term) for term in Add.make_args(expand(total))]
    shift = min((u for _, u in terms), key=lambda v: sorted((str(expand(u - v)), str(c)) for c, u in terms))
    return shift, Add(*(c * exp(expand(u - shift)) for c, u in terms))


def _split_exponential(term: Expr) -> tuple[Expr, Expr]:
    """c and u with term = c·exp(u)."""
    parts = Mul.make_args(term)
    exponent = Add(*(part.args[0] for part in parts if isinstance(part, exp)))
    return Mul(*(part for part in parts if not isinstance(part, exp))), exponent


_RULES: Final[dict[type, Callable[..., Expr]]] = {
    Abs: _absolute,
    sign: lambda u: u / _absolute(u),
    re: lambda u: u,
    im: lambda u: Integer(0),
    log: _logarithm,
    exp: _exponential,
    Pow: _power,
    Max: lambda *parts: _extreme(parts, 1),
    Min: lambda *parts: _extreme(parts, -1),
    acos: lambda u: pi / 2 - asin(u),
    asin: lambda u: _arcsine(u),
    acot: lambda u: atan(1 / u),
    asec: lambda u: pi / 2 - _arcsine(1 / u),
    acsc: lambda u: _arcsine(1 / u),
    asinh: lambda u: _logarithm(u + _power(u**2 + 1, _HALF)),
    acosh: lambda u: _logarithm(u + _power(u**2 - 1, _HALF)),
    atanh: lambda u: (_logarithm(1 + u) - _logarithm(1 - u)) / 2,
    sin: _sine,
    cos: _cosine,
    tan: _tangent,
}


def _extreme(parts: tuple[Expr, ...], side: int) -> Expr:
    first, *others = parts
    for other in others:
        first = (first + other + side * _absolute(first - other)) / 2
    return expand(first) if len(parts) == 2 else first
