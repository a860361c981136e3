"""Half-branches of a plane curve at a rational point, and the sign of f − f(p) along each of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flint import fmpq, fmpq_mpoly, fmpz_poly

from symhess.constrained.plane import is_plain, points_over, roots_of, sheared, univariate
from symhess.exact import AlgebraicPoint, PolynomialValue, Rational, Real

__all__ = ["HalfBranch", "half_branches"]

_SLOPES = (0, 1, -1, 2, -2, 3)


@dataclass(frozen=True, slots=True, eq=False)
class HalfBranch:
    """One half-branch by a point of it: p + (x + slope·y, y) for the sample (x, y), and the sign of f − f(p) along it.

    Examples
    --------
    >>> from flint import fmpq_poly
    >>> one = fmpq_poly([1])
    >>> HalfBranch(0, AlgebraicPoint((0, 1), None, (one, one), one), 1).sign
    1
    """

    slope: int
    sample: AlgebraicPoint
    sign: int


def half_branches(function: fmpq_mpoly, curve: fmpq_mpoly, at: tuple[fmpq, fmpq]) -> tuple[HalfBranch, ...] | None:
    """The half-branches at a point of a square-free curve; ``None`` where no coordinates are found that suit.

    In a box around p all branches over small |x| tend to p, no two meet, and f − f(p) has no zero on them: then one
    sample tells the sign on a whole half-branch.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> origin = (fmpq(0), fmpq(0))
    >>> [branch.sign for branch in half_branches(x, y**2 - x**3, origin)]
    [1, 1]
    >>> sorted(branch.sign for branch in half_branches(x, x**2 - y**2, origin))
    [-1, -1, 1, 1]
    >>> half_branches(x, x**2 + y**2, origin)
    ()
    """
    x, y = curve.context().gens()
    local = curve.compose(x + at[0], y + at[1])
    rise = function.compose(x + at[0], y + at[1]) - function(*at)
    for slope in _SLOPES:
        turned = sheared(local, slope)
        if is_plain(turned):
            return tuple(HalfBranch(slope, sample, sign) for sample, sign in _samples(sheared(rise, slope), turned))
    return None


def _samples(rise: fmpq_mpoly, curve: fmpq_mpoly) -> Iterable[tuple[AlgebraicPoint, int]]:
    names = curve.context().names()
    height = _nearest([univariate(curve.subs({names[0]: fmpq(0)}), 1)])
    edges = [univariate(curve.subs({names[1]: side * height}), 0) for side in (1, -1)]
    if curve.degrees()[1] > 1:
        edges.append(univariate(curve.discriminant(names[1]), 0))
    crossings = curve.resultant(rise, names[1]) if not rise.is_zero() else rise
    if not crossings.is_zero():
        edges.append(univariate(crossings, 0))
    width = _nearest(edges)
    for abscissa in (-width, width):
        for point in points_over(abscissa, curve):
            if _is_inside(point.coordinates()[1], height):
                yield point, PolynomialValue(rise, point).sign()


def _nearest(polynomials: Iterable[fmpz_poly]) -> fmpq:
    """A power of 1/2 below the absolute values of all nonzero roots."""
    found = fmpq(1, 2)
    for polynomial in polynomials:
        for root in roots_of(polynomial):
            while root.sign() and not _is_outside(root, found):
                found /= 2
    return found


def _is_outside(number: Real, size: fmpq) -> bool:
    return bool(abs(number.enclosure(64)) > size) if not isinstance(number, Rational) else abs(number.value) > size


def _is_inside(number: Real, size: fmpq) -> bool:
    """The curve has no point at ±size over this abscissa, so that refinement settles it."""
    if isinstance(number, Rational):
        return abs(number.value) < size
    bits = 64
    while True:
        ball = abs(number.enclosure(bits))
        if ball < size or ball > size:
            return bool(ball < size)
        bits *= 2
