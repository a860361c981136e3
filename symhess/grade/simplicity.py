"""How hard a line is against the right one: trivially simpler, a mere rearrangement, or beyond all measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import prod
from typing import Final

from sympy import Add, Expr, Mul, Pow, Symbol

__all__ = ["is_rearranged", "is_simpler", "is_tame"]

_MOST_TERMS: Final = 1000
_HIGHEST_DEGREE: Final = 12
_FEW_OPERATIONS: Final = 10


def is_simpler(own: Expr, right: Expr, variables: Sequence[Symbol]) -> bool:
    """Whether a wrong line is trivially simpler: zero, of fewer variables, of lower degree, or rid of its functions.

    Examples
    --------
    >>> from sympy import exp
    >>> from sympy.abc import x, y
    >>> [is_simpler(own, 3 * x**2 - y, (x, y)) for own in (0 * x, 3 * x**2, 3 * x - y, 3 * x**2 + y)]
    [True, True, True, False]
    >>> is_simpler(x * y, y * exp(x), (x, y))
    True
    """
    if own == right:
        return False
    if own.is_zero or own.free_symbols < right.free_symbols:
        return True
    polynomial = [f.is_polynomial(*variables) for f in (own, right)]
    if all(polynomial):
        return _degree(own) < _degree(right)
    return bool(polynomial[0])


def _degree(polynomial: Expr) -> int:
    """The total degree; of what is too large to multiply out, the degree without cancellation."""
    if _terms_at_most(polynomial) <= _MOST_TERMS:
        polynomial = polynomial.expand()
    return _written_degree(polynomial)


def _written_degree(polynomial: Expr) -> int:
    if isinstance(polynomial, Add):
        return max(map(_written_degree, polynomial.args))
    if isinstance(polynomial, Mul):
        return sum(map(_written_degree, polynomial.args))
    if isinstance(polynomial, Pow):
        return _written_degree(polynomial.base) * int(polynomial.exp) if polynomial.free_symbols else 0
    return int(polynomial.is_Symbol)


def _terms_at_most(polynomial: Expr) -> int:
    """A bound on the terms after multiplying out."""
    if isinstance(polynomial, Add):
        return sum(map(_terms_at_most, polynomial.args))
    if isinstance(polynomial, Mul):
        return prod(map(_terms_at_most, polynomial.args))
    if isinstance(polynomial, Pow) and polynomial.free_symbols:
        return int(min(_terms_at_most(polynomial.base), _MOST_TERMS) ** int(polynomial.exp))
    return 1


def is_rearranged(own: Sequence[Expr | None], right: Iterable[Expr]) -> bool:
    """Whether the right entries stand there in another order.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> is_rearranged((y, x * (x + 1)), (x**2 + x, y)), is_rearranged((x, None), (x, y))
    (True, False)
    """
    one, other = ([_expanded(entry) for entry in entries if entry is not None] for entries in (own, right))
    return one != other and Counter(one) == Counter(other)


def _expanded(entry: Expr) -> Expr:
    return entry.expand() if entry.is_polynomial() and _terms_at_most(entry) <= _MOST_TERMS else entry


def is_tame(own: Expr, right: Expr, variables: Sequence[Symbol]) -> bool:
    """Whether an own equation is worth solving: it is right, or not far beyond the right one in size.

    Examples
    --------
    >>> from sympy.abc import x
    >>> is_tame(x**3 - 1, 2 * x, (x,)), is_tame(x**500 - 1, 2 * x, (x,))
    (True, False)
    """
    if own == right:
        return True
    if not own.is_polynomial(*variables):
        return not right.is_polynomial(*variables) and own.count_ops() <= 2 * right.count_ops() + _FEW_OPERATIONS
    return _terms_at_most(own) <= _MOST_TERMS and _degree(own) <= _HIGHEST_DEGREE
