"""Derivatives as they are wrongly computed: one typical slip, everywhere or in a single term."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Final

from sympy import Add, Expr, Function, Integer, Mul, Pow, Symbol, cos, exp, sin

__all__ = ["Slip", "derive_with_slip", "slipped_derivatives"]


class Slip(Enum):
    """A typical slip in differentiating.

    Examples
    --------
    >>> Slip("product-rule").name
    'PRODUCT_RULE'
    """

    CHAIN_RULE = "dropped-chain-factor"
    PRODUCT_RULE = "product-rule"
    EXPONENT_KEPT = "exponent-not-lowered"
    FACTOR_LOST = "exponent-factor-lost"
    SIGN_OF_COS = "sign-of-sine-or-cosine"
    CONSTANT_KEPT = "constant-term-kept"


_ONE: Final = Integer(1)


def slipped_derivatives(expression: Expr, variable: Symbol) -> Iterator[tuple[Slip, Expr]]:
    """The derivative with one slip everywhere, then with the slip in one term only.

    Examples
    --------
    >>> from sympy.abc import x
    >>> dict(slipped_derivatives(sin(3 * x), x))[Slip.CHAIN_RULE]
    cos(3*x)
    """
    terms = Add.make_args(expression.expand() if expression.is_polynomial() else expression)
    right = [term.diff(variable) for term in terms]
    for slip in Slip:
        wrong = [derive_with_slip(term, variable, slip) for term in terms]
        yield slip, Add(*wrong)
        if len(terms) > 1:
            for k, entry in enumerate(wrong):
                if entry != right[k]:
                    yield slip, Add(*right[:k], entry, *right[k + 1 :])


def derive_with_slip(expression: Expr, variable: Symbol, slip: Slip) -> Expr:
    """The derivative of one term, the slip made wherever its rule is used.

    Examples
    --------
    >>> from sympy.abc import x
    >>> derive_with_slip(x**3, x, Slip.EXPONENT_KEPT), derive_with_slip(x * exp(x), x, Slip.PRODUCT_RULE)
    (3*x**3, exp(x))
    """
    if variable not in expression.free_symbols:
        return expression if slip is Slip.CONSTANT_KEPT and expression.free_symbols else Integer(0)
    if isinstance(expression, Add):
        return Add(*(derive_with_slip(term, variable, slip) for term in expression.args))
    if isinstance(expression, Mul):
        return _product(expression, variable, slip)
    if isinstance(expression, Pow) and variable not in expression.exp.free_symbols:
        return _power(expression, variable, slip)
    if isinstance(expression, exp | Function) and len(expression.args) == 1:
        return _composed(expression, variable, slip)
    derivative: Expr = expression.diff(variable)
    return derivative


def _product(expression: Mul, variable: Symbol, slip: Slip) -> Expr:
    constants, factors = expression.as_independent(variable)
    parts = Mul.make_args(factors)
    if len(parts) == 1:
        return Mul(constants, derive_with_slip(factors, variable, slip))
    derived = [derive_with_slip(part, variable, slip) for part in parts]
    if slip is Slip.PRODUCT_RULE:
        return Mul(constants, *derived)
    return Mul(constants, Add(*(Mul(*parts[:k], d, *parts[k + 1 :]) for k, d in enumerate(derived))))


def _power(expression: Pow, variable: Symbol, slip: Slip) -> Expr:
    base, exponent = expression.base, expression.exp
    factor = _ONE if slip is Slip.FACTOR_LOST else exponent
    lowered = exponent if slip is Slip.EXPONENT_KEPT else exponent - 1
    inner = _ONE if slip is Slip.CHAIN_RULE else derive_with_slip(base, variable, slip)
    return Mul(factor, Pow(base, lowered), inner)


def _composed(expression: Expr, variable: Symbol, slip: Slip) -> Expr:
    argument = expression.args[0]
    outer = expression.func(Symbol("_u")).diff(Symbol("_u")).xreplace({Symbol("_u"): argument})
    if slip is Slip.SIGN_OF_COS and isinstance(expression, sin | cos):
        outer = -outer
    inner = _ONE if slip is Slip.CHAIN_RULE else derive_with_slip(argument, variable, slip)
    return Mul(outer, inner)
