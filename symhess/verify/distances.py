"""Checks that no zero lies beyond a distance: one power outweighs all other terms of an equation there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from flint import arb, ctx, fmpq
from sympy import Add, Expr, Integer, Mul, Poly, Symbol, atan, cos, exp, expand, sin, tanh
from sympy.polys.polyerrors import BasePolynomialError

from symhess.derivation import Step
from symhess.exact.enclosing import enclosed_constant
from symhess.transcendence import ZerosWithin

__all__ = ["check_zeros_within"]

_BITS: Final = 200


def check_zeros_within(record: ZerosWithin, subject: object, premises: Sequence[Step]) -> Iterator[str]:
    """What is wrong with the claim that all zeros lie within some distances.

    Examples
    --------
    >>> from sympy import sin
    >>> x = Symbol("x")
    >>> list(check_zeros_within(ZerosWithin((x,), (x - 3 * sin(x),), (fmpq(4),), ((0, 0),)), None, ()))
    []
    >>> list(check_zeros_within(ZerosWithin((x,), (x - 3 * sin(x),), (fmpq(2),), ((0, 0),)), None, ()))
    ['that |x| < 2 for all zeros is not confirmed']
    """
    known: dict[Symbol, fmpq] = {}
    with ctx.workprec(_BITS):
        for variable, equation in record.steps:
            x, radius = record.variables[variable], record.radii[variable]
            if not _dominates(record.equations[equation], x, radius, known):
                yield f"that |{x}| < {radius} for all zeros is not confirmed"
            known[x] = radius
    if known.keys() != set(record.variables) or len(record.radii) != len(record.variables):
        yield "not every variable has a bound"


def _dominates(equation: Expr, x: Symbol, radius: fmpq, known: Mapping[Symbol, fmpq]) -> bool:
    """Whether the highest pure power of x is greater than the sum of the other terms for all |x| from the radius on."""
    degrees: dict[int, Expr] = {}
    others = []
    for term in Add.make_args(expand(equation)):
        coefficient, rest = term.as_independent(x, as_Add=False)
        base, exponent = rest.as_base_exp()
        if base == x and isinstance(exponent, Integer) and exponent > 0 and not coefficient.free_symbols:
            degrees[int(exponent)] = coefficient
        else:
            others.append(term)
    if not degrees or radius <= 0:
        return False
    lead = max(degrees)
    others += [coefficient * x**degree for degree, coefficient in degrees.items() if degree != lead]
    ratios = [_ratio(term, x, lead, radius, known) for term in others]
    ball = enclosed_constant(degrees[lead], _BITS)
    total = sum((ratio for ratio in ratios if ratio is not None), arb(0))
    return ball is not None and None not in ratios and bool(abs(ball) > total)


def _ratio(term: Expr, x: Symbol, lead: int, radius: fmpq, known: Mapping[Symbol, fmpq]) -> arb | None:
    """A bound of |term| / |x|^lead for |x| ≥ radius."""
    size, powers, exponent = arb(1), {x: 0}, Integer(0)
    for factor in Mul.make_args(term):
        base, power = factor.as_base_exp()
        if factor.func is exp:
            exponent += factor.args[0]
        elif not factor.free_symbols:
            ball = enclosed_constant(factor, _BITS)
            size *= arb.nan() if ball is None else abs(ball)
        elif base.is_Symbol and isinstance(power, Integer):
            powers[base] = powers.get(base, 0) + int(power)
        elif base.func in (sin, cos, tanh, atan) and isinstance(power, Integer) and power > 0:
            size *= (arb.pi() / 2 if base.func is atan else arb(1)) ** int(power)
        elif not (isinstance(power, Integer) and power < 0 and _exceeds_one(base)):
            return None
    for v in sorted({*powers, *exponent.free_symbols}, key=str):
        a, b = -exponent.expand().coeff(v, 2), exponent.expand().coeff(v, 1)
        exponent = expand(exponent + a * v**2 - b * v)
        power = powers.get(v, 0)
        if v == x and a == 0 and b == 0:
            if power > lead:
                return None
            size *= arb(radius) ** (power - lead)
            continue
        bound = _one_variable(power, a, b, known.get(v))
        if bound is None:
            return None
        size *= bound / arb(radius) ** lead if v == x else bound
    constant = None if exponent.free_symbols else enclosed_constant(exponent, _BITS)
    size = arb.nan() if constant is None else size * constant.exp()
    return size if size.is_finite() else None


def _one_variable(power: int, a: Expr, b: Expr, most: fmpq | None) -> arb | None:
    """A bound of |v|^power · exp(-a v² + b v) for all v, or where the exponent is zero for |v| up to `most`.

    On v > 0 the logarithm power·log v - a v² + b v is concave, with its maximum at the positive root of
    2 a v² - b v - power = 0; the same holds for -v with -b.
    """
    if power < 0:
        return None
    if a == 0 and b == 0:
        return arb(1) if power == 0 else None if most is None else arb(most) ** power
    balls = enclosed_constant(a, _BITS), enclosed_constant(b, _BITS)
    if a.free_symbols or b.free_symbols or balls[0] is None or balls[1] is None or not balls[0] > 0:
        return None
    heights = []
    for slope in (balls[1], -balls[1]):
        top = (slope + (slope**2 + 8 * balls[0] * power).sqrt()) / (4 * balls[0])
        # Where the maximum lies at the end zero (power = 0, slope ≤ 0), the value there is 1.
        heights.append(top**power * (-balls[0] * top**2 + slope * top).exp() if top > 0 else arb(1))
    return heights[0].max(heights[1]).max(arb(1) if power == 0 else arb(0))


def _exceeds_one(base: Expr) -> bool:
    """A constant of at least one and even powers with positive coefficients."""
    try:
        terms = Poly(base, *sorted(base.free_symbols, key=str)).terms()
    except BasePolynomialError:
        return False
    constants = [c for powers, c in terms if not any(powers)]
    even = all(c.is_Rational and c > 0 and all(power % 2 == 0 for power in powers) for powers, c in terms)
    return bool(even and constants and constants[0] >= 1)
