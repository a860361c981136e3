"""Forms: homogeneous polynomials, their sign on all of R^n and directions in which they are positive or negative."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import Final

from flint import fmpq, fmpq_mpoly

from symhess.budget import Deadline
from symhess.exact.cells import TooManyCells, sample_below, univariate
from symhess.exact.isolation import isolate_real_roots

__all__ = ["definite_sign", "form_signs", "leading_form", "restricted"]

_MOST_VECTORS: Final = 2000
_SMALLEST: Final = (fmpq(1, 8), fmpq(1, 1024), fmpq(1, 2**20))


def leading_form(polynomial: fmpq_mpoly) -> fmpq_mpoly:
    """The terms of highest degree.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> leading_form(x**2 * y - x * y**2 + y - 3)
    x^2*y - x*y^2
    """
    degree = polynomial.total_degree()
    terms = {e: c for e, c in polynomial.terms() if sum(map(int, e)) == degree}
    return polynomial.context().from_dict(terms)


def restricted(polynomial: fmpq_mpoly, unknowns: Sequence[int]) -> fmpq_mpoly:
    """The terms in which one of the unknowns occurs.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> restricted(x**2 + x + y - 1, (0,))
    x^2 + x
    """
    terms = {e: c for e, c in polynomial.terms() if any(e[k] for k in unknowns)}
    return polynomial.context().from_dict(terms)


def definite_sign(form: fmpq_mpoly, unknowns: Sequence[int], deadline: Deadline) -> int | None:
    """1 or -1 where the form has this sign at every real point but the origin, as a form in these unknowns.

    Returns
    -------
    int or None
        ``None`` where it is not definite, or where that is not found.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y, z = ring(("x", "y", "z")).gens()
    >>> definite_sign(x**4 - x**2 * y**2 + y**4, (0, 1), Deadline(None))
    1
    >>> definite_sign(x**4 - 2 * x**2 * y**2 + y**4, (0, 1), Deadline(None)) is None
    True
    >>> definite_sign(-(x**2) - x * y - y**2 - z**2, (0, 1, 2), Deadline(None))
    -1
    """
    degree = form.total_degree()
    if degree % 2 or form.is_zero():
        return None
    axes = [univariate(form, k, [fmpq(0)] * len(form.degrees()))[degree] for k in unknowns]
    if not (all(c > 0 for c in axes) or all(c < 0 for c in axes)):
        return None
    sign = 1 if axes[0] > 0 else -1
    if all(all(e % 2 == 0 for e in m) and c * sign > 0 for m, c in form.terms()):
        return sign
    if len(unknowns) == 2:
        polynomial = univariate(form, unknowns[0], [fmpq(1)] * len(form.degrees())).numer()
        square_free = polynomial / polynomial.gcd(polynomial.derivative())
        return None if isolate_real_roots(square_free) else sign
    return sign if _has_margin(form * sign, unknowns, degree, deadline) else None


def _has_margin(form: fmpq_mpoly, unknowns: Sequence[int], degree: int, deadline: Deadline) -> bool:
    """Whether form − ε·Σ x^degree is nonnegative for some ε > 0; the last unknown may be 1 (a dense set of directions)."""
    gens = form.context().gens()
    powers = sum((gens[k] ** degree for k in unknowns), form.context().constant(0))
    for margin in _SMALLEST:
        flat = (form - powers * margin).subs({form.context().names()[unknowns[-1]]: 1})
        try:
            if sample_below(flat, (), deadline) is None:
                return True
        except TooManyCells:
            return False
    return False


def form_signs(form: fmpq_mpoly, unknowns: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """For each sign, 1 and -1, that is found an integer vector at which the form has it.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> form_signs(x**2 - x * y, (0, 1))
    {1: (1, 0), -1: (1, 2)}
    >>> form_signs(x**2 + y**2, (0, 1))
    {1: (1, 0)}
    """
    found: dict[int, tuple[int, ...]] = {}
    for vector in _vectors(len(form.degrees()), unknowns):
        value = form(*map(fmpq, vector))
        if value != 0:
            sign = 1 if value > 0 else -1
            found.setdefault(sign, vector)
            if form.total_degree() % 2:
                found.setdefault(-sign, tuple(-entry for entry in vector))
        if len(found) == 2:
            break
    return found


def _vectors(size: int, unknowns: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for k in unknowns:
        yield tuple(int(i == k) for i in range(size))
    for largest in (1, 2, 3, 5):
        for entries in islice(product(range(largest, -largest - 1, -1), repeat=len(unknowns)), _MOST_VECTORS):
            if any(entries):
                vector = [0] * size
                for k, entry in zip(unknowns, entries, strict=True):
                    vector[k] = entry
                yield tuple(vector)
