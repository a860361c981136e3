"""The Hessian's data at a point of a function that is no polynomial: exact where the coordinates are, else enclosed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import Final

from flint import arb, arb_mat, ctx, fmpq, fmpq_poly
from sympy import Add, CRootOf, Expr, ImmutableDenseMatrix, Integer, Poly, Symbol, expand, sqrt
from sympy import Rational as SympyRational

from symhess.classify.curvature import Curvature, condition_number
from symhess.critical_set import CriticalPoint
from symhess.evidence import Inertia, Spectrum, SylvesterMinors
from symhess.exact import AlgebraicNumber, AlgebraicPoint, Enclosure, Rational, Real, is_zero_constant, real_number
from symhess.exact.enclosing import enclosed_value
from symhess.exact.isolation import sign_changes
from symhess.exact.matrix import (
    SymmetricMatrix,
    characteristic_polynomial,
    eigenvalues,
    enclosed_eigenvalues,
    leading_minors,
)
from symhess.exact.number import ball_sign
from symhess.exact.polynomial import ring

__all__ = ["elementary_curvature", "exact_coordinates", "exact_expression"]

_BITS: Final = (256, 1024, 4096)
_SHORT: Final = 40  # longer expressions are given by enclosures
_SHORT_MATRIX: Final = 60  # operations of all entries together, up to which determinants are written out
_ACCURATE: Final = 96
_LARGEST_EXACT: Final = 4

Entries = tuple[tuple[Expr, ...], ...]


def exact_coordinates(point: CriticalPoint) -> tuple[Expr, ...] | None:
    """The coordinates as constant expressions; ``None`` where one is known by an enclosure only.

    Examples
    --------
    >>> import symhess
    >>> [exact_coordinates(point) for point in symhess.critical_points("x^6 - 15x^2 - 6x").points][0]
    (CRootOf(x**5 - 5*x - 1, 0),)
    """
    expressions = [exact_expression(coordinate) for coordinate in point.coordinates]
    known = tuple(expression for expression in expressions if expression is not None)
    return known if len(known) == len(expressions) else None


def exact_expression(number: Real) -> Expr | None:
    """A number as a constant expression; ``None`` where it is known by an enclosure only.

    Examples
    --------
    >>> exact_expression(real_number(sqrt(2))), exact_expression(Enclosure(arb(2).sqrt())) is None
    (sqrt(2), True)
    """
    short = number.short()
    if short is not None or not isinstance(number, AlgebraicNumber):
        return short
    root = number.primitive()
    if root is None:
        return None
    polynomial = Poly([int(c) for c in reversed(root.polynomial.coeffs())], Symbol("x"))
    value: Expr = CRootOf(polynomial, root.index)
    return value


def elementary_curvature(hessian: ImmutableDenseMatrix, point: CriticalPoint) -> Curvature | None:
    """Minors, inertia and spectrum of the Hessian at a point, all signs proved; ``None`` where a sign is not known.

    Examples
    --------
    >>> from sympy import exp, hessian, pi, sin
    >>> from sympy.abc import x, y
    >>> peak = CriticalPoint((x, y), (), (real_number(pi / 2), real_number(Integer(0))), real_number(Integer(1)))
    >>> found = elementary_curvature(ImmutableDenseMatrix(hessian(sin(x) * exp(-(y**2)), (x, y))), peak)
    >>> [minor.text() for minor in found.minors.minors], found.inertia.negative
    (['-1', '2'], 2)
    """
    exact = exact_coordinates(point)
    entries: Entries = tuple(tuple(row) for row in hessian.tolist())
    if exact is None:
        balls = {v: c.enclosure(_BITS[0]) for v, c in zip(point.variables, point.coordinates, strict=True)}
        return _enclosed(entries, balls, _BITS[:1], exact=False)
    places = dict(zip(point.variables, exact, strict=True))
    constants = tuple(tuple(_tidied(_put(entry, places)) for entry in row) for row in entries)
    if all(isinstance(entry, SympyRational) for row in constants for entry in row):
        return _rational(constants)
    return _enclosed(constants, {}, _BITS, exact=True)


def _put(entry: Expr, places: Mapping[Symbol, Expr]) -> Expr:
    """The entry at the point; one that is constant stays, for the name within a CRootOf is no variable."""
    return entry.xreplace(dict(places)) if entry.free_symbols else entry


def _tidied(entry: Expr) -> Expr:
    """The entry, 0 where it is seen to be zero."""
    return Integer(0) if is_zero_constant(entry) else entry


def _rational(entries: Entries) -> Curvature:
    context = ring(("t",))
    constants = tuple(tuple(context.constant(fmpq(int(e.p), int(e.q))) for e in row) for row in entries)
    matrix = SymmetricMatrix(constants, AlgebraicPoint((), None, (), fmpq_poly([1])))
    polynomial = characteristic_polynomial(matrix)
    inertia = _inertia(polynomial)
    return _curvature(leading_minors(matrix), inertia, eigenvalues(matrix, inertia.zero))


def _enclosed(
    entries: Entries, balls: Mapping[Symbol, arb], precisions: Sequence[int], *, exact: bool
) -> Curvature | None:
    """By enclosures, and exactly where they reach over zero and the entries are constants."""
    size = len(entries)
    is_short = size <= _LARGEST_EXACT and _is_short(entries)
    for bits in precisions:
        with ctx.workprec(bits):
            matrix = _ball_matrix(entries, balls, bits)
            if matrix is None:
                return None
            rows = matrix.tolist()
            minors = [arb_mat([row[:k] for row in rows[:k]]).det() for k in range(1, size + 1)]
            lower = matrix.charpoly().coeffs()[:size]
        found = _numbers(minors, lambda k: _leading(entries, k + 1), exact=exact, shown=exact and is_short)
        coefficients = _numbers(lower, lambda k: _coefficient(entries, k), exact=exact, shown=exact and is_short)
        if found is not None and coefficients is not None:
            inertia = _inertia((*coefficients, Rational(fmpq(1))))
            values = _exact_values(entries) if exact else None
            return _curvature(found, inertia, values or enclosed_eigenvalues(matrix, inertia.zero, bits))
    return None


def _is_short(entries: Entries) -> bool:
    """Whether determinants can be written out cheaply; roots of high degree multiply what has to be expanded."""
    flat = [entry for row in entries for entry in row]
    return sum(entry.count_ops() for entry in flat) <= _SHORT_MATRIX and not any(entry.has(CRootOf) for entry in flat)


def _ball_matrix(entries: Entries, balls: Mapping[Symbol, arb], bits: int) -> arb_mat | None:
    flat = [enclosed_value(entry, balls, bits) for row in entries for entry in row]
    known = [ball for ball in flat if ball is not None]
    return arb_mat(len(entries), len(entries), known) if len(known) == len(flat) else None


def _numbers(
    balls: Sequence[arb], expression: Callable[[int], Expr], *, exact: bool, shown: bool
) -> tuple[Real, ...] | None:
    """Numbers with known signs; expressions are made where a ball holds zero, or where short ones can be shown."""
    found: list[Real] = []
    for k, ball in enumerate(balls):
        settled = ball_sign(ball) is not None and (ball.is_zero() or ball.rel_accuracy_bits() >= _ACCURATE)
        wanted = shown or (exact and not settled and len(balls) <= _LARGEST_EXACT)
        constant = expression(k) if wanted else None
        if constant is not None and not settled and is_zero_constant(constant):
            found.append(Rational(fmpq(0)))
        elif not settled:
            return None
        elif constant is not None and constant.count_ops() <= _SHORT:
            found.append(real_number(constant))
        else:
            found.append(Enclosure(ball))
    return tuple(found)


def _leading(entries: Entries, size: int) -> Expr:
    return _determinant(entries, range(size))


def _coefficient(entries: Entries, k: int) -> Expr:
    """The coefficient of t^k of det(t − H), from the principal minors of the complementary size."""
    size = len(entries) - k
    minors = (_determinant(entries, rows) for rows in combinations(range(len(entries)), size))
    return expand((-1) ** size * Add(*minors))


def _determinant(entries: Entries, rows: Sequence[int]) -> Expr:
    block = ImmutableDenseMatrix([[entries[i][j] for j in rows] for i in rows])
    determinant: Expr = expand(block.det(method="berkowitz"))
    return determinant


def _inertia(polynomial: tuple[Real, ...]) -> Inertia:
    """By Descartes' rule, exact because all eigenvalues are real."""
    signs = [number.sign() or 0 for number in polynomial]
    zero = next(k for k, sign in enumerate(signs) if sign)
    positive = sign_changes(signs)
    return Inertia(polynomial, positive, len(signs) - 1 - positive - zero, zero)


def _exact_values(entries: Entries) -> tuple[Real, ...] | None:
    """Short eigenvalues of a diagonal matrix, or of one of two rows."""
    size = len(entries)
    if all(entries[i][j] == 0 for i in range(size) for j in range(size) if i != j):
        values = [entries[k][k] for k in range(size)]
    elif size == 2:
        (a, b), (_, d) = entries
        middle, gap = expand((a + d) / 2), sqrt(expand((a - d) ** 2 / 4 + b**2))
        values = [middle - gap, middle + gap]
    else:
        return None
    if max(value.count_ops() for value in values) > _SHORT:
        return None
    return tuple(sorted((real_number(value) for value in values), key=float))


def _curvature(minors: tuple[Real, ...], inertia: Inertia, values: tuple[Real, ...] | None) -> Curvature:
    signs = tuple(minor.sign() or 0 for minor in minors)
    spectrum = None if values is None else Spectrum(values, (), condition_number(values))
    return Curvature(SylvesterMinors(minors, signs), inertia, spectrum, ())
