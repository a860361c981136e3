"""Components given by one equation: f = c + p^k·g along p = 0, pieces by the sign of g, exceptional points apart.

In the plane the pieces are proved complete: every arc of the curve is met by a sample line between two critical
abscissae, and the points where g or the gradient of p vanishes are solved for exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from flint import fmpq, fmpq_mpoly, fmpq_poly, fmpz_poly

from symhess.evidence import PowerAlong
from symhess.exact import AlgebraicPoint, PolynomialValue, real_roots
from symhess.exact.graphs import solved_expression
from symhess.exact.isolation import isolate_real_roots
from symhess.solve.case import Case, Solve
from symhess.solve.definiteness import is_never_zero
from symhess.solve.system import primitive

_GRID = (0, 1, -1, 2, -2, 3)  # coordinates that are tried for a point where the cofactor is not zero

__all__ = ["Arc", "Hypersurface", "between", "curve_samples", "study_hypersurface"]


@dataclass(frozen=True, slots=True, eq=False)
class Arc:
    """Sample points of p = 0 at which the cofactor has the sign that the record says.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> Arc(PowerAlong(fmpq(0), x, 2, y, 1), ()).power.power
    2
    """

    power: PowerAlong
    samples: tuple[AlgebraicPoint, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Hypersurface:
    """One irreducible hypersurface of critical points.

    Attributes
    ----------
    equation : fmpq_mpoly
        p, irreducible over Q.
    arcs : tuple of Arc
        One for each sign that the cofactor takes; none where p = 0 has isolated real points at most.
    exceptional : tuple of AlgebraicPoint
        The points where the cofactor or the gradient of p is zero.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> Hypersurface(x**2 + y**2, (), ()).arcs
    ()
    """

    equation: fmpq_mpoly
    arcs: tuple[Arc, ...]
    exceptional: tuple[AlgebraicPoint, ...]


def study_hypersurface(function: fmpq_mpoly, equation: fmpq_mpoly, case: Case, solve: Solve) -> Hypersurface | None:
    """What f does along p = 0; ``None`` where that cannot be told completely.

    Parameters
    ----------
    function : fmpq_mpoly
        f, in the unknowns of the case only.
    equation : fmpq_mpoly
        p, irreducible over Q; the gradient of f vanishes on p = 0.
    case : Case
        Its unknowns and its deadline count, not its equations.
    solve : callable
        Solves a case.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from symhess.exact.polynomial import ring
    >>> from symhess.solve.finite import finite
    >>> x, y = ring(("x", "y")).gens()
    >>> case = Case((0, 1), {}, {}, Deadline(10))
    >>> found = study_hypersurface(x**2 * (y - 1), x, case, lambda case: finite(case, finite))
    >>> [(arc.power.power, arc.power.sign) for arc in found.arcs]
    [(2, 1), (2, -1)]
    >>> [[c.text() for c in point.coordinates()] for point in found.exceptional]
    [['0', '1']]
    """
    value = function % equation
    if case.constants or not value.is_constant():
        return None
    power, cofactor = _power(function - value, equation)
    constant = value.coeffs()[0] if len(value) else fmpq(0)
    records = {s: PowerAlong(constant, equation, power, cofactor, s) for s in (1, -1)}
    exceptional = _exceptional(equation, cofactor, case, solve)
    if exceptional is None:
        return None
    samples = _samples(equation, cofactor, case.unknowns)
    if samples is None:
        return None
    by_sign: dict[int, list[AlgebraicPoint]] = {}
    for point in samples:
        by_sign.setdefault(PolynomialValue(cofactor, point).sign(), []).append(point)
    arcs = tuple(Arc(records[sign], tuple(points)) for sign, points in sorted(by_sign.items(), reverse=True))
    return Hypersurface(equation, arcs, exceptional)


def _power(function: fmpq_mpoly, equation: fmpq_mpoly) -> tuple[int, fmpq_mpoly]:
    """k and g with function = p^k·g and p not dividing g; function is not zero."""
    power = 0
    quotient, remainder = divmod(function, equation)
    while remainder.is_zero():
        power, function = power + 1, quotient
        quotient, remainder = divmod(function, equation)
    return power, function


def _exceptional(
    equation: fmpq_mpoly, cofactor: fmpq_mpoly, case: Case, solve: Solve
) -> tuple[AlgebraicPoint, ...] | None:
    """Real points of p = 0 where g is zero or p is singular, when these are finitely many and all found."""
    names = equation.context().names()
    partials = [equation.derivative(names[k]) for k in case.unknowns]
    slope = min((p for p in partials if not p.is_zero()), key=lambda p: (p.total_degree(), len(p)))
    singular = [slope] if len(case.unknowns) == 2 else partials  # in the plane a square system, sorted out below
    found: list[AlgebraicPoint] = []
    for others in ([cofactor], singular):
        if any(p.is_constant() and not p.is_zero() for p in others):
            continue
        equations = dict(enumerate(primitive(p) for p in (equation, *others) if not p.is_zero()))
        result = solve(Case(case.unknowns, equations, {}, case.deadline))
        if result.open_reason is not None:
            return None
        found += [p for p in result.points if others is not singular or _all_vanish(partials, p)]
    return tuple(_distinct(found))


def _all_vanish(polynomials: Iterable[fmpq_mpoly], point: AlgebraicPoint) -> bool:
    return all(PolynomialValue(p, point).sign() == 0 for p in polynomials)


def _distinct(points: Iterable[AlgebraicPoint]) -> Iterator[AlgebraicPoint]:
    """Points once each; representations of the same point have the same irreducible coordinates."""
    seen: set[tuple[tuple[int, str], ...]] = set()
    for point in points:
        key = tuple(sorted((k, c.text()) for k, c in zip(point.unknowns, point.coordinates(), strict=True)))
        if key not in seen:
            seen.add(key)
            yield point


def _samples(
    equation: fmpq_mpoly, cofactor: fmpq_mpoly, unknowns: Sequence[int]
) -> tuple[AlgebraicPoint, ...] | None:
    """Real points of p = 0 off the exceptional ones, at least one on every arc of a plane curve."""
    degrees = equation.degrees()
    height = min((k for k in unknowns if degrees[k]), key=lambda k: degrees[k])
    others = [k for k in unknowns if k != height]
    if len(others) == 0:
        return tuple(_points_over({}, equation, height))
    if len(others) > 1:
        return _surface_sample(equation, cofactor, height, others)
    return tuple(curve_samples(equation, cofactor, unknowns))


def _surface_sample(
    equation: fmpq_mpoly, cofactor: fmpq_mpoly, height: int, others: Sequence[int]
) -> tuple[AlgebraicPoint, ...] | None:
    """One sample off the exceptional points, which are finitely many, where it stands for all others.

    A graph stays connected without them; on any other surface the cofactor must have one sign in the whole space. The
    sample must be a smooth point: else nothing shows that p = 0 has more than isolated real points.
    """
    if solved_expression(equation, height) is None and not is_never_zero(cofactor):
        return None
    names = equation.context().names()
    partials = [equation.derivative(names[k]) for k in (height, *others)]
    for values in product(_GRID, repeat=len(others)):
        for point in _points_over(dict(zip(others, map(fmpq, values), strict=True)), equation, height):
            if PolynomialValue(cofactor, point).sign() and not _all_vanish(partials, point):
                return (point,)
    return None


def curve_samples(equation: fmpq_mpoly, cofactor: fmpq_mpoly, unknowns: Sequence[int]) -> Iterator[AlgebraicPoint]:
    """At least one point on every arc into which the zeros of the cofactor and singular points cut a plane curve.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> len(list(curve_samples(x**2 + y**2 - 1, y, (0, 1))))
    2
    """
    degrees = equation.degrees()
    base, height = sorted(unknowns, key=lambda k: -degrees[k] if degrees[k] else -(10**9))
    for abscissa in between(_critical_abscissae(equation, cofactor, height, base)):
        yield from _points_over({base: abscissa}, equation, height)


def _critical_abscissae(equation: fmpq_mpoly, cofactor: fmpq_mpoly, height: int, base: int) -> fmpz_poly:
    """Square-free polynomial in the base unknown; between its roots the arcs are graphs and g has no zero on them."""
    name = equation.context().names()[height]
    degree = equation.degrees()[height]
    leading = equation.context().from_dict(
        {(*m[:height], 0, *m[height + 1 :]): c for m, c in equation.terms() if m[height] == degree}
    )
    parts = [leading]
    if degree > 1:
        parts.append(equation.discriminant(name))
    if not cofactor.is_constant():
        parts.append(equation.resultant(cofactor, name))
    product = fmpz_poly([1])
    for part in parts:
        univariate = _univariate(part, base)
        product *= univariate // univariate.gcd(product) if univariate.degree() > 0 else fmpz_poly([1])
    return product // product.gcd(product.derivative()) if product.degree() > 0 else product


def _univariate(polynomial: fmpq_mpoly, unknown: int) -> fmpz_poly:
    coefficients = {m[unknown]: int(c) for m, c in primitive(polynomial).terms()}
    return fmpz_poly([coefficients.get(k, 0) for k in range(max(coefficients, default=-1) + 1)])


def between(polynomial: fmpz_poly) -> list[fmpq]:
    """A rational in each of the open intervals into which the real roots of a square-free polynomial divide the line.

    Examples
    --------
    >>> between(fmpz_poly([0, -1, 1])), between(fmpz_poly([1]))
    ([-1, 1/2, 2], [0])
    """
    cells = isolate_real_roots(polynomial) if polynomial.degree() > 0 else ()
    if not cells:
        return [fmpq(0)]
    inner = [_gap(polynomial, a[1], b[0]) for a, b in zip(cells, cells[1:], strict=False)]
    return [cells[0][0] - 1, *inner, cells[-1][1] + 1]


def _gap(polynomial: fmpz_poly, low: fmpq, high: fmpq) -> fmpq:
    """Between two isolating intervals: their ends are roots only where the interval is that root alone."""
    return low if low == high else (low + high) / 2


def _points_over(fixed: dict[int, fmpq], equation: fmpq_mpoly, height: int) -> list[AlgebraicPoint]:
    """Real points of p = 0 over rational values of the other unknowns."""
    names = equation.context().names()
    line = equation.subs({names[k]: value for k, value in fixed.items()})
    points = []
    unknowns = (height, *fixed)
    one = fmpq_poly([1])
    for factor, _ in _univariate(line, height).factor()[1]:
        rest = tuple(fmpq_poly([value]) for value in fixed.values())
        if factor.degree() == 1:
            root = fmpq_poly([fmpq(-factor[0], factor[1])])
            points.append(AlgebraicPoint(unknowns, None, (root, *rest), one))
        else:
            points += [
                AlgebraicPoint(unknowns, root, (fmpq_poly([0, 1]), *rest), one) for root in real_roots(factor)
            ]
    return points
