"""Refutations: points of the domain where the Hessian has a direction of positive, and one of negative curvature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Final, TypeAlias

from flint import arb, ctx
from sympy import ImmutableDenseMatrix, Symbol

from symhess.budget import Deadline
from symhess.convexity.domain import rational
from symhess.convexity.sampling import Point
from symhess.exact.enclosing import enclosed_constant
from symhess.shape import CurvatureWitnesses

__all__ = ["Curvatures", "Vector", "exact_middle", "form_value", "hessian_at", "integer_direction"]

Vector: TypeAlias = tuple[int, ...]
_Balls: TypeAlias = list[list[arb]]

_BITS: Final = 128
_SCALES: Final = (1, 2, 3, 4, 5, 6, 8, 10, 12, 100, 10**4, 10**8)
_PAIRS: Final = ((1, 1), (1, -1))
_TINY: Final = Fraction(1, 10**20)
_LARGEST_EXPONENT: Final = 20_000
_HUGE: Final = arb(2) ** 10_000


class Curvatures:
    """Collects points of positive and of negative curvature.

    Examples
    --------
    >>> from flint import fmpq
    >>> from sympy.abc import x, y
    >>> found = Curvatures((x, y), ImmutableDenseMatrix([[0, 1], [1, 0]]))
    >>> found.look([(fmpq(0), fmpq(0))], Deadline(None))
    >>> found.refutation()
    CurvatureWitnesses(up_at=(0, 0), up=(1, 1), down_at=(0, 0), down=(1, -1))
    """

    def __init__(self, variables: Sequence[Symbol], hessian: ImmutableDenseMatrix) -> None:
        self.variables, self.hessian = variables, hessian
        self.found: dict[int, tuple[Point, Vector]] = {}

    def look(self, points: Iterable[Point], deadline: Deadline) -> None:
        """Look at the points until both signs have been seen."""
        for point in points:
            if len(self.found) == 2:
                return
            deadline.check()
            matrix = hessian_at(self.hessian, self.variables, point)
            for sign in (1, -1):
                if matrix is not None and sign not in self.found:
                    vector = integer_direction(matrix, sign)
                    if vector is not None:
                        self.found[sign] = point, vector

    def refutation(self) -> CurvatureWitnesses | None:
        """The evidence, once both signs have been seen."""
        if len(self.found) < 2:
            return None
        return CurvatureWitnesses(*self.found[1], *self.found[-1])

    @property
    def sign(self) -> int:
        """The only sign seen; 0 if none or both were."""
        return sum(self.found)


def hessian_at(hessian: ImmutableDenseMatrix, variables: Sequence[Symbol], point: Point) -> _Balls | None:
    """Balls that hold the entries at a rational point; ``None`` where one has no value.

    Examples
    --------
    >>> from flint import fmpq
    >>> from sympy.abc import x
    >>> hessian_at(ImmutableDenseMatrix([[1 / x]]), (x,), (fmpq(0),)) is None
    True
    """
    at = dict(zip(variables, map(rational, point), strict=True))
    values = {entry: enclosed_constant(entry.xreplace(at), _BITS) for entry in hessian.flat()}
    if any(value is None or not abs(value) < _HUGE for value in values.values()):
        return None
    return [[values[entry] for entry in row] for row in hessian.tolist()]  # type: ignore[misc]


def form_value(matrix: _Balls, vector: Sequence[int]) -> arb:
    """The ball of vᵀHv.

    Examples
    --------
    >>> print(form_value([[arb(1), arb(2)], [arb(2), arb(1)]], (1, -1)))
    -2.00000000000000
    """
    with ctx.workprec(_BITS):
        total = arb(0)
        for i, row in enumerate(matrix):
            for j, entry in enumerate(row):
                total += entry * (vector[i] * vector[j])
        return total


def integer_direction(matrix: _Balls, sign: int) -> Vector | None:
    """An integer vector with vᵀHv of this sign; with sign 0 one with vᵀHv around zero.

    Examples
    --------
    >>> matrix = [[arb(1), arb(2)], [arb(2), arb(5)]]
    >>> integer_direction(matrix, 1), integer_direction(matrix, -1)
    ((1, 0), None)
    >>> integer_direction([[arb(1), arb(2)], [arb(2), arb(4)]], 0)
    (2, -1)
    """
    for vector in _directions(matrix, sign):
        value = form_value(matrix, vector)
        if (value > 0, value < 0, value.contains(0)) == (sign > 0, sign < 0, sign == 0):
            return vector
    return None


def _directions(matrix: _Balls, sign: int) -> Iterator[Vector]:
    size = len(matrix)
    for k in range(size):
        yield tuple(int(i == k) for i in range(size))
    for i, j in combinations(range(size), 2):
        for a, b in _PAIRS:
            yield tuple(a if k == i else b if k == j else 0 for k in range(size))
    exact = [[exact_middle(entry) for entry in row] for row in matrix]
    turned = sign or (1 if sum(exact[k][k] for k in range(size)) >= 0 else -1)
    middle = [[entry * turned for entry in row] for row in exact]
    for direction in _extremal(middle, sign):
        largest = max(map(abs, direction))
        for scale in _SCALES:
            vector = tuple(round(entry / largest * scale) for entry in direction)
            if any(vector):
                yield vector if next(filter(None, vector)) > 0 else tuple(-entry for entry in vector)


def exact_middle(ball: arb) -> Fraction:
    """The middle of a ball; 0 where it is extremely small.

    Examples
    --------
    >>> exact_middle(arb(0.75))
    Fraction(3, 4)
    """
    mantissa, exponent = ball.mid().man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent) if exponent > -_LARGEST_EXPONENT else Fraction(0)


def _extremal(matrix: list[list[Fraction]], sign: int) -> Iterator[list[Fraction]]:
    """Vectors on which the form is not positive by elimination (sign 0: about zero; else: positive)."""
    size = len(matrix)
    form = [[-entry for entry in row] if sign else list(row) for row in matrix]
    basis = [[Fraction(int(i == j)) for j in range(size)] for i in range(size)]
    scale = max((abs(entry) for row in form for entry in row), default=Fraction(0)) * _TINY
    for k in range(size):
        pivot = form[k][k]
        if pivot <= scale:
            if sign or abs(pivot) <= scale:
                yield basis[k]
            other = max(range(k + 1, size), key=lambda j: abs(form[k][j]), default=None)
            if pivot < -scale or other is None or abs(form[k][other]) <= scale:
                if pivot < -scale:
                    return
                continue
            share = -(form[other][other] + 1) / (2 * form[k][other])
            yield [share * a + b for a, b in zip(basis[k], basis[other], strict=True)]
            return
        for j in range(k + 1, size):
            factor = form[k][j] / pivot
            basis[j] = [b - factor * a for a, b in zip(basis[k], basis[j], strict=True)]
            form[j] = [b - factor * a for a, b in zip(form[k], form[j], strict=True)]
