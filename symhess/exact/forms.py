"""Forms: homogeneous polynomials, their sign on all of R^n and directions in which they are positive or negative."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product
from math import gcd, lcm
from typing import Final

from flint import fmpq, fmpq_mpoly, fmpz_poly

from symhess.budget import Deadline
from symhess.exact.cells import TooManyCells, sample_below, univariate
from symhess.exact.isolation import isolate_real_roots

__all__ = ["definite_sign", "form_signs", "leading_form", "restricted", "weighted_leading_form"]

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


def weighted_leading_form(polynomial: fmpq_mpoly, unknowns: Sequence[int]) -> tuple[fmpq_mpoly, tuple[int, ...]] | None:
    """The terms of highest weighted degree, with weights that make the highest pure powers of equal degree.

    ``None`` where a pure power is missing or another term outweighs them.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> weighted_leading_form(x**6 + x**3 * y**2 + 4 * y**4 - x * y, (0, 1))
    (x^6 + x^3*y^2 + 4*y^4, (2, 3))
    >>> weighted_leading_form(x**2 * y + y**2, (0, 1)) is None
    True
    """
    monomials = [tuple(map(int, m)) for m in polynomial.monoms()]
    pure = [max((m[k] for m in monomials if m[k] and m[k] == sum(m)), default=0) for k in unknowns]
    if not all(pure):
        return None
    whole = lcm(*pure)
    weights = [whole // degree for degree in pure]

    def weight(m: Sequence[int]) -> int:
        return sum(int(m[k]) * w for k, w in zip(unknowns, weights, strict=True))

    if any(weight(m) > whole for m in monomials):
        return None
    form = polynomial.context().from_dict({m: c for m, c in polynomial.terms() if weight(m) == whole})
    common = gcd(*weights)
    return form, tuple(w // common for w in weights)


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

    The form may be homogeneous with weights, see :func:`weighted_leading_form`.

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
    size = len(form.degrees())
    axes = [univariate(form, k, [fmpq(0)] * size) for k in unknowns]
    if form.is_zero() or any(p.degree() < 1 or p.degree() % 2 for p in axes):
        return None
    if len({p[p.degree()] > 0 for p in axes}) > 1:
        return None
    sign = 1 if axes[0][axes[0].degree()] > 0 else -1
    if all(all(e % 2 == 0 for e in m) and c * sign > 0 for m, c in form.terms()):
        return sign
    if len(unknowns) == 2:
        sides = (univariate(form, unknowns[0], [fmpq(side)] * size).numer() for side in (1, -1))
        return sign if all(not _has_real_root(p) for p in sides) else None
    powers = sum((form.context().gens()[k] ** p.degree() for k, p in zip(unknowns, axes, strict=True)), form * 0)
    return sign if _has_margin(form * sign, powers, unknowns[-1], deadline) else None


def _has_real_root(polynomial: fmpz_poly) -> bool:
    return bool(isolate_real_roots(polynomial / polynomial.gcd(polynomial.derivative())))


def _has_margin(form: fmpq_mpoly, powers: fmpq_mpoly, last: int, deadline: Deadline) -> bool:
    """Whether form − ε·powers is nonnegative for some ε > 0; the last unknown may be 1 or −1, up to scaling."""
    for margin in _SMALLEST:
        try:
            if all(
                sample_below((form - powers * margin).subs({form.context().names()[last]: side}), (), deadline) is None
                for side in (1, -1)
            ):
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
