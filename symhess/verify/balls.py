"""Expressions evaluated over boxes of balls, many times: common parts once, powers and roots by their ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import sympy
from flint import arb, arb_mat, ctx
from sympy import Expr, Rational, Symbol

from symhess.verify.clock import check_clock
from symhess.verify.enclosures import NoEnclosure, enclosed

__all__ = ["BallFunctions", "krawczyk"]

_ASCENDING: Final = ("exp", "log", "sqrt", "asin", "atan", "sinh", "tanh", "asinh", "acosh", "atanh")
_WAVES: Final = ("sin", "cos", "tan", "acos")
_WIDE: Final = 2.0**-20
Values = list[arb]


class BallFunctions:
    """Several expressions in the same variables; a value that is not finite is not known.

    Examples
    --------
    >>> from sympy.abc import x
    >>> functions = BallFunctions((x**2, 1 / x), (x,))
    >>> square, inverse = functions([arb(0, 1)], 64)
    >>> bool(square > -1e-6), inverse.is_finite()
    (True, False)
    """

    __slots__ = ("_constants", "_numbers", "_outputs", "_size", "_steps")

    def __init__(self, expressions: Sequence[Expr], variables: Sequence[Symbol]) -> None:
        self._numbers: dict[Expr, int] = {x: k for k, x in enumerate(variables)}
        self._size = len(self._numbers)
        self._steps: list[Callable[[Values], arb] | Expr] = []
        self._outputs = [self._number(expression) for expression in expressions]
        self._constants: dict[int, list[arb | None]] = {}

    def __call__(self, box: Sequence[arb], bits: int) -> list[arb]:
        """The values over a box, computed with so many bits."""
        check_clock()
        with ctx.workprec(bits):
            if bits not in self._constants:
                self._constants[bits] = [enclosed(step, {}) if isinstance(step, Expr) else None for step in self._steps]
            values = list(box)
            for step, constant in zip(self._steps, self._constants[bits], strict=True):
                values.append(step(values) if constant is None else constant)
            return [values[k] for k in self._outputs]

    def _number(self, expression: Expr) -> int:
        if expression not in self._numbers:
            step = expression if not expression.free_symbols else self._step(expression)
            self._numbers[expression] = self._size
            self._size += 1
            self._steps.append(step)
        return self._numbers[expression]

    def _step(self, expression: Expr) -> Callable[[Values], arb]:
        if isinstance(expression, sympy.Pow) and isinstance(expression.exp, Rational):
            return _power(self._number(expression.base), expression.exp)
        if isinstance(expression, sympy.Pow) and expression.base is not sympy.E:
            return self._step(sympy.exp(expression.exp * sympy.log(expression.base), evaluate=False))
        pair = _vanishing_pair(expression) if isinstance(expression, sympy.Mul) else None
        if pair is not None:
            base, exponent, rest = pair
            parts = [self._number(base), self._number(rest)]
            return lambda values: _product([_power_times_log(values[parts[0]], exponent), values[parts[1]]])
        parts = [self._number(part) for part in expression.args]
        if isinstance(expression, sympy.Add):
            return lambda values: sum((values[k] for k in parts[1:]), values[parts[0]])
        if isinstance(expression, sympy.Mul):
            return lambda values: _product([values[k] for k in parts])
        return _function(expression, parts[0])


def _product(factors: list[arb]) -> arb:
    """A product; of two wide factors by their ends, which a ball's middle and radius would lose."""
    total = factors[0]
    for factor in factors[1:]:
        if total.rad() > _WIDE and factor.rad() > _WIDE:
            a, b, c, d = total.lower(), total.upper(), factor.lower(), factor.upper()
            total = (a * c).union(a * d).union(b * c).union(b * d)
        else:
            total = total * factor
    return total


def _vanishing_pair(product: sympy.Mul) -> tuple[Expr, Rational, Expr] | None:
    """Base, exponent and the other factors of a product with uᵏ log u, which tends to zero with u."""
    for factor in product.args:
        base, exponent = factor.as_base_exp()
        partner = sympy.log(base)
        if base.free_symbols and isinstance(exponent, Rational) and exponent > 0 and partner in product.args:
            return base, exponent, product / (factor * partner)
    return None


def _power_times_log(ball: arb, exponent: Rational) -> arb:
    """uᵏ log u for the positive numbers in a ball: it falls until u = e^(-1/k) and ascends from there."""
    order = arb(int(exponent.p)) / int(exponent.q)
    low, high = ball.lower(), ball.upper()
    if not high > 0:
        return arb.nan()
    turn, at_high = (-1 / order).exp(), high**order * high.log()
    hull = at_high.union(low**order * low.log() if low > 0 else arb(0))
    return hull if high < turn or low > turn else hull.union(-(-arb(1)).exp() / order)


def _power(base: int, exponent: Rational) -> Callable[[Values], arb]:
    above, below, rising = abs(int(exponent.p)), int(exponent.q), bool(exponent > 0)

    def powered(values: Values) -> arb:
        ball = values[base]
        if below > 1:
            if not ball > 0 and not (ball == 0 and rising):
                return arb.nan()
            ball = ball.sqrt() if below == 2 and ball.rad() <= _WIDE else _by_ends(ball, lambda end: end.root(below))
        raised = ball if above == 1 else _whole_power(ball, above)
        return raised if rising else 1 / raised

    return powered


def _whole_power(ball: arb, exponent: int) -> arb:
    if exponent % 2 == 0:
        return _even(ball, lambda end: end**exponent)
    return _by_ends(ball, lambda end: end**exponent)


def _even(ball: arb, function: Callable[[arb], arb]) -> arb:
    """An even function that ascends from zero."""
    hull = _by_ends(ball, function)
    return hull.union(function(arb(0))) if ball.contains(0) else hull


def _by_ends(ball: arb, ascending: Callable[[arb], arb]) -> arb:
    return ascending(ball.lower()).union(ascending(ball.upper()))


def _function(expression: Expr, argument: int) -> Callable[[Values], arb]:
    name = expression.func.__name__
    if name in _ASCENDING:
        function = getattr(arb, name)
        return lambda values: _by_ends(values[argument], function) if values[argument].rad() > _WIDE else function(
            values[argument]
        )
    if name in _WAVES:
        wave = getattr(arb, name)
        return lambda values: wave(values[argument])
    if name == "cosh":
        return lambda values: _even(values[argument], arb.cosh)
    if name == "Abs":
        return lambda values: _even(values[argument], abs)
    if name == "sign":
        return lambda values: arb(1) if values[argument] > 0 else arb(-1) if values[argument] < 0 else arb.nan()
    raise NoEnclosure(str(expression))


def krawczyk(
    values: BallFunctions, slopes: BallFunctions, box: Sequence[arb], bits: int
) -> list[arb] | None:
    """Krawczyk's operator for a system and its Jacobian, row by row; ``None`` where it is not defined.

    Examples
    --------
    >>> from sympy.abc import x
    >>> system, slope = BallFunctions((x**2 - 2,), (x,)), BallFunctions((2 * x,), (x,))
    >>> [image] = krawczyk(system, slope, [arb(1.4, 0.1)], 64)
    >>> arb(1.4, 0.1).contains_interior(image), image.contains(arb(1.41421356))
    (True, True)
    """
    size = len(box)
    over, slope = values(box, bits), slopes(box, bits)
    with ctx.workprec(bits):
        middle = [ball.mid() for ball in box]
        at_middle = values(middle, bits)
        if not all(ball.is_finite() for ball in (*over, *slope, *at_middle)):
            return None
        jacobian = arb_mat(size, size, slope)
        try:
            inverse = jacobian.mid().inv().mid()
        except ZeroDivisionError:
            return None
        rest = arb_mat(size, size, [int(i == j) for i in range(size) for j in range(size)]) - inverse * jacobian
        spread = arb_mat(size, 1, [ball - m for ball, m in zip(box, middle, strict=True)])
        moved = rest * spread - inverse * arb_mat(size, 1, at_middle)
        return [m + part for m, part in zip(middle, moved.entries(), strict=True)]
