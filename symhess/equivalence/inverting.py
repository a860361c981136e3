"""Differences taken out of their outermost function: squares for roots, exponentials for logarithms."""

from __future__ import annotations

from collections.abc import Sequence
from math import lcm
from typing import Final

from sympy import Add, Expr, Integer, Mul, Pow, Rational, Symbol, expand, log

from symhess.budget import Deadline
from symhess.differentiate.smoothness import least_sign
from symhess.equivalence.rewriting import inside_logarithm, is_even_root
from symhess.equivalence.vanishing import vanishes

__all__ = ["logarithms_cancel", "roots_cancel"]

_MOST_TERMS: Final = 12
_HIGHEST_POWER: Final = 24


def roots_cancel(difference: Expr, variables: Sequence[Symbol], deadline: Deadline) -> bool:
    """Whether a difference t − r is proved to be zero by t² = r², where neither t nor r is ever negative.

    Examples
    --------
    >>> from sympy import sqrt
    >>> from sympy.abc import x
    >>> nested = sqrt(x + 2 * sqrt(x) + 1)
    >>> [roots_cancel(nested - r, (x,), Deadline(None)) for r in (sqrt(x) + 1, 1 - sqrt(x))]
    [True, False]
    """
    terms = Add.make_args(expand(difference))
    if len(terms) > _MOST_TERMS:
        return False
    negative = [term for term in terms if _is_never_negative(-term)]
    others = [term for term in terms if term not in negative]
    if not negative or not all(map(_is_never_negative, others)):
        return False
    one, other = Add(*others), -Add(*negative)
    return vanishes(expand(one**2) - expand(other**2), variables, deadline)


def _is_never_negative(term: Expr) -> bool:
    """Whether a product is made of roots, and of what has no negative values anyway."""
    return all(least_sign(factor) >= 0 or is_even_root(factor) for factor in Mul.make_args(term))


def logarithms_cancel(difference: Expr, variables: Sequence[Symbol], deadline: Deadline) -> bool:
    """Whether a sum of multiples of logarithms of absolute values is proved to be zero by a product that is one.

    Examples
    --------
    >>> from sympy import Abs, cos, sin, tan
    >>> from sympy.abc import x
    >>> total = log(Abs(tan(x / 2))) - log(Abs(sin(x))) + log(Abs(1 + cos(x)))
    >>> logarithms_cancel(total, (x,), Deadline(None)), logarithms_cancel(2 * total + log(2), (x,), Deadline(None))
    (True, False)
    """
    terms = [term.as_coeff_Mul() for term in Add.make_args(expand(difference))]
    if len(terms) > _MOST_TERMS or not all(isinstance(k, Rational) and isinstance(part, log) for k, part in terms):
        return False
    multiple = 2 * lcm(*(int(k.q) for k, _ in terms))
    if any(abs(k * multiple) > _HIGHEST_POWER for k, _ in terms):
        return False
    product = Mul(*(Pow(inside_logarithm(part), k * multiple) for k, part in terms))
    return vanishes(product - Integer(1), variables, deadline)
