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

__all__ = ["Curvature", "LocalCurvature", "curvature_at"]

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


def _joined_minors(blocks: Sequence[LocalCurvature], size: int) -> tuple[Real, ...]:
    """D_k of the whole is the product of the blocks' minors of the variables up to k."""
    if len(blocks) == 1:
        return blocks[0].minors
    minors = []
    for k in range(size):
        used = ((block, sum(v <= k for v in block.variables)) for block in blocks)
        minors.append(_product(block.minors[count - 1] for block, count in used if count))
    return tuple(minors)


def _joined_inertia(blocks: Sequence[LocalCurvature]) -> Inertia:
    positive, negative, zero = (sum(block.inertia[k] for block in blocks) for k in range(3))
    polynomials = [block.characteristic_polynomial for block in blocks]
    return Inertia(reduce(_polynomial_product, polynomials), positive, negative, zero)


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
    pairs: list[tuple[Real, tuple[Real, ...] | None]] = []
    for block in blocks:
        if block.eigenvalues is None:
            return None
        directions = block.directions or (None,) * len(block.eigenvalues)
        for value, direction in zip(block.eigenvalues, directions, strict=True):
            pairs.append((value, None if direction is None else _padded(direction, block.variables, size)))
    pairs.sort(key=lambda pair: float(pair[0]))
    values = tuple(value for value, _ in pairs)
    complete = size <= _MAX_DIRECTIONS and all(direction is not None for _, direction in pairs)
    directions = tuple(direction for _, direction in pairs if direction is not None) if complete else ()
    return Spectrum(values, directions, _condition_number(values))


def _padded(direction: Sequence[Real], variables: Sequence[int], size: int) -> tuple[Real, ...]:
    entries = dict(zip(variables, direction, strict=True))
    return tuple(entries.get(k, Rational(fmpq(0))) for k in range(size))


def _condition_number(values: Sequence[Real]) -> Real | None:
    """|λ|max / |λ|min, ``None`` when an eigenvalue is zero."""
    if any(value.sign() == 0 for value in values):
        return None
    rational = _rationals(values)
    if rational is not None:
        sizes = [abs(value) for value in rational]
        return Rational(max(sizes) / min(sizes))
    with ctx.workprec(_BITS):
        balls = [abs(value.enclosure(_BITS)) for value in values]
        return Enclosure(reduce(arb.max, balls) / reduce(arb.min, balls))
