"""Global bounds: that a polynomial is nowhere below a number, decided on open cells."""

from __future__ import annotations

from flint import fmpq_mpoly, fmpq_poly

from symhess.budget import Deadline
from symhess.constrained.numbers import compare
from symhess.exact import AlgebraicNumber, PolynomialValue, Rational, Real
from symhess.exact.cells import TooManyCells, open_cells

__all__ = ["is_bounded_by"]

_MOST_UNKNOWNS = 3
_HIGHEST_DEGREE = 4


def is_bounded_by(polynomial: fmpq_mpoly, value: Real, side: int, deadline: Deadline) -> bool | None:
    """Whether side·f ≥ side·value everywhere, for the polynomial side·f.

    Returns
    -------
    bool or None
        ``None`` where it is not affordable to tell.

    Examples
    --------
    >>> from flint import fmpq
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> [is_bounded_by((x * y - 1) ** 2 + x**2, Rational(fmpq(c)), 1, Deadline(None)) for c in (0, 1)]
    [True, False]
    """
    if sum(degree > 0 for degree in polynomial.degrees()) > _MOST_UNKNOWNS:
        return None
    exact = value.exact() if isinstance(value, PolynomialValue) else value
    level = _level(polynomial, exact, side)
    if level is None:
        return None
    try:
        for point in open_cells((level,), deadline):
            order = compare(Rational(polynomial(*point) * side), exact)
            if order is None:
                return None
            if order * side < 0:
                return False
    except TooManyCells:
        return None
    return True


def _level(polynomial: fmpq_mpoly, value: Real, side: int) -> fmpq_mpoly | None:
    """A polynomial over Q that is zero where f has the value: q(f) with the value's minimal polynomial q."""
    if isinstance(value, Rational):
        return polynomial - value.value * side
    root = value.primitive() if isinstance(value, AlgebraicNumber) else None
    if root is None or root.polynomial.degree() > _HIGHEST_DEGREE:
        return None
    total = polynomial * 0
    for coefficient in reversed(fmpq_poly(root.polynomial).coeffs()):
        total = total * polynomial * side + coefficient
    return total
