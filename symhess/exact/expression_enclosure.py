"""Expressions of one real variable evaluated over balls: the interval extension that proofs on cells rest on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, reduce
from operator import add, mul
from typing import Final, TypeAlias

from flint import arb, ctx, fmpq
from sympy import (
    Abs,
    Add,
    Basic,
    Expr,
    Integer,
    LambertW,
    Mul,
    Pow,
    Rational,
    Symbol,
    acos,
    acosh,
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
    erfc,
    exp,
    log,
    sec,
    sech,
    sin,
    sinh,
    tan,
    tanh,
)

from symhess.exact.enclosing import enclosed_constant

__all__ = ["EnclosedFunction", "between", "enclosed_function"]

Operation: TypeAlias = Callable[[Sequence[arb]], arb]

_NAN: Final = arb("nan")
_SLACK: Final = arb(2) ** -20  # balls overshoot their ends by a part of the radius that rounding makes much smaller


def _monotone(function: Callable[[arb], arb], low: int, high: int | None = None) -> Callable[[arb], arb]:
    """A monotone function by its values at the ends of the ball, which may overshoot the function's domain a little."""

    def enclosed(ball: arb) -> arb:
        slack, ends = ball.rad() * _SLACK, [ball.lower(), ball.upper()]
        for k, edge in enumerate((low, high)):
            beyond = arb(0) if edge is None else (ends[k] - edge) * (2 * k - 1)
            if beyond > slack:
                return _NAN
            ends[k] = arb(edge) if beyond > 0 else ends[k]
        return function(ends[0]).union(function(ends[1]))

    return enclosed


_FUNCTIONS: Final[dict[type, Callable[[arb], arb]]] = {
    Abs: abs,
    LambertW: lambda u: u.lambertw(),
    acos: _monotone(lambda u: u.acos(), -1, 1),
    acosh: _monotone(lambda u: u.acosh(), 1),
    asin: _monotone(lambda u: u.asin(), -1, 1),
    asinh: lambda u: u.asinh(),
    atan: lambda u: u.atan(),
    atanh: lambda u: u.atanh(),
    cos: lambda u: u.cos(),
    cosh: lambda u: u.cosh(),
    cot: lambda u: u.cot(),
    coth: lambda u: u.coth(),
    csc: lambda u: u.csc(),
    csch: lambda u: u.csch(),
    erf: lambda u: u.erf(),
    erfc: lambda u: u.erfc(),
    exp: lambda u: u.exp(),
    log: lambda u: u.log(),
    sec: lambda u: u.sec(),
    sech: lambda u: u.sech(),
    sin: lambda u: u.sin(),
    sinh: lambda u: u.sinh(),
    tan: lambda u: u.tan(),
    tanh: lambda u: u.tanh(),
}


def between(low: fmpq | arb, high: fmpq | arb) -> arb:
    """The ball that reaches from `low` to `high`.

    Examples
    --------
    >>> cell = between(fmpq(0), fmpq(1, 2))
    >>> bool(cell.contains(arb(0))), bool(cell.contains(arb(0.5))), bool(cell.contains(arb(1)))
    (True, True, False)
    """
    return arb(low).union(arb(high))


class EnclosedFunction:
    """One expression as a function from balls to balls, at the working precision of the moment.

    The value holds f(x) for every x in the argument; it is not finite where f may be undefined there, or where a
    part of the expression has no enclosure here. A ball that only by rounding reaches beyond the domain of a root or
    an inverse function counts as inside.

    Examples
    --------
    >>> from sympy import exp
    >>> x = Symbol("x")
    >>> f = EnclosedFunction(x**2 * exp(-x), x)
    >>> bool(f(between(fmpq(-1), fmpq(1))).contains(f(arb(-1)))), bool(f(arb(2)).overlaps(4 * arb(-2).exp()))
    (True, True)
    >>> bool(EnclosedFunction(log(x), x)(arb(0)).is_finite())
    False
    """

    __slots__ = ("_constants", "_registers", "_steps")

    def __init__(self, expression: Expr, variable: Symbol) -> None:
        self._registers: dict[Basic, int] = {variable: 0}
        self._constants: list[tuple[int, Expr]] = []
        self._steps: list[tuple[int, Operation, tuple[int, ...]]] = []
        self._place(expression, variable)

    def __call__(self, ball: arb) -> arb:
        """The values on a ball."""
        values = [_NAN] * len(self._registers)
        values[0] = ball
        for place, constant in self._constants:
            enclosed = enclosed_constant(constant, int(ctx.prec))
            values[place] = _NAN if enclosed is None else enclosed
        last = 0
        for last, operation, places in self._steps:
            values[last] = operation([values[k] for k in places])
        return values[last or (self._constants[-1][0] if self._constants else 0)]

    def _place(self, part: Expr, variable: Symbol) -> int:
        """The register of a part, after those of what it is made of."""
        known = self._registers.get(part)
        if known is not None:
            return known
        if not part.has(variable):
            place = self._registers[part] = len(self._registers)
            self._constants.append((place, part))
            return place
        operation, operands = _operation(part)
        places = tuple(self._place(operand, variable) for operand in operands)
        place = self._registers[part] = len(self._registers)
        self._steps.append((place, operation, places))
        return place


@lru_cache(maxsize=4096)
def enclosed_function(expression: Expr, variable: Symbol) -> EnclosedFunction:
    """:class:`EnclosedFunction` of an expression, made once.

    Examples
    --------
    >>> x = Symbol("x")
    >>> enclosed_function(x + 1, x) is enclosed_function(x + 1, x)
    True
    """
    return EnclosedFunction(expression, variable)


def _operation(part: Expr) -> tuple[Operation, Sequence[Expr]]:
    if isinstance(part, Add):
        return lambda values: reduce(add, values), part.args
    if isinstance(part, Mul):
        return lambda values: reduce(mul, values), part.args
    if isinstance(part, Pow):
        return _power(part)
    function = _FUNCTIONS.get(part.func)
    if function is None:
        return lambda values: _NAN, ()
    return lambda values: function(values[0]), part.args


def _power(part: Pow) -> tuple[Operation, Sequence[Expr]]:
    base, exponent = part.args
    if isinstance(exponent, Integer):
        whole = int(exponent)
        return lambda values: _integer_power(values[0], whole), (base,)
    if isinstance(exponent, Rational):
        p, q = int(exponent.p), int(exponent.q)
        root = _monotone(lambda u: u.root(q), 0)
        return lambda values: _integer_power(root(values[0]), p), (base,)
    return lambda values: (values[1] * values[0].log()).exp(), (base, exponent)


def _integer_power(ball: arb, exponent: int) -> arb:
    if exponent < 0:
        return 1 / _integer_power(ball, -exponent)
    if exponent % 2 or not ball.contains(0):
        return _by_squaring(ball, exponent)
    return between(arb(0), _by_squaring(ball.abs_upper(), exponent))


def _by_squaring(ball: arb, exponent: int) -> arb:
    result = arb(1)
    while exponent:
        result = result * ball if exponent % 2 else result
        ball, exponent = ball * ball, exponent // 2
    return result
