"""Signs of expressions in integer parameters that hold for all integers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from flint import arb
from sympy import Add, Expr, Integer, Mul, Poly, Pow, Symbol, cosh, exp
from sympy.polys.polyerrors import PolynomialError

from symhess.exact import is_zero_constant, real_number
from symhess.exact.enclosing import enclosed_constant
from symhess.exact.number import ball_sign

__all__ = ["sign_for_all_integers"]

_BITS: Final = 256
_FARTHEST: Final = 20_000


def sign_for_all_integers(expression: Expr, parameters: Sequence[Symbol]) -> int | None:
    """The sign of an expression where it is the same for all integers; ``None`` where it changes or is not known.

    Examples
    --------
    >>> from sympy import pi
    >>> n, m = Symbol("n", integer=True), Symbol("m", integer=True)
    >>> sign_for_all_integers(1 + n**2 * exp(m), (n, m)), sign_for_all_integers((3 * n - 1) ** 2 - 1, (n,))
    (1, None)
    >>> sign_for_all_integers(1 - 4 * (n - pi) ** 2 / 3 * 100, (n,))
    -1
    """
    used = [parameter for parameter in parameters if parameter in expression.free_symbols]
    if not used:
        return _constant_sign(expression)
    sign, strict = _plain_sign(expression)
    if sign and strict:
        return sign
    return _polynomial_sign(expression, used[0]) if len(used) == 1 else None


def _constant_sign(constant: Expr) -> int | None:
    try:
        return real_number(constant).sign()
    except ValueError:
        return None


def _plain_sign(expression: Expr) -> tuple[int, bool]:
    """A sign that the form of the expression shows, and whether zero is excluded; (0, False) where it shows none."""
    if not expression.free_symbols:
        sign = _constant_sign(expression)
        return (sign or 0, bool(sign))
    if isinstance(expression, exp | cosh):
        return 1, True
    if isinstance(expression, Pow) and isinstance(expression.exp, Integer):
        sign, strict = _plain_sign(expression.base)
        if expression.exp.is_even:
            return (1, strict) if expression.exp > 0 or strict else (0, False)
        return sign, strict
    if isinstance(expression, Mul):
        factors = [_plain_sign(factor) for factor in expression.args]
        sign = 1
        for factor, _ in factors:
            sign *= factor
        return sign, sign != 0 and all(strict for _, strict in factors)
    if isinstance(expression, Add):
        terms = [_plain_sign(term) for term in expression.args]
        signs = {sign for sign, _ in terms}
        return (signs.pop(), any(strict for _, strict in terms)) if len(signs) == 1 else (0, False)
    return 0, False


def _polynomial_sign(expression: Expr, parameter: Symbol) -> int | None:
    """A polynomial of even degree in one parameter: one by one where its leading term does not outweigh the others."""
    try:
        coefficients = Poly(expression, parameter).all_coeffs()
    except PolynomialError:
        return None
    balls = [enclosed_constant(c, _BITS) for c in coefficients]
    known = [ball for ball in balls if ball is not None]
    leading = ball_sign(known[0]) if len(known) == len(coefficients) else None
    if not leading or len(coefficients) % 2 == 0:
        return None
    bound = 1 + sum((abs(ball) for ball in known[1:]), arb(0)) / abs(known[0])
    if not bound < _FARTHEST:
        return None
    reach = int(bound.upper().unique_fmpz() or float(bound.upper())) + 1
    values = (expression.xreplace({parameter: Integer(k)}) for k in range(-reach, reach + 1))
    return leading if all(_has_sign(value, leading) for value in values) else None


def _has_sign(value: Expr, sign: int) -> bool:
    ball = enclosed_constant(value, _BITS)
    return ball is not None and ball_sign(ball) == sign and not is_zero_constant(value)
