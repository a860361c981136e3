"""How fast the terms of an equation can grow with one variable, whatever the others do."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from flint import arb, fmpq
from sympy import Add, Expr, Integer, Mul, Poly, PolynomialError, Pow, Symbol, atan, cos, exp, expand, sin, tanh

from symhess.exact.enclosing import enclosed_constant

__all__ = ["growth_bound", "outweighs"]

_MOST_OPERATIONS: Final = 200
_BITS: Final = 128
_BOUNDED: Final[dict[type, int]] = {sin: 1, cos: 1, tanh: 1, atan: 2}


def growth_bound(term: Expr, variable: Symbol, within: Mapping[Symbol, fmpq]) -> tuple[int, arb] | None:
    """Numbers k and c: the absolute value of the term is at most c·|x|ᵏ for all |x| ≥ 1; ``None`` where none are seen.

    The other variables are free, or between -b and b for those with a bound b in `within`. Sine, cosine, tanh and atan
    are bounded, and so are powers times the exponential of a negative square.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> growth_bound(3 * x**2 * sin(x * y), x, {})
    (2, 3.00000000000000)
    >>> degree, bound = growth_bound(x * y * exp(-(y**2)), x, {})
    >>> degree, bool(0.4 < bound < 0.7)
    (1, True)
    >>> growth_bound(x * y, x, {}) is None, growth_bound(x * y, x, {y: fmpq(2)})
    (True, (1, 2.00000000000000))
    """
    powers: dict[Symbol, int] = {}
    quadratic: Expr = Integer(0)
    bound = arb(1)
    for factor in Mul.make_args(term):
        base, exponent = factor.as_base_exp()
        if isinstance(factor, exp):
            quadratic += factor.exp
        elif not factor.free_symbols:
            ball = enclosed_constant(factor, _BITS)
            if ball is None:
                return None
            bound *= abs(ball)
        elif not isinstance(exponent, Integer) or (exponent < 0 and not _is_at_least_one(base)):
            return None
        elif base.func in _BOUNDED and exponent > 0:
            bound *= arb(_BOUNDED[base.func]) ** int(exponent)
        elif isinstance(base, Symbol):
            powers[base] = powers.get(base, 0) + int(exponent)
        elif exponent > 0:
            return None
    degree = 0 if quadratic.has(variable) else powers.pop(variable, 0)
    rest = _exponential_bound(quadratic, powers, within)
    return None if rest is None else (degree, (bound * rest).upper())


def _is_at_least_one(base: Expr) -> bool:
    """A sum of one and even powers with positive coefficients."""
    try:
        terms = Poly(base).terms()
    except PolynomialError:
        return False
    even = all(c.is_Rational and c > 0 and all(n % 2 == 0 for n in powers) for powers, c in terms)
    return even and any(c >= 1 and not any(powers) for powers, c in terms)


def _exponential_bound(quadratic: Expr, powers: Mapping[Symbol, int], within: Mapping[Symbol, fmpq]) -> arb | None:
    """A bound for the powers of variables times exp(quadratic), where that is Σ(-a v² + b v) + c.

    Half of each square bounds the linear term, -a v²/2 + b v ≤ b²/(2a), the other half the power,
    |v|ᵐ exp(-a v²/2) ≤ (m/(a e))^(m/2).
    """
    symbols = sorted(quadratic.free_symbols, key=str)
    bound = arb(1)
    squares: dict[Symbol, arb] = {}
    rest = expand(quadratic)
    for v in symbols:
        a, b = -rest.coeff(v, 2), rest.coeff(v, 1)
        rest = expand(rest + a * v**2 - b * v)
        if a.free_symbols or b.free_symbols or not a.is_positive:
            return None
        balls = enclosed_constant(a, _BITS), enclosed_constant(b, _BITS)
        if balls[0] is None or balls[1] is None:
            return None
        squares[v] = balls[0]
        bound *= (balls[1] * balls[1] / (2 * balls[0])).exp()
    if rest.free_symbols:
        return None
    constant = enclosed_constant(rest, _BITS)
    for v, power in powers.items():
        if v in squares:
            bound *= (power / (squares[v] * arb(1).exp())) ** (arb(power) / 2)
        elif v in within:
            bound *= arb(within[v]) ** power
        else:
            return None
    return None if constant is None else bound * constant.exp()


def outweighs(equation: Expr, variable: Symbol, radius: fmpq, within: Mapping[Symbol, fmpq]) -> bool:
    """Whether a power of the variable is greater than all other terms together wherever |variable| ≥ radius ≥ 1.

    Examples
    --------
    >>> from sympy import pi
    >>> from sympy.abc import x, y
    >>> wave = 2 * x + 20 * pi * sin(2 * pi * x) * cos(y)
    >>> outweighs(wave, x, fmpq(32), {}), outweighs(wave, x, fmpq(31), {})
    (True, False)
    """
    terms = _terms(equation, variable)
    pure = [(c, p) for c, p in terms if not c.free_symbols and _power_of(p, variable)]
    if radius < 1 or not pure:
        return False
    coefficient, lead = max(pure, key=lambda each: int(_power_of(each[1], variable)))
    degree, ball = _power_of(lead, variable), enclosed_constant(coefficient, _BITS)
    total = arb(0)
    for c, p in terms:
        if (c, p) != (coefficient, lead):
            found = growth_bound(c * p, variable, within)
            if found is None or found[0] > degree:
                return False
            total += found[1] * arb(radius) ** (found[0] - degree)
    return ball is not None and bool(abs(ball) > total)


@lru_cache(maxsize=64)
def _terms(equation: Expr, variable: Symbol) -> tuple[tuple[Expr, Expr], ...]:
    """The terms, each as what is free of the variable times the rest; none where multiplying out would take long."""
    if equation.count_ops() > _MOST_OPERATIONS:
        return ()
    return tuple(term.as_independent(variable, as_Add=False) for term in Add.make_args(expand(equation)))


def _power_of(expression: Expr, variable: Symbol) -> int:
    """n for a power xⁿ with n ≥ 1, otherwise 0."""
    base, exponent = expression.as_base_exp() if isinstance(expression, Pow) else (expression, Integer(1))
    return int(exponent) if base == variable and isinstance(exponent, Integer) and exponent > 0 else 0
