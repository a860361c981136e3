"""Definite leading forms: polynomials that go to +∞ in every direction."""

from __future__ import annotations

from collections.abc import Collection

from flint import fmpq, fmpq_mpoly

from symhess.budget import Deadline
from symhess.exact.forms import definite_sign, weighted_leading_form
from symhess.solve.definiteness import forced_zeros

__all__ = ["definite_form"]

_MOST_UNKNOWNS = 3  # beyond, only forms whose sign is seen at once


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
    own = tuple(sorted(unknowns))
    found = weighted_leading_form(polynomial, own)
    if found is None:
        return None
    form = found[0]
    if any(degree > 0 for k, degree in enumerate(form.degrees()) if k not in own):
        return None
    if forced_zeros(form) >= set(own):
        return form if form(*(fmpq(1) for _ in form.degrees())) > 0 else None
    return form if len(own) <= _MOST_UNKNOWNS and definite_sign(form, own, deadline) == 1 else None
