"""Whether an expression is zero wherever it is defined, by the relations among its kernels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import lcm
from typing import Final

from flint import arb, fmpq_mpoly
from sympy import Add, Expr, Mul, Pow, Rational, Symbol, acos, asin, atan, expand, sin

from symhess.budget import Deadline
from symhess.equivalence.rewriting import in_real_form
from symhess.exact.enclosing import enclosed_constant
from symhess.exact.polynomial import NotPolynomial
from symhess.exact.zero_test import is_zero_constant
from symhess.kernels.kernel_ring import Kernel, KernelRing, Nature, kernel_ring

__all__ = ["is_zero_number", "vanishes"]

_BITS: Final = 128
_HIGHEST_MULTIPLE: Final = 16  # by which an angle is taken to get rid of its denominators


def vanishes(difference: Expr, variables: Sequence[Symbol], deadline: Deadline) -> bool:
    """Whether a difference is proved to be zero by the relations among its kernels.

    Examples
    --------
    >>> from sympy import cos
    >>> from sympy.abc import x
    >>> [vanishes(f, (x,), Deadline(None)) for f in (sin(2 * x) - 2 * sin(x) * cos(x), sin(x) - x)]
    [True, False]
    """
    if not difference.free_symbols:
        return is_zero_number(difference)
    deadline.check()
    try:
        kernels = kernel_ring([difference], variables)
        numerator = kernels.numerator(difference)
        return all(is_zero_number(c) for c in _coefficients(kernels, numerator))
    except NotPolynomial:
        return False


def _coefficients(kernels: KernelRing, numerator: fmpq_mpoly) -> Iterable[Expr]:
    """The constants that stand before the monomials in the other kernels."""
    constant = [kernel.nature is Nature.CONSTANT for kernel in kernels.kernels]
    found: dict[tuple[int, ...], list[Expr]] = {}
    for exponents, coefficient in numerator.terms():
        key = tuple(0 if c else e for e, c in zip(exponents, constant, strict=True))
        factors = (_power(k, e) for k, e, c in zip(kernels.kernels, exponents, constant, strict=True) if c)
        value = Mul(Rational(int(coefficient.p), int(coefficient.q)), *factors)
        found.setdefault(key, []).append(value)
    return (Add(*values) for values in found.values())


def _power(kernel: Kernel, exponent: int) -> Expr:
    return Pow(kernel.expression, exponent)


def is_zero_number(constant: Expr) -> bool:
    """Whether a constant is proved to be zero; angles are zero where their sine is and they are small.

    Examples
    --------
    >>> from sympy import pi
    >>> machin = 4 * atan(Rational(1, 5)) - atan(Rational(1, 239)) - pi / 4
    >>> is_zero_number(machin), is_zero_number(machin + pi), is_zero_number(machin + Rational(1, 10**9))
    (True, False, False)
    """
    return is_zero_constant(constant) is True or _is_zero_angle(constant)


def _is_zero_angle(constant: Expr) -> bool:
    if not constant.has(asin, acos, atan):
        return False
    terms = Add.make_args(expand(in_real_form(constant)))
    multiple = lcm(*(int(k.q) for k in (term.as_coeff_Mul()[0] for term in terms) if isinstance(k, Rational)))
    if multiple > _HIGHEST_MULTIPLE:
        return False
    angle = Add(*(multiple * term for term in terms))
    ball = enclosed_constant(angle, _BITS)
    if ball is None or not abs(ball) < arb(3):
        return False
    return is_zero_constant(in_real_form(sin(angle))) is True
