"""Strictness: whether a convex function is affine on some segment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import gcd, lcm
from typing import Final

from flint import fmpq, fmpq_mpoly
from sympy import Expr, ImmutableDenseMatrix, Symbol, oo

from symhess.budget import Deadline
from symhess.convexity.definiteness import Block, Definite
from symhess.convexity.domain import Domain, constant_sign, domain_of, rational
from symhess.convexity.generators import Generators, NotRational
from symhess.convexity.sampling import Point, sample_points
from symhess.convexity.signs import SignJudge
from symhess.convexity.witnesses import Vector, form_value, hessian_at, integer_direction
from symhess.exact.forms import definite_sign, leading_form, restricted
from symhess.exact.polynomial import NotPolynomial, polynomial_of, ring
from symhess.shape import AffineAlong, NoFlatSegment, ShapeEvidence

__all__ = ["Strictness", "flat_segment", "is_affine_along", "strictness"]

_T: Final = Symbol("t")
_MOST_POINTS: Final = 12
_LENGTH: Final = fmpq(1, 8)


@dataclass(frozen=True, slots=True)
class Strictness:
    """Whether the function is strictly convex (or concave) in the block's variables; ``None`` where not decided.

    Examples
    --------
    >>> Strictness(None).evidence
    ()
    """

    is_strict: bool | None
    evidence: tuple[ShapeEvidence, ...] = ()


def strictness(
    expression: Expr,
    hessian: ImmutableDenseMatrix,
    block: Block,
    definite: Definite,
    domain: Domain,
    deadline: Deadline,
) -> Strictness:
    """Decide whether f, whose Hessian is semidefinite in these variables, is affine on a segment of the domain.

    Where the Hessian is definite everywhere there is none. Where its determinant is the zero function there is one
    through almost every point, in the direction of the kernel (Hartman, Nirenberg), which is found and checked.
    Otherwise a segment lies in the zero set of the determinant, and f, being analytic, is affine on the whole line.

    References
    ----------
    Hartman & Nirenberg, *On spherical image maps whose Jacobians do not change sign*, Amer. J. Math. 81, 1959.

    Examples
    --------
    >>> from sympy import hessian
    >>> from sympy.abc import x, y
    >>> from symhess.convexity.definiteness import definiteness
    >>> def of(f):
    ...     matrix, plane = ImmutableDenseMatrix(hessian(f, (x, y))), domain_of((x, y), ())
    ...     points = list(sample_points(plane, 5))
    ...     definite = definiteness(matrix, Block((0, 1)), plane, points, Deadline(None))
    ...     return strictness(f, matrix, Block((0, 1)), definite, plane, Deadline(None))
    >>> of(x**4 + 6 * x**2 * y**2 + y**4).is_strict
    True
    >>> of((x + y) ** 4).evidence
    (AffineAlong(point=(0, 1), direction=(1, -1), length=None),)
    """
    if definite.is_strict:
        return Strictness(True)
    if definite.is_singular:
        return _along_the_kernel(hessian, block, domain)
    determinant = definite.evidence.minors[-1] if definite.evidence is not None else definite.determinant
    nowhere = Strictness(True, (NoFlatSegment(determinant),))
    if len(block.numbers) == 1 or _has_definite_leading_form(expression, block, domain, deadline):
        return nowhere
    if len(block.numbers) == 2 and len(domain.variables) == 2:
        return _by_factors(hessian, determinant, domain, deadline, nowhere)
    return Strictness(None)


def _along_the_kernel(hessian: ImmutableDenseMatrix, block: Block, domain: Domain) -> Strictness:
    for point in sample_points(domain, _MOST_POINTS):
        balls = hessian_at(hessian, domain.variables, point)
        if balls is None:
            continue
        own = integer_direction([[balls[i][j] for j in block.numbers] for i in block.numbers], 0)
        if own is not None:
            direction = [0] * len(domain.variables)
            for number, entry in zip(block.numbers, own, strict=True):
                direction[number] = entry
            if is_affine_along(hessian, domain, point, tuple(direction)):
                return Strictness(False, (AffineAlong(point, tuple(direction)),))
    return Strictness(None)


def is_affine_along(hessian: ImmutableDenseMatrix, domain: Domain, point: Point, direction: Vector) -> bool:
    """Whether vᵀH(p + tv)v is proved to be the zero function of t.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> wedge = domain_of((x, y), (y,))
    >>> matrix = ImmutableDenseMatrix([[2 / y, -2 * x / y**2], [-2 * x / y**2, 2 * x**2 / y**3]])
    >>> is_affine_along(matrix, wedge, (fmpq(1), fmpq(1)), (1, 1))
    True
    >>> is_affine_along(matrix, wedge, (fmpq(1), fmpq(1)), (1, 0))
    False
    """
    line = _line(domain, point, direction)
    form = sum(
        hessian[i, j].xreplace(line) * direction[i] * direction[j]
        for i in range(len(direction))
        for j in range(len(direction))
    )
    inside = domain_of((_T,), [condition.xreplace(line) for condition in domain.conditions])
    try:
        return bool(Generators(inside, (form,)).fraction(form).numerator.is_zero())
    except NotRational:
        return False


def flat_segment(expression: Expr, domain: Domain, points: Iterable[Point]) -> AffineAlong | None:
    """A short segment from one of the points on which a function with kinks is affine.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> plane = domain_of((x, y), ())
    >>> flat_segment(abs(x) + y**2, plane, [(fmpq(1), fmpq(0))])
    AffineAlong(point=(1, 0), direction=(1, 0), length=1/8)
    >>> flat_segment(x**2 + y**2, plane, [(fmpq(1), fmpq(0))]) is None
    True
    """
    size = len(domain.variables)
    units = [tuple(int(i == k) for i in range(size)) for k in range(size)]
    pairs = [tuple(a + s * b for a, b in zip(*two, strict=True)) for two in combinations(units, 2) for s in (1, -1)]
    for point in points:
        radial = _integers(*point) if any(point) else units[0]
        for direction in dict.fromkeys(((1,) * size, radial, *units, *pairs)):
            if _is_affine_on_segment(expression, domain, point, direction):
                return AffineAlong(point, direction, _LENGTH)
    return None


def _is_affine_on_segment(expression: Expr, domain: Domain, point: Point, direction: Vector) -> bool:
    line = _line(domain, point, direction)
    segment = domain_of((_T,), (_T, rational(_LENGTH) - _T))
    try:
        along = Generators(segment, (expression.xreplace(line),))
        found = along.fraction(expression.xreplace(line))
    except NotRational:
        return False
    degrees = found.numerator.degrees()
    end = tuple(p + _LENGTH * d for p, d in zip(point, direction, strict=True))
    is_affine = degrees[0] <= 1 and found.denominator.is_constant()
    return bool(is_affine and _only(found.numerator, along) and domain.holds(end))


def _only(polynomial: fmpq_mpoly, generators: Generators) -> bool:
    """Whether t is the only generator that depends on t."""
    return all(
        degree <= 0 or not generator.value.free_symbols or generator.value == _T
        for degree, generator in zip(polynomial.degrees(), generators.generators, strict=True)
    )


def _has_definite_leading_form(expression: Expr, block: Block, domain: Domain, deadline: Deadline) -> bool:
    """A polynomial with such a form grows like a power of degree at least 2 along every line."""
    try:
        polynomial = polynomial_of(expression, ring([v.name for v in domain.variables]))
    except NotPolynomial:
        return False
    form = leading_form(restricted(polynomial, block.numbers))
    return form.total_degree() > 1 and definite_sign(form, block.numbers, deadline) is not None


def _by_factors(
    hessian: ImmutableDenseMatrix, determinant: Expr, domain: Domain, deadline: Deadline, nowhere: Strictness
) -> Strictness:
    """In the plane a segment in the zero set lies on a line that is a factor of the determinant."""
    try:
        generators = Generators(domain, (determinant, *domain.others))
        numerator = generators.fraction(determinant).numerator
    except NotRational:
        return Strictness(None)
    judge = SignJudge(generators, deadline)
    for factor, _ in numerator.factor()[1]:
        sign = judge.polynomial_sign(factor)
        if sign is not None and sign.is_strict:
            continue
        used = [g for degree, g in zip(factor.degrees(), generators.generators, strict=True) if degree > 0]
        if any(generator.value not in domain.variables for generator in used):
            return Strictness(None)
        if factor.total_degree() == 1:
            found = _on_line(hessian, factor, domain)
            if found is None or not found.is_strict:
                return found or Strictness(None)
        elif _is_made_of_lines(factor):
            return Strictness(None)
    return nowhere


def _on_line(hessian: ImmutableDenseMatrix, line: fmpq_mpoly, domain: Domain) -> Strictness | None:
    """Whether f is affine on the part of the line in the domain; strict where there is none; ``None``: not found."""
    at_origin = line(*[fmpq(0)] * len(line.degrees()))
    a, b = (_slope(line, k) for k in range(2))
    direction = _integers(b, -a)
    start = (-at_origin * a / (a * a + b * b), -at_origin * b / (a * a + b * b))
    moved = domain_of((_T,), [c.xreplace(_line(domain, start, direction)) for c in domain.conditions])
    point = None
    for (t,) in sample_points(moved, _MOST_POINTS):
        point = tuple(s + t * d for s, d in zip(start, direction, strict=True))
        balls = hessian_at(hessian, domain.variables, point)
        if balls is not None and not form_value(balls, direction).contains(0):
            return Strictness(True)
    if point is None:
        return Strictness(True) if domain.is_box and _is_empty(moved) else None
    is_affine = is_affine_along(hessian, domain, point, direction)
    return Strictness(False, (AffineAlong(point, direction),)) if is_affine else None


def _is_empty(interval: Domain) -> bool:
    low, high = interval.bounds[0]
    return bool(low != -oo and high != oo and constant_sign(high - low) in (-1, 0))


def _line(domain: Domain, start: Sequence[fmpq], direction: Vector) -> dict[Symbol, Expr]:
    return {v: rational(p) + d * _T for v, p, d in zip(domain.variables, start, direction, strict=True)}


def _slope(line: fmpq_mpoly, k: int) -> fmpq:
    size = len(line.degrees())
    return line(*[fmpq(int(i == k)) for i in range(size)]) - line(*[fmpq(0)] * size)


def _integers(*entries: fmpq) -> Vector:
    common = lcm(*(int(entry.q) for entry in entries))
    numbers = [int((entry * common).p) for entry in entries]
    return tuple(number // gcd(*numbers) for number in numbers)


def _is_made_of_lines(factor: fmpq_mpoly) -> bool:
    """Whether an irreducible curve consists of lines: only then its curvature is zero all along it."""
    x, y = factor.context().names()[:2]
    gx, gy = factor.derivative(x), factor.derivative(y)
    curvature = gx.derivative(x) * gy**2 - 2 * gx.derivative(y) * gx * gy + gy.derivative(y) * gx**2
    return bool(curvature.is_zero() or factor.gcd(curvature) == factor / factor.leading_coefficient())
