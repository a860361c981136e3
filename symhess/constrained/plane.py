"""Plane curves p(x, y) = 0: their points over a rational abscissa, and the roots that bound what happens between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flint import arb, fmpq, fmpq_mpoly, fmpq_poly, fmpz_poly

from symhess.exact import AlgebraicNumber, AlgebraicPoint, Rational, Real, real_roots
from symhess.solve.system import primitive

__all__ = ["is_plain", "points_over", "roots_of", "separators", "sheared", "size_beyond", "univariate", "whole_above"]


def univariate(polynomial: fmpq_mpoly, unknown: int) -> fmpz_poly:
    """A polynomial in one unknown by its integer coefficients, up to a constant factor.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> univariate(y**2 / 2 - 1, 1)
    x^2 + (-2)
    """
    coefficients = {m[unknown]: int(c) for m, c in primitive(polynomial).terms()}
    return fmpz_poly([coefficients.get(k, 0) for k in range(max(coefficients, default=-1) + 1)])


def roots_of(polynomial: fmpz_poly) -> tuple[Real, ...]:
    """The distinct real roots, ascending.

    Examples
    --------
    >>> [root.text() for root in roots_of(fmpz_poly([0, 2, 0, -1]))]
    ['-sqrt(2)', '0', 'sqrt(2)']
    """
    found: list[Real] = []
    for factor, _ in polynomial.factor()[1]:
        if factor.degree() == 1:
            found.append(Rational(fmpq(-factor[0], factor[1])))
        elif factor.degree() > 1:
            found += [AlgebraicNumber(r, fmpq_poly([0, 1]), fmpq_poly([1])) for r in real_roots(factor)]
    return tuple(sorted(found, key=float))


def points_over(abscissa: fmpq, curve: fmpq_mpoly) -> tuple[AlgebraicPoint, ...]:
    """The real points of a curve in the first two unknowns over a rational abscissa.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> [[c.text() for c in p.coordinates()] for p in points_over(fmpq(1), x**2 + y**2 - 3)]
    [['1', '-sqrt(2)'], ['1', 'sqrt(2)']]
    """
    line = curve.subs({curve.context().names()[0]: abscissa})
    one = fmpq_poly([1])
    points = []
    for root in roots_of(univariate(line, 1)) if not line.is_zero() else ():
        if isinstance(root, Rational):
            points.append(AlgebraicPoint((0, 1), None, (fmpq_poly([abscissa]), fmpq_poly([root.value])), one))
        elif isinstance(root, AlgebraicNumber):
            points.append(AlgebraicPoint((0, 1), root.root, (fmpq_poly([abscissa]), root.numerator), one))
    return tuple(points)


def sheared(polynomial: fmpq_mpoly, slope: int) -> fmpq_mpoly:
    """The polynomial at (x + slope·y, y).

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> sheared(x * y - 1, 1)
    x*y + y^2 - 1
    """
    x, y = polynomial.context().gens()
    return polynomial.compose(x + slope * y, y)


def is_plain(curve: fmpq_mpoly) -> bool:
    """Whether the curve has a constant leading coefficient in y: then y is bounded over bounded x.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> is_plain(x * y - 1), is_plain(y**2 + x * y - 1)
    (False, True)
    """
    degree = curve.degrees()[1]
    return degree > 0 and not any(m[0] for m in curve.monoms() if m[1] == degree)


def size_beyond(polynomials: Iterable[fmpz_poly]) -> fmpq:
    """An integer beyond the absolute values of all real roots.

    Examples
    --------
    >>> size_beyond([fmpz_poly([-5, 1]), fmpz_poly([7])])
    6
    """
    found = fmpq(1)
    for polynomial in polynomials:
        for root in roots_of(polynomial):
            found = max(found, _beyond(root))
    return found


def _beyond(root: Real) -> fmpq:
    return whole_above(abs(root.enclosure(64))) + 1


def whole_above(ball: arb) -> fmpq:
    """A whole number that no number of the ball exceeds.

    Examples
    --------
    >>> whole_above(arb(2).sqrt())
    2
    """
    mantissa, exponent = ball.upper().ceil().mid().man_exp()
    return fmpq(int(mantissa)) * fmpq(2) ** int(exponent)


def separators(roots: Sequence[Real]) -> tuple[fmpq, ...]:
    """Rationals below, between and above ascending numbers.

    Examples
    --------
    >>> separators((Rational(fmpq(0)), Rational(fmpq(1))))
    (-1, 1/2, 2)
    """
    if not roots:
        return (fmpq(0),)
    inner = tuple(_between(a, b) for a, b in zip(roots, roots[1:], strict=False))
    return -_beyond(roots[0]), *inner, _beyond(roots[-1])


def _between(low: Real, high: Real) -> fmpq:
    bits = 64
    while True:
        top, bottom = low.enclosure(bits).upper(), high.enclosure(bits).lower()
        if top < bottom:
            middle = (top + bottom) / 2
            mantissa, exponent = middle.mid().man_exp()
            return fmpq(int(mantissa)) * fmpq(2) ** int(exponent)
        bits *= 2
