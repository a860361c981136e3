"""Definite leading forms: polynomials that go to +∞ in every direction."""

from __future__ import annotations

from collections.abc import Collection
from math import lcm

from flint import fmpq, fmpq_mpoly

from symhess.budget import Deadline
from symhess.exact.cells import TooManyCells, sample_below
from symhess.solve.definiteness import forced_zeros

__all__ = ["definite_form"]

_FRACTIONS = (8, 1000)
_MOST_DEGREE = 8
_MOST_UNKNOWNS = 3


def definite_form(polynomial: fmpq_mpoly, unknowns: Collection[int], deadline: Deadline) -> fmpq_mpoly | None:
    """The terms of highest weight of a polynomial where they are positive off 0, so that it goes to +∞ at infinity.

    The weights balance the pure powers: x² + y⁴ is such a form, with weights 2 and 1. Other unknowns may occur in lower
    terms only; where they are bounded, the polynomial still grows beyond all bounds with the given ones.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y, z = ring(("x", "y", "z")).gens()
    >>> definite_form(x**2 + x * y + y**2 - 5 * x * z, (0, 1), Deadline(None))
    x^2 + x*y + y^2
    >>> definite_form(x**2 + y**4 - y**3, (0, 1), Deadline(None))
    y^4 + x^2
    >>> definite_form(x**2 - 3 * x * y + y**2, (0, 1), Deadline(None)) is None
    True
    """
    pure = {k: _pure_power(polynomial, k) for k in unknowns}
    if not pure or any(power == 0 or power % 2 for power in pure.values()):
        return None
    common = lcm(*pure.values())
    weights = [common // pure[k] if k in pure else 0 for k in range(len(polynomial.context().names()))]
    top: dict[tuple[int, ...], fmpq] = {}
    for exponents, coefficient in polynomial.terms():
        weight = sum(w * int(e) for w, e in zip(weights, exponents, strict=True))
        if weight > common:
            return None
        if weight == common:
            top[exponents] = coefficient
    form: fmpq_mpoly = polynomial.context().from_dict(top)
    if any(form.degrees()[k] for k in range(len(weights)) if k not in pure):
        return None
    return form if _is_positive(form, pure, deadline) else None


def _pure_power(polynomial: fmpq_mpoly, unknown: int) -> int:
    """The highest power of an unknown that stands alone."""
    return max((int(m[unknown]) for m in polynomial.monoms() if sum(m) == m[unknown]), default=0)


def _is_positive(form: fmpq_mpoly, pure: dict[int, int], deadline: Deadline) -> bool:
    if forced_zeros(form) >= set(pure):
        return bool(form(*(fmpq(1) for _ in form.context().names())) > 0)
    if len(pure) > _MOST_UNKNOWNS or form.total_degree() > _MOST_DEGREE:
        return False
    gens = form.context().gens()
    powers = sum((gens[k] ** power for k, power in pure.items()), form * 0)
    try:
        return any(sample_below(form - powers / n, (), deadline) is None for n in _FRACTIONS)
    except TooManyCells:
        return False
