"""The constants of strong convexity and of smoothness: the extremal eigenvalues of the Hessian over the domain.

Floating point proposes a simple rational number; that no eigenvalue lies beyond it is proved over the whole domain, and
that one comes within 10⁻¹² of it is proved at a point.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Final

from flint import acb_mat, arb, ctx, fmpq, fmpq_poly
from sympy import ImmutableDenseMatrix, Pow, oo

from symhess.budget import Deadline
from symhess.convexity.definiteness import blocks_of, definiteness
from symhess.convexity.domain import Domain, rational
from symhess.convexity.sampling import Point, approximated_bounds, sample_points
from symhess.convexity.witnesses import exact_middle, hessian_at, integer_direction
from symhess.errors import TimeLimitReached
from symhess.exact import AlgebraicPoint, Rational, Real
from symhess.exact.matrix import SymmetricMatrix, eigenvalues
from symhess.exact.polynomial import NotPolynomial, polynomial_of, ring
from symhess.statements import ConvexityStatement, Curvature

__all__ = ["with_constants"]

_LARGEST: Final = 3
_POINTS: Final = 24
_BITS: Final = 128
_CLOSE: Final = fmpq(1, 10**12)
_LARGEST_DENOMINATOR: Final = 1000
_LARGEST_SMOOTHNESS: Final = 10**9
_POWERS: Final = (4, 7, 60, 200)
_STEPS: Final = 40
_GOLDEN: Final = fmpq(618033989, 10**9)


def with_constants(
    statement: ConvexityStatement, hessian: ImmutableDenseMatrix, domain: Domain, deadline: Deadline
) -> ConvexityStatement:
    """The statement with μ and L where they are found; for a concave function those of −f.

    Examples
    --------
    >>> from sympy import log, sin
    >>> from sympy.abc import x, y
    >>> import symhess
    >>> def of(f, domain=None):
    ...     found = symhess.convexity(f, domain=domain).statement
    ...     return [number and number.text() for number in (found.modulus, found.smoothness)]
    >>> of(x**2 + sin(x)), of(-(x**2) - 3 * y**2 + x * y), of(-log(x), "0 < x < 2")
    (['1', '3'], ['4 - sqrt(5)', 'sqrt(5) + 4'], ['1/4', None])
    """
    if statement.curvature in (Curvature.NEITHER, Curvature.UNDECIDED) or hessian.rows > _LARGEST:
        return statement
    sign = -1 if statement.curvature in (Curvature.CONCAVE, Curvature.STRICTLY_CONCAVE) else 1
    constant = _constant_spectrum(hessian * sign)
    if constant is not None:
        return replace(statement, modulus=constant[0], smoothness=constant[-1])
    if _has_symbolic_powers(hessian):
        return statement
    try:
        search = _Search(hessian * sign, domain, deadline)
        return replace(statement, modulus=search.extremal(1), smoothness=search.extremal(-1))
    except TimeLimitReached:
        return statement


def _constant_spectrum(hessian: ImmutableDenseMatrix) -> tuple[Real, ...] | None:
    if hessian.free_symbols:
        return None
    context = ring(("x",))
    try:
        rows = tuple(tuple(polynomial_of(entry, context) for entry in row) for row in hessian.tolist())
    except NotPolynomial:
        return None
    origin = AlgebraicPoint((0,), None, (fmpq_poly(),), fmpq_poly([1]))
    return eigenvalues(SymmetricMatrix(rows, origin))


class _Search:
    """Looks for the smallest and the largest eigenvalue over the domain."""

    def __init__(self, hessian: ImmutableDenseMatrix, domain: Domain, deadline: Deadline) -> None:
        self.hessian, self.domain, self.deadline = hessian, domain, deadline
        self._middle = tuple(sample_points(domain, _POINTS))
        self.points = tuple(dict.fromkeys((*self._middle, *_extremes(domain))))

    def extremal(self, side: int) -> Real | None:
        """The smallest eigenvalue (side 1) or the largest one (side −1), proved; ``None`` where it is not found."""
        found = [(value, point) for point in self.points if (value := self._eigenvalue(point, side)) is not None]
        if not found:
            return None
        best = min(found, key=lambda pair: pair[0])
        bound = self._settled(best, side)
        if bound is None and best[1] in self._middle:
            bound = self._settled(self._refined(best, side), side)
        return bound

    def _settled(self, best: tuple[fmpq, Point], side: int) -> Real | None:
        """The simple number at the best value, if it is proved to be a bound that is approached."""
        value, point = best
        candidate = _simple_below(value) if value > -_LARGEST_SMOOTHNESS else None
        if candidate is None or not self._is_approached(candidate, point, side):
            return None
        return Rational(candidate * side) if self._is_bound(candidate, side) else None

    def _eigenvalue(self, point: Point, side: int) -> fmpq | None:
        """About the smallest eigenvalue of side·H; it only guides."""
        balls = hessian_at(self.hessian, self.domain.variables, point)
        if balls is None:
            return None
        with ctx.workprec(_BITS):
            if len(balls) == 1:
                return _middle(balls[0][0] * side)
            try:
                found = acb_mat(balls).eig(algorithm="approx")
            except (ValueError, ZeroDivisionError):
                return None
            return min(_middle(value.real * side) for value in found)

    def _refined(self, best: tuple[fmpq, Point], side: int) -> tuple[fmpq, Point]:
        """In one variable, between the neighbours of the best point, by golden section."""
        places = sorted(p[0] for p in self._middle)
        k = places.index(best[1][0]) if len(best[1]) == 1 else 0
        if not 0 < k < len(places) - 1:
            return best
        low, high = places[k - 1], places[k + 1]
        inner = [self._valued(high - (high - low) * _GOLDEN, side), self._valued(low + (high - low) * _GOLDEN, side)]
        for _ in range(_STEPS):
            self.deadline.check()
            if inner[0][0] < inner[1][0]:
                high = inner[1][1][0]
                inner = [self._valued(high - (high - low) * _GOLDEN, side), inner[0]]
            else:
                low = inner[0][1][0]
                inner = [inner[1], self._valued(low + (high - low) * _GOLDEN, side)]
        return min(best, *inner, key=lambda pair: pair[0])

    def _valued(self, place: fmpq, side: int) -> tuple[fmpq, Point]:
        point = (_rounded(place),)
        value = self._eigenvalue(point, side)
        return (fmpq(_LARGEST_SMOOTHNESS) if value is None else value), point

    def _is_bound(self, candidate: fmpq, side: int) -> bool:
        size = self.hessian.rows
        shifted = self.hessian * side - ImmutableDenseMatrix.eye(size) * rational(candidate)
        judged = (
            definiteness(shifted, block, self.domain, self.points, self.deadline) for block in blocks_of(shifted)
        )
        return all(found is not None and found.sign >= 0 for found in judged)

    def _is_approached(self, candidate: fmpq, point: Point, side: int) -> bool:
        balls = hessian_at(self.hessian, self.domain.variables, point)
        if balls is None or not self.domain.holds(point):
            return False
        with ctx.workprec(_BITS):
            shifted = [
                [entry * side - (arb(candidate + _CLOSE) if i == j else 0) for j, entry in enumerate(row)]
                for i, row in enumerate(balls)
            ]
        return integer_direction(shifted, -1) is not None


def _has_symbolic_powers(hessian: ImmutableDenseMatrix) -> bool:
    """Whether anything but e is raised to a variable power: such numbers are too large to write down."""
    return any(power.exp.free_symbols for power in hessian.atoms(Pow))


def _extremes(domain: Domain) -> Iterator[Point]:
    """Points near the corners of the domain and far away."""
    columns = [tuple(_ends(*bounds, *approximated_bounds(*bounds))) for bounds in domain.bounds]
    for power in _POWERS:
        for point in product(*([place[power] for place in column] for column in columns)):
            if domain.holds(point):
                yield point


def _ends(low: object, high: object, start: fmpq | None, end: fmpq | None) -> Iterator[dict[int, fmpq]]:
    if low == -oo:
        yield {power: (end or fmpq(0)) - fmpq(2) ** power for power in _POWERS}
    elif start is not None:
        yield {power: start + fmpq(1, 2) ** power for power in _POWERS}
    if high == oo:
        yield {power: (start or fmpq(0)) + fmpq(2) ** power for power in _POWERS}
    elif end is not None:
        yield {power: end - fmpq(1, 2) ** power for power in _POWERS}


def _middle(ball: arb) -> fmpq:
    middle = exact_middle(ball)
    return fmpq(middle.numerator, middle.denominator)


def _rounded(number: fmpq) -> fmpq:
    """To 2⁻¹⁰⁰: exact numbers would grow with every step."""
    return fmpq((number * fmpq(2) ** 100).floor()) / fmpq(2) ** 100


def _simple_below(value: fmpq) -> fmpq | None:
    """The simplest rational at most 10⁻¹² below a value, or just above it, if its denominator is small."""
    for denominator in range(1, _LARGEST_DENOMINATOR + 1):
        nearest = fmpq((value * denominator + fmpq(1, 2)).floor()) / denominator
        if value - _CLOSE < nearest < value + _CLOSE / 10**3:
            return nearest
    return None
