"""What a function does far away: whether it tends to one value in all directions, by the size of its terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from flint import fmpq_mpoly
from sympy import Add, Expr, Integer, Mul, Rational, Symbol, acot, atan, cos, erf, exp, expand, sin, tanh

from symhess.budget import Deadline
from symhess.exact.forms import definite_sign, leading_form, weighted_leading_form
from symhess.exact.polynomial import NotPolynomial, polynomial_of, ring

__all__ = ["limit_at_infinity", "polynomial_and_rest"]

_BOUNDED: Final = (sin, cos, tanh, atan, acot, erf)


def limit_at_infinity(expression: Expr, variables: Sequence[Symbol], deadline: Deadline) -> Expr | None:
    """The value that f tends to as |x| grows, in whatever direction; ``None`` where the terms do not show one.

    A term tends to zero where it is a polynomial times exp of a polynomial that tends to −∞, or where powers of
    polynomials with definite leading forms outweigh it from below.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> limit_at_infinity(1 + x * y * exp(-(x**2) - y**2), (x, y), Deadline(None))
    1
    >>> limit_at_infinity((x + y) / (1 + x**2 + y**2), (x, y), Deadline(None))
    0
    >>> limit_at_infinity(exp(-(x**2)), (x, y), Deadline(None)) is None
    True
    """
    constant: list[Expr] = []
    for term in Add.make_args(_terms(expression)):
        if not term.free_symbols & set(variables):
            constant.append(term)
        elif not _vanishes(term, tuple(variables), deadline):
            return None
    return Add(*constant)


def _terms(expression: Expr) -> Expr:
    """Written as a sum, but with the arguments of functions and the denominators left as they are."""
    return expand(expression, deep=False) if isinstance(expression, Mul) else expression


def _vanishes(term: Expr, variables: tuple[Symbol, ...], deadline: Deadline) -> bool:
    """Whether a product tends to zero in all directions."""
    degree: Rational = Integer(0)
    exponents: list[Expr] = []
    for factor in Mul.make_args(term):
        base, power = factor.as_base_exp() if not isinstance(factor, exp) else (factor, Integer(1))
        if isinstance(factor, exp):
            exponents.append(factor.args[0])
        elif isinstance(base, _BOUNDED) and power.is_Integer and power > 0:
            continue
        elif not isinstance(power, Rational):
            return False
        else:
            grown = _degree(base, variables, positive=power > 0, deadline=deadline)
            if grown is None:
                return False
            degree += grown * power
    if exponents:
        return _falls(Add(*exponents), variables, deadline)
    return bool(degree < 0)


def _degree(base: Expr, variables: tuple[Symbol, ...], *, positive: bool, deadline: Deadline) -> int | None:
    """A degree by which a polynomial grows at most, or at least where it stands below."""
    polynomial = _polynomial(base, variables)
    if polynomial is None:
        return None
    everything = tuple(range(len(variables)))
    if not positive and definite_sign(leading_form(polynomial), everything, deadline) is None:
        return None
    return int(polynomial.total_degree())


def _falls(exponent: Expr, variables: tuple[Symbol, ...], deadline: Deadline) -> bool:
    """Whether a polynomial tends to −∞ in all directions."""
    polynomial = _polynomial(exponent, variables)
    everything = tuple(range(len(variables)))
    found = None if polynomial is None else weighted_leading_form(polynomial, everything)
    return found is not None and definite_sign(found[0], everything, deadline) == -1


def _polynomial(expression: Expr, variables: Sequence[Symbol]) -> fmpq_mpoly | None:
    try:
        return polynomial_of(expression, ring([v.name for v in variables]))
    except NotPolynomial:
        return None


def polynomial_and_rest(expression: Expr, variables: Sequence[Symbol]) -> tuple[Expr, Expr]:
    """The terms that are polynomials over the rationals, and the others.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> polynomial_and_rest(x**2 + y**2 + sin(x * y), (x, y))
    (x**2 + y**2, sin(x*y))
    """
    terms = Add.make_args(expression)
    plain = [term for term in terms if _polynomial(term, variables) is not None]
    return Add(*plain), Add(*(term for term in terms if term not in plain))
