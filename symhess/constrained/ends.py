"""The ends of a plane curve: what a polynomial tends to where the curve goes to infinity.

Along an unbounded branch a polynomial is monotone in the end, so it has a limit, finite or not. A finite limit is a
root of the leading coefficient, in x, of the resultant of the curve and f − v. Between these roots rational values v
are chosen; beyond all zeros of f − v the branches stay on one side of v, and one sample point on each tells the limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flint import fmpq, fmpq_mpoly, fmpz_poly

from symhess.constrained.plane import is_plain, points_over, roots_of, separators, sheared, size_beyond, univariate
from symhess.exact import AlgebraicPoint, PolynomialValue, Real
from symhess.exact.polynomial import ring

__all__ = ["End", "ends_of"]

_SLOPES = (0, 1, -1, 2, -2, 3)


@dataclass(frozen=True, slots=True, eq=False)
class End:
    """One end of a curve.

    Attributes
    ----------
    sign : int
        1 where f goes to +∞, -1 to −∞, 0 where it has the finite limit.
    limit : Real or None

    Examples
    --------
    >>> End(1, None).limit is None
    True
    """

    sign: int
    limit: Real | None


def ends_of(
    function: fmpq_mpoly, curve: fmpq_mpoly, inequalities: Sequence[tuple[fmpq_mpoly, int]] = ()
) -> tuple[End, ...] | None:
    """The limits of f along all ends of a curve; ``None`` where the computation does not apply.

    Parameters
    ----------
    function, curve : fmpq_mpoly
        In two unknowns; the curve square-free.
    inequalities : sequence of (fmpq_mpoly, int)
        Polynomials and the least sign, 0 or 1, that they must have on an end for it to count.

    Examples
    --------
    >>> x, y = ring(("x", "y")).gens()
    >>> [end.sign for end in ends_of(x * y, x**3 + y**3 - 16)]
    [-1, -1]
    >>> sorted((end.sign, end.limit and end.limit.text()) for end in ends_of(y, x * y**2 - 1))
    [(-1, None), (0, '0'), (0, '0'), (1, None)]
    >>> ends_of(x, x**2 + y**2 - 1)
    ()
    >>> [end.sign for end in ends_of(x + y, x * y - 1, ((x, 1),))]
    [1, 1]
    """
    for slope in _SLOPES:
        turned = sheared(curve, slope)
        if is_plain(turned):
            sides = [(sheared(h, slope), least) for h, least in inequalities]
            return tuple(_ends(sheared(function, slope), turned, sides))
    return None


def _ends(
    function: fmpq_mpoly, curve: fmpq_mpoly, inequalities: Sequence[tuple[fmpq_mpoly, int]]
) -> Iterator[End]:
    level = _level_polynomial(function, curve)
    limits = roots_of(_leading(level))
    between = separators(limits)
    crossings = [univariate(level.subs({"v": value}), 0) for value in between]
    folds = univariate(curve.discriminant(curve.context().names()[1]), 0) if curve.degrees()[1] > 1 else fmpz_poly([1])
    borders = [curve.resultant(h, curve.context().names()[1]) for h, _ in inequalities]
    far = size_beyond([*crossings, folds, *(univariate(border, 0) for border in borders if not border.is_zero())])
    for abscissa in (far, -far):
        for point in points_over(abscissa, curve):
            if all(PolynomialValue(h, point).sign() >= least for h, least in inequalities):
                yield _end(function, point, limits, between)


def _level_polynomial(function: fmpq_mpoly, curve: fmpq_mpoly) -> fmpq_mpoly:
    """Over x it is zero just at the values v that f takes on the curve there."""
    larger = ring(("x", "y", "v"))
    f, g = (larger.from_dict({(*m, 0): c for m, c in p.terms()}) for p in (function, curve))
    level: fmpq_mpoly = g.resultant(f - larger.gens()[2], "y")
    return level


def _leading(level: fmpq_mpoly) -> fmpz_poly:
    degree = level.degrees()[0]
    terms: dict[tuple[int, ...], fmpq] = {(0, 0, m[2]): c for m, c in level.terms() if m[0] == degree}
    return univariate(level.context().from_dict(terms), 2)


def _end(function: fmpq_mpoly, point: AlgebraicPoint, limits: tuple[Real, ...], between: tuple[fmpq, ...]) -> End:
    """The cell between separators in which the value lies."""
    above = sum(PolynomialValue(function - value, point).sign() > 0 for value in between)
    if above == 0:
        return End(-1, None)
    if above == len(between):
        return End(1, None)
    return End(0, limits[above - 1])
