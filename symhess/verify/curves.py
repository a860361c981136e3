"""Real points of a hypersurface p = 0: the signs of a polynomial on its arcs, and the points that are no arcs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod

from flint import fmpq, fmpq_mpoly, fmpq_poly, fmpz_poly

from symhess.exact import AlgebraicPoint, PolynomialValue, isolate_real_roots, real_roots
from symhess.exact.graphs import graph_of
from symhess.exact.groebner import exact_quotient
from symhess.verify.definiteness import constant_sign
from symhess.verify.model import univariate
from symhess.verify.places import Undecided, used

__all__ = ["arc_samples", "between", "signs_along", "singular_points"]


def signs_along(base: fmpq_mpoly, cofactor: fmpq_mpoly, unknowns: Sequence[int]) -> set[int]:
    """Signs that `cofactor` takes on the real arcs of the irreducible curve ``base = 0`` in the plane of two unknowns.

    Over the open intervals between the critical abscissae the arcs are graphs on which the cofactor has no zero: one
    line in each interval meets them all. Isolated real points of the curve are no arcs.

    Raises
    ------
    Undecided
        For more unknowns, unless the cofactor is constant or a sum of terms of one sign.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> signs_along(x**2 + y**2 - 1, x + 2, (0, 1)), sorted(signs_along(x * y - 1, x, (0, 1)))
    ({1}, [-1, 1])
    >>> signs_along(x**2 + y**2, 1 + 0 * x, (0, 1))
    set()
    """
    if len(unknowns) > 2:
        sign = constant_sign(cofactor) or constant_sign(graph_of([base], unknowns).restricted(cofactor))
        if not sign:
            raise Undecided("the sign of a polynomial on a hypersurface")
        return {sign}
    return {PolynomialValue(cofactor, point).sign() for point in arc_samples(base, cofactor, unknowns)}


def arc_samples(base: fmpq_mpoly, cofactor: fmpq_mpoly, unknowns: Sequence[int]) -> Iterator[AlgebraicPoint]:
    """Points of an irreducible plane curve, at least one on every arc without zero of the cofactor.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> sum(1 for _ in arc_samples(x * y - 1, x, (0, 1)))
    2
    """
    height = max(used(base))
    across = [k for k in unknowns if k != height]
    abscissae = between(_critical(base, cofactor, height, across[0])) if across else [fmpq(0)]
    for abscissa in abscissae:
        yield from _points_over(dict.fromkeys(across, abscissa), base, height)


def singular_points(base: fmpq_mpoly, unknowns: Sequence[int], avoided: Sequence[fmpq_mpoly]) -> int:
    """Number of points, complex ones included, where ``base`` and its gradient vanish and no avoided polynomial does.

    Raises
    ------
    Undecided
        If they are not shown to be finitely many.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> singular_points(x**2 + y**2, (0, 1), ()), singular_points(x**2 + y**2, (0, 1), (x,))
    (1, 0)
    """
    equations = [base, *(base.derivative(k) for k in unknowns)]
    counts = []
    for more in ([], [prod(avoided[1:], start=avoided[0])] if avoided else []):
        quotient = exact_quotient([p for p in (*equations, *more) if not p.is_zero()], unknowns)
        if quotient is None or not quotient.is_finite:
            raise Undecided("the singular points of a hypersurface")
        counts.append(quotient.distinct)
    return counts[0] - counts[1] if avoided else counts[0]


def _critical(base: fmpq_mpoly, cofactor: fmpq_mpoly, height: int, across: int) -> fmpz_poly:
    """Square-free polynomial in the abscissa: zero where an arc is no graph, leaves for infinity or meets g = 0."""
    name, degree = base.context().names()[height], base.degrees()[height]
    leading = {(*m[:height], 0, *m[height + 1 :]): c for m, c in base.terms() if m[height] == degree}
    parts = [base.context().from_dict(leading)]
    if degree > 1:
        parts.append(base.discriminant(name))
    if not cofactor.is_constant():
        parts.append(base.resultant(cofactor, name))
    whole = prod((univariate(part, across) for part in parts), start=fmpz_poly([1]))
    return whole / whole.gcd(whole.derivative()) if whole.degree() > 0 else whole


def between(polynomial: fmpz_poly) -> list[fmpq]:
    """A rational number in every open interval into which the real roots of a square-free polynomial divide the line.

    Examples
    --------
    >>> between(fmpz_poly([-1, 0, 1]))
    [-5, 0, 5]
    """
    cells = isolate_real_roots(polynomial) if polynomial.degree() > 0 else ()
    if not cells:
        return [fmpq(0)]
    gaps = [(a[1] + b[0]) / 2 for a, b in zip(cells, cells[1:], strict=False)]
    return [cells[0][0] - 1, *gaps, cells[-1][1] + 1]


def _points_over(fixed: dict[int, fmpq], base: fmpq_mpoly, height: int) -> Iterator[AlgebraicPoint]:
    names, one = base.context().names(), fmpq_poly([1])
    line = base.subs({names[k]: value for k, value in fixed.items()})
    rest = tuple(fmpq_poly([value]) for value in fixed.values())
    for factor, _ in univariate(line, height).factor()[1]:
        roots = [None] if factor.degree() == 1 else real_roots(factor)
        generator = fmpq_poly([0, 1]) % fmpq_poly(factor)
        for root in roots:
            yield AlgebraicPoint((height, *fixed), root, (generator, *rest), one)
