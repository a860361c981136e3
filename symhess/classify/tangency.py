"""The sign of a weighted-homogeneous form by its tangency points with a positive gauge, real points counted exactly."""

from __future__ import annotations

from dataclasses import dataclass
from math import lcm

from flint import fmpq_mpoly

from symhess.budget import Deadline
from symhess.classify.germ import Germ
from symhess.exact.groebner import exact_quotient

__all__ = ["Tangency", "tangency"]

_MOST_POINTS = 150
_EFFORT = 5


@dataclass(frozen=True, slots=True, eq=False)
class Tangency:
    """The lowest form for some weights, the gauge Σ coefficients·h^exponents, and the real tangency points.

    ``is_whole`` says that the germ has no other terms. ``zeros`` counts the real critical points ≠ 0 of the form, its
    zeros if it does not change its sign; ``None`` where they are not finitely many over C.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.classify.germ import polynomial_germ
    >>> found = tangency(polynomial_germ(x**3 + y**3 + x**4, (x, y), (0, 0), (x, y)), (1, 1), Deadline(None))
    >>> found.form, found.above, found.below, found.is_whole
    (h0^3 + h1^3, 3, 3, False)
    """

    form: fmpq_mpoly
    weights: tuple[int, ...]
    coefficients: tuple[int, ...]
    exponents: tuple[int, ...]
    above: int
    below: int
    is_whole: bool
    zeros: int | None


def tangency(germ: Germ, weights: tuple[int, ...], deadline: Deadline) -> Tangency | None:
    """Count the tangency points of the lowest form; ``None`` where they are not finite or too many.

    Parameters
    ----------
    germ : Germ
        With rational coefficients in the form.
    weights : tuple of int
        Of the increments that the germ depends on.
    deadline : Deadline

    References
    ----------
    Guo & Pham, *Types of real critical points*, arXiv:1708.04075.

    Examples
    --------
    >>> from sympy.abc import x, y, z
    >>> from symhess.classify.germ import polynomial_germ
    >>> cone = polynomial_germ(x**4 + y**4 + z**4 - x * y * z**2, (x, y, z), (0, 0, 0), (x, y, z))
    >>> found = tangency(cone, (1, 1, 1), Deadline(None))
    >>> found.above > 0, found.below, found.is_whole
    (True, 0, True)
    """
    field = germ.field
    lowest = min(_weight(germ, m, weights) for m in germ.polynomial.monoms())
    terms = {m: c for m, c in germ.polynomial.terms() if _weight(germ, m, weights) == lowest}
    if any(any(m[field.size :]) for m in terms) or not _is_known(germ, lowest, weights):
        return None
    form = field.ring.from_dict(terms)
    scale = lcm(*weights)
    degree = 2 * scale if lowest != 2 * scale else 4 * scale
    exponents = tuple(degree // w for w in weights)
    coefficients = tuple(range(1, len(weights) + 1))
    generators = field.ring.gens()
    gauge = field.number(0)
    for k, coefficient, exponent in zip(germ.variables, coefficients, exponents, strict=True):
        gauge += coefficient * generators[k] ** exponent
    counts = [_real_points(germ, form - side * gauge, deadline) for side in (1, -1)]
    above, below = counts
    if above is None or below is None:
        return None
    critical = _real_points(germ, form, deadline) if 1 in counts else None
    zeros = None if critical is None else critical - 1
    is_whole = germ.order is None and len(terms) == len(germ.polynomial)
    return Tangency(form, weights, coefficients, exponents, above - 1, below - 1, is_whole, zeros)


def _weight(germ: Germ, exponents: tuple[int, ...], weights: tuple[int, ...]) -> int:
    return int(sum(w * exponents[k] for k, w in zip(germ.variables, weights, strict=True)))


def _is_known(germ: Germ, lowest: int, weights: tuple[int, ...]) -> bool:
    """Whether every unknown term has a larger weight than the form."""
    return germ.order is None or (germ.order + 1) * min(weights) > lowest


def _real_points(germ: Germ, function: fmpq_mpoly, deadline: Deadline) -> int | None:
    """Number of real critical points."""
    names = germ.field.ring.names()
    partials = [function.derivative(names[k]) for k in germ.variables]
    deadline.check()
    quotient = exact_quotient(partials, germ.variables, deadline, _EFFORT)
    if quotient is None or not quotient.is_finite or quotient.dimension > _MOST_POINTS:
        return None
    return quotient.real
