"""The Hessian's exact data at a point: minors, characteristic polynomial, inertia, spectrum.

A point that is a product of blocks has a block-diagonal Hessian: each block's data are computed once and multiplied.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import mul
from typing import TypeVar

from flint import arb, ctx, fmpq

from symhess.classify.directions import principal_directions
from symhess.critical_set import CriticalPoint
from symhess.evidence import Inertia, Spectrum, SylvesterMinors
from symhess.exact import Enclosure, PolynomialValue, Rational, Real, RealSum
from symhess.exact.isolation import sign_changes
from symhess.exact.matrix import SymmetricMatrix, characteristic_polynomial, eigenvalues, leading_minors

__all__ = ["Curvature", "LocalCurvature", "condition_number", "curvature_at"]

_Number = TypeVar("_Number", fmpq, arb)

_BITS = 192
_MAX_DIRECTIONS = 3  # principal directions are shown up to this dimension


@dataclass(frozen=True, slots=True, eq=False)
class LocalCurvature:
    """The data of one block; ``variables`` are the numbers of its variables, ascending.

    Examples
    --------
    >>> from symhess import critical_points
    >>> (origin,) = critical_points("x^2 - y^2").points
    >>> [block.inertia for block in curvature_at(origin).blocks]
    [(1, 0, 0), (0, 1, 0)]
    """

    variables: tuple[int, ...]
    matrix: SymmetricMatrix
    minors: tuple[Real, ...]
    characteristic_polynomial: tuple[Real, ...]
    inertia: tuple[int, int, int]
    eigenvalues: tuple[Real, ...] | None
    directions: tuple[tuple[Real, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Curvature:
    """The evidence records about the whole Hessian at one point, and the blocks they come from.

    Examples
    --------
    >>> from symhess import critical_points
    >>> (origin,) = critical_points("x^2 + x y + y^2").points
    >>> curvature_at(origin).spectrum.condition_number.text()
    '3'
    """

    minors: SylvesterMinors
    inertia: Inertia
    spectrum: Spectrum | None
    blocks: tuple[LocalCurvature, ...]


def curvature_at(point: CriticalPoint) -> Curvature:
    """Exact data of the Hessian at a critical point.

    Examples
    --------
    >>> from symhess import critical_points
    >>> (origin,) = critical_points("x^2 + y^4").points
    >>> curvature_at(origin).minors.signs, curvature_at(origin).inertia.zero
    ((1, 0), 1)
    """
    terms = point.value.terms if isinstance(point.value, RealSum) else (point.value,)
    size = len(point.variables)
    blocks = tuple(_local(value, size) for value in terms if isinstance(value, PolynomialValue))
    minors = _joined_minors(blocks, size)
    return Curvature(
        SylvesterMinors(minors, tuple(_sign(minor) for minor in minors)),
        _joined_inertia(blocks),
        _joined_spectrum(blocks, size),
        blocks,
    )


@lru_cache(maxsize=4096)
def _local(value: PolynomialValue, variables: int) -> LocalCurvature:
    own = tuple(sorted(k for k in value.point.unknowns if k < variables))
    names = value.polynomial.context().names()
    firsts = {i: value.polynomial.derivative(names[i]) for i in own}
    entries = tuple(tuple(firsts[min(i, j)].derivative(names[max(i, j)]) for j in own) for i in own)
    matrix = SymmetricMatrix(entries, value.point)
    polynomial = characteristic_polynomial(matrix)
    inertia = _inertia(polynomial)
    spectrum = eigenvalues(matrix, inertia[2])
    directions = principal_directions(matrix, spectrum) if spectrum and len(own) <= _MAX_DIRECTIONS else ()
    return LocalCurvature(own, matrix, leading_minors(matrix), polynomial, inertia, spectrum, directions)


def _sign(number: Real) -> int:
    sign = number.sign()
    if sign is None:
        raise ArithmeticError("a determinant came without its sign")
    return sign


def _inertia(polynomial: Sequence[Real]) -> tuple[int, int, int]:
    """Numbers of positive, negative and zero eigenvalues by Descartes' rule, exact because all roots are real."""
    signs = [_sign(c) for c in polynomial]
    zero = next(k for k, sign in enumerate(signs) if sign)
    positive = sign_changes(signs)
    return positive, len(signs) - 1 - positive - zero, zero


def _product(numbers: Iterable[Real]) -> Real:
    """Product of exact numbers; an enclosure once an irrational factor is in it."""
    factors = tuple(numbers)
    if len(factors) == 1:
        return factors[0]
    if any(isinstance(f, Rational) and f.value == 0 for f in factors):
        return Rational(fmpq(0))
    rational = _rationals(factors)
    if rational is not None:
        return Rational(reduce(mul, rational, fmpq(1)))
    with ctx.workprec(_BITS):
        return Enclosure(reduce(mul, (f.enclosure(_BITS) for f in factors), arb(1)))


@lru_cache(maxsize=1 << 15)
def _joined_minors(blocks: tuple[LocalCurvature, ...], size: int) -> tuple[Real, ...]:
    """D_k of the whole is the product of the blocks' minors of the variables up to k.

    Where the last block's variables come last, what stands before them is shared by all points with the same first
    blocks.
    """
    *first, last = blocks
    if not first:
        return last.minors
    before = size - len(last.variables)
    if last.variables[0] == before:
        shared = _joined_minors(tuple(first), before)
        return (*shared, *(_product((shared[-1], minor)) for minor in last.minors))
    minors = []
    for k in range(size):
        used = ((block, sum(v <= k for v in block.variables)) for block in blocks)
        minors.append(_product(block.minors[count - 1] for block, count in used if count))
    return tuple(minors)


def _joined_inertia(blocks: Sequence[LocalCurvature]) -> Inertia:
    positive, negative, zero = (sum(block.inertia[k] for block in blocks) for k in range(3))
    return Inertia(_joined_polynomial(tuple(blocks)), positive, negative, zero)


@lru_cache(maxsize=1 << 15)
def _joined_polynomial(blocks: tuple[LocalCurvature, ...]) -> tuple[Real, ...]:
    """Product of the characteristic polynomials, with shared products of the first blocks."""
    *first, last = blocks
    if not first:
        return last.characteristic_polynomial
    return _polynomial_product(_joined_polynomial(tuple(first)), last.characteristic_polynomial)


def _polynomial_product(left: Sequence[Real], right: Sequence[Real]) -> tuple[Real, ...]:
    """Product of two characteristic polynomials; its zero coefficients are those below the factors' zero roots."""
    a, b = _rationals(left), _rationals(right)
    if a is not None and b is not None:
        return tuple(Rational(c) for c in _convolved(a, b, fmpq(0)))
    zeros = sum(next(k for k, c in enumerate(side) if _sign(c)) for side in (left, right))
    with ctx.workprec(_BITS):
        balls = _convolved([c.enclosure(_BITS) for c in left], [c.enclosure(_BITS) for c in right], arb(0))
    *lower, _ = balls
    numbers = [Rational(fmpq(0)) if k < zeros else Enclosure(ball) for k, ball in enumerate(lower)]
    return (*numbers, Rational(fmpq(1)))


def _rationals(numbers: Sequence[Real]) -> list[fmpq] | None:
    """Return the values where all are rational."""
    values = [number.value for number in numbers if isinstance(number, Rational)]
    return values if len(values) == len(numbers) else None


def _convolved(left: Sequence[_Number], right: Sequence[_Number], zero: _Number) -> list[_Number]:
    """Coefficients of the product of two polynomials."""
    result = [zero] * (len(left) + len(right) - 1)
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            result[i + j] += a * b
    return result


def _joined_spectrum(blocks: Sequence[LocalCurvature], size: int) -> Spectrum | None:
    if any(block.eigenvalues is None for block in blocks):
        return None
    ordered = sorted(
        ((value, block, k) for block in blocks for k, value in enumerate(block.eigenvalues or ())),
        key=lambda entry: float(entry[0]),
    )
    values = tuple(value for value, _, _ in ordered)
    directions: tuple[tuple[Real, ...], ...] = ()
    if size <= _MAX_DIRECTIONS and all(block.directions for block in blocks):
        directions = tuple(_padded(block.directions[k], block.variables, size) for _, block, k in ordered)
    return Spectrum(values, directions, condition_number(values))


def _padded(direction: Sequence[Real], variables: Sequence[int], size: int) -> tuple[Real, ...]:
    entries = dict(zip(variables, direction, strict=True))
    return tuple(entries.get(k, Rational(fmpq(0))) for k in range(size))


def condition_number(values: Sequence[Real]) -> Real | None:
    """|λ|max / |λ|min, ``None`` when an eigenvalue is zero.

    Examples
    --------
    >>> condition_number([Rational(fmpq(-3)), Rational(fmpq(2))]).text(), condition_number([Rational(fmpq(0))]) is None
    ('3/2', True)
    """
    if any(value.sign() == 0 for value in values):
        return None
    rational = _rationals(values)
    if rational is not None:
        sizes = [abs(value) for value in rational]
        return Rational(max(sizes) / min(sizes))
    with ctx.workprec(_BITS):
        balls = [abs(value.enclosure(_BITS)) for value in values]
        return Enclosure(reduce(arb.max, balls) / reduce(arb.min, balls))
